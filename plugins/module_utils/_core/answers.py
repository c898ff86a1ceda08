# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an HTTP answer of Zoom means: its JSON, its error, or that it cannot be relied on."""

from __future__ import annotations

import json
import re
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Mapping

from . import errors

LONGEST_ERROR = 8192
SEAT_CODES = (1102, 2033, 2034, 2038, 2039, 3412)
NOT_FOUND_CODES = (1001, 1120)
EXISTS_CODES = (1005, 4132)
SCOPE_CODES = (104, 4700, 4711)
TOKEN_CODES = (124, 30031002, 30031004)


class UnreadableAnswer(Exception):
    """The body is not the JSON that it should be (cut off, or a web page in between)."""


def parse(content: bytes) -> Any:
    """The JSON of a body; ``{}`` for an empty one. Raises UnreadableAnswer.

    Integers stay exact (plan codes exceed 2**53).
    """
    if not content.strip():
        return {}
    try:
        return json.loads(content)
    except ValueError as error:
        raise UnreadableAnswer(str(error)) from error


def error_body(status: int, content: bytes) -> dict[str, Any] | None:
    """``{"code", "message", "errors"}`` if the answer is an error, else None.

    Zoom sends some errors under HTTP 200, and some as text that is no JSON.
    """
    if status < 400 and len(content) > LONGEST_ERROR:
        return None  # a page of a list; it is parsed once, where it is used
    try:
        body = parse(content)
    except UnreadableAnswer:
        return None if status < 400 else _scraped(content)
    if not isinstance(body, dict):
        body = {}
    if status < 400:
        shape = set(body) <= {"code", "message", "errors"} and {"code", "message"} <= set(body)
        # code 200 with "Only available for paid account" comes under HTTP 200; so may others.
        if not shape or not isinstance(body["message"], str):
            return None
    code = body.get("code")
    fields = body.get("errors")
    return {
        "code": int(code) if isinstance(code, int) or (isinstance(code, str) and code.isdigit()) else None,
        "message": str(body.get("message") or body.get("reason") or body.get("error") or ""),
        "errors": [item for item in fields if isinstance(item, dict)] if isinstance(fields, list) else [],
    }


def _scraped(content: bytes) -> dict[str, Any]:
    text = content[:4000].decode("utf-8", "replace")
    code = re.search(r'"code"\s*:\s*(\d+)', text)
    message = re.search(r'"message"\s*:\s*"([^"]*)', text) or re.search(r"(?is)<title>(.*?)</title>", text)
    plain = message.group(1) if message else re.sub(r"<[^>]*>", " ", text)
    return {
        "code": int(code.group(1)) if code else None,
        "message": " ".join(plain.split())[:300],
        "errors": [],
    }


def to_exception(
    operation: str, method: str, path: str, status: int, body: Mapping[str, Any], scopes: tuple[str, ...] = ()
) -> errors.ApiError:
    """The exception for an error answer, other than 429 and refused tokens; ``scopes`` would serve the operation."""
    code, message = body["code"], body["message"]
    arguments = (operation, method, path, status, code, message, body["errors"])
    lowered = message.lower()
    named = re.search(r"scopes?:?\s*\[([^\]]*)\]", message)
    if code in SCOPE_CODES or "does not contain scope" in lowered or named:
        wanted = [scope.strip() for scope in named.group(1).split(",") if scope.strip()] if named else list(scopes)
        remedy = (
            f"The app lacks a scope: add {' or '.join(wanted) or 'the one that the message names'} to the app in the"
            " Zoom App Marketplace. A change takes some minutes to work."
        )
        return errors.ScopeError(*arguments, remedy=remedy, scopes=wanted)
    kind: type[errors.ApiError] = errors.ApiError
    remedy = ""
    if code == 200 and "only available for paid" in lowered:
        kind, remedy = errors.PaidOnlyError, "Zoom offers this operation to paid accounts only."
    elif code in SEAT_CODES or (code == 200 and re.search(r"you can add max \d+ paid", lowered)):
        kind, remedy = errors.SeatError, "No licence of this kind is free."
    elif status == 409 or code in EXISTS_CODES:
        kind = errors.AlreadyExistsError
    elif code in NOT_FOUND_CODES or (status == 404 and code != 2300):
        kind = errors.NotFoundError
    elif status == 403 or re.search(r"no permission|no privilege|does not contain permissions", lowered):
        remedy = (
            f"The app may not do this: it needs a scope such as {' or '.join(scopes)}, and the user who made the app a"
            " role that allows it."
        )
    return kind(*arguments, remedy=remedy)


def is_token_refused(status: int, body: Mapping[str, Any]) -> bool:
    """A bad or expired token: HTTP 401, or code 124 under 400."""
    return status == 401 or body["code"] in TOKEN_CODES


def is_daily(headers: Mapping[str, str], message: str) -> bool:
    """Whether a 429 is about the day and not about the second."""
    return "daily" in headers.get("X-RateLimit-Type", "").lower() or "daily" in message.lower()


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> tuple[float, str] | None:
    """``(seconds, ISO time)`` of `Retry-After`, which comes as seconds, as an HTTP date or as an ISO-8601 date-time.

    A date counts from the answer's own `Date`, so that a wrong clock here does no harm. None if absent or unreadable.
    """
    value = headers.get("Retry-After", "").strip()
    if not value:
        return None
    base = _moment(headers.get("Date", "")) or now or datetime.now(timezone.utc)
    if re.match(r"^\d+(\.\d+)?$", value):
        seconds = float(value)
        moment = datetime.fromtimestamp(base.timestamp() + min(seconds, 10**8), timezone.utc)
    else:
        parsed = _moment(value)
        if parsed is None:
            return None
        moment = parsed
        seconds = max(0.0, (moment - base).total_seconds())
    return seconds, moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(value: str) -> datetime | None:
    value = value.strip()
    moment: datetime | None
    try:
        moment = datetime.fromisoformat(re.sub(r"Z$", "+00:00", value))
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except (TypeError, ValueError, IndexError):
            return None
    if moment is None:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def skew(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds by which this machine's clock is ahead of the answer's `Date`; None without one."""
    moment = _moment(headers.get("Date", ""))
    if moment is None:
        return None
    return ((now or datetime.now(timezone.utc)) - moment).total_seconds()
