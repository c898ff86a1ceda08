# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens that Zoom refuses: renewals are shared, patient and bounded, and one request's trouble is its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import errors
from ansible_collections.openadmin.zoom.plugins.module_utils._core.access_token import (
    LONGEST_TURN,
    REFUSALS_AT_START,
    TokenAnswer,
    TokenSource,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._core.client import Client
from ansible_collections.openadmin.zoom.plugins.module_utils._core.connection import Connection
from ansible_collections.openadmin.zoom.plugins.module_utils._core.trouble import MOST_REFUSED_TOKENS
from ansible_collections.openadmin.zoom.tests.harness.scripted import TOKEN, Answer, Asked, ScriptedService

USER = {"id": "u1", "email": "ada@example.com", "type": 1}
READ = ("getUser", {"userId": "u1"})
REFUSED = Answer(401, {"code": 124, "message": "Invalid access token."})


class App:
    """An app that honours its newest token only; ``refuses`` says which requests are refused whatever the token."""

    def __init__(self, refuses: Callable[[Asked], bool] = lambda _asked: False) -> None:
        self.given = 0
        self.refusals = 0
        self._refuses = refuses
        self._lock = threading.Lock()

    def __call__(self, asked: Asked, token: bool) -> Answer:
        with self._lock:
            if token:
                self.given += 1
                return Answer(body=dict(TOKEN, access_token=f"token-{self.given}"))
            if asked.authorization != f"Bearer token-{self.given}" or self._refuses(asked):
                self.refusals += 1
                return REFUSED
            return Answer(body=USER)


@pytest.mark.parametrize("refusals", range(1, REFUSALS_AT_START))
def test_tokens_are_renewed_until_one_is_accepted(start: Any, refusals: int) -> None:
    tokens = [Answer(body=dict(TOKEN, access_token=f"t-{number}")) for number in range(9)]
    client, service, waits = start(*[REFUSED] * refusals, Answer(body=USER), tokens=tokens)
    assert client.call(*READ) == USER
    assert len(service.token_requests) == refusals + 1
    assert all(wait <= LONGEST_TURN for wait in waits)


def test_an_app_whose_tokens_never_worked_ends_the_task(start: Any) -> None:
    client, service, _waits = start(REFUSED)
    with pytest.raises(errors.AuthenticationError, match=r"accepted none of them.*api_url and oauth_url"):
        client.call(*READ)
    assert len(service.token_requests) == REFUSALS_AT_START


def test_one_request_that_is_refused_with_every_token_fails_alone(start: Any) -> None:
    app = App(lambda asked: asked.path.endswith("/u-bad"))
    client, service, waits = start(decide=app)
    client.call(*READ)
    for _turn in range(2):
        with pytest.raises(errors.TokenRefusedError, match="Other requests were accepted") as raised:
            client.call("updateUser", {"userId": "u-bad"}, body={})
        assert raised.value.status == 401
        assert client.call(*READ) == USER
    assert len([asked for asked in service.asked if asked.path.endswith("/u-bad")]) == 2 * MOST_REFUSED_TOKENS
    assert sum(waits) < 2 * MOST_REFUSED_TOKENS * LONGEST_TURN


def test_an_app_that_is_no_longer_welcome_ends_the_task_in_the_end(start: Any) -> None:
    gone: list[bool] = []
    app = App(lambda _asked: bool(gone))
    client, _service, _waits = start(decide=app)
    client.call(*READ)
    gone.append(True)
    for _turn in range(2):
        with pytest.raises(errors.TokenRefusedError):
            client.call(*READ)
    with pytest.raises(errors.AuthenticationError, match="accepted tokens of this app before"):
        client.call(*READ)


def test_a_token_by_hand_that_worked_fails_one_request_then_the_task(start: Any) -> None:
    client, service, _waits = start(
        Answer(body=USER), REFUSED, Answer(body=USER), REFUSED, access_token="by-hand-token"
    )
    assert client.call(*READ) == USER
    with pytest.raises(errors.TokenRefusedError):
        client.call(*READ)
    assert client.call(*READ) == USER
    for _turn in range(2):
        with pytest.raises(errors.TokenRefusedError):
            client.call(*READ)
    with pytest.raises(errors.AuthenticationError, match="no longer accepts the access token"):
        client.call(*READ)
    assert service.token_requests == []


@pytest.mark.slow
def test_three_jobs_with_an_app_of_one_valid_token_all_go_on() -> None:
    app = App()
    service = ScriptedService([], decide=app)
    failures: list[BaseException] = []

    def job() -> None:
        connection = Connection(
            account_id="a",
            client_id="i",
            client_secret="secret",
            api_url=f"{service.url}/v2",
            oauth_url=f"{service.url}/oauth/token",
            account_plan="business",
        )
        client = Client(connection)
        try:
            client.map(lambda number: client.call("getUser", {"userId": str(number)}), range(120))
        except errors.ZoomError as error:
            failures.append(error)

    jobs = [threading.Thread(target=job) for _job in range(3)]
    for one in jobs:
        one.start()
    for one in jobs:
        one.join()
    assert failures == []
    service.close()


def test_workers_share_one_renewal_and_its_failure() -> None:
    fetched: list[int] = []
    begun = threading.Event()

    def fetch() -> TokenAnswer:
        fetched.append(1)
        begun.wait(2)
        raise errors.ConnectionFailedError("no network")

    source = TokenSource(Connection(account_id="a"), fetch, lambda _token: None)
    seen: list[str] = []

    def work() -> None:
        try:
            source.get()
        except errors.ConnectionFailedError as error:
            seen.append(error.message)

    workers = [threading.Thread(target=work) for _worker in range(8)]
    for worker in workers:
        worker.start()
    time.sleep(0.1)
    begun.set()
    for worker in workers:
        worker.join()
    assert (len(fetched), seen) == (1, ["no network"] * 8)
