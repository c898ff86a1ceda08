# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An audit of many groups takes as long as the account's rate limits make it, and hardly longer."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

GROUPS = 200
SHARE = 0.8
MEDIUM_OF_BUSINESS = 60


@pytest.mark.performance
@pytest.mark.slow
@pytest.mark.simulator("--users", "10", "--groups", str(GROUPS), "--plan", "business")
def test_an_audit_of_200_groups(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    progress = tmp_path / "progress"
    progress.touch()
    began = time.monotonic()
    succeed("zoom_policy", {"rate_share": SHARE, "report_dir": str(tmp_path), "progress_file": str(progress)})
    seconds = time.monotonic() - began
    asked = simulator.api_requests()
    answered = [entry for entry in asked if entry["status"] == 200]
    assert len(answered) == 1 + 6 + GROUPS * 5, Counter(entry["status"] for entry in asked)
    assert {entry["label"] for entry in asked} == {"medium"}
    floor = len(answered) / (MEDIUM_OF_BUSINESS * SHARE)
    reading = asked[-1]["time"] - asked[0]["time"]
    print(f"\n{len(asked)} requests: floor {floor:.1f} s, reading {reading:.1f} s ({reading / floor:.2f} x),", end=" ")
    print(f"with all reports {seconds:.1f} s ({seconds / floor:.2f} x)")
    assert reading < 1.2 * floor
    assert "reading settings and locks" in progress.read_text(encoding="utf-8")
