# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Faults that a test asks for: errors, resets, delays, truncated and changed answers."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import Any

import orjson

from .limits import PER_SECOND
from .messages import Request, Response

KEYS = {"method", "path", "times", "status", "reset", "delay_ms", "truncate", "body", "headers", "after", "drop"}


@dataclass
class Fault:
    """One fault. It is consumed once per request that it hits; ``times`` None never ends."""

    path: re.Pattern[str]
    method: str | None = None
    times: int | None = 1
    status: int | None = None
    reset: bool = False
    delay_ms: float = 0
    truncate: bool = False
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    after: bool = False
    drop: list[str] = field(default_factory=list)
    hits: int = 0

    @property
    def replaces(self) -> bool:
        """Tell whether the fault gives an answer of its own."""
        return self.status is not None or self.body is not None

    def lets_through(self) -> bool:
        """Tell whether the request is carried out: with ``after``, or when only its answer is spoiled."""
        return self.after or not (self.replaces or self.reset)

    def to_state(self) -> dict[str, Any]:
        """Return the fault as the control endpoint shows it."""
        return {
            "path": self.path.pattern, "method": self.method, "times": self.times, "status": self.status,
            "reset": self.reset, "delay_ms": self.delay_ms, "truncate": self.truncate, "after": self.after,
            "drop": self.drop, "hits": self.hits,
        }  # fmt: skip


def fault_from(entry: dict[str, Any]) -> Fault:
    """Build a fault from the control endpoint's JSON; raises ValueError."""
    unknown = sorted(set(entry) - KEYS)
    if unknown:
        raise ValueError(f"fault has unknown keys {', '.join(unknown)}; known are {', '.join(sorted(KEYS))}")
    values = dict(entry)
    try:
        pattern = re.compile(str(values.pop("path", "")))
    except re.error as problem:
        raise ValueError(f"fault path is not a regular expression: {problem}") from None
    method = values.pop("method", None)
    return Fault(pattern, str(method).upper() if method else None, **values)


class Faults:
    """The faults that are waiting."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def take(self, request: Request) -> Fault | None:
        """Return the first fault that fits the request and count its use."""
        for fault in self.waiting:
            if fault.method in (None, request.method) and fault.path.search(request.path):
                fault.hits += 1
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self.waiting.remove(fault)
                return fault
        return None


def spoil(fault: Fault, response: Response | None) -> Response:
    """Return the answer as the fault wants it; ``response`` is None when the request was not carried out."""
    if fault.replaces or response is None:
        response = own_answer(fault)
    response.headers.update(fault.headers)
    response.delay += fault.delay_ms / 1000
    response.reset = fault.reset
    response.truncate = fault.truncate
    return response


def without(request: Request, paths: list[str]) -> Request:
    """Return a request whose JSON body lacks the keys at some paths, such as ``in_meeting.chat``."""
    try:
        body = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        return request
    for path in paths:
        *above, name = path.split(".")
        place = body
        for part in above:
            place = place.get(part) if isinstance(place, dict) else None
        if isinstance(place, dict):
            place.pop(name, None)
    return dataclasses.replace(request, body=orjson.dumps(body))


def own_answer(fault: Fault) -> Response:
    """Return the answer of the fault itself; text bodies are sent as they are, say HTML."""
    status = fault.status or 200
    headers = {"Content-Type": "application/json;charset=UTF-8"}
    if fault.body is None and status < 300:
        # A write that is answered as done and was not carried out.
        return Response(status)
    if fault.body is None:
        message = PER_SECOND if status == 429 else "The service could not answer this request."
        return Response(status, orjson.dumps({"code": status, "message": message}), headers)
    if isinstance(fault.body, str):
        if fault.body.lstrip().startswith("<"):
            headers["Content-Type"] = "text/html;charset=UTF-8"
        return Response(status, fault.body.encode(), headers)
    return Response(status, orjson.dumps(fault.body), headers)
