# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_undo: reads an undo file on the controller, and runs the modules that give its values back."""

from __future__ import annotations

import os
from typing import Any

from ..module_utils._core.errors import InputError
from ..module_utils._core.plan import REPORTED_STEPS
from ..plugin_utils._core.action import ZoomAction
from ..plugin_utils._lifecycle.undo_documents import UndoFile, UndoRun, read_undo

OWN = ("src", "module")


class ActionModule(ZoomAction):
    """Runs one module after the other. One that fails stops no other, and the task fails at its end."""

    def run(self, tmp: Any = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:  # noqa: ARG002
        """The task's result."""
        variables = task_vars or {}
        given = dict(self._task.args)
        options = {name: str(given.pop(name, None) or "") for name in OWN}
        account = str(given.get("account_id") or os.environ.get("ZOOM_ACCOUNT_ID") or "")
        try:
            undo = read_undo(options["src"], options["module"], account)
        except InputError as error:
            return self.printable({"failed": True, "changed": False, "msg": error.message, **error.result()})
        results = [self._run_module(task, given, variables) for task in undo.tasks]
        return self.printable(_result(undo, results, bool(self._task.check_mode)))

    def _run_module(self, task: UndoRun, connection: dict[str, Any], variables: dict[str, Any]) -> dict[str, Any]:
        label = f"[{variables.get('inventory_hostname', '')}] {task.module}"
        with self._progress(label) as path:
            arguments = {**connection, **task.arguments, **({"progress_file": path} if path else {})}
            found: dict[str, Any] = self._execute_module(
                module_name=f"openadmin.zoom.{task.module}", module_args=arguments, task_vars=variables
            )
        return found


def _result(undo: UndoFile, results: list[dict[str, Any]], planned: bool) -> dict[str, Any]:
    """One result of all: what each task did, and what went wrong."""
    undone = []
    problems = []
    for task, result in zip(undo.tasks, results):
        counts = {name: number for name, number in result.get("step_counts", {}).items() if name != "total"}
        problem = str(result.get("msg") or "it failed.") if result.get("failed") else ""
        changed = bool(result.get("changed"))
        undone.append(
            {"module": task.module, "subject": task.subject, "changed": changed, "steps": counts, "problem": problem}
        )
        if problem:
            problems.append(f"{task.module} {task.subject}: {problem}")
    steps = [step for result in results for step in result.get("steps", ())]
    shown: dict[str, Any] = {
        "changed": any(one["changed"] for one in undone),
        "undone": undone,
        "left_out": list(undo.about.left_out),
        "written": undo.about.written,
        "steps": steps[:REPORTED_STEPS],
        "read_only": planned,
        "diff": [part for result in results for part in _diffs(result)],
    }
    if problems:
        shown.update(failed=True, msg="\n".join(problems))
    return shown


def _diffs(result: dict[str, Any]) -> list[dict[str, Any]]:
    diff = result.get("diff")
    if isinstance(diff, dict):
        return [diff] if diff.get("before") or diff.get("after") else []
    return [part for part in diff or () if isinstance(part, dict)]
