# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the controller does before the module runs: it reads baselines, earlier report and approved plan."""

from __future__ import annotations

import getpass
import os
import uuid
from datetime import datetime, timezone
from typing import Any, Callable, Mapping

from ansible.utils.display import Display

from ...module_utils._core import files, texts
from ...module_utils._core.errors import Finding, InputError
from ...module_utils._core.own_folder import make_own
from ...module_utils._core.validation import nearest
from ...module_utils._policy.agreements import Agreements
from ...module_utils._policy.controls import Composition, as_data
from ...module_utils._policy.evidence import utc_now
from ...module_utils._policy.facts import Facts
from ...module_utils._policy.sentences import expired_sentence
from .._core.own_folder import own_path
from .agreed import read_agreements
from .baselines import is_file, load_baselines
from .choice import Choice
from .compose import compose
from .manifest import key_findings
from .report import read_previous
from .report_files import check_folder, check_reports
from .review import review

display = Display()

PLAN_WANTED = "Give changes by account id, or the path of an audit's JSON report."
REPORT_WANTED = "Give a JSON report of an earlier run."


class Preparation:
    """Reads and checks everything on the controller. Nothing is raised: findings go to the module, which tells them
    with its own.

    ``params`` are the task's options, converted; ``find`` gives the path of a file that the task names. ``local`` says
    whether the module runs on the controller too.
    """

    def __init__(self, params: Mapping[str, Any], find: Callable[[str], str], local: bool = True) -> None:
        self.params = params
        self.local = local
        self.run_id = str(params["run_id"] or f"{utc_now().replace(':', '')}-{uuid.uuid4().hex[:8]}")
        self.launched_by = str(params["launched_by"] or _user())
        self.report_dir = _absolute(params["report_dir"])
        self.evidence_dir = _absolute(params["evidence_dir"])
        self.signing_key = _absolute(params["signing_key"])
        self.findings: list[Finding] = []
        self.undo_folder = self.report_dir or self._folder_without_reports()
        self._find = find
        self.facts = Facts()
        self.choice = Choice(params)
        self.composition = self._compose()
        self.agreements = Agreements(datetime.now(timezone.utc).date())
        if self.composition is not None:
            self._read_agreements(self.composition)
            self._warn_of_unused_values(self.composition)
            self.findings += self.choice.findings(list(self.composition.by_id()))
        self._check_folders()
        self.previous: dict[str, Any] | None = None
        self.previous_folder = ""
        self._read_previous()
        self.approved_plan = self._read_approved_plan()

    def arguments(self) -> dict[str, Any]:
        """The arguments of the module that are other than those of the task."""
        found: dict[str, Any] = {
            "run_id": self.run_id,
            "approved_plan": self.approved_plan,
            "prepared": {
                "findings": [finding._asdict() for finding in self.findings],
                "previous_account": self.previous["account"]["id"] if self.previous else "",
                "keep_answers": bool(self.evidence_dir),
                # Where no undo_file is named.
                "undo_folder": self.undo_folder if self.local else "",
            },
        }
        if self.composition is not None:
            found["prepared"]["controls"] = as_data(self.composition.controls, self.choice.holds)
            found["prepared"]["agreements"] = self.agreements.as_data()
        if self.local:
            found.update({name: _absolute(self.params[name]) for name in ("undo_file", "steps_file")})
        return {name: value for name, value in found.items() if value not in (None, "")}

    def _folder_without_reports(self) -> str:
        """Enforcing keeps the previous values wherever there are no reports beside which they could lie."""
        if self.params["mode"] != "enforce":
            return ""
        try:
            return make_own(own_path("zoom-undo"))
        except OSError as error:
            remedy = "Name an undo_file or a report_dir."
            problem = f"is not given, and the previous values cannot be kept in {own_path('zoom-undo')}: {error}."
            if not self.params["undo_file"]:
                self.findings.append(Finding("undo_file", problem, remedy))
            return ""

    def _compose(self) -> Composition | None:
        """The controls of the baselines; None where they cannot be had."""
        wanted = [self._find(name) if is_file(name) else name for name in self.params["baselines"]]
        try:
            loaded, order = load_baselines(wanted)
            self.findings += [finding for baseline in loaded.values() for finding in review(baseline, self.facts)]
            return compose(loaded, order, self.params["values"] or {}, self.facts)
        except InputError as error:
            self.findings += error.findings
            return None

    def _read_agreements(self, composition: Composition) -> None:
        lists = {name: self.params[name] or () for name in ("overrides", "waivers", "attestations")}
        self.agreements, findings = read_agreements(composition, self.facts, self.agreements.today, **lists)
        self.findings += findings
        if self.params["mode"] == "enforce":
            expired = map(expired_sentence, self.agreements.expired_waivers())
            self.findings += [Finding("policy waivers", text, "Renew or remove it.") for text in expired]

    def _warn_of_unused_values(self, composition: Composition) -> None:
        """A value under a name that no control asks for is most likely a slip."""
        asked = {check.needs for control in composition.controls for check in control.checks if check.needs}
        for name in sorted(set(self.params["values"] or {}) - asked):
            hint = f" {nearest(name, asked)}" if asked else ""
            display.warning(f"No control of these baselines asks for the policy value {name}.{hint}")

    def _check_folders(self) -> None:
        self.findings += key_findings(self.signing_key)
        if not self.report_dir:
            lacking = [name for name in ("signing_key", "report_archive") if self.params[name]]
            self.findings += [Finding(name, "needs report_dir.", "Add report_dir.") for name in lacking]
        if self.evidence_dir:
            self.findings += check_folder("evidence_dir", self.evidence_dir)
        if self.report_dir:
            found = check_folder("report_dir", self.report_dir)
            self.findings += found or check_reports(self.report_dir, self.run_id, self.params["report_formats"])

    def _read_previous(self) -> None:
        """An earlier report; of a folder, only once it is known which account is audited."""
        if not self.params["previous"]:
            return
        path = self._find(self.params["previous"])
        if os.path.isdir(path):
            self.previous_folder = path
        else:
            self.previous = self._read_report("previous", path)

    def _read_approved_plan(self) -> dict[str, Any] | None:
        """Changes by account id; those of a report by its account."""
        given = self.params["approved_plan"]
        if given is None or given == "":
            return None
        if isinstance(given, str) and not given.lstrip().startswith("{"):
            report = self._read_report("approved_plan", self._find(given))
            return {report["account"]["id"]: report["plan"]} if report else None
        try:
            return texts.as_mapping(given)  # a survey gives text
        except texts.Wrong as error:
            self.findings.append(Finding("approved_plan", error.problem, PLAN_WANTED))
            return None

    def _read_report(self, option: str, path: str) -> dict[str, Any] | None:
        try:
            text = files.read_text(path)
        except files.FileError as error:
            self.findings.append(Finding(option, f"{error.path} {error.problem}", REPORT_WANTED))
            return None
        report, findings = read_previous(text, f"{option}, {os.path.basename(path)}")
        self.findings += findings
        return report


def _absolute(path: str | None) -> str:
    return os.path.abspath(path) if path else ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no entry in the user database
        return ""
