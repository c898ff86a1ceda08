# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What assistants alone do: private events, the other side, licences, the user who cannot have any."""

from __future__ import annotations

import json

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.interrupt import Interrupt

OWNER = "owner@example.com"
FLAG = "can_manage_host_private_event"


@pytest.fixture
def licensed(simulator):
    """Emails of active people, all of them licensed."""
    users = simulator.state()["users"]
    people = [user for user in users[1:] if user["status"] == "active"]
    for user in people:
        user["type"] = 2
    simulator.put_state({"users": users})
    return [user["email"] for user in people]


@pytest.fixture
def grants(simulator):
    """Email → flag of the assistants of the owner."""

    def read():
        users = {user["id"]: user for user in simulator.state()["users"]}
        owner = next(user for user in users.values() if user["email"] == OWNER)
        return {users[key]["email"]: flag for key, flag in owner.get("assistants", {}).items()}

    return read


def test_private_events_are_given_changed_and_left(converge, licensed, grants):
    first, second, third = licensed[:3]

    def run(*assistants, **more):
        return converge("zoom_user_assistant", {"user": OWNER, "assistants": list(assistants), **more})

    run(first, {"email": second, FLAG: True}, {"email": third.upper(), FLAG: "no"})
    assert grants() == {first: False, second: True, third: False}
    changed = run({"email": first, FLAG: True}, second)
    assert (changed["updated"], changed["added"], changed["removed"]) == ([first], [], [])
    assert changed["diff"] == {"before": {first: {FLAG: False}}, "after": {first: {FLAG: True}}}
    run({"email": first, FLAG: False}, state="exact")
    assert grants() == {first: False}


def test_undo_gives_private_events_back(succeed, licensed, grants, tmp_path):
    first, second = licensed[:2]
    undo = tmp_path / "undo.json"
    succeed("zoom_user_assistant", {"user": OWNER, "assistants": [{"email": first, FLAG: True}]})
    args = {"user": OWNER, "assistants": [{"email": first, FLAG: False}, second], "undo_file": str(undo)}
    succeed("zoom_user_assistant", args)
    succeed("zoom_user_assistant", json.loads(undo.read_text()))
    assert grants() == {first: True}


def test_all_go_with_one_request(converge, succeed, licensed, grants):
    succeed("zoom_user_assistant", {"user": OWNER, "assistants": licensed[:4]})
    args = {"user": OWNER, "assistants": [], "state": "exact", "allow_empty": True}
    assert converge("zoom_user_assistant", args)["step_counts"]["total"] == 1
    assert grants() == {}
    for person in licensed[:3]:
        succeed("zoom_user_assistant", {"user": person, "assistants": [OWNER]})
    args = {"user": OWNER, "schedulers": [], "state": "exact", "allow_empty": True}
    assert converge("zoom_user_assistant", args)["step_counts"]["total"] == 1


def test_dictionaries_come_as_text(succeed, licensed, grants):
    text = json.dumps([{"email": licensed[0], FLAG: True}, licensed[1]])
    succeed("zoom_user_assistant", {"user": OWNER, "assistants": text})
    assert grants() == {licensed[0]: True, licensed[1]: False}


WRONG = {
    "oneself": ([OWNER.upper()], "assistants[1]"),
    "nothing named": ([{FLAG: True}], "assistants[1]"),
    "an unknown key": ([{"email": "a@example.com", "can_manage": True}], "assistants[1].can_manage"),
    "no boolean": ([{"email": "a@example.com", FLAG: "maybe"}], f"assistants[1].{FLAG}"),
    "no text": ([["a@example.com"]], "assistants[1]"),
    "two values": ([{"email": "a@x.org", FLAG: True}, {"email": "A@x.org", FLAG: False}], "assistants[2]"),
}


@pytest.mark.parametrize("inside", [False, True])
def test_two_people_in_one_entry(simulator, fail, succeed, licensed, inside):
    users = {user["email"]: user["id"] for user in simulator.state()["users"]}
    first, second = licensed[:2]
    if inside:
        succeed("zoom_user_assistant", {"user": OWNER, "assistants": [first]})
    simulator.clear_requests()
    result = fail("zoom_user_assistant", {"user": OWNER, "assistants": [{"email": first, "id": users[second]}]})
    assert result["findings"][0]["place"] == "assistants[1]" and "names two people" in result["msg"]
    assert simulator.writes() == []
    succeed("zoom_user_assistant", {"user": OWNER, "assistants": [{"email": first, "id": users[first]}]})


@pytest.mark.parametrize(("assistants", "place"), WRONG.values(), ids=WRONG)
def test_wrong_input_is_told_at_once(simulator, fail, assistants, place):
    result = fail("zoom_user_assistant", {"user": OWNER, "assistants": assistants})
    assert place in [one["place"] for one in result["findings"]]
    assert simulator.requests() == []


def test_wrong_people(simulator, fail, licensed, people):
    assert "nobody in the account is" in fail("zoom_user_assistant", {"user": "x@y.org", "assistants": ["z"]})["msg"]
    itself = fail("zoom_user_assistant", {"user": licensed[0], "assistants": [people.id(licensed[0])]})
    assert "is the user" in itself["msg"]
    assert simulator.writes() == []


def test_who_cannot_yet_is_deferred(succeed, licensed, people):
    result = succeed("zoom_user_assistant", {"user": OWNER, "assistants": [people.pending[0], people.inactive[0]]})
    assert [one["reason"] for one in result["deferred"]] == ["pending", "inactive"]
    result = succeed("zoom_user_assistant", {"user": people.inactive[0], "assistants": licensed[:1]})
    assert (result["deferred"], result["changed"]) == ([{"member": licensed[0], "reason": "inactive"}], False)


def test_one_without_a_licence_stops_nobody_else(simulator, fail, licensed, grants):
    users = simulator.state()["users"]
    next(user for user in users if user["email"] == licensed[1])["type"] = 1
    simulator.put_state({"users": users})
    result = fail("zoom_user_assistant", {"user": OWNER, "assistants": licensed[:4]})
    assert result["added"] == [licensed[0], *licensed[2:4]] and "Licensed user" in result["msg"]
    assert sorted(grants()) == sorted(result["added"])


def test_a_flag_that_zoom_does_not_keep_is_unapplied(simulator, succeed, fail, licensed, monkeypatch):
    monkeypatch.setattr(Interrupt, "sleep", lambda _self, _seconds: None)
    succeed("zoom_user_assistant", {"user": OWNER, "assistants": [licensed[0]]})
    simulator.faults([{"method": "POST", "path": "/assistants", "times": 1, "status": 201, "body": {"ids": ""}}])
    result = fail("zoom_user_assistant", {"user": OWNER, "assistants": [{"email": licensed[0], FLAG: True}]})
    assert result["unapplied"] == [{"member": licensed[0], "wanted": {FLAG: True}, "actual": "not shown"}]
    assert "Run again; if it stays so, look at it" in result["msg"]
