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

import requests

from ansible_collections.openadmin.zoom.plugins.module_utils._core.client import PAGE_SIZE
from ansible_collections.openadmin.zoom.plugins.module_utils._core.limiter import LIMITS
from ansible_collections.openadmin.zoom.tests.benchmark.measure import Measured
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

# Fields that the list of users shows, so that comparing them takes no request for each user.
LISTED = ("email", "first_name", "last_name", "dept", "timezone", "type")
TYPES = {1: "basic", 2: "licensed", 4: "unassigned"}
BUSINESS = {"ZOOM_ACCOUNT_PLAN": "business", "ZOOM_RATE_SHARE": "1"}
NEW_PEOPLE = 1000
BATCH = 30
# Zoom grants at most 2,000 people a page, and 300 in older accounts.
SMALL_PAGE = 300
FULL_PAGES_BEFORE_THE_EMPTY_ONE = 5


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
    prepare: Callable[[Simulator], None] = lambda _simulator: None


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


def one_page_is_empty(simulator: Simulator) -> None:
    """After some full pages of active users comes an empty one that names the next, as Zoom's lists may have it.

    The empty answer needs a page token that the simulator takes and that the list has not shown yet. A token holds the
    second in which it was made: the one that was fetched a simulated second before differs from the list's own.
    """
    connection = simulator.connection
    answer = requests.post(
        connection["oauth_url"],
        data={"grant_type": "account_credentials", "account_id": connection["account_id"]},
        auth=(connection["client_id"], connection["client_secret"]),
        timeout=60,
    )
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    query = {"status": "active", "page_size": str(PAGE_SIZE)}
    page: dict[str, Any] = {}
    for _page in range(FULL_PAGES_BEFORE_THE_EMPTY_ONE):
        page = requests.get(f"{connection['api_url']}/users", params=query, headers=headers, timeout=60).json()
        query["next_page_token"] = page["next_page_token"]
    simulator.clock(1)
    lists = {"method": "GET", "path": "/v2/users$"}
    simulator.faults(
        [
            {**lists, "times": FULL_PAGES_BEFORE_THE_EMPTY_ONE, "delay_ms": 0},
            {**lists, "times": 1, "body": {**page, "users": []}},
        ]
    )


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
        "gap",
        "10,000 equal people at pages of 300, one page empty",
        (
            *("--users", "10000", "--groups", "20", "--seed", "1", "--plan", "business", "--active-only"),
            *("--max-page-size", str(SMALL_PAGE), "--latency-ms", "100"),
        ),
        the_people_as_they_are,
        (_requests(45),),
        changed=False,
        environment=BUSINESS,
        prepare=one_page_is_empty,
    ),
    Scenario(
        "new",
        "1,000 new licensed users with a division and two groups, 100 ms latency",
        ("--users", "20", "--groups", "5", "--seed", "1", "--plan", "business", "--latency-ms", "100"),
        new_people,
        (_ratio(1.25, floor_of_new_people()),),
        changed=True,
        environment=BUSINESS,
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
