# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The input that gives previous values and locks back, and what it cannot give back. Pure."""

from __future__ import annotations

from typing import Any, NamedTuple, Sequence

from .._core.texts import shortened
from .declaration import Wanted
from .leaf import leaves
from .plan import Job, LeafChange, knows_lock, shows_lock
from .tree import plant
from .views import fits


class Undo(NamedTuple):
    """``document`` holds arguments of zoom_settings: one mapping, or a list for several objects.

    ``left_out`` names, in words, what cannot be given back, since it is not known or Zoom would not take it.
    """

    document: Any
    left_out: list[str]


def undo_document(jobs: Sequence[Job]) -> Undo:
    """The previous values of all that is to be changed. What was not known is left out, never guessed."""
    documents: list[dict[str, Any]] = []
    left_out: list[str] = []
    for job in jobs:
        if not job.changes:
            continue
        document: dict[str, Any] = {"scope": job.target.level}
        if job.target.level != "account":
            document[job.target.level] = job.target.id
        for change in [*job.settings.changes, *job.locks.opened, *job.locks.closed]:
            why = _cannot(job, change)
            if why:
                left_out.append(f"{job.target.title}: {'lock ' if change.is_lock else ''}{change.name} ({why})")
            else:
                plant(document.setdefault(_option(job, change), {}), change.path, _previous(job, change))
        if any(isinstance(value, dict) for value in document.values()):
            documents.append(document)
    return Undo(documents[0] if len(documents) == 1 else documents, left_out)


def _cannot(job: Job, change: LeafChange) -> str:
    """Why the previous value cannot be given back; '' where it can."""
    if change.is_lock:
        unseen = job.reading.lock_unread(change.path) or not shows_lock(change.name, job.target.level)
        return "it could not be read" if change.before is None and unseen else ""
    if change.secret:
        return "it is a secret"
    if change.before is None:
        return "Zoom did not show it"
    if isinstance(change.wanted, Wanted) and not fits(leaves()[change.wanted.path], change.before):
        return f"Zoom does not document its value {shortened(change.before)}"
    return ""


def _option(job: Job, change: LeafChange) -> str:
    if change.is_lock:
        return "locks" if knows_lock(change.name, job.target.level) else "extra_locks"
    return "settings" if isinstance(change.wanted, Wanted) else "extra_settings"


def _previous(job: Job, change: LeafChange) -> Any:
    if change.name in job.locks.passing and change.is_lock:
        return True
    # An answer leaves out locks that are open.
    return False if change.is_lock and change.before is None else change.before
