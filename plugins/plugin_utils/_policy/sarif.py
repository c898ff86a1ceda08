# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as SARIF 2.1.0, which code hosts show beside the changes of a repository of settings. Pure.

A result is a control at an object. Its place is the file in which a repository keeps the settings of that object:
``settings/account.yml`` or ``settings/groups/NAME.yml``.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, Mapping
from urllib.parse import quote

from ...module_utils._policy.conditions import readable
from ...module_utils._policy.statuses import FAILING, MANUAL, NOT_APPLICABLE, NOT_BOUGHT, PASS, UNKNOWN, WAIVED

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}
# What code hosts sort by, on the scale of CVSS.
SECURITY_SEVERITY = {"critical": "9.5", "high": "8.0", "medium": "5.0", "low": "2.0"}
KINDS = {PASS: "pass", UNKNOWN: "open", MANUAL: "review", NOT_APPLICABLE: "notApplicable", NOT_BOUGHT: "notApplicable"}
# Passing findings say nothing that a reviewer has to look at.
REPORTED = (*FAILING, UNKNOWN, WAIVED)


def to_sarif(report: Mapping[str, Any]) -> str:
    """One run with a rule for each control, and a result for each finding that is to be looked at."""
    places = {control["id"]: place for place, control in enumerate(report["controls"])}
    objects = {item["id"]: item for item in report["objects"]}
    tool = report["run"]["tool"].split(" ")
    document = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": tool[0],
                        "version": tool[-1],
                        "rules": [_rule(control) for control in report["controls"]],
                    }
                },
                "automationDetails": {"id": f"zoom-policy/{report['account']['id']}/"},
                "invocations": [
                    {
                        "executionSuccessful": True,
                        "startTimeUtc": report["run"]["started"],
                        "endTimeUtc": report["run"]["finished"],
                    }
                ],
                "results": [
                    _result(report, finding, places, objects)
                    for finding in report["findings"]
                    if finding["status"] in REPORTED
                ],
            }
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _rule(control: Mapping[str, Any]) -> dict[str, Any]:
    help_text = f"{control['rationale']}\n\nRemedy: {control['remedy']}"
    if control["impact"]["how"]:
        help_text += f"\n\nWho notices: {control['impact']['who']}. {control['impact']['how']}"
    return {
        "id": control["id"],
        "shortDescription": {"text": control["title"]},
        "fullDescription": {"text": control["rationale"]},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": LEVELS[control["severity"]]},
        "properties": {
            "tags": ["zoom", control["baseline"], *control["references"]],
            "security-severity": SECURITY_SEVERITY[control["severity"]],
        },
    }


def _result(
    report: Mapping[str, Any],
    finding: Mapping[str, Any],
    places: Mapping[str, int],
    objects: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    control = report["controls"][places[finding["control"]]]
    subject = objects.get(finding["object"], {"level": "account", "name": "account"})
    failing = finding["status"] in FAILING
    key = f"{report['account']['id']}/{finding['control']}/{finding['object']}"
    result: dict[str, Any] = {
        "ruleId": control["id"],
        "ruleIndex": places[control["id"]],
        "kind": "fail" if failing else KINDS.get(finding["status"], "fail"),
        # Only what fails has a level of its own.
        "level": LEVELS[control["severity"]] if failing or finding["status"] == WAIVED else "none",
        "message": {"text": _message(control, finding, subject)},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": _uri(subject)}, "region": {"startLine": 1}},
                "logicalLocations": [{"name": str(subject["name"]), "kind": subject["level"]}],
            }
        ],
        "partialFingerprints": {"finding/v1": hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()},
    }
    if finding["status"] == WAIVED:
        waiver = finding["waiver"]
        words = f"{waiver['reason']} ({waiver['owner']}, until {waiver['expires']})"
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": words}]
    return result


def _uri(subject: Mapping[str, Any]) -> str:
    if subject["level"] == "account":
        return "settings/account.yml"
    return f"settings/groups/{quote(str(subject['name']).encode('utf-8', 'replace'), safe='')}.yml"


def _value(check: Mapping[str, Any]) -> str:
    return "not known" if check["actual"] is None else readable(check["actual"])


def _message(control: Mapping[str, Any], finding: Mapping[str, Any], subject: Mapping[str, Any]) -> str:
    where = "the account" if subject["level"] == "account" else f"group {subject['name']}"
    looked_at = [check for check in finding["checks"] if check["status"] in (*FAILING, UNKNOWN)]
    values = "; ".join(f"{check['path']} is {_value(check)}, expected {check['expected']}" for check in looked_at)
    return f"{control['title']}: {where}: {finding['status']}. {values} {finding['reason']}".strip()
