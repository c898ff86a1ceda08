# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The operation log, the report of users and the sub-accounts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

PATH = "/report/operationlogs"


def days(first: int = 0, last: int = 0) -> dict[str, str]:
    """Returns a period that begins and ends so many days from today."""
    today = datetime.now(UTC).date()
    return {"from": str(today + timedelta(first)), "to": str(today + timedelta(last))}


def logs(api, **query):
    return api.get(PATH, **(days(-1, 1) | query))["operation_logs"]


@pytest.mark.parametrize(
    ("method", "path", "body", "category", "detail"),
    [
        ("PATCH", "{person}", {"dept": "Moon"}, "user", 'users sim.user0004@example.com: dept="Moon"'),
        ("PATCH", "{person}", {"host_key": "123456"}, "user", "users sim.user0004@example.com: host_key=***"),
        ("DELETE", "{person}?action=delete", None, "user", "users sim.user0004@example.com: action=delete"),
        (
            "PATCH",
            "{person}/settings",
            {"in_meeting": {"chat": False}},
            "user_settings",
            "users settings sim.user0004@example.com: in_meeting.chat=false",
        ),
        (
            "PATCH",
            "/accounts/me/lock_settings",
            {"in_meeting": {"chat": True}},
            "account",
            "accounts lock_settings me: in_meeting.chat=true",
        ),
        ("POST", "/groups", {"name": "New"}, "user", 'groups: name="New"'),
        ("POST", "/roles", {"name": "New"}, "role", 'roles: name="New"'),
    ],
)
def test_what_was_changed_is_in_the_log(api, method, path, body, category, detail):
    api.done(method, path.format(person=api.user(4)), body)
    entry = logs(api)[0]
    assert (entry["category_type"], entry["operation_detail"]) == (category, detail)
    assert entry["operator"] == "owner@example.com"
    assert logs(api, category_type=category) == [entry]
    assert logs(api, category_type="billing") == []


def test_neither_reads_nor_refusals_are_in_the_log(api):
    api.get("/users/me")
    api.refused("POST", "/groups", {"name": ""})
    assert logs(api) == []


def test_pages_of_the_log(api):
    for number in range(5):
        api.done("POST", "/groups", {"name": f"G{number}"})
    first = api.get(PATH, page_size=3, **days(-1, 1))
    rest = api.get(PATH, page_size=3, next_page_token=first["next_page_token"], **days(-1, 1))
    names = [entry["operation_detail"][-3:-1] for entry in first["operation_logs"] + rest["operation_logs"]]
    assert names == ["G4", "G3", "G2", "G1", "G0"]
    assert rest["next_page_token"] == ""


@pytest.mark.parametrize(
    "query",
    [{}, {"from": "2026-01-01"}, {"from": "x", "to": "2026-01-01"}, {"from": "2026-01-01", "to": "2026-03-01"},
     {"from": "2026-02-01", "to": "2026-01-01"}, {"from": "2026-01-01", "to": "2026-01-02", "category_type": "x"}],
)  # fmt: skip
def test_periods_that_are_refused(api, query):
    assert api.refused("GET", PATH, **query) == (400, 300)


def test_the_log_is_part_of_the_state(api):
    entry = {"time": "2026-01-05T10:00:00Z", "operator": "a@example.com", "category_type": "billing",
             "action": "Update", "operation_detail": "plan"}  # fmt: skip
    api.control("PUT", "state", {"operation_log": [entry]})
    assert api.get(PATH, **{"from": "2026-01-05", "to": "2026-01-05"})["operation_logs"] == [entry]


def test_a_free_account_has_no_reports(make):
    api = make("--plan", "free", "--no-rate-limits")
    assert api.refused("GET", PATH, **days()) == (400, 200)


def test_users_who_hosted_and_users_who_did_not(api):
    users = api.control("GET", "state?parts=users")["users"]
    for user in users:
        user["hosted"] = {"last": ""}
    host = users[4] | {"hosted": {"last": days()["from"] + "T00:00:01Z", "meetings": 2, "meeting_minutes": 50}}
    api.control("PUT", "state", {"users": [*users[:4], host, *users[5:]]})
    active = api.get("/report/users", type="active", **days(-3, 0))["users"]
    assert [(user["email"], user["meetings"], user["meeting_minutes"]) for user in active] == [(host["email"], 2, 50)]
    idle = api.get("/report/users", type="inactive", page_size=300, **days(-3, 0))
    assert len(idle["users"]) == len(users) - 1
    assert api.refused("GET", "/report/users", **days(-300, -290)) == (400, 300)


def test_sub_accounts(make):
    assert make("--no-rate-limits").refused("GET", "/accounts") == (400, 200)
    api = make("--no-rate-limits", "--master", "2")
    names = [entry["account_name"] for entry in api.get("/accounts")["accounts"]]
    assert names == ["Sub-account 1", "Sub-account 2"]
    path = "/accounts/sub-account-1"
    api.done("PATCH", f"{path}/settings", {"in_meeting": {"chat": False}})
    api.done("PATCH", f"{path}/lock_settings", {"in_meeting": {"chat": True}})
    api.done("PATCH", f"{path}/settings/registration", {"approve_type": 1})
    assert [api.get(f"{base}/settings")["in_meeting"]["chat"] for base in (path, "/accounts/me")] == [False, True]
    assert [api.get(f"{base}/lock_settings")["in_meeting"]["chat"] for base in (path, "/accounts/me")] == [True, False]
    assert api.get(f"{path}/managed_domains")["domains"][0]["domain"] == "sub1.example"
    api.done("PUT", f"{path}/owner", {"email": "new@sub1.example"})
    assert api.get("/accounts")["accounts"][0]["owner_email"] == "new@sub1.example"
    assert api.refused("GET", "/accounts/nothing/settings") == (404, 2001)
    assert logs(api, category_type="sub_account")[0]["operation_detail"].startswith("accounts owner sub-account-1")
    state = api.control("GET", "state")
    api.control("POST", "reset")
    api.control("PUT", "state", state)
    assert api.get(f"{path}/settings")["in_meeting"]["chat"] is False


def test_an_app_without_the_scope_reads_no_report(make):
    api = make("--scopes", "user:read:admin")
    assert api.refused("GET", PATH, **days()) == (400, 4711)
