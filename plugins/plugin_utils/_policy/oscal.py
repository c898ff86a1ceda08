# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as OSCAL assessment results, and its controls as OSCAL catalogue and profile. Pure.

Identifiers are UUIDs of version 5 from run and content, so that the same report gives the same documents.
"""

from __future__ import annotations

import json
import re
import uuid
from typing import Any, Iterable, Mapping, Sequence

from ...module_utils._policy.evidence import stem
from ...module_utils._policy.statuses import ATTESTED, FAILING, MANUAL, NOT_APPLICABLE, NOT_BOUGHT, PASS, STATUSES

OSCAL_VERSION = "1.1.2"
NAMESPACE = uuid.UUID("b5f1e0a4-6f0e-5b0e-9c8a-2f6d7c1a4e55")
# The names of properties that OSCAL does not define.
OWN = "urn:openadmin:zoom:policy"
NOT_TOKEN = re.compile(r"[^A-Za-z0-9._-]")


def to_oscal(report: Mapping[str, Any]) -> str:
    """Assessment results: a finding for each decided control, an observation for each status it has somewhere."""
    profile = _uuid(report, "profile")
    document = {
        "assessment-results": {
            "uuid": _uuid(report, "results"),
            "metadata": _metadata(report, f"Zoom policy audit of account {report['account']['id']}"),
            # What was assessed is the profile that is written with this document.
            "import-ap": {"href": f"#{profile}"},
            "results": [_result(report)],
            "back-matter": {
                "resources": [
                    {
                        "uuid": profile,
                        "title": "Profile of the baselines that were assessed",
                        "rlinks": [{"href": f"{file_stem(report)}-profile.json", "media-type": "application/json"}],
                    }
                ]
            },
        }
    }
    return _text(document)


def to_catalogue(report: Mapping[str, Any]) -> str:
    """Every control of the report's baselines, as a catalogue."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for control in report["controls"]:
        groups.setdefault(control["baseline"], []).append(_catalogue_control(control))
    document = {
        "catalog": {
            "uuid": _uuid(report, "catalogue"),
            "metadata": _metadata(report, "Controls of Zoom policy baselines"),
            "groups": [{"id": _token(name), "title": name, "controls": controls} for name, controls in groups.items()],
        }
    }
    return _text(document)


def to_profile(report: Mapping[str, Any]) -> str:
    """The controls that were assessed, taken from the catalogue."""
    identifiers = [_token(control["id"]) for control in report["controls"]]
    names = ", ".join(f"{item['name']} {item['version']}" for item in report["baselines"])
    document = {
        "profile": {
            "uuid": _uuid(report, "profile"),
            "metadata": _metadata(report, f"Zoom policy baselines {names}"),
            "imports": [
                {"href": f"{file_stem(report)}-catalogue.json", "include-controls": [{"with-ids": identifiers}]}
            ],
            "merge": {"as-is": True},
        }
    }
    return _text(document)


def file_stem(report: Mapping[str, Any]) -> str:
    """How the names of the OSCAL files of a run begin."""
    return f"{stem(report['account']['id'], report['run']['id'])}-oscal"


def _result(report: Mapping[str, Any]) -> dict[str, Any]:
    by_control: dict[str, list[Mapping[str, Any]]] = {}
    for finding in report["findings"]:
        by_control.setdefault(finding["control"], []).append(finding)
    observations: list[dict[str, Any]] = []
    findings: list[dict[str, Any]] = []
    for control in report["controls"]:
        own = list(_observations(report, control, by_control.get(control["id"], ())))
        observations += own
        if own and control["status"] not in (MANUAL, NOT_APPLICABLE, NOT_BOUGHT, ""):
            findings.append(_finding(report, control, own))
    selections = [{"control-id": _token(control["id"])} for control in report["controls"]]
    result: dict[str, Any] = {
        "uuid": _uuid(report, "result"),
        "title": f"Run {report['run']['id']}",
        "description": f"{report['summary']['findings']} findings; score {report['summary']['score']}.",
        "start": report["run"]["started"],
        "end": report["run"]["finished"],
        "local-definitions": {"components": [_component(report, item) for item in report["objects"]]},
        "reviewed-controls": {"control-selections": [{"include-controls": selections}]},
        "observations": observations,
        "findings": findings,
    }
    # OSCAL allows no empty lists.
    return {key: value for key, value in result.items() if value not in ([], {"components": []})}


def _component(report: Mapping[str, Any], item: Mapping[str, Any]) -> dict[str, Any]:
    what = "Zoom account" if item["level"] == "account" else "group"
    return {
        "uuid": _uuid(report, "object", item["id"]),
        "type": "service",
        "title": str(item["name"]) or item["id"],
        "description": f"The settings of the {what} {item['name']} ({item['id']}).",
        "status": {"state": "operational"},
    }


def _observations(
    report: Mapping[str, Any], control: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]
) -> Iterable[dict[str, Any]]:
    """An observation for each status, with the objects that have it."""
    evidence = {record["number"]: record for record in report["evidence"]}
    for status in STATUSES:
        some = [finding for finding in findings if finding["status"] == status]
        if not some:
            continue
        reasons = list(dict.fromkeys(finding["reason"] for finding in some if finding["reason"]))
        numbers = sorted({number for finding in some for check in finding["checks"] for number in check["evidence"]})
        observation: dict[str, Any] = {
            "uuid": _uuid(report, "observation", control["id"], status),
            "title": f"{control['title']}: {status}",
            "description": f"{status} at {len(some)} of {len(findings)} objects. {' '.join(reasons[:5])}".strip(),
            "props": [_prop("status", status)],
            "methods": ["EXAMINE" if control["automation"] == "manual" else "TEST"],
            "collected": report["run"]["finished"],
        }
        if status != PASS:
            observation["subjects"] = [
                {"subject-uuid": _uuid(report, "object", finding["object"]), "type": "component"} for finding in some
            ]
        known = [evidence[number] for number in numbers[:10] if number in evidence]
        if known:
            observation["relevant-evidence"] = [_evidence(record) for record in known]
        yield observation


def _evidence(record: Mapping[str, Any]) -> dict[str, Any]:
    text = f"{record['endpoint']}, HTTP {record['status']}, {record['time']}, SHA-256 {record['sha256']}"
    return {"description": text, **({"href": record["file"]} if record.get("file") else {})}


def _finding(
    report: Mapping[str, Any], control: Mapping[str, Any], observations: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    good = control["status"] in (PASS, ATTESTED)
    reason = "pass" if good else "fail" if control["status"] in FAILING else "other"
    return {
        "uuid": _uuid(report, "finding", control["id"]),
        "title": control["title"],
        "description": control["rationale"],
        "props": [_prop("severity", control["severity"]), _prop("status", control["status"])],
        "target": {
            "type": "statement-id",
            "target-id": f"{_token(control['id'])}_smt",
            "status": {"state": "satisfied" if good else "not-satisfied", "reason": reason},
        },
        "related-observations": [{"observation-uuid": item["uuid"]} for item in observations],
    }


def _catalogue_control(control: Mapping[str, Any]) -> dict[str, Any]:
    identifier = _token(control["id"])
    rules = "; ".join(f"{check['path']}: {check['expected']}" for check in control["checks"])
    parts = [
        {"id": f"{identifier}_smt", "name": "statement", "prose": f"{control['title']}. {rules}".strip()},
        {"id": f"{identifier}_gdn", "name": "guidance", "prose": control["rationale"]},
        {"id": f"{identifier}_rem", "name": "guidance", "title": "Remedy", "prose": control["remedy"]},
    ]
    impact = control["impact"]
    if impact["how"]:
        parts.append(
            {
                "id": f"{identifier}_imp",
                "name": "guidance",
                "title": "Who notices",
                "prose": f"{impact['who']}: {impact['how']}",
            }
        )
    return {
        "id": identifier,
        "title": control["title"],
        "props": [
            {"name": "label", "value": control["id"]},
            _prop("severity", control["severity"]),
            _prop("impact", impact["who"]),
            _prop("automation", control["automation"]),
            *(_prop("reference", reference) for reference in control["references"]),
        ],
        "parts": parts,
    }


def _metadata(report: Mapping[str, Any], title: str) -> dict[str, Any]:
    return {
        "title": title,
        "last-modified": report["run"]["finished"],
        "version": report["run"]["id"],
        "oscal-version": OSCAL_VERSION,
        "props": [_prop("tool", report["run"]["tool"])],
    }


def _prop(name: str, value: Any) -> dict[str, str]:
    return {"name": name, "ns": OWN, "value": str(value).strip() or "-"}


def _token(identifier: str) -> str:
    """An identifier as OSCAL has them: it starts with a letter or an underscore."""
    text = NOT_TOKEN.sub("_", identifier)
    return text if text[:1].isalpha() or text[:1] == "_" else f"_{text}"


def _uuid(report: Mapping[str, Any], *parts: Any) -> str:
    name = json.dumps([report["account"]["id"], report["run"]["id"], *parts])
    return str(uuid.uuid5(NAMESPACE, name))


def _text(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
