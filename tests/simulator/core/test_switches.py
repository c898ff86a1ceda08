# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the real service was seen to do, or may do: each behaviour behind a switch or a fault."""

from __future__ import annotations

import pytest

MISSING = "missing"


@pytest.mark.parametrize(
    ("form", "expected"),
    [("exact", 2), ("missing", MISSING), ("null", None), ("text", "2"), ("zero", 0)],
)
def test_counts_may_be_wrong(api, form, expected):
    group = api.done("POST", "/groups", {"name": "Blue"})["id"]
    members = {"members": [{"email": api.email(number)} for number in (4, 5)]}
    api.done("POST", f"/groups/{group}/members", members)
    api.switch(totals=form)
    row = next(entry for entry in api.get("/groups")["groups"] if entry["id"] == group)
    found = [api.get(f"/groups/{group}").get("total_members", MISSING), row.get("total_members", MISSING)]
    found.append(api.get(f"/groups/{group}/members").get("total_records", MISSING))
    assert found == [expected] * 3
    assert len(api.get(f"/groups/{group}/members")["members"]) == 2


def test_counts_may_be_stale(api):
    api.switch(totals="stale")
    group = api.done("POST", "/groups", {"name": "Blue"})["id"]
    assert api.get(f"/groups/{group}")["total_members"] == 0
    api.done("POST", f"/groups/{group}/members", {"members": [{"email": api.email(4)}]})
    assert api.get(f"/groups/{group}")["total_members"] == 0
    api.control("POST", "clock", {"advance": 31})
    assert api.get(f"/groups/{group}")["total_members"] == 1


def pages(api, limit=20):
    """Returns the sizes of the pages of the list of users, and all addresses."""
    sizes: list[int] = []
    emails: list[str] = []
    token = ""
    while len(sizes) < limit:
        page = api.get("/users", page_size=10, **({"next_page_token": token} if token else {}))
        sizes.append(len(page["users"]))
        emails += [user["email"] for user in page["users"]]
        token = page["next_page_token"]
        if not token:
            break
    return sizes, emails


@pytest.mark.parametrize(
    ("every", "sizes"), [(0, [10, 10, 10]), (2, [10, 0, 10, 0, 10]), (3, [10, 10, 0, 10]), (1, [10, 10, 10])]
)
def test_a_page_in_the_middle_may_be_empty(api, every, sizes):
    api.switch(empty_page_every=every)
    found, emails = pages(api)
    assert found == sizes
    assert len(set(emails)) == 30


def test_pages_may_have_no_end(api):
    api.switch(endless_pages=True)
    sizes, emails = pages(api, 6)
    assert (sizes, len(set(emails))) == ([10, 10, 10, 0, 0, 0], 30)


def test_refusals_may_come_under_http_200_with_one_more_key(api):
    api.switch(error_status=200, tracking_id=True)
    status, body = api.call("GET", "/users/nobody@example.com")
    assert (status, set(body)) == (200, {"code", "message", "trackingId"})
    api.token = "wrong"
    assert api.refused("GET", "/users") == (401, 124)


def test_ids_may_differ_in_case_alone(make):
    api = make("--no-rate-limits", "--switch", "similar_ids=true")
    ids = [user["id"] for user in api.get("/users", page_size=300)["users"]]
    assert len(set(ids)) == 30
    assert len({name.lower() for name in ids}) < 20
    assert {api.get(f"/users/{name}")["id"] for name in ids} == set(ids)


@pytest.mark.parametrize(
    ("form", "number", "expected"),
    [
        ("kept", "030 555-12", "030 555-12"),
        ("digits", "030 555-12", "03055512"),
        ("prefixed", "30 555-12", "493055512"),
        ("prefixed", "+49 30 55512", "493055512"),
    ],
)
def test_phone_numbers_may_come_back_changed(api, form, number, expected):
    api.switch(phone_numbers=form)
    entry = {"country": "DE", "code": "+49", "number": number, "label": "Office"}
    api.done("PATCH", api.user(4), {"phone_numbers": [entry]})
    assert api.get(api.user(4))["phone_numbers"] == [entry | {"number": expected, "verified": False}]


@pytest.mark.parametrize(
    ("switch", "manager", "expected"),
    [
        ("kept", "Olivia Owner", "Olivia Owner"),
        ("address", "Olivia Owner", "owner@example.com"),
        ("address", "A. Boss", "A. Boss"),
        ("address", "x@example.com", "x@example.com"),
    ],
)
def test_a_manager_may_come_back_as_an_address(api, switch, manager, expected):
    api.switch(manager=switch)
    api.done("PATCH", api.user(4), {"manager": manager})
    assert api.get(api.user(4))["manager"] == expected


@pytest.mark.parametrize(
    "body",
    [
        {"timezone": "Eastern Standard Time"},
        {"timezone": "Europe/Atlantis"},
        {"job_title": "x" * 129},
        {"dept": "x" * 129},
        {"company": "x" * 256},
        {"location": "x" * 257},
        {"first_name": "x" * 65},
        {"display_name": "\u4e00" * 11},
    ],
    ids=lambda body: next(iter(body)),
)
def test_values_that_are_refused(api, body):
    assert api.refused("PATCH", api.user(4), body) == (400, 300)


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"])
def test_time_zones(api, name):
    api.done("PATCH", api.user(4), {"timezone": name})
    assert api.get(api.user(4))["timezone"] == name


def test_licences_may_be_dropped_without_a_word(api):
    api.create("some@example.com")
    api.switch(licences="dropped")
    api.done("PATCH", "/users/some@example.com", {"type": 2, "dept": "Moon"})
    user = api.get("/users/some@example.com")
    assert (user["type"], user["dept"]) == (1, "Moon")


def test_a_write_may_be_ignored(api):
    locks = "/accounts/me/lock_settings"
    api.done("PATCH", locks, {"in_meeting": {"chat": True}})
    api.control("POST", "faults", {"method": "PATCH", "path": "lock_settings", "status": 204})
    assert api.call("PATCH", locks, {"in_meeting": {"chat": False}}) == (204, None)
    assert api.get(locks)["in_meeting"]["chat"] is True


def test_a_part_of_a_write_may_be_ignored(api):
    api.control("POST", "faults", {"method": "PATCH", "path": "/settings", "drop": ["in_meeting.chat", "nothing.here"]})
    settings = "/accounts/me/settings"
    api.done("PATCH", settings, {"in_meeting": {"chat": False, "co_host": False}})
    found = api.get(settings)["in_meeting"]
    assert (found["chat"], found["co_host"]) == (True, False)


def test_daily_limit_of_creations_holds_for_creations_alone(make):
    api = make("--plan", "free")
    api.simulator.limits.days["created users"] = (api.simulator.clock.day(), 50)
    new = {"action": "create", "user_info": {"email": "n@example.com", "type": 1}}
    assert api.refused("POST", "/users", new) == (429, 429)
    assert "daily rate limit" in api.send("POST", "/v2/users", new, authorization=f"Bearer {api.token}").body.decode()
    api.control("POST", "clock", {"advance": 2})
    api.done("PATCH", api.user(4), {"dept": "Moon"})
    api.create("sso@example.com", "ssoCreate")
