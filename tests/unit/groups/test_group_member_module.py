# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.interrupt import Interrupt

MANY = ("--users", "150", "--groups", "5", "--no-rate-limits", "--seed", "2", "--active-only")


def test_present(converge, put_into, people, members_of):
    put_into("Team", [])
    emails = people.free[:3]
    result = converge(
        "zoom_group_member", {"group": "Team", "members": [emails[0].upper(), people.id(emails[1]), emails[2]]}
    )
    assert result["added"] == emails
    assert members_of("Team") == sorted(emails)


def test_one_person_named_twice_is_one_person(succeed, put_into, people):
    put_into("Team", [])
    email = people.free[0]
    result = succeed("zoom_group_member", {"group": "team", "members": [email, email.upper(), people.id(email)]})
    assert result["added"] == [email]


def test_absent(converge, put_into, people, members_of):
    put_into("Team", people.free[:3])
    result = converge(
        "zoom_group_member", {"group": "Team", "members": [people.free[0], people.free[5]], "state": "absent"}
    )
    assert result["removed"] == people.free[:1] and result["unchanged"] == [people.free[5]]
    assert members_of("Team") == sorted(people.free[1:3])


def test_exact(converge, put_into, people, members_of):
    put_into("Team", people.free[:3])
    wanted = people.free[2:5]
    result = converge("zoom_group_member", {"group": "Team", "members": wanted, "state": "exact"})
    assert sorted(result["removed"]) == sorted(people.free[:2])
    assert members_of("Team") == sorted(wanted)


def test_exact_and_empty_needs_a_word(simulator, fail, converge, put_into, people, members_of):
    put_into("Team", people.free[:3])
    args = {"group": "Team", "members": [], "state": "exact"}
    assert "allow_empty" in fail("zoom_group_member", args)["msg"]
    assert simulator.requests() == []
    converge("zoom_group_member", {**args, "allow_empty": True})
    assert members_of("Team") == []


def test_the_fuse(fail, put_into, simulator, people, members_of):
    put_into("Team", people.free[:3])
    args = {"group": "Team", "members": people.free[:1], "state": "exact", "max_removals": 1}
    assert "max_removals allows 1" in fail("zoom_group_member", args)["msg"]
    assert simulator.writes() == [] and len(members_of("Team")) == 3


def test_pending_and_inactive_people_wait_for_a_later_run(simulator, converge, succeed, put_into, people):
    put_into("Team", [])
    args = {"group": "Team", "members": [people.pending[0], people.inactive[0], people.free[0]]}
    result = converge("zoom_group_member", args)
    assert result["added"] == [people.free[0]]
    assert result["deferred"] == [
        {"member": people.pending[0], "reason": "pending"},
        {"member": people.inactive[0], "reason": "inactive"},
    ]
    users = simulator.state()["users"]
    for user in users:
        user["status"] = "active"
    simulator.put_state({"users": users})
    assert succeed("zoom_group_member", args)["added"] == [people.pending[0], people.inactive[0]]


@pytest.mark.simulator("--users", "50", "--groups", "5", "--no-rate-limits", "--switch", "pending_get=refused")
def test_a_pending_person_whom_getuser_does_not_know_is_found_among_the_invitations(succeed, put_into, people):
    put_into("Team", [])
    result = succeed("zoom_group_member", {"group": "Team", "members": people.pending[:1]})
    assert result["deferred"] == [{"member": people.pending[0], "reason": "pending"}]


def test_unknown_people_fail_the_task_at_its_end_and_cancel_removals(fail, put_into, people, members_of):
    put_into("Team", people.free[:2])
    args = {"group": "Team", "members": [people.free[3], "nobody@example.com", "NoSuchId"], "state": "exact"}
    for check_mode in (True, False):
        result = fail("zoom_group_member", args, check_mode=check_mode)
        assert result["unknown"] == ["nobody@example.com", "NoSuchId"]
        assert result["added"] == [people.free[3]] and result["removed"] == []
        assert "2 members were not removed" in result["msg"]
    assert members_of("Team") == sorted([*people.free[:2], people.free[3]])


def test_a_group_or_source_that_is_not_there(fail, people):
    assert (
        "there is no group 'Salez'. Did you mean Sales?"
        in fail("zoom_group_member", {"group": "Salez", "members": people.free[:1]})["msg"]
    )
    assert (
        "move_from"
        in fail("zoom_group_member", {"group": "Sales", "move_from": "X", "members": people.free[:1]})["msg"]
    )
    assert (
        "itself" in fail("zoom_group_member", {"group": "Sales", "move_from": "sales", "members": ["a@b.org"]})["msg"]
    )


def test_wrong_combinations_are_found_before_any_request(simulator, fail):
    result = fail(
        "zoom_group_member",
        {
            "group": "Sales",
            "members": ["", "a@b.org"],
            "state": "absent",
            "primary": True,
            "move_from": "X",
            "max_removals": -1,
        },
    )
    assert {finding["place"] for finding in result["findings"]} == {
        "members[1]",
        "primary",
        "move_from",
        "max_removals",
    }
    assert simulator.requests() == []


def test_move(converge, put_into, people, members_of):
    put_into("Old", people.free[:2])
    put_into("New", people.free[1:2])
    result = converge("zoom_group_member", {"group": "New", "members": people.free[:3], "move_from": "Old"})
    assert result["moved"] == people.free[:2]
    assert members_of("Old") == [] and members_of("New") == sorted(people.free[:3])


@pytest.mark.parametrize("path", ["member", "primary", "target"])
def test_primary_whatever_the_path_must_name(simulator, succeed, put_into, people, path):
    simulator.control("PUT", "state", {"switches": {"set_primary_path": path}})
    put_into("First", people.free[:2])
    put_into("Second", people.free[:1])
    args = {"group": "Second", "members": people.free[:3], "primary": True}
    result = succeed("zoom_group_member", args)
    assert sorted(result["made_primary"]) == people.free[:2] and result["added"] == people.free[1:3]
    state = simulator.state()
    second = next(group["id"] for group in state["groups"] if group["name"] == "Second")
    first_groups = [user["group_ids"][0] for user in state["users"] if user["email"] in people.free[:3]]
    assert first_groups == [second] * 3
    assert not succeed("zoom_group_member", args)["changed"]


@pytest.mark.simulator(*MANY)
def test_many_people_go_in_batches_and_are_read_in_one_listing(simulator, succeed, converge, put_into, people):
    put_into("Crowd", [])
    result = converge("zoom_group_member", {"group": "Crowd", "members": people.active})
    assert len(result["added"]) == 148 and result["step_counts"] == {"add members to group": 5, "total": 5}
    simulator.clear_requests()
    again = succeed("zoom_group_member", {"group": "Crowd", "members": people.active})
    assert again["requests"] == {"GET": 2} and len(again["unchanged"]) == 148


@pytest.mark.simulator("--users", "50", "--groups", "5", "--no-rate-limits", "--switch", "member_ids=empty")
def test_an_answer_without_ids_is_no_proof_and_no_error(converge, put_into, people):
    put_into("Team", [])
    assert converge("zoom_group_member", {"group": "Team", "members": people.free[:2]})["added"] == people.free[:2]


def test_zoom_took_them_and_does_not_show_them(simulator, fail, put_into, people, monkeypatch):
    monkeypatch.setattr(Interrupt, "sleep", lambda _self, _seconds: None)
    put_into("Team", [])
    simulator.faults([{"method": "POST", "path": "/members", "times": 1, "status": 201, "body": {"ids": ""}}])
    result = fail("zoom_group_member", {"group": "Team", "members": people.free[:2]})
    assert "does not show them" in result["msg"] and result["added"] == []


@pytest.mark.parametrize("fault", [{"reset": True}, {"truncate": 1}])
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_a_lost_answer_is_settled_by_reading(
    simulator, succeed, put_into, people, members_of, monkeypatch, method, fault
):
    put_into("Team", people.free[:2])
    monkeypatch.setattr(Interrupt, "sleep", lambda _self, _seconds: None)
    simulator.faults([{"method": method, "path": "/members", "times": 1, "after": True, **fault}])
    succeed("zoom_group_member", {"group": "Team", "members": people.free[1:4], "state": "exact"})
    assert members_of("Team") == sorted(people.free[1:4])


def test_a_list_of_members_that_is_not_whole_removes_nobody(simulator, fail, put_into, people, members_of):
    put_into("Team", people.free[:3])
    member = {"id": people.id(people.free[0]), "email": people.free[0]}
    body = {"members": [member], "total_records": 3, "next_page_token": "", "page_size": 300}
    simulator.faults([{"method": "GET", "path": "/members", "times": 1, "status": 200, "body": body}])
    result = fail("zoom_group_member", {"group": "Team", "members": people.free[3:4], "state": "exact"})
    assert result["removed"] == []
    assert members_of("Team") == sorted(people.free[:4])


def test_who_is_not_on_a_list_that_is_not_whole_is_looked_up(simulator, succeed, put_into, people, members_of):
    put_into("Team", people.free[:3])
    member = {"id": people.id(people.free[0]), "email": people.free[0]}
    body = {"members": [member], "total_records": 3, "next_page_token": "", "page_size": 300}
    simulator.faults([{"method": "GET", "path": "/members", "times": 1, "status": 200, "body": body}])
    succeed("zoom_group_member", {"group": "Team", "members": people.free[:3], "state": "absent"})
    assert members_of("Team") == []


def test_a_failed_read_of_members_changes_nothing(simulator, fail, put_into, people):
    put_into("Team", people.free[:3])
    body = {"code": 300, "message": "Broken."}
    simulator.faults([{"method": "GET", "path": "/members", "times": 9, "status": 400, "body": body}])
    assert (
        "Broken" in fail("zoom_group_member", {"group": "Team", "members": people.free[3:4], "state": "exact"})["msg"]
    )
    assert simulator.writes() == []


def test_who_is_gone_meanwhile_is_gone(simulator, succeed, put_into, people):
    put_into("Team", people.free[:1])
    body = {"code": 4131, "message": "Group member does not exist."}
    simulator.faults([{"method": "DELETE", "path": "/members", "times": 1, "status": 404, "body": body}])
    assert not succeed("zoom_group_member", {"group": "Team", "members": people.free[:1], "state": "absent"})["changed"]


@pytest.mark.parametrize("state", ["present", "absent", "exact"])
def test_undo_file_is_valid_input(succeed, put_into, people, members_of, tmp_path, state):
    put_into("Team", people.free[:3])
    undo = tmp_path / "undo.json"
    members = people.free[2:5] if state != "absent" else people.free[:2]
    succeed("zoom_group_member", {"group": "Team", "members": members, "state": state, "undo_file": str(undo)})
    assert members_of("Team") != sorted(people.free[:3])
    succeed("zoom_group_member", json.loads(undo.read_text()))
    assert members_of("Team") == sorted(people.free[:3])
