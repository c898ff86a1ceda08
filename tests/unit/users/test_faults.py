# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random faults on the way: nothing is done twice, nothing is lost, a later run ends where an undisturbed one does."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ansible_collections.openadmin.zoom.plugins.module_utils._core import patience, waits
from ansible_collections.openadmin.zoom.tests.harness.modules import run_module
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

STATE: dict[str, Any] = {
    "account": {"managed_domains": ["example.com"]},
    "groups": [{"id": "g1", "name": "Sales"}, {"id": "g2", "name": "Support"}],
    "divisions": [{"id": "d1", "name": "Main", "main": True}],
    "users": [
        {"id": "owner", "email": "owner@example.com", "type": 2, "role_id": "0", "status": "active"},
        {"id": "ada", "email": "ada@example.com", "type": 1, "status": "active", "group_ids": ["g1", "g2"]},
        {"id": "bob", "email": "bob@example.com", "type": 2, "status": "active"},
        {"id": "cy", "email": "cy@example.com", "type": 1, "status": "inactive"},
    ],
}
WANTED = [
    {"email": "n1@example.com", "create_action": "custCreate", "groups": ["Sales", "New"], "division": "Europe",
     "dept": "IT"},
    {"email": "n2@example.com", "groups": ["Sales"], "first_name": "N"},
    {"email": "ada@example.com", "groups": ["New"], "groups_managed": ["*"], "type": "licensed", "dept": "IT"},
    {"email": "bob@example.com", "state": "absent", "absent_action": "delete", "transfer_to": "ada@example.com"},
    {"email": "cy@example.com", "status": "active", "primary_group": "Support", "division": "Europe",
     "new_email": "cyrus@example.com"},
]  # fmt: skip
FEW_EXAMPLES = 12
EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", FEW_EXAMPLES))  # more of them, and random ones, for a long look
PATHS = ("/users$", "/users/", "/groups$", "/groups/", "/divisions", "/members", "/status", "/email", "/oauth/token")
FAULTS = st.fixed_dictionaries(
    {"path": st.sampled_from(PATHS), "times": st.integers(1, 2)},
    optional={"method": st.sampled_from(["GET", "POST", "PATCH", "PUT", "DELETE"]), "after": st.booleans()},
)
KINDS = st.sampled_from(
    [
        {"status": 500, "body": {"code": 500, "message": "Internal error."}},
        {"status": 503, "body": "<html><title>Service unavailable</title></html>"},
        {"reset": True},
        {"truncate": True},
        {"status": 429, "headers": {"Retry-After": "0"}, "body": {"code": 429, "message": "per-second rate limit"}},
    ]
)


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is worth waiting for here."""
    monkeypatch.setattr(waits, "FRESH", (0.0,) * 3)
    monkeypatch.setattr(waits, "MEMBERS", (0.0, 0.0))
    monkeypatch.setattr(patience, "BACKOFF_FIRST", 0.001)


def people(simulator: Simulator) -> dict[str, Any]:
    """Email → what the rows are about, ids aside."""
    state = simulator.state()
    groups = {group["id"]: group["name"] for group in state["groups"]}
    divisions = {division["id"]: division["name"] for division in state["divisions"]}
    assert len(set(groups.values())) == len(groups)
    return {
        user["email"]: (
            user["status"],
            user["type"],
            user["dept"],
            sorted(groups[key] for key in user["group_ids"]),
            divisions.get(user["division_id"], "Main"),
        )
        for user in state["users"]
    }


@settings(
    phases=(Phase.explicit, Phase.generate),
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES == FEW_EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(faults=st.lists(st.tuples(FAULTS, KINDS), min_size=1, max_size=4))
def test_a_later_run_ends_where_an_undisturbed_one_does(simulator: Simulator, faults: list[Any]) -> None:
    arguments = {
        **simulator.connection,
        "account_plan": "business",
        "rate_share": 1,
        "users": WANTED,
        "create_missing": ["groups", "divisions"],
        "max_removals_percent": 100,
        "report": "all",
    }
    simulator.put_state(STATE)
    undisturbed = run_module("zoom_users", arguments)
    assert not undisturbed.get("failed"), undisturbed["msg"]
    expected = people(simulator)
    simulator.put_state(STATE)
    simulator.faults([{**where, **kind} for where, kind in faults])
    disturbed = run_module("zoom_users", arguments)
    simulator.control("DELETE", "faults")
    told = {shown["email"] for shown in disturbed.get("users", []) if shown["error"]}
    missing = {email for email, state in people(simulator).items() if expected.get(email) != state}
    assert disturbed.get("failed") or not missing, missing
    assert "users" not in disturbed or {email.replace("cyrus", "cy") for email in missing} <= told
    later = run_module("zoom_users", arguments)
    assert not later.get("failed"), later["msg"]
    assert people(simulator) == expected
    assert not run_module("zoom_users", arguments)["changed"]


@pytest.mark.parametrize("totals", ["zero", "null", "missing", "text"])
def test_a_count_that_zoom_does_not_give_is_counted(succeed: Any, simulator: Any, totals: str) -> None:
    """The fuses count from the number of users; without a number nobody could be removed."""
    simulator.put_state({"switches": {"totals": totals}})
    people = [user["email"] for user in simulator.state()["users"] if user["role_id"] == "2"]
    rows = [{"email": email, "state": "absent", "absent_action": "deactivate"} for email in people[:2]]
    assert succeed("zoom_users", {"users": rows, "max_removals_percent": 10})["changed"]
