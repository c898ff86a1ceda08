# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The groups whose settings a task is about, and those that a person is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Sequence

from .._directory.kinds import GROUP, USER
from .._directory.listings import read_objects
from .._directory.objects import parse_person
from .declaration import RefusedPlanError
from .target import Target

if TYPE_CHECKING:
    from .._core.client import Client
    from .._directory.objects import DirectoryObject


def groups_of(client: Client, person: Target) -> list[Target]:
    """The groups that a person is in. Reads the person, and the list of groups for their names."""
    ids = parse_person(client.call(USER.read, {USER.place: person.id})).group_ids
    known = {group.id: group for group in list_groups(client)} if ids else {}
    return [known.get(item, Target("group", item, item)) for item in ids]


def list_groups(client: Client) -> list[Target]:
    """Every group of the account, by name."""
    targets = [_group(found) for found in read_objects(client, GROUP)]
    return sorted(targets, key=lambda target: (target.name.casefold(), target.id))


def pick_groups(client: Client, names: Sequence[str]) -> list[Target]:
    """The groups meant by ids or names. Raises InputError with every one that means none, or several."""
    from .._directory.resolve import Resolver, resolve_each  # each import is compiled anew in every task that needs it

    picked, findings = resolve_each(Resolver(GROUP, read_objects(client, GROUP)), names, "group")
    if findings:
        raise RefusedPlanError(findings)
    return [_group(found) for found in picked]


def _group(found: DirectoryObject) -> Target:
    return Target("group", found.id, found.name or found.id, found.total_members)
