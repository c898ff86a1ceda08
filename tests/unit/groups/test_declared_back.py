# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole account is read and declared as it was read: nothing changes."""

from __future__ import annotations

import pytest


@pytest.fixture
def full_account(simulator):
    """Roles, contact groups, group admins and assistants, some of everything."""
    state = simulator.state()
    people = [user for user in state["users"] if user["status"] == "active"]
    for number, user in enumerate(people):
        user["type"] = 2
        if number % 3 == 0:
            helpers = [people[(number + step) % len(people)]["id"] for step in (1, 2, 5)]
            user["assistants"] = {helper: step % 2 == 0 for step, helper in enumerate(helpers)}
    groups = state["groups"]
    for group in groups[:3]:
        group["admins"] = [user["id"] for user in people[3:6]]
    contact_groups = [
        {
            "id": f"contact{number}",
            "name": f"Contacts {number}",
            "privacy": number % 3 + 1,
            "description": "" if number % 2 else "Some",
            "members": {**{user["id"]: 1 for user in people[number : number + 7]}, groups[number % 5]["id"]: 2},
        }
        for number in range(6)
    ]
    roles = [*state["roles"], {"id": "Rx", "name": "Many", "description": "All", "privileges": ["IM:Read", "IM:Edit"]}]
    simulator.put_state({"users": state["users"], "groups": groups, "contact_groups": contact_groups, "roles": roles})
    simulator.clear_requests()
    return [user["email"] for user in people]


def declare(succeed, module, args):
    result = succeed(module, args, diff=True)
    assert (result["changed"], result["steps"]) == (False, []), (module, args, result["diff"])


def test_roles(simulator, succeed, full_account):
    roles = succeed("zoom_role_info", {"members": True})["roles"]
    assert len(roles) == 6
    for role in roles:
        given = {name: role[name] for name in ("name", "description", "privileges", "sub_account_privileges")}
        declare(succeed, "zoom_role", given)
        if role["name"] not in ("Owner", "Member"):
            members = {"role": role["id"], "members": role["members"], "state": "exact", "allow_empty": True}
            declare(succeed, "zoom_role_member", members)
    assert simulator.writes() == []


def test_contact_groups(simulator, succeed, full_account):
    found = succeed("zoom_contact_group_info", {"members": True})["contact_groups"]
    assert [len(one["members"]) for one in found] == [7] * 6
    for one in found:
        declare(succeed, "zoom_contact_group", {name: one[name] for name in ("name", "description", "privacy")})
        members = {name: one[name] for name in ("members", "member_groups")}
        declare(succeed, "zoom_contact_group_member", {"contact_group": one["name"], **members, "state": "exact"})
    assert simulator.writes() == []


def test_assistants_and_group_admins(simulator, succeed, full_account):
    state = simulator.state()
    users = {user["id"]: user for user in state["users"]}
    for user in users.values():
        given = [
            {"id": key, "can_manage_host_private_event": private} for key, private in user.get("assistants", {}).items()
        ]
        if given:
            args = {"user": user["email"], "assistants": given, "state": "exact", "max_removals": 0}
            declare(succeed, "zoom_user_assistant", args)
    for group in state["groups"][:3]:
        emails = [users[key]["email"] for key in group["admins"]]
        declare(succeed, "zoom_group_admin", {"group": group["name"], "admins": emails, "state": "exact"})
    assert simulator.writes() == []
