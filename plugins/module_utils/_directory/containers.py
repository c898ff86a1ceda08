# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Former names of the reads in listings, for the room of users until it uses those."""

from __future__ import annotations

from .._core.client import Client
from .kinds import Kind
from .listings import read_members as read_member_list
from .listings import read_objects as read_all
from .objects import Member

__all__ = ["read_all", "read_members"]


def read_members(client: Client, kind: Kind, identifier: str) -> tuple[list[Member], bool]:
    """The members of an object, and whether the list is whole."""
    found = read_member_list(client, kind, identifier)
    return list(found.people), found.whole
