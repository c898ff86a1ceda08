# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads of groups and divisions and of who is in them."""

from __future__ import annotations

from ansible_collections.openadmin.zoom.plugins.module_utils.client import Client
from ansible_collections.openadmin.zoom.plugins.module_utils.containers import Container, Kind, Member, parse
from ansible_collections.openadmin.zoom.plugins.module_utils.errors import NotFoundError


def read_all(client: Client, kind: Kind) -> list[Container]:
    """Every group (listGroups, medium) or division (listDivisions, light) of the account."""
    return [parse(kind, item) for item in client.collect(kind.list_all, kind.items)]


def read_one(client: Client, kind: Kind, identifier: str) -> Container | None:
    """One container by id (getGroup or getDivision, light); None if there is none."""
    try:
        return parse(kind, client.call(kind.read, {kind.path: identifier}))
    except NotFoundError:
        return None


def read_members(client: Client, kind: Kind, identifier: str) -> tuple[list[Member], bool]:
    """The members of a container and whether the list is whole.

    It is not where Zoom names a larger total than it lists: nothing may be removed on the word of such a list.
    """
    totals = [0]
    items = client.collect(
        kind.list_members,
        kind.member_items,
        {kind.path: identifier},
        on_page=lambda _read, total: totals.append(total),
    )
    found: dict[str, Member] = {}
    for item in items:
        member = Member(
            str(item.get(f"{kind.member_prefix}id") or ""), str(item.get(f"{kind.member_prefix}email") or "")
        )
        if member.key:
            found[member.id or member.key] = member
    return list(found.values()), len(items) >= max(totals)
