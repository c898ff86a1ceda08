# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a module of the collection inside the test's own process, as Ansible would on the target.

In-process, coverage sees the module and a run costs milliseconds, not the quarter of a second of a task.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from ansible.module_utils import basic
from ansible.module_utils.common import warnings as module_warnings

try:
    from ansible.module_utils import _internal
    from ansible.module_utils._internal._json import _profiles
    from ansible.module_utils.testing import patch_module_args
except ImportError:  # ansible-core before 2.19
    _internal = _profiles = patch_module_args = None

PACKAGE = "ansible_collections.openadmin.zoom.plugins.modules"


class ModuleFailed(AssertionError):
    """A module called fail_json; `result` holds what it returned."""

    def __init__(self, result: dict[str, Any]) -> None:
        super().__init__(result.get("msg", result))
        self.result = result


def run_module(
    name: str,
    args: Mapping[str, Any] | None = None,
    *,
    check_mode: bool = False,
    diff: bool = False,
    environment: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Runs `plugins/modules/<name>.py` with `args` and returns what Ansible would have read from its output.

    The ZOOM_* variables of the caller's shell are hidden; `environment` gives those that the module shall see.
    A failed run is a result with `failed: true`, not an exception (see `succeed` and `fail`).
    """
    arguments = {
        **(args or {}),
        "_ansible_check_mode": check_mode,
        "_ansible_diff": diff,
        "_ansible_module_name": f"openadmin.zoom.{name}",
        "_ansible_remote_tmp": "/tmp",
        "_ansible_keep_remote_files": False,
    }
    module = importlib.import_module(f"{PACKAGE}.{name}")
    output = io.StringIO()
    code: Any = None
    with _own_environment(environment or {}), _on_the_target(), _arguments(arguments):
        try:
            with contextlib.redirect_stdout(output):
                module.main()
        except SystemExit as end:
            code = end.code
        else:
            raise AssertionError(f"{name} returned without exit_json or fail_json")
    result = _read_result(name, output.getvalue())
    if bool(code) != bool(result.get("failed")):
        raise AssertionError(f"{name} ended with code {code} and failed={result.get('failed')}: {result}")
    return result


def whole(result: Mapping[str, Any]) -> dict[str, Any]:
    """The result as it was before it was cut to what can be read; see _core/whole_result.py."""
    path = result.get("findings_file")
    found: dict[str, Any] = json.loads(Path(path).read_text("utf-8")) if path else dict(result)
    return found


def _read_result(name: str, text: str) -> dict[str, Any]:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) != 1:
        raise AssertionError(f"{name} printed {len(lines)} lines where Ansible reads one JSON document:\n{text[:2000]}")
    result = json.loads(lines[0])
    if not isinstance(result, dict):
        raise AssertionError(f"{name} printed no JSON object: {text[:200]}")
    return result


@contextlib.contextmanager
def _own_environment(environment: Mapping[str, str]) -> Iterator[None]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ZOOM_")}
    with mock.patch.dict(os.environ, {**kept, **environment}, clear=True):
        yield


@contextlib.contextmanager
def _on_the_target() -> Iterator[None]:
    """As in a process of the module's own.

    Warnings are kept for a whole process: those of one run must not show up in the next. And where a test before has
    imported a plugin of the controller, ansible-core would print them instead of returning them, and look at texts as
    only a controller does.
    """
    for name in ("_global_warnings", "_global_deprecations"):
        collected = getattr(module_warnings, name, None)
        if collected is not None:
            collected.clear()
    # Nor does the machine's log learn of a test: on Python 3.12 and newer ansible-core fails there at a null character.
    with mock.patch.object(basic, "HAS_SYSLOG", False), mock.patch.object(basic, "has_journal", False):
        if _internal is None:
            yield
            return
        with _without_the_controller():
            yield


@contextlib.contextmanager
def _without_the_controller() -> Iterator[None]:
    with (
        mock.patch.object(_internal, "is_controller", False),
        mock.patch.object(_profiles, "_string_encoding_check_enabled", lambda: False),
    ):
        yield


@contextlib.contextmanager
def _arguments(arguments: Mapping[str, Any]) -> Iterator[None]:
    """What the module finds where Ansible leaves its arguments."""
    if patch_module_args is not None:
        with patch_module_args(arguments):
            yield
        return
    text = json.dumps({"ANSIBLE_MODULE_ARGS": arguments}).encode()
    with mock.patch.object(basic, "_ANSIBLE_ARGS", text):
        yield
