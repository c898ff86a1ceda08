# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook undo as an administrator runs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ansible_collections.openadmin.zoom.tests.harness.playbooks import run_playbook

PEOPLE = [
    {"email": "ada@example.com", "create_action": "autoCreate", "type": "licensed", "groups": ["Sales"]},
    {"email": "sim.user0003@example.com", "dept": "Materials"},
]


def test_onboarding_is_shown_then_undone(simulator: Any, tmp_path: Path) -> None:
    undo = tmp_path / "people.undo.json"
    given = {"people": PEOPLE, "onboarding_undo_file": str(undo)}
    before = {user["email"]: user.get("dept") for user in simulator.state()["users"]}
    run_playbook("openadmin.zoom.onboard", simulator, variables=given).expect_success()
    simulator.clear_requests()
    checked = run_playbook("openadmin.zoom.undo", simulator, "--check", variables={"undo_file": str(undo)})
    checked.expect_success()
    assert simulator.writes() == []
    assert "zoom_users 2 people: deactivate user 1, update user 1" in checked.output
    assert "Cannot be given back: ada@example.com: is deactivated, and stays in the account" in checked.output
    done = run_playbook("openadmin.zoom.undo", simulator, variables={"undo_file": str(undo)}).expect_success()
    assert done.stats["changed"] == 1
    users = {user["email"]: user for user in simulator.state()["users"]}
    assert users["ada@example.com"]["status"] == "inactive"
    dept = users["sim.user0003@example.com"].get("dept")
    assert dept == before["sim.user0003@example.com"]
    simulator.clear_requests()
    again = run_playbook("openadmin.zoom.undo", simulator, variables={"undo_file": str(undo)}).expect_success()
    assert again.stats["changed"] == 0
    assert simulator.writes() == []


def test_a_policy_is_undone(simulator: Any, tmp_path: Path) -> None:
    given = {"policy_mode": "enforce", "policy_targets": ["account"], "policy_allow_unverified": True}
    given["policy_report_dir"] = str(tmp_path)
    run_playbook("openadmin.zoom.policy", simulator, variables=given).expect_success()
    (undo,) = tmp_path.glob("*.undo")
    run_playbook("openadmin.zoom.undo", simulator, variables={"undo_file": str(undo)}).expect_success()
    again = run_playbook("openadmin.zoom.policy", simulator, "--check", variables=given).expect_success()
    assert again.stats["changed"] == 1


def test_a_file_that_is_not_named_or_not_there(simulator: Any) -> None:
    for variables, words in (({}, "Name the file"), ({"undo_file": "missing.json"}, "there is no such file")):
        run = run_playbook("openadmin.zoom.undo", simulator, variables=variables)
        assert run.code != 0
        assert words in run.output
    assert simulator.requests() == []
