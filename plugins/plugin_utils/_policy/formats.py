# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as CSV and as JUnit XML. Pure."""

from __future__ import annotations

import csv
import io
import re
from typing import Any, Iterable, Mapping
from xml.etree import ElementTree

from ...module_utils._policy.conditions import readable
from ...module_utils._policy.statuses import (
    ATTESTED,
    FAILING,
    MANUAL,
    NOT_APPLICABLE,
    NOT_BOUGHT,
    PASS,
    UNKNOWN,
    WAIVED,
)
from .report import PEOPLE

COLUMNS = (
    "account_id",
    "run_id",
    "finished",
    "control",
    "title",
    "baseline",
    "profile_level",
    "level",
    "object",
    "object_name",
    "status",
    "reason",
    "path",
    "expected",
    "actual",
    "lock_wanted",
    "lock_actual",
    "agreement",
    "endpoint",
    "http_status",
    "read_at",
    "sha256",
)
# What a spreadsheet takes for the start of a formula.
FORMULA = re.compile(r"^[\s\x00-\x1f]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r\n]")
NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
# Characters that XML 1.0 cannot hold.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def neutral(value: Any) -> str:
    """A CSV cell that no spreadsheet takes for a formula."""
    text = value if isinstance(value, str) else "" if value is None else readable(value)
    return "'" + text if FORMULA.match(text) and not NUMBER.match(text) else text


def to_csv(report: Mapping[str, Any]) -> str:
    """One row per finding and checked leaf; opens in a spreadsheet (UTF-8 with a mark, comma, CRLF)."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(report):
        writer.writerow([neutral(row.get(column)) for column in COLUMNS])
    return "\ufeff" + stream.getvalue()


def people_csv(rows: Iterable[list[Any]]) -> str:
    """One row per person, control and setting that the person departs from."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(("status", *PEOPLE))
    for row in rows:
        writer.writerow(["user_departs", *(neutral(value) for value in row)])
    return "\ufeff" + stream.getvalue()


def _rows(report: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    controls = {control["id"]: control for control in report["controls"]}
    objects = {item["id"]: item for item in report["objects"]}
    evidence = {record["number"]: record for record in report["evidence"]}
    for finding in report["findings"]:
        control = controls[finding["control"]]
        subject = objects.get(finding["object"], {"id": finding["object"], "level": "account", "name": "account"})
        row = {
            "account_id": report["account"]["id"],
            "run_id": report["run"]["id"],
            "finished": report["run"]["finished"],
            "control": control["id"],
            "title": control["title"],
            "baseline": control["baseline"],
            "profile_level": control["profile_level"],
            "level": subject["level"],
            "object": subject["id"],
            "object_name": subject["name"],
            "status": finding["status"],
            "reason": finding["reason"],
            "agreement": _agreement(finding),
        }
        if not finding["checks"]:
            yield row
        for check in finding["checks"]:
            lock = check.get("lock", {})
            record = evidence.get(check["evidence"][0], {}) if check["evidence"] else {}
            yield dict(
                row,
                path=check["path"],
                expected=check["expected"],
                actual=check["actual"],
                lock_wanted=lock.get("wanted", ""),
                lock_actual=lock.get("actual"),
                endpoint=record.get("endpoint", ""),
                http_status=record.get("status", ""),
                read_at=record.get("time", ""),
                sha256=record.get("sha256", ""),
            )


def _agreement(finding: Mapping[str, Any]) -> str:
    waiver, attestation = finding.get("waiver") or finding.get("expired_waiver"), finding.get("attestation")
    if waiver:
        word = "waived" if "waiver" in finding else "waiver expired"
        return f"{word}: {waiver['reason']} ({waiver['owner']}, until {waiver['expires']})"
    if attestation:
        return f"{attestation['result']}: {attestation['by']}, {attestation['date']} {attestation['evidence']}".strip()
    return "; ".join(check["override"] for check in finding["checks"] if check.get("override"))


def to_junit(report: Mapping[str, Any]) -> str:
    """A test case per control: it fails if any object fails; what nothing decided is skipped."""
    names = {item["id"]: item["name"] for item in report["objects"]}
    findings: dict[str, list[Mapping[str, Any]]] = {}
    for finding in report["findings"]:
        findings.setdefault(finding["control"], []).append(finding)
    root = ElementTree.Element("testsuites", name=_xml(f"Zoom policy, account {report['account']['id']}"))
    suites: dict[str, ElementTree.Element] = {}
    for control in report["controls"]:
        suite = suites.get(control["baseline"])
        if suite is None:
            suite = ElementTree.SubElement(
                root, "testsuite", name=_xml(control["baseline"]), timestamp=_xml(report["run"]["finished"])
            )
            suites[control["baseline"]] = suite
            properties = ElementTree.SubElement(suite, "properties")
            for key, value in (("account_id", report["account"]["id"]), ("run_id", report["run"]["id"])):
                ElementTree.SubElement(properties, "property", name=key, value=_xml(value))
        _case(suite, control, findings.get(control["id"], []), names)
    for element in [*suites.values(), root]:
        cases = list(element.iter("testcase"))
        element.set("tests", str(len(cases)))
        element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
        element.set("errors", "0")
        element.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _case(
    suite: ElementTree.Element,
    control: Mapping[str, Any],
    findings: list[Mapping[str, Any]],
    names: Mapping[str, str],
) -> None:
    case = ElementTree.SubElement(
        suite,
        "testcase",
        classname=_xml(control["baseline"]),
        name=_xml(f"{control['id']} {control['title']}"),
        time="0",
    )
    failing = [finding for finding in findings if finding["status"] in FAILING]
    if failing:
        failure = ElementTree.SubElement(
            case, "failure", message=_xml(f"{len(failing)} of {len(findings)} objects fail"), type=failing[0]["status"]
        )
        lines = [_line(finding, names) for finding in failing]
        failure.text = _xml("\n".join([*lines, f"Remedy: {control['remedy']}"]))
        return
    statuses = [finding["status"] for finding in findings]
    # Where nothing passes, what does not apply is no success either.
    undecided = () if PASS in statuses or ATTESTED in statuses else (NOT_BOUGHT, NOT_APPLICABLE)
    for status in (UNKNOWN, MANUAL, WAIVED, *undecided):
        if status in statuses:
            number = statuses.count(status)
            ElementTree.SubElement(case, "skipped", message=_xml(f"{status}: {number} of {len(statuses)} objects"))
            return
    if not findings:
        ElementTree.SubElement(case, "skipped", message="concerns none of the targets")


def _line(finding: Mapping[str, Any], names: Mapping[str, str]) -> str:
    values = "; ".join(
        f"{check['path']} is {readable(check['actual']) if check['actual'] is not None else 'not known'},"
        f" expected {check['expected']}"
        for check in finding["checks"]
        if check["status"] in FAILING
    )
    name = names.get(finding["object"], finding["object"])
    return f"{name}: {finding['status']}: {values} {finding['reason']}".strip()


def _xml(text: Any) -> str:
    return NOT_XML.sub("\ufffd", str(text))
