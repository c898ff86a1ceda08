# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of an audit as one document, from which every format is written. Pure.

Its form is versioned (``schema``, ``schema_version``); lists have a stable order, so that two reports can be compared
line by line.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Mapping, Sequence

from ...module_utils._core.errors import Finding
from ...module_utils._policy.agreements import ACCOUNT, Subject
from ...module_utils._policy.controls import AUDIENCES, SEVERITIES, Composition, Control
from ...module_utils._policy.score import summarise
from ...module_utils._policy.sentences import other_account
from ...module_utils._policy.statuses import (
    ATTESTED,
    FAILING,
    MANUAL,
    NOT_APPLICABLE,
    NOT_BOUGHT,
    PASS,
    STATUSES,
    UNKNOWN,
    WAIVED,
)
from ...module_utils._policy.ways import state_text

WORST_FIRST = (*FAILING, UNKNOWN, MANUAL, PASS, ATTESTED, WAIVED, NOT_BOUGHT, NOT_APPLICABLE)
SCHEMA = "openadmin.zoom/policy-report"
SCHEMA_VERSION = 1
HISTORY = 50
# The entries of a finding about a person; the report holds the first of them, the CSV of people has all.
PEOPLE = ("person", "control", "path", "expected", "actual", "above")
PEOPLE_LISTED = 2000


@dataclass
class Context:
    """Who ran what, when, on which account. Times are UTC, ISO 8601."""

    account_id: str
    run_id: str
    mode: str
    tool: str
    started: str
    finished: str = ""
    launched_by: str = ""
    check_mode: bool = False
    targets: Sequence[str] = field(default_factory=list)
    agreements_digest: str = ""
    chosen: Mapping[str, Any] = field(default_factory=dict)
    pilot: Sequence[str] = ()
    people: Mapping[str, Any] = field(default_factory=dict)


def build(
    context: Context,
    composition: Composition,
    subjects: Sequence[Subject],
    findings: Sequence[Mapping[str, Any]],
    evidence: Sequence[Mapping[str, Any]] = (),
    plan: Sequence[Mapping[str, Any]] = (),
    beyond: Sequence[Mapping[str, Any]] = (),
    before: Mapping[str, Any] | None = None,
    previous: Mapping[str, Any] | None = None,
    expired_waivers: Sequence[Mapping[str, Any]] = (),
    outcomes: Sequence[Mapping[str, str]] = (),
) -> dict[str, Any]:
    """The whole report. ``before`` is the summary of the state before enforcing, ``previous`` an earlier report.

    ``outcomes`` are those of the plan's entries, where it was carried out.
    """
    controls = composition.by_id()
    by_control: dict[str, list[Mapping[str, Any]]] = {}
    for finding in findings:
        by_control.setdefault(finding["control"], []).append(finding)
    summary = summarise(findings, {name: control.severity for name, control in controls.items()})
    summary["expired_waivers"] = list(map(_waiver, expired_waivers))
    report: dict[str, Any] = {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "account": {"id": context.account_id},
        "run": _run(context),
        "baselines": list(composition.baselines),
        "agreements_sha256": context.agreements_digest,
        "notes": list(composition.notes),
        "objects": _objects(subjects, findings),
        "controls": [_control(control, by_control.get(control.id, ())) for control in composition.controls],
        "findings": [dict(finding) for finding in findings],
        "evidence": [dict(record) for record in evidence],
        "summary": summary,
        "plan": [dict(entry, **_felt(entry, controls)) for entry in plan],
        "outcomes": [dict(outcome) for outcome in outcomes],
        "beyond": list(beyond),
    }
    report.update({"people": _people(context.people)} if context.people else {})
    report.update({"pilot": _pilot(context.pilot, findings, composition)} if context.pilot else {})
    if before is not None:
        report["before"] = dict(before)
    point = {"time": context.finished, "run_id": context.run_id, "score": summary["score"]}
    report["history"] = [*(previous or {}).get("history", []), point][-HISTORY:]
    if previous is not None:
        report["trend"] = compare(previous, report)
    return report


def _objects(subjects: Sequence[Subject], findings: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What was audited. Manual controls are about the account, even where groups are the only targets."""
    known = {subject.id for subject in subjects}
    if any(finding["object"] == ACCOUNT and ACCOUNT not in known for finding in findings):
        subjects = [Subject(ACCOUNT, ACCOUNT, ACCOUNT), *subjects]
    return [{"id": subject.id, "level": subject.level, "name": subject.name} for subject in subjects]


def _felt(entry: Mapping[str, Any], controls: Mapping[str, Control]) -> dict[str, str]:
    """The gravest severity and the widest impact of the controls that ask for a change."""
    asking = [controls[name] for name in entry["controls"] if name in controls]
    if not asking:
        return {}
    severities, impacts = [one.severity for one in asking], [one.impact for one in asking]
    return {"severity": min(severities, key=SEVERITIES.index), "impact": max(impacts, key=AUDIENCES.index)}


def _people(people: Mapping[str, Any]) -> dict[str, Any]:
    """What was found of people, with the first of them by name."""
    found = [dict(zip(PEOPLE, row)) for row in people["findings"][:PEOPLE_LISTED]]
    return dict(people, findings=found)


def changes_by_outcome(report: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The entries of the plan by what became of them.

    Of a plan that was not carried out, they are ``planned``, or ``may_follow`` at groups that may follow the account.
    """
    plan = report["plan"]
    outcomes = report["outcomes"] or [
        {"outcome": "may_follow" if entry.get("when") == "still_departs" else "planned"} for entry in plan
    ]
    found: dict[str, list[dict[str, Any]]] = {}
    for entry, outcome in zip(plan, outcomes):
        found.setdefault(outcome["outcome"], []).append(
            {"impact": AUDIENCES[-1], "stage": "", **entry, "why": outcome.get("why", "")}
        )
    return found


def by_impact(entries: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many changes each audience notices, nobody first."""
    noticed = Counter(entry["impact"] for entry in entries)
    return {who: noticed[who] for who in AUDIENCES if noticed[who]}


def _pilot(pilot: Sequence[str], findings: Sequence[Mapping[str, Any]], composition: Composition) -> dict[str, Any]:
    """The scores of the pilot's objects and of the others."""
    severities = {control.id: control.severity for control in composition.controls}
    inside = [finding for finding in findings if finding["object"] in pilot]
    outside = [finding for finding in findings if finding["object"] not in pilot]
    return {
        "objects": list(pilot),
        "score": summarise(inside, severities)["score"],
        "others": summarise(outside, severities)["score"],
    }


def gravest_first(report: Mapping[str, Any]) -> list[str]:
    """The ids of the controls: what fails before the rest, the most severe first, the widest spread first."""

    def rank(control: Mapping[str, Any]) -> tuple[int, int, int, int]:
        status = control["status"]
        group = 0 if status in FAILING else 1 if status == UNKNOWN else 2 if status == MANUAL else 3
        failing = sum(control["counts"].get(one, 0) for one in FAILING)
        return group, SEVERITIES.index(control["severity"]), WORST_FIRST.index(status or NOT_APPLICABLE), -failing

    return [control["id"] for control in sorted(report["controls"], key=rank)]


def _run(context: Context) -> dict[str, Any]:
    return {
        "id": context.run_id,
        "mode": context.mode,
        "check_mode": context.check_mode,
        "started": context.started,
        "finished": context.finished,
        "launched_by": context.launched_by,
        "tool": context.tool,
        "targets": list(context.targets),
        "chosen": dict(context.chosen),
    }


def _waiver(item: Mapping[str, Any]) -> dict[str, Any]:
    words = {key: str(item.get(key) or "") for key in ("control", "reason", "owner", "expires")}
    return dict(words, targets=list(item.get("targets") or []))


def _control(control: Control, findings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    counts = Counter(finding["status"] for finding in findings)
    undecided = (UNKNOWN, MANUAL, NOT_APPLICABLE, NOT_BOUGHT)
    decided = sum(number for status, number in counts.items() if status not in undecided)
    return {
        "id": control.id,
        "title": control.title,
        "rationale": control.rationale,
        "severity": control.severity,
        "impact": {"who": control.impact, "how": control.notice},
        "profile_level": control.profile_level,
        "scope": list(control.scope),
        "automation": control.automation,
        "baseline": control.baseline,
        "references": list(control.references),
        "checks": [
            {
                "path": check.path,
                "expected": check.condition.text() if check.condition else f"policy_values.{check.needs}",
                "lock": check.lock,
                "lock_path": check.lock_path,
                "not_needed_if": [state_text(state) for state in check.not_needed],
            }
            for check in control.checks
        ],
        "any_of": [state_text(state) for state in control.any_of],
        "remedy": remedy(control),
        "status": overall(findings),
        "checked": decided,
        "of": len(findings),
        "counts": {status: counts[status] for status in STATUSES if counts[status]},
    }


def overall(findings: Sequence[Mapping[str, Any]]) -> str:
    """The status of a control over all objects: that of the worst of them; '' where nothing is concerned."""
    for status in WORST_FIRST:
        if any(finding["status"] == status for finding in findings):
            return status
    return ""


def remedy(control: Control) -> str:
    """What to do where the control fails."""
    if control.automation != "enforce":
        return control.procedure
    parts = []
    for check in control.checks:
        value = check.condition.text() if check.condition else f"the value of policy_values.{check.needs}"
        parts.append(
            f"Set {check.path} to {value}."
            if check.condition and value[:1] not in "<>!"
            else f"{check.path} must be {value}."
        )
        if check.lock == "required":
            parts.append(f"Lock {check.lock_path}.")
    return " ".join(dict.fromkeys(parts)) + " The play openadmin.zoom.policy with policy_mode: enforce does this."


def _rank(status: str) -> int:
    return 2 if status in (PASS, ATTESTED) else 0 if status in FAILING else 1


def compare(previous: Mapping[str, Any], report: Mapping[str, Any]) -> dict[str, Any]:
    """What got better, what got worse, what is new and what is gone since an earlier report."""
    names = {item["id"]: item["name"] for item in [*previous.get("objects", []), *report["objects"]]}
    old = {(item["control"], item["object"]): item["status"] for item in previous.get("findings", [])}
    now = {(item["control"], item["object"]): item["status"] for item in report["findings"]}

    def entry(key: tuple[str, str]) -> dict[str, str]:
        return {
            "control": key[0],
            "object": key[1],
            "name": names.get(key[1], key[1]),
            "before": old.get(key, ""),
            "after": now.get(key, ""),
        }

    both = [key for key in now if key in old]
    earlier, later = previous["summary"].get("score"), report["summary"]["score"]
    return {
        "previous": {
            "run_id": previous["run"]["id"],
            "finished": previous["run"]["finished"],
            "score": earlier,
        },
        "score_change": round(later - earlier, 1) if earlier is not None and later is not None else None,
        "better": [entry(key) for key in both if _rank(now[key]) > _rank(old[key])],
        "worse": [entry(key) for key in both if _rank(now[key]) < _rank(old[key])],
        "new": [entry(key) for key in now if key not in old],
        "gone": [entry(key) for key in old if key not in now],
    }


def read_previous(text: str, place: str, account: str = "") -> tuple[dict[str, Any] | None, list[Finding]]:
    """An earlier report from its JSON, or findings; of ``account``, where it is known."""
    try:
        document = json.loads(text)
    except ValueError:
        return None, [Finding(place, "the earlier report is no JSON.", "Give a JSON report of an earlier audit.")]
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        return None, [Finding(place, "this is no policy report.", "Give a JSON report of an earlier audit.")]
    if document.get("schema_version") != SCHEMA_VERSION:
        version = document.get("schema_version")
        return None, [
            Finding(place, f"the earlier report has version {version}.", f"Version {SCHEMA_VERSION} can be compared.")
        ]
    needed = {"account": dict, "run": dict, "summary": dict, "findings": list, "objects": list, "plan": list}
    if any(not isinstance(document.get(key), kind) for key, kind in needed.items()):
        return None, [Finding(place, "the earlier report is not whole.", "Give a JSON report of an earlier audit.")]
    found = str(document["account"].get("id"))
    findings = other_account(place, found, account) if account else []
    return (None if findings else document), findings


def to_json(report: Mapping[str, Any]) -> str:
    """Canonical JSON: keys sorted, the entries of long lists one a line."""
    lines = []
    for key in sorted(report):
        value = report[key]
        name = json.dumps(key)
        if isinstance(value, list) and value:
            items = ",\n  ".join(_compact(item) for item in value)
            lines.append(f" {name}: [\n  {items}\n ]")
        else:
            lines.append(f" {name}: {_compact(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _compact(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
