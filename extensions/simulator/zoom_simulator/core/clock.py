# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The time of the simulated account: real time plus what was added through the control endpoint."""

from __future__ import annotations

import time
from datetime import UTC, datetime

DAY = 86400


class Clock:
    """Real time plus an offset in seconds."""

    def __init__(self) -> None:
        self.offset = 0.0

    def now(self) -> float:
        """Return the simulated time as seconds since 1970."""
        return time.time() + self.offset

    def monotonic(self) -> float:
        """Return simulated seconds that never run backwards, for windows and lags."""
        return time.monotonic() + self.offset

    def advance(self, seconds: float) -> None:
        """Move the simulated time forward."""
        if seconds < 0:
            raise ValueError("the clock only moves forward; give seconds of 0 or more")
        self.offset += seconds

    def day(self) -> int:
        """Return the number of the simulated day (UTC), to which daily limits belong."""
        return int(self.now() // DAY)

    def next_day(self) -> float:
        """Return when the next simulated day begins, as seconds since 1970."""
        return float((self.day() + 1) * DAY)


def iso(seconds: float) -> str:
    """Return seconds since 1970 as Zoom writes times: ``2026-01-31T08:15:00Z``."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def from_iso(text: str | float | int) -> int:
    """Return seconds since 1970 from an ISO time; a number is taken as it is."""
    if isinstance(text, (int, float)):
        return int(text)
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return int(moment.timestamp())
