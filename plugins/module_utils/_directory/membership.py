# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who of certain people is in an object now, by the cheaper read: the list of its members, or each person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, List, NamedTuple, Sequence

from .._core import waits
from .._core.errors import NotFoundError
from .._core.read_back import read_back
from .kinds import USER
from .listings import read_members
from .objects import parse_person

if TYPE_CHECKING:
    from .._core.client import Client
    from . import steps
    from .kind import Kind

GRANTED_PAGE = 300  # the smallest page that Zoom is known to grant where more was asked for
# A page of a list takes as long as so many reads of one person, which run side by side.
READS_A_PAGE = 15


def list_is_cheaper(kind: Kind, people: int, size: int) -> bool:
    """Whether a list of ``size`` members tells of ``people`` sooner than reading each; it must where no read shows."""
    pages = size // GRANTED_PAGE + 1
    return not kind.members.shown_by or people > pages * READS_A_PAGE


def inside(
    client: Client, kind: Kind, identifier: str, people: Sequence[steps.PersonAddress], size: int = 0
) -> set[str]:
    """The keys of those who are in the object; ``size`` is the number of its members, as far as it is known.

    Raises ZoomError where that cannot be read.
    """
    if list_is_cheaper(kind, len(people), size + len(people)):
        return inside_by_list(client, kind, identifier, people)
    return inside_by_person(client, kind, identifier, people)


def inside_by_list(client: Client, kind: Kind, identifier: str, people: Sequence[steps.PersonAddress]) -> set[str]:
    """As inside, by the list of members."""
    members = read_members(client, kind, identifier)
    known = {_folded(name) for member in members.people for name in (member.id, member.email) if name}
    known.update(found.id for found in members.nested)
    return {key for key, address in people if not known.isdisjoint((_folded(key), _folded(address)))}


def _folded(name: str) -> str:
    """An email in lower case, or an id as it is."""
    return name.casefold() if "@" in name else name


def inside_by_person(client: Client, kind: Kind, identifier: str, people: Sequence[steps.PersonAddress]) -> set[str]:
    """As inside, by reading each person (getUser, light)."""

    def is_inside(person: steps.PersonAddress) -> bool:
        try:
            found = parse_person(client.call(USER.read, {USER.place: person[1]}))
        except NotFoundError:
            return False
        return identifier in found.places(kind)

    return {key for (key, _address), found in zip(people, client.map(is_inside, people)) if found}


class NotShown(NamedTuple):
    """Keys of those who were added and are not shown inside, and of those who were removed and still are."""

    added: List[str]
    removed: List[str]


def not_shown(
    client: Client,
    kind: Kind,
    identifier: str,
    added: Sequence[steps.PersonAddress],
    removed: Sequence[steps.PersonAddress],
    sleep: Callable[[float], None],
    size: int = 0,
) -> NotShown:
    """Who does not show as they were written, after all waits.

    The answer to addGroupMembers holds ids only now and then, and none for whom Zoom passes over: it proves nothing.
    """
    wanted = [(person, True) for person in added] + [(person, False) for person in removed]

    def differing(written: list[tuple[steps.PersonAddress, bool]]) -> list[tuple[steps.PersonAddress, bool]]:
        there = inside(client, kind, identifier, [person for person, _joined in written], size)
        return [(person, joined) for person, joined in written if (person[0] in there) is not joined]

    left = read_back(wanted, differing, waits.MEMBERS, sleep)
    return NotShown(
        [person[0] for person, joined in left if joined], [person[0] for person, joined in left if not joined]
    )
