# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task that is told to stop begins nothing more, lets end what is under way, and says what it did."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InterruptedTaskError
from ansible_collections.openadmin.zoom.plugins.module_utils._core.interrupt import Interrupt
from ansible_collections.openadmin.zoom.tests.harness.modules import whole

# Runs one module as a process of its own: its name and options come in as JSON, its result goes out as JSON.
PROGRAM = """
import json, sys
from ansible_collections.openadmin.zoom.tests.harness.modules import run_module
name, options = json.load(sys.stdin)
print(json.dumps(run_module(name, options)))
"""


def begin(name: str, options: dict[str, Any]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps([name, options]))
    process.stdin.close()
    return process


def wait_for(look: Any, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def new_people(count: int) -> list[dict[str, str]]:
    return [{"email": f"new{number}@example.com", "create_action": "custCreate"} for number in range(count)]


def created(simulator: Any) -> int:
    return sum(user["email"].startswith("new") for user in simulator.state()["users"])


def test_a_wait_ends_when_the_task_is_to_stop() -> None:
    interrupt = Interrupt()
    threading.Timer(0.1, interrupt.stop, ["it was told to"]).start()
    with pytest.raises(InterruptedTaskError, match="stopped: it was told to"):
        interrupt.sleep(3600)


@pytest.mark.parametrize("open_end", [True, False])
def test_a_pipe_that_nobody_reads_stops_the_task(open_end: bool) -> None:
    reading, writing = os.pipe()
    if not open_end:
        os.close(reading)
    interrupt = Interrupt(output=writing)
    try:
        if open_end:
            interrupt.check()
        else:
            with pytest.raises(InterruptedTaskError, match="the process that started the task is gone"):
                interrupt.check()
    finally:
        os.close(writing)
        if open_end:
            os.close(reading)


@pytest.mark.simulator("--users", "20", "--groups", "1", "--latency-ms", "150", "--plan", "pro")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_task_in_order(simulator: Any, number: signal.Signals) -> None:
    options = {**simulator.connection, "users": new_people(300), "account_plan": "pro"}
    process = begin("zoom_users", options)
    wait_for(lambda: created(simulator) > 5)
    process.send_signal(number)
    assert process.stdout is not None
    result = json.loads(process.stdout.read())
    process.wait(30)
    assert result["failed"] and result["changed"]
    assert f"the signal {number.name} came" in result["msg"]
    result = whole(result)
    there = created(simulator)
    assert 5 < there < 300
    assert sum(user["changed"] for user in result["users"]) == there
    assert sum(failure["not_begun"] for failure in result["failures"]) == 300 - there


@pytest.mark.simulator("--users", "20", "--groups", "1", "--latency-ms", "150", "--plan", "pro")
def test_nothing_more_begins_when_the_controller_is_gone(simulator: Any) -> None:
    process = begin("zoom_users", {**simulator.connection, "users": new_people(300), "account_plan": "pro"})
    wait_for(lambda: created(simulator) > 5)
    assert process.stdout is not None
    process.stdout.close()
    process.wait(60)
    assert created(simulator) < 300
