# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import waits
from ansible_collections.openadmin.zoom.plugins.module_utils._core.client import Client
from ansible_collections.openadmin.zoom.plugins.module_utils._core.connection import CONNECTION_SPEC, resolve
from ansible_collections.openadmin.zoom.plugins.module_utils._core.limiter import Limiter
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.target import ACCOUNT, Target
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator


@pytest.fixture(autouse=True)
def in_no_hurry(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The simulator of these tests has no limits and shows writes at once: nothing needs to be waited for.

    A test that is about waiting asks for the fixture `real_waits`.
    """
    if "real_waits" not in request.fixturenames:
        monkeypatch.setattr(Limiter, "acquire", lambda _self, _label, _still_wanted=None: 0.0)
        monkeypatch.setattr(waits, "SETTINGS", (0.0, 0.01))
        monkeypatch.setattr(waits, "FRESH", (0.01, 0.01, 0.01))


@pytest.fixture
def real_waits() -> None:
    """Waits and limits as users have them."""


@pytest.fixture
def client(simulator: Simulator) -> Iterator[Client]:
    """A client of the simulated account."""
    params = {name: option.get("default") for name, option in CONNECTION_SPEC.items()}
    made = Client(resolve({**params, **simulator.connection}))
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
