# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long one request is tried again: so many times, and so many seconds in all."""

from __future__ import annotations

import random
import time
from typing import Callable

from .errors import ConnectionFailedError, DeadlineError, UnreachableError

BACKOFF_FIRST = 0.5
BACKOFF_LAST = 30.0
# A 429 that asks for more patience than this is about the day: the task stops and says when to come back.
LONGEST_WAIT = 300.0
# However often Zoom asks to wait, one request is not worth more than this.
LONGEST_IN_ALL = 600.0
# For a service that breaks off, answers with server errors, or is slow.
LONGEST_TROUBLE = 120.0
# A service that was never reached will not be there in a minute either: the name or the network is wrong.
LONGEST_UNREACHED = 8.0
TRIES_UNREACHED = 5
# An answer that took longer than its deadline has cost a minute by default.
TRIES_SLOW = 2


def backoff(attempt: int) -> float:
    """Seconds before try ``attempt + 2``: doubling, capped, jittered."""
    ceiling = min(BACKOFF_LAST, BACKOFF_FIRST * 2 ** min(attempt, 16))
    return random.uniform(ceiling / 2, ceiling)


class Patience:
    """The tries of one request. ``tries`` counts those that failed, ``began`` is when the first of them did."""

    def __init__(
        self,
        retries: int,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        began: float | None = None,
    ) -> None:
        self.tries = 0
        self._retries = retries
        self._sleep = sleep
        self._clock = clock
        self._began = clock() if began is None else began
        self._waited = 0.0

    def is_over_after(self, kind: type[ConnectionFailedError], reached: bool) -> bool:
        """Count a try without an answer; whether it was the last. ``reached``: the service has answered before."""
        if kind is UnreachableError and not reached:
            return self.is_over(LONGEST_UNREACHED, TRIES_UNREACHED)
        if kind is DeadlineError:
            return self.is_over(tries=TRIES_SLOW)
        return self.is_over()

    def is_over(self, seconds: float = LONGEST_TROUBLE, tries: int | None = None) -> bool:
        """Count a failed try; whether it was the last: retries used up, or ``seconds`` or ``tries`` in all."""
        self.tries += 1
        # What was slept counts even where the clock of a sleeping machine stood still.
        spent = max(self._clock() - self._began, self._waited)
        return self.tries > self._retries or spent >= seconds or (tries is not None and self.tries >= tries)

    def pause(self) -> float:
        """Seconds before the next try where nobody named any."""
        return backoff(self.tries - 1)

    def wait(self, seconds: float) -> None:
        """Wait before the next try."""
        self._waited += seconds
        self._sleep(seconds)

    def told(self) -> str:
        """``4 tries`` or ``1 try``, for messages."""
        return f"{self.tries} tries" if self.tries != 1 else "1 try"
