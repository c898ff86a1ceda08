# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ansible import constants

from ansible_collections.openadmin.zoom.tests.harness import actions, modules
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator


@pytest.fixture(autouse=True)
def ansible_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enforcing without reports keeps the previous values in the Ansible home."""
    home = tmp_path_factory.mktemp("ansible-home")
    monkeypatch.setattr(constants, "DEFAULT_LOCAL_TMP", str(home / "tmp"))
    return home


@pytest.fixture
def run_module(simulator: Simulator) -> RunModule:
    """As everywhere, but at the whole rate of a business account: an audit is many requests. zoom_policy runs with its
    action plugin."""
    fast = {"account_plan": "business", "rate_share": 1.0}

    def run(
        name: str, args: dict[str, Any] | None = None, *, check_mode: bool = False, diff: bool = False
    ) -> dict[str, Any]:
        arguments = {**simulator.connection, **fast, **(args or {})}
        run_task = actions.run_action if name == "zoom_policy" else modules.run_module
        return run_task(name, arguments, check_mode=check_mode, diff=diff)

    return run
