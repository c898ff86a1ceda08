# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an organisation agreed on: targets, overrides, waivers, attestations of manual controls."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Mapping, NamedTuple, Sequence

from .._core.errors import Finding
from .._core.validation import nearest

ACCOUNT, GROUPS = "account", "groups"
OVERRIDE_LOCKS = ("none", "recommended", "required", "unlocked")
RESULTS = ("pass", "fail", "not_applicable")


class Subject(NamedTuple):
    """An object that is audited: the account (id ``account``) or a group."""

    id: str
    level: str
    name: str

    def text(self) -> str:
        """``the account``, ``group Sales``."""
        return "the account" if self.level == ACCOUNT else f"group {self.name}"


def matches(targets: Sequence[str], subject: Subject) -> bool:
    """Whether targets name the subject.

    ``account`` is the account, ``groups`` every group, anything else a group by id, name or pattern; ``group:X`` takes
    X for a group whatever it is called. No targets at all name everything.
    """
    if not targets:
        return True
    for target in targets:
        if target == ACCOUNT:
            if subject.level == ACCOUNT:
                return True
        elif subject.level != ACCOUNT and (target == GROUPS or _names(target, subject)):
            return True
    return False


def _names(target: str, subject: Subject) -> bool:
    name = target[len("group:") :] if target.startswith("group:") else target
    return name in (subject.id, subject.name) or fnmatch.fnmatchcase(subject.name.lower(), name.lower())


@dataclass
class Agreements:
    """Overrides, waivers and attestations, checked; ``digest`` is the SHA-256 of all of them as they were given.

    ``today`` is the day on which they count or have expired.
    """

    today: date
    overrides: list[dict[str, Any]] = field(default_factory=list)
    waivers: list[dict[str, Any]] = field(default_factory=list)
    attestations: list[dict[str, Any]] = field(default_factory=list)
    digest: str = ""

    def waiver(self, control: str, subject: Subject) -> dict[str, Any] | None:
        """The waiver of a control for a subject, one that has not expired if there is one."""
        found = [item for item in self.waivers if item["control"] == control and matches(item["targets"], subject)]
        valid = [item for item in found if not self.expired(item)]
        return next(iter(valid or found), None)

    def override(self, control: str, path: str, subject: Subject) -> dict[str, Any] | None:
        """The last override of a control's path for a subject."""
        for item in reversed(self.overrides):
            if item["control"] == control and item["path"] in ("", path) and matches(item["targets"], subject):
                return item
        return None

    def attestation(self, control: str) -> dict[str, Any] | None:
        """The last attestation of a manual control."""
        found = [item for item in self.attestations if item["control"] == control]
        return found[-1] if found else None

    def expired(self, item: Mapping[str, Any]) -> bool:
        """Whether a waiver or attestation has expired; its last day still counts."""
        end = parse_date(item.get("expires"))
        return end is not None and end < self.today

    def as_data(self) -> dict[str, Any]:
        """All of it as JSON data."""
        return dict(self.__dict__, today=self.today.isoformat())

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Agreements:
        """The agreements of ``as_data``."""
        return cls(**dict(data, today=date.fromisoformat(data["today"])))

    def expired_waivers(self) -> list[dict[str, Any]]:
        """All waivers that have expired."""
        return [item for item in self.waivers if self.expired(item)]


def parse_date(value: Any) -> date | None:
    """A date from ``2027-01-31`` or an ISO date-time; None if it is neither."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date(*(int(part) for part in str(value)[:10].split("-")))
    except (TypeError, ValueError):
        return None


def unmatched_targets(lists: Mapping[str, Sequence[Sequence[str]]], subjects: Sequence[Subject]) -> list[Finding]:
    """Targets that name no group of this account. ``lists`` maps an option to the targets in it.

    ``subjects`` are the account and all of its groups.
    """
    findings = []
    names = [subject.name for subject in subjects if subject.level != ACCOUNT]
    for place, entries in lists.items():
        for targets in entries:
            for target in targets:
                if target not in (ACCOUNT, GROUPS) and not any(matches([target], subject) for subject in subjects):
                    remedy = nearest(target, names) or "Write account, groups, or the name of a group."
                    findings.append(Finding(place, f"no group is called {target!r}.", remedy))
    return findings
