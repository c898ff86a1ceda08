# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back: input of the same module that gives the previous values again, as far as Zoom allows. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable

from .._core.secret_keys import MASK
from .as_input import user_as_input

if TYPE_CHECKING:
    from .as_read import Account
    from .change import PersonChange


def undo_rows(changes: Iterable[PersonChange], account: Account) -> list[dict[str, Any]]:
    """Input of zoom_users that gives the previous values back."""
    return [row for row in (_undo_row(change, account) for change in changes) if row is not None]


def withdrawn(changes: Iterable[PersonChange]) -> list[str]:
    """Whose invitations the plan withdraws: they are left out, since to give them back is to send mails again."""
    return [change.key for change in changes if _withdraws(change)]


def not_given_back(changes: Iterable[PersonChange]) -> list[str]:
    """What the input of undo_rows leaves as it is, in words."""
    found = []
    for change in changes:
        if not change.acts:
            continue
        if _withdraws(change):
            found.append(f"{change.key}: the invitation that was withdrawn is not sent again")
        elif change.after.get("state") == "absent":
            found.append(f"{change.key}: comes back as a new user, without id, password, content and settings")
        elif change.action == "created":
            stays = "the invitation is withdrawn" if change.invited else "is deactivated, and stays in the account"
            found.append(f"{change.key}: {stays}")
    return found


def _withdraws(change: PersonChange) -> bool:
    return change.after.get("state") == "absent" and change.before.get("status") == "pending"


def _undo_row(change: PersonChange, account: Account) -> dict[str, Any] | None:
    if not change.acts or _withdraws(change):
        return None
    email = str((change.person or {}).get("email") or change.row.new_email or change.row.email)
    if change.action == "created":
        # Whoever came in without an invitation is of a managed domain, and Zoom disassociates none of those (1107).
        return {"email": email, "state": "absent", "absent_action": "disassociate" if change.invited else "deactivate"}
    if change.after.get("state") == "absent" and change.person is not None:
        # The person comes back as a new one: nobody is created with an id, or to be inactive.
        shown = user_as_input(change.person, account)
        named = {name: value for name, value in shown.items() if value not in ("", [])}
        return {name: value for name, value in named.items() if name not in ("id", "status", "employee_unique_id")}
    row: dict[str, Any] = {"email": change.after.get("email", email)}
    if "email" in change.after:
        row["new_email"] = change.before["email"]
    for name, value in change.before.items():
        if name in ("email", "state", "groups") or value in (None, MASK):
            continue
        row[name] = value
    if "groups" in change.before:
        row["groups"] = change.before["groups"]
        added = [name for name in change.after["groups"] if name not in change.before["groups"]]
        if added:
            row["groups_managed"] = added
    if "custom_attributes" in row:
        row["custom_attributes"] = _attributes_before(change)
    if row.get("zoom_phone") is False:
        row["allow_number_loss"] = True
    return row if len(row) > 1 else None


def _attributes_before(change: PersonChange) -> list[dict[str, Any]]:
    """Attributes not named stay as they are, so those that were new are emptied."""
    before = list(change.before["custom_attributes"])
    had = {item["key"] for item in before}
    new = [item for item in change.after["custom_attributes"] if item["key"] not in had]
    return before + [dict(item, value="") for item in new]
