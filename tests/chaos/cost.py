# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What faults cost: the time of a large file with 5 % of its requests disturbed, beside that of an undisturbed run.

Waits and rate limits are real here. Faults that end something for the day, or that no repetition mends, are left out.
"""

from __future__ import annotations

import time
from typing import Any, NamedTuple
from unittest import mock

from ansible_collections.openadmin.zoom.tests.chaos import faults
from ansible_collections.openadmin.zoom.tests.chaos.faults import Schedule, faulty
from ansible_collections.openadmin.zoom.tests.chaos.invariants import Violation
from ansible_collections.openadmin.zoom.tests.harness.modules import run_module
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

PEOPLE = 1000
SHARE = 0.05
MOST = 1.5  # times the undisturbed time
PASSING = {
    kind: weight
    for kind, weight in faults.KINDS.items()
    if kind not in ("daily", "error_200", "wrong_type", "page_token")
}


class Cost(NamedTuple):
    """Seconds of both runs, and how many requests were disturbed in the second."""

    undisturbed: float
    disturbed: float
    faults: int

    def __str__(self) -> str:
        factor = self.disturbed / self.undisturbed
        return (
            f"{PEOPLE} new people: {self.undisturbed:.1f} s, with {SHARE:.0%} faults ({self.faults})"
            f" {self.disturbed:.1f} s, {factor:.2f} times as long (at most {MOST})"
        )


def measured(seed: int) -> Cost:
    """Raises Violation where a run fails, or faults cost too much."""
    simulator = Simulator("--users", "5", "--groups", "2")
    try:
        undisturbed = _seconds(simulator, None)
        simulator.reset()
        schedule = Schedule(seed, share=SHARE)
        cost = Cost(undisturbed, _seconds(simulator, schedule), len(schedule.met))
    finally:
        simulator.stop()
    if cost.disturbed > MOST * cost.undisturbed:
        raise Violation(str(cost))
    return cost


def _seconds(simulator: Simulator, schedule: Schedule | None) -> float:
    people: list[dict[str, Any]] = [
        {"email": f"p{number}@example.com", "create_action": "custCreate", "dept": "Field"} for number in range(PEOPLE)
    ]
    began = time.monotonic()
    if schedule is None:
        result = run_module("zoom_users", {**simulator.connection, "users": people})
    else:
        with mock.patch.object(faults, "KINDS", PASSING), faulty(schedule):
            result = run_module("zoom_users", {**simulator.connection, "users": people})
    if result.get("failed"):
        raise Violation(f"{PEOPLE} new people: {result['msg']}")
    return time.monotonic() - began
