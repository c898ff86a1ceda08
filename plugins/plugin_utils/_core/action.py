# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The base of the action plugins: the module does the task, the controller shows how far it is."""

from __future__ import annotations

import contextlib
import os
from typing import Any, ContextManager

from ansible.errors import AnsibleActionFail, AnsibleError
from ansible.plugins.action import ActionBase

from ...module_utils._core.whole_result import printable_result
from . import progress
from .own_folder import own_path

PREPARED = "prepared"


class ZoomAction(ActionBase):
    """Runs the task's module with its arguments, and gives back its result.

    The progress of the module can be read only where it runs on the controller, as the same user and in the
    foreground: with ``connection: local``, without ``become`` and ``async``. Elsewhere it runs without.
    Subclasses that have work on the controller do it in ``arguments`` before the module and in ``finish`` after it;
    what they hand to the module is in the argument ``prepared``, which is not of the task. Those that write reports
    (``completes``) wait for an asynchronous task.
    """

    completes = False
    TRANSFERS_FILES = False
    _supports_check_mode = True
    _supports_async = True

    def run(self, tmp: Any = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """The task's result."""
        if self.completes and self._task.async_val:
            if not self._task.poll:
                name = self._task.action.rsplit(".", 1)[-1]
                raise AnsibleActionFail(f"{name} writes its reports when it ends: give poll a number above 0.")
            self._task.async_val = 0
        result: dict[str, Any] = super().run(tmp, task_vars)
        arguments = self.arguments({name: value for name, value in self._task.args.items() if name != PREPARED})
        asynchronous = bool(self._task.async_val)
        label = f"[{(task_vars or {}).get('inventory_hostname', '')}] {self._task.action.rsplit('.', 1)[-1]}"
        with self._progress(label) as path:
            if path and arguments.get("progress_file") is None:
                arguments["progress_file"] = path
            result.update(self._execute_module(module_args=arguments, task_vars=task_vars, wrap_async=asynchronous))
        result.get("invocation", {}).get("module_args", {}).pop(PREPARED, None)
        return self.printable(self.finish(result))

    def arguments(self, given: dict[str, Any]) -> dict[str, Any]:
        """The module's arguments, from those of the task."""
        return given

    def finish(self, result: dict[str, Any]) -> dict[str, Any]:
        """The task's result, from that of the module."""
        return result

    def printable(self, result: dict[str, Any]) -> dict[str, Any]:
        """A result that is short enough to be printed; see whole_result."""
        name = self._task.action.rsplit(".", 1)[-1]
        named = os.path.expanduser(str(self._task.args.get("findings_file") or "")) if self.local else ""
        return printable_result(result, bool(result.get("failed")), named, own_path(""), name)

    def find_file(self, name: str) -> str:
        """A file of the user: by its path, else beside the playbook or in its folder ``files``, as Ansible looks."""
        path = os.path.expanduser(name)
        if os.path.isabs(path) or os.path.exists(path):
            return os.path.abspath(path)
        try:
            return str(self._find_needle("files", path))
        except (AnsibleError, ValueError):
            return os.path.abspath(path)

    @property
    def local(self) -> bool:
        """Whether the module runs on the controller, as the user who runs Ansible."""
        return self._connection.transport == "local" and not self._play_context.become

    def _progress(self, label: str) -> ContextManager[str]:
        if self.local and not self._task.async_val:
            return progress.shown(label)
        return contextlib.nullcontext("")
