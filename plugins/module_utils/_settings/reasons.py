# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a leaf did not take: a lock above, its own lock, a licence, or what Zoom said. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Sequence

from .._core import errors
from .compare import locked
from .leaf import leaves
from .locks_above import lock_above, lock_over
from .plan import Blocked, Job, LeafChange, blocked, blocked_by
from .steps import LeafStep
from .taken import actual
from .target import ACCOUNT, LOCK_VIEWS, Read
from .tree import path_text
from .views import lock_view

if TYPE_CHECKING:
    from .._core.outcome import Failure

LICENCE_WORDS = r"(?i)licen[cs]e|paid|plan|upgrade|purchase|subscri"
LOCK_WORDS = r"(?i)lock"
KEPT_OLD_VALUE = "Zoom took the request and kept the old value: set it in Zoom's web portal to see why."


def reads_that_explain(job: Job, changes: Sequence[LeafChange]) -> list[Read]:
    """The views of locks that may have kept settings from taking: those of the objects above, and the object's own."""
    paths = [path_text(change.path) for change in changes if not change.is_lock]
    views = {lock_view(tuple(lock.split("."))) for path in paths for lock in lock_over(path, likely=True)}
    views |= {change.view for change in changes if change.is_lock}
    own = [job.target] if job.target.level != "user" else []
    targets = [*(holder.target for holder in job.holders), *own]
    return [Read(target, True, view) for target in targets for view in LOCK_VIEWS if view in views]


def explained(job: Job, change: LeafChange) -> Blocked:
    """Why a change that Zoom took does not show."""
    change = change._replace(before=actual(job, change))
    if change.is_lock:
        return _lock_that_stayed(job, change)
    held = lock_above(path_text(change.path), job.holders, likely=True)
    if held is not None:
        return blocked_by(change, held)
    for lock in lock_over(path_text(change.path), likely=True):
        if locked(job.reading.lock(lock)):
            detail = f"Its own lock {lock} holds it: name the lock in locks, so that it is opened and closed again."
            return blocked(change, f"locked at {job.target.level}", detail)
    if is_licensed(change):
        return blocked(change, "not licensed", KEPT_OLD_VALUE)
    detail = KEPT_OLD_VALUE
    if any(holder.reading.locks_unread() for holder in job.holders):
        detail += " A lock may hold it; the locks cannot be read."
    if change.before is None:
        detail = (
            "Zoom took the request and does not show the setting: this account may not have it. Look for it in Zoom's"
            " web portal."
        )
    return blocked(change, "unknown", detail)


def _lock_that_stayed(job: Job, change: LeafChange) -> Blocked:
    """A lock that is still as it was: a lock of the same name above decides over it."""
    for holder in job.holders:
        if locked(holder.reading.lock_at(change.path)):
            decides = f"The lock {change.name} of {holder.target.called} decides over it"
            detail = f"{decides}: open it there, or leave this one out."
            return blocked(change, f"locked at {holder.target.level}", detail)
    return blocked(change, "unknown", KEPT_OLD_VALUE)


def concerns_one_leaf(failure: Failure) -> bool:
    """Whether Zoom refused one leaf, and not the kind of request as such."""
    single = isinstance(failure.step, LeafStep) and len(failure.step.changes) == 1
    about_leaf = isinstance(failure.error, errors.ApiError) and not isinstance(failure.error, errors.AccountWideError)
    paid = isinstance(failure.error, (errors.PaidOnlyError, errors.SeatError))
    return single and (about_leaf or paid) and not failure.skipped


def speaks_of_locks(failure: Failure) -> bool:
    """Whether Zoom's words blame a lock."""
    return bool(re.search(LOCK_WORDS, _said(failure)))


def refused(job: Job, change: LeafChange, failure: Failure) -> Blocked:
    """A leaf whose PATCH Zoom refused, with the reason as far as it can be told."""
    message = failure.error.message
    change = change._replace(before=actual(job, change))
    if speaks_of_locks(failure):
        held = lock_above(path_text(change.path), job.holders, likely=True)
        if held is not None:
            return blocked(change, held.reason, f"{held.detail} {message}")
        return blocked(change, f"locked at {_named_level(_said(failure), job)}", message)
    licence = re.search(LICENCE_WORDS, _said(failure)) or is_licensed(change)
    return blocked(change, "not licensed" if licence else "unknown", message)


def _said(failure: Failure) -> str:
    """Zoom's own words: not the names of fields nor the path, some of which speak of locks themselves."""
    if not isinstance(failure.error, errors.ApiError):
        return failure.error.message
    fields = [str(item.get("message") or "") for item in failure.error.field_errors]
    return " ".join([failure.error.zoom_message, *fields])


def _named_level(text: str, job: Job) -> str:
    return "group" if "group" in text.lower() and job.target.level == "user" else ACCOUNT.level


def is_licensed(change: LeafChange) -> bool:
    """Whether Zoom sells the setting separately, so that a licence may be what it wants."""
    leaf = leaves().get(path_text(change.path))
    return leaf is not None and leaf.licensed
