# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the headers of an answer say: when to come back, which limit it was, how late it is there."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Mapping, NamedTuple

# No limit of Zoom is longer than a day; beyond a year the sender's clock is wrong, and so is the text.
LONGEST_RETRY_AFTER = 366 * 86400.0


class RetryAfter(NamedTuple):
    """How many seconds to wait, and the ISO-8601 time at which they end."""

    seconds: float
    moment: str


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> RetryAfter | None:
    """`Retry-After`, which comes as seconds, as an HTTP date or as an ISO-8601 date-time; None if absent or unreadable.

    A date counts from the answer's own `Date`, so that a wrong clock here does no harm.
    """
    value = headers.get("Retry-After", "").strip()
    base = _moment(headers.get("Date", "")) or now or datetime.now(timezone.utc)
    try:
        if re.match(r"^[0-9]+(\.[0-9]+)?$", value):
            seconds = float(value)
            ends = datetime.fromtimestamp(base.timestamp() + min(seconds, LONGEST_RETRY_AFTER), timezone.utc)
        else:
            moment = _moment(value)
            if moment is None:
                return None
            seconds = max(0.0, (moment - base).total_seconds())
            ends = moment.astimezone(timezone.utc)
    except (OverflowError, ValueError, OSError):  # years before 1 or after 9999
        return None
    if seconds > LONGEST_RETRY_AFTER:
        return None
    return RetryAfter(seconds, ends.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _moment(value: str) -> datetime | None:
    value = value.strip()
    moment: datetime | None
    try:
        moment = datetime.fromisoformat(re.sub(r"Z$", "+00:00", value))
    except (ValueError, OverflowError):
        try:
            moment = parsedate_to_datetime(value)
        except (TypeError, ValueError, IndexError, OverflowError):
            return None
    if moment is None:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def skew(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds by which this machine's clock is ahead of the answer's `Date`; None without one."""
    moment = _moment(headers.get("Date", ""))
    if moment is None:
        return None
    try:
        return ((now or datetime.now(timezone.utc)) - moment).total_seconds()
    except OverflowError:
        return None


def limit(headers: Mapping[str, str]) -> int | None:
    """`X-RateLimit-Limit`; None if absent, or no number that a limit can have."""
    value = headers.get("X-RateLimit-Limit", "").strip()
    number = int(value) if re.match(r"^[0-9]{1,9}$", value) else 0
    return number or None
