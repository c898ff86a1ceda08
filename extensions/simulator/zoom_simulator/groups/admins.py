# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Administrators of groups, and channels of groups."""

from __future__ import annotations

from ..core.clock import iso
from ..core.errors import Refusal
from ..core.messages import Answer
from ..directory.batches import batch_of, ids_text, users_of
from ..directory.call import Call, Handler

BATCH = 10


def list_admins(call: Call) -> Answer:
    """Answer one page of the administrators of a group."""
    account = call.account
    group = account.seen_group(call.path["groupId"])
    users = [account.users[key] for key in group.admins if key in account.users]
    page, facts = call.simulator.pages.cut(f"admins {group.id}", call.query, users)
    return Answer(200, facts | {"admins": [{"email": user.email, "name": user.display_name} for user in page]})


def add_admins(call: Call) -> Answer:
    """Make up to 10 users administrators of a group."""
    account = call.account
    group = account.true_group(call.path["groupId"])
    users = users_of(account, batch_of(call, "admins", BATCH))
    account.keep_group(group.id)
    group.admins.update({user.id: None for user in users})
    return Answer(201, {"ids": ids_text(account, users), "added_at": iso(account.clock.now())})


def delete_admin(call: Call) -> Answer:
    """Take the administration of a group from a user."""
    account = call.account
    group = account.true_group(call.path["groupId"])
    user = account.find_user(call.path["userId"])
    if user is None or user.id not in group.admins:
        raise Refusal(400, 4138, f'That user is not an administrator for the group: "{group.id}".')
    account.keep_group(group.id)
    del group.admins[user.id]
    return Answer(204)


def list_channels(call: Call) -> Answer:
    """Answer the channels of a group."""
    group = call.account.seen_group(call.path["groupId"])
    return Answer(200, {"group_id": group.id, "channels": group.channels})


HANDLERS: dict[str, Handler] = {
    "listGroupAdmins": list_admins,
    "addGroupAdmins": add_admins,
    "deleteGroupAdmin": delete_admin,
    "listGroupChannels": list_channels,
}
