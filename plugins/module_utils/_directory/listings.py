# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads of the groups, divisions, roles and contact groups of an account, and of who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._core.errors import ApiError, NotFoundError
from .objects import DirectoryObject, MemberList, Person, parse_member, parse_nested, parse_object

if TYPE_CHECKING:
    from .._core.client import Client
    from .kind import Kind


def read_objects(client: Client, kind: Kind) -> list[DirectoryObject]:
    """Every object of a kind (listGroups, listDivisions, roles, listContactGroups)."""
    if not kind.paged:
        items = client.call(kind.list).get(kind.items) or []
    else:
        items = client.collect(kind.list, kind.items)
    return [found for found in (parse_object(kind, item) for item in items if isinstance(item, dict)) if found.id]


def read_object(client: Client, kind: Kind, identifier: str) -> DirectoryObject | None:
    """One object by id (getGroup, getDivision and their like, light); None if it does not exist."""
    try:
        return parse_object(kind, client.call(kind.read, {kind.place: identifier}))
    except NotFoundError:
        return None
    except ApiError as error:
        if error.code in kind.gone_codes:
            return None
        raise


def read_members(client: Client, kind: Kind, identifier: str) -> MemberList:
    """The people in an object (listGroupMembers and its like). Where Zoom names more members than it lists, the list
    is not whole."""
    totals = [0]
    members, path = kind.members, {kind.place: identifier}
    if members.paged:
        items = client.collect(members.list, members.items, path, on_page=lambda _read, total: totals.append(total))
    else:
        items = [item for item in client.call(members.list, path).get(members.items) or [] if isinstance(item, dict)]
    found: dict[str, Person] = {}
    nested: dict[str, DirectoryObject] = {}
    flagged: set[str] = set()
    for item in items:
        member, other = parse_member(kind, item), parse_nested(kind, item)
        if member is not None:
            found[member.id or member.key] = member
        if member is not None and members.flag and item.get(members.flag):
            flagged.add(member.key)
        if other is not None:
            nested[other.id] = other
    return MemberList(
        list(found.values()), len(items) >= max(totals), len(items), list(nested.values()), frozenset(flagged)
    )
