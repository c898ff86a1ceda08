# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The log of requests: bounded, with counts that are never cut."""

from __future__ import annotations

from collections import Counter, deque
from typing import Any


class RequestLog:
    """The last requests, and counts of all of them since the log was cleared."""

    def __init__(self, size: int) -> None:
        self.entries: deque[tuple[str, str, str, int, str, float, int, str]] = deque(maxlen=size)
        self.total = 0
        self.counts: dict[str, Counter[str]] = {}
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.entries.clear()
        self.total = 0
        self.counts = {name: Counter() for name in ("method", "label", "status", "operation")}

    def add(
        self, method: str, path: str, query: str, status: int, label: str, time: float, size: int, operation: str
    ) -> None:
        """Add one request; status 0 is a connection that was reset."""
        self.entries.append((method, path, query, status, label, time, size, operation))
        self.total += 1
        self.counts["method"][method] += 1
        self.counts["label"][label] += 1
        self.counts["status"][str(status)] += 1
        self.counts["operation"][operation] += 1

    def listing(self) -> list[dict[str, Any]]:
        """Return the requests that are kept, oldest first."""
        names = ("method", "path", "query", "status", "label", "time", "bytes", "operation")
        return [dict(zip(names, entry, strict=False)) for entry in self.entries]

    def summary(self) -> dict[str, Any]:
        """Return the counts of all requests since the log was cleared."""
        return {
            "total": self.total,
            "kept": len(self.entries),
            **{f"by_{name}": dict(count) for name, count in self.counts.items()},
        }
