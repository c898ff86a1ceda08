# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What policies need to know of each setting: who can read, write and lock it, in which view, with which values."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Sequence

from .._core.errors import Finding
from .._core.validation import nearest
from .._settings.locks_above import lock_over

LOCK_VIEWS = ("default", "meeting_security")


class Leaf(NamedTuple):
    """One path. ``account`` and ``group`` hold ``r``, ``w`` or both; ``locks`` likewise, by level.

    ``kind`` is bool, int, float, str, list or '' for a path that is a lock alone.
    """

    kind: str
    choices: tuple[Any, ...]
    view: str
    account: str
    group: str
    account_lock: str
    group_lock: str


class Facts:
    """Leaves by their path in the project's vocabulary, lists without brackets."""

    def __init__(self, leaves: Mapping[str, Leaf]) -> None:
        self.leaves = dict(leaves)

    @classmethod
    def from_schema(cls, settings: Mapping[str, Any], locks: Mapping[str, Any]) -> Facts:
        """From the tables of settings_schema: a list of objects counts as one leaf, another spelling as the same."""
        leaves: dict[str, Leaf] = {}
        for spelling, (kind, view, access, further) in settings.items():
            path, bracket, field = further.get("same_as", spelling).partition("[]")
            old = leaves.get(path)
            account, group, _user = ("" if flags == "-" else flags for flags in access.split())
            leaves[path] = Leaf(
                kind="list" if bracket or kind.startswith("list") else kind,
                choices=old.choices if old else () if field else tuple(further.get("choices", ())),
                view=old.view if old else view,
                account=_merged(old.account if old else "", account),
                group=_merged(old.group if old else "", group),
                account_lock="",
                group_lock="",
            )
        for path, (kind, access) in locks.items():
            if kind != "bool":  # a lock that is a value says what may be chosen, not whether
                continue
            account, group, *_user = ("" if flags == "-" else flags for flags in access.split())
            old = leaves.get(path, Leaf("", (), "default", "", "", "", ""))
            leaves[path] = old._replace(account_lock=account, group_lock=group)
        return cls(leaves)

    def choices(self, path: str) -> Sequence[Any]:
        """The values that the API documents; () where it documents none, and for lists."""
        leaf = self.leaves.get(path)
        if leaf is None or leaf.kind == "list":
            return ()
        return (False, True) if leaf.kind == "bool" else leaf.choices

    def view(self, path: str) -> str:
        """The value of ``option`` whose answer holds the leaf."""
        leaf = self.leaves.get(path)
        return leaf.view if leaf else "default"

    def readable(self, path: str, level: str) -> bool:
        """Whether a GET at that level answers with the leaf."""
        return "r" in self._flags(path, level)

    def writable(self, path: str, level: str) -> bool:
        """Whether a PATCH at that level takes the leaf."""
        return "w" in self._flags(path, level)

    def lockable(self, path: str, level: str) -> bool:
        """Whether the lock can be set at that level (locks that are not yes or no are not)."""
        return "w" in self._flags(path, f"{level}_lock")

    def lock_readable(self, path: str, level: str) -> bool:
        """Whether the lock can be read at that level."""
        return "r" in self._flags(path, f"{level}_lock")

    @staticmethod
    def lock_view(path: str) -> str:
        """The value of ``option`` whose answer holds the lock."""
        return "meeting_security" if path.startswith("meeting_security.") else "default"

    @staticmethod
    def locks_over(path: str) -> list[str]:
        """The locks that hold a setting in place."""
        return lock_over(path)

    def _flags(self, path: str, column: str) -> str:
        leaf = self.leaves.get(path)
        return str(getattr(leaf, column)) if leaf else ""


def _merged(left: str, right: str) -> str:
    return "".join(flag for flag in "rw" if flag in left or flag in right)


def review(baseline: Mapping[str, Any], facts: Facts) -> list[Finding]:
    """What in a baseline the service cannot answer: unknown paths, levels, locks, types, values. Shape is checked."""
    findings = []
    for control in baseline["controls"]:
        place = f"{baseline['name']}, control {control['id']}"
        unanswered = set(control["scope"])
        for check in control["checks"]:
            path = check["path"]
            if path not in facts.leaves or not facts.leaves[path].kind:
                remedy = nearest(path, (known for known, leaf in facts.leaves.items() if leaf.kind))
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
                    Finding(place, f"there is no lock {lock} that can be set here.", nearest(lock, _locks(facts)))
                )
        if control["checks"] and unanswered:
            names = ", ".join(sorted(unanswered))
            findings.append(Finding(place, f"no check can be read at: {names}.", "Leave that level out of scope."))
    return findings


def _locks(facts: Facts) -> list[str]:
    return [path for path, leaf in facts.leaves.items() if leaf.account_lock or leaf.group_lock]


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
