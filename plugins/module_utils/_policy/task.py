# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of zoom_policy: read, evaluate, and, to enforce, set what fails and lock it where the value took."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Callable, Iterator, Sequence

from .._core import waits
from .._core.errors import Finding, ZoomError
from .._core.plan import Plan, Planned
from .._settings.declaration import RefusedPlanError
from .._settings.find_groups import list_groups
from .._settings.gather import Gatherer
from .._settings.plan import Job, LeafChange, Wish, plan_jobs
from .._settings.task import SettingsTask
from .._settings.verdict import Verdict
from .agreements import (
    ACCOUNT,
    Agreements,
    Subject,
    matches,
    unmatched_targets,
)
from .controls import Composition, from_data
from .desired import SET as SET_VALUE
from .desired import Change, Desired, Planner, after_changes, outside_approval
from .evaluate import Judge, Observed, leaf
from .evidence import Evidence, stem, utc_now
from .facts import Facts
from .observe import THE_ACCOUNT, kind_of, observed, reads_needed, target_of
from .outcomes import outcomes, place_of, places_taken
from .people_open import NONE, not_looked_at, people_findings
from .sentences import listed, other_account
from .transfer import packed
from .wishes import before_and_after, not_bought, not_made, wishes_for

if TYPE_CHECKING:
    from .._core.module import ZoomModule
    from .._settings.target import Read


class PolicyTask(SettingsTask):
    """One account, one run. ``prepared`` is what the action plugin read on the controller."""

    staged = True

    def __init__(self, module: ZoomModule) -> None:
        super().__init__(module)
        self.facts = Facts()
        self.started = utc_now()
        self.enforcing = self.params["mode"] == "enforce"
        self.account_id = ""
        self.composition = Composition()
        self.evidence = Evidence((self.params["prepared"] or {}).get("keep_answers", False))
        self.gatherer = Gatherer(
            lambda: self.client,
            module.progress,
            keep_unread=True,
            begun=lambda _read: self.evidence.forget(),
            ended=self._keep_answer,
        )
        self.subjects: list[Subject] = []
        self.groups: list[Subject] = []
        self.reads: list[Read] = []
        self.desired = Desired()
        self.planned_changes: list[dict[str, Any]] = []
        self.pilot: list[str] = []
        self.people: dict[str, Any] = {}
        self.findings: list[dict[str, Any]] = []
        self.before: dict[str, Any] | None = None
        self._numbers: dict[Read, int] = {}
        self._since_last_look: set[Read] = set()
        self._steps_looked_at = 0
        self._wrong: set[tuple[str, str]] | None = None

    # -- before any request ------------------------------------------------------------------------------------------

    def validate(self) -> list[Finding]:
        """Everything that is wrong with the options, and what the action plugin found wrong with files."""
        prepared = self.params["prepared"]
        if prepared is None:
            return [Finding("zoom_policy", "was run without its action plugin, which reads the baselines.")]
        self.account_id = self.module.account_id or "me"
        findings = [Finding(**item) for item in prepared["findings"]]
        if prepared["previous_account"]:
            findings += other_account("previous", prepared["previous_account"], self.account_id)
        if "controls" in prepared:
            self.composition = from_data(prepared["controls"])
            self.agreements = Agreements.from_data(prepared["agreements"])
        findings += people_findings(self.params["people"], ())
        folder = prepared["undo_folder"]
        if folder and not self.params["undo_file"]:
            self.module.params["undo_file"] = os.path.join(
                folder, stem(self.account_id, self.params["run_id"]) + ".undo"
            )
        return findings

    # -- reading -----------------------------------------------------------------------------------------------------

    def rounds(self) -> Sequence[Callable[[], None]]:
        """The groups, where the targets or agreements name any; every view that a control looks at; then people."""
        return (self._choose_subjects, self._read, self._look_at_people)

    def _look_at_people(self, enforced: bool = False) -> None:
        """People are compared with what is above them: where that is mended, only afterwards."""
        if self.enforcing and not self.module.planning_only and not enforced:
            return
        judge, asked = self._judge(), self.params["people"]
        if asked == NONE:
            self.people = not_looked_at(judge)
            return
        from .people import PeopleLook  # each import is compiled anew in every task that needs it

        self.people = PeopleLook(judge, lambda: self.client, self.module.progress).look(asked)

    def _choose_subjects(self) -> None:
        self.client.on_answer = self.evidence.hear
        self.client.read_only = self.client.read_only or not self.enforcing
        targets = self.params["targets"]
        lists = {
            "policy targets": [targets],
            "policy pilot": [self.params["pilot"] or []],
            "policy overrides": [item["targets"] for item in self.agreements.overrides],
            "policy waivers": [item["targets"] for item in self.agreements.waivers],
        }
        named = {target for entries in lists.values() for entry in entries for target in entry}
        if named - {ACCOUNT} or self.params["people"] != NONE:
            self.groups = [Subject(item.id, "group", item.name) for item in list_groups(self.client)]
            findings = unmatched_targets(lists, [THE_ACCOUNT, *self.groups])
            findings += people_findings(self.params["people"], self.groups)
            if findings:
                raise RefusedPlanError(findings)
        self.subjects = [subject for subject in (THE_ACCOUNT, *self.groups) if matches(targets, subject)]
        first = self.params["pilot"] or []
        self.pilot = [subject.id for subject in self.subjects if first and matches(first, subject)]
        if first and not self.pilot:
            raise RefusedPlanError([Finding("policy pilot", "names no target.", "Name a group among the targets.")])

    def _read(self) -> None:
        overridden = {item["control"] for item in self.agreements.overrides if item.get("lock")}
        self.reads = reads_needed(self.composition, self.facts, self.subjects, overridden)
        self.gatherer.read(self.reads, "reading settings and locks")

    def _keep_answer(self, read: Read) -> None:
        """Called in the thread that read."""
        subject = ACCOUNT if read.target.level == ACCOUNT else read.target.id
        number = self.evidence.keep(subject, kind_of(read.locks), read.view)
        self._since_last_look.add(read)
        if number >= 0:
            self._numbers[read] = number

    def _judge(self) -> Judge:
        evidence: dict[str, dict[Read, int]] = {}
        for read, number in list(self._numbers.items()):
            evidence.setdefault(read.target.id, {})[read] = number

        def seen(subject: Subject) -> Observed:
            target = target_of(subject)
            return observed(subject, self.gatherer.reading(target), evidence.get(target.id, {}))

        return Judge(
            self.composition,
            self.facts,
            self.agreements,
            [seen(subject) for subject in self.subjects],
            self.groups,
            seen(THE_ACCOUNT) if any(read.target.level == ACCOUNT for read in self.reads) else None,
            not_bought(self.verdicts),
        )

    # -- planning and carrying out -----------------------------------------------------------------------------------

    def plan(self) -> Planned:
        """The findings, the changes that would mend them, and, to enforce, the steps."""
        judge = self._judge()
        self.findings = judge.findings()
        self.desired = Planner(judge, self.params["allow_unverified"], self.pilot).plan()
        self.planned_changes = self._reported(judge)
        if self.enforcing:
            from .score import summarise  # as above

            severities = {control.id: control.severity for control in self.composition.controls}
            self.before = summarise(self.findings, severities)
            self._require_approval()
        planned = super().plan()
        if isinstance(planned.undo, dict):  # a list, however many objects
            planned.undo = [planned.undo]
        return planned

    def _reported(self, judge: Judge) -> list[dict[str, Any]]:
        """The plan as users see it: with a pilot its changes first, then those that remain for everybody."""
        first = [change.report() for change in self.desired.changes]
        first += [change.report("still_departs") for change in self.desired.follows]
        if not self.pilot:
            return first
        made = [*self.desired.changes, *self.desired.follows]
        then = Planner(judge.with_objects(after_changes(judge.observed, made)), self.params["allow_unverified"]).plan()
        rest = [change.report() for change in then.changes]
        rest += [change.report("still_departs") for change in then.follows]
        return [dict(entry, stage="pilot") for entry in first] + [dict(entry, stage="everybody") for entry in rest]

    def _require_approval(self) -> None:
        approved = self.params["approved_plan"]
        if approved is None:
            return
        changes = [*self.desired.changes, *self.desired.follows]
        findings = outside_approval(changes, approved.get(self.account_id) or [])
        if findings:
            raise RefusedPlanError(findings)

    def parts(self, planned: Planned) -> Iterator[Plan]:
        """The account is written before it is looked which groups follow it; locks are closed last."""
        if self.module.planning_only or not (self.enforcing and self.desired.follows):
            yield from super().parts(planned)
        else:
            from .._settings.steps import LOCK, SET, UNLOCK, staged_plan  # as above

            yield staged_plan(self.jobs, (UNLOCK, SET))
            departing = self._still_departing()
            if departing:
                yield self._add_changes(planned, departing)
            yield staged_plan(self.jobs, (LOCK,), self._hold_back())
        if self.enforcing and not self.module.planning_only:
            self._look_at_people(enforced=True)

    def _still_departing(self) -> list[Change]:
        """The values of groups that did not follow the account. Reads may lag: a group is given time to show it."""
        expected = {(change.subject.id, change.path) for change in self.desired.follows}
        departing: list[Change] = []
        for pause in waits.SETTINGS:
            self.sleep(pause)
            if departing:
                groups = {target_of(change.subject) for change in departing}
                self.gatherer.read_again([read for read in self.reads if not read.locks and read.target in groups])
            again = Planner(self._judge(), self.params["allow_unverified"], self.pilot).plan()
            departing = [item for item in again.changes if (item.subject.id, item.path) in expected]
            departing = [item for item in departing if item.kind == SET_VALUE]
            if not departing:
                break
        return departing

    def _add_changes(self, planned: Planned, changes: list[Change]) -> Plan:
        """Further changes become part of the plan, the undo and the report."""
        from .._settings.steps import SET, staged_plan  # as above
        from .._settings.undo import undo_document

        jobs = plan_jobs(wishes_for(changes), self.gatherer.reading, self.holders)
        self.jobs += jobs
        self.verdicts += [Verdict(job) for job in jobs]
        self.desired.changes += changes
        plan = staged_plan(jobs, (SET,))
        planned.plan = Plan([*planned.plan.stages, *plan.stages])
        undo = undo_document(self.jobs)
        planned.undo = [undo.document] if isinstance(undo.document, dict) else undo.document
        planned.undo_left_out = undo.left_out
        self.module.keep_files(planned.plan, planned.undo, planned.undo_left_out)
        return plan

    def wishes(self) -> Sequence[Wish]:
        """What the changes ask of each object; an audit asks nothing."""
        return wishes_for(self.desired.changes) if self.enforcing else ()

    def held_back(self, job: Job, lock: LeafChange) -> str:
        """A lock whose control has a value that is not right now: a wrong value is never locked."""
        if self._wrong is None:
            again = Planner(self._judge()).plan().changes
            self._wrong = {(change.subject.id, change.path) for change in again if change.kind == SET_VALUE}
        controls = self.composition.by_id()
        for change in self.desired.changes:
            if target_of(change.subject) == job.target and change.path == lock.name and change.kind == "lock":
                checks = [check for name in change.controls for check in controls[name].checks]
                wrong = [check.path for check in checks if (change.subject.id, check.path) in self._wrong]
                if wrong:
                    return f"{wrong[0]} is not as wanted: a wrong value is not locked."
        return ""

    def verify(self, planned: Planned) -> None:
        """Read back what was written, then all else that it may have changed: groups inherit from the account."""
        from .._settings.steps import SET, LeafStep  # as above

        self._since_last_look.clear()
        super().verify(planned)
        steps = [step for step in self.outcome.done[self._steps_looked_at :] if isinstance(step, LeafStep)]
        self._steps_looked_at = len(self.outcome.done)
        kinds = {step.purpose != SET for step in steps}
        rest = [read for read in self.reads if read.locks in kinds and read not in self._since_last_look]
        try:
            self.gatherer.read_again(rest)
        except ZoomError as error:
            self.problem = self.problem or f"The account could not be read again: {error.message}"
        self._judge_again()

    def _judge_again(self) -> None:
        self.findings = self._judge().findings()

    # -- the result --------------------------------------------------------------------------------------------------

    def report(self, planned: Planned) -> dict[str, Any]:
        """What changed, and, packed, what the action plugin makes the report of."""
        failed = not_made(self.verdicts, self.desired.changes)
        report = super().report(planned)
        taken = places_taken(self.verdicts)
        made = [change for change in self.desired.changes if place_of(change) in taken]
        before, after = before_and_after(made if self.enforcing else ())
        report["diff"] = {"before": before, "after": after}
        report["undo_file"] = self.params["undo_file"] if self.outcome.done else None
        report["unapplied"] = [
            dict(change.report(), actual=why.actual, reason=why.reason, detail=why.detail) for change, why in failed
        ]
        report["audit"] = packed(self._audit(planned))
        return report

    def _audit(self, planned: Planned) -> dict[str, Any]:
        return {
            "account": self.account_id,
            "check_mode": bool(self.module.check_mode),
            "started": self.started,
            "finished": utc_now(),
            "objects": [list(subject) for subject in self.subjects],
            "findings": self.findings,
            "evidence": self.evidence.records,
            "answers": self.evidence.answers,
            "before": self.before,
            "plan": self.planned_changes,
            "outcomes": self._outcomes(),
            "pilot": self.pilot,
            "people": self.people,
            "beyond": self.desired.beyond,
            "undo": planned.undo if self.outcome.done else [],
        }

    def _outcomes(self) -> list[dict[str, str]]:
        """What became of the planned changes; nothing, where none was carried out."""
        if not self.enforcing or self.module.planning_only:
            return []
        targets = {subject.id: target_of(subject) for subject in self.subjects}

        def value_at(place: str, path: str) -> Any:
            return leaf(self.gatherer.reading(targets[place]).all_settings(), path)

        return outcomes(self.planned_changes, self.verdicts, value_at)

    def problems(self, planned: Planned) -> list[str]:
        """Besides what every task that writes settings tells: changes that did not take, locks that were held back."""
        found = super().problems(planned)
        failed = not_made(self.verdicts, self.desired.changes)
        if failed:
            names = [_sentence(change, why.reason, why.detail) for change, why in failed]
            found.append(listed(f"{len(failed)} changes did not take:", names))
        return found


def _sentence(change: Change, reason: str, detail: str) -> str:
    return f"{change.subject.text()}: {change.kind} {change.path}: {reason}. {detail}"
