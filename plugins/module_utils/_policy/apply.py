# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carrying out a policy: values, a look at what took, locks where the value did, and another look."""

from __future__ import annotations

import time
from typing import Callable, Sequence

from .._core.apply import Execution
from .._core.errors import Finding, InputError
from .._core.files import write_json
from .._core.module import ZoomModule
from .._core.outcome import Outcome
from .._core.steps import Plan
from .._settings.proofs import SETTINGS_PROOFS
from .desired import LOCK, SET, VALUES, Change, Planner
from .enforce import not_taken, steps_for, undo
from .evaluate import Judge
from .gather import (
    LOCKS,
    SETTINGS,
    Gathered,
    Gatherer,
    Request,
)

# A write may take some seconds to show.
WAITS = (0.25, 0.75, 1.5, 2.5, 5.0)
NAMED = 10


class Enforcement:
    """One plan being carried out. ``gathered`` is brought up to date in place; ``judge`` looks at it anew."""

    def __init__(
        self,
        module: ZoomModule,
        gatherer: Gatherer,
        gathered: dict[str, Gathered],
        requests: Sequence[Request],
        judge: Callable[[], Judge],
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.module = module
        self.gatherer = gatherer
        self.gathered = gathered
        self.requests = list(requests)
        self.judge = judge
        self.sleep = sleep
        self.outcome = Outcome()

    def apply(self, plan: Plan, changes: Sequence[Change]) -> tuple[Outcome, list[Change]]:
        """The outcome of the steps, and the changes that were accepted and yet do not show."""
        if self.module.planning_only:
            return self.module.apply(plan), []
        if not plan:
            return self.outcome, []
        self._write_files(plan, changes)
        values = [change for change in changes if change.kind != LOCK]
        locks = [change for change in changes if change.kind == LOCK]
        missing = self._carry_out(values, SETTINGS) if values else []
        held_back = self._held_back(locks) if values else []
        closing = [change for change in locks if change not in held_back]
        if closing:
            missing += self._carry_out(closing, LOCKS)
        elif any(change.kind not in VALUES for change in values):
            self._read(LOCKS)
        return self.outcome, [*missing, *held_back]

    def _write_files(self, plan: Plan, changes: Sequence[Change]) -> None:
        previous, left_out = undo(changes)
        if left_out and self.module.params["undo_file"]:
            names = ", ".join(left_out[:NAMED]) + (" and others" if len(left_out) > NAMED else "")
            self.module.warn(f"undo_file leaves out values that the API shows but does not take: {names}.")
        for option, content in (("steps_file", plan.report()), ("undo_file", previous)):
            path = self.module.params[option]
            try:
                if path:
                    write_json(path, content)
            except OSError as error:
                finding = Finding(option, f"{path} cannot be written: {error.strerror}.", "Name another file.")
                raise InputError([finding]) from error

    def _carry_out(self, changes: Sequence[Change], kind: str) -> list[Change]:
        """Send the steps and read until the changes show; returns those that do not."""
        outcome = Execution(self.module.client, self.module.progress, proofs=SETTINGS_PROOFS).run(
            steps_for(changes, self.gathered)
        )
        self.outcome.done += outcome.done
        self.outcome.failures += outcome.failures
        self.outcome.stopped = self.outcome.stopped or outcome.stopped
        if not outcome.done:
            return []
        self._read(kind)
        failed = set(outcome.failed_entries())
        waiting = [change for change in changes if f"{_title(change)}: {change.path}" not in failed]
        relevant = [change for change in waiting if (change.kind in VALUES) == (kind == SETTINGS)]
        for pause in WAITS:
            relevant = not_taken(relevant, self.gathered, self._blind())
            if not relevant:
                break
            self.sleep(pause)
            self._read(kind, {change.subject.id for change in relevant})
        return not_taken(relevant, self.gathered, self._blind())

    def _blind(self) -> frozenset[str]:
        """Objects whose locks cannot be read."""
        return frozenset(
            identifier
            for identifier, item in self.gathered.items()
            if any(kind == LOCKS for kind, _view in item.observed.unread)
        )

    def _read(self, kind: str, only: set[str] | None = None) -> None:
        wanted = [
            request
            for request in self.requests
            if request.kind == kind and (only is None or request.subject.id in only)
        ]
        self.gatherer.gather(wanted, "reading back", self.gathered)

    def _held_back(self, locks: Sequence[Change]) -> list[Change]:
        """Locks whose value did not take: a wrong value is never locked."""
        judge = self.judge()
        wrong = {(change.subject.id, change.path) for change in Planner(judge).plan().changes if change.kind == SET}
        controls = judge.composition.by_id()
        return [
            lock
            for lock in locks
            if any((lock.subject.id, check.path) in wrong for name in lock.controls for check in controls[name].checks)
        ]


def _title(change: Change) -> str:
    """As the settings engine calls the object."""
    return "account" if change.subject.level == "account" else f"group {change.subject.name}"
