# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How each section is read from an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Sequence

from .._core.errors import ApiError, DailyLimitError
from .._directory.kinds import CONTACT_GROUP, DIVISION, GROUP, GROUP_ADMIN, MEMBER, ROLE
from .._directory.objects import result_of
from .._directory.resolve import Resolver
from .._users.as_input import user_as_input
from .sections import PEOPLE, SECTIONS, SETTINGS, NotRead
from .snapshot import Snapshot, only_departing
from .source import Source

if TYPE_CHECKING:
    from .._directory.kind import Kind

# What says nothing about how an object is to be.
NOT_DECLARED = ("id", "is_main", "total_members")
ReadSection = Callable[[Source], "list[dict[str, Any]]"]


def _objects(kind: Kind) -> ReadSection:
    def read(source: Source) -> list[dict[str, Any]]:
        hidden = [field.name for field in kind.more if not field.listed]
        found = source.details_of(kind, kind.items) if hidden else source.objects(kind)
        documents = [result_of(kind, one) for one in found if one.id not in kind.built_in]
        empty = {field.name: field.empty for field in kind.more if field.hidden}
        return [
            {name: value for name, value in one.items() if name not in NOT_DECLARED and empty.get(name, ...) != value}
            for one in documents
        ]

    return read


def _members(kind: Kind, all_of_them: bool = True) -> ReadSection:
    """Who is in each; without ``all_of_them`` only where somebody is."""

    def read(source: Source) -> list[dict[str, Any]]:
        documents: list[dict[str, Any]] = []
        for one in source.objects(kind):
            found: dict[str, Any] = {kind.noun: one.name, kind.members.option: source.members(kind, one)}
            if kind.members.nested is not None:
                found[kind.members.nested.option] = source.nested(kind, one)
            if all_of_them or found[kind.members.option]:
                documents.append(found)
        return documents

    return read


def _role_members(source: Source) -> list[dict[str, Any]]:
    """Everybody with a role that can be given, by role: lists of people show it."""
    inside: dict[str, list[str]] = {}
    for person in source.people():
        role = str(person.get("role_id") or MEMBER)
        if role not in ROLE.members.closed:
            inside.setdefault(role, []).append(str(person.get("email") or person.get("id")))
    names = Resolver(ROLE, source.objects(ROLE))
    documents = [{"role": names.name(role), "members": sorted(members)} for role, members in inside.items()]
    return sorted(documents, key=lambda one: str(one["role"]))


def _people(source: Source) -> list[dict[str, Any]]:
    rows = [user_as_input(person, source.account()) for person in source.people()]
    kept = [{name: value for name, value in row.items() if name != "id" and value not in ("", None)} for row in rows]
    return sorted(kept, key=lambda row: str(row.get("email")))


READS: dict[str, ReadSection] = {
    "divisions": _objects(DIVISION),
    "groups": _objects(GROUP),
    "roles": _objects(ROLE),
    PEOPLE: _people,
    "group_members": _members(GROUP),
    "group_admins": _members(GROUP_ADMIN, all_of_them=False),
    "role_members": _role_members,
    "contact_groups": _objects(CONTACT_GROUP),
    "contact_group_members": _members(CONTACT_GROUP),
    SETTINGS: lambda source: source.settings(),
}


def read_snapshot(source: Source, account: str, names: Sequence[str], departing: bool = False) -> Snapshot:
    """The sections of these names, read from the account. Raises ApiError where none of them can be read."""
    sections: dict[str, list[dict[str, Any]]] = {}
    refusals: list[ApiError] = []
    for section in SECTIONS:
        if section.name not in names:
            continue
        try:
            sections[section.name] = READS[section.name](source)
        except DailyLimitError:
            raise
        except ApiError as error:
            refusals.append(error)
            source.not_read.append(NotRead(section.name, "", "", error.message))
    if refusals and not sections:
        raise refusals[0]
    if departing and SETTINGS in sections:
        sections[SETTINGS] = only_departing(sections[SETTINGS])
    whole = {one.section for one in source.not_read if not one.object and not one.part}
    kept = {name: documents for name, documents in sections.items() if name not in whole}
    return Snapshot(account, kept, tuple(sorted(set(source.not_read))), dict(source.masked), departing)
