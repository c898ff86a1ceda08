# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a module of this collection and shows, while it runs, how far it is."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import threading
from typing import Any, Iterator

from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from ..module_utils._core.progress import sentence

display = Display()

FIRST_SECONDS = 10.0
EVERY_SECONDS = 20.0


class ActionModule(ActionBase):
    """The module does all the work; this reads the file into which it writes its progress.

    The file is seen only where the module runs on the controller (``connection: local``), which is where modules of
    an API belong; elsewhere, and under async, the module runs without it.
    """

    TRANSFERS_FILES = False
    _supports_check_mode = True
    _supports_async = True

    def run(self, tmp: Any = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Run the task's module; same arguments, same result."""
        result: dict[str, Any] = super().run(tmp, task_vars)
        arguments = dict(self._task.args)
        asynchronous = bool(self._task.async_val)
        local = self._connection.transport == "local" and not asynchronous and not self._play_context.become
        with _progress_shown(self._task.action, self._host_name(task_vars)) if local else _nothing() as path:
            if path and arguments.get("progress_file") is None:
                arguments["progress_file"] = path
            result.update(self._execute_module(module_args=arguments, task_vars=task_vars, wrap_async=asynchronous))
        return result

    @staticmethod
    def _host_name(task_vars: dict[str, Any] | None) -> str:
        return str((task_vars or {}).get("inventory_hostname", ""))


@contextlib.contextmanager
def _nothing() -> Iterator[str]:
    yield ""


@contextlib.contextmanager
def _progress_shown(action: str, host: str) -> Iterator[str]:
    descriptor, path = tempfile.mkstemp(prefix="zoom-progress-")
    os.close(descriptor)
    ended = threading.Event()

    def show() -> None:
        pause = FIRST_SECONDS
        while not ended.wait(pause):
            pause = EVERY_SECONDS
            try:
                with open(path, encoding="utf-8") as stream:
                    text = sentence(json.loads(stream.read()))
            except (OSError, ValueError, KeyError):
                continue
            display.display(f"progress: [{host}] {action.rsplit('.', 1)[-1]}: {text}")

    thread = threading.Thread(target=show, name="zoom-progress", daemon=True)
    thread.start()
    try:
        yield path
    finally:
        ended.set()
        thread.join()
        os.unlink(path)
