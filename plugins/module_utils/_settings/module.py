# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the settings modules share: their input checks, and the way from arguments to results."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

from .._core.errors import Finding, InputError
from .._core.module import ZoomModule
from .._core.outcome import Outcome
from .._core.steps import MASK
from .._core.validation import find_problems
from .declaration import Declaration
from .declare import declare
from .gather import Engine, Job, whole_plan
from .report import (
    Result,
    describe,
    differences,
    judge,
    messages,
    secret_values,
    undo_document,
)
from .targets import check_scope, resolve_targets
from .tree import nested, sounds_secret
from .verify import Verdict

TREES = ("settings", "extra_settings", "locks", "extra_locks")
TARGET_SPEC: dict[str, Any] = {"group": {"type": "str"}, "groups": {"type": "list", "elements": "str"}}
APPLY_SPEC: dict[str, Any] = {
    "verify": {"type": "bool", "default": True},
    "on_unapplied": {"type": "str", "choices": ["fail", "warn"], "default": "fail"},
    "allow_unverified": {"type": "bool", "default": False},
}


class SettingsModule(ZoomModule):
    """A module with trees of settings or locks, whose findings say more than an argument spec can."""

    def __init__(self, argument_spec: Mapping[str, Any], levels: Sequence[str], **arguments: Any) -> None:
        self.levels = tuple(levels)
        self.declaration = Declaration("")
        scope = {"scope": {"type": "str", "required": True, "choices": list(levels)}}
        super().__init__({**scope, **argument_spec}, **arguments)

    def input_findings(self) -> list[Finding]:
        """Findings of the argument spec, and of the trees at the level of the scope."""
        plain = {name: option for name, option in self.argument_spec.items() if name not in TREES}
        own_trees = [name for name in TREES if name in self.argument_spec]
        values = {name: value for name, value in self.params.items() if name not in own_trees}
        trees = {name: without_templates(self.params.get(name)) for name in own_trees}
        declared = self.declare(trees)
        self._hide_secrets(declared)
        return [*find_problems(plain, values), *declared.findings, *check_scope(self.params, self.levels)]

    def declare(self, trees: Mapping[str, Any]) -> Declaration:
        """The declared trees, read for the level of the scope."""
        scope = self.params.get("scope")
        level = scope if scope in self.levels else ""
        return declare(level, *(trees.get(tree) for tree in TREES))

    def check(self) -> None:
        """Raise InputError with everything wrong with the input; nothing has been asked of Zoom yet."""
        self.declaration = self.declare(self.params)
        self._hide_secrets(self.declaration)
        findings = [*check_scope(self.params, self.levels), *self.declaration.findings, *self.check_writable()]
        if findings:
            raise InputError(findings)
        for warning in self.declaration.warnings:
            self.warn(warning)

    def _hide_secrets(self, declaration: Declaration) -> None:
        """Keep secrets among the unknown settings out of the arguments that Ansible repeats in its results."""
        self.no_log_values.update(secret_values(declaration))
        shown = {path: MASK if sounds_secret(path, value) else value for path, value in declaration.extras.items()}
        if any(value == MASK for value in shown.values()):
            self.params["extra_settings"] = nested(shown)

    def bring_about(self) -> dict[str, Any]:
        """Gather, plan, apply, read back and report. Raises every ZoomError that concerns the task as a whole."""
        self.check()
        engine = Engine(self.client, self.progress, self.params["allow_unverified"])
        targets = resolve_targets(self.client, self.params)
        jobs = engine.plan([(target, self.declaration) for target in targets])
        self.no_log_values.update(secret_values(self.declaration, jobs))
        for warning in engine.warnings:
            self.warn(warning)
        if self.params["on_unapplied"] == "fail" and any(job.settings.blocked for job in jobs):
            return self._refuse(jobs)
        plan = whole_plan(jobs)
        outcome = self.apply(plan, undo_document(self.params["scope"], jobs))
        result = judge(engine, jobs, outcome, self.planning_only, self.params["verify"])
        report = self.report(plan, outcome, *differences(result))
        report.pop("failed", None)
        report.pop("msg", None)
        report.update(describe(result))
        if not self.planning_only:
            report["changed"] = bool(outcome.done) and (not self.params["verify"] or moved(result))
        about_leaves, about_task = messages(result, outcome, plan)
        return self._ended(report, about_leaves, about_task)

    def _ended(self, report: dict[str, Any], about_leaves: str, about_task: str) -> dict[str, Any]:
        """The report, failed or with warnings where something is not as wanted."""
        if report["unverified"]:
            self.warn(f"No read shows whether these took: {', '.join(report['unverified'])}.")
        if about_leaves and self.params["on_unapplied"] == "warn":
            self.warn(about_leaves)
            about_leaves = ""
        if about_leaves or about_task:
            report.update(failed=True, msg="\n".join(part for part in (about_task, about_leaves) if part))
        return report

    def _refuse(self, jobs: Sequence[Job]) -> dict[str, Any]:
        """Leaves that cannot take are known before anything is written: nothing is."""
        result = Result([Verdict(job, [], list(job.settings.blocked), []) for job in jobs], [], [], "")
        plan = whole_plan([])
        report = self.report(plan, Outcome(), {}, {})
        report.update(describe(result), changed=False)
        text, _task = messages(result, Outcome(), plan)
        return self._ended(report, f"{text}\nNothing was written. on_unapplied: warn writes the rest.", "")


def without_templates(tree: Any) -> Any:
    """A tree without templates that are not filled in yet: linters check a task as it is written."""
    if isinstance(tree, Mapping):
        return {key: without_templates(value) for key, value in tree.items()}
    if isinstance(tree, list):
        items = [without_templates(item) for item in tree]
        return None if any(item is None for item in items) else items
    return None if isinstance(tree, str) and "{{" in tree else tree


def moved(result: Result) -> bool:
    """Whether anything is other than before."""
    for verdict in result.verdicts:
        before = {change.name: change.before for change in verdict.job.changes}
        if verdict.taken or verdict.unverified:
            return True
        if any(item.name in before and item.actual != before[item.name] for item in verdict.blocked):
            return True
    return False
