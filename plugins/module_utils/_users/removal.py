# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking people out: deactivate, disassociate, delete, withdraw an invitation. Pure.

Rests on updateUserStatus and deleteUser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping

from .._core.steps import Step
from .._directory.kinds import USER
from . import compare
from .as_read import Account, by_email
from .change import ABSENT, DEACTIVATION, REMOVAL, PersonChange
from .licences import USER_TYPES
from .options import TRANSFERS
from .placement import Placement
from .profile import status_step

if TYPE_CHECKING:
    from .rows import Row

# What deleteUser calls the kinds of content, where its word differs.
TRANSFER_WORDS = {"meetings": "meeting", "webinars": "webinar", "recordings": "recording", "whiteboards": "whiteboard"}
TRANSFER_WORDS["clips"] = "clipfiles"


def plan_removal(row: Row, person: Mapping[str, Any], account: Account) -> PersonChange | None:
    """The change that takes a person out as ``absent_action`` says; None if that is so already."""
    status = str(person.get("status") or "active")
    action = str(row.options.get("absent_action"))
    taken = DEACTIVATION if action == "deactivate" and status != "pending" else REMOVAL
    change = PersonChange(row, person, action="removed", takes={taken}, pruned=row.place == "prune")
    if action == "deactivate" and status == "inactive":
        return None
    # Zoom refuses to deactivate (200) or to disassociate (1117) anybody with an administrative role.
    Placement(change, account).lose_role()
    if status == "pending":
        # An invitation is withdrawn; there is no content yet, and action=delete finds nobody.
        change.freeing.append(_delete_step(change, {"action": "disassociate"}, "withdraw invitation of"))
        change.before, change.after = _state_of(person), dict(ABSENT)
        change.licences_freed = int(person.get("type") == USER_TYPES["licensed"])
        return change
    if action == "deactivate":
        change.action = "deactivated"
        change.note("status", "active", "inactive")
        change.freeing.append(status_step(change, "deactivate"))
        note_lost_licences(change)
        return change
    query = {"action": action, **_transfers(row)}
    waits = account.people.find(by_email(row.receiver)) is None
    (change.late if waits and row.receiver else change.freeing).append(_delete_step(change, query, action))
    change.before.update(_state_of(person))
    change.after.update(ABSENT)
    change.licences_freed = int(person.get("type") == USER_TYPES["licensed"] and status == "active")
    return change


def note_lost_licences(change: PersonChange) -> None:
    """Note the licences that deactivating takes away."""
    person = change.person or {}
    if person.get("type") == USER_TYPES["licensed"]:
        change.note("type", "licensed", "basic")
        change.licences_freed = 1
    if person.get("plan_united_type"):
        plan = compare.current(person, "plan_united_type")
        change.note("plan_united_type", compare.in_words("plan_united_type", plan), "none")


def _state_of(person: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "state": "present",
        "status": str(person.get("status") or "active"),
        "type": compare.in_words("type", compare.current(person, "type")),
    }


def _transfers(row: Row) -> dict[str, Any]:
    """transfer_to alone moves every kind of content; transfer narrows it."""
    if not row.receiver:
        return {}
    kinds = row.options.get("transfer") or TRANSFERS
    return {
        "transfer_email": row.receiver,
        **{f"transfer_{TRANSFER_WORDS.get(kind, kind)}": True for kind in TRANSFERS if kind in kinds},
    }


def _delete_step(change: PersonChange, query: Mapping[str, Any], verb: str) -> Step:
    return Step(
        verb=verb,
        object=f"user {change.key}",
        operation=USER.delete,
        path={"userId": change.address},
        query=query,
        entries=(change.key,),
        kind=str(query["action"]),
    )
