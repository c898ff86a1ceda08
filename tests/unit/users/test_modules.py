# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_user, zoom_users and zoom_user_info against a simulated account."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import waits
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

GROUPS = [{"id": "g1", "name": "Sales"}, {"id": "g2", "name": "Support"}]
DIVISIONS = [{"id": "d1", "name": "Main", "main": True}, {"id": "d2", "name": "Europe"}]
OWNER = {"id": "owner", "email": "owner@example.com", "type": 2, "role_id": "0", "status": "active"}
ADA = {
    "id": "ada", "email": "ada@example.com", "type": 2, "status": "active", "first_name": "Ada", "dept": "Sales",
    "role_id": "2", "group_ids": ["g1"],
}  # fmt: skip


def user(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "email": f"{name}@example.com", "type": 1, "status": "active", "role_id": "2", **more}


@pytest.fixture
def account(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> Simulator:
    """Ada, the owner, Bob and Cy; nothing here lags for long."""
    simulator.put_state({
        "groups": GROUPS,
        "divisions": DIVISIONS,
        "users": [OWNER, ADA, user("bob", type=2), user("cy", status="inactive")],
        "account": {"managed_domains": ["example.com"]},
    })  # fmt: skip
    simulator.clear_requests()
    monkeypatch.setattr(waits, "FRESH", (0.05, 0.1, 0.2))
    monkeypatch.setattr(waits, "MEMBERS", (0.0, 0.05, 0.1, 0.2))
    return simulator


def people(simulator: Simulator) -> dict[str, dict[str, Any]]:
    return {found["email"]: found for found in simulator.state()["users"]}


def sent(simulator: Simulator) -> list[str]:
    return [f"{entry['method']} {entry['path'].removeprefix('/v2')}" for entry in simulator.api_requests()]


# -- zoom_user ---------------------------------------------------------------------------------------------------


def test_one_user_in_check_mode_and_then(account: Simulator, succeed: RunModule) -> None:
    wanted = {
        "email": "new@example.com", "create_action": "autoCreate", "password": "Secret123", "type": "licensed",
        "first_name": "Neu", "dept": "IT", "groups": ["Sales", "Support"], "division": "Europe",
    }  # fmt: skip
    planned = succeed("zoom_user", wanted, check_mode=True)
    assert account.writes() == []
    done = succeed("zoom_user", wanted)
    assert planned["steps"] == done["steps"]
    assert planned["diff"] == done["diff"]
    assert "Secret123" not in json.dumps(done)
    assert planned["user"]["id"] == "{user:new@example.com}"
    assert done["user"] == {**planned["user"], "id": people(account)["new@example.com"]["id"]}
    assert done["user"]["groups"] == ["Sales", "Support"]
    assert people(account)["new@example.com"]["group_ids"] == ["g1", "g2"]
    again = succeed("zoom_user", wanted)
    assert (again["changed"], again["action"], again["steps"]) == (False, "unchanged", [])


def test_an_unchanged_user_costs_one_request(account: Simulator, succeed: RunModule) -> None:
    result = succeed("zoom_user", {"email": "ADA@example.com", "dept": "Sales", "type": "licensed"})
    assert sent(account) == ["GET /users/ADA@example.com"]
    assert result["requests"] == {"GET": 1}
    assert result["user"]["dept"] == "Sales"


def test_undo_file_gives_the_previous_values_back(account: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    before = people(account)["ada@example.com"]
    undo = tmp_path / "undo.json"
    succeed(
        "zoom_user",
        {
            "email": "ada@example.com", "dept": "IT", "first_name": "", "type": "basic", "division": "Europe",
            "groups": ["Support"], "groups_managed": ["*"], "new_email": "countess@example.com", "undo_file": str(undo),
        },
    )  # fmt: skip
    assert stat.S_IMODE(undo.stat().st_mode) == 0o600
    row = json.loads(undo.read_text())
    assert row["new_email"] == "ada@example.com"
    succeed("zoom_user", row)
    after = people(account)["ada@example.com"]
    assert after["division_id"] in ("", "d1")
    after.pop("email_changes")  # the account remembers them, since it counts them
    assert {**after, "division_id": ""} == {**before, "division_id": ""}


def test_what_waits_is_not_a_change(account: Simulator, succeed: RunModule) -> None:
    result = succeed("zoom_user", {"email": "cy@example.com", "type": "licensed", "groups": ["Sales"]})
    assert (result["changed"], result["deferred"]) == (False, "inactive")
    assert result["deferred_fields"] == ["groups", "type"]
    active = succeed("zoom_user", {"email": "cy@example.com", "type": "licensed", "status": "active"})
    assert active["user"]["status"] == "active"
    assert people(account)["cy@example.com"]["type"] == 2
    assert sent(account)[-3:] == ["PUT /users/cy/status", "PATCH /users/cy", "GET /users/cy"]


def test_an_error_of_the_plan_is_the_message(account: Simulator, fail: RunModule) -> None:
    result = fail("zoom_user", {"email": "ada@example.com", "groups": ["Salse"]})
    assert result["msg"] == "there is no group 'Salse'. Did you mean Sales?"
    assert account.writes() == []


def test_every_finding_at_once_and_no_request(account: Simulator, fail: RunModule) -> None:
    result = fail("zoom_user", {"email": "ada", "state": "absent", "undo_file": "/dev/null/at/all"})
    assert [finding["place"] for finding in result["findings"]] == ["undo_file", "email", "absent_action"]
    assert sent(account) == []


def test_removal(account: Simulator, succeed: RunModule, fail: RunModule) -> None:
    leave = {"email": "ada@example.com", "state": "absent", "absent_action": "delete"}
    assert "transfer_to" in fail("zoom_user", leave)["msg"]
    assert "no user nobody@" in fail("zoom_user", {**leave, "transfer_to": "nobody@example.com"})["msg"]
    assert "is inactive" in fail("zoom_user", {**leave, "transfer_to": "cy@example.com"})["msg"]
    result = succeed("zoom_user", {**leave, "transfer_to": "bob@example.com"})
    assert (result["user"], result["action"]) == ({}, "removed")
    assert "ada@example.com" not in people(account)
    assert not succeed("zoom_user", {**leave, "transfer_to": "bob@example.com"})["changed"]


@pytest.mark.parametrize("switch", ["member", "primary", "target"])
def test_the_primary_group_whatever_the_path_must_name(account: Simulator, succeed: RunModule, switch: str) -> None:
    account.put_state({"switches": {"set_primary_path": switch}})
    succeed("zoom_user", {"email": "ada@example.com", "primary_group": "Support"})
    assert people(account)["ada@example.com"]["group_ids"][0] == "g2"
    assert not succeed("zoom_user", {"email": "ada@example.com", "primary_group": "Support"})["changed"]


# -- zoom_users --------------------------------------------------------------------------------------------------


def test_what_zoom_refuses_stops_only_itself(account: Simulator, fail: RunModule) -> None:
    account.faults([{"method": "POST", "path": "/users$", "times": 1, "status": 400,
                     "body": {"code": 1009, "message": "The user already holds an active account."}}])  # fmt: skip
    rows: list[dict[str, Any]] = [
        {"email": "one@example.com", "create_action": "custCreate", "groups": ["Sales"], "dept": "IT"},
        {"email": "ada@example.com", "dept": "IT"},
        {"email": "bob@example.com", "groups": ["Sales"]},
    ]
    result = fail("zoom_users", {"users": rows})
    assert [(shown["email"], shown["changed"], bool(shown["error"])) for shown in result["users"]] == [
        ("one@example.com", False, True),
        ("ada@example.com", True, False),
        ("bob@example.com", True, False),
    ]
    assert result["summary"]["errors"] == 1
    assert result["summary"]["updated"] == 2
    assert "already holds" in result["msg"]
    assert people(account)["bob@example.com"]["group_ids"] == ["g1"]


def test_a_row_in_error_leaves_the_others_and_fails_at_the_end(account: Simulator, fail: RunModule) -> None:
    rows: list[dict[str, Any]] = [
        {"email": "ada@example.com", "groups": ["Nowhere"]},
        {"email": "bob@example.com", "dept": "IT"},
        {"email": "cy@example.com", "state": "absent", "absent_action": "delete", "allow_data_loss": True},
    ]
    result = fail("zoom_users", {"users": rows})
    assert people(account)["bob@example.com"]["dept"] == "IT"
    assert "cy@example.com" in people(account)
    assert "users[1], ada@example.com: there is no group 'Nowhere'" in result["msg"]
    assert "was not removed, because users[1] (ada@example.com) is in error" in result["users"][-1]["error"]


@pytest.mark.parametrize("policy", ["fail", "basic"])
def test_out_of_licences(account: Simulator, run_module: RunModule, policy: str) -> None:
    account.put_state({"account": {"seats": 4}})  # owner, Ada and Bob have one each
    rows: list[dict[str, Any]] = [
        *(
            {"email": f"n{number}@example.com", "create_action": "custCreate", "type": "licensed"}
            for number in range(3)
        ),
        {"email": "n9@example.com", "create_action": "custCreate"},
        {"email": "cy@example.com", "status": "active", "type": "licensed"},
    ]
    result = run_module("zoom_users", {"users": rows, "license_shortage": policy})
    summary, found = result["summary"], people(account)
    assert "n9@example.com" in found
    assert found["cy@example.com"]["status"] == "active"
    licensed = [email for email, person in found.items() if person["type"] == 2]
    assert len(licensed) == 4
    if policy == "fail":
        assert result["failed"]
        assert summary["errors"] == 3
    else:
        assert not result.get("failed")
        assert {f"n{number}@example.com" for number in range(3)} < set(found)
        assert summary["deferred"] == 3
        assert {shown["deferred"] for shown in result["users"]} == {"", "license"}
        account.put_state({"account": {"seats": 10}})
        later = run_module("zoom_users", {"users": rows, "license_shortage": policy})
        assert later["summary"]["updated"] == 3


def test_licences_that_leavers_free_are_taken_by_newcomers(account: Simulator, succeed: RunModule) -> None:
    account.put_state({"account": {"seats": 3}})
    rows: list[dict[str, Any]] = [
        {"email": "new@example.com", "create_action": "custCreate", "type": "licensed"},
        {"email": "bob@example.com", "state": "absent", "absent_action": "deactivate"},
    ]
    result = succeed("zoom_users", {"users": rows})
    assert result["summary"]["licenses_taken"] == result["summary"]["licenses_freed"] == 1
    assert people(account)["bob@example.com"]["status"] == "inactive"


def test_answers_that_name_nobody_are_checked(account: Simulator, succeed: RunModule) -> None:
    account.put_state({"switches": {"member_ids": "empty"}})
    rows = [{"email": email, "groups": ["Sales", "Support"], "division": "Europe"} for email in people(account)
            if not email.startswith(("cy", "owner"))]  # fmt: skip
    succeed("zoom_users", {"users": rows})
    assert {person["division_id"] for email, person in people(account).items() if email[:3] in ("ada", "bob")} == {"d2"}
    reads_after = [line for line in sent(account)[-6:] if line.startswith("GET")]
    assert reads_after, "nothing was read back"


def test_whoever_did_not_join_is_sent_again_and_named_if_in_vain(account: Simulator, fail: RunModule) -> None:
    account.faults([{"method": "POST", "path": "/groups/g2/members", "times": 5, "status": 201,
                     "body": {"ids": "", "added_at": "2026-01-01T00:00:00Z"}}])  # fmt: skip
    result = fail("zoom_users", {"users": [{"email": "ada@example.com", "groups": ["Support"], "dept": "IT"}]})
    assert "reading does not show it" in result["users"][0]["error"]
    assert people(account)["ada@example.com"]["dept"] == "IT"
    assert sum(line == "POST /groups/g2/members" for line in sent(account)) == 2


@pytest.mark.simulator("--users", "5", "--groups", "2", "--seed", "1", "--no-rate-limits", "--lag-ms", "300")
def test_a_service_that_lags(simulator: Simulator, succeed: RunModule) -> None:
    rows: list[dict[str, Any]] = [
        {"email": f"n{number}@example.com", "create_action": "custCreate", "dept": "IT", "groups": ["Fresh", "Sales"],
         "division": "North"}
        for number in range(5)
    ]  # fmt: skip
    arguments = {"users": rows, "create_missing": ["groups", "divisions"]}
    assert succeed("zoom_users", arguments)["summary"]["created"] == 5
    simulator.clock(2)
    assert not succeed("zoom_users", arguments)["changed"]


def test_a_list_prunes_within_its_fuses(account: Simulator, fail: RunModule, succeed: RunModule) -> None:
    account.put_state({"users": [OWNER, *(user(f"p{number}", group_ids=["g1"]) for number in range(6))]})
    asked = {"users": [{"email": "p0@example.com"}], "prune": True, "prune_scope": {"group": "Sales"}, "min_rows": 1}
    blown = fail("zoom_users", {**asked, "max_removals": 4, "max_removals_percent": 90})
    assert "5 people (5 deactivations); 4 are allowed" in blown["msg"]
    assert account.writes() == []
    assert "min_rows" in fail("zoom_users", {**asked, "min_rows": 2})["msg"]
    planned = succeed("zoom_users", {**asked, "max_removals_percent": 90}, check_mode=True)
    done = succeed("zoom_users", {**asked, "max_removals_percent": 90})
    assert planned["steps"] == done["steps"]
    assert done["summary"]["pruned"] == 5
    assert {person["status"] for email, person in people(account).items() if email[0] == "p"} == {"active", "inactive"}


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"prune": True, "min_rows": 1}, "prune_scope"),
        ({"prune": True, "min_rows": 1, "prune_scope": {"group": "A", "account": True}}, "prune_scope"),
        ({"prune": True, "prune_scope": {"account": True}}, "min_rows"),
        ({"max_removals": -1}, "max_removals"),
        ({"max_removals_percent": 101}, "max_removals_percent"),
        ({"src": "/tmp/x.csv"}, "users"),
        (
            {"prune": True, "min_rows": 1, "prune_scope": {"account": True}, "prune_transfer_to": "a@example.com"},
            "prune_transfer_to",
        ),
        ({"defaults": {"nonsense": 1}}, "defaults.nonsense"),
    ],
)
def test_wrong_arguments(account: Simulator, fail: RunModule, more: dict[str, Any], place: str) -> None:
    result = fail("zoom_users", {"users": [{"email": "a@example.com"}], **more})
    assert [finding["place"] for finding in result["findings"]] == [place]
    assert sent(account) == []


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"users": [{"email": "ada@example.com", "role": "Admin"}]}, "users[1].role"),
        ({"defaults": {"role": "Admin", "create_action": "custCreate"}}, "defaults"),
    ],
)
def test_roles_that_may_not_be_given_stop_everything(
    account: Simulator, fail: RunModule, more: dict[str, Any], place: str
) -> None:
    result = fail("zoom_users", {"users": [{"email": "new@example.com"}], **more})
    assert [finding["place"] for finding in result["findings"]] == [place]
    assert account.writes() == []


def test_a_file_with_defaults_for_new_people(account: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    source = tmp_path / "people.csv"
    source.write_text("email,groups\nnew@example.com,Sales\nada@example.com,\ncy@example.com,\n")
    arguments = {
        "src": str(source),
        "defaults": {"create_action": "autoCreate", "type": "licensed", "dept": "All"},
        "group_defaults": {"sales": {"dept": "Selling"}},
        "reactivate": True,
        "hold": ["bob@example.com"],
        "report": "all",
    }
    result = succeed("zoom_users", arguments)
    found = people(account)
    assert (found["new@example.com"]["dept"], found["new@example.com"]["type"]) == ("Selling", 2)
    assert found["ada@example.com"]["dept"] == "Sales"
    assert found["cy@example.com"]["status"] == "active"
    assert [(shown["row"], shown["action"]) for shown in result["users"]] == [
        (2, "created"),
        (3, "unchanged"),
        (4, "updated"),
    ]
    assert not succeed("zoom_users", arguments)["changed"]


def test_reports(account: Simulator, run_module: RunModule) -> None:
    rows = [{"email": "ada@example.com", "groups": ["Nowhere"]}, {"email": "bob@example.com", "dept": "IT"}]
    shown = {
        report: [person["email"] for person in run_module("zoom_users", {"users": rows, "report": report})["users"]]
        for report in ("none", "failed", "all")
    }
    assert shown == {"none": [], "failed": ["ada@example.com"], "all": ["ada@example.com", "bob@example.com"]}


def test_undo_of_a_list_is_a_list(account: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    before = people(account)
    undo = tmp_path / "undo.json"
    rows: list[dict[str, Any]] = [
        {"email": "new@example.com", "dept": "IT"},
        {"email": "ada@example.com", "status": "inactive"},
        {"email": "bob@example.com", "groups": ["Sales"], "job_title": "Boss", "zoom_phone": True},
    ]
    succeed("zoom_users", {"users": rows, "undo_file": str(undo)})
    succeed("zoom_users", {"src": str(undo), "max_removals_percent": 100})
    after = people(account)
    assert set(after) == set(before)
    assert after["ada@example.com"] == before["ada@example.com"]
    assert after["bob@example.com"]["group_ids"] == []
    assert not after["bob@example.com"].get("job_title")


def test_the_undo_of_a_prune_comes_back_whole(account: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    leavers = [
        user("gone", type=2, dept="IT", first_name="Go", group_ids=["g1"]),
        user("away", status="inactive", dept="Old"),
        {"email": "invited@example.com", "status": "pending", "type": 1},
    ]
    account.put_state({"users": [OWNER, ADA, *leavers]})
    undo = tmp_path / "undo.json"
    arguments = {
        "users": [{"email": "ada@example.com", "groups": ["Sales"]}], "prune": True, "prune_scope": {"account": True},
        "prune_action": "delete", "prune_transfer_to": "ada@example.com", "min_rows": 1, "max_removals_percent": 100,
    }  # fmt: skip
    result = succeed("zoom_users", {**arguments, "undo_file": str(undo)})
    assert result["summary"]["removed"] == result["summary"]["pruned"] == 3
    assert "not in undo_file: invited@example.com" in str(result["warnings"])
    back = {"src": str(undo), "defaults": {"create_action": "custCreate"}}
    assert succeed("zoom_users", back)["summary"]["created"] == 2
    found = people(account)
    assert "invited@example.com" not in found
    assert (found["gone@example.com"]["type"], found["gone@example.com"]["dept"]) == (2, "IT")
    assert found["gone@example.com"]["group_ids"] == ["g1"]
    again = succeed("zoom_users", back)
    assert not again["changed"], again["diff"]


@pytest.mark.parametrize("planning", [True, False])
def test_counts_are_of_what_happened(account: Simulator, run_module: RunModule, planning: bool) -> None:
    account.put_state({"account": {"seats": 4}})  # owner, Ada and Bob have one each
    rows: list[dict[str, Any]] = [
        {"email": f"n{number}@example.com", "create_action": "custCreate", "type": "licensed"} for number in range(3)
    ]
    rows += [{"email": "cy@example.com", "state": "absent", "absent_action": "delete", "allow_data_loss": True}]
    result = run_module("zoom_users", {"users": rows}, check_mode=planning)
    summary = result["summary"]
    assert result["step_counts"]["create user"] == 3
    if planning:
        assert (summary["created"], summary["licenses_taken"], summary["removed"]) == (3, 3, 1)
        assert result["steps_done"] == {"total": 0}
    else:
        assert (summary["created"], summary["licenses_taken"], summary["removed"], summary["errors"]) == (1, 1, 1, 2)
        assert result["steps_done"] == {"create user": 1, "delete user": 1, "total": 2}


def test_read_only_plans_and_says_so(account: Simulator, succeed: RunModule) -> None:
    result = succeed("zoom_users", {"users": [{"email": "ada@example.com", "dept": "IT"}], "read_only": True})
    assert result["read_only"]
    assert result["summary"]["updated"] == 1
    assert account.writes() == []


# -- zoom_user_info ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("detail", [False, True])
def test_what_is_read_can_be_declared_as_it_is(
    account: Simulator, succeed: RunModule, detail: bool, tmp_path: Path
) -> None:
    invited = {"email": "invited@example.com", "status": "pending", "type": 1}
    admin = user("admin", role_id="1", manager="Ada", phone_numbers=[{"number": "5550100", "code": "+1"}])
    account.put_state({"users": [OWNER, ADA, user("cy", status="inactive"), invited, admin]})
    asked = {"detail": detail, "include": ["zoom_phone", "custom_attributes"]}
    found = succeed("zoom_user_info", asked)
    by_email = {person["email"]: person for person in found["users"]}
    assert len(by_email) == 5
    assert by_email["ada@example.com"]["groups"] == ["Sales"]
    assert "created_at" in found["facts"]["ada@example.com"]
    account.clear_requests()
    result = succeed("zoom_users", {"users": found["users"], "report": "all"})
    assert not result["changed"]
    assert result["summary"]["deferred"] == result["summary"]["errors"] == 0
    assert account.writes() == []
    source = tmp_path / "people.json"
    source.write_text(json.dumps([{**person, "vanity_name": None, "id": person["id"]} for person in found["users"]]))
    assert not succeed("zoom_users", {"src": str(source)})["changed"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["ada", "bob", "cy", "owner"]),
        ({"status": ["active"]}, ["ada", "bob", "owner"]),
        ({"status": "inactive"}, ["cy"]),
        ({"group": "sales"}, ["ada"]),
        ({"group": "Nowhere"}, []),
        ({"division": "Main", "role": "member"}, ["ada", "bob", "cy"]),
        ({"role": "Owner"}, ["owner"]),
        ({"ids": ["bob"], "emails": ["CY@example.com", "nobody@example.com"]}, ["bob", "cy"]),
        ({"last_login_before": "1960-01-01"}, []),
        ({"last_login_before": "2999-01-01T00:00:00Z", "status": ["active"]}, ["ada", "bob", "owner"]),
    ],
)
def test_filters(account: Simulator, succeed: RunModule, asked: dict[str, Any], expected: list[str]) -> None:
    found = succeed("zoom_user_info", asked)["users"]
    assert [person["email"].partition("@")[0] for person in found] == expected


def test_a_date_that_is_none(account: Simulator, fail: RunModule) -> None:
    assert "is not a date" in fail("zoom_user_info", {"last_login_before": "yesterday"})["msg"]


def test_secrets_are_left_out_and_named(account: Simulator, succeed: RunModule) -> None:
    account.faults([{"method": "GET", "path": "/users/ada@example.com", "times": 1, "status": 200,
                     "body": {**ADA, "pmi_password": "hidden1", "host_key": "123456"}}])  # fmt: skip
    found = succeed("zoom_user_info", {"emails": ["ada@example.com"]})
    assert found["masked"] == ["host_key", "pmi_password"]
    assert "hidden1" not in json.dumps(found)
    assert "123456" not in json.dumps(found)


def test_names_that_may_not_be_read_are_left_out(account: Simulator, succeed: RunModule, fail: RunModule) -> None:
    refusal = {"status": 400, "body": {"code": 4711, "message": "Invalid access token, does not contain scopes:[x]."}}
    account.faults([{"method": "GET", "path": "/groups$", "times": 2, **refusal}])
    assert "groups" not in succeed("zoom_user_info", {"emails": ["ada@example.com"]})["users"][0]
    assert "lacks a scope" in fail("zoom_user_info", {"group": "Sales"})["msg"]


def test_filters_hold_together(account: Simulator, succeed: RunModule) -> None:
    asked = {"emails": ["ada@example.com", "bob@example.com", "owner@example.com", "cy@example.com"]}
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"group": "Sales"}, ["ada"]),
        ({"division": "Europe"}, []),
        ({"role": "Owner"}, ["owner"]),
        ({"status": ["inactive"]}, ["cy"]),
    ]
    for more, expected in cases:
        found = succeed("zoom_user_info", {**asked, **more})["users"]
        assert [person["email"].partition("@")[0] for person in found] == expected


def test_members_of_a_large_group_are_sought_in_the_list(account: Simulator, succeed: RunModule) -> None:
    account.put_state({"users": [OWNER, *(user(f"p{number}", group_ids=["g1"]) for number in range(20))]})
    account.clear_requests()
    assert len(succeed("zoom_user_info", {"group": "Sales"})["users"]) == 20
    assert not any(line.startswith("GET /users/") for line in sent(account))
    detailed = succeed("zoom_user_info", {"group": "Sales", "detail": True, "status": "active"})["users"]
    assert {"job_title", "language"} <= set(detailed[0])


def test_a_lost_answer_makes_nobody_twice(account: Simulator, succeed: RunModule) -> None:
    account.faults([{"method": "POST", "path": "/users$", "times": 1, "truncate": 5}])
    rows = [{"email": "new@example.com", "create_action": "custCreate", "groups": ["Sales"]}]
    assert succeed("zoom_users", {"users": rows})["summary"]["created"] == 1
    assert people(account)["new@example.com"]["group_ids"] == ["g1"]


def test_the_daily_limit_ends_the_run_and_keeps_its_results(account: Simulator, fail: RunModule) -> None:
    account.faults([{
        "method": "POST", "path": "/groups/g1/members", "times": 9, "status": 429,
        "headers": {"X-RateLimit-Type": "Daily-limit", "Retry-After": "2026-12-01T00:00:00Z"},
        "body": {"code": 429, "message": "You have reached the maximum daily rate limit for this API."},
    }])  # fmt: skip
    rows = [{"email": "bob@example.com", "groups": ["Sales"], "dept": "IT"}, {"email": "ada@example.com", "dept": "IT"}]
    result = fail("zoom_users", {"users": rows})
    assert "2026-12-01T00:00:00Z" in result["msg"]
    assert result["summary"]["errors"] == 1
    assert people(account)["ada@example.com"]["dept"] == "IT"


DAILY = {
    "times": 99, "status": 429, "headers": {"X-RateLimit-Type": "Daily-limit"},
    "body": {"code": 429, "message": "You have reached the maximum daily rate limit for this API."},
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "method", "row"),
    [
        ("/users$", "POST", {"email": "n{}@example.com", "create_action": "custCreate"}),
        ("/users/p0/email$", "PUT", {"email": "p{}@example.com", "new_email": "q{}@example.com"}),
    ],
)
def test_a_daily_limit_stops_its_own_kind_of_step(
    account: Simulator, fail: RunModule, path: str, method: str, row: dict[str, Any]
) -> None:
    account.put_state({"users": [OWNER, *(user(f"p{number}") for number in range(9))]})
    account.faults([{**DAILY, "path": path, "method": method}])
    rows = [{name: value.format(number) for name, value in row.items()} for number in range(3)]
    rows += [{"email": f"p{number}@example.com", "dept": "IT"} for number in range(4, 9)]
    summary = fail("zoom_users", {"users": rows})["summary"]
    others = 2 if method == "PUT" else 0  # the limit of one person's email is that person's alone
    assert summary["updated"] == 5 + others
    assert summary["errors"] == summary["failed"] + summary["skipped"] == 3 - others


def test_a_successor_who_is_only_just_created_receives_the_content(account: Simulator, succeed: RunModule) -> None:
    rows: list[dict[str, Any]] = [
        {"email": "bob@example.com", "state": "absent", "absent_action": "delete", "transfer_to": "new@example.com"},
        {"email": "new@example.com", "create_action": "custCreate", "type": "licensed"},
    ]
    arguments = {"users": rows, "max_removals_percent": 100}
    assert succeed("zoom_users", arguments)["summary"]["removed"] == 1
    assert {"bob@example.com", "new@example.com"} & set(people(account)) == {"new@example.com"}
    assert not succeed("zoom_users", arguments)["changed"]


def test_whoever_is_protected_stays(account: Simulator, fail: RunModule) -> None:
    leaver = {"email": "bob@example.com", "state": "absent", "absent_action": "deactivate"}
    result = fail("zoom_users", {"users": [leaver], "protect": ["BOB@example.com", "ada@exmaple.com", "Nobody"]})
    assert [finding["place"] for finding in result["findings"]] == ["protect", "protect"]
    assert "nobody in the account is 'ada@exmaple.com'" in result["msg"] and account.writes() == []
    result = fail("zoom_users", {"users": [leaver], "protect": ["BOB@example.com"]})
    assert "bob@example.com is protected" in result["msg"]
    assert account.writes() == []


def test_an_invitation_is_withdrawn(account: Simulator, succeed: RunModule) -> None:
    succeed("zoom_user", {"email": "new@example.com"})
    leave = {"email": "new@example.com", "state": "absent", "absent_action": "delete", "allow_data_loss": True}
    planned = succeed("zoom_user", leave, check_mode=True)
    done = succeed("zoom_user", leave)
    assert planned["steps"] == done["steps"]
    assert done["steps"][0]["query"] == {"action": "disassociate"}
    assert "new@example.com" not in people(account)


def test_licences_are_changed_one_by_one(account: Simulator, succeed: RunModule, fail: RunModule) -> None:
    wanted = {
        "email": "bob@example.com", "type": "licensed", "plan_united_type": "United Pro-United US/CA Unlimited",
        "zoom_one_type": "Workplace Business Plus US/CA Unlimited", "zoom_phone": True,
    }  # fmt: skip
    result = succeed("zoom_user", wanted)
    assert result["step_counts"] == {"change licence of user": 3, "total": 3}
    assert not succeed("zoom_user", wanted)["changed"]
    assert "allow_number_loss" in fail("zoom_user", {"email": "bob@example.com", "zoom_phone": False})["msg"]
    off = {"email": "bob@example.com", "zoom_phone": False, "plan_united_type": "none", "zoom_one_type": "none"}
    assert succeed("zoom_user", {**off, "allow_number_loss": True})["step_counts"]["total"] == 3
    assert not succeed("zoom_user", off)["changed"]


def test_a_page_of_several_is_told_and_never_prunes(succeed: Any, fail: Any, simulator: Any, tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    people = [{"email": user["email"], "brand_new": 1} for user in simulator.state()["users"][:3]]
    path.write_text(json.dumps({"users": people, "next_page_token": "more"}), encoding="utf-8")
    warned = json.dumps(succeed("zoom_users", {"src": str(path)})["warnings"])
    assert "is one page of several" in warned and "left out, since it is not known: brand_new" in warned
    simulator.clear_requests()
    prune = {"prune": True, "prune_scope": {"account": True}, "min_rows": 1, "max_removals": 100}
    failed = fail("zoom_users", {"src": str(path), **prune, "max_removals_percent": 100})
    assert failed["findings"][0]["place"] == "src" and "Save all pages in one file" in failed["msg"]
    assert simulator.requests() == []


def test_what_is_wrong_in_many_rows_is_one_finding(fail: Any) -> None:
    rows = [{"email": f"a{number}@example.com", "type": "licenced"} for number in range(10_000)]
    failed = fail("zoom_users", {"users": rows})
    assert [finding["place"] for finding in failed["findings"]] == ["users[1, 2, 3, 4, 5 and 9,995 more].type"]
    assert failed["msg"].count("licenced") == 1
