# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The form of a baseline file: checked whole, each finding with its place, and brought into one shape.

A baseline in that shape is ``{"schema_version", "name", "title", "version", "purpose", "extends": [name],
"controls": [control]}``; a control is ``{"id", "title", "rationale", "profile_level", "scope": [level], "automation",
"procedure", "lock", "references", "severity", "impact": {"who", "how"}, "any_of": [state], "checks": [check]}``, with
None for a severity or impact that the file does not give; a check is ``{"path", "op", "expected" or "expected_from",
"set" (if any), "lock", "lock_path", "not_needed_if": [state], "optional"}``; a state is a list of conditions that hold
together, each ``{"path", "op", "expected"}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Callable, Sequence, Tuple

from ...module_utils._core.errors import Finding
from ...module_utils._core.validation import nearest
from ...module_utils._policy.conditions import OPERATORS, Condition
from ...module_utils._policy.controls import AUDIENCES, SEVERITIES

Place = Tuple[Any, ...]
Locate = Callable[[Place], str]

SCHEMA_VERSION = 1
LEVELS = ("account", "group")
AUTOMATION = ("enforce", "audit", "manual")
LOCKS = ("none", "recommended", "required")
TEXT, NUMBER, LIST, FLAG, ANY = "text", "a whole number", "a list of texts", "true or false", "any"

BASELINE_KEYS: dict[str, tuple[str, bool]] = {
    "schema_version": (NUMBER, True),
    "name": (TEXT, True),
    "title": (TEXT, True),
    "version": (TEXT, True),
    "purpose": (TEXT, False),
    "extends": (LIST, False),
    "controls": (ANY, True),
}
CHECK_KEYS: dict[str, tuple[str, bool]] = {
    "path": (TEXT, True),
    "op": (TEXT, True),
    "expected": (ANY, False),
    "expected_from": (TEXT, False),
    "set": (ANY, False),
    "lock": (TEXT, False),
    "lock_path": (TEXT, False),
    "not_needed_if": (ANY, False),
    "optional": (FLAG, False),
}
CONDITION_KEYS: dict[str, tuple[str, bool]] = {"path": (TEXT, True), "op": (TEXT, True), "expected": (ANY, True)}
IMPACT_KEYS: dict[str, tuple[str, bool]] = {"who": (TEXT, True), "how": (TEXT, True)}
CONTROL_KEYS: dict[str, tuple[str, bool]] = {
    "id": (TEXT, True),
    "title": (TEXT, True),
    "rationale": (TEXT, True),
    "profile_level": (NUMBER, False),
    "scope": (LIST, False),
    "automation": (TEXT, False),
    "procedure": (TEXT, False),
    "references": (LIST, False),
    "severity": (TEXT, False),
    "impact": (ANY, False),
    "any_of": (ANY, False),
    "not_needed_if": (ANY, False),
    "checks": (ANY, False),
}
IDENTIFIER = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$")


class _Reader:
    """Collects findings while it reads."""

    def __init__(self, locate: Locate) -> None:
        self.locate = locate
        self.findings: list[Finding] = []

    def find(self, place: Place, problem: str, remedy: str = "") -> None:
        self.findings.append(Finding(self.locate(place), problem, remedy))

    def mapping(self, value: Any, place: Place, keys: Mapping[str, tuple[str, bool]], what: str) -> dict[str, Any]:
        """The known keys of a mapping, types checked; {} if it is none."""
        if not isinstance(value, Mapping):
            self.find(place, f"{what} must be a mapping of keys to values.")
            return {}
        kept = {}
        for key, item in value.items():
            if key not in keys:
                self.find(place + (key,), f"the key {key!r} is not known in {what}.", nearest(str(key), keys))
            elif _is(item, keys[key][0]):
                kept[str(key)] = item
            else:
                self.find(place + (key,), f"{key} must be {keys[key][0]}.", _quote_hint(item, keys[key][0]))
        for key, (_kind, required) in keys.items():
            if required and key not in value:
                self.find(place, f"{what} has no {key}.", f"Add {key}.")
        return kept

    def choice(self, value: Any, choices: Sequence[str], place: Place, key: str) -> None:
        if value is not None and value not in choices:
            self.find(place + (key,), f"{key} is {value!r}.", f"It is one of: {', '.join(choices)}.")


def _is(value: Any, kind: str) -> bool:
    if kind == TEXT:
        return isinstance(value, str)
    if kind == NUMBER:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == FLAG:
        return isinstance(value, bool)
    if kind == LIST:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return True


def _quote_hint(value: Any, kind: str) -> str:
    return "Put it in quotes." if kind == TEXT and isinstance(value, (int, float, bool)) else ""


def read_baseline(document: Any, locate: Locate) -> tuple[dict[str, Any], list[Finding]]:
    """A baseline in its one shape, and every finding about the document. Use the baseline only without findings.

    ``locate`` turns the place of a value (``("controls", 3, "op")``) into words for the reader.
    """
    reader = _Reader(locate)
    known = reader.mapping(document, (), BASELINE_KEYS, "a baseline")
    version = known.get("schema_version", SCHEMA_VERSION)
    if version != SCHEMA_VERSION:
        reader.find(
            ("schema_version",), f"schema_version is {version}.", f"This release reads version {SCHEMA_VERSION}."
        )
    name = known.get("name", "")
    if name and not IDENTIFIER.match(name):
        reader.find(("name",), f"the name {name!r} has characters that a name cannot have.", _IDENTIFIER_HINT)
    controls = known.get("controls", [])
    if not isinstance(controls, list):
        reader.find(("controls",), "controls must be a list.")
        controls = []
    read = [_read_control(reader, item, ("controls", index)) for index, item in enumerate(controls)]
    seen: dict[str, int] = {}
    for index, control in enumerate(read):
        identifier = control.get("id", "")
        if identifier and identifier in seen:
            first = locate(("controls", seen[identifier]))
            reader.find(
                ("controls", index, "id"), f"the id {identifier} stands twice, first at {first}.", "Ids are unique."
            )
        seen.setdefault(identifier, index)
    known.update(controls=read)
    known.setdefault("extends", [])
    known.setdefault("purpose", "")
    return known, reader.findings


_IDENTIFIER_HINT = "Use letters, digits, dots, dashes and underscores, starting with a letter or a digit."


def _read_control(reader: _Reader, document: Any, place: Place) -> dict[str, Any]:
    keys = dict(CONTROL_KEYS)
    grouped = isinstance(document, Mapping) and "checks" in document
    if isinstance(document, Mapping) and not grouped and document.get("automation") != "manual":
        keys.update(CHECK_KEYS)
    else:
        keys["lock"] = CHECK_KEYS["lock"]
    control = reader.mapping(document, place, keys, "a control")
    identifier = control.get("id", "")
    if identifier and not IDENTIFIER.match(identifier):
        reader.find(place + ("id",), f"the id {identifier!r} has characters that an id cannot have.", _IDENTIFIER_HINT)
    control.setdefault("profile_level", 1)
    control.setdefault("automation", "enforce")
    control.setdefault("procedure", "")
    control.setdefault("references", [])
    reader.choice(control["automation"], AUTOMATION, place, "automation")
    reader.choice(control.get("lock"), LOCKS, place, "lock")
    control.setdefault("lock", "none")
    for index, level in enumerate(control.get("scope", [])):
        reader.choice(level, LEVELS, place + ("scope",), str(index))
    control.setdefault("scope", list(LEVELS))
    reader.choice(control.setdefault("severity"), SEVERITIES, place, "severity")
    control["impact"] = _read_impact(reader, control.get("impact"), place + ("impact",))
    control["any_of"] = _read_states(reader, control.get("any_of", []), place + ("any_of",))
    if control["automation"] == "manual":
        control.pop("not_needed_if", None)
        if grouped:
            reader.find(place + ("checks",), "a manual control has no checks.", "Describe it in procedure.")
        if not control["procedure"]:
            reader.find(place, "a manual control has no procedure.", "Say in procedure how a person checks it.")
        control["checks"] = []
        return control
    control["checks"] = _read_checks(reader, control, place, grouped)
    return control


def _read_checks(reader: _Reader, control: dict[str, Any], place: Place, grouped: bool) -> list[dict[str, Any]]:
    if grouped:
        items = control.get("checks")
        if not isinstance(items, list) or not items:
            reader.find(place + ("checks",), "checks must be a list with at least one check.")
            return []
        places = [place + ("checks", index) for index in range(len(items))]
        checks = [reader.mapping(item, where, CHECK_KEYS, "a check") for item, where in zip(items, places)]
    else:
        checks = [{key: control.pop(key) for key in CHECK_KEYS if key in control and key != "lock"}]
        places = [place]
    shared = _read_states(reader, control.pop("not_needed_if", []), place + ("not_needed_if",)) if grouped else []
    for check, where in zip(checks, places):
        own = _read_states(reader, check.get("not_needed_if", []), where + ("not_needed_if",))
        check["not_needed_if"] = [*own, *shared]
        check.setdefault("optional", False)
        reader.choice(check.get("lock"), LOCKS, where, "lock")
        check.setdefault("lock", control["lock"] if check.get("lock_path") or not grouped else "none")
        if check["lock"] != "none" and not check.get("lock_path"):
            reader.find(where, f"lock is {check['lock']}, but there is no lock_path.", "Name the key of the lock.")
        _check_condition(reader, check, where)
    if control["lock"] != "none" and all(check["lock"] == "none" for check in checks):
        reader.find(place, f"lock is {control['lock']}, but no check has a lock_path.", "Name the key of the lock.")
    return checks


def _read_impact(reader: _Reader, document: Any, place: Place) -> dict[str, str] | None:
    """Who notices that the control is enforced, and what; None where the file does not say."""
    if document is None:
        return None
    impact = reader.mapping(document, place, IMPACT_KEYS, "impact")
    reader.choice(impact.get("who"), AUDIENCES, place, "who")
    return impact


def _read_states(reader: _Reader, document: Any, place: Place) -> list[list[dict[str, Any]]]:
    """States of the account, each a list of conditions that hold together; a condition alone is a state too."""
    if not isinstance(document, list):
        reader.find(place, "must be a list of conditions, or of lists of conditions that hold together.")
        return []
    states = []
    for index, item in enumerate(document):
        conditions = item if isinstance(item, list) else [item]
        where = place + (index,)
        read = [reader.mapping(one, where, CONDITION_KEYS, "a condition") for one in conditions]
        for condition in read:
            reader.choice(condition.get("op"), OPERATORS, where, "op")
            problem = wrong_expected(condition.get("op", ""), condition.get("expected"))
            if "expected" in condition and problem:
                reader.find(where + ("expected",), problem)
        states.append(read)
    return states


def _check_condition(reader: _Reader, check: dict[str, Any], place: Place) -> None:
    """Operator, expected value and value to set must fit together."""
    reader.choice(check.get("op"), OPERATORS, place, "op")
    if "expected" in check and "expected_from" in check:
        reader.find(place + ("expected_from",), "expected and expected_from exclude each other.", "Keep one.")
    elif "expected" not in check and "expected_from" not in check and "op" in check:
        reader.find(place, "there is no expected value.", "Add expected or expected_from (a name in policy_values).")
    if "expected" not in check or check.get("op") not in OPERATORS:
        return
    problem = wrong_expected(check["op"], check["expected"])
    if problem:
        reader.find(place + ("expected",), problem)
    elif "set" in check:
        condition = Condition(check["op"], check["expected"], check["set"], check.get("path", ""))
        if not condition.accepts(check["set"]):
            reader.find(
                place + ("set",), f"set ({check['set']!r}) does not satisfy the condition {condition.text()}.", ""
            )
    elif not default_set(check["op"]):
        reader.find(place, f"the operator {check['op']} needs set, the value to set where it fails.", "Add set.")


def wrong_expected(operator: str, expected: Any) -> str:
    """What is wrong with an expected value under an operator, '' if nothing."""
    if expected is None:
        return "expected is empty."
    if operator in (">=", "<=") and (isinstance(expected, bool) or not isinstance(expected, (int, float))):
        return f"the operator {operator} needs a number."
    if operator == "between":
        numbers = isinstance(expected, list) and len(expected) == 2
        if not numbers or any(isinstance(item, bool) or not isinstance(item, (int, float)) for item in expected):
            return "the operator between needs a list of two numbers."
    if operator in ("in", "not in", "subset") and (not isinstance(expected, list) or not expected):
        return f"the operator {operator} needs a list with at least one value."
    return ""


def default_set(operator: str) -> bool:
    """Whether the expected value itself can be set where the condition fails."""
    return operator in ("==", ">=", "<=", "subset", "contains")
