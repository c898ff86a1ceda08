# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conditions of controls: what each operator means, and which value satisfies several at once."""

from __future__ import annotations

import json
from typing import Any, NamedTuple, Sequence

from .._settings import compare
from .._settings.leaf import Leaf, leaves

OPERATORS = ("==", "!=", ">=", "<=", "in", "not in", "contains", "subset", "between")
# What nothing is known of is compared as it is.
UNKNOWN_LEAF = Leaf("", "raw", "", "", ("", "", ""), (), None, None, "", False, False, (), (), {})


class Missing:
    """The one value that stands for a key that the answer does not hold (``null`` counts as not held)."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = Missing()


class Condition(NamedTuple):
    """``operator`` of OPERATORS, ``expected`` as JSON data, ``preferred`` the value to set where it fails.

    ``path`` is the setting that is judged: it says how its values compare.
    """

    operator: str
    expected: Any
    preferred: Any
    path: str = ""

    def text(self) -> str:
        """``>= 8``; ``in all, role``; ``between 1 and 120``."""
        if self.operator == "between":
            return f"between {readable(self.expected[0])} and {readable(self.expected[1])}"
        if self.operator == "==":
            return readable(self.expected)
        return f"{self.operator} {readable(self.expected)}"

    def accepts(self, actual: Any) -> bool | None:
        """Whether the value satisfies the condition; None where it cannot be told (missing, or of another type)."""
        if actual is MISSING or actual is None:
            return None
        if self.operator in ("==", "!=", "in", "not in"):
            wanted = self.expected if self.operator.endswith("in") else [self.expected]
            if not any(comparable(actual, item) for item in wanted):
                return None
            return any(compare.same(leaf_at(self.path), item, actual) for item in wanted) is (
                self.operator in ("==", "in")
            )
        if self.operator in ("contains", "subset"):
            return self._accepts_list(actual)
        return _accepts_number(self.operator, actual, self.expected)

    def _accepts_list(self, actual: Any) -> bool | None:
        if not isinstance(actual, list):
            return None
        leaf = leaf_at(self.path)
        have, want = compare.members(leaf, actual), compare.members(leaf, self.expected)
        if self.operator == "contains":
            return want <= have
        # An empty list often means "no restriction" to the service: it is no subset.
        return bool(have) and have <= want


def _accepts_number(operator: str, actual: Any, expected: Any) -> bool | None:
    if isinstance(actual, bool) or not isinstance(actual, (int, float)):
        return None
    if operator == ">=":
        return bool(actual >= expected)
    if operator == "<=":
        return bool(actual <= expected)
    return bool(expected[0] <= actual <= expected[1])


def leaf_at(path: str) -> Leaf:
    """The leaf by which values of a setting are compared, as the settings modules compare them."""
    return leaves().get(path, UNKNOWN_LEAF)


def comparable(left: Any, right: Any) -> bool:
    """Whether two values are of one kind, so that being different is a finding and not a misunderstanding."""
    return _kind(left) == _kind(right)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, float)):
        return "number"
    return type(value).__name__


def satisfying(conditions: Sequence[Condition], choices: Sequence[Any] = (), current: Any = MISSING) -> Any:
    """A value that satisfies all conditions, MISSING if there is no such value.

    The current value stays if it satisfies them; else the preferred values are tried, the last condition's first,
    then the bounds of the conditions, then the choices that the API offers.
    """
    candidates = [current] if current is not MISSING else []
    candidates += _combined_lists(conditions, current)
    candidates += _nearest_bounds(conditions, current)
    candidates += [condition.preferred for condition in reversed(conditions)]
    for condition in conditions:
        if condition.operator in ("in", "between"):
            candidates += condition.expected
        elif condition.operator in ("==", ">=", "<=", "subset"):
            candidates.append(condition.expected)
    candidates += choices
    for candidate in candidates:
        if all(condition.accepts(candidate) for condition in conditions):
            return candidate
    return MISSING


def _nearest_bounds(conditions: Sequence[Condition], current: Any) -> list[Any]:
    """The upper bound of a range where the value is above it: what is too large is made no smaller than it must be."""
    number = isinstance(current, (int, float)) and not isinstance(current, bool)
    ranges = [condition.expected for condition in conditions if condition.operator == "between"]
    return [bounds[1] for bounds in ranges if number and current > bounds[1]]


def _combined_lists(conditions: Sequence[Condition], current: Any) -> list[Any]:
    """Lists that keep what is there: without what is not allowed, with what is missing."""
    allowed = [condition.expected for condition in conditions if condition.operator == "subset"]
    wanted = [
        condition.expected if isinstance(condition.expected, list) else [condition.expected]
        for condition in conditions
        if condition.operator == "contains"
    ]
    kept = list(current) if isinstance(current, list) else []
    if not allowed:
        return [kept + [item for part in wanted for item in part if item not in kept]] if wanted else []
    leaf = leaf_at(conditions[0].path)
    sets = [compare.members(leaf, other) for other in allowed]

    def within(items: Sequence[Any]) -> list[Any]:
        return [item for item in items if all(compare.members(leaf, [item]) <= other for other in sets)]

    return [within(kept), within(allowed[0])]


def readable(value: Any) -> str:
    """A value as people read it: ``true``, ``8``, ``all, role``."""
    if value is MISSING:
        return "(not in the answer)"
    if isinstance(value, str):
        return value if value else '""'
    if isinstance(value, list) and all(not isinstance(item, (list, dict)) for item in value):
        return ", ".join(readable(item) for item in value) if value else "[]"
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
