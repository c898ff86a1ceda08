# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.client import Client
from ansible_collections.openadmin.zoom.plugins.module_utils._core.connection import Connection
from ansible_collections.openadmin.zoom.tests.harness.scripted import Answer, ScriptedService


class Clock:
    """A clock that only sleeping moves; it remembers how long each sleep was."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waits: list[float] = []
        self._lock = threading.Lock()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.waits.append(seconds)
            self.now += seconds


Start = Callable[..., "tuple[Client, ScriptedService, list[float]]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a scripted service and a client of it whose waiting is recorded and not done."""
    services: list[ScriptedService] = []

    def begin(
        *answers: Answer,
        tokens: list[Answer] | None = None,
        read_only: bool = False,
        decide: Any = None,
        **options: Any,
    ) -> tuple[Client, ScriptedService, list[float]]:
        service = ScriptedService(list(answers), tokens, decide)
        services.append(service)
        credentials = (
            {} if "access_token" in options else {"account_id": "acc", "client_id": "id", "client_secret": "s3cret"}
        )
        connection = Connection(
            **{
                "api_url": f"{service.url}/v2",
                "oauth_url": f"{service.url}/oauth/token",
                "timeout": 5.0,
                "retries": 3,
                "account_plan": "business",
                "rate_share": 1.0,
                **credentials,
                **options,
            }
        )
        clock = Clock()
        client = Client(connection, read_only=read_only, sleep=clock.sleep, clock=clock)
        return client, service, clock.waits

    yield begin
    for service in services:
        service.close()
