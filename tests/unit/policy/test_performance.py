# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An audit of many groups asks for each document once, by all workers at once: only the rate limits hold it up."""

from __future__ import annotations

from pathlib import Path

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.client import WORKERS
from ansible_collections.openadmin.zoom.plugins.module_utils._core.limiter import Limiter
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.in_flight import InFlight
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

GROUPS = 200


@pytest.mark.slow
@pytest.mark.simulator("--users", "10", "--groups", str(GROUPS), "--no-rate-limits", "--latency-ms", "100")
def test_an_audit_of_200_groups(
    simulator: Simulator, succeed: RunModule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Limiter, "acquire", lambda _self, _label, _still_wanted=None: 0.0)
    in_flight = InFlight(monkeypatch)
    progress = tmp_path / "progress"
    progress.touch()
    succeed("zoom_policy", {"report_dir": str(tmp_path), "progress_file": str(progress)})
    asked = simulator.api_requests()
    assert len(asked) == 1 + 5 + GROUPS * 4
    assert {entry["label"] for entry in asked} == {"medium"}
    assert in_flight.most == WORKERS
    assert "reading settings and locks" in progress.read_text(encoding="utf-8")
