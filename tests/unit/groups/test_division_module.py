# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.interrupt import Interrupt

NAMES = ["Africa", "<script>alert(1)</script>", "{division:x}", "Südamerika 東京", "  spaces around  ", "x" * 128]


def division(simulator, name):
    return next((entry for entry in simulator.state()["divisions"] if entry["name"] == name), None)


def people_in(simulator, name):
    identifier = division(simulator, name)["id"]
    return sorted(user["email"] for user in simulator.state()["users"] if user["division_id"] == identifier)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_created_changed_and_deleted(simulator, converge, succeed, name):
    created = converge("zoom_division", {"name": name, "description": "First"})
    assert created["division"] == {
        "id": division(simulator, name.strip())["id"],
        "name": name.strip(),
        "description": "First",
        "is_main": False,
        "total_members": 0,
    }
    converge("zoom_division", {"name": name, "description": ""})
    converge("zoom_division", {"name": name, "new_name": "Another name", "description": "Second"})
    assert division(simulator, "Another name")["description"] == "Second"
    assert succeed("zoom_division_info", {"name": "another NAME"})["divisions"][0]["description"] == "Second"
    assert converge("zoom_division", {"name": "Another name", "state": "absent"})["division"] == {}


def test_people_join_and_leave_their_former_division(simulator, converge, people):
    wanted = people.active[:35]
    result = converge("zoom_division", {"name": "Africa", "members": wanted})
    assert sorted(result["added"]) == sorted(wanted)
    assert result["step_counts"] == {"assign users to division": 2, "create division": 1, "total": 3}
    assert people_in(simulator, "Africa") == sorted(wanted)
    moved = converge("zoom_division", {"name": "Asia", "members": wanted[:2] + wanted[1:3]})
    assert moved["diff"]["before"]["members"] == dict.fromkeys(wanted[:3], "Africa")


def test_pending_inactive_and_unknown_people(simulator, fail, people):
    args = {
        "name": "Africa",
        "members": [people.pending[0], people.inactive[0], "nobody@example.com", people.active[0]],
    }
    for check_mode in (True, False):
        result = fail("zoom_division", args, check_mode=check_mode)
        assert result["unknown"] == ["nobody@example.com"] and result["added"] == people.active[:1]
        assert [entry["reason"] for entry in result["deferred"]] == ["pending", "inactive"]
    assert people_in(simulator, "Africa") == people.active[:1]


def test_a_division_with_people_needs_a_place_for_them(simulator, fail, converge, succeed, people):
    succeed("zoom_division", {"name": "Africa", "members": people.active[:31]})
    absent = {"name": "Africa", "state": "absent"}
    message = fail("zoom_division", absent)["msg"]
    assert "has 31 members" in message and "move_members_to" in message
    assert "to be deleted" in fail("zoom_division", {**absent, "move_members_to": "africa"})["msg"]
    assert "no division 'X'" in fail("zoom_division", {**absent, "move_members_to": "X"})["msg"]
    result = converge("zoom_division", {**absent, "move_members_to": "North"})
    assert result["step_counts"] == {"assign users to division": 2, "delete division": 1, "total": 3}
    assert set(people.active[:31]) <= set(people_in(simulator, "North"))


@pytest.mark.parametrize("count", [{}, {"total_members": None}, {"total_members": "2"}, {"total_members": 0}])
def test_a_count_that_tells_nothing_lets_no_division_go(simulator, succeed, fail, people, count):
    made = succeed("zoom_division", {"name": "Africa", "members": people.active[:2]})["division"]
    shown = {"division_id": made["id"], "division_name": "Africa", **count}
    body = {"divisions": [shown], "next_page_token": ""}
    simulator.clear_requests()
    simulator.faults([{"method": "GET", "path": r"/v2/divisions$", "times": 9, "status": 200, "body": body}])
    assert "has 2 members" in fail("zoom_division", {"name": "Africa", "state": "absent"})["msg"]
    assert simulator.writes() == []


def test_people_of_the_main_division_are_in_it(succeed, people):
    main = next(entry["name"] for entry in succeed("zoom_division_info")["divisions"] if entry["is_main"])
    members = succeed("zoom_division_info", {"name": main, "members": True})["divisions"][0]["members"]
    result = succeed("zoom_division", {"name": main, "members": [email for email in people.active if email in members]})
    assert not result["changed"] and result["added"] == []


def test_where_moving_fails_the_division_stays(simulator, fail, succeed, people, monkeypatch):
    succeed("zoom_division", {"name": "Africa", "members": people.active[:2]})
    body = {"code": 300, "message": "Refused."}
    simulator.faults([{"method": "POST", "path": "/divisions/.*/users", "times": 9, "status": 400, "body": body}])
    simulator.clear_requests()
    result = fail("zoom_division", {"name": "Africa", "state": "absent", "move_members_to": "North"})
    assert "Refused." in result["msg"]
    assert "DELETE" not in [entry["method"] for entry in simulator.writes()]


def test_zoom_took_them_and_does_not_show_them(simulator, fail, people, monkeypatch):
    monkeypatch.setattr(Interrupt, "sleep", lambda _self, _seconds: None)
    simulator.faults([{"method": "POST", "path": "/users", "times": 1, "status": 201, "body": {"ids": ""}}])
    result = fail("zoom_division", {"name": "Africa", "members": people.active[:2]})
    assert "does not show them" in result["msg"] and result["added"] == []


def test_what_cannot_be_read_back_is_a_warning(simulator, succeed):
    body = {"code": 300, "message": "Broken."}
    simulator.faults([{"method": "GET", "path": "/divisions/.", "times": 9, "status": 400, "body": body}])
    assert "could not be read back" in str(succeed("zoom_division", {"name": "Africa"})["warnings"])


def test_the_main_division_stays(fail, succeed):
    main = next(entry["name"] for entry in succeed("zoom_division_info")["divisions"] if entry["is_main"])
    assert "main division" in fail("zoom_division", {"name": main, "state": "absent"}, check_mode=True)["msg"]


def test_wrong_combinations_are_found_before_any_request(simulator, fail):
    args = {"name": "x" * 129, "new_name": "y", "description": "z", "members": ["", "a@b.org"], "state": "absent"}
    places = {finding["place"] for finding in fail("zoom_division", args)["findings"]}
    assert places == {"name", "new_name", "description", "members", "members[1]"}
    assert "move_members_to" in fail("zoom_division", {"name": "x", "move_members_to": "y"})["msg"]
    assert simulator.requests() == []


def test_by_id(converge, succeed, fail):
    made = succeed("zoom_division", {"name": "Africa"})["division"]
    assert not succeed("zoom_division", {"id": made["id"], "name": "whatever"})["changed"]
    converge("zoom_division", {"id": made["id"], "new_name": "AF", "description": "By id"})
    assert succeed("zoom_division_info", {"id": made["id"]})["divisions"][0]["total_members"] == 0
    assert succeed("zoom_division_info", {"id": "AAAAAAAAAAAAAAAAAAAAAA"})["divisions"] == []
    assert "no division with id" in fail("zoom_division", {"id": "AAAAAAAAAAAAAAAAAAAAAA"})["msg"]
    converge("zoom_division", {"id": made["id"], "state": "absent"})


def test_info_reads_who_is_inside(simulator, succeed, people):
    succeed("zoom_division", {"name": "Africa", "members": people.active[:3]})
    divisions = succeed("zoom_division_info", {"name": "Africa", "members": True})["divisions"]
    assert divisions[0]["members"] == sorted(people.active[:3])


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_a_lost_answer_is_settled_by_reading(simulator, succeed, monkeypatch, method):
    monkeypatch.setattr(Interrupt, "sleep", lambda _self, _seconds: None)
    args = {
        "POST": {"name": "Lost"},
        "PATCH": {"name": "Old", "new_name": "Lost"},
        "DELETE": {"name": "Old", "state": "absent"},
    }
    if method != "POST":
        succeed("zoom_division", {"name": "Old"})
    simulator.faults([{"method": method, "path": "/v2/divisions", "times": 1, "after": True, "reset": True}])
    assert succeed("zoom_division", args[method])["changed"]
    names = [entry["name"] for entry in simulator.state()["divisions"]]
    assert names.count("Lost") == (method != "DELETE") and "Old" not in names


@pytest.mark.simulator("--users", "50", "--groups", "5", "--no-rate-limits", "--lag-ms", "1200")
def test_with_lag(converge, people):
    converge("zoom_division", {"name": "Slow", "members": people.active[:2]})
    converge("zoom_division", {"name": "Slow", "state": "absent", "move_members_to": "North"})


def test_undo_file_is_valid_input(simulator, succeed, people, tmp_path):
    undo = tmp_path / "undo.json"
    succeed("zoom_division", {"name": "Africa", "description": "D", "members": people.active[:2]})
    args = {"name": "Africa", "state": "absent", "move_members_to": "North", "undo_file": str(undo)}
    succeed("zoom_division", args)
    succeed("zoom_division", json.loads(undo.read_text()))
    assert people_in(simulator, "Africa") == sorted(people.active[:2])
    assert division(simulator, "Africa")["description"] == "D"
