# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Read-after-write lag: for a while, reads show what was there before a write."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from .clock import Clock
from .options import Switches

Record = TypeVar("Record")


class Lag:
    """Pictures of records before their changes, each shown until its time is over.

    Writes always see the truth. With no lag nothing is kept. Lists may lag longer than reads of one record.
    """

    def __init__(self, clock: Clock, switches: Switches, seconds: float) -> None:
        self.clock = clock
        self.switches = switches
        self.seconds = seconds
        # When single reads and when lists begin to see past a picture, and the picture.
        self.pictures: dict[tuple[str, Any], deque[tuple[float, float, Any]]] = {}

    @property
    def keeps(self) -> bool:
        """Tell whether records must be remembered before they change."""
        return self.seconds > 0 or self.switches.list_lag_ms > 0

    def keep(self, kind: str, key: Any, picture: Any, seconds: float | None = None) -> None:
        """Remember a record as it is before a change; None says that it does not exist."""
        length = self.seconds if seconds is None else max(seconds, self.seconds)
        listed = max(length, self.switches.list_lag_ms / 1000)
        if listed > 0:
            if len(self.pictures) % 1024 == 1023:
                self.purge()
            now = self.clock.monotonic()
            self.pictures.setdefault((kind, key), deque()).append((now + length, now + listed, picture))

    def purge(self) -> None:
        """Forget pictures whose time is over."""
        now = self.clock.monotonic()
        for key in [key for key, queue in self.pictures.items() if queue[-1][1] <= now]:
            del self.pictures[key]

    def seen(self, kind: str, key: Any, current: Any, listed: bool = False) -> Any:
        """Return the record as reads, or as lists, see it."""
        if not self.pictures:
            return current
        queue = self.pictures.get((kind, key))
        if queue is None:
            return current
        now = self.clock.monotonic()
        while queue and queue[0][1] <= now:
            queue.popleft()
        if not queue:
            del self.pictures[(kind, key)]
        for single_ends, list_ends, picture in queue:
            if (list_ends if listed else single_ends) > now:
                return picture
        return current

    def seen_all(self, kind: str, current: Mapping[Any, Record]) -> Iterable[Record]:
        """Return all records of a kind as lists see them."""
        if not self.pictures:
            return current.values()
        keys = list(current) + [key for of, key in self.pictures if of == kind and key not in current]
        found = (self.seen(kind, key, current.get(key), listed=True) for key in keys)
        return [record for record in found if record is not None]

    @property
    def idle(self) -> bool:
        """Tell whether reads see the truth."""
        return not self.pictures

    def clear(self) -> None:
        """Forget all pictures."""
        self.pictures.clear()
