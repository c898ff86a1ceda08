# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one more task costs in CPU, as a ratio to a task of ansible.builtin.ping that is measured in the same run.

Other work on the machine changes every number, but the tasks and the pings alike: the runs of all modules take turns,
and the medians are compared.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from ansible_collections.openadmin.zoom.tests.benchmark.measure import playbook_environment
from ansible_collections.openadmin.zoom.tests.harness.playbooks import PLAY
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

# No waits for the rate limits of an account: they cost time, not CPU, and a bench of small tasks is to be quick.
ENVIRONMENT = {"ZOOM_ACCOUNT_PLAN": "business", "ZOOM_RATE_SHARE": "1"}
ACCOUNT = ("--users", "50", "--groups", "5", "--seed", "1", "--no-rate-limits")
# Tasks of the longer playbook beyond the one of the shorter.
MORE_TASKS = 6
ROUNDS = 5
PING = "ansible.builtin.ping"


@dataclass(frozen=True)
class Task:
    """A task that finds everything as it should be. ``limit`` is its cost beyond a ping, in pings."""

    module: str
    limit: float
    arguments: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.module.rpartition(".")[2]


TASKS = (
    Task("openadmin.zoom.zoom_group_info", 0.35),
    Task("openadmin.zoom.zoom_users", 0.55, {"users": []}),
    Task("openadmin.zoom.zoom_settings", 0.55, {"scope": "account", "settings": {}}),
    Task("openadmin.zoom.zoom_policy", 1.0),
)


class TaskFailed(Exception):
    """A task failed or changed something, so its cost says nothing."""


def costs_beyond_a_ping(rounds: int = ROUNDS) -> dict[str, float]:
    """Module name → what one more task costs beyond a ping, in pings."""
    simulator = Simulator(*ACCOUNT)
    try:
        with tempfile.TemporaryDirectory() as folder:
            found = [_one_round(simulator, Path(folder)) for _round in range(rounds)]
    finally:
        simulator.stop()
    ping = median(one[PING] for one in found)
    return {task.name: median(one[task.module] for one in found) / ping - 1 for task in TASKS}


def _one_round(simulator: Simulator, folder: Path) -> dict[str, float]:
    """Module → CPU seconds of one more task."""
    tasks = [Task(PING, 0), *TASKS]
    short = {task.module: _cpu_seconds(task, 1, simulator, folder) for task in tasks}
    long = {task.module: _cpu_seconds(task, 1 + MORE_TASKS, simulator, folder) for task in tasks}
    return {module: (long[module] - short[module]) / MORE_TASKS for module in short}


def _cpu_seconds(task: Task, count: int, simulator: Simulator, folder: Path) -> float:
    """CPU, user and system, of a playbook that has the task ``count`` times, with all processes that it starts."""
    play = {**PLAY, "tasks": [{"name": f"Task {number}", task.module: task.arguments} for number in range(count)]}
    playbook = folder / f"{task.name}-{count}.json"
    playbook.write_text(json.dumps([play]), encoding="utf-8")
    output = folder / "output.txt"
    with output.open("wb") as stream:
        process = subprocess.Popen(
            [str(Path(sys.executable).parent / "ansible-playbook"), str(playbook)],
            env=playbook_environment(simulator, ENVIRONMENT),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
        _process, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    text = output.read_text(encoding="utf-8", errors="replace")
    if process.returncode or "changed=0" not in text:
        raise TaskFailed(f"{task.module}: ansible-playbook ended with {process.returncode}:\n{text[-4000:]}")
    return usage.ru_utime + usage.ru_stime
