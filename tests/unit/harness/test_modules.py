# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The harness must say what Ansible would have seen, or every test that rests on it proves nothing."""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ansible.module_utils.basic import AnsibleModule

from ansible_collections.openadmin.zoom.tests.harness.modules import PACKAGE, run_module


def _module() -> AnsibleModule:
    return AnsibleModule(
        argument_spec={"name": {"type": "str", "required": True}, "secret": {"type": "str", "no_log": True}},
        supports_check_mode=True,
    )


@pytest.fixture
def define() -> Iterator[Callable[[Callable[[], Any]], None]]:
    name = f"{PACKAGE}.probe"

    def install(main: Callable[[], Any]) -> None:
        module = types.ModuleType(name)
        module.main = main  # type: ignore[attr-defined]
        sys.modules[name] = module

    yield install
    sys.modules.pop(name, None)


def test_result_is_read_as_ansible_reads_it(define):
    def main():
        module = _module()
        module.exit_json(changed=module.check_mode, name=module.params["name"], leaked=module.params["secret"])

    define(main)
    result = run_module("probe", {"name": "a", "secret": "do-not-show"}, check_mode=True)
    assert (result["changed"], result["name"]) == (True, "a")
    assert "do-not-show" not in str(result["leaked"])


def test_failure_is_a_result(define):
    define(lambda: _module().fail_json(msg="no"))
    assert run_module("probe", {"name": "a"})["failed"] is True


def test_argument_errors_are_results(define):
    define(_module)
    assert "name" in run_module("probe")["msg"]


def test_shell_variables_are_hidden(define, monkeypatch):
    monkeypatch.setenv("ZOOM_CLIENT_ID", "of the shell")
    define(lambda: _module().exit_json(seen=os.environ.get("ZOOM_CLIENT_ID"), given=os.environ.get("ZOOM_API_URL")))
    result = run_module("probe", {"name": "a"}, environment={"ZOOM_API_URL": "given"})
    assert (result["seen"], result["given"]) == (None, "given")


def test_warnings_do_not_outlive_their_run(define):
    def main():
        module = _module()
        module.warn(module.params["name"])
        module.exit_json()

    define(main)
    run_module("probe", {"name": "first"})
    assert "first" not in str(run_module("probe", {"name": "second"})["warnings"])


def test_no_result_is_an_error(define):
    define(lambda: None)
    with pytest.raises(AssertionError, match="without exit_json"):
        run_module("probe")
