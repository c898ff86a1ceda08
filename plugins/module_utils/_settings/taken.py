# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a later reading shows a change as carried out. Pure."""

from __future__ import annotations

from typing import Any

from .compare import same, same_lock, same_unknown
from .declaration import Entries, Wanted
from .entry_edits import edits
from .leaf import leaves, spelled
from .plan import Job, LeafChange, shows_lock
from .reading import ViewKey


def actual(job: Job, change: LeafChange) -> Any:
    """What the object shows now at the place of a change; None where it shows nothing."""
    if change.is_lock:
        return job.reading.lock_at(change.path)
    if isinstance(change.wanted, Wanted):
        return job.reading.shown(change.wanted.path)
    return job.reading.unknown_setting(change.path).value


def is_shown(job: Job, change: LeafChange) -> bool:
    """Whether the object shows the change."""
    have = actual(job, change)
    if change.is_lock:
        return not is_hidden(job, change) and same_lock(change.wanted, have)
    if not isinstance(change.wanted, Wanted):
        return same_unknown(change.wanted, have)
    level = job.declaration.level
    if isinstance(change.wanted.value, Entries):
        return not edits(change.wanted, job.reading.value(change.wanted.path) or [], level).fragments
    return same(change.wanted.leaf, change.wanted.value, have, level)


def is_hidden(job: Job, change: LeafChange) -> bool:
    """Whether no read can show the change, so that it stays unverified."""
    if ViewKey(change.is_lock, change.view) in job.reading.unread:
        return True
    have = actual(job, change)
    if change.is_lock:
        return have is None and not shows_lock(change.name, job.target.level)
    if change.secret and isinstance(have, str) and have and not have.strip("*"):
        return True
    if not isinstance(change.wanted, Wanted):
        return False
    documented = leaves()[spelled(change.wanted.path, job.declaration.level)].readable(job.declaration.level)
    return have is None and not documented
