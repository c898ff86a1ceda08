# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook doctor as an administrator runs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.tests.harness.playbooks import run_playbook

PLAYBOOK = "openadmin.zoom.doctor"


@pytest.mark.simulator("--users", "50", "--groups", "5", "--scopes", "admin")
def test_the_report_ends_with_a_verdict_and_a_next_step(simulator: Any) -> None:
    run = run_playbook(PLAYBOOK, simulator).expect_success()
    assert '"Verdict: ready."' in run.output and "Next: a dry run" in run.output
    assert "Not readable: account locks" in run.output
    assert run.stats["changed"] == 0 and simulator.writes() == []
    assert "sim-secret" not in run.output


def test_without_a_token_it_fails_and_says_why(simulator: Any) -> None:
    run = run_playbook(PLAYBOOK, simulator, environment={"ZOOM_CLIENT_SECRET": "wrong-secret"})
    assert run.code != 0
    assert "Check client_id and client_secret" in run.output and "Verdict: nothing works" in run.output
    assert "wrong-secret" not in run.output


def test_hosts_are_accounts_and_take_no_credentials_from_the_environment(simulator: Any, tmp_path: Path) -> None:
    inventory = tmp_path / "accounts.yml"
    inventory.write_text(
        "zoom_accounts:\n  hosts:\n    whole:\n      zoom_account_id: sim-account\n      zoom_client_id: sim-client\n"
        "      zoom_client_secret: sim-secret\n    half:\n      zoom_account_id: sim-account\n",
        encoding="utf-8",
    )
    run = run_playbook(PLAYBOOK, simulator, "-i", str(inventory))
    assert run.code != 0
    assert "missing: client_id (or ZOOM_CLIENT_ID), client_secret" in run.output
    assert run.output.count("Verdict: ready.") == 1 and run.output.count("Verdict: nothing works") == 1
