# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rate limits, daily limits, faults, lag, clock, log and state."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson
import pytest


@pytest.fixture
def still(make, monkeypatch):
    """Makes an account whose time only the control endpoint moves: a busy machine needs longer for its requests."""

    def make_still(*options):
        api = make(*options)
        clock, began = api.simulator.clock, api.simulator.clock.monotonic()
        monkeypatch.setattr(clock, "monotonic", lambda: began + clock.offset)
        return api

    return make_still


@pytest.mark.parametrize(
    ("plan", "path", "limit", "category"),
    [("business", "/users/me", 80, "Light"), ("business", "/users", 60, "Medium"), ("pro", "/users/me", 30, "Light"),
     ("free", "/users", 2, "Medium")],
)  # fmt: skip
def test_requests_per_second(still, plan, path, limit, category):
    api = still("--plan", plan)
    assert api.call("GET", path)[0] == 200
    assert api.last.headers["X-RateLimit-Remaining"] == str(limit - 1)
    statuses = [api.call("GET", path)[0] for _number in range(limit)]
    assert statuses == [200] * (limit - 1) + [429]
    headers = api.last.headers
    assert (headers["X-RateLimit-Category"], headers["X-RateLimit-Type"]) == (category, "QPS")
    assert (headers["X-RateLimit-Limit"], headers["X-RateLimit-Remaining"]) == (str(limit), "0")
    assert datetime.fromisoformat(headers["Retry-After"]).tzinfo is not None
    body = orjson.loads(api.last.body)
    assert body["code"] == 429 and "per-second" in body["message"]
    api.control("POST", "clock", {"advance": 1.01})
    assert api.call("GET", path)[0] == 200


@pytest.mark.parametrize(
    ("form", "check"),
    [
        ("seconds", str.isdigit),
        ("http", lambda text: text.endswith("GMT")),
        ("absent", lambda text: text == ""),
    ],
)
def test_the_form_of_retry_after_is_a_switch(still, form, check):
    api = still("--plan", "free")
    api.switch(retry_after=form)
    for _number in range(3):
        api.call("GET", "/users")
    assert check(api.last.headers.get("Retry-After", ""))


def test_daily_limits_end_with_the_day(make):
    api = make("--plan", "free")
    api.simulator.limits.days[frozenset({"medium"})] = (api.simulator.clock.day(), 2000)
    assert api.refused("GET", "/users") == (429, 429)
    headers = api.last.headers
    assert (headers["X-RateLimit-Type"], headers["X-RateLimit-Limit"]) == ("Daily-limit", "2000")
    assert headers["Retry-After"].endswith("T00:00:01Z")
    api.control("POST", "clock", {"advance": 86400})
    api.token = api.new_token()
    assert api.call("GET", "/users")[0] == 200


@pytest.mark.parametrize(("plan", "limit"), [("free", 50), ("pro", 1500), ("business", 10_000)])
def test_invitations_a_day(make, plan, limit):
    api = make("--plan", plan)
    api.simulator.limits.days["created users"] = (api.simulator.clock.day(), limit - 1)
    api.create("one@example.com", "create")
    wish = {"action": "create", "user_info": {"email": "two@example.com", "type": 1}}
    assert api.refused("POST", "/users", wish) == (429, 429)
    assert api.last.headers["X-RateLimit-Type"] == "Daily-limit"
    api.create("three@example.com", "ssoCreate")


def test_a_hundred_groups_a_day(make):
    api = make()
    api.simulator.limits.days["created groups"] = (api.simulator.clock.day(), 99)
    api.done("POST", "/groups", {"name": "last"})
    assert api.refused("POST", "/groups", {"name": "one more"}) == (429, 429)


def test_faults_are_consumed_and_may_come_after_the_write(api):
    api.control("POST", "faults", [{"method": "GET", "path": "/users/me$", "times": 2, "status": 503}])
    assert [api.call("GET", "/users/me")[0] for _number in range(3)] == [503, 503, 200]
    api.control("POST", "faults", {"path": "/groups$", "method": "POST", "status": 500, "after": True})
    assert api.call("POST", "/groups", {"name": "Lost"})[0] == 500
    assert "Lost" in [group["name"] for group in api.get("/groups")["groups"]]
    api.control("POST", "faults", {"path": "/groups$", "method": "POST", "status": 500})
    assert api.call("POST", "/groups", {"name": "Never"})[0] == 500
    assert "Never" not in [group["name"] for group in api.get("/groups")["groups"]]
    api.control("POST", "faults", {"path": "/users/me$", "body": "<html>busy</html>", "headers": {"X-A": "b"}})
    response = api.send("GET", "/v2/users/me", authorization=f"Bearer {api.token}")
    assert (response.status, response.body, response.headers["X-A"]) == (200, b"<html>busy</html>", "b")
    api.control("POST", "faults", {"path": "/users/me$", "delay_ms": 250, "truncate": True})
    response = api.send("GET", "/v2/users/me", authorization=f"Bearer {api.token}")
    assert (response.status, response.delay, response.truncate) == (200, 0.25, True)
    api.control("POST", "faults", {"path": ".", "status": 500, "times": None})
    assert api.send("POST", "/oauth/token").status == 500
    assert api.control("DELETE", "faults") == []
    assert api.send("POST", "/_simulator/faults", {"pth": "x"}).status == 400


def test_reads_lag_behind_writes(make):
    api = make("--no-rate-limits", "--lag-ms", "60000")
    made = api.create("late@example.com")
    assert api.refused("GET", "/users/late@example.com") == (404, 1001)
    assert api.refused("GET", f"/users/{made['id']}") == (404, 1001)
    assert "late@example.com" not in [user["email"] for user in api.get("/users", page_size=300)["users"]]
    assert api.refused(
        "POST", "/users", {"action": "create", "user_info": {"email": "late@example.com", "type": 1}}
    ) == (
        409,
        1005,
    )
    dept = api.get(api.user(4))["dept"]
    api.done("PATCH", api.user(4), {"dept": "First"})
    api.done("PUT", api.user(4, "/email"), {"email": "moved@example.com"})
    group = api.done("POST", "/groups", {"name": "Late"})["id"]
    assert api.get(api.user(4))["dept"] == dept
    assert api.refused("GET", f"/groups/{group}") == (404, 4130)
    api.done("POST", f"/groups/{group}/members", {"members": [{"email": "late@example.com"}]})
    api.done("DELETE", api.user(5), action="delete")
    assert api.get(api.user(5))["status"] == "active"
    api.control("POST", "clock", {"advance": 61})
    assert api.get("/users/moved@example.com")["dept"] == "First"
    assert api.get("/users/late@example.com")["group_ids"] == [group]
    assert api.refused("GET", api.user(5)) == (404, 1001)
    assert api.get(f"/groups/{group}")["total_members"] == 1


def test_settings_lag_is_a_switch_of_its_own(api):
    api.switch(settings_lag_ms=60000)
    api.done("PATCH", "/accounts/me/settings", {"in_meeting": {"chat": False}})
    assert api.get("/accounts/me/settings")["in_meeting"]["chat"] is True
    api.control("POST", "clock", {"advance": 61})
    assert api.get("/accounts/me/settings")["in_meeting"]["chat"] is False


def test_the_log_is_bounded_and_its_counts_are_not(make):
    api = make("--no-rate-limits", "--log-size", "10")
    api.control("DELETE", "requests")
    for _number in range(25):
        api.get("/users", page_size=1)
    entries = api.control("GET", "requests")
    assert len(entries) == 10
    assert entries[0] | {"time": 0, "bytes": 0} == {
        "method": "GET", "path": "/v2/users", "query": "page_size=1", "status": 200, "label": "medium", "time": 0,
        "bytes": 0, "operation": "listUsers",
    }  # fmt: skip
    summary = api.control("GET", "requests?summary=true")
    assert (summary["total"], summary["kept"], summary["by_operation"]) == (25, 10, {"listUsers": 25})


def test_the_state_goes_round(make):
    first, second = make("--no-rate-limits"), make("--users", "1", "--groups", "0", "--no-rate-limits")
    first.done("PATCH", "/accounts/me/settings", {"in_meeting": {"chat": False}})
    first.done("PATCH", "/accounts/me/lock_settings", {"in_meeting": {"chat": True}})
    state = first.control("GET", "state")
    second.control("PUT", "state", orjson.dumps(state))
    assert second.control("GET", "state") == state
    assert second.get("/users", page_size=300)["total_records"] == 30


def test_parts_of_the_state_are_replaced_or_added(api):
    group = api.get("/groups")["groups"][0]
    api.control("PUT", "state?merge=true", {"users": [{"email": "Added@example.com", "group_ids": [group["id"]]}]})
    assert api.get("/users/added@example.com")["group_ids"] == [group["id"]]
    assert api.get("/users")["total_records"] == 31
    api.control("PUT", "state", {"users": [{"email": "owner@example.com", "role_id": "0", "type": 2}]})
    assert [user["email"] for user in api.get("/users")["users"]] == ["owner@example.com"]
    api.control("PUT", "state", {"groups": [{"name": "Only", "members": ["owner@example.com"]}]})
    assert [(entry["name"], entry["total_members"]) for entry in api.get("/groups")["groups"]] == [("Only", 1)]
    refused: list[dict[str, Any]] = [
        {"peple": []},
        {"account": {"colour": 1}},
        {"switches": {"arrays": "often"}},
        {"switches": {"no": 1}},
    ]
    for wrong in refused:
        assert api.send("PUT", "/_simulator/state", wrong).status == 400


def test_reset_brings_everything_back(api):
    before = api.control("GET", "state")
    api.switch(arrays="merge")
    api.done("DELETE", api.user(4), action="delete")
    api.done("PATCH", "/accounts/me/settings", {"in_meeting": {"chat": False}})
    api.control("POST", "clock", {"advance": 10})
    api.control("POST", "reset")
    assert api.control("GET", "state") == before
    assert api.control("GET", "requests") == []


def test_the_same_seed_makes_the_same_people(make):
    assert make("--seed", "7").control("GET", "state") == make("--seed", "7").control("GET", "state")
    assert make("--seed", "7").control("GET", "state") != make("--seed", "8").control("GET", "state")


def test_seeded_people_are_mixed(make):
    people = make("--users", "1000", "--groups", "20").control("GET", "state")["users"]
    people = make("--users", "1000", "--groups", "20").simulator.account.users.values()
    assert {user.type for user in people} == {1, 2}
    assert len({user.role_id for user in people}) == 5
    assert len({user.division_id for user in people}) == 5
