# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Members of groups: listGroupMembers, addGroupMembers, deleteGroupMember, updateGroupMember."""

from __future__ import annotations

from typing import Any

from .account import Account
from .application import Call, Handler
from .clock import iso
from .errors import Refusal, invalid_field, no_group, refused
from .messages import Answer
from .options import ACCOUNT_ID
from .records import ACTIVE, Group, User

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


def batch_of(call: Call, name: str, largest: int) -> list[dict[str, Any]]:
    """Return the entries of a batch; refuses none or too many."""
    entries: list[dict[str, Any]] | None = call.body.get(name)
    if not entries:
        raise invalid_field(name)
    if len(entries) > largest:
        raise invalid_field(name, f"The maximum number of {name} is {largest}.")
    return entries


def users_of(
    account: Account, entries: list[dict[str, Any]], id_key: str = "id", email_key: str = "email"
) -> list[User]:
    """Return the active users that a batch names. An id wins over an address.

    Who is not there, pending or inactive is passed over without a word: that is how the service loses
    group assignments, and why its answer is no proof.
    """
    users: list[User] = []
    for entry in entries:
        user = account.users.get(entry[id_key]) if entry.get(id_key) else account.find_user(entry.get(email_key) or "")
        if user is not None and user.status == ACTIVE and user not in users:
            users.append(user)
    return users


def ids_text(account: Account, users: list[User]) -> str:
    """Return the ids of users as one text; a switch makes it empty, as the service does at times."""
    return "" if account.switches.member_ids == "empty" else ",".join(user.id for user in users)


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
