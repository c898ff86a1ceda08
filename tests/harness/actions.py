# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a task inside the test's own process: the action plugin on the controller, its module as on the target."""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from ansible.parsing.dataloader import DataLoader
from ansible.utils.display import Display

from ansible_collections.openadmin.zoom.tests.harness import modules

PACKAGE = "ansible_collections.openadmin.zoom.plugins.action"


def run_action(
    name: str,
    args: Mapping[str, Any] | None = None,
    *,
    check_mode: bool = False,
    diff: bool = False,
    environment: Mapping[str, str] | None = None,
    transport: str = "local",
    asynchronous: int = 0,
    poll: int = 15,
    folder: Path | None = None,
) -> dict[str, Any]:
    """Runs a task with `plugins/action/<name>.py`, whose module runs as `run_module` has it; returns the task's result.

    `folder` is that of the playbook.
    """
    plugin = plugin_for(name, args, check_mode, diff, transport, asynchronous, poll, folder)

    def execute(
        module_args: Mapping[str, Any], wrap_async: bool = False, module_name: str = name, **_others: Any
    ) -> dict[str, Any]:
        assert not wrap_async
        sent = json.loads(json.dumps(module_args))
        module = module_name.rpartition(".")[2]
        return modules.run_module(module, sent, check_mode=check_mode, diff=diff, environment=environment)

    plugin._execute_module = execute
    with warnings_of_the_controller() as warnings:
        result = json.loads(json.dumps(plugin.run(task_vars={"inventory_hostname": "localhost"})))
    if warnings:
        result["warnings"] = [*result.get("warnings", []), *warnings]
    return result


def plugin_for(
    name: str,
    args: Mapping[str, Any] | None = None,
    check_mode: bool = False,
    diff: bool = False,
    transport: str = "local",
    asynchronous: int = 0,
    poll: int = 15,
    folder: Path | None = None,
) -> Any:
    """The action plugin of a task, as Ansible would make it. It has no module to run yet."""
    task = SimpleNamespace(
        args=dict(args or {}),
        action=f"openadmin.zoom.{name}",
        async_val=asynchronous,
        poll=poll,
        check_mode=check_mode,
        diff=diff,
        delegate_to=None,
        environment=None,
        get_search_path=lambda: [str(folder)] if folder else [],
    )
    loader = DataLoader()
    loader.set_basedir(str(folder or os.getcwd()))
    return importlib.import_module(f"{PACKAGE}.{name}").ActionModule(
        task=task,
        connection=SimpleNamespace(transport=transport, _shell=SimpleNamespace(tmpdir="/tmp")),
        play_context=SimpleNamespace(become=False),
        loader=loader,
        templar=None,
        shared_loader_obj=None,
    )


@contextmanager
def warnings_of_the_controller() -> Any:
    """What the action plugin warns of: Ansible adds it to the result of the task.

    What it displays, such as progress, must not get into the output of the module, which runs in the same process.
    """
    found: list[str] = []
    with (
        mock.patch.object(Display, "warning", lambda _display, text, *_more, **_options: found.append(text)),
        mock.patch.object(Display, "display"),
    ):
        yield found
