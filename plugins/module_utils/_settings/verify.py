# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading back what was written, and why a leaf did not take."""

from __future__ import annotations

import re
from typing import Iterable, NamedTuple, Sequence

from .._core import errors
from .._core.outcome import Failure, Outcome
from .compare import locked
from .declaration import Wanted
from .gather import Engine, Job, Read, blocked, licensed
from .plan import (
    Blocked,
    Change,
    as_wanted,
    lock_as_wanted,
    lock_over,
    shows_lock,
    verifiable,
)
from .steps import LeafStep, entry_name
from .tree import join, lock_view

# A write may take some seconds to show.
WAITS = (0.0, 0.25, 0.75, 1.5, 2.5)
LICENCE_WORDS = re.compile(r"(?i)licen[cs]e|paid|plan|upgrade|purchase|subscri")
LOCK_WORDS = re.compile(r"(?i)lock")


class Verdict(NamedTuple):
    """What became of one object's changes: those that took, those that did not, and those that no read can show."""

    job: Job
    taken: list[Change]
    blocked: list[Blocked]
    unverified: list[str]


def verify(engine: Engine, jobs: Sequence[Job], outcome: Outcome) -> list[Verdict]:
    """Read back what was written, waiting for it to show; then find out why the rest did not take."""
    failed = failed_changes(outcome)
    waiting = {
        job.target: [change for change in job.changes if (job.target, change.name) not in failed] for job in jobs
    }
    unverified: dict[object, list[str]] = {job.target: [] for job in jobs}
    for pause in WAITS:
        open_jobs = [job for job in jobs if waiting[job.target]]
        if not open_jobs:
            break
        engine.sleep(pause)
        _read_again(engine, [(job, waiting[job.target]) for job in open_jobs])
        for job in open_jobs:
            waiting[job.target] = [change for change in waiting[job.target] if not _shows(engine, job, change)]
            hidden = [change for change in waiting[job.target] if _invisible(engine, job, change)]
            unverified[job.target] += [change.name for change in hidden]
            waiting[job.target] = [change for change in waiting[job.target] if change not in hidden]
    _read_reasons(engine, [(job, waiting[job.target]) for job in jobs])
    verdicts = []
    for job in jobs:
        missed = waiting[job.target]
        names = {change.name for change in missed}
        taken = [c for c in job.changes if c.name not in names and (job.target, c.name) not in failed]
        found = [_explained(engine, job, change) for change in missed]
        verdicts.append(Verdict(job, taken, found, unverified[job.target]))
    return verdicts


def failed_changes(outcome: Outcome) -> dict[tuple[object, str], Failure]:
    """``(target, name)`` of each change → why its PATCH was refused or not begun."""
    found: dict[tuple[object, str], Failure] = {}
    for failure in outcome.failures:
        if isinstance(failure.step, LeafStep):
            for change in failure.step.changes:
                found.setdefault((failure.step.target, change.name), failure)
    return found


def _is_lock(job: Job, change: Change) -> bool:
    return any(change is other for other in [*job.locks.opened, *job.locks.closed])


def _read_again(engine: Engine, pending: Iterable[tuple[Job, list[Change]]]) -> None:
    reads = []
    for job, changes in pending:
        views = {change.view for change in changes if not _is_lock(job, change)}
        lock_views = {change.view for change in changes if _is_lock(job, change)}
        engine.forget(job.target, views, lock_views)
        reads += [Read(job.target, False, view) for view in sorted(views)]
        reads += [Read(job.target, True, view) for view in sorted(lock_views)]
    engine.read(reads, "reading back")


def _shows(engine: Engine, job: Job, change: Change) -> bool:
    reading = engine.reading(job.target)
    if _is_lock(job, change):
        invisible = reading.lock_views.get(change.view) is None or _never_shown(job, change)
        return not invisible and lock_as_wanted(change, reading)
    return as_wanted(change, job.declaration, reading)


def _never_shown(job: Job, change: Change) -> bool:
    return not shows_lock(change.name, job.target.level) and job.reading.lock_at(change.path) is None


def _invisible(engine: Engine, job: Job, change: Change) -> bool:
    """Whether no read can show the change."""
    reading = engine.reading(job.target)
    if _is_lock(job, change):
        return reading.lock_views.get(change.view) is None or _never_shown(job, change)
    actual = _actual(engine, job, change)
    if isinstance(actual, str) and actual and not actual.strip("*") and change.secret:
        return True
    return actual is None and not verifiable(change, job.target.level)


def _actual(engine: Engine, job: Job, change: Change) -> object:
    reading = engine.reading(job.target)
    if _is_lock(job, change):
        return reading.lock_at(change.path)
    if isinstance(change.wanted, Wanted):
        return reading.value(join(change.path))
    return reading.unknown_setting(change.path)[2]


def _read_reasons(engine: Engine, pending: Iterable[tuple[Job, list[Change]]]) -> None:
    """The locks that may have kept leaves from taking, where they can be read."""
    rest = [(job, changes) for job, changes in pending if changes]
    locks = {lock for _job, changes in rest for change in changes for lock in lock_over(join(change.path), likely=True)}
    if not locks:
        return
    engine.read_holders([job.target for job, _changes in rest], locks)
    views = sorted({lock_view(tuple(lock.split("."))) for lock in locks})
    own = [Read(job.target, True, view) for job, _changes in rest if job.target.level != "user" for view in views]
    engine.read(own, "reading locks")


def _explained(engine: Engine, job: Job, change: Change) -> Blocked:
    is_setting = not _is_lock(job, change)
    change = change._replace(before=_actual(engine, job, change))
    if is_setting:
        above = engine.lock_above(job.target, change, likely=True)
        if above is not None:
            return blocked(change, *above)
        reading = engine.reading(job.target)
        for lock in lock_over(join(change.path), likely=True):
            if locked(reading.lock(lock)):
                detail = f"Its own lock {lock} holds it: name the lock in locks, so that it is opened and closed again."
                return blocked(change, f"locked at {job.target.level}", detail)
        if licensed(change):
            return blocked(change, "not licensed", "Zoom took the request and kept the old value.")
    detail = "Zoom took the request and kept the old value."
    if engine.unreadable is not None and job.target.level != "account":
        detail += " A lock may hold it; the locks cannot be read."
    if change.before is None:
        detail = "Zoom took the request and does not show the setting: this account may not have it."
    return blocked(change, "unknown", detail)


def refused(engine: Engine, job: Job, change: Change, failure: Failure) -> Blocked:
    """A leaf whose PATCH Zoom refused, with the reason as far as it can be told."""
    message = failure.error.message
    text = message
    if isinstance(failure.error, errors.ApiError):
        # Not the names of fields nor the path: some of those speak of locks themselves.
        said = [str(item.get("message") or "") for item in failure.error.field_errors]
        text = " ".join([failure.error.zoom_message, *said])
    if LOCK_WORDS.search(text):
        _read_reasons(engine, [(job, [change])])
        above = engine.lock_above(job.target, change, likely=True)
        reason = above[0] if above else f"locked at {_named_level(text, job)}"
        return blocked(change, reason, f"{above[1]} {message}" if above else message)
    reason = "not licensed" if LICENCE_WORDS.search(text) or licensed(change) else "unknown"
    return blocked(change, reason, message)


def _named_level(text: str, job: Job) -> str:
    lowered = text.lower()
    return "group" if "group" in lowered and job.target.level == "user" else "account"


def stands_open(jobs: Sequence[Job], outcome: Outcome) -> list[tuple[Job, str]]:
    """Locks that were to be closed at the end and were not: opened for the task, or found open."""
    done = {
        entry
        for step in outcome.done
        if isinstance(step, LeafStep) and step.purpose == "lock"
        for entry in step.entries
    }
    return [
        (job, change.name) for job in jobs for change in job.locks.closed if entry_name(job.target, change) not in done
    ]
