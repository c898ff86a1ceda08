# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What roles alone do: privileges, built-in roles, and what nobody takes away."""

from __future__ import annotations

import json

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.interrupt import Interrupt

MASTER = ("--users", "12", "--groups", "1", "--no-rate-limits", "--master", "1")


def role(simulator, name):
    return next(entry for entry in simulator.state()["roles"] if entry["name"] == name)


@pytest.fixture
def admins(simulator):
    """Two people who have the role Admin, and nobody else has."""
    users = simulator.state()["users"]
    active = [user for user in users if user["status"] == "active" and user["role_id"] != "0"]
    for number, user in enumerate(active):
        user["role_id"] = "1" if number < 2 else "2"
    simulator.put_state({"users": users})
    return [user["email"] for user in active[:2]]


def make_caller(simulator, name):
    """Somebody with the role is the user behind the credentials; returns the email."""
    users = simulator.state()["users"]
    user = next(user for user in users if user["status"] == "active" and user["role_id"] == "2")
    user["role_id"] = role(simulator, name)["id"]
    simulator.put_state({"users": users})
    body = {key: user[key] for key in ("id", "email", "role_id", "type", "status")}
    simulator.faults([{"method": "GET", "path": "/users/me$", "times": 9, "status": 200, "body": body}])
    return user["email"]


def test_privileges_are_a_list_or_changes_to_it(converge, simulator):
    converge("zoom_role", {"name": "Auditors", "privileges": ["User:Read", "Group:Read"], "description": "Look"})
    changed = converge(
        "zoom_role", {"name": "auditors", "privileges_added": ["Role:Read"], "privileges_removed": ["Group:Read"]}
    )
    assert changed["diff"]["after"] == {"privileges": ["User:Read", "Role:Read"]}
    converge("zoom_role", {"name": "Auditors", "privileges": ["Role:Read"], "new_name": "Readers"})
    assert role(simulator, "Readers")["privileges"] == ["Role:Read"]
    assert converge("zoom_role", {"name": "Extra", "privileges_added": ["IM:Read"]})["role"]["privileges"] == [
        "IM:Read"
    ]
    converge("zoom_role", {"name": "Extra", "privileges": []})
    assert role(simulator, "Extra")["privileges"] == []
    converge("zoom_role", {"name": "Readers", "state": "absent"})


@pytest.mark.parametrize("option", ["privileges", "privileges_added"])
def test_a_name_that_the_account_does_not_know(simulator, fail, option):
    result = fail("zoom_role", {"name": "Auditors", option: ["User:Read", "User:Raed"]})
    assert result["findings"] == [
        {
            "place": f"{option}[2]",
            "problem": "this account knows no privilege 'User:Raed'.",
            "remedy": "Did you mean User:Read?",
        }
    ]
    assert simulator.writes() == []


def test_where_the_owner_is_not_shown_no_name_is_known_to_be_wrong(simulator, succeed):
    roles = simulator.state()["roles"]
    next(entry for entry in roles if entry["name"] == "Help desk")["privileges"].append("New:Read")
    simulator.put_state({"roles": roles})
    body = {"code": 200, "message": "You do not have the permission to retrieve role information."}
    simulator.faults([{"method": "GET", "path": "/roles/0", "times": 9, "status": 200, "body": body}])
    assert succeed("zoom_role", {"name": "Auditors", "privileges": ["New:Read"]})["changed"] is True


WRONG = {
    "no name of a privilege": ({"privileges": ["User Read"]}, "privileges[1]"),
    "added and removed": ({"privileges_added": ["A:B"], "privileges_removed": ["A:B"]}, "privileges_removed"),
    "a list and a change": ({"privileges": ["A:B"], "privileges_removed": ["A:C"]}, ""),
    "privileges of none": ({"privileges": ["A:B"], "state": "absent"}, "privileges"),
    "changes of none": ({"privileges_added": ["A:B"], "state": "absent"}, "privileges_added"),
    "a built-in role deleted": ({"name": "admin", "state": "absent"}, "state"),
    "a built-in role renamed": ({"name": "Admin", "new_name": "Boss"}, "new_name"),
    "a built-in name": ({"new_name": "owner"}, "new_name"),
}


@pytest.mark.parametrize(("args", "place"), WRONG.values(), ids=WRONG)
def test_wrong_input_is_told_at_once(simulator, fail, args, place):
    result = fail("zoom_role", {"name": "Auditors", **args})
    assert place in [one["place"] for one in result["findings"]]
    assert simulator.requests() == []


def test_built_in_roles_are_never_changed(simulator, fail):
    result = fail("zoom_role", {"id": "1", "privileges_removed": ["User:Edit"]})
    assert "is a built-in role, which Zoom never changes" in result["msg"] and simulator.writes() == []


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"privileges_removed": ["User:Edit"]}, "would lose User:Edit"),
        ({"state": "absent", "force": True}, "would be deleted"),
    ],
)
def test_nobody_takes_from_the_role_that_the_task_works_with(simulator, fail, succeed, args, words):
    make_caller(simulator, "Help desk")
    assert words in fail("zoom_role", {"name": "Help desk", **args})["msg"]
    assert simulator.writes() == []
    assert succeed("zoom_role", {"name": "Help desk", "privileges_added": ["Role:Read"]})["changed"] is True


def test_the_last_administrator_stays(simulator, fail, succeed, admins):
    first, second = admins
    for args in (
        {"role": "Admin", "members": [first, second], "state": "absent"},
        {"role": "Admin", "members": [], "state": "exact", "allow_empty": True},
        {"role": "Help desk", "members": [first, second]},
    ):
        simulator.clear_requests()
        assert "nobody would be left with the role Admin" in fail("zoom_role_member", args)["msg"]
        assert simulator.writes() == []
    assert succeed("zoom_role_member", {"role": "Admin", "members": first, "state": "absent"})["removed"] == [first]
    moved = succeed("zoom_role_member", {"role": "1", "members": first, "state": "exact"})
    assert (moved["added"], moved["removed"]) == ([first], [second])


def test_owner_and_caller_keep_their_role(simulator, fail):
    owner = simulator.state()["users"][0]["email"]
    assert "is the owner" in fail("zoom_role_member", {"role": "Help desk", "members": owner})["msg"]
    caller = make_caller(simulator, "Help desk")
    for args in ({"role": "Help desk", "state": "absent"}, {"role": "Rooms manager"}):
        result = fail("zoom_role_member", {**args, "members": caller})
        assert "would lose the right to do it" in result["msg"]
    assert simulator.writes() == []


@pytest.mark.parametrize("name", ["Owner", "member", "2"])
def test_owner_and_member_are_not_given(simulator, fail, name):
    result = fail("zoom_role_member", {"role": name, "members": ["a@example.com"]})
    assert result["findings"][0]["place"] == "role" and simulator.requests() == []


@pytest.mark.simulator(*MASTER)
def test_privileges_in_sub_accounts(converge):
    args = {"name": "Auditors", "sub_account_privileges": {"second_level": 1}}
    assert converge("zoom_role", args)["step_counts"] == {"create role": 1, "total": 2, "update role": 1}


def test_what_zoom_does_not_show_is_unverified(succeed, monkeypatch):
    monkeypatch.setattr(Interrupt, "sleep", lambda _self, _seconds: None)
    args = {"name": "Auditors", "sub_account_privileges": {"second_level": 1}}
    assert succeed("zoom_role", args)["unverified"] == ["sub_account_privileges"]


def test_privileges_that_zoom_does_not_keep_are_unapplied(simulator, fail, monkeypatch):
    monkeypatch.setattr(Interrupt, "sleep", lambda _self, _seconds: None)
    simulator.faults([{"method": "PATCH", "path": "/roles/", "times": 1, "status": 204}])
    result = fail("zoom_role", {"name": "Help desk", "privileges_added": ["Role:Read"]})
    assert [one["field"] for one in result["unapplied"]] == ["privileges"]
    assert "Run again; if it stays so, look at it" in result["msg"]


def test_undo_gives_a_deleted_role_back(simulator, succeed, tmp_path):
    undo = tmp_path / "undo.json"
    before = role(simulator, "Rooms manager")
    succeed("zoom_role", {"name": "Rooms manager", "state": "absent", "force": True, "undo_file": str(undo)})
    succeed("zoom_role", json.loads(undo.read_text()))
    after = role(simulator, "Rooms manager")
    assert (after["privileges"], after["description"]) == (before["privileges"], before["description"])
