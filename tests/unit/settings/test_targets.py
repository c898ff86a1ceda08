# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which group a name means: an id wins, then the exact spelling, then Zoom's own comparison."""

from __future__ import annotations

import pytest

from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

CHAT_OFF = {"settings": {"in_meeting": {"chat": False}}}


@pytest.fixture
def groups(simulator: Simulator) -> dict[str, str]:
    """Two groups whose names differ in case alone: name → id."""
    simulator.put_state({"groups": [{"id": "upper", "name": "Sales"}, {"id": "lower", "name": "sales"}]})
    return {group["name"]: group["id"] for group in simulator.state()["groups"]}


@pytest.mark.parametrize(("named", "meant"), [("Sales", "Sales"), ("sales", "sales"), ("upper", "Sales")])
def test_names_that_differ_in_case(succeed: RunModule, groups: dict[str, str], named: str, meant: str) -> None:
    done = succeed("zoom_settings", {"scope": "group", "group": named, **CHAT_OFF}, check_mode=True)
    assert [item["id"] for item in done["objects"]] == [groups[meant]]


def test_a_name_that_may_mean_both_is_refused(simulator: Simulator, fail: RunModule, groups: dict[str, str]) -> None:
    result = fail("zoom_settings", {"scope": "group", "group": "SALES", **CHAT_OFF})
    assert all(identifier in result["msg"] for identifier in groups.values()) and simulator.writes() == []
