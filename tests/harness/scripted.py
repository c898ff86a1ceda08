# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A service on the loopback interface that gives prepared answers and records what was asked, over real sockets."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = {"access_token": "t-1", "token_type": "bearer", "expires_in": 3600, "scope": "user:read:admin"}


@dataclass
class Answer:
    """One prepared answer. ``body`` is JSON, or bytes as they are; ``reset`` breaks the connection instead.

    ``drip`` is how many seconds pass before each byte of the body, ``drip_headers`` before each of an endless header.
    """

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    reset: bool = False
    truncate: bool = False
    drip: float = 0.0
    drip_headers: float = 0.0


@dataclass
class Asked:
    """One request as it came in; the body of JSON, or the text of a form."""

    method: str
    path: str
    body: Any
    authorization: str


class ScriptedService:
    """Gives ``answers`` in order (the last one again and again); token requests are answered from ``tokens``.

    ``decide`` answers instead: it is given each request and whether that is one for a token.
    """

    def __init__(
        self,
        answers: list[Answer],
        tokens: list[Answer] | None = None,
        decide: Callable[[Asked, bool], Answer] | None = None,
    ) -> None:
        self.decide = decide
        self.answers = list(answers)
        self.tokens = list(tokens or [Answer(body=TOKEN)])
        self.asked: list[Asked] = []
        self.token_requests: list[Asked] = []
        self._lock = threading.Lock()
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                return

            def _answer(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                raw = self.rfile.read(length)
                token = self.path.startswith("/oauth")
                form = "form-data" in self.headers.get("Content-Type", "")
                asked = Asked(
                    self.command,
                    self.path,
                    raw.decode() if token or form else json.loads(raw) if raw else None,
                    self.headers.get("Authorization", ""),
                )
                self._give(service.next(asked, token))

            def _give(self, answer: Answer) -> None:
                if answer.reset:
                    # SO_LINGER 0 makes the kernel send a reset, as a balancer does that drops a connection.
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.close_connection = True
                    self.connection.close()
                    return
                if answer.drip_headers:
                    self._drip(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 10000, answer.drip_headers)
                    return
                body = b"" if answer.body is None else answer.body
                content = body if isinstance(body, bytes) else json.dumps(body).encode()
                # Without a Date of its own an answer has this machine's.
                (self.send_response_only if "Date" in answer.headers else self.send_response)(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.status != 204:
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if answer.drip:
                    self._drip(content, answer.drip)
                elif answer.status != 204:
                    self.wfile.write(content[: len(content) // 2] if answer.truncate else content)
                if answer.truncate:
                    self.close_connection = True

            def _drip(self, content: bytes, seconds: float) -> None:
                self.close_connection = True
                for place in range(len(content)):
                    time.sleep(seconds)
                    self.wfile.write(content[place : place + 1])

            do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _answer

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                return

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def next(self, asked: Asked, token: bool) -> Answer:
        """The prepared answer to a request."""
        with self._lock:
            (self.token_requests if token else self.asked).append(asked)
            if self.decide is not None:
                return self.decide(asked, token)
            queue = self.tokens if token else self.answers
            return queue.pop(0) if len(queue) > 1 else queue[0]

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
