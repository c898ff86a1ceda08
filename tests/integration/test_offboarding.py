# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook offboard as an administrator runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.tests.harness.playbooks import run_playbook

PLAYBOOK = "openadmin.zoom.offboard"
DAY = 86400


@pytest.fixture
def given(simulator: Any, tmp_path: Path) -> dict[str, Any]:
    """Variables of a job in which one person leaves, one is held, and another is the heir."""
    users = simulator.state()["users"]
    members = [user for user in users if user["status"] == "active" and user["role_id"] == "2"]
    for user, name in zip(members, ("ann", "bob", "heir"), strict=False):
        user.update(email=f"{name}@example.com", type=2)
    simulator.put_state({"users": users})
    src = tmp_path / "leavers.csv"
    src.write_text("email,leave_date\nann@example.com,2026-01-31\nbob@example.com,\n", encoding="utf-8")
    return {
        "leavers_src": str(src),
        "offboarding_action": "delete",
        "offboarding_heir": "heir@example.com",
        "offboarding_ledger": str(tmp_path / "zoom.ledger"),
        "offboarding_exceptions": [{"address": "bob@example.com", "reason": "lawsuit 7", "legal_hold": True}],
    }


def test_from_deactivation_to_removal(simulator: Any, tmp_path: Path, given: dict[str, Any]) -> None:
    checked = run_playbook(PLAYBOOK, simulator, "--check", variables=given).expect_success()
    assert simulator.writes() == []
    assert not (tmp_path / "zoom.ledger").exists()
    assert "deactivate ann@example.com, next" in checked.output
    assert "heir heir@example.com" in checked.output
    assert "held bob@example.com: legal hold: lawsuit 7" in checked.output
    run_playbook(PLAYBOOK, simulator, variables=given).expect_success()
    simulator.clear_requests()
    again = run_playbook(PLAYBOOK, simulator, variables=given).expect_success()
    assert (again.stats["changed"], simulator.writes()) == (0, [])
    simulator.clock(31 * DAY)
    run_playbook(PLAYBOOK, simulator, variables=given).expect_success()
    emails = {user["email"] for user in simulator.state()["users"]}
    assert "ann@example.com" not in emails
    assert "bob@example.com" in emails


def test_accounts_side_by_side_keep_their_ledgers_apart(simulator: Any, tmp_path: Path, given: dict[str, Any]) -> None:
    host = {f"zoom_{name}": value for name, value in simulator.connection.items()}
    inventory = tmp_path / "inventory.yml"
    inventory.write_text(json.dumps({"zoom_accounts": {"hosts": {"one": host, "two": host}}}), encoding="utf-8")
    run_playbook(PLAYBOOK, simulator, "-i", str(inventory), "--forks", "1", variables=given).expect_success()
    names = {path.name for path in tmp_path.glob("*.ledger")}
    assert names == {"zoom-one.ledger", "zoom-two.ledger"}


def test_both_a_file_and_a_list_is_an_error(simulator: Any, given: dict[str, Any]) -> None:
    run = run_playbook(PLAYBOOK, simulator, variables={**given, "leavers": [{"email": "a@example.com"}]})
    assert run.code != 0
    assert "leavers_src=leavers.csv" in run.output
