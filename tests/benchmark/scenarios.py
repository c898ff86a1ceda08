# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is measured, and the bounds that it must hold."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ansible_collections.openadmin.zoom.plugins.module_utils._core.limiter import LIMITS
from ansible_collections.openadmin.zoom.tests.benchmark.measure import Measured
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

# Fields that the list of users shows, so that comparing them takes no request for each user.
LISTED = ("email", "first_name", "last_name", "dept", "timezone", "type")
TYPES = {1: "basic", 2: "licensed", 4: "unassigned"}
NEW_PEOPLE = 1000
BATCH = 30


@dataclass(frozen=True)
class Bound:
    """A number that must not be passed."""

    name: str
    unit: str
    limit: float
    value: Callable[[Measured], float | None]


@dataclass(frozen=True)
class Scenario:
    """A run of the playbook onboard: the account, the file, and what must hold."""

    name: str
    title: str
    simulator: tuple[str, ...]
    write_file: Callable[[Path, Simulator], None]
    bounds: tuple[Bound, ...]
    changed: bool
    environment: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, Any] = field(default_factory=dict)
    floor: float | None = None


def write_rows(path: Path, header: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)


def the_people_as_they_are(path: Path, simulator: Simulator) -> None:
    """A row for every user, equal to what the account holds."""
    users = simulator.control("GET", "state?parts=users")["users"]
    rows = ([TYPES[user["type"]] if name == "type" else user.get(name, "") for name in LISTED] for user in users)
    write_rows(path, LISTED, rows)


def new_people(path: Path, _simulator: Simulator) -> None:
    """Licensed people whom the account does not have, each with a division and two groups."""
    header = ("email", "first_name", "last_name", "type", "create_action", "division", "groups")
    rows = (
        (f"new{number:04}@example.com", "New", f"Person {number}", "licensed", "ssoCreate", "Europe", "Sales|Everyone")
        for number in range(NEW_PEOPLE)
    )
    write_rows(path, header, rows)


def floor_of_new_people() -> float:
    """Seconds that the limits of a business account set, whatever a client does.

    A light request creates each person. Division and groups take 30 people a request (medium); they have a limit of
    their own, so they may go beside the creations, but for the last batch.
    """
    creations = NEW_PEOPLE / LIMITS["business"]["light"][0]
    placements = 3 * math.ceil(NEW_PEOPLE / BATCH) / LIMITS["business"]["medium"][0]
    return max(creations, placements)


REQUESTS = "requests"
SECONDS = "time"


def _requests(limit: float) -> Bound:
    return Bound(REQUESTS, "", limit, lambda run: float(run.requests))


def _seconds(limit: float) -> Bound:
    return Bound(SECONDS, "s", limit, lambda run: run.seconds)


def _memory(limit: float) -> Bound:
    return Bound("memory", "MB", limit, lambda run: run.memory_mb)


def _ratio(limit: float, floor: float) -> Bound:
    return Bound("time / floor", "×", limit, lambda run: run.seconds / floor)


SCENARIOS = (
    Scenario(
        "equal",
        "10,000 rows against 10,000 equal users",
        ("--users", "10000", "--groups", "20", "--seed", "1", "--plan", "business", "--active-only"),
        the_people_as_they_are,
        (_requests(10), _seconds(6)),
        changed=False,
    ),
    Scenario(
        "new",
        "1,000 new licensed users with a division and two groups, 100 ms latency",
        ("--users", "20", "--groups", "5", "--seed", "1", "--plan", "business", "--latency-ms", "100"),
        new_people,
        (_ratio(1.25, floor_of_new_people()),),
        changed=True,
        environment={"ZOOM_ACCOUNT_PLAN": "business", "ZOOM_RATE_SHARE": "1"},
        variables={"onboarding_groups": ["Sales", "Everyone"], "onboarding_divisions": ["Europe"]},
        floor=floor_of_new_people(),
    ),
    Scenario(
        "large",
        "100,000 rows against 100,000 equal users",
        ("--users", "100000", "--groups", "20", "--seed", "1", "--plan", "business", "--active-only"),
        the_people_as_they_are,
        (_seconds(40), _memory(600)),
        changed=False,
    ),
)
