# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the controller does after the module ran: evidence and reports are written, the result of the task is made."""

from __future__ import annotations

import glob
import os
from typing import TYPE_CHECKING, Any, Mapping, Sequence

from ansible.utils.display import Display

from ...module_utils._core import files
from ...module_utils._core.findings import FIRST_PLACES, by_cause
from ...module_utils._policy.agreements import Subject
from ...module_utils._policy.evidence import file_part, stem
from ...module_utils._policy.sentences import expired_sentence, listed
from ...module_utils._policy.statuses import FAILING, UNKNOWN
from ...module_utils._policy.transfer import unpacked
from .._core.collection import version
from .manifest import sign, write_archive, write_manifest
from .report import Context, build, by_impact, changes_by_outcome, gravest_first, read_previous
from .report_files import newest_report, write_evidence, write_people, write_report

if TYPE_CHECKING:
    from .preparation import Preparation

display = Display()

RETURNED = 1000
# Of each control and status in the result.
OBJECTS_NAMED = 3


def name_previous_values(prepared: Preparation, result: dict[str, Any]) -> None:
    """Where a task ended before its time, and had changed something, say where the previous values are."""
    named = prepared.params["undo_file"]
    folder, ending = prepared.undo_folder, file_part(prepared.run_id)
    kept = glob.glob(os.path.join(glob.escape(folder), f"zoom-policy-*-{ending}.undo")) if folder else []
    for path in [os.path.abspath(named)] if named and os.path.isfile(named) else kept[:1]:
        result["undo_file"] = path
        result["msg"] = f"{result.get('msg', '')}\nThe previous values are in {path}.".lstrip()


class Completion:
    """Makes the result of the task from that of the module. What the module did is told, whatever fails here."""

    def __init__(self, prepared: Preparation, result: dict[str, Any]) -> None:
        self.prepared = prepared
        self.params = prepared.params
        self.result = result
        self.problems = [result.pop("msg")] if result.pop("failed", False) else []

    def complete(self) -> dict[str, Any]:
        """The result, with reports and evidence written on the way."""
        try:
            audit = unpacked(self.result.pop("audit"))
        except ValueError as error:
            lost = f"what the module found did not arrive whole ({error}): run again, first in mode audit"
            self.not_written("The report", ValueError(lost))
            return self._ended()
        previous = self._previous(audit["account"])
        self._keep_evidence(audit)
        report = self._report(audit, previous)
        self.result["report_files"] = self._write_reports(report)
        self._write_people(audit, report)
        self._write_undo(audit)
        self._prove(report)
        self.result.update(returns(report))
        self.problems += self._judged(report)
        return self._ended()

    def _ended(self) -> dict[str, Any]:
        if self.problems:
            self.result.update(failed=True, msg="\n".join(self.problems))
        return self.result

    def not_written(self, what: str, error: Exception) -> None:
        """Note what could not be written, and what was done nevertheless."""
        reason = str(error) or type(error).__name__
        self.problems.append(f"{what} cannot be written: {reason.rstrip('.')}. {self._done()}")

    def _done(self) -> str:
        if not self.result.get("changed"):
            return "Nothing was changed."
        steps = self.result.get("step_counts", {}).get("total", 0)
        refused = len(self.result.get("failures", ()))
        text = f"Steps that were done at the account: {steps - refused} of {steps}."
        if self.result.get("undo_file"):
            text += f" The previous values are in {self.result['undo_file']}."
        return text

    # -- reading and writing -----------------------------------------------------------------------------------------

    def _previous(self, account: str) -> dict[str, Any] | None:
        """The earlier report. Of a folder it is the account's newest; one that cannot be read is left aside."""
        folder = self.prepared.previous_folder
        if not folder:
            return self.prepared.previous
        path = newest_report(folder, account)
        if not path:
            return None
        try:
            report, findings = read_previous(files.read_text(path), "previous", account)
            problems = [finding.problem for finding in findings]
        except files.FileError as error:
            report, problems = None, [error.problem]
        for problem in problems:
            display.warning(f"Nothing is compared with {path}: {problem}")
        return report

    def _keep_evidence(self, audit: Mapping[str, Any]) -> None:
        folder = self.prepared.evidence_dir
        if not folder:
            return
        prefix = stem(audit["account"], self.prepared.run_id)[len("zoom-policy-") :]
        try:
            write_evidence(audit["evidence"], audit["answers"], folder, prefix)
        except OSError as error:
            self.not_written("The evidence", error)

    def _write_reports(self, report: Mapping[str, Any]) -> dict[str, str]:
        """The path of each report by its format. One that cannot be written does not keep the others from being so."""
        folder = self.prepared.report_dir
        written: dict[str, str] = {}
        for name in dict.fromkeys(self.params["report_formats"]) if folder else ():
            written.update(self._write_report(report, folder, name))
        return written

    def _write_report(self, report: Mapping[str, Any], folder: str, name: str) -> dict[str, str]:
        try:
            return write_report(report, folder, name)
        except OSError as error:
            self.not_written(f"The report ({name})", error)
            return {}

    def _prove(self, report: Mapping[str, Any]) -> None:
        """A manifest of all files, signed where there is a key, and one archive where that is asked for."""
        folder, key = self.prepared.report_dir, self.prepared.signing_key
        if not folder or not (key or self.prepared.evidence_dir or self.params["report_archive"]):
            return
        written = self.result["report_files"]
        answers = [record["file"] for record in report["evidence"] if record.get("file")]
        paths = [*written.values(), *(os.path.join(self.prepared.evidence_dir, name) for name in answers)]
        try:
            written["manifest"] = write_manifest(report, paths, folder)
            if key:
                written["signature"] = sign(written["manifest"], key)
            if self.params["report_archive"]:
                proofs = [written[name] for name in ("manifest", "signature") if name in written]
                written["archive"] = write_archive(report, [*paths, *proofs], folder)
        except OSError as error:
            self.not_written("The proof of the run", error)

    def _write_people(self, audit: Mapping[str, Any], report: Mapping[str, Any]) -> None:
        """All people who depart, beside the reports, which name the first of them."""
        folder = self.prepared.report_dir
        if not folder or not audit["people"]["findings"]:
            return
        try:
            self.result["report_files"]["people"] = write_people(report, audit["people"]["findings"], folder)
        except OSError as error:
            self.not_written("The list of people", error)

    def _write_undo(self, audit: Mapping[str, Any]) -> None:
        """On the controller, where the module runs elsewhere and no file was named there."""
        folder = self.prepared.undo_folder
        if self.result.get("undo_file") or not audit["undo"] or not folder:
            return
        path = os.path.join(folder, stem(audit["account"], self.prepared.run_id) + ".undo")
        try:
            files.write_json(path, audit["undo"])
            self.result["undo_file"] = path
        except OSError as error:
            self.not_written("The previous values", error)

    # -- the report --------------------------------------------------------------------------------------------------

    def _report(self, audit: Mapping[str, Any], previous: Mapping[str, Any] | None) -> dict[str, Any]:
        context = Context(
            account_id=audit["account"],
            run_id=self.prepared.run_id,
            mode=self.params["mode"],
            tool=f"openadmin.zoom {version()}",
            started=audit["started"],
            finished=audit["finished"],
            launched_by=self.prepared.launched_by,
            check_mode=audit["check_mode"],
            targets=[str(target) for target in self.params["targets"]],
            agreements_digest=self.prepared.agreements.digest,
            chosen=self.prepared.choice.as_data(),
            pilot=audit["pilot"],
            people=audit["people"],
        )
        if self.prepared.composition is None:
            raise AssertionError("the module has told why there are no controls")
        return build(
            context,
            self.prepared.composition,
            [Subject(*item) for item in audit["objects"]],
            audit["findings"],
            audit["evidence"],
            audit["plan"],
            audit["beyond"],
            audit["before"],
            previous,
            self.prepared.agreements.expired_waivers(),
            audit["outcomes"],
        )

    def _judged(self, report: Mapping[str, Any]) -> list[str]:
        """Why the task fails for what was found, once everything is done and written."""
        problems = []
        summary, fail_on = report["summary"], self.params["fail_on"]
        if summary["expired_waivers"]:
            lines = map(expired_sentence, summary["expired_waivers"])
            problems.append(listed("Waivers have expired; renew or remove them:", lines))
        unknown = summary["unknown"] if fail_on == "unknown" else 0
        if fail_on != "never" and summary["failing"] + unknown:
            groups = by_cause(_open(report, fail_on), lambda item: (item["control"], item["status"]))
            text = f"{summary['failing']} findings fail" + (f" and {unknown} are unknown" if unknown else "")
            if summary["account_locks_unread"] and unknown:
                text += f" ({summary['account_locks_unread']} of these for want of the account's locks)"
            problems.append(listed(f"{text} (fail_on is {fail_on}):", map(_at_objects, groups)))
        return problems


def _open(report: Mapping[str, Any], fail_on: str) -> list[dict[str, str]]:
    """Findings that a reader has to look at, by control, the gravest first; unknown ones if asked."""
    names = {item["id"]: item["name"] for item in report["objects"]}
    controls = {control["id"]: control for control in report["controls"]}
    places = {control: place for place, control in enumerate(gravest_first(report))}
    statuses = [*FAILING, *([UNKNOWN] if fail_on == "unknown" else [])]
    found = [
        {
            "control": item["control"],
            "object": item["object"],
            "name": names.get(item["object"], item["object"]),
            "status": item["status"],
            "severity": controls[item["control"]]["severity"],
            "title": controls[item["control"]]["title"],
            "reason": item["reason"],
        }
        for item in report["findings"]
        if item["status"] in statuses
    ]
    return sorted(found, key=lambda item: (places[item["control"]], statuses.index(item["status"])))


def _at_objects(findings: Sequence[Mapping[str, str]]) -> str:
    """Findings of one control and status in one line, with the first objects."""
    first = findings[0]
    names = ", ".join(item["name"] for item in findings[:FIRST_PLACES])
    more = f" and {len(findings) - FIRST_PLACES:,} more" if len(findings) > FIRST_PLACES else ""
    return f"{first['severity']}: {first['control']}: {first['status']} at {names}{more}"


def _failing_controls(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The controls that fail or are unknown, the gravest first: one cause is one entry, however many objects it has."""
    found: dict[str, dict[str, Any]] = {}
    for item in _open(report, UNKNOWN):
        entry = {key: item[key] for key in ("control", "title", "severity")}
        objects = found.setdefault(item["control"], dict(entry, statuses={}))["statuses"]
        place = objects.setdefault(item["status"], {"count": 0, "names": []})
        place["count"] += 1
        place["names"] += [item["name"]] if place["count"] <= OBJECTS_NAMED else []
    return list(found.values())


def returns(report: Mapping[str, Any]) -> dict[str, Any]:
    """What of the report goes into the result of the task."""
    return {
        "account_id": report["account"]["id"],
        "run_id": report["run"]["id"],
        "summary": report["summary"],
        "summary_before": report.get("before"),
        "findings": _open(report, UNKNOWN)[:RETURNED],
        "failing_controls": _failing_controls(report),
        "plan": report["plan"],
        "changes": {outcome: by_impact(entries) for outcome, entries in changes_by_outcome(report).items()},
        "beyond": report["beyond"][:RETURNED],
        "pilot": report.get("pilot", {}),
        "people": {key: value for key, value in report["people"].items() if key != "findings"},
        "notes": [note["text"] for note in report["notes"]],
        "trend": {
            key: len(value) if isinstance(value, list) else value for key, value in report.get("trend", {}).items()
        },
    }
