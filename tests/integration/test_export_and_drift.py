# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbooks export and drift as an administrator runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ansible_collections.openadmin.zoom.tests.harness.modules import run_module
from ansible_collections.openadmin.zoom.tests.harness.playbooks import run_playbook

FAST = {"zoom_account_plan": "business", "zoom_rate_share": 1.0}


def test_from_export_to_drift(simulator: Any, tmp_path: Path) -> None:
    exported = {**FAST, "export_dir": str(tmp_path / "account")}
    checked = run_playbook("openadmin.zoom.export", simulator, "--check", variables=exported).expect_success()
    assert "to be written" in checked.output
    assert not (tmp_path / "account").exists()
    first = run_playbook("openadmin.zoom.export", simulator, variables=exported).expect_success()
    again = run_playbook("openadmin.zoom.export", simulator, variables=exported).expect_success()
    assert (first.stats["changed"], again.stats["changed"]) == (1, 0)
    compared = {**FAST, "drift_against": str(tmp_path / "account"), "drift_fail_on": "any"}
    same = run_playbook("openadmin.zoom.drift", simulator, variables=compared).expect_success()
    assert "0 differences." in same.output
    given = {"scope": "account", "settings": {"in_meeting": {"chat": False}}}
    run_module("zoom_settings", {**simulator.connection, **given})
    simulator.clear_requests()
    compared["drift_report_dir"] = str(tmp_path / "reports")
    drifted = run_playbook("openadmin.zoom.drift", simulator, variables=compared)
    assert drifted.code == 2
    assert "settings.in_meeting.chat is now false, was true" in drifted.output
    assert {path.suffix for path in (tmp_path / "reports").iterdir()} == {".json", ".html"}
    assert simulator.writes() == []
    ignored = {**compared, "drift_ignore": ["settings.in_meeting.chat"]}
    run_playbook("openadmin.zoom.drift", simulator, variables=ignored).expect_success()


def test_accounts_side_by_side_keep_their_files_apart(simulator: Any, tmp_path: Path) -> None:
    host = {f"zoom_{name}": value for name, value in simulator.connection.items()}
    inventory = tmp_path / "inventory.yml"
    inventory.write_text(json.dumps({"zoom_accounts": {"hosts": {"one": host, "two": host}}}), encoding="utf-8")
    variables = {**FAST, "export_dir": str(tmp_path / "accounts"), "export_sections": ["groups", "divisions"]}
    run_playbook("openadmin.zoom.export", simulator, "-i", str(inventory), variables=variables).expect_success()
    assert sorted(path.name for path in (tmp_path / "accounts").iterdir()) == ["one", "two"]
    compared = {**FAST, "drift_against": str(tmp_path / "accounts"), "drift_fail_on": "any"}
    compared["drift_report_dir"] = str(tmp_path / "reports")
    run_playbook("openadmin.zoom.drift", simulator, "-i", str(inventory), variables=compared).expect_success()
    assert sorted(path.suffix for path in (tmp_path / "reports").iterdir()) == [".html", ".html", ".json", ".json"]
