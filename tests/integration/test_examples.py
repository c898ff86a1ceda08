# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples of each module's documentation run as they stand, one after the other, on a simulated account.

The account has the people whom the examples name. `examples/<module>/` may hold files that they read, and `vars.yml`
with variables that they use. Then they run again in check mode, where no request may write.
"""

from __future__ import annotations

import importlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.openadmin.zoom.tests.harness.modules import run_module
from ansible_collections.openadmin.zoom.tests.harness.playbooks import PLAY, run_playbook
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT, Simulator

FILES = Path(__file__).parent / "examples"
MODULES = sorted(path.stem for path in (ROOT / "plugins" / "modules").glob("zoom_*.py"))
EMAIL = re.compile(r"[\w.+-]+@example\.com")


def add_people(simulator: Simulator, emails: set[str]) -> None:
    """Active users for the addresses that the account does not have."""
    users = simulator.state()["users"]
    missing = sorted(emails - {user["email"] for user in users})
    for number, email in enumerate(missing):
        first, last = email.partition("@")[0].capitalize(), "Example"
        users.append(
            {
                "id": f"example{number:015}",
                "email": email,
                "type": 1,
                "status": "active",
                "first_name": first,
                "last_name": last,
                "display_name": f"{first} {last}",
                "role_id": "2",
                "group_ids": [],
            }
        )
    simulator.put_state({"users": users})


@pytest.mark.simulator("--users", "6", "--groups", "20", "--seed", "1", "--no-rate-limits")
@pytest.mark.parametrize("module", MODULES)
def test_examples(module, simulator, tmp_path):
    examples = importlib.import_module(f"ansible_collections.openadmin.zoom.plugins.modules.{module}").EXAMPLES
    if (FILES / module).is_dir():
        shutil.copytree(FILES / module, tmp_path, dirs_exist_ok=True)
    given = tmp_path / "vars.yml"
    variables: dict[str, Any] = yaml.safe_load(given.read_text(encoding="utf-8")) if given.exists() else {}
    add_people(simulator, set(EMAIL.findall(examples)) - set(variables.pop("new_people", [])))
    tasks = yaml.safe_load(examples)
    assert tasks, f"{module} has no examples"
    play = tmp_path / "play.yml"
    play.write_text(yaml.safe_dump([{**PLAY, "tasks": tasks}]), encoding="utf-8")
    run_playbook(play, simulator, "--diff", variables=variables, folder=tmp_path).expect_success()
    simulator.clear_requests()
    for name, arguments in plain_tasks(tasks):
        run_module(name, {**simulator.connection, **arguments}, check_mode=True)
    assert simulator.writes() == []


def plain_tasks(tasks: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Module and arguments of the tasks that need no template."""
    for task in tasks:
        for action, arguments in task.items():
            if action.startswith("openadmin.zoom.") and "{{" not in str(arguments):
                yield action.rpartition(".")[2], arguments or {}
