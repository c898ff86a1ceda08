# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How each section is read from an account."""

from __future__ import annotations

from typing import Any, Callable, Sequence

from .._directory.kind import Kind
from .._directory.kinds import CONTACT_GROUP, DIVISION, GROUP, MEMBER, ROLE
from .._directory.objects import result_of
from .._users.as_input import user_as_input
from .sections import SECTIONS
from .snapshot import Snapshot, only_departing
from .source import Source

# What says nothing about how an object is to be.
NOT_DECLARED = ("id", "is_main", "total_members")
ReadSection = Callable[[Source], "list[dict[str, Any]]"]


def _objects(kind: Kind, detailed: bool = False) -> ReadSection:
    def read(source: Source) -> list[dict[str, Any]]:
        found = source.details_of(kind) if detailed else source.objects(kind)
        documents = [result_of(kind, one) for one in found if one.id not in kind.built_in]
        return [{name: value for name, value in one.items() if name not in NOT_DECLARED} for one in documents]

    return read


def _members(kind: Kind) -> ReadSection:
    def read(source: Source) -> list[dict[str, Any]]:
        return [{kind.noun: one.name, "members": source.members(kind, one)} for one in source.objects(kind)]

    return read


def _role_members(source: Source) -> list[dict[str, Any]]:
    """Everybody with a role other than member, by role: lists of people show it."""
    inside: dict[str, list[str]] = {}
    for person in source.people():
        role = str(person.get("role_id") or MEMBER)
        if role != MEMBER:
            inside.setdefault(role, []).append(str(person.get("email") or person.get("id")))
    names = source.account().roles
    return [{"role": names.name(role), "members": sorted(members)} for role, members in sorted(inside.items())]


def _people(source: Source) -> list[dict[str, Any]]:
    rows = [user_as_input(person, source.account()) for person in source.people()]
    kept = [{name: value for name, value in row.items() if name != "id" and value not in ("", None)} for row in rows]
    return sorted(kept, key=lambda row: str(row.get("email")))


READS: dict[str, ReadSection] = {
    "divisions": _objects(DIVISION),
    "groups": _objects(GROUP),
    "roles": _objects(ROLE, detailed=True),
    "people": _people,
    "group_members": _members(GROUP),
    "role_members": _role_members,
    "contact_groups": _objects(CONTACT_GROUP),
    "contact_group_members": _members(CONTACT_GROUP),
    "settings": lambda source: source.settings(),
}


def read_snapshot(source: Source, account: str, names: Sequence[str], departing: bool = False) -> Snapshot:
    """The sections of these names, read from the account."""
    sections = {section.name: READS[section.name](source) for section in SECTIONS if section.name in names}
    if departing and "settings" in sections:
        sections["settings"] = only_departing(sections["settings"])
    return Snapshot(account, sections, dict(source.unreadable), dict(source.masked), departing)
