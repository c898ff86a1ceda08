# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one way of a task: validate, gather, plan, apply, verify, report. Every task of every resource fills it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Generic, Iterator, Mapping, Sequence, TypeVar

from . import waits
from .errors import Finding, InputError, ZoomError
from .outcome import Outcome
from .plan import Plan, Planned

if TYPE_CHECKING:
    from .client import Client
    from .confirm import Proof
    from .module import ZoomModule

# Requests leave in these phases alone.
READING = ("gather", "apply", "verify")


P = TypeVar("P", bound=Planned)


class Task(Generic[P]):
    """One task, from its arguments to its result. Subclasses say what differs; the order is here.

    ``outcome`` grows while the plan is carried out, so that it tells what was done whatever comes next.
    ``proofs`` settle lost answers, by operation.
    """

    proofs: Mapping[str, Proof] = {}

    def __init__(self, module: ZoomModule) -> None:
        self.module = module
        self.params: Mapping[str, Any] = module.params
        self.outcome = Outcome()
        self.phase = "validate"
        self.sleep: Callable[[float], None] = module.interrupt.sleep

    # -- what a subclass fills in ------------------------------------------------------------------------------------

    def validate(self) -> list[Finding]:
        """Everything that is wrong with the arguments, told without asking Zoom."""
        return []

    def rounds(self) -> Sequence[Callable[[], None]]:
        """The reads, in order. Each keeps what it finds on the task; a later one may look at what is there."""
        return ()

    def plan(self) -> P:
        """The plan, from what was gathered. Raises InputError for what must not be done. Sends nothing."""
        raise NotImplementedError

    def load_proofs(self) -> Mapping[str, Proof]:
        """The proofs, asked for only when there is something to write: a table of them is work to load."""
        return self.proofs

    def parts(self, planned: P) -> Iterator[Plan]:
        """The plan in the parts after which Zoom is looked at; most plans are one part."""
        yield planned.plan

    def accept(self, planned: P) -> None:
        """Take out of the outcome the refusals that mean that the account is as wanted already."""

    def overtaken(self) -> bool:
        """Whether the account changed since it was read, so that the task is to read and plan again."""
        return False

    def verify(self, planned: P) -> None:
        """Read back what was written by the parts so far, and keep what did not take."""

    def report(self, planned: P) -> dict[str, Any]:
        """The return values of this resource, beyond those of every task. Sends nothing."""
        return {}

    def problems(self, planned: P) -> list[str]:
        """Sentences for which the task fails although no step did."""
        return []

    # -- the order ---------------------------------------------------------------------------------------------------

    @property
    def client(self) -> Client:
        """The client, while requests may leave."""
        if self.phase not in READING:
            raise AssertionError(f"no request may leave while a task does this: {self.phase}")
        return self.module.client

    def run(self) -> dict[str, Any]:
        """The task's result. Raises ZoomError."""
        findings = [*self.module.connection_findings(), *self.module.check_writable(), *self._own_findings()]
        if findings:
            raise InputError(findings)
        planned = self._attempt()
        for pause in waits.NAMES:
            if not self.overtaken():
                break
            self.sleep(pause)
            self.outcome.clear()
            planned = self._attempt()
        self.phase = "report"
        return self._result(planned)

    def _own_findings(self) -> list[Finding]:
        """Those of validate; it may also end with an error that has them, such as a file that cannot be read."""
        try:
            return self.validate()
        except InputError as error:
            if error.asked:
                raise
            return error.findings

    def _attempt(self) -> P:
        self.phase = "gather"
        for read in self.rounds():
            read()
        self.phase = "plan"
        planned = self.plan()
        self.module.keep_files(planned.plan, planned.undo, planned.undo_left_out)
        self.phase = "apply"
        for part in self.parts(planned):
            self.phase = "apply"
            if part:
                self.module.carry_out(part, self.outcome, self.load_proofs())
            self.accept(planned)
            self.phase = "verify"
            if self.outcome.done and not self.module.planning_only:
                self._read_back(planned)
        return planned

    def _read_back(self, planned: P) -> None:
        """Verify. Where that cannot be read, what was done is still reported."""
        try:
            self.verify(planned)
        except ZoomError as error:
            self.module.warn(f"What was done could not be read back: {error.message}")

    def _result(self, planned: P) -> dict[str, Any]:
        result = self.module.report(planned.plan, self.outcome, planned.before, planned.after)
        result.update(self.report(planned))
        messages = [message for message in (result.get("msg"), *self.problems(planned)) if message]
        if messages:
            result.update(failed=True, msg="\n".join(messages))
        return result


class InfoTask(Task[Planned]):
    """A task that only reads: its rounds gather, its report returns."""

    def plan(self) -> Planned:
        """Nothing is to be done."""
        return Planned()

    def _result(self, planned: Planned) -> dict[str, Any]:
        return dict(self.report(planned), changed=False)
