# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of a policy: check the input, read, evaluate, enforce if asked, read again."""

from __future__ import annotations

import os
from datetime import datetime, timezone
from typing import Any

from .._core.errors import Finding, InputError
from .._core.module import ZoomModule
from .._core.outcome import Outcome
from .._core.steps import Plan
from .._core.validation import nearest
from .._settings.schema import LOCKS, SETTINGS
from .._settings.find_targets import list_groups
from .._settings.declaration import RefusedPlanError
from .agreements import (
    ACCOUNT,
    Subject,
    matches,
    read_agreements,
    unmatched_targets,
)
from .apply import Enforcement
from .controls import Composition, from_data
from .desired import (
    Change,
    Desired,
    Planner,
    outside_approval,
)
from .enforce import differences, steps_for, undo
from .evaluate import Judge
from .evidence import Evidence, stem, utc_now
from .facts import Facts
from .gather import (
    Gathered,
    Gatherer,
    Request,
    requests_needed,
)
from .score import summarise
from .sentences import expired_sentence, listed, other_account
from .transfer import packed


class PolicyRun:
    """One account, one run. ``result()`` does all of it."""

    def __init__(self, module: ZoomModule) -> None:
        self.module = module
        self.params: dict[str, Any] = module.params
        self.facts = Facts.from_schema(SETTINGS, LOCKS)
        self.started = utc_now()
        self.enforcing = self.params["mode"] == "enforce"
        self.gathered: dict[str, Gathered] = {}
        self.subjects: list[Subject] = []
        self.groups: list[Subject] = []
        self.requests: list[Request] = []
        self._check_input()

    # -- before any request --------------------------------------------------------------------------------------

    def _check_input(self) -> None:
        """Everything that can be wrong before Zoom is asked. Raises InputError with all of it."""
        params = self.params
        prepared = params["prepared"]
        if prepared is None:
            raise InputError([Finding("zoom_policy", "was run without its action plugin, which reads the baselines.")])
        findings = [Finding(**item) for item in prepared["findings"]]
        if not self.enforcing:
            self.module.client.read_only = True
        self.account_id = str(self.module.client.connection.account_id or "me")
        if prepared.get("previous_account"):
            findings += other_account("previous", prepared["previous_account"], self.account_id)
        findings += self.module.check_writable("steps_file", "undo_file")
        if "controls" in prepared:
            findings += self._check_agreements(from_data(prepared["controls"]))
        if findings:
            raise InputError(findings)

    def _check_agreements(self, composition: Composition) -> list[Finding]:
        params = self.params
        self.composition = composition
        self.agreements, findings = read_agreements(
            composition,
            self.facts,
            datetime.now(timezone.utc).date(),
            params["overrides"] or (),
            params["waivers"] or (),
            params["attestations"] or (),
        )
        self._warn_of_unused_values()
        expired = self.agreements.expired_waivers() if self.enforcing else []
        return [
            *findings,
            *(Finding("policy waivers", expired_sentence(item), "Renew or remove it.") for item in expired),
        ]

    def _warn_of_unused_values(self) -> None:
        """A value under a name that no control asks for is most likely a slip."""
        asked = {check.needs for control in self.composition.controls for check in control.checks if check.needs}
        for name in sorted(set(self.params["values"] or {}) - asked):
            hint = f" {nearest(name, asked)}" if asked else ""
            self.module.warn(f"No control of these baselines asks for the policy value {name}.{hint}")

    # -- reading -------------------------------------------------------------------------------------------------

    def _choose_subjects(self) -> None:
        """The account and the groups that the targets name. Groups are listed only where they matter."""
        params = self.params
        account = Subject(ACCOUNT, ACCOUNT, ACCOUNT)
        lists: dict[str, Any] = {
            "policy targets": [params["targets"]],
            "policy overrides": [item["targets"] for item in self.agreements.overrides],
            "policy waivers": [item["targets"] for item in self.agreements.waivers],
        }
        named = {target for entries in lists.values() for targets in entries for target in targets}
        if named - {ACCOUNT}:
            self.groups = [Subject(item.id, "group", item.name) for item in list_groups(self.module.client)]
            findings = unmatched_targets(lists, [account, *self.groups])
            if findings:
                raise RefusedPlanError(findings)
        everything = [account, *self.groups]
        self.subjects = [subject for subject in everything if matches(params["targets"], subject)]

    def _gather(self) -> None:
        self.evidence = Evidence(self.params["prepared"]["keep_answers"])
        self.gatherer = Gatherer(self.module.client, self.evidence, self.module.progress)
        overridden = {item["control"] for item in self.agreements.overrides if item.get("lock")}
        self.requests = requests_needed(self.composition, self.facts, self.subjects, overridden)
        self.gathered = self.gatherer.gather(self.requests, "reading settings and locks")

    def _judge(self) -> Judge:
        account = self.gathered.get(ACCOUNT)
        return Judge(
            self.composition,
            self.facts,
            self.agreements,
            [self.gathered[subject.id].observed for subject in self.subjects if subject.id in self.gathered],
            self.groups,
            account.observed if account else None,
        )

    # -- the run -------------------------------------------------------------------------------------------------

    def result(self) -> dict[str, Any]:
        """The module's result; ``audit`` holds, packed, what the action plugin makes the report of."""
        self._choose_subjects()
        self._gather()
        judge = self._judge()
        findings = judge.findings()
        desired = Planner(judge, self.params["allow_unverified"]).plan()
        before = summarise(findings) if self.enforcing else None
        plan, outcome = Plan(), Outcome()
        unapplied: list[Change] = []
        if self.enforcing:
            self._require_approval(desired)
            plan = steps_for(desired.changes, self.gathered)
            self._keep_previous_values()
            enforcement = Enforcement(self.module, self.gatherer, self.gathered, self.requests, self._judge)
            outcome, unapplied = enforcement.apply(plan, desired.changes)
            if outcome.done:
                findings = self._judge().findings()
        made = desired.changes if self.enforcing else []
        result = self.module.report(plan, outcome, *differences(made))
        result["changed"] = self.enforcing and result["changed"]
        result["undo_file"] = self.params["undo_file"] if outcome.done else None
        result["unapplied"] = [change.report() for change in unapplied]
        if unapplied:
            names = [f"{change.subject.text()}: {change.kind} {change.path}" for change in unapplied]
            problem = listed(f"{len(unapplied)} changes did not take:", names)
            result.update(failed=True, msg="\n".join([*([result["msg"]] if result.get("failed") else []), problem]))
        result["audit"] = packed(
            {
                "account": self.account_id,
                "check_mode": bool(self.module.check_mode),
                "started": self.started,
                "finished": utc_now(),
                "objects": [[subject.id, subject.level, subject.name] for subject in self.subjects],
                "findings": findings,
                "evidence": self.evidence.records,
                "answers": self.evidence.answers,
                "before": before,
                "plan": [change.report() for change in desired.changes],
                "beyond": desired.beyond,
                "expired_waivers": self.agreements.expired_waivers(),
                "agreements_sha256": self.agreements.digest,
                "undo": undo(desired.changes)[0] if outcome.done else [],
            }
        )
        return result

    def _keep_previous_values(self) -> None:
        """Beside the reports, if nowhere else."""
        folder = self.params["prepared"]["undo_folder"]
        if folder and not self.params["undo_file"]:
            self.params["undo_file"] = os.path.join(folder, stem(self.account_id, self.params["run_id"]) + ".undo")

    def _require_approval(self, desired: Desired) -> None:
        approved = self.params["approved_plan"]
        if approved is None:
            return
        findings = outside_approval(desired.changes, approved.get(self.account_id) or [])
        if findings:
            raise RefusedPlanError(findings)
