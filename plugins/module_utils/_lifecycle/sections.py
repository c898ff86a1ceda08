# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of an account that export and drift know, in the order in which they are applied; a new one is an entry.

Each part is a list of documents, which are arguments of the module that it names (rows of zoom_users for people).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Mapping

from .._directory.kinds import CONTACT_GROUP, DIVISION, GROUP, MEMBER, ROLE, Kind
from .._directory.objects import shown
from .._users.as_input import user_as_input
from .source import Source

Document = Mapping[str, Any]
# What says nothing about how an object is to be.
NOT_DECLARED = ("id", "is_main", "total_members")


@dataclass(frozen=True)
class Section:
    """``file``: its file in the folder of an export, or its folder where each document has a file of its own
    (``split``). ``key``: the names in a document that say which object it is about. ``sets``: lists without order.
    ``module`` takes the documents; ``how`` tells a person how.
    """

    name: str
    file: str
    module: str
    key: tuple[str, ...]
    how: str
    read: Callable[[Source], list[dict[str, Any]]]
    sets: tuple[str, ...] = ()
    split: bool = False


def _objects(kind: Kind, detailed: bool = False) -> Callable[[Source], list[dict[str, Any]]]:
    def read(source: Source) -> list[dict[str, Any]]:
        found = source.details_of(kind) if detailed else source.objects(kind)
        documents = [shown(kind, one) for one in found if one.id not in kind.built_in]
        return [{name: value for name, value in one.items() if name not in NOT_DECLARED} for one in documents]

    return read


def _members(kind: Kind) -> Callable[[Source], list[dict[str, Any]]]:
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


SECTIONS = (
    Section(
        "divisions",
        "divisions.json",
        "zoom_division",
        ("name",),
        "each entry holds arguments of zoom_division",
        _objects(DIVISION),
    ),
    Section(
        "groups", "groups.json", "zoom_group", ("name",), "each entry holds arguments of zoom_group", _objects(GROUP)
    ),
    Section(
        "roles",
        "roles.json",
        "zoom_role",
        ("name",),
        "each entry holds arguments of zoom_role; built-in roles are left out",
        _objects(ROLE, detailed=True),
        sets=("privileges",),
    ),
    Section(
        "people",
        "people.json",
        "zoom_users",
        ("email",),
        "is src of zoom_users, and people_src of the playbook onboard; people.csv holds the same as a table",
        _people,
        sets=("groups", "custom_attributes", "license_info_list"),
    ),
    Section(
        "group_members",
        "group_members.json",
        "zoom_group_member",
        ("group",),
        "each entry holds arguments of zoom_group_member; add state exact to take others out",
        _members(GROUP),
        sets=("members",),
    ),
    Section(
        "role_members",
        "role_members.json",
        "zoom_role_member",
        ("role",),
        "each entry holds arguments of zoom_role_member",
        _role_members,
        sets=("members",),
    ),
    Section(
        "contact_groups",
        "contact_groups.json",
        "zoom_contact_group",
        ("name",),
        "each entry holds arguments of zoom_contact_group",
        _objects(CONTACT_GROUP),
    ),
    Section(
        "contact_group_members",
        "contact_group_members.json",
        "zoom_contact_group_member",
        ("contact_group",),
        "each entry holds arguments of zoom_contact_group_member",
        _members(CONTACT_GROUP),
        sets=("members",),
    ),
    Section(
        "settings",
        "settings",
        "zoom_settings",
        ("scope", "group"),
        "each file holds arguments of zoom_settings: settings and locks of the account, or of one group",
        lambda source: source.settings(),
        split=True,
    ),
)
BY_NAME = {section.name: section for section in SECTIONS}


def key_of(section: Section, document: Document) -> str:
    """Which object a document is about, as text."""
    return " ".join(str(document[name]) for name in section.key if document.get(name))
