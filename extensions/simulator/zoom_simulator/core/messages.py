# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Requests and answers between the connection and the application."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import orjson


@dataclass
class Request:
    """One HTTP request."""

    method: str
    path: str
    query_text: str
    headers: dict[str, str]
    body: bytes
    keep_alive: bool = True

    @property
    def query(self) -> dict[str, str]:
        """Query parameters; of a repeated one the last."""
        return dict(parse_qsl(self.query_text, keep_blank_values=True)) if self.query_text else {}


@dataclass
class Response:
    """One HTTP answer, and what is to go wrong on its way."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    reset: bool = False
    truncate: bool = False


@dataclass
class Answer:
    """What a handler answers: status and JSON body, None for no body; ``checked`` against the facts or not."""

    status: int
    body: Any = None
    checked: bool = True


def json_response(status: int, body: Any, headers: dict[str, str] | None = None) -> Response:
    """Return an answer with a JSON body; integers of any size up to 64 bits stay integers."""
    all_headers = dict(headers or {})
    if body is None:
        return Response(status, b"", all_headers)
    all_headers["Content-Type"] = "application/json;charset=UTF-8"
    return Response(status, orjson.dumps(body), all_headers)
