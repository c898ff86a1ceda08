# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_account_drift: the module compares, and the reports are written on the controller, by this."""

from __future__ import annotations

import os
from datetime import datetime, timezone
from typing import Any

from ..plugin_utils._core.action import ZoomAction
from ..plugin_utils._lifecycle.drift_report import FORMATS, sentence, write_drift
from ..plugin_utils._policy.report_files import check_folder

OWN = ("report_dir", "report_formats", "fail_on")
SHOWN = 20
NAMED = 50
RETURNED = 1000


class ActionModule(ZoomAction):
    """Writes the reports, and decides whether the task fails."""

    completes = True
    _own: dict[str, Any]

    def arguments(self, given: dict[str, Any]) -> dict[str, Any]:
        self._own = {name: given.get(name) for name in OWN}
        folder = self._folder()
        findings = check_folder("report_dir", folder) if folder else []
        return {**given, "prepared": {"findings": [one._asdict() for one in findings]}} if findings else given

    def _folder(self) -> str:
        """The folder of the reports, '' for none."""
        return os.path.abspath(os.path.expanduser(str(self._own["report_dir"]))) if self._own["report_dir"] else ""

    def finish(self, result: dict[str, Any]) -> dict[str, Any]:
        if "differences" not in result:
            return result
        finished = datetime.now(timezone.utc)
        names = ("account", "against", "compared", "differences", "counts", "unreadable")
        report = {**{name: result[name] for name in names}, "finished": finished.strftime("%Y-%m-%dT%H:%M:%SZ")}
        differences = result["differences"]
        problems = []
        try:
            result["report_files"] = self._write(report, finished.strftime("%Y%m%dT%H%M%S%f"))
        except OSError as error:
            problems.append(f"The report cannot be written: {error}")
        problems += self._failures(result)
        lines = [f"{one['section'].replace('_', ' ')}, {sentence(one)}" for one in differences[:NAMED]]
        # The file of a task that fails holds all of them.
        returned = differences if problems else differences[:RETURNED]
        result.update(total=len(differences), differences=returned, lines=lines)
        if problems:
            result.update(failed=True, msg="\n".join(problems))
        return result

    def _failures(self, result: dict[str, Any]) -> list[str]:
        """What fails the task: differences in the parts that fail_on names, and such a part that cannot be read."""
        given = self._own["fail_on"]
        names = {str(name).strip() for name in (given.split(",") if isinstance(given, str) else given or ())}
        problems = []
        failing = [one for one in result["differences"] if names & {"any", one["section"]}]
        if failing:
            more = f"\n… and {len(failing) - SHOWN} more." if len(failing) > SHOWN else ""
            lines = [f"{one['section']}: {sentence(one)}" for one in failing[:SHOWN]]
            problems.append("\n- ".join([f"{len(failing)} differences:", *lines]) + more)
        if any(names & {"any", section} for section in result["unreadable_sections"]):
            lines = [f"{what}: {why}" for what, why in list(result["unreadable"].items())[:SHOWN]]
            problems.append("\n- ".join(["Not everything could be compared, since it cannot be read:", *lines]))
        return problems

    def _write(self, report: dict[str, Any], run: str) -> dict[str, str]:
        folder = self._folder()
        if not folder:
            return {}
        given = self._own["report_formats"] or ["json", "html"]
        names = [name.strip() for name in given.split(",")] if isinstance(given, str) else list(given)
        return {name: write_drift(report, folder, run, name) for name in dict.fromkeys(names) if name in FORMATS}
