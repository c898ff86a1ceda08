# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading back what was written, passing locks too, and a verdict on each change."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Callable, Iterable, NamedTuple, Sequence

from .._core import errors, waits
from .._core.read_back import read_back
from .reasons import (
    concerns_one_leaf,
    explained,
    reads_that_explain,
    refused,
    speaks_of_locks,
)
from .steps import LeafStep
from .taken import is_hidden, is_shown
from .target import Read

if TYPE_CHECKING:
    from .._core.outcome import Failure, Outcome
    from .gather import Gatherer
    from .plan import LeafChange
    from .verdict import Verdict


class Written(NamedTuple):
    """One change that was sent."""

    verdict: Verdict
    change: LeafChange


def written_by(verdicts: Iterable[Verdict], done: Sequence[object], failed: dict[int, Failure]) -> list[Written]:
    """The changes whose every step is among those done, in the order of the plan."""
    sent = {id(change) for step in done if isinstance(step, LeafStep) for change in step.changes}
    return [
        Written(verdict, change)
        for verdict in verdicts
        for change in verdict.job.to_be_seen
        if id(change) in sent and id(change) not in failed
    ]


def failures_by_change(outcome: Outcome) -> dict[int, Failure]:
    """Identity of each change → why its PATCH was refused or not begun."""
    found: dict[int, Failure] = {}
    for failure in outcome.failures:
        if isinstance(failure.step, LeafStep):
            for change in failure.step.changes:
                found.setdefault(id(change), failure)
    return found


def take_refusals(gatherer: Gatherer, verdicts: Sequence[Verdict], outcome: Outcome) -> dict[int, Failure]:
    """Move refusals of single leaves out of the outcome into the verdicts; reads the locks that they blame.

    Returns what was moved, by the identity of the change.
    """
    failed = {key: failure for key, failure in failures_by_change(outcome).items() if concerns_one_leaf(failure)}
    pending = [
        Written(verdict, change) for verdict in verdicts for change in verdict.job.to_be_seen if id(change) in failed
    ]
    _read_reasons(gatherer, [item for item in pending if speaks_of_locks(failed[id(item.change)])])
    for verdict, change in pending:
        verdict.blocked.append(refused(verdict.job, change, failed[id(change)]))
    moved = {id(item.change): failed[id(item.change)] for item in pending}
    outcome.failures = [item for item in outcome.failures if not any(item is other for other in moved.values())]
    return moved


def _read_reasons(gatherer: Gatherer, items: Iterable[Written]) -> None:
    """Read the locks that may have kept changes from taking. Without them only the reason is unknown."""
    reads = [read for verdict, change in items for read in reads_that_explain(verdict.job, [change])]
    try:
        gatherer.read(reads, "reading locks")
    except errors.ZoomError:
        return


def judge(gatherer: Gatherer, written: Sequence[Written], sleep: Callable[[float], None] = time.sleep) -> None:
    """Read back until all that was written shows, as long as Zoom is given; then find out why the rest did not take."""

    def not_shown(waiting: list[Written]) -> list[Written]:
        gatherer.read_again(Read(verdict.job.target, change.is_lock, change.view) for verdict, change in waiting)
        rest = []
        for item in waiting:
            if is_hidden(item.verdict.job, item.change):
                item.verdict.unverified.append(item.change)
            elif not is_shown(item.verdict.job, item.change):
                rest.append(item)
        return rest

    missing = read_back(written, not_shown, waits.SETTINGS, sleep)
    missed = {id(item.change) for item in missing}
    for verdict, change in written:
        if id(change) not in missed:
            verdict.take(change)
    _read_reasons(gatherer, missing)
    for verdict, change in missing:
        verdict.blocked.append(explained(verdict.job, change))
        if verdict.closes(change):
            verdict.left_open.append(change)
