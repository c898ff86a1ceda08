# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Roles and their members. Every user has one role; "0" is owner, "1" admin, "2" member."""

from __future__ import annotations

from typing import Any

from ..core.clock import iso
from ..core.errors import Refusal, invalid_field, no_user, refused
from ..core.messages import Answer
from ..directory.account import Account
from ..directory.batches import batch_of, ids_text, users_of
from ..directory.call import Call, Handler
from ..directory.records import ADMIN, INACTIVE, MEMBER, OWNER, PENDING, PRIVILEGES, Role

BATCH = 30
BUILT_IN = (OWNER, ADMIN, MEMBER)
KINDS = ("common", "iq")


def role_body(account: Account, role: Role) -> dict[str, Any]:
    """Return a role as the list shows it."""
    return {
        "id": role.id, "name": role.name, "description": role.description, "type": role.kind,
        "total_members": account.role_members(role.id),
    }  # fmt: skip


def role_detail(account: Account, role: Role) -> dict[str, Any]:
    """Return a role with its privileges."""
    whole = role.id in (OWNER, ADMIN) and not role.privileges
    more: dict[str, Any] = {"privileges": list(PRIVILEGES) if whole else role.privileges}
    if role.sub_account_privileges:
        more["sub_account_privileges"] = role.sub_account_privileges
    return role_body(account, role) | more


def check_privileges(account: Account, body: dict[str, Any]) -> None:
    """Refuse privileges that no role of the account has."""
    known = {*PRIVILEGES, *(name for role in account.roles.values() for name in role.privileges)}
    for number, name in enumerate(body.get("privileges") or []):
        if name not in known:
            raise invalid_field(f"privileges[{number}]")


def found(account: Account, role_id: str, seen: bool = False) -> Role:
    """Return a role, as it is or as reads see it; refuses when there is none."""
    role: Role | None = account.roles.get(role_id)
    if seen:
        role = account.lag.seen("role", role_id, role)
    if role is None:
        raise Refusal(400, 1034, "Provided `role_id` does not exist.")
    return role


def check_name(account: Account, name: Any, but: Role | None = None) -> str:
    """Return the name of a role; refuses an empty or taken one."""
    if not isinstance(name, str) or not name.strip():
        raise invalid_field("name")
    if any(role.name.lower() == name.strip().lower() and role is not but for role in account.roles.values()):
        raise Refusal(400, 1224, f"Role name {name} has already been used.")
    return name.strip()


def list_roles(call: Call) -> Answer:
    """Answer all roles of a kind: common ones unless told."""
    kind = call.query.get("type") or "common"
    roles = call.account.lag.seen_all("role", call.account.roles)
    rows = [role_body(call.account, role) for role in roles if role.kind == kind]
    return Answer(200, {"roles": rows, "total_records": len(rows)})


def get_role(call: Call) -> Answer:
    """Answer one role with its privileges."""
    return Answer(200, role_detail(call.account, found(call.account, call.path["roleId"], seen=True)))


def create_role(call: Call) -> Answer:
    """Create a role."""
    account = call.account
    name = check_name(account, call.body.get("name"))
    kind = call.body.get("type") or "common"
    if kind not in KINDS:
        raise invalid_field("type")
    check_privileges(account, call.body)
    role = Role("R" + account.new_id(), name, call.body.get("description", ""), call.body.get("privileges"))
    role.kind = kind
    account.keep_role(role.id)
    account.roles[role.id] = role
    return Answer(200, role_detail(account, role))


def update_role(call: Call) -> Answer:
    """Rename or describe a role, or replace its privileges."""
    account = call.account
    role = found(account, call.path["roleId"])
    if role.id in BUILT_IN:
        raise refused("Can't update system roles.")
    name = check_name(account, call.body["name"], role) if "name" in call.body else role.name
    check_privileges(account, call.body)
    account.keep_role(role.id)
    role.name = name
    if account.sub_accounts:  # other accounts take the value without a word, and keep nothing
        role.sub_account_privileges = call.body.get("sub_account_privileges", role.sub_account_privileges)
    role.description = call.body.get("description", role.description)
    role.privileges = call.body.get("privileges", role.privileges)
    return Answer(204)


def delete_role(call: Call) -> Answer:
    """Delete a role; who had it becomes a member."""
    account = call.account
    role = found(account, call.path["roleId"])
    if role.id in BUILT_IN:
        raise refused("Can't delete system roles.")
    for user in account.users.values():
        if user.role_id == role.id:
            with account.change(user):
                user.role_id = MEMBER
    account.keep_role(role.id)
    del account.roles[role.id]
    return Answer(204)


def list_members(call: Call) -> Answer:
    """Answer one page, of at most 300, of the users who have a role."""
    account = call.account
    role = found(account, call.path["roleId"], seen=True)
    users = [
        user for user in account.seen_users() if user.role_id == role.id and user.status not in (PENDING, INACTIVE)
    ]
    page, facts = call.simulator.pages.cut(f"role {role.id}", call.query, users, largest=300)
    size, total = int(facts["page_size"]), int(facts["total_records"])
    start = call.simulator.pages.start(f"role {role.id}", call.query)
    rows = [
        {
            "id": user.id, "email": user.email, "first_name": user.first_name, "last_name": user.last_name,
            "department": user.dept, "type": user.type,
        }
        for user in page
    ]  # fmt: skip
    return Answer(200, facts | {"page_count": -(-total // size), "page_number": start // size + 1, "members": rows})


def changeable(account: Account, role_id: str) -> Role:
    """Return a role that may be given and taken."""
    role = found(account, role_id)
    if role.id in (OWNER, MEMBER):
        raise refused("Can't delete or add members for Normal/Owner roles.")
    return role


def add_members(call: Call) -> Answer:
    """Give a role to up to 30 users, who lose their former one."""
    account = call.account
    role = changeable(account, call.path["roleId"])
    users = [user for user in users_of(account, batch_of(call, "members", BATCH)) if user.role_id != OWNER]
    for user in users:
        with account.change(user):
            user.role_id = role.id
    return Answer(201, {"ids": ids_text(account, users), "add_at": iso(account.clock.now())})


def remove_member(call: Call) -> Answer:
    """Take a role from a user, who becomes a member."""
    account, key = call.account, call.path["memberId"]
    role = changeable(account, call.path["roleId"])
    user = account.find_user(key)
    if user is None or user.role_id != role.id:
        raise no_user(key)
    with account.change(user):
        user.role_id = MEMBER
    return Answer(204)


HANDLERS: dict[str, Handler] = {
    "roles": list_roles,
    "getRoleInformation": get_role,
    "createRole": create_role,
    "updateRole": update_role,
    "deleteRole": delete_role,
    "roleMembers": list_members,
    "AddRoleMembers": add_members,
    "roleMemberDelete": remove_member,
}
