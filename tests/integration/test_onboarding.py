# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook onboard as an administrator runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.tests.harness.playbooks import run_playbook

HEADER = "email,first_name,last_name,type,create_action,division,groups\n"
PLAYBOOK = "openadmin.zoom.onboard"


def people(tmp_path: Path, *rows: str) -> dict[str, Any]:
    path = tmp_path / "people.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return {"people_src": str(path), "onboarding_groups": ["Onboarded"], "onboarding_divisions": ["Europe"]}


def summary(output: str) -> str:
    return " ".join(output.partition("Show the summary")[2].split())


def test_people_come_in_once(simulator: Any, tmp_path: Path) -> None:
    variables = people(
        tmp_path,
        "ada@example.com,Ada,Lovelace,licensed,autoCreate,Europe,Onboarded|Sales",
        "grace@example.com,Grace,Hopper,basic,create,Europe,Onboarded",
    )
    first = run_playbook(PLAYBOOK, simulator, variables=variables).expect_success()
    assert first.stats["changed"] == 1
    assert "Done: 2 created, 0 updated, 0 unchanged" in summary(first.output)
    assert "invitations sent: 1." in summary(first.output)
    users = {user["email"]: user for user in simulator.state()["users"]}
    assert users["ada@example.com"]["first_name"] == "Ada"
    simulator.clear_requests()
    second = run_playbook(PLAYBOOK, simulator, variables=variables).expect_success()
    assert second.stats["changed"] == 0
    assert simulator.writes() == []


def test_check_mode_says_what_the_run_does(simulator: Any, tmp_path: Path) -> None:
    variables = people(tmp_path, "ada@example.com,Ada,Lovelace,licensed,autoCreate,Europe,Onboarded|Sales")
    planned, done = tmp_path / "planned.json", tmp_path / "done.json"
    checked = run_playbook(
        PLAYBOOK, simulator, "--check", "--diff", variables={**variables, "onboarding_steps_file": str(planned)}
    )
    checked.expect_success()
    assert simulator.writes() == []
    assert "Planned, nothing was sent: 1 created" in summary(checked.output)
    run_playbook(PLAYBOOK, simulator, variables={**variables, "onboarding_steps_file": str(done)}).expect_success()
    assert json.loads(planned.read_text()) == json.loads(done.read_text())


def test_a_wrong_file_sends_nothing(simulator: Any, tmp_path: Path) -> None:
    variables = people(tmp_path, "ada,Ada,L,licensed,,Europe,", "b@example.com,B,B,licenced,,,", "b@example.com,,,,,,")
    run = run_playbook(PLAYBOOK, simulator, variables=variables)
    assert run.code != 0
    assert "row 2, column email" in run.output
    assert "row 3, column type" in run.output
    assert simulator.requests() == []


def test_no_people_or_both_is_an_error(simulator: Any, tmp_path: Path) -> None:
    for variables in ({}, {**people(tmp_path, "a@example.com,,,,,,"), "people": [{"email": "b@example.com"}]}):
        run = run_playbook(PLAYBOOK, simulator, variables=variables)
        assert run.code != 0
        assert "people_src=people.csv" in run.output


def test_what_is_refused_stops_only_itself(simulator: Any, tmp_path: Path) -> None:
    body = {"code": 300, "message": "The name contains an invalid word: Ada."}
    simulator.faults([{"method": "POST", "path": "/users$", "times": 1, "status": 400, "body": body}])
    variables = people(tmp_path, "ada@example.com,Ada,L,basic,autoCreate,,", "bob@example.com,Bob,B,basic,autoCreate,,")
    run = run_playbook(PLAYBOOK, simulator, variables=variables)
    assert run.code != 0
    assert "1 created" in summary(run.output)
    assert "1 failed" in summary(run.output)
    assert "invalid word" in summary(run.output)


@pytest.mark.simulator("--users", "400", "--groups", "2", "--seed", "1", "--plan", "pro")
@pytest.mark.slow
def test_a_long_run_shows_its_progress(simulator: Any, tmp_path: Path) -> None:
    rows = [f"p{number}@example.com,P,{number},basic,autoCreate,," for number in range(330)]
    run = run_playbook(PLAYBOOK, simulator, variables={**people(tmp_path, *rows), "zoom_rate_share": 0.8})
    run.expect_success()
    assert "progress: [localhost] zoom_users:" in run.output
    assert " of 330 (" in run.output


def test_accounts_of_an_inventory_use_their_own_credentials(simulator: Any, tmp_path: Path) -> None:
    inventory = tmp_path / "inventory.yml"
    host = {f"zoom_{name}": value for name, value in simulator.connection.items()}
    poor = {name: value for name, value in host.items() if name != "zoom_client_secret"}
    inventory.write_text(json.dumps({"zoom_accounts": {"hosts": {"rich": host, "poor": poor}}}), encoding="utf-8")
    variables = people(tmp_path, "ada@example.com,Ada,L,basic,autoCreate,,")
    run = run_playbook(PLAYBOOK, simulator, "-i", str(inventory), variables=variables)
    assert "missing: client_secret" in run.output
    assert "rich" in run.output
    users = {user["email"] for user in simulator.state()["users"]}
    assert "ada@example.com" in users
