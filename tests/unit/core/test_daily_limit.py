# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The daily limit: it stops what it is about and nothing else, and nothing of it leaves after the first refusal."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import errors
from ansible_collections.openadmin.zoom.plugins.module_utils._core.client import Client
from ansible_collections.openadmin.zoom.plugins.module_utils._core.connection import Connection
from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import Concern
from ansible_collections.openadmin.zoom.tests.harness.scripted import Answer, Asked, ScriptedService

DAILY = "You have reached the maximum daily rate limit for this API. Refer to the response header for details …"
GOOD = {"id": "x1", "email": "a@example.com"}


def refused(limit: str = "", **headers: str) -> Answer:
    named = {"X-RateLimit-Type": "Daily-limit", **({"X-RateLimit-Limit": limit} if limit else {}), **headers}
    return Answer(429, {"code": 429, "message": DAILY}, named)


CREATE: Any = ("createUser", {}, {"action": "create", "user_info": {}})
SSO: Any = ("createUser", {}, {"action": "ssoCreate", "user_info": {}})
UPDATE = ("updateUser", {"userId": "u1"}, {"dept": "X"})
READ = ("getUser", {"userId": "u1"}, None)
GROUP: Any = ("createGroup", {}, {"name": "Sales"})
LIST: Any = ("listUsers", {}, None)
MAIL = ("updateUserEmail", {"userId": "u1"}, {"email": "b@example.com"})
OTHER_MAIL = ("updateUserEmail", {"userId": "u2"}, {"email": "c@example.com"})


@pytest.mark.parametrize(
    ("first", "limit", "stopped", "free", "words"),
    [
        (CREATE, "10000", [CREATE], [SSO, UPDATE, READ, GROUP, MAIL, LIST], "people that the account may invite"),
        (CREATE, "", [CREATE], [SSO, UPDATE, READ], "people that the account may invite"),
        (CREATE, "6000", [CREATE, SSO, UPDATE, READ, GROUP, MAIL], [LIST], "daily limit for light requests"),
        (GROUP, "100", [GROUP], [CREATE, UPDATE], "limit of createGroup a day"),
        (MAIL, "3", [MAIL], [OTHER_MAIL, UPDATE, CREATE], "changes a day to u1"),
        (UPDATE, "6000", [UPDATE, READ, CREATE, OTHER_MAIL], [LIST], "daily limit for light requests"),
        (LIST, "2000", [LIST], [UPDATE, CREATE], "daily limit for medium requests"),
    ],
)
def test_a_daily_limit_stops_what_it_is_about(
    start: Any, first: Any, limit: str, stopped: Any, free: Any, words: str
) -> None:
    client, service, _waits = start(refused(limit), Answer(200, dict(GOOD, users=[])))
    with pytest.raises(errors.DailyLimitError, match=words):
        client.call(first[0], first[1], body=first[2])
    for operation, path, body in stopped:
        with pytest.raises(errors.DailyLimitError, match=words) as raised:
            client.call(operation, path, body=body)
        assert raised.value.operation == operation
        assert client.daily_limits.reached(operation, raised.value.concerns.value, path, body) is not None
    assert len(service.asked) == 1
    for operation, path, body in free:
        client.call(operation, path, body=body)
    assert len(service.asked) == 1 + len(free)


def test_what_it_concerns_is_part_of_the_result(start: Any) -> None:
    client, _service, _waits = start(refused("3", **{"Retry-After": "2026-11-26T00:00:00Z"}))
    with pytest.raises(errors.DailyLimitError) as raised:
        client.call(MAIL[0], MAIL[1], body=MAIL[2])
    assert raised.value.concerns == Concern("person", "u1", "updateUserEmail")
    assert raised.value.result()["concerns"]["kind"] == "person"
    assert "Run again after 2026-11-26T00:00:00Z" in raised.value.message


def test_a_limit_ends_when_zoom_said(start: Any) -> None:
    client, service, _waits = start(refused(**{"Retry-After": "3600"}), Answer(200, GOOD))
    for _turn in range(2):
        with pytest.raises(errors.DailyLimitError):
            client.call(*READ[:2])
    client._sleep(3601)
    assert client.call(*READ[:2]) == GOOD
    assert len(service.asked) == 2


def test_workers_that_wait_ask_again_before_they_send() -> None:
    service = ScriptedService([refused("6000")])
    client = Client(Connection(access_token="token", api_url=service.url, account_plan="free"))
    failures: list[errors.DailyLimitError] = []

    def one(number: int) -> None:
        try:
            client.call("getUser", {"userId": str(number)})
        except errors.DailyLimitError as error:
            failures.append(error)

    client.map(one, range(100))
    assert len(failures) == 100
    # One leaves each 0.3 seconds; on a slow machine the second may, before the first is answered.
    assert len(service.asked) <= 2
    service.close()


def test_a_limit_of_one_person_a_minute_holds_nobody_else(start: Any) -> None:
    def decide(asked: Asked, token: bool) -> Answer:
        if token:
            return Answer(body={"access_token": "token"})
        return busy.pop() if busy and "presence" in asked.path else Answer(204)

    busy = [Answer(429, {"code": 429, "message": "per-second rate limit"}, {"Retry-After": "60"})]
    client, _service, _waits = start(decide=decide)
    client.call("updateUserPresenceStatus", {"userId": "u1"}, body={"status": "Away"})
    assert client.limiter.labels["light"]._hold_until == 0.0
