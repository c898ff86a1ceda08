# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The action plugin hands the task to its module and shows what the module writes about its progress."""

from __future__ import annotations

import json
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.action import zoom_users

LINE = {"phase": "creating people", "done": 30, "total": 100, "started": 0.0, "now": 10.0}
RESULT = {"changed": True}


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a job's output would hold; progress is looked at every 10 ms."""
    lines: list[str] = []
    monkeypatch.setattr(zoom_users, "FIRST_SECONDS", 0.01)
    monkeypatch.setattr(zoom_users, "EVERY_SECONDS", 0.01)
    monkeypatch.setattr(zoom_users.display, "display", lambda text, *_args, **_options: lines.append(text))
    return lines


def action(module: Any, *, transport: str = "local", seconds: int = 0, become: bool = False, **args: Any) -> Any:
    task = SimpleNamespace(
        args=args, action="openadmin.zoom.zoom_users", async_val=seconds, check_mode=False, diff=False, delegate_to=None
    )
    connection = SimpleNamespace(transport=transport, _shell=SimpleNamespace(tmpdir="/tmp"))
    plugin = zoom_users.ActionModule(
        task=task,
        connection=connection,
        play_context=SimpleNamespace(become=become),
        loader=None,
        templar=None,
        shared_loader_obj=None,
    )

    def execute(**arguments: Any) -> dict[str, Any]:
        module(arguments["module_args"], arguments["wrap_async"])
        return dict(RESULT)

    plugin._execute_module = execute
    return plugin


def wait_for(lines: list[str], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not lines and time.monotonic() < end:
        time.sleep(0.005)


def test_progress_is_shown_and_its_file_goes_away(shown):
    paths = []

    def module(arguments, _wrap_async):
        paths.append(Path(arguments["progress_file"]))
        paths[0].write_text(json.dumps(LINE), encoding="utf-8")
        wait_for(shown)

    plugin = action(module, src="people.csv")
    assert plugin.run(task_vars={"inventory_hostname": "emea"}) == RESULT
    assert shown[0] == "progress: [emea] zoom_users: creating people: 30 of 100 (3 a second, about 23 s left)"
    assert not paths[0].exists()


@pytest.mark.parametrize("content", ["", "{", "{}"])
def test_what_is_half_written_is_left_for_the_next_look(shown, content):
    def module(arguments, _wrap_async):
        path = Path(arguments["progress_file"])
        path.write_text(content, encoding="utf-8")
        time.sleep(0.05)
        assert shown == []
        path.write_text(json.dumps(LINE), encoding="utf-8")
        wait_for(shown)

    assert action(module).run() == RESULT
    assert "30 of 100" in shown[0]


@pytest.mark.parametrize(
    "options", [{"transport": "ssh"}, {"seconds": 60}, {"become": True}], ids=["elsewhere", "async", "become"]
)
def test_where_the_file_cannot_be_seen_the_module_runs_without(shown, options):
    seen = []
    action(lambda arguments, wrap_async: seen.append((dict(arguments), wrap_async)), src="a", **options).run()
    assert seen == [({"src": "a"}, bool(options.get("seconds")))]


def test_a_file_that_the_task_names_is_kept(shown, tmp_path):
    own = str(tmp_path / "progress")
    seen = []
    action(lambda arguments, _wrap_async: seen.append(arguments["progress_file"]), progress_file=own).run()
    assert seen == [own]


def test_a_failing_module_leaves_nothing_behind(shown):
    paths = []

    def module(arguments, _wrap_async):
        paths.append(Path(arguments["progress_file"]))
        raise RuntimeError("gone")

    with pytest.raises(RuntimeError):
        action(module).run()
    assert not paths[0].exists()
