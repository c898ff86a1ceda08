# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a run: reports in each format, earlier reports, answers kept as evidence."""

from __future__ import annotations

import glob
import json
import os
from typing import TYPE_CHECKING, Any, Callable, Iterable, Mapping

from ...module_utils._core import files
from ...module_utils._policy.evidence import file_part, stem
from .formats import people_csv, to_csv, to_junit
from .oscal import to_catalogue, to_oscal, to_profile
from .page import to_html
from .report import to_json
from .sarif import to_sarif

if TYPE_CHECKING:
    from ...module_utils._core.errors import Finding

FORMATS: dict[str, tuple[str, Callable[[Mapping[str, Any]], str]]] = {
    "json": (".json", to_json),
    "csv": (".csv", to_csv),
    "junit": (".xml", to_junit),
    "html": (".html", to_html),
    "sarif": (".sarif", to_sarif),
    "oscal": ("-oscal.json", to_oscal),
}
# What is written with a format: what its document refers to.
BESIDE: dict[str, dict[str, tuple[str, Callable[[Mapping[str, Any]], str]]]] = {
    "oscal": {
        "oscal_catalogue": ("-oscal-catalogue.json", to_catalogue),
        "oscal_profile": ("-oscal-profile.json", to_profile),
    }
}


OTHER_JSON = ["-oscal.json", *(extension for parts in BESIDE.values() for extension, _render in parts.values())]


def check_folder(option: str, path: str) -> list[Finding]:
    """Make a folder for files where it is not there yet; findings where it cannot be made or written."""
    problem = ""
    try:
        os.makedirs(path, mode=0o750, exist_ok=True)
    except (OSError, ValueError) as error:
        problem = f"cannot be made: {getattr(error, 'strerror', None) or error}."
    else:
        if not os.access(path, os.W_OK | os.X_OK):
            problem = "cannot be written to."
    if not problem:
        return []
    return [files.FileError(path, problem, "Name a folder that can be written to.").finding(option)]


def check_reports(folder: str, run_id: str, formats: Iterable[str]) -> list[Finding]:
    """Findings where something other than a file has the name of a report of this run, of whatever account."""
    names = [f"zoom-policy-*-{file_part(run_id)}{FORMATS[name][0]}" for name in dict.fromkeys(formats)]
    paths = sorted(path for name in names for path in glob.glob(os.path.join(glob.escape(folder), name)))
    return [finding for path in paths for finding in files.writing_findings(path, "report_dir")]


def newest_report(folder: str, account_id: str) -> str:
    """The JSON report of an account that was written last into a folder, '' if there is no report yet."""
    found = glob.glob(os.path.join(glob.escape(folder), f"zoom-policy-{file_part(account_id)}-*.json"))
    found = [path for path in found if not path.endswith(tuple(OTHER_JSON))]
    # Its first key is the account: another one's name may begin alike.
    own = json.dumps({"id": account_id}, ensure_ascii=False, separators=(",", ":"))
    for path in sorted(found, key=os.path.getmtime, reverse=True):
        if os.path.isfile(path):
            with open(path, encoding="utf-8", errors="replace") as stream:
                if own in stream.read(len(own) + 50):
                    return path
    return ""


def write_report(report: Mapping[str, Any], folder: str, name: str) -> dict[str, str]:
    """Write the report in a format of FORMATS, and what belongs to it; returns the path of each file by its name.

    The names of files carry account and run. Raises OSError.
    """
    written = {}
    for part, (extension, render) in {name: FORMATS[name], **BESIDE.get(name, {})}.items():
        written[part] = os.path.join(folder, stem(report["account"]["id"], report["run"]["id"]) + extension)
        files.write_text(written[part], render(report), 0o640)
    return written


def write_people(report: Mapping[str, Any], rows: Iterable[list[Any]], folder: str) -> str:
    """Write every finding about a person as CSV; returns its path. Raises OSError."""
    path = os.path.join(folder, stem(report["account"]["id"], report["run"]["id"]) + "-people.csv")
    files.write_text(path, people_csv(rows), 0o640)
    return path


def write_evidence(records: Iterable[dict[str, Any]], answers: Iterable[str], folder: str, prefix: str) -> None:
    """Write each answer to a file, readable by its owner only, whose name is put into its record. Raises OSError."""
    for record, answer in zip(records, answers):
        parts = (prefix, f"{record['number']:05d}", file_part(record["operation"]), file_part(record["view"]))
        record["file"] = "-".join(parts) + ".json"
        files.write_text(os.path.join(folder, record["file"]), answer)
