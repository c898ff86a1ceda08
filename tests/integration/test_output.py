# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task prints is for reading: at every size, in Ansible's own output and in YAML, and what fails too."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.openadmin.zoom.tests.harness.playbooks import PLAY, run_playbook

LINES, BYTES = 200, 64 * 1024
BANNER = re.compile(r"^(?:TASK|PLAY RECAP|PLAY) .*\*{3,}$", re.MULTILINE)


def people_file(folder: Path, header: str, rows: int, row: Callable[[int], str]) -> str:
    path = folder / "people.csv"
    path.write_text("\n".join([header, *map(row, range(rows))]), encoding="utf-8")
    return str(path)


def unknown_groups(_simulator: Any, folder: Path) -> dict[str, Any]:
    row = "p{0}@example.com,Team {0}".format
    return {"people_src": people_file(folder, "email,groups", 10_000, row)}


def wrong_rows(_simulator: Any, folder: Path) -> dict[str, Any]:
    kinds = ("p{0},licensed,en-US,", "p{0}@example.com,gold{0},en-US,", "p{0}@example.com,basic,xx-{0},Mars/{0}")
    return {"people_src": people_file(folder, "email,type,language,timezone", 5_000, lambda n: kinds[n % 3].format(n))}


def new_people(_simulator: Any, folder: Path) -> dict[str, Any]:
    row = "p{0}@example.com,Person,{0},basic,autoCreate,Sales {1}"
    return {
        "people_src": people_file(
            folder,
            "email,first_name,last_name,type,create_action,dept",
            2_000,
            lambda number: row.format(number, number % 7),
        )
    }


def refused_people(simulator: Any, folder: Path) -> dict[str, Any]:
    body = {"code": 300, "message": "The name contains an invalid word."}
    simulator.faults([{"method": "POST", "path": "/users$", "times": 200, "status": 400, "body": body}])
    row = "p{0}@example.com,Person,{0},basic,autoCreate".format
    return {"people_src": people_file(folder, "email,first_name,last_name,type,create_action", 200, row)}


def leavers(simulator: Any, folder: Path) -> dict[str, Any]:
    users = [user for user in simulator.state()["users"] if user["status"] == "active" and user["role_id"] == "2"]
    emails = [user["email"] for user in users[:501]]
    return {
        "leavers_src": people_file(folder, "email", 500, lambda number: emails[number]),
        "offboarding_heir": emails[500],
        "offboarding_ledger": str(folder / "zoom.ledger"),
    }


def many_leavers(simulator: Any, folder: Path) -> dict[str, Any]:
    return {
        **leavers(simulator, folder),
        "offboarding_max_removals": 1000,
        "offboarding_max_removals_percent": 100,
    }


def nothing(_simulator: Any, _folder: Path) -> dict[str, Any]:
    return {}


def enforced(_simulator: Any, folder: Path) -> dict[str, Any]:
    return {"policy_mode": "enforce", "policy_undo_file": str(folder / "undo.json")}


def failing(_simulator: Any, folder: Path) -> dict[str, Any]:
    return {"policy_fail_on": "fail", "policy_report_dir": str(folder)}


UNKNOWN_SETTINGS = {
    "openadmin.zoom.zoom_settings": {
        "scope": "account",
        "settings": {"in_meeting": {f"no_such_setting_{number}": True for number in range(500)}},
    }
}
UNKNOWN_MEMBERS = {
    "openadmin.zoom.zoom_group_member": {
        "group": "Sales",
        "members": [f"nobody{number}@example.com" for number in range(5_000)],
    }
}
FAILING_POLICY = {
    "openadmin.zoom.zoom_policy": {
        "baselines": ["core", "cis_v100_l2"],
        "targets": ["account", "groups"],
        "fail_on": "unknown",
    }
}


@dataclass(frozen=True)
class Case:
    """A playbook, or one task, with its variables; what it prints holds ``told``. ``form``: that which is longer."""

    playbook: str | Mapping[str, Any]
    variables: Callable[[Any, Path], dict[str, Any]]
    told: tuple[str, ...]
    arguments: tuple[str, ...] = ()
    form: str = "yaml"


WHOLE = "The whole result is in "
MORE = "more; steps_file takes the whole list of steps"
CASES = {
    "10,000 unknown groups": Case(
        "openadmin.zoom.onboard",
        unknown_groups,
        ("rows 2, 3, 4, 5, 6 and 9,995 more: there is no group 'Team 0'", "create_missing: [groups]", WHOLE),
    ),
    "5,000 wrong rows": Case("openadmin.zoom.onboard", wrong_rows, ("rows 2, 5, 8, 11, 14 and 1,662 more",)),
    "diff of 2,000 people": Case("openadmin.zoom.onboard", new_people, (MORE,), ("--check", "--diff"), "json"),
    "200 people refused": Case(
        "openadmin.zoom.onboard", refused_people, ("200 of 200 steps failed", "and 195 more: Zoom refused", WHOLE)
    ),
    "500 leavers": Case("openadmin.zoom.offboard", many_leavers, (MORE, "470 more"), ("--check", "--diff"), "json"),
    "500 leavers, too many": Case("openadmin.zoom.offboard", leavers, ("max_removals",)),
    "a failing audit of 30 groups": Case("openadmin.zoom.audit", failing, ("findings fail",), ("--diff",)),
    "a check of 30 groups": Case("openadmin.zoom.policy", enforced, (), ("--check", "--diff"), "json"),
    "a failing task of 30 groups": Case(FAILING_POLICY, nothing, ("meeting-passcode: fail_unlocked at", WHOLE)),
    "500 findings": Case(UNKNOWN_SETTINGS, nothing, ("500 problems in the input", WHOLE)),
    "5,000 unknown members": Case(UNKNOWN_MEMBERS, nothing, ("5000 of the people named", WHOLE)),
}


def on_its_account(name: str) -> Any:
    """The case, on an account of many groups or of many people."""
    options = ("--users", "5", "--groups", "30") if "30 groups" in name else ("--users", "1000", "--groups", "5")
    return pytest.param(name, marks=pytest.mark.simulator(*options, "--seed", "1", "--no-rate-limits"))


def printed(output: str) -> dict[str, str]:
    """What each task printed, by its banner."""
    starts = [match.start() for match in BANNER.finditer(output)]
    parts = [output[start:end] for start, end in zip(starts, [*starts[1:], len(output)], strict=True)]
    return {part.partition("\n")[0].rstrip("* "): part for part in parts}


@pytest.mark.slow
@pytest.mark.parametrize("name", [on_its_account(name) for name in CASES])
def test_a_task_prints_what_can_be_read(name: str, simulator: Any, tmp_path: Path) -> None:
    case = CASES[name]
    playbook: Path | str = tmp_path / "play.yml"
    if isinstance(case.playbook, str):
        playbook = case.playbook
    else:
        Path(playbook).write_text(yaml.safe_dump([{**PLAY, "tasks": [case.playbook]}]), encoding="utf-8")
    run = run_playbook(
        playbook,
        simulator,
        *case.arguments,
        variables=case.variables(simulator, tmp_path),
        environment={"ANSIBLE_CALLBACK_RESULT_FORMAT": case.form},
    )
    tasks = printed(run.output)
    long = {task: text for task, text in tasks.items() if text.count("\n") > LINES or len(text.encode()) > BYTES}
    assert not long, "\n".join(f"{task}: {text[:20_000]}" for task, text in long.items())
    assert [words for words in case.told if words not in run.output] == [], run.output[:20_000]
