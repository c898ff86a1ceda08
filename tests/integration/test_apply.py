# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An export is applied to the account that it is of, and to an empty one, as an administrator does it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.tests.harness.accounts import furnish
from ansible_collections.openadmin.zoom.tests.harness.modules import run_module
from ansible_collections.openadmin.zoom.tests.harness.playbooks import run_playbook
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

FAST = {"zoom_account_plan": "business", "zoom_rate_share": 1.0}
OPTIONS = ("--seed", "1", "--no-rate-limits")


@pytest.fixture
def empty() -> Iterator[Simulator]:
    simulator = Simulator("--users", "1", "--groups", "0", *OPTIONS)
    yield simulator
    simulator.stop()


@pytest.mark.simulator("--users", "20", "--groups", "2", *OPTIONS)
def test_the_same_account_and_an_empty_one(simulator: Any, empty: Simulator, tmp_path: Path) -> None:
    furnish(simulator)
    inactive = [user["email"] for user in simulator.state()["users"] if user["status"] == "inactive"]
    exported = {**FAST, "export_dir": str(tmp_path / "account")}
    run_playbook("openadmin.zoom.export", simulator, variables=exported).expect_success()
    simulator.clear_requests()
    applied = {**FAST, "apply_dir": str(tmp_path / "account")}
    same = run_playbook("openadmin.zoom.apply", simulator, variables=applied).expect_success()
    assert same.stats["changed"] == 0 and simulator.writes() == []

    run_playbook("openadmin.zoom.apply", empty, "--check", variables=applied).expect_success()
    assert empty.writes() == []
    run_playbook("openadmin.zoom.apply", empty, variables=applied).expect_success()
    empty.control("POST", "accept", {})
    run_playbook("openadmin.zoom.apply", empty, variables=applied).expect_success()

    task = {**empty.connection, "against": str(tmp_path / "account"), "account_plan": "business", "rate_share": 1.0}
    found = run_module("zoom_account_drift", {**task, "who": False})["differences"]
    # The README of an export names these two as what cannot be copied.
    missing = [one for one in found if one["path"] != "employee_unique_id"]
    assert {one["before"] if one["path"] == "members" else one["object"] for one in missing} == set(inactive)
