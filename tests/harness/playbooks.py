# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs ansible-playbook as a user would, with the simulated account in its environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT, Simulator

STATS = ("ok", "changed", "unreachable", "failed", "skipped", "rescued", "ignored")


# A play as every playbook of the collection begins.
PLAY: dict[str, Any] = {
    "name": "Test",
    "hosts": "localhost",
    "connection": "local",
    "gather_facts": False,
    "vars": {"ansible_pipelining": True, "ansible_python_interpreter": "{{ ansible_playbook_python }}"},
}


@dataclass(frozen=True)
class PlaybookRun:
    code: int
    output: str
    stats: Mapping[str, int]  # of all hosts together

    def expect_success(self) -> PlaybookRun:
        assert self.code == 0, f"ansible-playbook ended with {self.code}:\n{self.output[-8000:]}"
        return self


def run_playbook(
    playbook: Path | str,
    simulator: Simulator,
    *arguments: str,
    variables: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path = ROOT,
    seconds: float = 300,
) -> PlaybookRun:
    """Runs a playbook, a path or a name such as `openadmin.zoom.onboard`, in `folder`.

    ZOOM_TEST_INTERPRETER makes modules run on another Python than the controller's.
    """
    given = {**(variables or {})}
    if os.environ.get("ZOOM_TEST_INTERPRETER"):
        given["ansible_python_interpreter"] = os.environ["ZOOM_TEST_INTERPRETER"]
    command = [
        str(Path(sys.executable).parent / "ansible-playbook"),
        str(playbook),
        "-e",
        json.dumps(given),
        *arguments,
    ]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZOOM_", "ANSIBLE_"))}
    done = subprocess.run(
        command,
        cwd=folder,
        env={
            **kept,
            "ANSIBLE_LOCALHOST_WARNING": "false",
            "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
            "ANSIBLE_HOME": os.environ.get("ANSIBLE_HOME", str(ROOT / ".cache" / "home" / ".ansible")),
            "LC_ALL": "C.UTF-8",
            **simulator.environment,
            **(environment or {}),
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=seconds,
        check=False,
    )
    return PlaybookRun(done.returncode, done.stdout, read_stats(done.stdout))


def read_stats(output: str) -> dict[str, int]:
    """The numbers of the PLAY RECAP, added up over the hosts."""
    stats = dict.fromkeys(STATS, 0)
    for line in output.partition("PLAY RECAP")[2].splitlines():
        for word in line.split():
            name, value = word.partition("=")[::2]
            if name in stats and value.isdigit():
                stats[name] += int(value)
    return stats
