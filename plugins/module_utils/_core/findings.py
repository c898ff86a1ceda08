# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings that are one: what is wrong in 10,000 rows of a file is told once, with its count and first places."""

from __future__ import annotations

import re
from typing import Iterable, NamedTuple

from .errors import Finding

FEW = 5  # as many of one kind are told one by one
FIRST_PLACES = 5
PLACES = re.compile(r"^row (?P<row>\d+)(?P<within>.*)$|^(?P<list>\w+)\[(?P<entry>\d+)\](?P<of_entry>.*)$", re.DOTALL)
# What differs from row to row in one and the same problem: quoted values, addresses, numbers.
VALUES = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\S+@\S+|\d+")


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
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(_kind(finding) or number, []).append(finding)
    found: list[Finding] = []
    for kind, group in groups.items():
        if isinstance(kind, _Kind) and len(group) > FEW:
            found.append(_one(kind, group))
        else:
            found.extend(group)
    return found


def _kind(finding: Finding) -> _Kind | None:
    match = PLACES.match(finding.place)
    if match is None:
        return None
    about, within = ("", match["within"]) if match["row"] else (match["list"], match["of_entry"])
    return _Kind(about, within, VALUES.sub("…", finding.problem))


def _one(kind: _Kind, group: list[Finding]) -> Finding:
    matches = [PLACES.match(finding.place) for finding in group[:FIRST_PLACES]]
    numbers = ", ".join(match["row"] or match["entry"] for match in matches if match is not None)
    more = f"{len(group) - FIRST_PLACES:,} more"
    place = f"{kind.about}[{numbers} and {more}]" if kind.about else f"rows {numbers} and {more}"
    problem = group[0].problem
    if any(finding.problem != problem for finding in group):
        problem = f"{problem.rstrip('.')}, and the same in the others."
    return Finding(f"{place}{kind.within}", problem, group[0].remedy)
