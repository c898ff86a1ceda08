# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report on what differs between an account and an export, in each format."""

from __future__ import annotations

import csv
import io
import json
import os
from itertools import groupby
from typing import Any, Callable, Mapping
from xml.etree import ElementTree

from markupsafe import Markup

from ...module_utils._core import files
from ...module_utils._policy.evidence import file_part
from .._policy.formats import NOT_XML, neutral
from .._policy.page import digest, page_templates, source_text

COLUMNS = ("section", "object", "path", "kind", "before", "now", "who", "when")
LONGEST_VALUE = 200
ROWS_OF_A_TABLE = 100
MARKS = {"added": "+", "removed": "−", "changed": "≠"}


def drift_json(report: Mapping[str, Any]) -> str:
    """The whole report."""
    return json.dumps(report, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def drift_csv(report: Mapping[str, Any]) -> str:
    """One row per difference; opens in a spreadsheet (UTF-8 with a mark, comma, CRLF)."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in report["differences"]:
        writer.writerow([neutral(_whole_text(one[name])) for name in COLUMNS])
    return "\ufeff" + stream.getvalue()


def drift_junit(report: Mapping[str, Any]) -> str:
    """A test case per object that differs, and one per section in which nothing does."""
    root = ElementTree.Element("testsuites", name=_xml(f"Zoom drift, account {report['account']}"))
    for section in report["compared"]:
        found = [one for one in report["differences"] if one["section"] == section]
        objects = [(name, list(some)) for name, some in groupby(found, key=lambda one: str(one["object"]))]
        count = str(len(objects) or 1)
        suite = ElementTree.SubElement(root, "testsuite", name=section, tests=count, failures=str(len(objects)))
        if not objects:
            ElementTree.SubElement(suite, "testcase", classname=section, name="nothing differs", time="0")
        for name, some in objects:
            case = ElementTree.SubElement(suite, "testcase", classname=section, name=_xml(name), time="0")
            failure = ElementTree.SubElement(case, "failure", message=f"{len(some)} differences", type="drift")
            failure.text = _xml("\n".join(map(sentence, some)))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def drift_html(report: Mapping[str, Any]) -> str:
    """One page that needs nothing else, with the look of the policy report."""
    style = source_text("report.css") + source_text("drift.css")
    sections = [(name, list(some)) for name, some in groupby(report["differences"], key=lambda one: one["section"])]
    templates = page_templates().overlay()
    templates.filters["drifted"] = lambda value: "–" if value is None else _text(value)
    return templates.get_template("drift.html").render(
        report=report,
        sections=sections,
        marks=MARKS,
        chunk=ROWS_OF_A_TABLE,
        style_hash=digest(style),
        style=Markup(style),  # noqa: S704 - two files of the collection
    )


FORMATS: dict[str, tuple[str, Callable[[Mapping[str, Any]], str]]] = {
    "json": (".json", drift_json),
    "csv": (".csv", drift_csv),
    "junit": (".xml", drift_junit),
    "html": (".html", drift_html),
}


def write_drift(report: Mapping[str, Any], folder: str, run: str, name: str) -> str:
    """Write the report in a format of FORMATS; returns its path. Raises OSError."""
    extension, render = FORMATS[name]
    path = os.path.join(folder, f"zoom-drift-{file_part(report['account'])}-{file_part(run)}{extension}")
    files.write_text(path, render(report), 0o640)
    return path


def sentence(difference: Mapping[str, Any]) -> str:
    """``account: settings.in_meeting.chat is now false, was true (ann@example.com, 2026-11-20)``."""
    before, now = _text(difference["before"]), _text(difference["now"])
    if not difference["path"]:
        words = "is new" if difference["kind"] == "added" else "is gone"
    elif difference["kind"] == "changed":
        words = f"{difference['path']} is now {now}, was {before}"
    else:
        words = f"{difference['path']}: " + (f"{now} is new" if difference["kind"] == "added" else f"{before} is gone")
    author = ", ".join(part for part in (difference["who"], difference["when"]) if part)
    return f"{difference['object']}: {words}" + (f" ({author})" if author else "")


def _whole_text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _text(value: Any) -> str:
    text = _whole_text(value)
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"


def _xml(text: Any) -> str:
    return NOT_XML.sub("\ufffd", str(text))
