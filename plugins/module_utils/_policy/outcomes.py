# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of each change of a plan: only what took counts as made. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Iterable, Mapping, NamedTuple, Sequence

from .._settings.compare import same
from .agreements import ACCOUNT
from .conditions import leaf_at
from .desired import SETTING_CHANGES, Change

if TYPE_CHECKING:
    from .._settings.verdict import Verdict

MADE, NOT_MADE, FOLLOWED, LATER = "made", "not_made", "followed", "later"


class Place(NamedTuple):
    """Where a change is made."""

    object: str
    is_lock: bool
    path: str


def place_of(change: Change) -> Place:
    """The place of a change."""
    return Place(change.subject.id, change.kind not in SETTING_CHANGES, change.path)


def places_taken(verdicts: Iterable[Verdict]) -> set[Place]:
    """Where something was changed; in a plan, where it is going to be."""
    return {Place(_object(verdict), change.is_lock, change.name) for verdict in verdicts for change in verdict.taken}


def outcomes(
    plan: Sequence[Mapping[str, Any]], verdicts: Sequence[Verdict], value_at: Callable[[str, str], Any]
) -> list[dict[str, str]]:
    """The outcome of each entry of a plan that was carried out, and why, where it was not made.

    ``made``, ``not_made``, ``followed`` (a group that has the account's new value by itself) or ``later`` (it is for
    everybody, and a pilot was run). ``value_at`` gives the value that an object has now at a path.
    """
    taken = places_taken(verdicts)
    reasons = {
        Place(_object(verdict), item.is_lock, item.name): f"{item.reason}. {item.detail}"
        for verdict in verdicts
        for item in verdict.blocked
    }

    def outcome(entry: Mapping[str, Any]) -> dict[str, str]:
        is_lock = entry["kind"] not in SETTING_CHANGES
        place = Place(entry["object"], is_lock, entry["path"])
        if entry.get("stage") == "everybody":
            return {"outcome": LATER}
        if place in taken:
            return {"outcome": MADE}
        has_it = not is_lock and same(leaf_at(place.path), entry["after"], value_at(place.object, place.path))
        if entry["when"] != "always" and has_it:
            return {"outcome": FOLLOWED}
        return {"outcome": NOT_MADE, "why": reasons.get(place, "The request failed or was not sent.")}

    return [outcome(entry) for entry in plan]


def _object(verdict: Verdict) -> str:
    target = verdict.job.target
    return ACCOUNT if target.level == ACCOUNT else target.id
