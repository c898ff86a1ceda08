# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stopping in order: after SIGINT or SIGTERM, or when nobody reads the result any more, no further request begins.

What is under way ends by itself. ``ansible-playbook`` does not hand Ctrl-C on to the modules that it started; what a
module can see is that the other end of its output is gone.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import stat
import threading
import time
from typing import Any, Iterator

from .errors import InterruptedTaskError

# How often a long wait looks whether somebody still reads the output.
LOOK_SECONDS = 1.0
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Interrupt:
    """Whether the task is to stop, and why. ``sleep`` waits, and raises as soon as it is."""

    def __init__(self, output: int = 1) -> None:
        self.reason = ""
        self._output = output
        self._stopped = threading.Event()
        self._looked = 0.0

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Take signals as requests to stop, for as long as the task runs. A second signal ends the process."""
        if threading.current_thread() is not threading.main_thread():
            yield  # signals reach the main thread alone
            return
        numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
        before = {number: signal.getsignal(number) for number in numbers}

        def received(number: int, _frame: Any) -> None:
            self.stop(f"the signal {signal.Signals(number).name} came")
            signal.signal(number, before[number])

        for number in numbers:
            signal.signal(number, received)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def stop(self, reason: str) -> None:
        """No request is to begin from now on."""
        self.reason = self.reason or reason
        self._stopped.set()

    def sleep(self, seconds: float) -> None:
        """Wait, or return at once for 0. Raises InterruptedTaskError when the task is to stop."""
        end = time.monotonic() + seconds
        while True:
            self.check()
            left = end - time.monotonic()
            if left <= 0:
                return
            self._stopped.wait(min(left, LOOK_SECONDS))

    def check(self) -> None:
        """Raises InterruptedTaskError when the task is to stop."""
        now = time.monotonic()
        if not self._stopped.is_set() and now - self._looked >= LOOK_SECONDS:
            self._looked = now
            if self._nobody_reads():
                self.stop("the process that started the task is gone")
        if self._stopped.is_set():
            raise InterruptedTaskError(f"The task was stopped: {self.reason}. Run it again to go on from here.")

    def _nobody_reads(self) -> bool:
        """Whether the output is a pipe whose other end was closed."""
        try:
            if not stat.S_ISFIFO(os.fstat(self._output).st_mode):
                return False
            poll = select.poll()
            poll.register(self._output, 0)  # errors are reported whatever is asked for
            return any(event & select.POLLERR for _descriptor, event in poll.poll(0))
        except (OSError, AttributeError, ValueError):
            return False  # not a system that can tell
