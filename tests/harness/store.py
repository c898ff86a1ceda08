# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A place for files on the loopback interface: takes them with PUT, gives them with GET, as S3 and its kind do."""

from __future__ import annotations

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

TOKEN = "Bearer token-of-the-store"
SIGNATURE = "signature-of-the-store"


class Store(ThreadingHTTPServer):
    """Files by path. Under /open/ everybody may read; elsewhere a request needs the token or the signature.

    What does not match its checksum is refused, and so is every file whose name has `refused` in it.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def add(self, path: str, content: bytes) -> str:
        """Keep a file; returns its SHA-256."""
        self.files[path] = content
        return hashlib.sha256(content).hexdigest()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class _Request(BaseHTTPRequestHandler):
    @property
    def store(self) -> Store:
        return cast(Store, self.server)

    def _answer(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _let_in(self) -> str | None:
        """The path of a file, for those who may see it."""
        path, query = self.path.partition("?")[::2]
        known = self.headers.get("Authorization") == TOKEN or SIGNATURE in query
        self.store.asked.append(f"{self.command} {path} {'known' if known else 'unknown'}")
        if known or path.startswith("/open/"):
            return path
        self._answer(403)
        return None

    def do_GET(self) -> None:
        path = self._let_in()
        if path in self.store.files:
            self._answer(200, self.store.files[str(path)])
        elif path:
            self._answer(404)

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        path = self._let_in()
        if path is None:
            return
        if self.headers.get("X-Checksum-Sha256") != hashlib.sha256(content).hexdigest():
            self._answer(409)
        elif "refused" in path:
            self._answer(507)
        else:
            self.store.files[path] = content
            self._answer(201)

    def log_message(self, *arguments: object) -> None:
        """Nothing."""
