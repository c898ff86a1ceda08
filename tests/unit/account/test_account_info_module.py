# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._account.probe import PROBES
from ansible_collections.openadmin.zoom.tests.harness import modules

LIMITED = ("--users", "50", "--groups", "5")


def results(account):
    return {item["name"]: item["result"] for item in account["access"]}


@pytest.mark.simulator(*LIMITED)
def test_an_account_within_reach(simulator, succeed):
    account = succeed("zoom_account_info")
    assert not account["changed"] and account["requests"] == {"GET": len(PROBES)}
    assert account["token"]["source"] == "app credentials" and 3590 <= account["token"]["lifetime"] <= 3600
    assert account["token"]["level"] == "master" and "user:read:list_users:admin" in account["scopes"]
    assert account["counts"]["users"]["total"] == 50 and account["counts"]["groups"] == 5
    assert account["limits"]["light"] == {"named_by_zoom": 80, "in_force": 80, "taken": 64.0, "window": 1}
    assert account["plan"] == "business" and abs(account["clock_skew"]) < 5
    assert set(results(account).values()) == {"readable"}
    assert account["report"][-2] == "Verdict: ready."
    assert simulator.writes() == []


@pytest.mark.simulator(*LIMITED, "--scopes", "admin")
def test_an_admin_level_app(succeed):
    account = succeed("zoom_account_info")
    assert account["token"]["level"] == "admin"
    found = results(account)
    masters = ["account locks", "managed domains", "registration settings", "trusted domains"]
    assert sorted(name for name, result in found.items() if result == "missing scope") == masters
    assert all(item["level"] == "master" for item in account["access"] if item["result"] == "missing scope")
    assert account["missing_scopes"]["zoom_users"] == {"read": [], "write": [], "optional": {}}


@pytest.mark.simulator(*LIMITED, "--scopes", "user:read:list_users:admin")
def test_missing_scopes_are_findings(succeed):
    account = succeed("zoom_account_info")
    assert results(account)["users"] == "readable" and results(account)["groups"] == "missing scope"
    assert account["counts"] == {"users": {}, "groups": None, "divisions": None}
    assert "user:delete:user:admin" in account["missing_scopes"]["zoom_user"]["write"]


@pytest.mark.simulator("--users", "20", "--plan", "free")
def test_a_free_account(succeed):
    account = succeed("zoom_account_info")
    assert account["plan"] == "free" and results(account)["groups"] == "not offered"


def test_no_token_is_the_one_failure(simulator, fail):
    result = fail("zoom_account_info", {"client_secret": "wrong-secret"})
    assert "Zoom gave no access token" in result["msg"] and "wrong-secret" not in json.dumps(result["msg"])


def test_a_token_given_by_hand(simulator):
    import requests

    token = requests.post(
        f"{simulator.url}/oauth/token",
        auth=("sim-client", "sim-secret"),
        data={"grant_type": "account_credentials", "account_id": "sim-account"},
        timeout=60,
    ).json()["access_token"]
    args = {"access_token": token, "api_url": f"{simulator.url}/v2"}
    account = modules.run_module("zoom_account_info", args)
    assert account["scopes"] is None and account["missing_scopes"] == {}
    assert account["token"]["source"] == "access_token" and account["token"]["lifetime"] is None
    assert token not in json.dumps({key: value for key, value in account.items() if key != "invocation"})


def test_a_probe_without_an_answer_is_a_finding(simulator, succeed):
    simulator.faults([{"method": "GET", "path": "/managed_domains", "times": 9, "reset": True}])
    assert results(succeed("zoom_account_info", {"retries": 0}))["managed domains"] == "no answer"
