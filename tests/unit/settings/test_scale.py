# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account with 200 groups is read at the rate that its limits allow."""

from __future__ import annotations

import time

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.client import Client
from ansible_collections.openadmin.zoom.plugins.module_utils._core.connection import CONNECTION_SPEC, resolve
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.find_targets import list_groups
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.gather import Gatherer
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.target import Read
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

MEDIUM_A_SECOND = 60 * 0.8


@pytest.mark.performance
@pytest.mark.simulator("--users", "20", "--groups", "200", "--seed", "1", "--plan", "business", "--latency-ms", "100")
def test_200_groups(simulator: Simulator, real_waits: None) -> None:
    params = {name: option.get("default") for name, option in CONNECTION_SPEC.items()}
    client = Client(resolve({**params, **simulator.connection, "account_plan": "business"}))
    gatherer = Gatherer(lambda: client)
    groups = list_groups(client)
    began = time.monotonic()
    views = [Read(group, False, view) for group in groups for view in ("default", "meeting_security")]
    gatherer.read([*views, *(Read(group, True, "default") for group in groups)])
    seconds = time.monotonic() - began
    floor = 600 / MEDIUM_A_SECOND
    print(f"\n600 views of 200 groups: {seconds:.1f} s, floor {floor:.1f} s, ratio {seconds / floor:.2f}")
    assert client.requests == {"GET": 601}
    assert seconds <= floor * 1.2
