# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads of groups and divisions and of who is in them."""

from __future__ import annotations

from typing import Any

from .._core.client import Client
from .._core.errors import NotFoundError
from .._core.progress import Progress
from .kinds import (
    Container,
    Kind,
    Member,
    by_name,
    parse,
    shown,
)


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


def report_containers(
    client: Client, kind: Kind, name: str | None, identifier: str | None, members: bool, progress: Progress
) -> list[dict[str, Any]]:
    """What an info module returns: all containers, those of a name, or the one of an id; by name.

    ``members`` adds who is in each, read side by side.
    """
    if identifier:
        one = read_one(client, kind, identifier)
        found = [one] if one else []
        if one and one.total_members is None:  # getDivision does not count
            found = [container for container in read_all(client, kind) if container.id == identifier] or found
    else:
        everything = read_all(client, kind)
        found = everything if name is None else by_name(everything, name)
    found.sort(key=lambda container: (container.name.casefold(), container.id))
    values = [shown(kind, container) for container in found]
    if members:
        progress.begin(f"reading the members of {kind.items}", len(found))

        def read(container: Container) -> list[str]:
            inside, _whole = read_members(client, kind, container.id)
            progress.advance()
            return sorted(member.key for member in inside)

        for value, inside in zip(values, client.map(read, found)):
            value["members"] = inside
    return values
