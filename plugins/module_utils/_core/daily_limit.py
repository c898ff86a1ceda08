# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The daily limit: how it is recognised, what it concerns, when it ends, and what it says.

Zoom limits by the day what one rate label may ask, and besides: the people that createUser invites, the groups that
createGroup makes, and the changes of one person's email (updateUserEmail). All come as the same HTTP 429.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Callable

from . import headers as header
from .errors import Concern, DailyLimitError

if TYPE_CHECKING:
    from .client import Request

# What a rate label may ask in a day, over all plans. A 429 that names another number is about one operation.
LABEL_LIMITS = (1000, 2000, 6000, 30_000, 60_000)
# Operations with a daily limit of their own, and the action in their body that alone is limited.
LIMITED_OPERATIONS = {"createUser": "create", "createGroup": ""}
# Operations limited for each person; the person is the value of the path's place ``userId``.
LIMITED_BY_PERSON = ("updateUserEmail", "updateUserPresenceStatus")


def is_daily(headers: Mapping[str, str], message: str) -> bool:
    """Whether a 429 is about the day and not about the second."""
    return "daily" in headers.get("X-RateLimit-Type", "").lower() or "daily" in message.lower()


def concern_of(
    operation: str, label: str, path: Mapping[str, str], body: Any, headers: Mapping[str, str] | None = None
) -> Concern:
    """What a daily limit met at this request is about: the person, the operation, or all requests of the label."""
    if header.limit(headers or {}) in LABEL_LIMITS:
        return Concern("label", label)
    if operation in LIMITED_BY_PERSON:
        return Concern("person", str(path.get("userId", "")), operation)
    if operation in LIMITED_OPERATIONS:
        return Concern("operation", operation, operation, _action(operation, body))
    return Concern("label", label)


def _action(operation: str, body: Any) -> str:
    """The body's action where it is the one that is limited; '' where it makes no difference."""
    action = body.get("action") if isinstance(body, Mapping) else None
    return LIMITED_OPERATIONS[operation] if action == LIMITED_OPERATIONS[operation] else ""


def remedy_of(concern: Concern, resume_at: str) -> str:
    """What the limit is, and when to run again."""
    if concern.kind == "person":
        what = (
            f"The limit of changes a day to {concern.value} ({concern.operation}) is reached; others are not concerned."
        )
    elif concern.operation == "createUser":
        what = "The limit of people that the account may invite in a day (createUser with action create) is reached."
    elif concern.kind == "operation":
        what = f"The limit of {concern.operation} a day is reached; other requests are not concerned."
    else:
        what = f"The account's daily limit for {concern.value} requests is reached."
    when = f"Run again after {resume_at}." if resume_at else "Run again tomorrow (the day ends at 00:00 UTC)."
    return f"{what} {when} What was done stays done."


def daily_limit_error(
    request: Request, code: int | None, message: str, resume_at: str, concern: Concern
) -> DailyLimitError:
    """The error of a request that a daily limit stops."""
    return DailyLimitError(
        request.operation,
        request.method,
        request.address,
        429,
        code,
        message,
        remedy=remedy_of(concern, resume_at),
        resume_at=resume_at,
        concerns=concern,
    )


class DailyLimits:
    """The daily limits that this task has met. Thread-safe; workers ask it again right before they send."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._met: dict[Concern, tuple[float, DailyLimitError]] = {}

    def meet(self, error: DailyLimitError, seconds: float | None) -> None:
        """Remember a limit for as long as Zoom said, or to the end of the task."""
        with self._lock:
            until = float("inf") if seconds is None else self._clock() + seconds
            self._met.setdefault(error.concerns, (until, error))

    def check(self, request: Request) -> None:
        """Raises DailyLimitError for a request that one of the limits stops."""
        met = self.reached(request.operation, request.label, request.path, request.body)
        if met is not None:
            raise daily_limit_error(request, met.code, met.zoom_message, met.resume_at, met.concerns)

    def reached(
        self, operation: str, label: str, path: Mapping[str, str] | None = None, body: Any = None
    ) -> DailyLimitError | None:
        """The error of the limit that stops this request, or None if it may be sent."""
        if not self._met:
            return None
        asked = (concern_of(operation, label, path or {}, body), Concern("label", label))
        with self._lock:
            for concern in asked:
                until, error = self._met.get(concern, (0.0, None))
                if error is not None and self._clock() < until:
                    return error
                if error is not None:
                    del self._met[concern]
        return None
