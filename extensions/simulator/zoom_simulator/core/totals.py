# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Counts in answers, as exact or as wrong as a switch wants them."""

from __future__ import annotations

from typing import Any

from .clock import Clock
from .options import Switches

NAMES = ("total_members", "total_records")
STALE_SECONDS = 30


class Totals:
    """Spoils ``total_members`` and ``total_records`` of answers; remembers them for counts that lag behind."""

    def __init__(self, switches: Switches, clock: Clock) -> None:
        self.switches = switches
        self.clock = clock
        self.shown: dict[tuple[str, str], tuple[float, Any]] = {}

    def spoiled(self, path: str, body: Any) -> Any:
        """Return the body of a GET with its counts spoiled, in the object itself and in the rows of its lists."""
        if self.switches.totals == "exact" or not isinstance(body, dict):
            return body
        spoiled = {
            name: [self.counts_of(f"{path} {row.get('id', '')}", row) if isinstance(row, dict) else row for row in part]
            if isinstance(part, list)
            else part
            for name, part in body.items()
        }
        return self.counts_of(path, spoiled)

    def counts_of(self, key: str, record: dict[str, Any]) -> dict[str, Any]:
        """Return a record with its counts spoiled."""
        form = self.switches.totals
        if form == "missing":
            return {name: value for name, value in record.items() if name not in NAMES}
        return {
            name: self.count(form, (key, name), value) if name in NAMES else value for name, value in record.items()
        }

    def count(self, form: str, key: tuple[str, str], value: Any) -> Any:
        """Return a count as text, as null, as 0, or as it was up to half a minute ago."""
        if form == "stale":
            now = self.clock.monotonic()
            since, shown = self.shown.get(key, (now, value))
            if now - since > STALE_SECONDS:
                since, shown = now, value
            self.shown[key] = (since, shown)
            return shown
        return {"null": None, "text": str(value), "zero": 0}[form]
