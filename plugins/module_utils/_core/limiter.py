# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One limiter for all workers of a task: keeps each rate label just under its share of the account's limit."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import Callable

# Requests per window of seconds, by plan and rate label, as Zoom publishes them.
LIMITS: dict[str, dict[str, tuple[int, float]]] = {
    "free": {"light": (4, 1), "medium": (2, 1), "heavy": (1, 1), "resource-intensive": (10, 60)},
    "pro": {"light": (30, 1), "medium": (20, 1), "heavy": (10, 1), "resource-intensive": (10, 60)},
    "business": {"light": (80, 1), "medium": (60, 1), "heavy": (40, 1), "resource-intensive": (20, 60)},
}
# Requests reach the service later than they were sent, and not all equally late; a window a little longer than the
# service's own keeps two sends that we space by one window inside two of its windows.
WINDOW_MARGIN = 1.03
SLOWEST = 0.1
# No plan allows as many; a larger number in a header is a mistake.
LARGEST_LIMIT = 10_000
TOLERANCE = 1e-6
RECOVERY_SECONDS = 10.0


class LabelLimiter:
    """At most ``capacity × share`` sends in any window, evenly spaced where the window is a second."""

    def __init__(
        self, capacity: int, window: float, share: float, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self.capacity = capacity
        self.window = window
        self.share = share
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._sent: deque[float] = deque()  # places given away, some of them in the future
        self._departed: deque[float] = deque()
        self._next = 0.0
        self._hold_until = 0.0
        self._slowdown = 1.0
        self._slowed_at = 0.0

    def acquire(self, still_wanted: Callable[[], None] | None = None) -> float:
        """Take a place and wait until its time has come; returns the seconds waited.

        ``still_wanted`` is asked before waiting and after it: what it raises ends the wait. Other workers may have
        learned in the meantime that the request would be refused.
        """
        start = self._clock()
        if still_wanted is not None:
            still_wanted()
        with self._lock:
            due = self._place(start)
        while True:
            self._sleep(max(0.0, due - self._clock()))
            if still_wanted is not None:
                still_wanted()
            with self._lock:
                now = self._clock()
                # A 429 that came in the meantime also holds those that had their place already.
                if self._hold_until > now:
                    due = self._place(now)
                    continue
                # A busy machine wakes many late and at once; what was sent counts, not when it should have been.
                due = self._free_at(now)
                if due <= now + TOLERANCE:
                    self._departed.append(now)
                    return now - start

    def _free_at(self, now: float) -> float:
        """When one more may be sent, by what was sent in the last window."""
        allowed = self._allowed(now)
        whole = max(1, int(allowed))
        while len(self._departed) > max(whole, self.capacity):
            self._departed.popleft()
        if len(self._departed) < whole:
            return now
        return self._departed[-whole] + (self.window if allowed >= 1 else self.window / allowed) * WINDOW_MARGIN

    def _allowed(self, now: float) -> float:
        if self._slowdown < 1.0:
            recovered = (now - self._slowed_at) / RECOVERY_SECONDS
            self._slowdown = min(1.0, self._slowdown + max(0.0, recovered))
            self._slowed_at = now
        return max(self.capacity * self.share * self._slowdown, SLOWEST)

    def _place(self, now: float) -> float:
        allowed = self._allowed(now)
        window = self.window * WINDOW_MARGIN
        due = max(now, self._hold_until, self._next)
        whole = max(1, int(allowed))
        span = window if allowed >= 1 else window / allowed
        if len(self._sent) >= whole:
            due = max(due, self._sent[-whole] + span)
        self._sent.append(due)
        while len(self._sent) > whole:
            self._sent.popleft()
        if self.window <= 1:
            self._next = due + span / whole
        return due

    def learn(self, capacity: int) -> None:
        """Take over the limit that the service named in its headers."""
        with self._lock:
            self.capacity = capacity

    def refused(self, wait: float) -> None:
        """A 429 came: hold everything for ``wait`` seconds and go on at a lower rate, which recovers by itself."""
        with self._lock:
            now = self._clock()
            if now >= self._hold_until:  # many workers hit the same wall at once; slow down once for all of them
                self._slowdown = max(0.25, self._allowed(now) / (self.capacity * self.share) * 0.8)
                self._slowed_at = now
            self._hold_until = max(self._hold_until, now + wait)
            self._next = max(self._next, self._hold_until)


class Limiter:
    """The label limiters of one account."""

    def __init__(
        self,
        plan: str,
        share: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        # An account of unknown plan starts at pro's limits and learns from the headers.
        limits = LIMITS[plan or "pro"]
        self._fixed = bool(plan)
        self.labels = {
            label: LabelLimiter(capacity, window, share, clock, sleep) for label, (capacity, window) in limits.items()
        }
        # What the service itself named, by label, whatever was stated; empty where its headers name nothing.
        self.learned: dict[str, int] = {}

    def acquire(self, label: str, still_wanted: Callable[[], None] | None = None) -> float:
        """Wait for a place under the label's limit; returns the seconds waited. Raises what ``still_wanted`` raises."""
        return self.labels[label].acquire(still_wanted)

    def refused(self, label: str, wait: float) -> None:
        """Hold and slow one label after a 429."""
        self.labels[label].refused(wait)

    def learn(self, label: str, limit_type: str, limit: int | None) -> None:
        """Adapt to `X-RateLimit-Limit` where `X-RateLimit-Type` says that it is a per-second limit (QPS)."""
        if limit_type.strip().upper() != "QPS" or limit is None or limit > LARGEST_LIMIT:
            return
        self.learned[label] = limit
        limiter = self.labels[label]
        # A stated plan is only ever corrected downwards: the service knows better than a too bold option.
        if not self._fixed or limit < limiter.capacity:
            limiter.learn(limit)
        if not self._fixed:
            self._learn_plan(label, limit)

    def _learn_plan(self, label: str, limit: int) -> None:
        """A limit that only one plan has tells the plan, and so the limits of the labels not yet heard of."""
        plans = [plan for plan, limits in LIMITS.items() if limits[label][0] == limit]
        if len(plans) == 1:
            for other, (capacity, _window) in LIMITS[plans[0]].items():
                if other not in self.learned:
                    self.labels[other].learn(capacity)

    def seen(self) -> dict[str, int]:
        """The limits in force, by label: requests a second (resource-intensive: a minute)."""
        return {label: limiter.capacity for label, limiter in self.labels.items()}
