# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of a policy: check the input, read, evaluate, enforce if asked, read again, report."""

from __future__ import annotations

import getpass
import os
import uuid
from datetime import datetime, timezone
from typing import Any, Iterable, Mapping, Sequence

from .._core.errors import Finding, InputError
from .._core.module import ZoomModule
from .._core.outcome import Outcome
from .._core.steps import Plan
from .._core.validation import nearest
from .._settings.declaration import RefusedPlanError
from .._settings.find_targets import list_groups
from .._settings.schema import LOCKS, SETTINGS
from .agreements import (
    ACCOUNT,
    Subject,
    matches,
    read_agreements,
    unmatched_targets,
)
from .apply import Enforcement
from .catalogue import COLLECTION_VERSION
from .compose import compose
from .desired import (
    Change,
    Desired,
    Planner,
    outside_approval,
)
from .enforce import differences, steps_for
from .evaluate import FAILING, UNKNOWN, Judge
from .evidence import Evidence, utc_now
from .facts import Facts, review
from .files import load_baselines
from .gather import (
    Gathered,
    Gatherer,
    Request,
    requests_needed,
)
from .report import (
    Context,
    build,
    read_previous,
    summarise,
)
from .report_files import (
    newest_report,
    stem,
    write_reports,
)

RETURNED = 1000
NAMED = 20


class PolicyRun:
    """One account, one run. ``result()`` does all of it."""

    def __init__(self, module: ZoomModule) -> None:
        self.module = module
        self.params: dict[str, Any] = module.params
        self.facts = Facts.from_schema(SETTINGS, LOCKS)
        self.started = utc_now()
        self.enforcing = self.params["mode"] == "enforce"
        self.previous: dict[str, Any] | None = None
        self.gathered: dict[str, Gathered] = {}
        self.subjects: list[Subject] = []
        self.groups: list[Subject] = []
        self.requests: list[Request] = []
        self._check_input()

    # -- before any request --------------------------------------------------------------------------------------

    def _check_input(self) -> None:
        """Everything that can be wrong before Zoom is asked. Raises InputError with all of it."""
        params = self.params
        loaded, order = load_baselines(params["baselines"])
        findings = [finding for baseline in loaded.values() for finding in review(baseline, self.facts)]
        self.composition = compose(loaded, order, params["values"] or {}, self.facts)
        self.agreements, problems = read_agreements(
            self.composition,
            self.facts,
            datetime.now(timezone.utc).date(),
            params["overrides"] or (),
            params["waivers"] or (),
            params["attestations"] or (),
        )
        findings += problems
        self._warn_of_unused_values()
        if not self.enforcing:
            self.module.client.read_only = True
        self.account_id = str(self.module.client.connection.account_id or "me")
        for option in ("report_dir", "evidence_dir"):
            findings += _make_folder(option, params[option])
        findings += self._read_previous()
        findings += self.module.check_writable("steps_file", "undo_file")
        expired = self.agreements.expired_waivers()
        if self.enforcing:
            findings += [Finding("policy waivers", _expired_sentence(item), "Renew or remove it.") for item in expired]
        if findings:
            raise InputError(findings)

    def _warn_of_unused_values(self) -> None:
        """A value under a name that no control asks for is most likely a slip."""
        asked = {check.needs for control in self.composition.controls for check in control.checks if check.needs}
        for name in sorted(set(self.params["values"] or {}) - asked):
            hint = f" {nearest(name, asked)}" if asked else ""
            self.module.warn(f"No control of these baselines asks for the policy value {name}.{hint}")

    def _read_previous(self) -> list[Finding]:
        path = self.params["previous"]
        if path and os.path.isdir(path):
            path = newest_report(path, self.account_id)
        if not path:
            return []
        try:
            with open(path, encoding="utf-8") as stream:
                text = stream.read()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
            return [Finding("previous", f"{path} cannot be read: {reason}.", "Give a JSON report of an earlier run.")]
        self.previous, findings = read_previous(text, self.account_id, f"previous, {os.path.basename(path)}")
        return findings

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
        self.run_id = self.params["run_id"] or f"{self.started.replace(':', '')}-{uuid.uuid4().hex[:8]}"
        self.evidence = Evidence(self.account_id, self.run_id, self.params["evidence_dir"] or "")
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
        """Everything that the module returns; reports are written on the way."""
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
        problems = [result.pop("msg")] if result.pop("failed", False) else []
        report = self._report(findings, desired, before)
        result["report_files"] = self._write(report)
        result.update(_returns(report))
        result["undo_file"] = self.params["undo_file"] if outcome.done else None
        result["unapplied"] = [change.report() for change in unapplied]
        problems += self._problems(report, unapplied)
        if problems:  # a failed task is printed whole: the reports have the rest
            result.update(failed=True, msg="\n".join(problems), findings=result["findings"][:NAMED])
        return result

    def _keep_previous_values(self) -> None:
        """Beside the reports, if nowhere else."""
        folder = self.params["report_dir"]
        if folder and not self.params["undo_file"]:
            self.params["undo_file"] = os.path.join(folder, stem(self.account_id, self.run_id) + ".undo")

    def _require_approval(self, desired: Desired) -> None:
        approved = self.params["approved_plan"]
        if approved is None:
            return
        findings = outside_approval(desired.changes, approved.get(self.account_id) or [])
        if findings:
            raise RefusedPlanError(findings)

    # -- reporting -----------------------------------------------------------------------------------------------

    def _report(
        self, findings: Sequence[Mapping[str, Any]], desired: Desired, before: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        params = self.params
        context = Context(
            account_id=self.account_id,
            run_id=self.run_id,
            mode=params["mode"],
            tool=f"openadmin.zoom {COLLECTION_VERSION}",
            started=self.started,
            finished=utc_now(),
            launched_by=params["launched_by"] or _user(),
            check_mode=bool(self.module.check_mode),
            targets=params["targets"],
            agreements_digest=self.agreements.digest,
        )
        return build(
            context,
            self.composition,
            self.subjects,
            findings,
            self.evidence.records,
            [change.report() for change in desired.changes],
            desired.beyond,
            before,
            self.previous,
            self.agreements.expired_waivers(),
        )

    def _write(self, report: Mapping[str, Any]) -> dict[str, str]:
        folder = self.params["report_dir"]
        if not folder:
            return {}
        try:
            return write_reports(report, folder, self.params["report_formats"])
        except OSError as error:
            finding = Finding("report_dir", f"{folder} cannot be written: {error.strerror}.", "Name another folder.")
            raise RefusedPlanError([finding]) from error

    def _problems(self, report: Mapping[str, Any], unapplied: Sequence[Change]) -> list[str]:
        """Why the task fails, once everything is done and written."""
        problems = []
        if unapplied:
            names = [f"{change.subject.text()}: {change.kind} {change.path}" for change in unapplied]
            problems.append(_listed(f"{len(unapplied)} changes did not take:", names))
        expired = report["summary"]["expired_waivers"]
        if expired:
            problems.append(_listed("Waivers have expired; renew or remove them:", map(_expired_sentence, expired)))
        summary, fail_on = report["summary"], self.params["fail_on"]
        unknown = summary["unknown"] if fail_on == "unknown" else 0
        if fail_on != "never" and summary["failing"] + unknown:
            names = [f"{item['control']} at {item['name']}: {item['status']}" for item in _open(report, fail_on)]
            text = f"{summary['failing']} findings fail" + (f" and {unknown} are unknown" if unknown else "")
            if summary["account_locks_unread"] and unknown:
                text += f" ({summary['account_locks_unread']} of these for want of the account's locks)"
            problems.append(_listed(f"{text} (fail_on is {fail_on}):", names))
        return problems


def _listed(title: str, lines: Iterable[str]) -> str:
    items = list(lines)
    more = [f"… and {len(items) - NAMED} more"] if len(items) > NAMED else []
    return "\n- ".join([title, *items[:NAMED], *more])


def _expired_sentence(item: Mapping[str, Any]) -> str:
    return f"the waiver of control {item['control']} by {item.get('owner')} expired on {item.get('expires')}."


def _make_folder(option: str, path: str | None) -> list[Finding]:
    if not path:
        return []
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        return [Finding(option, f"{path} cannot be made: {error.strerror}.", "Name a folder that can be written.")]
    if not os.access(path, os.W_OK):
        return [Finding(option, f"{path} cannot be written.", "Name a folder that can be written.")]
    return []


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no entry in the user database
        return ""


def _open(report: Mapping[str, Any], fail_on: str) -> list[dict[str, str]]:
    """Findings that a reader has to look at: failing ones first, then, if asked, unknown ones."""
    names = {item["id"]: item["name"] for item in report["objects"]}
    statuses = [*FAILING, *([UNKNOWN] if fail_on == "unknown" else [])]
    found = [
        {
            "control": item["control"],
            "object": item["object"],
            "name": names.get(item["object"], item["object"]),
            "status": item["status"],
            "reason": item["reason"],
        }
        for item in report["findings"]
        if item["status"] in statuses
    ]
    return sorted(found, key=lambda item: statuses.index(item["status"]))


def _returns(report: Mapping[str, Any]) -> dict[str, Any]:
    """What of the report goes into the module's result."""
    plan = report["plan"]
    return {
        "account_id": report["account"]["id"],
        "run_id": report["run"]["id"],
        "summary": report["summary"],
        "summary_before": report.get("before"),
        "findings": _open(report, UNKNOWN)[:RETURNED],
        "plan": plan,
        "beyond": report["beyond"][:RETURNED],
        "notes": [note["text"] for note in report["notes"]],
        "trend": {
            key: len(value) if isinstance(value, list) else value for key, value in report.get("trend", {}).items()
        },
    }
