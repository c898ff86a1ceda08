# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults between a module and the simulated account, drawn from a seed: before, after and instead of a request.

They are put where `requests` sends, so that one schedule can tell a write that was carried out and whose answer was
lost from one that never arrived.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse
from urllib3.exceptions import NewConnectionError, ProtocolError

HTML = b"<html><head><title>502 Bad Gateway</title></head><body>cloud front</body></html>"
QPS = "You have reached the maximum per-second rate limit for this API. Try again later."
DAILY = "You have reached the maximum daily rate limit for this API. Refer to the response header for details."
# Faults and how often each is drawn.
KINDS = {
    "refused": 2,  # nobody listens: certainly not sent
    "reset": 3,  # the connection breaks before the request is carried out
    "lost": 4,  # the request is carried out, its answer is lost
    "truncated": 3,
    "unavailable": 3,  # a web page of a balancer, nothing carried out
    "broken": 2,  # a web page of a balancer, after it was carried out
    "limited": 3,
    "limited_headers": 3,
    "daily": 1,
    "expired": 3,
    "wrong_type": 3,
    "empty": 2,
    "error_200": 1,
    "page_token": 2,
}


class Killed(BaseException):
    """The process ends here, as by SIGKILL."""


@dataclass
class Schedule:
    """What happens to which request of one run. ``share`` is the part of the requests that meet a fault.

    ``stop_at`` and ``kill_at`` are numbers of requests; 0 for never. ``meddle`` is called once, before request
    ``meddle_at``.
    """

    seed: int
    share: float = 0.15
    stop_at: int = 0
    kill_at: int = 0
    meddle_at: int = 0
    meddle: Callable[[], None] | None = None
    on_stop: Callable[[], None] | None = None
    count: int = 0
    met: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def draw(self) -> tuple[str, random.Random]:
        """The fault of the next request ('' for none), and a source of chance for its details."""
        with self._lock:
            self.count += 1
            number = self.count
            kind = ""
            if self._random.random() < self.share:
                kind = self._random.choices(list(KINDS), list(KINDS.values()))[0]
            details = random.Random(self._random.random())
        if number == self.meddle_at and self.meddle:
            self.meddle()
        if number == self.stop_at and self.on_stop:
            self.on_stop()
        if number == self.kill_at:
            os._exit(9)
        return kind, details


def answer(request: Any, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> requests.Response:
    """A response as an adapter gives it."""
    raw = HTTPResponse(
        body=io.BytesIO(body),
        status=status,
        headers={"Content-Type": "application/json", "Content-Length": str(len(body)), **(headers or {})},
        preload_content=False,
    )
    return HTTPAdapter().build_response(request, raw)


def error(request: Any, status: int, code: int, message: str, headers: Mapping[str, str] | None = None) -> Any:
    return answer(request, status, json.dumps({"code": code, "message": message}).encode(), headers)


@contextlib.contextmanager
def faulty(schedule: Schedule) -> Iterator[None]:
    """Every request of this process meets what the schedule says."""
    real = HTTPAdapter.send

    def send(self: HTTPAdapter, request: Any, **options: Any) -> Any:
        kind, chance = schedule.draw()
        if kind:
            schedule.met.append(f"{kind} {request.method} {request.path_url}")
        return meet(kind, chance, request, lambda: real(self, request, **options))

    with mock.patch.object(HTTPAdapter, "send", send):
        yield


def meet(kind: str, chance: random.Random, request: Any, pass_on: Callable[[], Any]) -> Any:
    """What becomes of one request under a fault."""
    if kind == "refused":
        raise requests.exceptions.ConnectionError(NewConnectionError(mock.Mock(), "[Errno 111] Connection refused"))
    if kind in ("reset", "lost"):
        if kind == "lost":
            pass_on()
        raise requests.exceptions.ConnectionError(ProtocolError("Connection aborted.", ConnectionResetError(104, "x")))
    if kind in ("unavailable", "broken"):
        if kind == "broken":
            pass_on()
        return answer(request, chance.choice([500, 502, 503]), HTML, {"Content-Type": "text/html"})
    if kind.startswith("limited") or kind == "daily":
        return limited(kind, request)
    if kind == "expired":
        return error(request, chance.choice([400, 401]), 124, "Access token is expired.")
    if kind == "page_token" and "next_page_token" in request.path_url:
        return error(request, 400, 300, "The next page token is invalid or expired.")
    if kind == "error_200":
        body = {"code": 300, "message": "Something is not right.", "trackingId": "WEB_1"}
        return answer(request, 200, json.dumps(body).encode())
    response = pass_on()
    if kind in ("truncated", "wrong_type", "empty"):
        return answer(request, response.status_code, spoilt(kind, chance, response.content))
    return response


def limited(kind: str, request: Any) -> Any:
    if kind == "daily":
        headers = {"X-RateLimit-Type": "Daily-limit", "X-RateLimit-Category": "Light"}
        return error(request, 429, 429, DAILY, headers)
    if kind == "limited":
        return error(request, 429, 429, QPS)
    moment = datetime.now(UTC) + timedelta(seconds=1)
    headers = {"X-RateLimit-Type": "QPS", "Retry-After": moment.strftime("%Y-%m-%dT%H:%M:%SZ")}
    return error(request, 429, 429, QPS, headers)


def spoilt(kind: str, chance: random.Random, content: bytes) -> bytes:
    """An answer cut off, empty, or with a value of a wrong type in it."""
    if kind == "empty":
        return b""
    if kind == "truncated":
        return content[: chance.randrange(len(content))] if len(content) > 1 else content
    try:
        return json.dumps(retyped(json.loads(content), chance)).encode()
    except ValueError:
        return content


ODD: tuple[Any, ...] = (None, True, 7, "²", "", [], {}, [None], {"id": 1}, -1.5)


def retyped(value: Any, chance: random.Random) -> Any:
    """The same JSON with one value, somewhere, replaced by one of another type."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(sorted(value))
        return {**value, key: retyped(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.85:
        place = chance.randrange(len(value))
        return [*value[:place], retyped(value[place], chance), *value[place + 1 :]]
    return chance.choice([odd for odd in ODD if type(odd) is not type(value)])
