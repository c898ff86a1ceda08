# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is run under faults: each writing module, with options that ask for something on a known account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Account = Mapping[str, Any]
Scenario = Callable[[Account], "tuple[str, dict[str, Any]]"]


def members(account: Account) -> list[dict[str, Any]]:
    """Active people without a role, in the order of their addresses."""
    found = [user for user in account["users"] if user["status"] == "active" and user["role_id"] == "2"]
    return sorted(found, key=lambda user: user["email"])


def new_people(account: Account) -> tuple[str, dict[str, Any]]:
    groups = [group["name"] for group in account["groups"]]
    rows = [
        {
            "email": f"new{number}@example.com",
            "first_name": f"New{number}",
            "create_action": "custCreate",
            "dept": "Field",
            "groups": [groups[number % len(groups)], "Made"],
            "division": "North",
        }
        for number in range(9)
    ]
    return "zoom_users", {"users": rows, "create_missing": ["groups", "divisions"]}


def invited_people(account: Account) -> tuple[str, dict[str, Any]]:
    group = account["groups"][0]["name"]
    rows = [{"email": f"guest{number}@example.com", "last_name": "Guest", "groups": [group]} for number in range(6)]
    return "zoom_users", {"users": rows}


def changed_people(account: Account) -> tuple[str, dict[str, Any]]:
    group = account["groups"][1]["name"]
    rows = [
        {"email": user["email"], "dept": "Moved", "job_title": f"Title {number}", "groups": [group]}
        for number, user in enumerate(members(account)[:12])
    ]
    return "zoom_users", {"users": rows}


def leaving_people(account: Account) -> tuple[str, dict[str, Any]]:
    people = [user["email"] for user in members(account)]
    rows: list[dict[str, Any]] = [
        {"email": email, "state": "absent", "absent_action": "deactivate"} for email in people[:4]
    ]
    rows += [
        {"email": email, "state": "absent", "absent_action": "delete", "transfer_to": people[-1]}
        for email in people[4:7]
    ]
    return "zoom_users", {"users": rows, "max_removals_percent": 50}


def renamed_person(account: Account) -> tuple[str, dict[str, Any]]:
    email = members(account)[2]["email"]
    domain = email.partition("@")[2]
    return "zoom_user", {"email": email, "new_email": f"renamed@{domain}", "type": "licensed", "dept": "Renamed"}


def one_new_person(account: Account) -> tuple[str, dict[str, Any]]:
    group = account["groups"][2]["name"]
    return "zoom_user", {"email": "solo@example.com", "create_action": "custCreate", "groups": [group], "dept": "Solo"}


def deactivated_person(account: Account) -> tuple[str, dict[str, Any]]:
    return "zoom_user", {"email": members(account)[4]["email"], "status": "inactive"}


def activated_person(account: Account) -> tuple[str, dict[str, Any]]:
    inactive = next(user for user in account["users"] if user["status"] == "inactive")
    group = account["groups"][1]["name"]
    return "zoom_user", {"email": inactive["email"], "status": "active", "dept": "Back", "groups": [group]}


def person_with_role(account: Account) -> tuple[str, dict[str, Any]]:
    group = account["groups"][0]["name"]
    options = {"role": "Admin", "division": "West", "groups": [group], "primary_group": group, "job_title": "Chief"}
    return "zoom_user", {"email": members(account)[5]["email"], **options}


def deleted_person(account: Account) -> tuple[str, dict[str, Any]]:
    people = members(account)
    options = {"state": "absent", "absent_action": "delete", "transfer_to": people[-1]["email"]}
    return "zoom_user", {"email": people[6]["email"], **options}


def pruned_people(account: Account) -> tuple[str, dict[str, Any]]:
    group = account["groups"][0]
    stay = [user for user in members(account) if group["id"] in user["group_ids"]][:-3]
    return "zoom_users", {
        "users": [{"email": user["email"], "dept": "Stays"} for user in stay],
        "prune": True,
        "prune_scope": {"group": group["name"]},
        "min_rows": 1,
        "max_removals": 30,
        "max_removals_percent": 100,
    }


def new_group(_account: Account) -> tuple[str, dict[str, Any]]:
    return "zoom_group", {"name": "Chaos"}


def renamed_group(account: Account) -> tuple[str, dict[str, Any]]:
    return "zoom_group", {"name": account["groups"][0]["name"], "new_name": "Renamed group"}


def deleted_group(account: Account) -> tuple[str, dict[str, Any]]:
    return "zoom_group", {"name": account["groups"][3]["name"], "state": "absent", "force": True}


def exact_members(account: Account) -> tuple[str, dict[str, Any]]:
    people = [user["email"] for user in members(account)[3:30]]
    group = account["groups"][0]["name"]
    return "zoom_group_member", {"group": group, "members": people, "state": "exact", "max_removals": 50}


def division_with_members(account: Account) -> tuple[str, dict[str, Any]]:
    people = [user["email"] for user in members(account)[:20]]
    return "zoom_division", {"name": "South", "description": "All of it", "members": people}


def account_settings(_account: Account) -> tuple[str, dict[str, Any]]:
    return "zoom_settings", {
        "scope": "account",
        "settings": {
            "in_meeting": {"annotation": False, "whiteboard": False},
            "schedule_meeting": {"host_video": True},
            "meeting_security": {"waiting_room": False},
        },
        "locks": {"in_meeting": {"annotation": True}},
    }


def group_settings(_account: Account) -> tuple[str, dict[str, Any]]:
    return "zoom_settings", {
        "scope": "group",
        "groups": ["all"],
        "settings": {"in_meeting": {"annotation": False}, "recording": {"cloud_recording": False}},
        "locks": {"in_meeting": {"annotation": True}},
    }


def account_locks(_account: Account) -> tuple[str, dict[str, Any]]:
    locks = {"in_meeting": {"chat": True, "annotation": True}, "recording": {"local_recording": True}}
    return "zoom_lock_settings", {"scope": "account", "locks": locks}


def group_locks(_account: Account) -> tuple[str, dict[str, Any]]:
    locks = {"in_meeting": {"chat": True}, "schedule_meeting": {"host_video": True}}
    return "zoom_lock_settings", {"scope": "group", "groups": ["all"], "locks": locks}


def policy(_account: Account) -> tuple[str, dict[str, Any]]:
    return "zoom_policy", {"mode": "enforce", "baselines": ["core"], "targets": ["account", "groups"]}


def listed_people(_account: Account) -> tuple[str, dict[str, Any]]:
    return "zoom_user_info", {"status": ["active", "inactive", "pending"]}


SCENARIOS: dict[str, Scenario] = {
    function.__name__: function
    for function in (
        new_people,
        invited_people,
        changed_people,
        leaving_people,
        renamed_person,
        one_new_person,
        deactivated_person,
        activated_person,
        person_with_role,
        deleted_person,
        pruned_people,
        new_group,
        renamed_group,
        deleted_group,
        exact_members,
        division_with_members,
        account_settings,
        group_settings,
        account_locks,
        group_locks,
        policy,
        listed_people,
    )
}
