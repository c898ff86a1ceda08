# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What in a baseline the service cannot answer: unknown paths, levels, locks, types, values. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator, Mapping

from ...module_utils._core.errors import Finding
from ...module_utils._core.validation import nearest

if TYPE_CHECKING:
    from ...module_utils._policy.facts import Facts
    from ...module_utils._settings.leaf import Leaf


def review(baseline: Mapping[str, Any], facts: Facts) -> list[Finding]:
    """All of it, of a baseline whose form was checked before."""
    findings = []
    for control in baseline["controls"]:
        place = f"{baseline['name']}, control {control['id']}"
        unanswered = set(control["scope"])
        for check in control["checks"]:
            path = check["path"]
            if path not in facts.leaves:
                remedy = nearest(path, facts.leaves)
                findings.append(Finding(place, f"there is no setting {path}.", remedy))
                continue
            levels = [level for level in control["scope"] if facts.readable(path, level)]
            unanswered -= set(levels)
            if not levels:
                findings.append(Finding(place, f"{path} cannot be read at: {', '.join(control['scope'])}.", ""))
            elif control["automation"] == "enforce" and not any(facts.writable(path, level) for level in levels):
                findings.append(
                    Finding(place, f"{path} cannot be set through the API.", "Give the control automation: audit.")
                )
            findings += _review_values(place, check, facts.leaves[path])
            lock = check.get("lock_path", "")
            if lock and not any(facts.lockable(lock, level) for level in control["scope"]):
                findings.append(
                    Finding(place, f"there is no lock {lock} that can be set here.", nearest(lock, facts.locks))
                )
        for condition in _other_conditions(control):
            if condition["path"] not in facts.leaves:
                remedy = nearest(condition["path"], facts.leaves)
                findings.append(Finding(place, f"there is no setting {condition['path']}.", remedy))
            else:
                findings += _review_values(place, condition, facts.leaves[condition["path"]])
        if control["checks"] and unanswered:
            names = ", ".join(sorted(unanswered))
            findings.append(Finding(place, f"no check can be read at: {names}.", "Leave that level out of scope."))
    return findings


def _other_conditions(control: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The conditions of the other states in which a control holds."""
    for states in (control["any_of"], *(check["not_needed_if"] for check in control["checks"])):
        for state in states:
            yield from state


def _review_values(place: str, check: Mapping[str, Any], leaf: Leaf) -> list[Finding]:
    """Expected values and the value to set must be of the leaf's type, and among its choices."""
    if "expected" not in check:
        return []
    operator = check["op"]
    values = [check["set"]] if "set" in check else []
    if operator in ("==", "!=", ">=", "<="):
        values.append(check["expected"])
    elif operator in ("in", "not in", "between"):
        values += check["expected"]
    items = values
    if leaf.kind == "list":
        if operator in (">=", "<=", "between", "in", "not in"):
            return [Finding(place, f"{check['path']} is a list; the operator {operator} does not fit.", "Use subset.")]
        everything = [*values, check["expected"]]
        items = [item for value in everything for item in (value if isinstance(value, list) else [value])]
    elif operator in ("subset", "contains"):
        return [Finding(place, f"{check['path']} is no list; the operator {operator} does not fit.", "Use in.")]
    findings = []
    for item in items:
        if leaf.kind != "list" and not _fits(item, leaf.kind):
            findings.append(Finding(place, f"{item!r} is not of the type of {check['path']} ({leaf.kind}).", ""))
        elif leaf.choices and operator not in (">=", "<=", "between") and item not in leaf.choices:
            choices = ", ".join(str(choice) for choice in leaf.choices)
            findings.append(Finding(place, f"{item!r} is no value of {check['path']}.", f"Its values are: {choices}."))
    return findings


def _fits(value: Any, kind: str) -> bool:
    if kind == "bool":
        return isinstance(value, bool)
    if kind in ("int", "float"):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, str)
