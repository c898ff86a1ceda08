# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading back what was done to groups, divisions and their members, with patience for reads that lag behind."""

from __future__ import annotations

import time
from typing import Sequence

from .._core import waits
from .._core.client import Client
from .._directory.containers import read_members, read_one
from .._directory.kinds import GROUP, Container, Kind
from .._directory.people import read_people


def is_shown(client: Client, kind: Kind, identifier: str, wanted: Container | None) -> bool:
    """Wait until Zoom shows a container as it was written, or no more where ``wanted`` is None.

    False if it still does not after all waits.
    """
    for pause in waits.MEMBERS:
        time.sleep(pause)
        found = read_one(client, kind, identifier)
        if found is None or wanted is None:
            if found is wanted:
                return True
        elif (found.name, found.description) == (wanted.name, wanted.description):
            return True
    return False


def not_shown(
    client: Client, kind: Kind, identifier: str, added: Sequence[str], removed: Sequence[str] = ()
) -> tuple[list[str], list[str]]:
    """Those who were added and are not shown as members, and those who were removed and still are, after all waits.

    The answer to addGroupMembers holds ids only now and then, and none for whom Zoom passes over: it proves nothing.
    """
    absent, still = list(added), list(removed)
    for pause in waits.MEMBERS:
        if not absent and not still:
            break
        time.sleep(pause)
        inside = _those_inside(client, kind, identifier, [*absent, *still])
        absent = [key for key in absent if key not in inside]
        still = [key for key in still if key in inside]
    return absent, still


def not_shown_message(container: Container, done: str, people: Sequence[str], words: str) -> str:
    """The error about people for whom Zoom did not do what it had accepted."""
    names = ", ".join(people[:10]) + (" …" if len(people) > 10 else "")
    return f"Zoom accepted that {len(people)} people be {done}, but {words} in {container.label()}: {names}."


def _those_inside(client: Client, kind: Kind, identifier: str, keys: Sequence[str]) -> set[str]:
    """Who is in the container, over one read of it, or of the person if only one is asked for."""
    if len(keys) == 1:
        person = read_people(client, keys).get(keys[0])
        places = () if person is None else person.group_ids if kind is GROUP else (person.division_id,)
        return set(keys) if identifier in places else set()
    members, _whole = read_members(client, kind, identifier)
    return {name for member in members for name in (member.id, member.key)}
