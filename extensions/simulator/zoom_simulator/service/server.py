# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""HTTP/1.1 on one event loop: keep-alive, pipelining in order, resets and truncated answers on demand."""

from __future__ import annotations

import asyncio
import signal
import socket
import struct
from collections import deque
from email.utils import formatdate
from http import HTTPStatus
from typing import Any

import httptools

from ..core.messages import Request, Response
from .application import Simulator

REASONS = {status.value: status.phrase for status in HTTPStatus}
LARGEST_BODY = 64 * 1024 * 1024


class Connection(asyncio.Protocol):
    """One connection: parses requests and writes their answers in order."""

    def __init__(self, simulator: Simulator, loop: asyncio.AbstractEventLoop) -> None:
        self.simulator = simulator
        self.loop = loop
        self.transport: asyncio.Transport | None = None
        self.parser: Any = httptools.HttpRequestParser(self)
        self.waiting: deque[Request] = deque()
        self.busy = False
        self.url = b""
        self.headers: dict[str, str] = {}
        self.chunks: list[bytes] = []
        self.size = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def connection_lost(self, _problem: Exception | None) -> None:
        """Forget what is waiting."""
        self.transport = None
        self.waiting.clear()

    def data_received(self, data: bytes) -> None:
        """Feed the parser and answer what is complete."""
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError:
            self.fail(400)
        except httptools.HttpParserUpgrade:
            self.fail(501)
        self.work()

    def fail(self, status: int) -> None:
        """Answer what is not HTTP and close."""
        if self.transport is not None:
            self.transport.write(f"HTTP/1.1 {status} {REASONS[status]}\r\nContent-Length: 0\r\n\r\n".encode())
            self.transport.close()

    # Called by the parser

    def on_message_begin(self) -> None:
        """Begin a request."""
        self.url, self.headers, self.chunks, self.size = b"", {}, [], 0

    def on_url(self, url: bytes) -> None:
        """Collect the target."""
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Collect a header."""
        self.headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        """Ask for the body where the client waits to be asked."""
        if self.headers.get("expect", "").lower() == "100-continue" and self.transport is not None:
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, body: bytes) -> None:
        """Collect the body."""
        self.size += len(body)
        if self.size > LARGEST_BODY:
            self.fail(413)
        else:
            self.chunks.append(body)

    def on_message_complete(self) -> None:
        """Put the request into the line."""
        path, _mark, query = self.url.decode("latin-1").partition("?")
        self.waiting.append(
            Request(
                method=self.parser.get_method().decode("latin-1"),
                path=path,
                query_text=query,
                headers=self.headers,
                body=b"".join(self.chunks),
                keep_alive=self.parser.should_keep_alive(),
            )
        )

    # Answers

    def work(self) -> None:
        """Answer waiting requests until one has to wait for its delay."""
        while self.waiting and not self.busy and self.transport is not None:
            request = self.waiting.popleft()
            response = self.simulator.handle(request)
            if response.delay > 0:
                self.busy = True
                self.loop.call_later(response.delay, self.finish, request, response)
            else:
                self.write(request, response)

    def finish(self, request: Request, response: Response) -> None:
        """Write an answer after its delay and go on."""
        self.busy = False
        self.write(request, response)
        self.work()

    def write(self, request: Request, response: Response) -> None:
        """Write one answer, or what a fault leaves of it."""
        transport = self.transport
        if transport is None:
            return
        if response.reset:
            # A linger time of zero makes the kernel send RST instead of FIN.
            sock = transport.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            transport.abort()
            return
        data = self.head(request, response) + response.body
        if response.truncate:
            transport.write(data[: len(data) - max(1, len(response.body) // 2)])
            transport.close()
            return
        transport.write(data)
        if not request.keep_alive:
            transport.close()

    def head(self, request: Request, response: Response) -> bytes:
        """Return the status line and the headers."""
        lines = [
            f"HTTP/1.1 {response.status} {REASONS.get(response.status, 'Unknown')}",
            f"Date: {formatdate(self.simulator.clock.now(), usegmt=True)}",
        ]
        lines += [f"{name}: {value}" for name, value in response.headers.items()]
        if response.status != 204:
            lines.append(f"Content-Length: {len(response.body)}")
        if not request.keep_alive:
            lines.append("Connection: close")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


async def run(simulator: Simulator) -> None:
    """Serve until SIGINT or SIGTERM."""
    loop = asyncio.get_running_loop()
    options = simulator.options
    try:
        server = await loop.create_server(
            lambda: Connection(simulator, loop), options.host, options.port, backlog=1024, reuse_address=True
        )
    except (OSError, OverflowError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise SystemExit(
            f"zoom-simulator: cannot listen on {options.host} port {options.port}: {reason}; "
            "choose another --port, or --port 0 for a free one"
        ) from None
    port = server.sockets[0].getsockname()[1]
    print(f"zoom-simulator: listening on http://{options.host}:{port}", flush=True)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await stop.wait()
    server.close()
