# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_account_info: domains, roles and seats, what they cost, what becomes of refusals."""

from __future__ import annotations

import pytest

INCLUDE = ["managed_domains", "registration", "roles", "seats", "trusted_domains"]
HELPDESK = {"id": "helpdesk", "name": "Helpdesk", "description": "Answers", "privileges": ["User:Read"]}


pytestmark = pytest.mark.simulator("--users", "50", "--groups", "5", "--no-rate-limits", "--master", "2")


@pytest.fixture
def account(simulator):
    state = simulator.state()
    state["users"][5]["role_id"] = "helpdesk"
    simulator.put_state(
        {
            "roles": [*state["roles"], HELPDESK],
            "users": state["users"],
            "account": {"trusted_domains": ["partner.example", "friend.example"], "managed_domains": ["example.com"]},
        }
    )
    return simulator


def test_what_is_included(account, succeed):
    found = succeed("zoom_account_info", {"include": INCLUDE})
    assert [one["domain"] for one in found["managed_domains"]] == ["example.com"]
    assert found["trusted_domains"] == ["friend.example", "partner.example"]
    roles = {role["name"]: role for role in found["roles"]}
    assert list(roles) == sorted(roles, key=str.casefold) and "Owner" in roles
    assert roles["Helpdesk"] == {**HELPDESK, "sub_account_privileges": {}, "total_members": 1}
    used = found["counts"]["users"]
    assert found["seats"]["licensed"] == {"bought": used["licensed"], "used": used["licensed"], "free": 0}
    assert found["seats"]["basic"] == {"bought": None, "used": used["basic"], "free": None}
    assert found["not_readable"] == [] and account.writes() == []


def test_a_role_that_zoom_does_not_show_is_shown_without_its_privileges(account, succeed):
    body = {"code": 300, "message": "Only the owner may see this."}
    account.faults([{"method": "GET", "path": "/roles/helpdesk", "times": 9, "status": 400, "body": body}])
    found = succeed("zoom_account_info", {"include": ["roles"]})
    assert {role["name"]: role for role in found["roles"]}["Helpdesk"]["privileges"] is None
    assert found["not_readable"][0]["objects"] == ["Helpdesk"]


def test_registration_settings_can_be_declared_as_they_are_read(account, succeed):
    found = succeed("zoom_account_info", {"include": ["registration"]})["registration"]
    assert (
        found["options"]
        and not succeed("zoom_webinar_registration", {"scope": "account", "settings": found}, check_mode=True)[
            "changed"
        ]
    )


def test_free_seats_are_those_that_are_bought_and_not_used(account, succeed):
    used = succeed("zoom_account_info")["counts"]["users"]["licensed"]
    account.put_state({"account": {"seats": used + 7}})
    assert succeed("zoom_account_info", {"include": ["seats"]})["seats"]["licensed"]["free"] == 7


@pytest.mark.simulator("--users", "10", "--no-rate-limits")
def test_an_account_that_is_no_master_sees_what_is_used(simulator, succeed):
    found = succeed("zoom_account_info", {"include": ["seats"]})
    assert found["seats"]["licensed"]["bought"] is None and found["seats"]["licensed"]["used"] > 0
    assert "Only available for master accounts" in found["not_readable"][0]["reason"]


def test_the_cost_of_an_include_is_as_documented(account, succeed):
    plain = succeed("zoom_account_info")["requests"]["GET"]
    others = succeed("zoom_account_info", {"include": ["managed_domains", "trusted_domains"]})
    assert others["requests"]["GET"] == plain
    for include in ("registration", "seats"):
        assert succeed("zoom_account_info", {"include": [include]})["requests"]["GET"] == plain + 1
    roles = succeed("zoom_account_info", {"include": ["roles"]})
    assert roles["requests"]["GET"] == plain + len(roles["roles"])


def test_nothing_is_included_that_is_not_asked_for(account, succeed):
    found = succeed("zoom_account_info")
    assert not {*INCLUDE} & {*found} and found["not_readable"] == []
    assert set(found["role_modules"]) >= {"onboarding", "policy_baseline"}


SCOPES = {
    "managed_domains": "account:read:managed_domains:master",
    "registration": "account:read:registration_settings:master",
    "roles": "role:read:list_roles:admin",
    "seats": "user:read:summary:admin",
    "trusted_domains": "account:read:trusted_domains:master",
}


@pytest.mark.parametrize("include", INCLUDE)
def test_a_missing_scope_is_named(account, succeed, include):
    account.put_state(
        {
            "account": {
                "scopes": sorted({*SCOPES.values(), "role:read:role:admin", "billing:master"} - {SCOPES[include]})
            }
        }
    )
    found = succeed("zoom_account_info", {"include": INCLUDE})
    assert [one["include"] for one in found["not_readable"]] == [include]
    assert SCOPES[include] in found["not_readable"][0]["scopes"]
    assert not found[include] and all(found[other] for other in set(INCLUDE) - {include})


def test_no_answer_is_named_too(account, succeed):
    account.faults([{"method": "GET", "path": "/managed_domains", "times": 9, "reset": True}])
    found = succeed("zoom_account_info", {"include": ["managed_domains"], "retries": 0})
    assert found["managed_domains"] == [] and found["not_readable"][0]["scopes"] == []
