# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Groups: listGroups, createGroup, getGroup, updateGroup, deleteGroup."""

from __future__ import annotations

from typing import Any

from ..core.errors import Refusal, invalid_field, refused
from ..core.limits import CREATED_GROUPS
from ..core.messages import Answer
from ..directory.account import MAXIMUM_GROUPS, Account
from ..directory.call import Call, Handler
from ..directory.records import Group


def group_body(group: Group) -> dict[str, Any]:
    """Return a group as the API shows it."""
    return {"id": group.id, "name": group.name, "total_members": len(group.members)}


def check_name(account: Account, name: Any, but: Group | None = None) -> str:
    """Return the name of a group; refuses an empty, long or taken one. Names compare without case."""
    if not isinstance(name, str) or not name.strip():
        raise refused("Invalid parameter: name.")
    text: str = name.strip()
    if len(text) >= 128:
        raise invalid_field("name")
    if any(group.name.lower() == text.lower() and group is not but for group in account.groups.values()):
        raise Refusal(409, 4132, f'The group name "{text}" is already in use.')
    return text


def list_groups(call: Call) -> Answer:
    """Answer one page of groups."""
    groups = list(call.account.lag.seen_all("group", call.account.groups))
    page, facts = call.simulator.pages.cut("groups", call.query, groups)
    del facts["page_size"]
    return Answer(200, facts | {"groups": [group_body(group) for group in page]})


def get_group(call: Call) -> Answer:
    """Answer one group."""
    return Answer(200, group_body(call.account.seen_group(call.path["groupId"])))


def create_group(call: Call) -> Answer:
    """Create a group: at most 100 a day and 5,000 in all."""
    account = call.account
    name = check_name(account, call.body.get("name"))
    if len(account.groups) >= MAXIMUM_GROUPS:
        raise refused("It has reached the maximum number of groups. You can clean up some groups then add.")
    call.simulator.limits.spend("created groups", CREATED_GROUPS)
    group = Group(account.new_id(), name)
    account.lag.keep("group", group.id, None)
    account.groups[group.id] = group
    return Answer(201, group_body(group))


def update_group(call: Call) -> Answer:
    """Rename a group."""
    account = call.account
    group = account.true_group(call.path["groupId"])
    if "name" in call.body:
        name = check_name(account, call.body["name"], group)
        account.keep_group(group.id)
        group.name = name
    return Answer(204)


def delete_group(call: Call) -> Answer:
    """Delete a group; its members stay in the account and in their other groups."""
    account = call.account
    group = account.true_group(call.path["groupId"])
    account.keep_group(group.id)
    for user_id in list(group.members):
        account.leave(account.users[user_id], group)
    for user in account.users.values():
        # Invited users who were placed into the group are not among its members yet.
        if group.id in user.group_ids:
            with account.change(user):
                user.group_ids = account.shared(entry for entry in user.group_ids if entry != group.id)
    account.forget_contact(group.id)
    del account.groups[group.id]
    call.simulator.settings.forget(("group", group.id))
    return Answer(204)


HANDLERS: dict[str, Handler] = {
    "listGroups": list_groups,
    "getGroup": get_group,
    "createGroup": create_group,
    "updateGroup": update_group,
    "deleteGroup": delete_group,
}
