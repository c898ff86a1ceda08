# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.interrupt import Interrupt

NAMES = [
    "Sales Team",
    "<script>alert(1)</script>",
    "{group:x}",
    "Vertrieb Zürich 東京 🚀",
    "  spaces around  ",
    "slash/percent%2F?query#x",
    "quote\"'`${HOME}",
    "x" * 127,
]


def named(simulator, name):
    return [group for group in simulator.state()["groups"] if group["name"] == name]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_created_renamed_and_deleted(simulator, converge, succeed, name):
    created = converge("zoom_group", {"name": name})
    assert created["group"]["name"] == name.strip() and created["step_counts"] == {"create group": 1, "total": 1}
    assert len(named(simulator, name.strip())) == 1
    converge("zoom_group", {"name": name, "new_name": "Another name"})
    converge("zoom_group", {"name": "Another name", "new_name": name})
    assert succeed("zoom_group_info", {"name": name})["groups"] == [created["group"]]
    assert converge("zoom_group", {"name": name, "state": "absent"})["group"] == {}
    assert succeed("zoom_group_info", {"name": name})["groups"] == []


def test_check_mode_shows_the_symbol_for_an_id_yet_to_be_given(succeed):
    assert succeed("zoom_group", {"name": "New"}, check_mode=True)["group"] == {
        "id": "{group:New}",
        "name": "New",
        "total_members": 0,
    }


def test_case_and_outer_spaces_do_not_make_a_second_group(succeed):
    succeed("zoom_group", {"name": "Night Shift"})
    assert not succeed("zoom_group", {"name": " night shift "})["changed"]


def test_all_wrong_input_is_found_at_once_and_nothing_is_asked(simulator, fail):
    result = fail("zoom_group", {"name": " ", "new_name": "x" * 128, "state": "absent", "undo_file": "/dev/null/x"})
    assert {finding["place"] for finding in result["findings"]} == {"name", "new_name", "undo_file"}
    assert simulator.requests() == []


@pytest.mark.parametrize("args", [{}, {"name": "x", "state": "gone"}, {"name": "x", "nam": "y"}])
def test_wrong_options(simulator, fail, args):
    assert fail("zoom_group", args)["findings"]
    assert simulator.requests() == []


def test_an_id_finds_a_group_by_one_read(simulator, converge, succeed, fail):
    group = succeed("zoom_group_info")["groups"][0]
    simulator.clear_requests()
    assert succeed("zoom_group", {"id": group["id"]})["requests"] == {"GET": 1}
    converge("zoom_group", {"id": group["id"], "name": "not looked at", "new_name": "By id"})
    assert "there is no group with id" in fail("zoom_group", {"id": "AAAAAAAAAAAAAAAAAAAAAA"})["msg"]
    assert not succeed("zoom_group", {"id": "AAAAAAAAAAAAAAAAAAAAAA", "state": "absent"})["changed"]


def test_a_group_with_members_goes_only_by_force(put_into, people, fail, converge):
    put_into("Doomed", people.free[:2])
    assert "has 2 members" in fail("zoom_group", {"name": "Doomed", "state": "absent"})["msg"]
    assert "has 2 members" in fail("zoom_group", {"name": "Doomed", "state": "absent"}, check_mode=True)["msg"]
    converge("zoom_group", {"name": "Doomed", "state": "absent", "force": True})


COUNTS: dict[str, dict[str, Any]] = {
    "missing": {},
    "null": {"total_members": None},
    "a text": {"total_members": "nine"},
    "stale": {"total_members": 0},
}


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("by", ["name", "id"])
def test_a_count_that_tells_nothing_lets_no_group_of_nine_go(simulator, put_into, people, fail, members_of, count, by):
    put_into("Nine", people.free[:9])
    identifier = named(simulator, "Nine")[0]["id"]
    group = {"id": identifier, "name": "Nine", **COUNTS[count]}
    body = {"groups": [group], "next_page_token": ""} if by == "name" else group
    simulator.faults([{"method": "GET", "path": r"/v2/groups(/[^/]*)?$", "times": 9, "status": 200, "body": body}])
    args = {"name": "Nine", "state": "absent"} if by == "name" else {"id": identifier, "state": "absent"}
    assert "has 9 members" in fail("zoom_group", args)["msg"]
    assert simulator.writes() == [] and len(members_of("Nine")) == 9


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 400, "body": {"code": 300, "message": "Broken."}},
        {"status": 200, "body": {"members": [], "total_records": 9, "next_page_token": ""}},
    ],
)
def test_members_who_cannot_be_read_keep_their_group(simulator, put_into, people, fail, answer):
    put_into("Nine", people.free[:9])
    group = {"id": named(simulator, "Nine")[0]["id"], "name": "Nine"}
    simulator.faults(
        [
            {"method": "GET", "path": r"/v2/groups$", "times": 9, "status": 200, "body": {"groups": [group]}},
            {"method": "GET", "path": "/members", "times": 9, **answer},
        ]
    )
    message = fail("zoom_group", {"name": "Nine", "state": "absent"})["msg"]
    assert "Broken." in message or "does not say reliably whether anybody is in the group" in message
    assert simulator.writes() == [] and named(simulator, "Nine")


def test_two_groups_of_one_name_are_told_apart_by_id_only(simulator, fail):
    groups = [{"id": "first", "name": "Twins", "members": []}, {"id": "second", "name": "TWINS ", "members": []}]
    simulator.put_state({"groups": groups})
    assert "first, second" in fail("zoom_group", {"name": "twins"})["msg"]


def test_undo_file_is_valid_input(simulator, succeed, tmp_path):
    undo = tmp_path / "undo.json"
    for args in (
        {"name": "Temp"},
        {"name": "Sales", "new_name": "Sold"},
        {"name": "Sold", "state": "absent", "force": True},
    ):
        before = sorted(group["name"] for group in simulator.state()["groups"])
        succeed("zoom_group", {**args, "undo_file": str(undo)})
        assert undo.stat().st_mode & 0o777 == 0o600
        succeed("zoom_group", json.loads(undo.read_text()))
        assert sorted(group["name"] for group in simulator.state()["groups"]) == before
        undo.unlink()
        if args.get("state") != "absent":
            succeed("zoom_group", args)


def test_read_only_plans_and_sends_nothing(simulator, succeed):
    simulator.clear_requests()
    result = succeed("zoom_group", {"name": "Unborn", "read_only": True})
    assert result["changed"] and result["step_counts"]["total"] == 1
    assert simulator.writes() == []


@pytest.mark.parametrize("fault", [{"reset": True}, {"truncate": 1}, {"status": 502}])
@pytest.mark.parametrize(
    ("method", "args"),
    [
        ("POST", {"name": "Lost"}),
        ("PATCH", {"name": "Sales", "new_name": "Lost"}),
        ("DELETE", {"name": "Sales", "state": "absent", "force": True}),
    ],
)
def test_a_lost_answer_is_settled_by_reading(simulator, succeed, monkeypatch, method, args, fault):
    monkeypatch.setattr(Interrupt, "sleep", lambda _self, _seconds: None)
    simulator.faults([{"method": method, "path": "/v2/groups", "times": 1, "after": True, **fault}])
    assert succeed("zoom_group", args)["changed"]
    assert [entry["method"] for entry in simulator.writes()].count(method) >= 1
    names = [group["name"] for group in simulator.state()["groups"]]
    assert names.count("Lost") == (method != "DELETE") and ("Sales" in names) == (method == "POST")


def test_a_refusal_says_what_zoom_said(simulator, fail):
    simulator.faults(
        [{"method": "POST", "path": "/v2/groups", "times": 1, "status": 400, "body": {"code": 300, "message": "Nope."}}]
    )
    result = fail("zoom_group", {"name": "Refused"})
    assert "HTTP 400, code 300: Nope." in result["msg"]
    assert result["failures"][0]["zoom_error"]["operation"] == "createGroup"
    assert result["group"] == {} or result["group"]["id"] == "{group:Refused}"


@pytest.mark.simulator("--users", "50", "--groups", "5", "--no-rate-limits", "--lag-ms", "1200")
def test_with_lag_the_next_task_still_finds_what_was_made(converge, people, members_of):
    converge("zoom_group", {"name": "Lagging"})
    converge("zoom_group_member", {"group": "Lagging", "members": people.free[:2]})
    assert members_of("Lagging") == sorted(people.free[:2])
    converge("zoom_group_member", {"group": "Lagging", "members": people.free[:1], "state": "absent"})
    converge("zoom_group", {"name": "Lagging", "state": "absent", "force": True})


@pytest.mark.simulator("--users", "50", "--groups", "5", "--no-rate-limits", "--lag-ms", "1500")
def test_a_name_that_somebody_took_meanwhile_is_no_error(simulator, succeed):
    import requests

    token = requests.post(
        f"{simulator.url}/oauth/token",
        auth=("sim-client", "sim-secret"),
        data={"grant_type": "account_credentials", "account_id": "sim-account"},
        timeout=60,
    ).json()["access_token"]
    requests.post(
        f"{simulator.url}/v2/groups", json={"name": "Race"}, headers={"Authorization": f"Bearer {token}"}, timeout=60
    )
    result = succeed("zoom_group", {"name": "Race"})
    assert not result["changed"] and result["group"]["name"] == "Race"


def test_info(simulator, succeed, people):
    simulator.clear_requests()
    everything = succeed("zoom_group_info")
    assert everything["requests"] == {"GET": 1} and not everything["changed"]
    first = everything["groups"][0]
    one = succeed("zoom_group_info", {"id": first["id"], "members": True})["groups"]
    assert one[0]["id"] == first["id"] and len(one[0]["members"]) == first["total_members"]
    assert succeed("zoom_group_info", {"id": "AAAAAAAAAAAAAAAAAAAAAA"})["groups"] == []
    assert succeed("zoom_group_info", {"name": "nobody"})["groups"] == []
    assert succeed("zoom_group_info", check_mode=True)["groups"] == everything["groups"]
