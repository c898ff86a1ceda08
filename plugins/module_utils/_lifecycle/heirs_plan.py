# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who receives the content of a person who leaves: by row, division, department or group, the manager, one for all.

Pure. A row's own heir is never replaced by another: who named one meant this one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Iterator, Mapping, NamedTuple

# Kinds of content that only a licensed user can hold.
NEEDS_LICENCE = ("webinars", "recordings")


class Heir(NamedTuple):
    """``email``, '' where there is nobody; then ``problem`` says why. ``rule``: how the heir was found."""

    email: str
    rule: str
    problem: str


@dataclass(frozen=True)
class HeirRules:
    """Emails by name of a division, department or group, in lower case; ``everyone``: the one for all."""

    by_division: Mapping[str, str] = field(default_factory=dict)
    by_department: Mapping[str, str] = field(default_factory=dict)
    by_group: Mapping[str, str] = field(default_factory=dict)
    manager: bool = True
    everyone: str = ""
    transfer: tuple[str, ...] = ()
    licensed_type: int = 2


@dataclass(frozen=True)
class Places:
    """Where a person is: names in lower case; ``manager`` is an email, '' where it is not known."""

    division: str = ""
    department: str = ""
    groups: tuple[str, ...] = ()
    manager: str = ""


class Heirs:
    """Chooses heirs. ``find`` gives the person of an email, None if there is none; ``leaving`` holds emails."""

    def __init__(
        self, rules: HeirRules, find: Callable[[str], Mapping[str, Any] | None], leaving: frozenset[str]
    ) -> None:
        self.rules = rules
        self._find = find
        self._leaving = leaving

    def of(self, named: str, places: Places, own: str) -> Heir:
        """The heir of the person ``own`` (an email), whose row names ``named``."""
        if named:
            problem = self.problem(named, own)
            return Heir("" if problem else named, "row", problem)
        first = ""
        for email, rule in self._candidates(places):
            problem = self.problem(email, own)
            if not problem:
                return Heir(email, rule, "")
            first = first or f"{problem[:-1]} ({rule})."
        return Heir("", "", first or "no rule names an heir.")

    def problem(self, email: str, own: str = "") -> str:
        """Why somebody can receive nothing; '' if they can."""
        person = self._find(email)
        if email.casefold() == own.casefold():
            return "the heir is the person who leaves."
        if person is None:
            return f"the heir {email} is not in the account."
        if person.get("status") != "active":
            return f"the heir {email} is {person.get('status')}."
        if email.casefold() in self._leaving:
            return f"the heir {email} leaves as well."
        kinds = [kind for kind in NEEDS_LICENCE if not self.rules.transfer or kind in self.rules.transfer]
        if kinds and person.get("type") != self.rules.licensed_type:
            return f"the heir {email} has no licence, which {' and '.join(kinds)} need."
        return ""

    def _candidates(self, places: Places) -> Iterator[tuple[str, str]]:
        rules = self.rules
        yield from _named(rules.by_division, (places.division,), "division")
        yield from _named(rules.by_department, (places.department,), "department")
        yield from _named(rules.by_group, places.groups, "group")
        if rules.manager and places.manager:
            yield places.manager, "manager"
        if rules.everyone:
            yield rules.everyone, "everyone"


def _named(emails: Mapping[str, str], names: tuple[str, ...], rule: str) -> Iterator[tuple[str, str]]:
    for name in names:
        if name and emails.get(name):
            yield emails[name], rule
