# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From which controls people may depart, since no lock holds them; what an audit says without looking. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator, NamedTuple, Sequence

from .._core.errors import Finding

if TYPE_CHECKING:
    from .agreements import Subject
    from .controls import Check, Control
    from .evaluate import Judge

NONE, EVERYBODY, OF_GROUP = "none", "all", "group:"


class Open(NamedTuple):
    """A check that no lock of the account holds, so that people may depart from it."""

    control: Control
    check: Check


def people_findings(people: str, groups: Sequence[Subject]) -> list[Finding]:
    """What is wrong with the option ``people``; groups are checked where they are known."""
    name = people[len(OF_GROUP) :] if people.startswith(OF_GROUP) else ""
    if people in (NONE, EVERYBODY) or (name and (not groups or any(name in group for group in groups))):
        return []
    if name:
        return [Finding("people", f"no group is called {name!r}.", "Write group: and the name of a group.")]
    return [Finding("people", f"is {people!r}.", "Write none, all, or group:NAME.")]


def open_checks(judge: Judge) -> list[Open]:
    """The checks that no lock of the account holds, and whose values people show."""
    return [
        Open(control, check)
        for control in judge.composition.controls
        for check in control.checks
        if check.condition is not None and not judge.locks_above(check.path)
        if judge.facts.readable(check.path, "user")
    ]


def paths_read(control: Control, check: Check) -> Iterator[str]:
    """The settings that decide about a check: its own, and those of the states in which it does not matter."""
    yield check.path
    for state in (*check.not_needed, *control.any_of):
        yield from (condition.path for condition in state)


def views_of_people(judge: Judge, checks: Sequence[Open]) -> list[str]:
    """The views of a person that show them."""
    read = {path for item in checks for path in paths_read(item.control, item.check)}
    return sorted({judge.facts.view(path) for path in read if judge.facts.readable(path, "user")})


def not_looked_at(judge: Judge) -> dict[str, Any]:
    """What can be said without a request: from which controls people may depart, and what looking costs."""
    checks = open_checks(judge)
    controls = list(dict.fromkeys(item.control.id for item in checks))
    text = f"not looked at; they may depart from {len(controls)} controls, which no lock of the account holds."
    if controls:
        text += f" To look costs {len(views_of_people(judge, checks))} requests for each person (policy_people)."
    return {"mode": NONE, "looked_at": 0, "controls": controls, "text": text, "findings": []}
