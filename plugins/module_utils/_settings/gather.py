# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads views of settings and locks, side by side and each once, and keeps what was read of each object."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Callable, Iterable

from .._core import errors
from .._core.progress import Progress
from .reading import Reading, Unread, ViewKey
from .target import Read, Target, view_query

if TYPE_CHECKING:
    from .._core.client import Client


def _unheard(_read: Read) -> None:
    """Nobody listens."""


class Gatherer:
    """What one task has read so far.

    ``client`` gives the client while requests may leave. With ``keep_unread`` a view that Zoom does not give is noted
    in the Reading; without it that holds for locks alone, and settings that cannot be read raise.
    ``begun`` and ``ended`` are called around each request, in the thread that sends it; ``ended`` also where no answer
    came.
    """

    def __init__(
        self,
        client: Callable[[], Client],
        progress: Progress | None = None,
        keep_unread: bool = False,
        begun: Callable[[Read], None] = _unheard,
        ended: Callable[[Read], None] = _unheard,
    ) -> None:
        self._client = client
        self._progress = progress or Progress()
        self._keep_unread = keep_unread
        self._begun = begun
        self._ended = ended
        self._readings: dict[tuple[str, str], Reading] = {}
        self._refusals: dict[tuple[str, bool, str], errors.AccountWideError] = {}
        self._lock = threading.Lock()

    def reading(self, target: Target) -> Reading:
        """What is known so far of an object."""
        return self._readings.setdefault((target.level, target.id), Reading(target.level))

    def read(self, reads: Iterable[Read], phase: str = "reading settings") -> None:
        """Send the GETs that were not sent before, the account's first."""
        wanted = [read for read in dict.fromkeys(reads) if not self._known(read)]
        if not wanted:
            return
        self._progress.begin(phase, len(wanted))
        for first in (True, False):
            part = [read for read in wanted if (read.target.level == "account") is first]
            self._client().map(self._get, part)

    def read_again(self, reads: Iterable[Read], phase: str = "reading back") -> None:
        """Send the GETs, whatever was read before."""
        wanted = list(dict.fromkeys(reads))
        for read in wanted:
            self.reading(read.target).forget(_key(read))
        self.read(wanted, phase)

    def lock_refusal(self) -> errors.AccountWideError | None:
        """Why locks could not be read, where one refusal holds for all of them."""
        return next((error for (_level, locks, _view), error in self._refusals.items() if locks), None)

    def _known(self, read: Read) -> bool:
        return self.reading(read.target).has(_key(read))

    def _get(self, read: Read) -> None:
        """One GET; its answer is taken apart here, while others wait for the limiter."""
        reading = self.reading(read.target)
        refusal = self._refusals.get((read.target.level, read.locks, read.view))
        if refusal is not None:
            reading.add_unread(_key(read), unread_for(refusal))
        else:
            self._begun(read)
            try:
                self._take(read, reading)
            finally:
                self._ended(read)
        self._progress.advance()

    def _take(self, read: Read, reading: Reading) -> None:
        try:
            answer = self._client().call(read.operation, read.target.path, view_query(read.view))
        except (errors.DailyLimitError, errors.AuthenticationError):
            raise
        except (errors.ApiError, errors.ConnectionFailedError) as error:
            if not self._may_be_unread(read, error):
                raise
            if isinstance(error, errors.AccountWideError):
                with self._lock:
                    self._refusals[read.target.level, read.locks, read.view] = error
            reading.add_unread(_key(read), unread_for(error))
            return
        if not isinstance(answer, Mapping):
            odd = errors.ConnectionFailedError(f"Zoom's answer to {read.operation} holds no settings.")
            if not (read.locks or self._keep_unread):
                raise odd
            reading.add_unread(_key(read), unread_for(odd))
        elif read.locks:
            reading.add_locks(read.view, answer)
        else:
            reading.add_view(read.view, answer)

    def _may_be_unread(self, read: Read, error: errors.ZoomError) -> bool:
        """Whether the task goes on without this view."""
        if isinstance(error, errors.ConnectionFailedError):
            return self._keep_unread and read.target.level != "account"
        if not self._keep_unread:
            return read.locks and (isinstance(error, errors.AccountWideError) or getattr(error, "status", 0) == 403)
        return True


def _key(read: Read) -> ViewKey:
    return ViewKey(read.locks, read.view)


def unread_for(error: errors.ZoomError) -> Unread:
    """Why something could not be read, from the error."""
    scopes: Any = getattr(error, "scopes", ())
    return Unread(error.message, tuple(scopes))
