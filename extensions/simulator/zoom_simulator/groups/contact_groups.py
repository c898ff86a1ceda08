# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Contact groups and their members. A missing contact group is 400/300, not 404."""

from __future__ import annotations

from typing import Any

from ..core.errors import Refusal, invalid_field, refused
from ..core.messages import Answer
from ..directory.account import Account
from ..directory.call import Call, Handler
from ..directory.records import ContactGroup

USER, GROUP = 1, 2
LARGEST = {USER: (50, "user"), GROUP: (3, "group")}
LARGEST_REMOVAL = 20


def found(call: Call, seen: bool = False) -> ContactGroup:
    """Return the contact group of the path, as it is or as reads see it; refuses when there is none."""
    key = call.path["groupId"]
    group: ContactGroup | None = call.account.contact_groups.get(key)
    if seen:
        group = call.account.lag.seen("contact_group", key, group)
    if group is None:
        raise refused(f"A group with this groupId: {key} does not exist.")
    return group


def group_body(group: ContactGroup) -> dict[str, Any]:
    """Return a contact group as the API shows it."""
    return {
        "group_id": group.id, "group_name": group.name, "group_privacy": group.privacy,
        "description": group.description,
    }  # fmt: skip


def members_of(account: Account, entries: list[dict[str, Any]]) -> dict[str, int]:
    """Return the members that a request names, by id; refuses too many and unknown ones."""
    members: dict[str, int] = {}
    for kind, (largest, name) in LARGEST.items():
        if sum(entry.get("type") == kind for entry in entries) > largest:
            raise refused(f"The maximum number of {name} member per request is {largest}.")
    for entry in entries:
        key, kind = entry.get("id", ""), entry.get("type", USER)
        if key not in (account.users if kind == USER else account.groups):
            raise missing_member(key)
        members[key] = kind
    return members


def missing_member(key: str) -> Refusal:
    """Return the answer to a member that does not exist."""
    return refused(f"A member with this memberId: {key} does not exist.")


def list_groups(call: Call) -> Answer:
    """Answer one page of contact groups."""
    groups = list(call.account.lag.seen_all("contact_group", call.account.contact_groups))
    page, facts = call.simulator.pages.cut("contact groups", call.query, groups, default=10)
    del facts["total_records"]
    return Answer(200, facts | {"groups": [group_body(group) for group in page]})


def get_group(call: Call) -> Answer:
    """Answer one contact group."""
    group = found(call, seen=True)
    return Answer(200, group_body(group) | {"total_members": len(group.members)})


def create_group(call: Call) -> Answer:
    """Create a contact group, with members if wanted."""
    account, body = call.account, call.body
    if not (body.get("group_name") or "").strip():
        raise invalid_field("group_name")
    members = members_of(account, body.get("group_members") or [])
    group = ContactGroup(
        account.new_id(), body["group_name"], body.get("group_privacy", 1), body.get("description", "")
    )
    group.members = members
    account.keep_contact_group(group.id)
    account.contact_groups[group.id] = group
    return Answer(201, group_body(group) | {"total_members": len(members)})


def update_group(call: Call) -> Answer:
    """Rename or describe a contact group, or change who sees it."""
    group = found(call)
    call.account.keep_contact_group(group.id)
    group.name = call.body.get("name") or group.name
    group.privacy = call.body.get("privacy", group.privacy)
    group.description = call.body.get("description", group.description)
    return Answer(204)


def delete_group(call: Call) -> Answer:
    """Delete a contact group."""
    call.account.keep_contact_group(found(call).id)
    del call.account.contact_groups[found(call).id]
    return Answer(204)


def list_members(call: Call) -> Answer:
    """Answer one page of members: users and groups."""
    account, group = call.account, found(call, seen=True)
    rows = []
    for key, kind in group.members.items():
        if kind == USER and key in account.users:
            rows.append({"type": USER, "id": key, "name": account.users[key].display_name})
        elif kind == GROUP and key in account.groups:
            rows.append({"type": GROUP, "id": key, "name": account.groups[key].name})
    page, facts = call.simulator.pages.cut(f"contact group {group.id}", call.query, rows, default=10)
    del facts["total_records"]
    return Answer(200, facts | {"group_members": list(page)})


def add_members(call: Call) -> Answer:
    """Add up to 50 users and 3 groups."""
    group = found(call)
    members = members_of(call.account, call.body.get("group_members") or [])
    if not members:
        raise invalid_field("group_members")
    call.account.keep_contact_group(group.id)
    group.members.update(members)
    return Answer(201, {"member_ids": list(members)})


def remove_members(call: Call) -> Answer:
    """Remove up to 20 members; never the last one."""
    group = found(call)
    keys = [key for key in call.query["member_ids"].split(",") if key]
    if len(keys) > LARGEST_REMOVAL:
        raise refused(f"The maximum number of memberId is {LARGEST_REMOVAL}.")
    for key in keys:
        if key not in group.members:
            raise missing_member(key)
    if not group.members.keys() - set(keys):
        raise refused("A group must have at least one member.")
    call.account.keep_contact_group(group.id)
    for key in keys:
        group.members.pop(key, None)
    return Answer(204)


HANDLERS: dict[str, Handler] = {
    "listContactGroups": list_groups,
    "getContactGroup": get_group,
    "createContactGroup": create_group,
    "updateContactGroup": update_group,
    "deleteContactGroup": delete_group,
    "listContactGroupMembers": list_members,
    "addContactGroupMembers": add_members,
    "removeContactGroupMembers": remove_members,
}
