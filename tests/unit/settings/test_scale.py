# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account with many groups is read by all workers at once: only its rate limits hold them up."""

from __future__ import annotations

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.client import WORKERS, Client
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.find_groups import list_groups
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.gather import Gatherer
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.target import Read
from ansible_collections.openadmin.zoom.tests.harness.in_flight import InFlight

GROUPS = 200


@pytest.mark.simulator(
    *("--users", "20", "--groups", str(GROUPS), "--seed", "1", "--no-rate-limits", "--latency-ms", "100")
)
def test_200_groups(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    gatherer = Gatherer(lambda: client)
    groups = list_groups(client)
    in_flight = InFlight(monkeypatch)
    views = [Read(group, False, view) for group in groups for view in ("default", "meeting_security")]
    gatherer.read([*views, *(Read(group, True, "default") for group in groups)])
    assert client.requests == {"GET": 1 + 3 * GROUPS}
    assert in_flight.most == WORKERS
