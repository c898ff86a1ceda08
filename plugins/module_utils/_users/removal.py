# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking people out: deactivate, disassociate, delete, and what protects a person from it. Pure.

Rests on updateUserStatus and deleteUser.
"""

from __future__ import annotations

from typing import Any, Mapping

from .._core.steps import Step
from .._directory.catalog import MEMBER, OWNER
from . import compare as user_compare
from .draft import ABSENT, Draft
from .entries import Entry
from .known import Known
from .licences import USER_TYPES
from .options import TRANSFERS
from .placement import Placement

# What deleteUser calls the kinds of content, where its word differs.
TRANSFER_WORDS = {"meetings": "meeting", "webinars": "webinar", "recordings": "recording", "whiteboards": "whiteboard"}
TRANSFER_WORDS["clips"] = "clipfiles"


def plan_removal(
    entry: Entry, record: Mapping[str, Any], known: Known, protect: frozenset[str] = frozenset()
) -> Draft | None:
    """The draft that takes a person out as ``absent_action`` says; None if that is so already."""
    draft = Draft(entry, record, action="removed", fused=True, pruned=entry.place == "prune")
    status = str(record.get("status") or "active")
    action = str(entry.options.get("absent_action"))
    if action == "deactivate" and status == "inactive":
        return None
    refusal = _refusal(draft, known, protect)
    if refusal:
        return draft.fail(refusal)
    _role_first(draft, known)
    if status == "pending":
        # An invitation is withdrawn; there is no content yet, and action=delete finds nobody.
        draft.freeing.append(_delete_step(draft, {"action": "disassociate"}, "withdraw invitation of"))
        draft.before, draft.after = _state_of(record), dict(ABSENT)
        draft.licences_freed = int(record.get("type") == USER_TYPES["licensed"])
        return draft
    if action == "deactivate":
        draft.action = "deactivated"
        _deactivate(draft)
        return draft
    query = {"action": action, **_transfers(entry)}
    waits = known.people.find(("email", str(entry.options.get("transfer_to") or ""))) is None
    (draft.late if waits and len(query) > 1 else draft.freeing).append(_delete_step(draft, query, action))
    draft.before.update(_state_of(record))
    draft.after.update(ABSENT)
    draft.licences_freed = int(record.get("type") == USER_TYPES["licensed"] and status == "active")
    return draft


def _refusal(draft: Draft, known: Known, protect: frozenset[str]) -> str:
    record = draft.record or {}
    role = str(record.get("role_id") or MEMBER)
    email = str(record.get("email") or "").casefold()
    if role == OWNER:
        return "this is the owner of the account, who cannot be removed."
    if email in protect:
        return f"{email} stands in protect. Take it out of protect, or out of the list of those to be removed."
    wanted = draft.entry.options.get("role")
    if role != MEMBER and not (wanted and known.roles.resolve(wanted) == MEMBER):
        return (
            f"this user has the role {known.roles.name(role)}. Set role to member as well, so that nobody with a role"
            " is removed by mistake."
        )
    return ""


def _role_first(draft: Draft, known: Known) -> None:
    """Zoom refuses to deactivate (200) or to disassociate (1117) anybody with an administrative role."""
    Placement(draft, known).lose_role()


def _deactivate(draft: Draft) -> None:
    draft.change("status", "active", "inactive")
    draft.freeing.append(
        Step(
            verb="deactivate",
            object=f"user {draft.key}",
            operation="updateUserStatus",
            path={"userId": draft.address},
            body={"action": "deactivate"},
            entries=(draft.key,),
            kind="deactivate",
        )
    )
    strip_licences(draft)


def strip_licences(draft: Draft) -> None:
    """Note the licences that deactivating takes away."""
    record = draft.record or {}
    if record.get("type") == USER_TYPES["licensed"]:
        draft.change("type", "licensed", "basic")
        draft.licences_freed = 1
    if record.get("plan_united_type"):
        plan = user_compare.current(record, "plan_united_type")
        draft.change("plan_united_type", user_compare.words("plan_united_type", plan), "none")


def _state_of(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "state": "present",
        "status": str(record.get("status") or "active"),
        "type": user_compare.words("type", user_compare.current(record, "type")),
    }


def _transfers(entry: Entry) -> dict[str, Any]:
    """transfer_to alone moves every kind of content; transfer narrows it."""
    target = entry.options.get("transfer_to")
    if not target:
        return {}
    kinds = entry.options.get("transfer") or TRANSFERS
    return {
        "transfer_email": target,
        **{f"transfer_{TRANSFER_WORDS.get(kind, kind)}": True for kind in TRANSFERS if kind in kinds},
    }


def _delete_step(draft: Draft, query: Mapping[str, Any], verb: str) -> Step:
    return Step(
        verb=verb,
        object=f"user {draft.key}",
        operation="deleteUser",
        path={"userId": draft.address},
        query=query,
        entries=(draft.key,),
        kind=str(query["action"]),
    )
