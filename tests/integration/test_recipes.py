# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each recipe of docs/recipes.md runs as it stands, calls what it names, and writes nothing in check mode."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from ansible_collections.openadmin.zoom.tests.harness.playbooks import PLAY, run_playbook
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT, Simulator

TEXT = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
# Operations of the table in docs/operations.md, and those that the simulator has beyond them.
OPERATIONS = re.compile(r"^<!-- (?:operations|beyond the table): (.+) -->$", re.MULTILINE)
TASKS = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DEVICE = {"id": "d1", "device_name": "Desk", "room_name": "Room", "room_user_id": "r1", "status": "Online"}
PEOPLE = ("jill", "joe", "admin", "invited")


@dataclass(frozen=True)
class Recipe:
    title: str
    operations: frozenset[str]
    tasks: list[dict[str, Any]]


def recipes() -> list[Recipe]:
    found = []
    for section in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]:
        title = section.partition("\n")[0]
        named, (tasks,) = ", ".join(OPERATIONS.findall(section)), TASKS.findall(section)
        found.append(Recipe(title, frozenset(named.split(", ")), yaml.safe_load(tasks)))
    return found


def add_people(simulator: Simulator) -> None:
    users = simulator.state()["users"]
    for name in PEOPLE:
        users.append(
            {
                "id": f"recipe-{name}",
                "email": f"{name}@example.com",
                "type": 2,
                "status": "pending" if name == "invited" else "active",
                "first_name": name,
                "role_id": "1" if name == "admin" else "2",
                "content": {"recording": 3},
                "zoom_phone": name == "joe",
                "collaboration_devices": [DEVICE],
            }
        )
    simulator.put_state({"users": users})


@pytest.mark.simulator("--users", "6", "--groups", "1", "--seed", "1", "--no-rate-limits", "--master", "2")
@pytest.mark.parametrize("recipe", recipes(), ids=lambda recipe: recipe.title)
def test_recipe(recipe, simulator, tmp_path):
    add_people(simulator)
    play = tmp_path / "play.yml"
    play.write_text(yaml.safe_dump([{**PLAY, "tasks": recipe.tasks}]), encoding="utf-8")
    variables = {"new_password": "Never-Used-7391"}
    simulator.clear_requests()
    run_playbook(play, simulator, "--check", variables=variables, folder=tmp_path).expect_success()
    assert simulator.writes() == []
    simulator.clear_requests()
    output = run_playbook(play, simulator, variables=variables, folder=tmp_path).expect_success().output
    assert {request["operation"] for request in simulator.api_requests()} == recipe.operations
    assert variables["new_password"] not in output
