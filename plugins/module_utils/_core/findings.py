# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is one: a cause that meets 10,000 rows or steps is told once, with its count and first places."""

from __future__ import annotations

import re
from typing import Callable, Hashable, Iterable, NamedTuple, TypeVar

from .errors import Finding

FEW = 5  # as many of one kind are told one by one
FIRST_PLACES = 5
PLACES = re.compile(r"^row (?P<row>\d+)(?P<within>.*)$|^(?P<list>\w+)\[(?P<entry>\d+)\](?P<of_entry>.*)$", re.DOTALL)
# What differs from row to row in one and the same problem: quoted values, addresses, numbers.
VALUES = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\S+@\S+|\d+")
ADDRESSES = re.compile(r"\S+@\S+")
LEFT_OPEN = "…"

Told = TypeVar("Told")


class _Kind(NamedTuple):
    """What findings of one kind share: the list or file that they are about, the column in it, and the problem."""

    about: str
    within: str
    problem: str


def grouped(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in their order, those of one kind about more than a few rows or entries as one.

    Findings are of one kind where they name the same column, and their problems differ in values only. The one that
    stands for all has the first one's problem and remedy, and says so where the others' values differ.
    """
    found: list[Finding] = []
    for group in by_cause(findings, _kind):
        kind = _kind(group[0])
        if kind is not None and len(group) > FEW:
            found.append(_one(kind, group))
        else:
            found.extend(group)
    return found


def by_cause(items: Iterable[Told], cause: Callable[[Told], Hashable]) -> list[list[Told]]:
    """The items in their order, those of one cause together; one whose cause is None stands alone."""
    groups: dict[Hashable, list[Told]] = {}
    for number, item in enumerate(items):
        key = cause(item)
        groups.setdefault((number,) if key is None else key, []).append(item)
    return list(groups.values())


def same_but_values(text: str) -> str:
    """A text without what differs from place to place in one and the same problem."""
    return VALUES.sub(LEFT_OPEN, text)


def with_others(problem: str, problems: Iterable[str]) -> str:
    """The first of several problems of one cause; where the others' values differ, it says so."""
    if all(other == problem for other in problems):
        return problem
    return f"{problem.rstrip('.')}, and the same in the others."


def _kind(finding: Finding) -> _Kind | None:
    match = PLACES.match(finding.place)
    if match is None:
        return None
    about, within = ("", match["within"]) if match["row"] else (match["list"], match["of_entry"])
    return _Kind(about, ADDRESSES.sub(LEFT_OPEN, within), same_but_values(finding.problem))


def _one(kind: _Kind, group: list[Finding]) -> Finding:
    matches = [PLACES.match(finding.place) for finding in group[:FIRST_PLACES]]
    numbers = ", ".join(match["row"] or match["entry"] for match in matches if match is not None)
    more = f"{len(group) - FIRST_PLACES:,} more"
    place = f"{kind.about}[{numbers} and {more}]" if kind.about else f"rows {numbers} and {more}"
    within = "" if LEFT_OPEN in kind.within else kind.within
    problem = with_others(group[0].problem, [finding.problem for finding in group])
    return Finding(f"{place}{within}", problem, group[0].remedy)
