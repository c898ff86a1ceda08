# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks that change settings and locks: what differs is planned, written, read back, and told leaf by leaf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator, Mapping, Sequence

from .._core import errors
from .._core.plan import Plan, Planned
from .._core.task import Task
from .gather import Gatherer
from .leaf import canonical
from .locks_above import lock_over
from .plan import Job, LeafChange, Wish, plan_jobs
from .report import differences, is_moved, secret_values
from .target import ACCOUNT, Target
from .verdict import OpenLock, Verdict

if TYPE_CHECKING:
    from .._core.confirm import Proof
    from .._core.module import ZoomModule
    from .._core.outcome import Failure

MOST_LEFT_OUT = 10


class SettingsTask(Task[Planned]):
    """Brings settings and locks of some objects to what is wanted. Subclasses gather, and say what is wanted.

    A ``staged`` task writes the values of all objects, looks what took, and locks only then.
    """

    staged = False
    reads_back = True

    def __init__(self, module: ZoomModule) -> None:
        super().__init__(module)
        self.gatherer = Gatherer(lambda: self.client, module.progress)
        self.jobs: list[Job] = []
        self.verdicts: list[Verdict] = []
        self.problem = ""
        self.refused = False
        self._judged: set[int] = set()
        self._refused: dict[int, Failure] = {}

    # -- what a subclass fills in ------------------------------------------------------------------------------------

    def wishes(self) -> Sequence[Wish]:
        """What is wanted of each object, from what was gathered. Sends nothing."""
        raise NotImplementedError

    def groups_of(self, _person: Target) -> Sequence[Target]:
        """The groups that a person is in, as they were gathered."""
        return ()

    def may_go_on(self) -> bool:
        """Whether the plan is carried out although some leaves are blocked. Raises what must not be passed over."""
        return True

    def held_back(self, job: Job, lock: LeafChange) -> str:
        """Why a lock is not to be closed, once the values were written; '' where it is to be."""
        verdict = next(item for item in self.verdicts if item.job is job)
        wrong = [item.name for item in verdict.blocked if not item.is_lock]
        wrong += [change.name for change in job.settings.changes if not any(change is it for it in verdict.taken)]
        under = [name for name in wrong if lock.name in lock_over(canonical(name))]
        return f"{under[0]} is not as wanted: a wrong value is not locked." if under else ""

    # -- the way -----------------------------------------------------------------------------------------------------

    def holders(self, target: Target) -> Sequence[Target]:
        """The objects whose locks bind an object: the account, and for a person the groups as well."""
        if target.level == "account":
            return ()
        return (ACCOUNT, *(self.groups_of(target) if target.level == "user" else ()))

    def load_proofs(self) -> Mapping[str, Proof]:
        from .proofs import SETTINGS_PROOFS  # each import is compiled anew in every task that needs it

        return SETTINGS_PROOFS

    def plan(self) -> Planned:
        """What differs, in the order in which it is written."""
        self.jobs = plan_jobs(self.wishes(), self.gatherer.reading, self.holders)
        self.verdicts = [Verdict(job) for job in self.jobs]
        self.module.no_log_values.update(secret_values(self.jobs))
        if not self.may_go_on():
            self.refused = True
            return Planned()
        if not any(job.changes for job in self.jobs):
            return Planned()
        from .steps import staged_plan, whole_plan  # as above: most tasks find everything as it should be
        from .undo import undo_document

        plan = staged_plan(self.jobs) if self.staged else whole_plan(self.jobs)
        undo = undo_document(self.jobs)
        if undo.left_out and self.params.get("undo_file"):
            more = " and others" if len(undo.left_out) > MOST_LEFT_OUT else ""
            self.module.warn(f"undo_file cannot give these back: {'; '.join(undo.left_out[:MOST_LEFT_OUT])}{more}.")
        return Planned(plan, undo=undo.document, undo_left_out=undo.left_out)

    def parts(self, planned: Planned) -> Iterator[Plan]:
        """All at once, or the values first; nothing in a plan that is not to be carried out."""
        if self.module.planning_only:
            self._count_as_planned()
        if self.module.planning_only or not self.staged or not planned.plan:
            yield planned.plan
            return
        from .steps import LOCK, SET, UNLOCK, staged_plan  # as above

        yield staged_plan(self.jobs, (UNLOCK, SET))
        yield staged_plan(self.jobs, (LOCK,), self._hold_back())

    def _count_as_planned(self) -> None:
        for verdict in () if self.refused else self.verdicts:
            verdict.taken = list(verdict.job.changes)

    def _hold_back(self) -> set[tuple[Target, str]]:
        held = set()
        for verdict in self.verdicts:
            for change in verdict.job.locks.closed:
                why = "" if verdict.passes(change) else self.held_back(verdict.job, change)
                if why:
                    verdict.hold_back(change, why)
                    held.add((verdict.job.target, change.name))
        return held

    def accept(self, _planned: Planned) -> None:
        """A refusal of one leaf is told as that of the leaf; the others were written."""
        if self.outcome.failures:
            from .verify import take_refusals  # as above: most tasks have nothing to read back

            self._refused.update(take_refusals(self.gatherer, self.verdicts, self.outcome))

    def verify(self, _planned: Planned) -> None:
        """Look at what was written since the last look. Never raises: what was done is told whatever comes after."""
        from .verify import failures_by_change, judge, written_by

        failed = {**self._refused, **failures_by_change(self.outcome)}
        written = [
            item for item in written_by(self.verdicts, self.outcome.done, failed) if id(item.change) not in self._judged
        ]
        self._judged.update(id(item.change) for item in written)
        try:
            if self.reads_back:
                judge(self.gatherer, written, self.sleep)
                return
        except errors.ZoomError as error:
            self.problem = f"What was written could not be read back: {error.message}"
        for verdict, change in written:
            verdict.take(change)

    @property
    def open_locks(self) -> list[OpenLock]:
        """Locks that were to be closed and are open: in a plan, those that the run would close."""
        done: set[int] = set()
        if self.outcome.done:
            from .steps import LeafStep  # as above

            done = {id(change) for step in self.outcome.done if isinstance(step, LeafStep) for change in step.changes}
        return [
            OpenLock(verdict.job.target, change.name)
            for verdict in (() if self.refused else self.verdicts)
            for change in verdict.job.locks.closed
            if id(change) not in done or any(change is other for other in verdict.left_open)
        ]

    # -- the result --------------------------------------------------------------------------------------------------

    def report(self, _planned: Planned) -> dict[str, Any]:
        """Whether anything is other than before, and the differences."""
        before, after = differences(self.verdicts)
        report: dict[str, Any] = {"diff": {"before": before, "after": after}}
        if not self.module.planning_only:
            moved = not self.reads_back or bool(self.problem) or is_moved(self.verdicts)
            report["changed"] = bool(self.outcome.done) and moved
        return report

    def problems(self, _planned: Planned) -> list[str]:
        """What could not be read back, and locks that the task opened and that stand open."""
        found = [self.problem] if self.problem else []
        if self.module.planning_only:
            return found
        passing = {(verdict.job.target, name) for verdict in self.verdicts for name in verdict.job.locks.passing}
        left = self.open_locks
        if left and (found or self.outcome.failures or any((item.target, item.name) in passing for item in left)):
            names = ", ".join(item.text() for item in left)
            found.append(f"These locks stand open and should be closed: {names}. Running the task again closes them.")
        return found
