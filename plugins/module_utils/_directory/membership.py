# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who of certain people is in an object now, by the cheaper read: the list of its members, or each person."""

from __future__ import annotations

from typing import Sequence

from .._core.client import Client
from .._core.errors import NotFoundError
from . import steps
from .kinds import USER, Kind
from .listings import read_members
from .objects import parse_person

GRANTED_PAGE = 300  # the smallest page that Zoom is known to grant where more was asked for
# A page of a list takes as long as so many reads of one person, which run side by side.
READS_A_PAGE = 15


def list_is_cheaper(kind: Kind, people: int, size: int) -> bool:
    """Whether a list of ``size`` members tells of ``people`` sooner than reading each; it must where no read shows."""
    pages = size // GRANTED_PAGE + 1
    return not kind.members.shown_by or people > pages * READS_A_PAGE


def inside(client: Client, kind: Kind, identifier: str, people: Sequence[steps.Person], size: int = 0) -> set[str]:
    """The keys of those who are in the object; ``size`` is the number of its members, as far as it is known.

    Raises ZoomError where that cannot be read.
    """
    if list_is_cheaper(kind, len(people), size + len(people)):
        members = read_members(client, kind, identifier).members
        known = {name.casefold() for member in members for name in (member.id, member.email) if name}
        return {key for key, address in people if address.casefold() in known or key.casefold() in known}

    def is_inside(person: steps.Person) -> bool:
        try:
            found = parse_person(client.call(USER.read, {USER.place: person[1]}))
        except NotFoundError:
            return False
        return identifier in found.places(kind)

    return {key for (key, _address), found in zip(people, client.map(is_inside, people)) if found}
