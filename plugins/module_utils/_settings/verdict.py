# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of the changes of one object. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .plan import Blocked, Job, LeafChange, blocked

if TYPE_CHECKING:
    from .target import Target


class Verdict:
    """What became of one object's changes: those that took, those that did not, and those that no read can show.

    ``unverified`` changes count as taken too: Zoom accepted them, and nothing speaks against it.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.taken: list[LeafChange] = []
        self.blocked: list[Blocked] = list(job.settings.blocked)
        self.unverified: list[LeafChange] = []
        self.left_open: list[LeafChange] = []

    def take(self, change: LeafChange) -> None:
        """Count a change as made; a lock that was closed again is as it was."""
        if not self.passes(change):
            self.taken.append(change)

    def passes(self, change: LeafChange) -> bool:
        """Whether a change is that of a lock that was open for a moment only."""
        return change.is_lock and change.name in self.job.locks.passing

    def hold_back(self, change: LeafChange, why: str) -> None:
        """A lock that is not to be closed, since what is under it is not as wanted."""
        self.blocked.append(blocked(change, "held back", why))
        self.left_open.append(change)

    def closes(self, change: LeafChange) -> bool:
        """Whether a change is that of a lock that was to be closed."""
        return any(change is closing for closing in self.job.locks.closed)


class OpenLock(NamedTuple):
    """A lock that was to be closed and stands open."""

    target: Target
    name: str

    def text(self) -> str:
        """``group Sales: in_meeting.chat``."""
        return f"{self.target.title}: {self.name}"
