# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several baselines become one list of controls, by a stated precedence; what gives way to what is recorded.

Precedence: a baseline beats what it extends, and a later baseline of the list beats an earlier one. A control with the
id of an earlier one replaces it. Of two controls that ask one path for values that exclude each other, the one with the
higher precedence stays; the other loses that check, or itself with its last check. Controls that can be satisfied
together stay side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping, Sequence

from ...module_utils._core.errors import Finding, InputError
from ...module_utils._policy.conditions import (
    MISSING,
    Condition,
    satisfying,
)
from ...module_utils._policy.controls import Check, Composition, Control, State
from .schema import wrong_expected

if TYPE_CHECKING:
    from ...module_utils._policy.facts import Facts


def compose(
    loaded: Mapping[str, Mapping[str, Any]], order: Sequence[str], values: Mapping[str, Any], facts: Facts
) -> Composition:
    """The controls of ``order`` (keys of ``loaded``) and what they extend, with ``values`` filled in.

    Raises InputError where a value does not fit the condition that it is for.
    """
    composition = Composition()
    ranked = _precedence(loaded, order)
    chosen: dict[str, Control] = {}
    findings: list[Finding] = []
    for key in ranked:
        baseline = loaded[key]
        composition.baselines.append(
            {"name": baseline["name"], "version": baseline["version"], "sha256": baseline["digest"], "source": key}
        )
        for document in baseline["controls"]:
            earlier = chosen.get(document["id"])
            control = _control(document, baseline["name"], values, findings)
            control = _weighed(control, document, earlier)
            if earlier is not None and earlier.checks != control.checks:
                composition.notes.append(_replaced(earlier, control))
            chosen[control.id] = control
    if findings:
        raise InputError(findings)
    rank = {loaded[key]["name"]: index for index, key in enumerate(ranked)}
    composition.controls = _without_conflicts(list(chosen.values()), rank, facts, composition.notes)
    return composition


def _precedence(loaded: Mapping[str, Mapping[str, Any]], order: Sequence[str]) -> list[str]:
    """Keys from the lowest to the highest precedence, each once, at its first place."""
    ranked: list[str] = []

    def visit(key: str) -> None:
        for parent in loaded[key]["extends"]:
            visit(parent)
        if key not in ranked:
            ranked.append(key)

    for key in order:
        visit(key)
    return ranked


def _control(document: Mapping[str, Any], baseline: str, values: Mapping[str, Any], findings: list[Finding]) -> Control:
    checks = []
    for check in document["checks"]:
        expected, needs = check.get("expected"), ""
        if "expected_from" in check:
            expected, needs = values.get(check["expected_from"]), check["expected_from"]
        condition = None
        if expected is not None:
            problem = wrong_expected(check["op"], expected) if needs else ""
            if problem:
                findings.append(Finding(f"policy values, {needs}", f"{problem} (control {document['id']})"))
            condition = Condition(check["op"], expected, check.get("set", expected), check["path"])
        not_needed = _states(check["not_needed_if"])
        lock_path, optional = check.get("lock_path", ""), check["optional"]
        checks.append(Check(check["path"], condition, needs, check["lock"], lock_path, not_needed, optional))
    return Control(
        id=document["id"],
        title=document["title"],
        rationale=document["rationale"],
        profile_level=document["profile_level"],
        scope=tuple(document["scope"]),
        automation=document["automation"],
        procedure=document["procedure"],
        references=tuple(document["references"]),
        baseline=baseline,
        checks=tuple(checks),
        any_of=_states(document["any_of"]),
    )


def _weighed(control: Control, document: Mapping[str, Any], earlier: Control | None) -> Control:
    """With severity and impact: its own, else those of the control that it replaces, else those of every control."""
    impact = document["impact"]
    like = earlier or control
    return control._replace(
        severity=document["severity"] or like.severity,
        impact=impact["who"] if impact else like.impact,
        notice=impact["how"] if impact else like.notice,
    )


def _states(documents: Sequence[Sequence[Mapping[str, Any]]]) -> tuple[State, ...]:
    return tuple(
        tuple(Condition(item["op"], item["expected"], item["expected"], item["path"]) for item in conditions)
        for conditions in documents
    )


def _replaced(earlier: Control, later: Control) -> dict[str, Any]:
    return {
        "kind": "replaced",
        "control": later.id,
        "text": f"{later.baseline} replaces control {later.id} of {earlier.baseline}:"
        f" {_conditions(earlier)} becomes {_conditions(later)}.",
    }


def _conditions(control: Control) -> str:
    parts = [f"{check.path} {_text(check)}" for check in control.checks]
    return "; ".join(parts) or control.automation


def _text(check: Check) -> str:
    return check.condition.text() if check.condition else f"(policy_values.{check.needs})"


def _without_conflicts(
    controls: list[Control], rank: Mapping[str, int], facts: Facts, notes: list[dict[str, Any]]
) -> list[Control]:
    """Controls less the checks that a check of higher precedence excludes."""
    by_path: dict[str, list[tuple[int, int, Control, Check]]] = {}
    for place, control in enumerate(controls):
        for check in control.checks:
            if check.condition is not None:
                entry = (rank[control.baseline], place, control, check)
                by_path.setdefault(check.path, []).append(entry)
    dropped: set[tuple[str, str]] = set()
    for path, entries in by_path.items():
        kept: list[tuple[Control, Check]] = []
        for _rank, _place, control, check in sorted(entries, key=lambda entry: entry[:2], reverse=True):
            rival = _excluding(control, check, kept, facts.choices(path))
            if rival is None:
                kept.append((control, check))
                continue
            dropped.add((control.id, path))
            winner, winning = rival
            notes.append(
                {
                    "kind": "conflict",
                    "path": path,
                    "kept": {"control": winner.id, "baseline": winner.baseline, "condition": _text(winning)},
                    "dropped": {"control": control.id, "baseline": control.baseline, "condition": _text(check)},
                    "text": f"{path}: {winner.baseline} asks for {_text(winning)} (control {winner.id}),"
                    f" {control.baseline} for {_text(check)} (control {control.id}). {winner.baseline} stands later"
                    " and is kept.",
                }
            )
    remaining = []
    for control in controls:
        checks = tuple(check for check in control.checks if (control.id, check.path) not in dropped)
        if checks or not control.checks:
            remaining.append(control._replace(checks=checks))
    return remaining


def _excluding(
    control: Control, check: Check, kept: Sequence[tuple[Control, Check]], choices: Sequence[Any]
) -> tuple[Control, Check] | None:
    """The kept check with which this one cannot be satisfied, None if there is no conflict."""
    rivals = [(other, its) for other, its in kept if set(other.scope) & set(control.scope)]
    together = [its.condition for _other, its in rivals if its.condition] + [check.condition]
    if satisfying([condition for condition in together if condition], choices) is not MISSING:
        return None
    for other, its in rivals:
        pair = [condition for condition in (its.condition, check.condition) if condition]
        if satisfying(pair, choices) is MISSING:
            return other, its
    return rivals[0]
