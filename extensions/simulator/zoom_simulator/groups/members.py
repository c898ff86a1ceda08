# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Members of groups: listGroupMembers, addGroupMembers, deleteGroupMember, updateGroupMember."""

from __future__ import annotations

from typing import Any

from ..core.clock import iso
from ..core.errors import Refusal, no_group, refused
from ..core.messages import Answer
from ..core.options import ACCOUNT_ID
from ..directory.account import Account
from ..directory.batches import batch_of, ids_text, users_of
from ..directory.call import Call, Handler
from ..directory.records import ACTIVE, Group, User

BATCH = 30
NO_MEMBER = "Group member does not exist."
FOREIGN_GROUP = f"Group does not belong to this account:{ACCOUNT_ID}."


def list_members(call: Call) -> Answer:
    """Answer one page of the members of a group."""
    account = call.account
    group = account.seen_group(call.path["groupId"])
    ids = list(group.members)
    page, facts = call.simulator.pages.cut(f"members {group.id}", call.query, ids)
    size, total = int(facts["page_size"]), int(facts["total_records"])
    start = call.simulator.pages.start(f"members {group.id}", call.query)
    seen = (account.lag.seen("user", user_id, account.users.get(user_id)) for user_id in page)
    members = [member_body(user) for user in seen if user is not None]
    return Answer(200, facts | {"page_count": -(-total // size), "page_number": start // size + 1, "members": members})


def member_body(user: User) -> dict[str, Any]:
    """Return a member as the API shows it."""
    return {
        "id": user.id, "email": user.email, "first_name": user.first_name, "last_name": user.last_name,
        "type": user.type,
    }  # fmt: skip


def add_members(call: Call) -> Answer:
    """Put up to 30 users into a group."""
    account = call.account
    group = account.true_group(call.path["groupId"])
    users = users_of(account, batch_of(call, "members", BATCH))
    added = [user for user in users if account.join(user, group)]
    return Answer(201, {"ids": ids_text(account, added), "added_at": iso(account.clock.now())})


def member_of(account: Account, group: Group, key: str) -> User:
    """Return a member of a group; refuses with 4131 when there is none."""
    user = account.find_user(key)
    if user is None or user.id not in group.members:
        raise Refusal(404, 4131, NO_MEMBER)
    return user


def remove_member(call: Call) -> Answer:
    """Take a user out of a group."""
    account = call.account
    group = account.true_group(call.path["groupId"])
    account.leave(member_of(account, group, call.path["memberId"]), group)
    return Answer(204)


def update_member(call: Call) -> Answer:
    """Move a member to another group, or make a group of the member the primary one."""
    account, body = call.account, call.body
    group = account.true_group(call.path["groupId"])
    target_id = body.get("target_group_id")
    if not target_id:
        raise refused("The target_group_id can not be empty.")
    target = account.groups.get(target_id)
    if target is None:
        raise no_group(target_id)
    if body["action"] == "move":
        user = member_of(account, group, call.path["memberId"])
        place = user.group_ids.index(group.id)
        if target is not group:
            account.leave(user, group)
            account.join(user, target, place)
        return Answer(204)
    set_primary(account, group, target, call.path["memberId"])
    return Answer(204)


def set_primary(account: Account, group: Group, target: Group, key: str) -> None:
    """Make a group the first of a member. Which group the path must name is a switch."""
    user = account.find_user(key)
    if user is None:
        raise Refusal(404, 4131, NO_MEMBER)
    wanted = account.switches.set_primary_path
    fits = {
        "member": group.id in user.group_ids,
        "primary": user.group_ids[:1] == (group.id,),
        "target": group is target,
    }[wanted]
    if not fits:
        raise Refusal(400, 1010, FOREIGN_GROUP)
    if target.id not in user.group_ids or user.status != ACTIVE:
        raise Refusal(404, 4131, NO_MEMBER)
    with account.change(user):
        user.group_ids = account.shared([target.id, *(entry for entry in user.group_ids if entry != target.id)])


HANDLERS: dict[str, Handler] = {
    "listGroupMembers": list_members,
    "addGroupMembers": add_members,
    "deleteGroupMember": remove_member,
    "updateGroupMember": update_member,
}
