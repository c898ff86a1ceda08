# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""People who have not accepted their invitation: Zoom takes almost no change of them, and says nothing about it. Pure.

updateUser answers 204 and keeps only one group of an invited person (``group_id``); the rest is lost. So it is
deferred to a later run, and what no later run would give is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable

from .._core.steps import Symbol
from .profile import group_of_invited_step

if TYPE_CHECKING:
    from .change import PersonChange
    from .placement import Placement

PENDING = "pending"  # why something waits for a later run


def defer(change: PersonChange, names: Iterable[str], placement: Placement) -> None:
    """An invited person whom the account has: ``names`` wait; without a group yet, the first is given."""
    change.deferred.update(dict.fromkeys(names, PENDING))
    have = tuple((change.person or {}).get("group_ids") or ())
    wanted = placement.wanted_groups()
    if wanted and not have:
        change.note("groups", [], [placement.groups.name(wanted[0])])
        change.main.append(group_of_invited_step(change, wanted[0]))
        have = (wanted[0],)
    if set(wanted) - set(have) or placement.leaving(have, wanted):
        change.deferred["groups"] = PENDING
    placement.defer_all(PENDING, groups=False)


def defer_new(change: PersonChange, names: Iterable[str], placement: Placement) -> None:
    """A person who is being invited: as ``defer``, but a default that waits would never come.

    Defaults are for new people. Once the invitation is accepted, this person is no longer new.
    """
    defer(change, names, placement)
    row = change.row
    change.lost = tuple(name for name in change.deferred if name in row.new_values or name in row.new_options)
    for name in change.lost:
        del change.deferred[name]


def places_to_look(changes: Iterable[PersonChange]) -> dict[str, list[dict[str, Any]]]:
    """Group → invited people whom the account has, who are to be put there and of whom no read shows a group.

    They may be in it nevertheless: not every read shows the groups of people who are only invited.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for change in changes:
        for step in change.main:
            group = (step.body or {}).get("group_id")
            if group and not isinstance(group, Symbol) and isinstance(change.person, dict):
                found.setdefault(group, []).append(change.person)
    return found


def lost_defaults(changes: Iterable[PersonChange]) -> list[str]:
    """A warning about the defaults that invited people do not get, if there are any."""
    losers = [change for change in changes if change.lost and not change.error]
    names = ", ".join(sorted({name for change in losers for name in change.lost}))
    if not losers:
        return []
    return [
        f"{len(losers)} people who are invited do not get these defaults, which Zoom takes from active users only:"
        f" {names}. Name them in their rows, and a later run gives them; or use another create_action."
    ]
