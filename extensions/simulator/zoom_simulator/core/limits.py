# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Rate limits per label and second, daily limits per plan, and limits of single operations."""

from __future__ import annotations

import time
from collections import deque
from email.utils import formatdate

from .clock import DAY, Clock, iso
from .errors import Refusal
from .options import Options

# Label: plan: (requests, seconds).
WINDOWS: dict[str, dict[str, tuple[int, float]]] = {
    "light": {"free": (4, 1), "pro": (30, 1), "business": (80, 1)},
    "medium": {"free": (2, 1), "pro": (20, 1), "business": (60, 1)},
    "heavy": {"free": (1, 1), "pro": (10, 1), "business": (40, 1)},
    "resource-intensive": {"free": (10, 60), "pro": (10, 60), "business": (20, 60)},
}
# Plan: group of labels: requests a day.
DAILY: dict[str, dict[frozenset[str], int]] = {
    "free": {frozenset({"light"}): 6000, frozenset({"medium"}): 2000, frozenset({"heavy"}): 1000},
    "pro": {frozenset({"heavy", "resource-intensive"}): 30_000},
    "business": {frozenset({"heavy", "resource-intensive"}): 60_000},
}
CREATED_USERS = {"free": 50, "pro": 1500, "business": 10_000}
CREATED_GROUPS = 100
EMAIL_CHANGES = 3
PER_SECOND = "You have reached the maximum per-second rate limit for this API. Try again later."
PER_DAY = (
    "You have reached the maximum daily rate limit for this API. Refer to the response header for details on "
    "when you can make another request."
)


class Limits:
    """Counts the requests of the account; all its apps share them."""

    def __init__(self, options: Options, clock: Clock) -> None:
        self.options = options
        self.switches = options.switches
        self.clock = clock
        self.windows: dict[str, deque[float]] = {label: deque() for label in WINDOWS}
        self.days: dict[object, tuple[int, int]] = {}

    def clear(self) -> None:
        """Forget all counts."""
        for window in self.windows.values():
            window.clear()
        self.days.clear()

    def admit(self, label: str, plan: str) -> dict[str, str]:
        """Count one request and return the headers of its answer; refuses with 429 when a limit is reached."""
        if self.options.no_rate_limits:
            return {}
        limit, seconds = WINDOWS[label][plan]
        window = self.windows[label]
        now = self.clock.monotonic()
        oldest = now // seconds * seconds if self.switches.rate_window == "fixed" else now - seconds
        while window and window[0] <= oldest:
            window.popleft()
        headers = self._headers(label.capitalize(), "QPS", limit, limit - len(window) - 1)
        if len(window) >= limit:
            raise self._refusal(PER_SECOND, headers, time.time() + seconds)
        for labels, daily in DAILY[plan].items():
            if label in labels:
                self.spend(labels, daily, label.capitalize())
        window.append(now)
        return headers

    def spend(self, key: object, limit: int, category: str = "Light") -> None:
        """Count one use of something limited by the day; refuses with 429 when it is used up."""
        if self.options.no_rate_limits:
            return
        today = self.clock.day()
        day, used = self.days.get(key, (today, 0))
        used = used if day == today else 0
        if used >= limit:
            headers = self._headers(category, "Daily-limit", limit, 0)
            raise self._refusal(PER_DAY, headers, self.clock.next_day())
        self.days[key] = (today, used + 1)

    def spend_recent(self, times: list[float], limit: int, seconds: float = DAY) -> list[float]:
        """Return the times of the last uses with now among them; refuses when the limit is reached.

        For limits that run over the last 24 hours instead of the calendar day.
        """
        now = self.clock.now()
        recent = [moment for moment in times if moment > now - seconds]
        if len(recent) >= limit and not self.options.no_rate_limits:
            daily = seconds >= DAY
            headers = self._headers("Light", "Daily-limit" if daily else "QPS", limit, 0)
            raise self._refusal(PER_DAY if daily else PER_SECOND, headers, recent[0] + seconds)
        return [*recent, now]

    def _headers(self, category: str, kind: str, limit: int, remaining: int) -> dict[str, str]:
        if not self.switches.rate_headers:
            return {}
        return {
            "X-RateLimit-Category": category,
            "X-RateLimit-Type": kind,
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(max(remaining, 0)),
        }

    def _refusal(self, message: str, headers: dict[str, str], until: float) -> Refusal:
        form = self.switches.retry_after
        if form == "iso":
            # Zoom writes the moment, not a number of seconds; round up so that the moment is not too early.
            headers = headers | {"Retry-After": iso(int(until) + 1)}
        elif form == "http":
            headers = headers | {"Retry-After": formatdate(int(until) + 1, usegmt=True)}
        elif form == "seconds":
            now = time.time() if message == PER_SECOND else self.clock.now()
            headers = headers | {"Retry-After": str(max(1, int(until - now) + 1))}
        return Refusal(429, 429, message, headers=headers)
