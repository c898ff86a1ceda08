# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time and memory of a playbook run, with all the processes that it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansible_collections.openadmin.zoom.tests.harness.playbooks import read_stats
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT, Simulator

PROC = Path("/proc")
SAMPLE_SECONDS = 0.2


@dataclass(frozen=True)
class Measured:
    """One run. ``memory_mb`` is the largest proportional set size of all its processes together; None without /proc."""

    code: int
    output: str
    changed: int
    seconds: float
    memory_mb: float | None
    requests: int
    by_label: Mapping[str, int]


class MemoryWatch(threading.Thread):
    """Samples the memory of a process and its descendants until told to stop."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._ended = threading.Event()
        self.peak_kb = 0

    def run(self) -> None:
        while not self._ended.wait(SAMPLE_SECONDS):
            self.peak_kb = max(self.peak_kb, sum(proportional_kb(process) for process in family(self._process)))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def family(process: int) -> list[int]:
    """A process and all below it."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                # The name in brackets may hold spaces: what follows the last bracket is regular.
                fields = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [process]
    while waiting:
        current = waiting.pop()
        found.append(current)
        waiting.extend(children.get(current, []))
    return found


def proportional_kb(process: int) -> int:
    """Memory of a process; pages that several share count in part for each."""
    try:
        text = (PROC / str(process) / "smaps_rollup").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)


def playbook_environment(simulator: Simulator, more: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment with the simulated account's credentials in place of the caller's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZOOM_", "ANSIBLE_"))}
    return {
        **kept,
        "ANSIBLE_LOCALHOST_WARNING": "false",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
        "ANSIBLE_HOME": str(ROOT / ".cache" / "home" / ".ansible"),
        "LC_ALL": "C.UTF-8",
        **simulator.environment,
        **more,
    }


def run_playbook(
    playbook: str, simulator: Simulator, variables: Mapping[str, Any], environment: Mapping[str, str], folder: Path
) -> Measured:
    """Run a playbook of the collection against the simulator, as a user would."""
    simulator.clear_requests()
    command = [str(Path(sys.executable).parent / "ansible-playbook"), playbook, "-e", json.dumps(variables)]
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=playbook_environment(simulator, environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    watch = MemoryWatch(process.pid) if (PROC / "self" / "smaps_rollup").exists() else None
    if watch:
        watch.start()
    output = process.communicate()[0]
    seconds = time.monotonic() - began
    if watch:
        watch.stop()
    sent = simulator.api_requests()
    labels: dict[str, int] = {}
    for entry in sent:
        labels[entry["label"]] = labels.get(entry["label"], 0) + 1
    return Measured(
        process.returncode,
        output,
        read_stats(output)["changed"],
        seconds,
        watch.peak_kb / 1024 if watch else None,
        len(sent),
        labels,
    )
