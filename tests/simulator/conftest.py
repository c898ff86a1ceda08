# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated account in this process, asked without a network; and one that listens, for HTTP itself."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "extensions" / "simulator"))

import orjson
from zoom_simulator.__main__ import build
from zoom_simulator.core.messages import Request, Response
from zoom_simulator.core.options import options_from
from zoom_simulator.service.server import Connection

BASIC_AUTH = "Basic c2ltLWNsaWVudDpzaW0tc2VjcmV0"
TOKEN_BODY = b"grant_type=account_credentials&account_id=sim-account"


class Api:
    """Calls of one client on one simulated account."""

    def __init__(self, *options: str) -> None:
        self.simulator = build(options_from(["--users", "30", "--groups", "4", "--active-only", *options]))
        self.last = Response(0)
        self.token = self.new_token()

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Response:
        path, _mark, query = path.partition("?")
        data = body if isinstance(body, bytes) else b"" if body is None else orjson.dumps(body)
        sent = {"content-type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
        self.last = self.simulator.handle(Request(method, path, query, sent, data))
        return self.last

    def new_token(self, **fields: str) -> str:
        response = self.send("POST", "/oauth/token", TOKEN_BODY, authorization=BASIC_AUTH)
        token: str = orjson.loads(response.body)["access_token"]
        return token

    def call(self, method: str, path: str, body: Any = None, **query: Any) -> tuple[int, Any]:
        if query:
            path += "?" + urlencode(query)
        response = self.send(method, "/v2" + path, body, authorization=f"Bearer {self.token}")
        assert not self.simulator.problems, self.simulator.problems
        return response.status, orjson.loads(response.body) if response.body else None

    def get(self, path: str, **query: Any) -> Any:
        status, body = self.call("GET", path, **query)
        assert status == 200, (path, body)
        return body

    def done(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        status, answer = self.call(method, path, body, **query)
        assert status < 300, (method, path, answer)
        return answer

    def refused(self, method: str, path: str, body: Any = None, **query: Any) -> tuple[int, int]:
        """Returns status and code of a refusal."""
        status, answer = self.call(method, path, body, **query)
        assert status >= 400, (method, path, answer)
        return status, answer["code"]

    def control(self, method: str, name: str, body: Any = None) -> Any:
        response = self.send(method, f"/_simulator/{name}", body)
        assert response.status == 200, response.body
        return orjson.loads(response.body)

    def switch(self, **switches: Any) -> None:
        self.control("PUT", "state", {"switches": switches})

    def create(self, email: str, action: str = "ssoCreate", kind: int = 1, **fields: Any) -> Any:
        info = {"email": email, "type": kind, "first_name": "New", "last_name": "Person"} | fields
        return self.done("POST", "/users", {"action": action, "user_info": info})

    @staticmethod
    def user(number: int, rest: str = "") -> str:
        """Returns the path of a seeded person of the managed domain."""
        return f"/users/{quote(Api.email(number), safe='')}{rest}"

    @staticmethod
    def email(number: int) -> str:
        return f"sim.user{number:04d}@example.com"


@pytest.fixture
def make() -> Callable[..., Api]:
    """Makes an account with command line options."""
    return Api


@pytest.fixture
def api() -> Api:
    """An account without rate limits: 30 active people, 4 groups, business plan."""
    return Api("--no-rate-limits")


@pytest.fixture
def listening() -> Iterator[Callable[..., tuple[str, Api]]]:
    """Serves an account on a port of its own; returns its address and the account."""
    loops: list[asyncio.AbstractEventLoop] = []

    def serve(*options: str) -> tuple[str, Api]:
        api = Api(*options)
        loop = asyncio.new_event_loop()
        loops.append(loop)
        ready = threading.Event()
        port: list[int] = []

        async def listen() -> None:
            server = await loop.create_server(lambda: Connection(api.simulator, loop), "127.0.0.1", 0)
            port.append(server.sockets[0].getsockname()[1])
            ready.set()

        def run() -> None:
            loop.run_until_complete(listen())
            loop.run_forever()

        threading.Thread(target=run, daemon=True).start()
        assert ready.wait(60)
        return f"http://127.0.0.1:{port[0]}", api

    yield serve
    for loop in loops:
        loop.call_soon_threadsafe(loop.stop)


@pytest.fixture
def people(api: Api) -> dict[str, str]:
    """An account with a licensed member of two groups; returns the paths of the levels."""
    api.create("member@example.com", kind=2)
    ids = [api.done("POST", "/groups", {"name": name})["id"] for name in ("First", "Second")]
    for group in ids:
        api.done("POST", f"/groups/{group}/members", {"members": [{"email": "member@example.com"}]})
    return {
        "account": "/accounts/me",
        "group": f"/groups/{ids[0]}",
        "second": f"/groups/{ids[1]}",
        "user": "/users/member@example.com",
    }
