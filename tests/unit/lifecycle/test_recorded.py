# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers in the shapes of Zoom's own reference: what is exported from them is valid input and changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.snapshot import Snapshot
from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.snapshot_files import read_snapshot_files
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.declare import declare
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.document import object_document
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.plan import plan_locks, plan_settings
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.target import Target
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

from ..settings.values import reading_of
from .test_export import FAST, WITHOUT_SETTINGS, changes, written

ANSWERS = json.loads((Path(__file__).parent / "recorded.json").read_text(encoding="utf-8"))
SETTINGS = json.loads((Path(__file__).parents[1] / "settings" / "examples.json").read_text(encoding="utf-8"))


def test_recorded_people_and_groups(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    simulator.faults(
        [{"method": "GET", "path": path, "times": 1000, "status": 200, "body": body} for path, body in ANSWERS.items()]
    )
    result = succeed("zoom_account_export", {"dest": str(tmp_path), "sections": WITHOUT_SETTINGS, **FAST})
    assert result["unreadable"] == {} and result["counts"]["people"] == 1
    (person,) = json.loads((tmp_path / "people.json").read_text())
    assert (person["groups"], person["division"], person["manager"]) == (
        ["Developers"],
        "my division",
        "boss@example.com",
    )
    assert "123456" not in (tmp_path / "people.json").read_text()
    assert changes(succeed, tmp_path) == []


@pytest.mark.parametrize("name", sorted(name for name in SETTINGS if SETTINGS[name]["kind"] == "settings"))
def test_recorded_settings(tmp_path: Path, name: str) -> None:
    """As they are written into a file and read back from it."""
    level, example = SETTINGS[name]["level"], SETTINGS[name]["document"]
    reading = reading_of(level, {"default": example})
    shown = object_document(Target(level, "id", "Sales"), reading)
    trees: dict[str, Any] = {tree: shown[tree] for tree in ("settings", "extra_settings")}
    read_snapshot = read_snapshot_files(
        str(written(Snapshot("acct", {"settings": [{"scope": level, **trees}]}), tmp_path))
    )
    (back,) = read_snapshot.sections["settings"]
    assert back == {"scope": level, **trees}
    declaration = declare(level, **{tree: dict(back[tree]) for tree in trees})
    plan = plan_settings(declaration, reading)
    assert not plan.changes and not plan.blocked and not plan_locks(declaration, reading).closed
