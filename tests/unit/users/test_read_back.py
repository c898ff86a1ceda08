# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was written to people is read back: what did not take is told, what no read shows is named."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import waits
from ansible_collections.openadmin.zoom.plugins.module_utils._users import verify
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.modules import whole
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

OWNER = {"id": "owner", "email": "owner@example.com", "type": 2, "role_id": "0", "status": "active"}
ADA = {"id": "ada", "email": "ada@example.com", "type": 1, "status": "active", "dept": "Sales", "role_id": "2"}
EMAIL = {"email": "ada@example.com"}
LOST = {"method": "PATCH", "path": "/users/ada$", "times": 9, "status": 204}


@pytest.fixture
def account(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> Simulator:
    simulator.put_state({
        "groups": [{"id": "g1", "name": "Sales"}, {"id": "g2", "name": "Support"}],
        "users": [OWNER, {**ADA, "group_ids": ["g1", "g2"]}],
        "account": {"managed_domains": ["example.com"]},
    })  # fmt: skip
    simulator.clear_requests()
    monkeypatch.setattr(waits, "MEMBERS", (0.0, 0.01))
    return simulator


def reads(simulator: Simulator) -> dict[str, int]:
    lines = [entry["path"].removeprefix("/v2") for entry in simulator.api_requests() if entry["method"] == "GET"]
    return {"lists": lines.count("/users"), "each": sum(line.startswith("/users/") for line in lines)}


@pytest.mark.parametrize(
    ("fault", "wanted", "field", "values"),
    [
        (LOST, {"dept": "IT"}, "dept", ("IT", "Sales")),
        (LOST, {"job_title": "Boss"}, "job_title", ("Boss", "")),
        (LOST, {"type": "licensed"}, "type", ("licensed", "basic")),
        (LOST, {"zoom_phone": True}, "zoom_phone", (True, False)),
        (LOST, {"manager": "boss@example.com"}, "manager", ("boss@example.com", "")),
        ({**LOST, "method": "PUT", "path": "/users/ada/status"}, {"status": "inactive"}, "status",
         ("inactive", "active")),
        ({**LOST, "method": "PUT", "path": "/users/ada/email"}, {"new_email": "b@example.com"}, "state",
         ("present", "absent")),
        ({**LOST, "method": "DELETE"}, {"state": "absent", "absent_action": "delete", "allow_data_loss": True}, "state",
         ("absent", "present")),
        ({**LOST, "method": "DELETE", "path": "/groups/g2/members/ada"}, {"groups_managed": ["Support"]}, "groups",
         ([], ["g2"])),
    ],
)  # fmt: skip
@pytest.mark.parametrize("module", ["zoom_user", "zoom_users"])
def test_what_did_not_take_is_told(
    account: Simulator,
    fail: RunModule,
    module: str,
    fault: dict[str, Any],
    wanted: dict[str, Any],
    field: str,
    values: tuple[Any, Any],
) -> None:
    account.faults([fault])
    row = {**EMAIL, **wanted}
    result = fail(module, row if module == "zoom_user" else {"users": [row]})
    told = [(one["email"], one["field"], (one["wanted"], one["actual"])) for one in result["unapplied"]]
    assert told == [("ada@example.com", field, values)]
    assert "1 value did not take" in result["msg"]
    assert "each run would write it again" in result["msg"]


def test_what_no_read_shows_is_named(account: Simulator, succeed: RunModule) -> None:
    result = succeed("zoom_user", {**EMAIL, "about_me": "x", "dept": "IT", "update_write_only": True})
    assert (result["unapplied"], result["unverified"]) == ([], ["about_me"])


def test_without_verify_nothing_is_read_back(account: Simulator, succeed: RunModule) -> None:
    account.faults([LOST])
    result = succeed("zoom_user", {**EMAIL, "dept": "IT", "verify": False})
    assert result["unapplied"] == []
    assert reads(account)["each"] == 1


def test_what_cannot_be_read_back_is_unverified(account: Simulator, succeed: RunModule) -> None:
    refusal = {"status": 400, "body": {"code": 4711, "message": "Invalid access token, does not contain scopes:[x]."}}
    account.faults([{"method": "GET", "path": "/users/ada$", "times": 9, **refusal}])
    result = succeed("zoom_user", {**EMAIL, "dept": "IT"})
    assert result["unverified"] == ["dept"]
    assert "could not be read back" in str(result["warnings"])


def test_many_new_people_are_read_from_the_list(account: Simulator, succeed: RunModule) -> None:
    rows = [{"email": f"n{number}@example.com", "create_action": "custCreate", "dept": "IT"} for number in range(40)]
    succeed("zoom_users", {"users": rows, "create_missing": ["groups"]})
    first = reads(account)
    assert first == {"lists": 4, "each": 0}  # three before, one after
    account.clear_requests()
    assert not succeed("zoom_users", {"users": rows})["changed"]
    assert reads(account) == {"lists": 1, "each": 0}


@pytest.mark.parametrize(("lost", "read_back"), [(False, 5), (True, 20)])
def test_details_of_many_are_read_of_some_and_of_all_where_one_is_wrong(
    account: Simulator, run_module: RunModule, monkeypatch: pytest.MonkeyPatch, lost: bool, read_back: int
) -> None:
    monkeypatch.setattr(verify, "MOST_ALONE", 5)
    account.put_state({"users": [OWNER, *({**ADA, "id": f"p{n}", "email": f"p{n}@example.com"} for n in range(20))]})
    if lost:
        account.faults([{**LOST, "path": "/users/p", "times": 99}])
    account.clear_requests()
    rows = [{"email": f"p{number}@example.com", "job_title": "Boss"} for number in range(20)]
    result = run_module("zoom_users", {"users": rows})
    seen = {entry["path"] for entry in account.api_requests()[-(400 if lost else 6) :] if entry["method"] == "GET"}
    assert len(seen - {"/v2/users"}) == read_back
    assert len(whole(result)["unapplied"]) == (20 if lost else 0)
    assert ("5 of 20 people" in str(result.get("warnings"))) is not lost


@pytest.mark.simulator("--users", "3", "--seed", "1", "--no-rate-limits", "--lag-ms", "400")
def test_renaming_twice_in_a_row_makes_nobody_new(simulator: Simulator, succeed: RunModule) -> None:
    simulator.put_state({"account": {"managed_domains": ["example.com"]}})
    succeed("zoom_user", {"email": "one@example.com", "create_action": "custCreate"})
    before = len(simulator.state()["users"])
    succeed("zoom_user", {"email": "one@example.com", "new_email": "two@example.com"})
    succeed("zoom_user", {"email": "two@example.com", "new_email": "three@example.com"})
    emails = {user["email"] for user in simulator.state()["users"]}
    assert "three@example.com" in emails
    assert len(emails) == before


def test_a_manager_by_name_is_unverified_once_and_not_written_for_ever(account: Simulator, succeed: RunModule) -> None:
    shown = {**ADA, "manager": "gone@example.com"}
    account.faults([
        {"method": "GET", "path": "/users/ada@example.com", "times": 1, "status": 200, "body": ADA},
        {"method": "GET", "path": "/users/ada", "times": 9, "status": 200, "body": shown},
    ])  # fmt: skip
    first = succeed("zoom_user", {**EMAIL, "manager": "The Boss"})
    assert (first["changed"], first["unverified"]) == (True, ["manager"])
    assert not succeed("zoom_user", {**EMAIL, "manager": "The Boss"})["changed"]
