# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Progress of a long task: the module writes where it stands to a file, the action plugin shows it in the job output.

A module has no way to print while it runs; the file is the only road out.
"""

from __future__ import annotations

import json
import os
import threading
import time
from typing import Callable


class Progress:
    """Writes ``{"phase", "done", "total", "started", "now"}`` (seconds) as one line, at most twice a second."""

    INTERVAL = 0.5

    def __init__(self, path: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._clock = clock
        self._lock = threading.Lock()
        self._phase = ""
        self._total = 0
        self._done = 0
        self._started = 0.0
        self._written = float("-inf")

    def begin(self, phase: str, total: int = 0) -> None:
        """A new phase, of ``total`` things (0: not known)."""
        with self._lock:
            self._phase, self._total, self._done = phase, total, 0
            self._started = self._clock()
            self._write(force=True)

    def advance(self, count: int = 1) -> None:
        """``count`` more are done."""
        with self._lock:
            self._done += count
            self._write()

    def at(self, done: int, total: int = 0) -> None:
        """``done`` in all are done, of ``total`` where that became known."""
        with self._lock:
            self._done = done
            self._total = total or self._total
            self._write()

    def _write(self, force: bool = False) -> None:
        now = self._clock()
        if not self._path or (not force and now - self._written < self.INTERVAL):
            return
        self._written = now
        line = {
            "phase": self._phase,
            "done": self._done,
            "total": self._total,
            "started": self._started,
            "now": now,
        }
        try:
            # The action plugin makes the file. One that the task names may be a pipe: nobody has to read it.
            descriptor = os.open(self._path, os.O_WRONLY | os.O_TRUNC | os.O_NONBLOCK)
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(json.dumps(line) + "\n")
        except (OSError, ValueError):
            self._path = ""  # a task never fails for its progress


def sentence(state: dict[str, object]) -> str:
    """``creating and updating people: 1,200 of 3,000 (61 a second, about 30 s left)`` from a progress line."""
    phase, done, total = str(state["phase"]), int(str(state["done"])), int(str(state["total"]))
    seconds = float(str(state["now"])) - float(str(state["started"]))
    text = f"{phase}: {done:,} of {total:,}" if total else f"{phase}: {done:,}"
    if done and seconds > 0:
        rate = done / seconds
        text += f" ({rate:.0f} a second" if rate >= 1 else f" ({rate * 60:.0f} a minute"
        if total > done:
            left = (total - done) / rate
            text += f", about {left / 60:.0f} min left" if left > 90 else f", about {left:.0f} s left"
        text += ")"
    return text
