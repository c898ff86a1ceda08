# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook awx_setup makes what the definitions say. awx.awx is a stand-in with the options of the real modules."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from ansible_collections.openadmin.zoom.tests.harness.awx import stand_in
from ansible_collections.openadmin.zoom.tests.harness.awx_definitions import DEFINED, TYPES
from ansible_collections.openadmin.zoom.tests.harness.pages import blocks
from ansible_collections.openadmin.zoom.tests.harness.playbooks import run_playbook
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT

PLAYBOOK = "openadmin.zoom.awx_setup"
GIVEN = {
    "awx_project_url": "https://git.example.com/zoom-awx.git",
    "awx_execution_environment_image": "registry.example.com/zoom-ee:1",
}
PAGE = (ROOT / "docs" / "awx.md").read_text(encoding="utf-8")
# The variables that the page shows, and those that it does not.
SHOWN = yaml.safe_load(next(block.text for block in blocks(PAGE) if block.says.get("file") == "awx.yml"))
FULL = {
    **SHOWN,
    "awx_organization": "IT",
    "awx_apps": {"audit": {"client_id": "id", "client_secret": "secret-of-audit"}},
    "awx_report_store": {"url": "https://files.example.com/zoom?sig=secret-of-store"},
    "awx_schedule_answers": {"offboard": {"leavers_src": "https://f.example.com/l.csv"}},
    "awx_teams": {"approvers": "Security"},
    "awx_slices": 2,
}
Calls = list[tuple[str, dict[str, Any]]]


def calls(folder: Path) -> Calls:
    lines = (folder / "calls").read_text(encoding="utf-8").splitlines()
    return [(name, arguments) for name, arguments in map(json.loads, lines)]


def of(found: Calls, module: str) -> list[dict[str, Any]]:
    return [arguments for name, arguments in found if name == module]


def test_everything_is_made_as_defined(simulator: Any, tmp_path: Path) -> None:
    run = run_playbook(PLAYBOOK, simulator, variables=FULL, environment=stand_in(tmp_path)).expect_success()
    found = calls(tmp_path)
    assert {each["name"]: each["injectors"] for each in of(found, "credential_type")} == {
        name: kind["injectors"] for name, kind in TYPES.items()
    }
    hosts = {each["name"]: each["variables"]["zoom_account_id"] for each in of(found, "host")}
    assert hosts == SHOWN["awx_accounts"]
    (group,) = of(found, "group")
    assert (group["hosts"], group["variables"]) == (list(hosts), DEFINED["awx_account_variables"])
    templates = {each["name"]: each for each in of(found, "job_template")}
    assert len(templates) == len(DEFINED["awx_job_templates"])
    assert {each["job_type"] for each in templates.values()} == {"check"}
    assert {each["allow_simultaneous"] for each in templates.values()} == {False}
    assert templates["Zoom audit"]["credentials"] == ["Zoom audit", "Zoom report store"]
    assert "policy_waivers" in templates["Zoom enforcement"]["extra_vars"]
    assert "policy_waivers" not in templates["Zoom onboarding"]["extra_vars"]
    (workflow,) = of(found, "workflow_job_template")
    audit, approval, enforce = workflow["workflow_nodes"]
    assert audit["related"]["success_nodes"] == [{"identifier": "approval"}]
    assert approval["unified_job_template"]["type"] == "workflow_approval"
    assert approval["related"]["success_nodes"] == [{"identifier": "enforce"}]
    assert (enforce["job_type"], enforce["unified_job_template"]["name"]) == ("run", "Zoom enforcement")
    schedules = {each["name"]: each["enabled"] for each in of(found, "schedule")}
    assert schedules["Zoom audit, nightly"] is True
    assert schedules["Zoom offboarding, daily"] is False
    roles = [(role["teams"], role["role"], role.get("workflows")) for role in of(found, "role")]
    assert (["Security"], "approval", ["Zoom audit, approval, enforcement"]) in roles
    assert not any(teams == ["Security"] and role == "execute" for teams, role, _workflows in roles)
    assert "secret-of" not in run.output


def test_the_page_names_every_variable() -> None:
    table = PAGE.partition("| variable | default | is |")[2].partition("\n\n")[0]
    documented = set(re.findall(r"`(awx_\w+)`", table))
    text = (ROOT / "playbooks" / "vars" / "awx.yml").read_text(encoding="utf-8")
    assert documented == set(re.findall(r"\^(awx_\w+)\$", text))
    assert set(SHOWN) <= documented


def test_the_least_that_must_be_given(simulator: Any, tmp_path: Path) -> None:
    environment = stand_in(tmp_path)
    refused = run_playbook(PLAYBOOK, simulator, environment=environment)
    assert refused.code == 2
    assert "awx_project_url" in refused.output
    assert "awx_execution_environment_image" in refused.output
    run = run_playbook(PLAYBOOK, simulator, variables=GIVEN, environment=environment).expect_success()
    found = calls(tmp_path)
    assert [each["name"] for each in of(found, "host")] == ["localhost"]
    assert not any("schedule" in name and "offboarding" in given["name"] for name, given in found)
    assert "Credentials without an app yet: Zoom doctor" in run.output
