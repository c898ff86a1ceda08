# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random accounts and wishes.

Check mode is the run, what is predicted is done, a second run is empty, the rest is untouched.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ansible_collections.openadmin.zoom.plugins.module_utils._core import waits
from ansible_collections.openadmin.zoom.tests.harness.modules import run_module
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

GROUPS = {"g-a": "Alpha", "g-b": "Beta", "g-c": "Gamma"}
DIVISIONS = {"d-main": "Main", "d-east": "East"}
PEOPLE = [f"p{number}@example.com" for number in range(4)]
NEWCOMERS = ["n0@example.com", "n1@example.com"]
TYPES = {"basic": 1, "licensed": 2, "unassigned": 4}
TEXTS = st.sampled_from(["", "One", "Two"])
FEW_EXAMPLES = 25
EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", FEW_EXAMPLES))  # more of them, and random ones, for a long look
# What is not known of the service must not matter.
SWITCHES = {
    "create_id": ("empty", "given"),
    "member_ids": ("given", "empty"),
    "pending_get": ("found", "refused"),
    "set_primary_path": ("member", "primary", "target"),
    "status_answer": (204, 200),
}
WIDE_FUSES = {"max_removals": 100, "max_removals_percent": 100}


def fields(texts: Any) -> dict[str, Any]:
    return {
        "first_name": texts,
        "last_name": texts,
        "display_name": texts,
        "dept": texts,
        "job_title": texts,
        "cost_center": texts,
        "use_pmi": st.booleans(),
        "pronouns_option": st.sampled_from([1, 2, 3]),
        "custom_attributes": st.sampled_from([[], [{"key": "k", "name": "K", "value": "1"}]]),
    }


@st.composite
def person(draw: Any, number: int) -> dict[str, Any]:
    status = draw(st.sampled_from(["active", "active", "active", "inactive", "pending"]))
    groups = draw(st.lists(st.sampled_from(sorted(GROUPS)), unique=True, max_size=1 if status == "pending" else 3))
    values = {name: draw(strategy) for name, strategy in fields(TEXTS).items() if draw(st.booleans())}
    return {
        **values,
        "id": f"id-p{number}",
        "email": PEOPLE[number],
        "status": status,
        "created_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "type": 1 if status == "inactive" else draw(st.sampled_from([1, 2])),
        "group_ids": groups,
        "division_id": draw(st.sampled_from(["", *DIVISIONS])),
        "role_id": draw(st.sampled_from(["2", "2", "2", "1"])) if status == "active" else "2",
    }


@st.composite
def wish(draw: Any, email: str) -> dict[str, Any]:
    if draw(st.integers(0, 5)) == 0:
        return {
            "email": email,
            "state": "absent",
            "role": "member",
            "absent_action": draw(st.sampled_from(["deactivate", "delete"])),
            "allow_data_loss": True,
        }
    options: dict[str, Any] = {
        **fields(TEXTS),
        "type": st.sampled_from(["basic", "licensed"]),
        "zoom_phone": st.booleans(),
        "plan_united_type": st.sampled_from(["none", "United Pro-United US/CA Unlimited"]),
        "groups": st.lists(st.sampled_from(["alpha", "Beta", "g-c", "Brand new"]), unique=True, max_size=3),
        "groups_managed": st.sampled_from([["*"], ["Alpha"], ["b*", "g-c"]]),
        "primary_group": st.sampled_from(["Alpha", "beta"]),
        "division": st.sampled_from(["East", "d-main", "Newland"]),
        "role": st.sampled_from(["member", "Admin"]),
        "status": st.just("active"),
        "create_only": st.sampled_from([["first_name"], ["job_title", "dept"]]),
    }
    named = {name: draw(strategy) for name, strategy in options.items() if draw(st.integers(0, 2)) == 0}
    action = draw(st.sampled_from(["create", "custCreate", "autoCreate", "ssoCreate"]))
    if draw(st.integers(0, 7)) == 0:
        named = {name: value for name, value in named.items() if name in ("dept", "job_title")}
        named.update(status="inactive" if email in PEOPLE else "active", role="member")
    if "plan_united_type" in named:
        named.pop("type", None)  # such a plan brings a type of its own
    if draw(st.integers(0, 7)) == 0:
        named.update(new_email=f"renamed-{email}", role="member")  # emails of administrators stay as they are
    return {"email": email, "create_action": action, "allow_number_loss": True, **named}


def account(people: list[dict[str, Any]]) -> dict[str, Any]:
    owner = {"id": "id-owner", "email": "owner@example.com", "status": "active", "type": 2, "role_id": "0"}
    return {
        "account": {"managed_domains": ["example.com"]},
        "groups": [{"id": key, "name": name} for key, name in GROUPS.items()],
        "divisions": [{"id": key, "name": name, "main": key == "d-main"} for key, name in DIVISIONS.items()],
        "users": [owner, *people],
    }


def comparable(state: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Email → the user in the words of the modules."""
    groups = {group["id"]: group["name"] for group in state["groups"]}
    divisions = {division["id"]: division["name"] for division in state["divisions"]}
    main = next(division["name"] for division in state["divisions"] if division["main"])
    plans = {"1": "United Pro-United US/CA Unlimited"}
    found = {}
    for user in state["users"]:
        shown = dict(user)
        shown["groups"] = [groups[key] for key in shown.pop("group_ids")]
        shown["division"] = divisions.get(shown.pop("division_id"), main)
        shown["role"] = {"0": "Owner", "1": "Admin", "2": "Member"}[shown.pop("role_id")]
        shown["type"] = next(name for name, code in TYPES.items() if code == user["type"])
        shown["plan_united_type"] = plans.get(str(shown.get("plan_united_type")), "none")
        found[user["email"]] = shown
    return found


def holds(user: dict[str, Any], name: str, value: Any, before: list[str]) -> bool:
    if name == "groups":
        return set(value) <= set(user["groups"]) and not (set(before) - set(value)) & set(user["groups"])
    if name == "primary_group":
        return bool(user["groups"][0] == value)
    if name == "custom_attributes":
        return {item["key"]: item["value"] for item in user.get(name) or []} == {
            item["key"]: item["value"] for item in value
        }
    return bool(user.get(name) == value) or (not value and not user.get(name))


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """The account has no lag here: nothing is worth waiting for."""
    monkeypatch.setattr(waits, "FRESH", (0.0,))
    monkeypatch.setattr(waits, "MEMBERS", (0.0, 0.0))


@settings(
    phases=(Phase.explicit, Phase.generate),
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES == FEW_EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_predicted_is_done_and_a_second_run_is_empty(simulator: Simulator, data: Any) -> None:
    people = [data.draw(person(number)) for number in range(len(PEOPLE))]
    emails = data.draw(st.lists(st.sampled_from(PEOPLE + NEWCOMERS), unique=True, min_size=1))
    arguments = {
        **simulator.connection,
        **WIDE_FUSES,
        "account_plan": "business",
        "rate_share": 1,
        "users": [data.draw(wish(email)) for email in emails],
        "create_missing": ["groups", "divisions"],
        "allow_roles": ["Admin"],
        "report": "all",
    }
    switches = data.draw(st.fixed_dictionaries({name: st.sampled_from(choices) for name, choices in SWITCHES.items()}))
    simulator.put_state({**account(people), "switches": switches})
    before = comparable(simulator.state())
    simulator.clear_requests()
    checked = run_module("zoom_users", arguments, check_mode=True)
    assert simulator.writes() == []
    assert "steps" in checked, checked["msg"]
    done = run_module("zoom_users", arguments)
    assert not done.get("failures"), done.get("msg")
    for name in ("steps", "step_counts", "diff", "summary", "changed"):
        assert checked[name] == done[name], name
    after = comparable(simulator.state())
    check_done(before, after, checked["diff"])
    simulator.clear_requests()
    again = run_module("zoom_users", arguments)
    assert simulator.writes() == [], again["steps"]
    assert not again["changed"]


def check_done(before: dict[str, Any], after: dict[str, Any], diff: dict[str, Any]) -> None:
    touched = diff["after"]
    for email, changes in touched.items():
        if changes.get("state") == "absent":
            assert email not in after
            continue
        user = after[changes.get("email", email if email in after else f"renamed-{email}")]
        had = before.get(email, {"groups": []})
        for name, value in changes.items():
            if name not in ("state", "email"):
                assert holds(user, name, value, diff["before"][email].get("groups", [])), (email, name, value, user)
        if email in before:
            side_effects = {"email", "groups", "display_name"}
            if "status" in changes or "plan_united_type" in changes:
                side_effects |= {"type", "plan_united_type", "zoom_phone"}
            untouched = set(had) - set(changes) - side_effects
            assert {name: had[name] for name in untouched} == {name: user.get(name) for name in untouched}
            managed = set(diff["before"][email].get("groups", [])) | set(changes.get("groups", []))
            assert set(had["groups"]) - managed <= set(user["groups"])
    for email in set(before) - set(touched):
        assert before[email] == after[email]
