# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbooks audit and policy as an administrator runs them: exit codes, files, approval, several accounts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ansible_collections.openadmin.zoom.tests.harness.playbooks import PLAY, PlaybookRun, run_playbook
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

pytestmark = pytest.mark.simulator("--users", "5", "--groups", "2", "--no-rate-limits")


def names(folder: Path) -> list[str]:
    # Beside an undo file stands what it is about.
    return sorted(path.suffix for path in folder.iterdir() if path.suffix != ".about")


def test_a_failing_audit_fails_the_play_after_its_reports(simulator: Simulator, tmp_path: Path) -> None:
    variables = {"policy_report_dir": "reports", "policy_report_formats": ["json", "csv", "junit", "html"]}
    passed = run_playbook("openadmin.zoom.audit", simulator, variables=variables, folder=tmp_path).expect_success()
    assert passed.stats["changed"] == 0
    assert "Changes that enforcing would make: " in passed.output
    assert names(tmp_path / "reports") == [".csv", ".html", ".json", ".xml"]
    variables.update(policy_fail_on="fail", policy_report_dir="again")
    failed = run_playbook("openadmin.zoom.audit", simulator, variables=variables, folder=tmp_path)
    assert failed.code == 2
    assert "findings fail (policy_fail_on is fail)" in failed.output
    assert names(tmp_path / "again") == [".csv", ".html", ".json", ".xml"]
    assert simulator.writes() == []
    checked = run_playbook(
        "openadmin.zoom.audit", simulator, "--check", variables={"policy_report_dir": "checked"}, folder=tmp_path
    )
    checked.expect_success()
    assert names(tmp_path / "checked") == [".html", ".json"]


def test_what_was_approved_is_what_is_enforced(simulator: Simulator, tmp_path: Path) -> None:
    shown = {"ANSIBLE_SHOW_CUSTOM_STATS": "true", "ANSIBLE_STDOUT_CALLBACK": "ansible.builtin.default"}
    variables = {"policy_report_dir": "audit"}
    audit = run_playbook(
        "openadmin.zoom.audit", simulator, variables=variables, environment=shown, folder=tmp_path
    ).expect_success()
    stats = audit.output.partition("CUSTOM STATS")[2]
    assert '"policy_plan"' in stats
    assert '"sim-account"' in stats
    (report,) = (tmp_path / "audit").glob("*.json")
    plan = json.loads(report.read_text(encoding="utf-8"))["plan"]

    less = {"policy_mode": "enforce", "policy_approved_plan": {"sim-account": plan[1:]}}
    refused = run_playbook("openadmin.zoom.policy", simulator, variables=less, folder=tmp_path)
    assert refused.code == 2
    assert "was not approved" in refused.output
    assert simulator.writes() == []

    approved = {
        "policy_mode": "enforce",
        "policy_approved_plan": f"audit/{report.name}",
        "policy_undo_file": "undo.json",
        "policy_report_dir": "enforced",
        "policy_previous": f"audit/{report.name}",
    }
    done = run_playbook("openadmin.zoom.policy", simulator, variables=approved, folder=tmp_path).expect_success()
    assert done.stats["changed"] == 1
    assert "score 100.0 %" in done.output
    assert json.loads((tmp_path / "undo.json").read_text(encoding="utf-8"))
    assert names(tmp_path / "enforced") == [".html", ".json"]
    (second,) = (tmp_path / "enforced").glob("*.json")
    content = json.loads(second.read_text(encoding="utf-8"))
    assert content["trend"]["worse"] == []
    assert len(content["history"]) == 2
    again = run_playbook(
        "openadmin.zoom.policy", simulator, variables={"policy_mode": "enforce"}, folder=tmp_path
    ).expect_success()
    assert again.stats["changed"] == 0


def test_audit_is_the_default_and_check_mode_shows_the_plan(simulator: Simulator, tmp_path: Path) -> None:
    run_playbook("openadmin.zoom.policy", simulator, folder=tmp_path).expect_success()
    planned = run_playbook(
        "openadmin.zoom.policy",
        simulator,
        "--check",
        "--diff",
        variables={"policy_mode": "enforce"},
        folder=tmp_path,
    ).expect_success()
    assert simulator.writes() == []
    assert planned.stats["changed"] == 1
    assert "in_meeting.allow_live_streaming" in planned.output


def test_several_accounts_side_by_side(simulator: Simulator, tmp_path: Path) -> None:
    inventory = tmp_path / "inventory.json"
    other = Simulator("--users", "5", "--groups", "1", "--no-rate-limits")
    hosts = {
        name: {f"zoom_{key}": value for key, value in account.connection.items()}
        for name, account in (("north", simulator), ("south", other))
    }
    inventory.write_text(json.dumps({"zoom_accounts": {"hosts": hosts}}), encoding="utf-8")
    try:
        done = enforce_both(simulator, inventory, tmp_path)
        assert other.writes()
    finally:
        other.stop()
    assert done.output.count("score 100.0 %") == 2
    assert names(tmp_path / "reports") == [".html", ".html", ".json", ".json"]
    assert {path.name for path in tmp_path.glob("undo*.json")} == {"undo-north.json", "undo-south.json"}


def enforce_both(simulator: Simulator, inventory: Path, folder: Path) -> PlaybookRun:
    return run_playbook(
        "openadmin.zoom.policy",
        simulator,
        "-i",
        str(inventory),
        variables={
            "policy_report_dir": "reports",
            "policy_previous": "reports",
            "policy_mode": "enforce",
            "policy_undo_file": "undo.json",
        },
        folder=folder,
    ).expect_success()


OWN = """\
schema_version: 1
name: own
title: Our rules
version: "1"
controls:
  - {id: chat, title: T, rationale: R, path: in_meeting.chat, op: "==", expected: false}
"""


def test_a_play_of_ones_own(simulator: Simulator, tmp_path: Path) -> None:
    """Module defaults reach the action plugin, files lie beside the playbook, async is waited for."""
    task = {"openadmin.zoom.zoom_policy": {"baselines": "own.yml", "report_dir": "reports", "mode": "enforce"}}
    tasks = [
        {"name": "Plan", "check_mode": True, "diff": True, **task},
        {"name": "Enforce", "async": 120, "poll": 1, "register": "done", **task},
        {
            "name": "Check",
            "ansible.builtin.assert": {
                "that": [
                    "done is changed",
                    "done.report_files | length == 2",
                    "done.plan | map(attribute='object') | unique | list == ['account']",
                    "done.audit is not defined",
                ]
            },
        },
        {"name": "Enforce in the background", "async": 120, "poll": 0, **task},
    ]
    defaults = {"group/openadmin.zoom.zoom": {"rate_share": 1.0}, "openadmin.zoom.zoom_policy": {"targets": "account"}}
    folder, current = tmp_path / "plays", tmp_path / "current"
    folder.mkdir()
    current.mkdir()
    (folder / "own.yml").write_text(OWN, encoding="utf-8")
    play = {**PLAY, "module_defaults": defaults, "tasks": tasks}
    (folder / "play.json").write_text(json.dumps([play]), encoding="utf-8")
    ran = run_playbook(folder / "play.json", simulator, folder=current)
    assert ran.stats["changed"] == 2
    assert ran.stats["ok"] == 3, ran.output
    assert "give poll a number above 0" in ran.output
    assert names(current / "reports") == [".html", ".html", ".json", ".json", ".undo"]


def test_wrong_input_names_place_and_remedy(simulator: Simulator, tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_text("schema_version: 1\nname: own\ncontrols:\n  - id: x\n", encoding="utf-8")
    failed = run_playbook(
        "openadmin.zoom.audit", simulator, variables={"policy_baselines": ["core", "own.yml"]}, folder=tmp_path
    )
    assert failed.code == 2
    assert "own.yml line 4, control x: a control has no title." in failed.output
    assert simulator.api_requests() == []
