# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._account.probe import plan_guess
from ansible_collections.openadmin.zoom.plugins.module_utils._account.report import report

NOTHING: dict[str, Any] = {"read": [], "write": [], "optional": {}}
READABLE: list[dict[str, Any]] = [
    {"name": name, "operation": "o", "level": "admin", "result": "readable", "scopes": [], "message": ""}
    for name in ("users", "groups", "divisions")
]


def limit(named, capacity, window=1):
    return {"named_by_zoom": named, "in_force": capacity, "taken": capacity * 0.8, "window": window}


def facts(**changed: Any) -> dict[str, Any]:
    return {
        "token": {
            "source": "app credentials",
            "renewable": True,
            "lifetime": 3600.0,
            "level": "admin",
            "account_id": "acc",
            "api_url": "https://api.zoom.us/v2",
            "named_api_url": "https://api.zoom.us",
        },
        "scopes": ["a", "b"],
        "missing_scopes": {"zoom_users": NOTHING, "zoom_policy": NOTHING},
        "role_modules": {"onboarding": ["zoom_users"], "policy_baseline": ["zoom_policy"]},
        "limits": {"light": limit(80, 80), "resource-intensive": limit(None, 20, 60)},
        "plan": "business",
        "clock_skew": 0.3,
        "counts": {"users": {"total": 1003, "licensed": 880, "basic": 120, "pending": 3}, "groups": 2, "divisions": 5},
        "access": READABLE,
        **changed,
    }


def lacking(name, **scopes):
    return {"zoom_users": NOTHING, "zoom_policy": NOTHING, name: {**NOTHING, **scopes}}


def refused(name, result="missing scope", level="admin", scopes=("x:admin",), message=""):
    return {"name": name, "level": level, "result": result, "scopes": list(scopes), "message": message}


CASES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "all is well": (
        {},
        [
            "Token: taken from the app of account acc, lasts 60 min, admin-level.",
            "Account: 1,003 people (seats used: 880 licensed, 120 basic, 3 pending), 2 groups, 5 divisions.",
            "Rate limits: light 80/s, resource-intensive 20/min (those of a business plan, by what Zoom says); a task"
            " takes 80% of them.",
            "Clock: right.",
            "Scopes: the app has 2.",
            "Modules with every scope they use: all of them.",
            "Role onboarding: ready.",
            "Role policy_baseline: ready.",
            "Readable: users, groups, divisions.",
            "Verdict: ready.",
            "Next: a dry run: ansible-playbook openadmin.zoom.onboard -e people_src=people.csv --check --diff",
        ],
    ),
    "another address": (
        {"token": {**facts()["token"], "named_api_url": "https://api.zoomgov.com"}},
        ["Zoom names https://api.zoomgov.com as its address, and api_url is https://api.zoom.us/v2."],
    ),
    "a token by hand": (
        {"token": {**facts()["token"], "renewable": False, "lifetime": None}, "scopes": None, "missing_scopes": {}},
        ["given by hand", "Scopes: not known", "Whether it can be changed shows when it is tried"],
    ),
    "no limits named": ({"limits": {"light": limit(None, 30)}, "plan": ""}, ["(assumed, Zoom named none)"]),
    "a clock ahead": ({"clock_skew": 90.0}, ["90 s ahead. Set it right"]),
    "a clock a little behind": ({"clock_skew": -5.0}, ["Clock: this machine is 5 s behind."]),
    "no clock": ({"clock_skew": None}, ["name no time"]),
    "no counts": (
        {"counts": {"users": {}, "groups": None, "divisions": None}},
        ["Account: number of people not readable, groups not readable, divisions not readable."],
    ),
    "other seats": (
        {"counts": {"users": {"total": 5, "basic": 3, "room": 2, "on_prem": 0}, "groups": 0, "divisions": 0}},
        ["5 people (seats used: 3 basic, 2 rooms)"],
    ),
    "writing lacks a scope": (
        {"missing_scopes": lacking("zoom_users", write=["w:admin"], optional={"role": ["r:admin", "w:admin"]})},
        [
            "Modules with every scope they use: zoom_policy.",
            "  zoom_users: writing: w:admin; role: r:admin",
            "Role onboarding: can look, cannot change.",
            "Verdict: the account can be looked at, not changed.",
        ],
    ),
    "reading lacks a scope": (
        {"missing_scopes": lacking("zoom_policy", read=["r:master"])},
        [
            "  zoom_policy: reading: r:master (Zoom gives it to master accounts)",
            "Role policy_baseline: cannot work.",
            "Verdict: ready, but for the role policy_baseline (see above).",
        ],
    ),
    "refused reads": (
        {
            "access": [
                *READABLE[:1],
                refused("groups", "not offered", message="Only for some."),
                refused("divisions", "no answer"),
                refused("roles"),
                refused("account locks", level="master", scopes=["x:master"]),
                refused("managed domains", level="master", scopes=["y:master"]),
            ]
        },
        [
            "Not readable: groups (not offered: Only for some).",
            "Not readable: divisions (no answer).",
            "Not readable: roles (x:admin is missing).",
            "Not readable: account locks, managed domains (a scope that Zoom gives to master accounts is missing).",
            "Verdict: ready, but for groups, divisions (see above).",
        ],
    ),
    "no people": ({"access": READABLE[1:]}, ["Readable: groups, divisions.", "cannot be read, so nothing can be done"]),
    "nothing": ({"access": [refused("users")]}, ["Readable: nothing.", "nothing can be read with it"]),
}


@pytest.mark.parametrize("case", CASES)
def test_report(case):
    changed, expected = CASES[case]
    lines = report(facts(**changed))
    text = "\n".join(lines)
    assert [line for line in expected if line not in text] == []
    assert lines[-2].startswith("Verdict: ") and lines[-1].startswith("Next: ")
    if case == "all is well":
        assert lines == expected


@pytest.mark.parametrize(
    ("learned", "message", "plan"),
    [
        ({"light": 80}, "", "business"),
        ({"light": 30}, "", "pro"),
        ({"light": 4}, "", "free"),
        ({"medium": 60}, "", "business"),
        ({"heavy": 10}, "", "pro"),
        ({}, "", ""),
        ({}, "Only available for Paid account.", "free"),
    ],
)
def test_the_plan_that_the_answers_speak_for(learned, message, plan):
    assert plan_guess(learned, [refused("groups", "not offered", message=message)]) == plan
