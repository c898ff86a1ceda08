# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads of the groups, divisions, roles and contact groups of an account, and of who is in them."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Mapping, NamedTuple, Optional

from .._core.client import PAGE_SIZE, Client
from .._core.errors import ApiError, ConnectionFailedError, NotFoundError
from .kinds import Kind
from .objects import DirectoryObject, Member, MemberList, count, parse, parse_member


class Page(NamedTuple):
    """One page of a list. ``total`` is what Zoom names for the whole list, None if nothing of use.

    ``number`` counts from 1, and is 1 again where the list had to begin anew; ``next_page_token`` is '' at the end.
    """

    items: List[Dict[str, Any]]
    total: Optional[int]
    number: int
    next_page_token: str


def pages(
    client: Client, operation: str, items: str, path: Mapping[str, str] | None, query: Mapping[str, Any]
) -> Iterator[Page]:
    """The pages of a list. A page token lives 15 minutes: a list whose token died begins anew, once, at number 1.

    To be taken from Client.pages as soon as that is there: this is the one loop of these rooms.
    """
    restarted = False
    number, token = 1, ""
    seen: set[str] = set()
    while True:
        asked = dict(query, page_size=PAGE_SIZE, **({"next_page_token": token} if token else {}))
        try:
            answer = client.call(operation, path, asked)
        except ApiError as error:
            if restarted or not token or "page token" not in error.zoom_message:
                raise
            restarted, number, token, seen = True, 1, "", set()
            continue
        found = answer.get(items)
        rows = [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
        token = str(answer.get("next_page_token") or "")
        yield Page(rows, count(answer.get("total_records")), number, token)
        if not token:
            return
        if token in seen:
            raise ConnectionFailedError(f"{operation}: Zoom sent the same page token twice; the list has no end.")
        seen.add(token)
        number += 1


def read_objects(client: Client, kind: Kind) -> list[DirectoryObject]:
    """Every object of a kind (listGroups, listDivisions, roles, listContactGroups)."""
    if not kind.paged:
        items = client.call(kind.list).get(kind.items) or []
    else:
        items = client.collect(kind.list, kind.items)
    return [found for found in (parse(kind, item) for item in items if isinstance(item, dict)) if found.id]


def read_object(client: Client, kind: Kind, identifier: str) -> DirectoryObject | None:
    """One object by id (getGroup, getDivision and their like, light); None if there is none."""
    try:
        return parse(kind, client.call(kind.read, {kind.place: identifier}))
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
    members = kind.members
    items = client.collect(
        members.list,
        members.items,
        {kind.place: identifier},
        on_page=lambda _read, total: totals.append(total),
    )
    found: dict[str, Member] = {}
    for item in items:
        member = parse_member(kind, item)
        if member is not None:
            found[member.id or member.key] = member
    return MemberList(list(found.values()), len(items) >= max(totals), len(items))
