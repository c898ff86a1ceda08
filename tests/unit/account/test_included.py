# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_account_info: domains, roles and seats, what they cost, what becomes of refusals."""

from __future__ import annotations

import pytest

INCLUDE = ["managed_domains", "roles", "seats", "trusted_domains"]
HELPDESK = {"id": "helpdesk", "name": "Helpdesk", "description": "Answers", "privileges": ["User:Read"]}


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
    assert roles["Helpdesk"] == {**HELPDESK, "total_members": 1}
    assert found["seats"]["licensed"]["used"] == found["counts"]["users"]["licensed"]
    assert found["not_readable"] == [] and account.writes() == []


def test_only_roles_cost_requests(account, succeed):
    plain = succeed("zoom_account_info")["requests"]["GET"]
    others = succeed("zoom_account_info", {"include": ["managed_domains", "seats", "trusted_domains"]})
    assert others["requests"]["GET"] == plain
    roles = succeed("zoom_account_info", {"include": ["roles"]})
    assert roles["requests"]["GET"] == plain + len(roles["roles"])


def test_nothing_is_included_that_is_not_asked_for(account, succeed):
    found = succeed("zoom_account_info")
    assert not {*INCLUDE} & {*found} and found["not_readable"] == []
    assert set(found["role_modules"]) >= {"onboarding", "policy_baseline"}


SCOPES = {
    "managed_domains": "account:read:managed_domains:master",
    "roles": "role:read:list_roles:admin",
    "seats": "user:read:summary:admin",
    "trusted_domains": "account:read:trusted_domains:master",
}


@pytest.mark.parametrize("include", INCLUDE)
def test_a_missing_scope_is_named(account, succeed, include):
    account.put_state({"account": {"scopes": sorted({*SCOPES.values(), "role:read:role:admin"} - {SCOPES[include]})}})
    found = succeed("zoom_account_info", {"include": INCLUDE})
    assert [one["include"] for one in found["not_readable"]] == [include]
    assert SCOPES[include] in found["not_readable"][0]["scopes"]
    assert not found[include] and all(found[other] for other in set(INCLUDE) - {include})


def test_no_answer_is_named_too(account, succeed):
    account.faults([{"method": "GET", "path": "/managed_domains", "times": 9, "reset": True}])
    found = succeed("zoom_account_info", {"include": ["managed_domains"], "retries": 0})
    assert found["managed_domains"] == [] and found["not_readable"][0]["scopes"] == []
