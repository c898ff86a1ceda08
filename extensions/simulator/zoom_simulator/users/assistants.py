# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Scheduling privilege: the assistants of a user, and the users for whom somebody schedules."""

from __future__ import annotations

from typing import Any

from ..core.clock import iso
from ..core.errors import Refusal, invalid_field, no_user
from ..core.messages import Answer
from ..directory.account import Account
from ..directory.batches import ids_text
from ..directory.call import Call, Handler
from ..directory.records import ACTIVE, LICENSED, User


def grants(user: User) -> dict[str, bool]:
    """Return the ids of a user's assistants, and whether each may manage private events."""
    found: dict[str, bool] = user.get("assistants", {})
    return found


def put_grants(account: Account, user: User, found: dict[str, bool]) -> None:
    """Change the assistants of a user."""
    with account.change(user):
        user.put("assistants", found or None)


def list_assistants(call: Call) -> Answer:
    """Answer the assistants of a user."""
    account = call.account
    user = account.seen_user(call.path["userId"])
    rows = [
        {"id": key, "email": account.users[key].email, "can_manage_host_private_event": private}
        for key, private in grants(user).items()
        if key in account.users
    ]
    return Answer(200, {"assistants": rows})


def add_assistants(call: Call) -> Answer:
    """Let others schedule for a user. All of them are licensed."""
    account, key = call.account, call.path["userId"]
    user = account.true_user(key)
    entries = call.body.get("assistants")
    if not entries:
        raise invalid_field("assistants")
    if user.status != ACTIVE or user.type != LICENSED:
        raise Refusal(400, 200, f"The user must either be a Licensed user or an On-prem user : {key}.")
    new = {assistant(account, user, entry).id: entry.get("can_manage_host_private_event", False) for entry in entries}
    put_grants(account, user, grants(user) | new)
    users = [account.users[user_id] for user_id in new]
    return Answer(201, {"ids": ids_text(account, users), "add_at": iso(account.clock.now())})


def assistant(account: Account, user: User, entry: dict[str, Any]) -> User:
    """Return the user whom one entry names; refuses who cannot be an assistant."""
    key = entry.get("id") or entry.get("email") or ""
    found = account.find_user(key)
    if found is None or found.status != ACTIVE:
        raise Refusal(400, 200, f"Can't find user {key}.")
    if found is user:
        raise Refusal(400, 200, "Can't assign scheduling privilege to yourself.")
    if found.id in grants(user):
        raise Refusal(400, 200, f"User {found.email} has already granted scheduling privilege.")
    if found.type != LICENSED:
        raise Refusal(400, 200, f"The user must either be a Licensed user or an On-prem user : {found.email}.")
    return found


def delete_assistants(call: Call) -> Answer:
    """Take the privilege from one or from all assistants of a user."""
    account = call.account
    user = account.true_user(call.path["userId"])
    kept = dict(grants(user)) if "assistantId" in call.path else {}
    if "assistantId" in call.path:
        found = account.find_user(call.path["assistantId"])
        if found is None or found.id not in kept:
            raise no_user(call.path["assistantId"])
        del kept[found.id]
    put_grants(account, user, kept)
    return Answer(204)


def list_schedulers(call: Call) -> Answer:
    """Answer the users for whom a user may schedule."""
    user = call.account.seen_user(call.path["userId"])
    rows = [
        {"id": other.id, "email": other.email, "pmi": other.pmi}
        for other in call.account.users.values()
        if user.id in grants(other)
    ]
    return Answer(200, {"schedulers": rows})


def delete_schedulers(call: Call) -> Answer:
    """Take from a user the privilege to schedule for one or for all others."""
    account = call.account
    user = account.true_user(call.path["userId"])
    others = [other for other in account.users.values() if user.id in grants(other)]
    if "schedulerId" in call.path:
        key = call.path["schedulerId"]
        others = [other for other in others if key in (other.id, other.email)]
        if not others:
            raise no_user(key)
    for other in others:
        put_grants(account, other, {name: private for name, private in grants(other).items() if name != user.id})
    return Answer(204)


HANDLERS: dict[str, Handler] = {
    "listUserAssistants": list_assistants,
    "addUserAssistants": add_assistants,
    "deleteUserAssistants": delete_assistants,
    "deleteUserAssistant": delete_assistants,
    "listUserSchedulers": list_schedulers,
    "deleteUserSchedulers": delete_schedulers,
    "deleteUserScheduler": delete_schedulers,
}
