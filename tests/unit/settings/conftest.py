# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils.client import Client
from ansible_collections.openadmin.zoom.plugins.module_utils.connection import CONNECTION_SPEC, resolve
from ansible_collections.openadmin.zoom.plugins.module_utils.settings_steps import ACCOUNT, Target
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator


class Unlimited:
    """A limiter that never waits: the simulator of these tests has no limits."""

    labels: tuple[str, ...] = ()

    def acquire(self, label: str) -> None: ...

    def learn(self, *values: object) -> None: ...

    def refused(self, *values: object) -> None: ...


@pytest.fixture
def client(simulator: Simulator) -> Iterator[Client]:
    """A client of the simulated account, without a limiter."""
    params = {name: option.get("default") for name, option in CONNECTION_SPEC.items()}
    made = Client(resolve({**params, **simulator.connection}))
    made.limiter = Unlimited()  # type: ignore[assignment]
    yield made
    made.close()


@pytest.fixture
def targets(client: Client) -> dict[str, Target]:
    """One object of each level; the user has a licence."""
    people = client.collect("listUsers", "users")
    person = next(user for user in people if user["type"] == 2 and user["email"] != "owner@example.com")
    group = client.collect("listGroups", "groups")[0]
    return {
        "account": ACCOUNT,
        "group": Target("group", group["id"], group["name"], group["total_members"]),
        "user": Target("user", person["id"], person["email"]),
    }
