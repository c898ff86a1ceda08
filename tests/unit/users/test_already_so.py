# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody else did meanwhile is no failure: people who were made, who are gone, who left a group."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import waits
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

OWNER = {"id": "owner", "email": "owner@example.com", "type": 2, "role_id": "0", "status": "active"}
ADA = {"id": "ada", "email": "ada@example.com", "type": 1, "status": "active", "role_id": "2", "group_ids": ["g1"]}
NOBODY = {"status": 404, "body": {"code": 1001, "message": "User does not exist: x."}}
HIDDEN = {"method": "GET", "path": "/users/ada@example.com$", "times": 1, **NOBODY}


@pytest.fixture
def account(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> Simulator:
    simulator.put_state({
        "groups": [{"id": "g1", "name": "Sales"}, {"id": "g2", "name": "Support"}],
        "users": [OWNER, ADA],
        "account": {"managed_domains": ["example.com"]},
    })  # fmt: skip
    simulator.clear_requests()
    monkeypatch.setattr(waits, "NAMES", (0.01,))
    monkeypatch.setattr(waits, "MEMBERS", (0.0, 0.01))
    return simulator


def person(simulator: Simulator) -> dict[str, Any]:
    return next(user for user in simulator.state()["users"] if user["email"] == "ada@example.com")


@pytest.mark.parametrize("code", [1005, 1009])
def test_a_person_made_meanwhile_is_changed_like_one_who_exists(
    account: Simulator, succeed: RunModule, code: int
) -> None:
    taken = {"method": "POST", "path": "/users$", "times": 1, "status": 409, "body": {"code": code, "message": "taken"}}
    account.faults([HIDDEN, taken])
    row = {"email": "ada@example.com", "create_action": "custCreate", "dept": "IT", "groups": ["Support", "New"]}
    result = succeed("zoom_users", {"users": [row], "create_missing": ["groups"]})
    assert (result["summary"]["updated"], result["summary"]["created"]) == (1, 0)
    assert person(account)["dept"] == "IT"
    assert len(person(account)["group_ids"]) == 3
    assert len([group for group in account.state()["groups"] if group["name"] == "New"]) == 1


def test_a_person_made_meanwhile_loses_nothing_outside_the_fuses(account: Simulator, fail: RunModule) -> None:
    account.put_state({"users": [OWNER, {**ADA, "type": 2}]})
    account.faults([HIDDEN])
    result = fail(
        "zoom_users", {"users": [{"email": "ada@example.com", "create_action": "custCreate", "type": "basic"}]}
    )
    assert "was created by another task during this run" in result["msg"]
    assert person(account)["type"] == 2


def test_an_address_that_is_taken_elsewhere_stays_an_error(account: Simulator, fail: RunModule) -> None:
    taken = {"method": "POST", "path": "/users$", "times": 1, "status": 400, "body": {"code": 1009, "message": "holds"}}
    account.faults([taken])
    assert "1009" in fail("zoom_user", {"email": "new@example.com", "create_action": "custCreate"})["msg"]


@pytest.mark.parametrize("action", ["delete", "disassociate", "deactivate"])
def test_whoever_is_gone_already_is_removed(account: Simulator, succeed: RunModule, action: str) -> None:
    method = {"method": "PUT", "path": "/users/ada/status$"} if action == "deactivate" else {"method": "DELETE"}
    account.faults([{"path": "/users/ada$", "times": 1, **method, **NOBODY},
                    {"method": "GET", "path": "/users/ada$", "times": 9, **NOBODY}])  # fmt: skip
    row = {"email": "ada@example.com", "state": "absent", "absent_action": action, "allow_data_loss": True}
    result = succeed("zoom_users", {"users": [row], "max_removals_percent": 100})
    assert result["summary"]["errors"] == 0
    assert result["summary"]["unchanged"] == 1


def test_a_refusal_that_is_not_about_the_leaver_stays_an_error(account: Simulator, fail: RunModule) -> None:
    account.faults([{"path": "/users/ada$", "times": 1, "method": "DELETE", **NOBODY}])
    row = {"email": "ada@example.com", "state": "absent", "absent_action": "delete", "allow_data_loss": True}
    assert "1001" in fail("zoom_user", row)["msg"]


def test_whoever_left_the_group_already_is_out(account: Simulator, succeed: RunModule) -> None:
    account.faults([{"method": "DELETE", "path": "/groups/g1/members/ada$", "times": 1, "status": 404,
                     "body": {"code": 4131, "message": "not a member"}}])  # fmt: skip
    succeed("zoom_users", {"users": [{"email": "ada@example.com", "groups_managed": ["Sales"]}], "verify": False})


def test_invited_people_whose_group_no_read_shows_are_not_placed_again(account: Simulator, succeed: RunModule) -> None:
    invited = {"email": "new@example.com", "status": "pending", "type": 1}
    account.put_state({"users": [OWNER, {**invited, "group_ids": ["g1"]}]})
    members = {"members": [{"email": "new@example.com"}], "total_records": 1}
    account.faults([
        {"method": "GET", "path": "/users/new@example.com$", "times": 9, "status": 200, "body": invited},
        {"method": "GET", "path": "/groups/g1/members$", "times": 9, "status": 200, "body": members},
    ])  # fmt: skip
    assert not succeed("zoom_user", {"email": "new@example.com", "groups": ["Sales"]})["changed"]


@pytest.mark.parametrize("module", ["zoom_user", "zoom_users"])
def test_two_people_in_one_row(account: Simulator, fail: RunModule, module: str) -> None:
    row = {"id": "ada", "email": "owner@example.com", "dept": "IT"}
    result = fail(module, row if module == "zoom_user" else {"users": [row]})
    assert "the id ada is ada@example.com, and owner@example.com is another one" in result["msg"]
    assert account.writes() == []


def test_who_was_touched_is_reported(account: Simulator, succeed: RunModule) -> None:
    result = succeed("zoom_users", {"users": [{"id": "ada", "email": "former@example.com", "dept": "IT"}]})
    assert [told["email"] for told in result["users"]] == ["ada@example.com"]
