# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every folder below targets/ is a role that proves something about the collection, run against a simulated account.

It is run as it is, then once more in check mode on the account that it left behind, where no request may write.
`defaults/main.yml` of a target may name `simulator_options` (command line options of the simulator) and
`rerun_in_check_mode: false`, for a target that needs its own writes to go on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.openadmin.zoom.tests.harness.fixtures import DEFAULT_OPTIONS
from ansible_collections.openadmin.zoom.tests.harness.playbooks import PLAY, run_playbook

TARGETS = Path(__file__).parent / "targets"


def defaults_of(target: str) -> dict[str, Any]:
    path = TARGETS / target / "defaults" / "main.yml"
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return loaded or {}


def parameters() -> list[Any]:
    found = []
    for folder in sorted(TARGETS.iterdir()) if TARGETS.is_dir() else []:
        options = defaults_of(folder.name).get("simulator_options", DEFAULT_OPTIONS)
        found.append(pytest.param(folder.name, marks=pytest.mark.simulator(*options), id=folder.name))
    return found


@pytest.mark.parametrize("target", parameters())
def test_target(target, simulator, tmp_path):
    play = tmp_path / "play.yml"
    play.write_text(yaml.safe_dump([{**PLAY, "roles": [target]}]), encoding="utf-8")
    environment = {"ANSIBLE_ROLES_PATH": str(TARGETS)}
    variables = {"simulator_url": simulator.url, "work_folder": str(tmp_path)}
    run_playbook(play, simulator, variables=variables, environment=environment).expect_success()
    if defaults_of(target).get("rerun_in_check_mode", True):
        simulator.clear_requests()
        run_playbook(play, simulator, "--check", variables=variables, environment=environment).expect_success()
        assert simulator.writes() == []
