# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The action plugin hands the task to its module and shows what the module writes about its progress."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.action import zoom_users
from ansible_collections.openadmin.zoom.plugins.module_utils._core.progress import Progress
from ansible_collections.openadmin.zoom.plugins.plugin_utils._core import progress

LINE = {"phase": "creating people", "done": 30, "total": 100, "started": 0.0, "now": 10.0}
RESULT = {"changed": True}


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a job's output would hold; progress is looked at every 10 ms."""
    lines: list[str] = []
    monkeypatch.setattr(progress, "FIRST_SECONDS", 0.01)
    monkeypatch.setattr(progress, "EVERY_SECONDS", 0.01)
    monkeypatch.setattr(progress.display, "display", lambda text, *_args, **_options: lines.append(text))
    return lines


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the files, made by the first run."""
    place = tmp_path / "zoom-progress"
    monkeypatch.setattr(progress, "folder", lambda: str(place))
    return place


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


@pytest.mark.parametrize("content", ["", "{", "{}", "[]", "null", '{"phase": 1, "done": [], "total": 0}', "\x00"])
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


def ended(process: int = 2**22 + 1) -> str:
    """The name of a file that a killed run left: no process has a number as high as this."""
    return f"{process}-0123"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: (path.unlink(), path.parent.rmdir()),
        lambda path: path.write_bytes(b"\xff"),
        lambda path: path.chmod(0),
    ],
    ids=["vanished", "a folder", "the folder vanished", "not text", "not readable"],
)
def test_whatever_happens_to_the_file_the_result_stands(shown, spoil):
    def module(arguments, _wrap_async):
        spoil(Path(arguments["progress_file"]))
        time.sleep(0.05)

    assert action(module).run() == RESULT
    assert shown == []


def test_a_display_that_fails_does_not_hide_the_result(shown, monkeypatch):
    def broken(*_args, **_options):
        shown.append("called")
        raise BrokenPipeError

    monkeypatch.setattr(progress.display, "display", broken)

    def module(arguments, _wrap_async):
        Path(arguments["progress_file"]).write_text(json.dumps(LINE), encoding="utf-8")
        wait_for(shown)

    assert action(module).run() == RESULT
    assert shown


def test_the_file_is_for_its_owner_alone_and_cannot_be_guessed(shown, folder):
    names = []

    def module(arguments, _wrap_async):
        path = Path(arguments["progress_file"])
        names.append(path.name)
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent == folder
        assert folder.stat().st_mode & 0o777 == 0o700

    mask = os.umask(0)
    try:
        action(module).run()
        action(module).run()
    finally:
        os.umask(mask)
    assert names[0] != names[1]
    assert all(len(name.partition("-")[2]) == 32 for name in names)


def test_files_of_killed_runs_are_removed_and_those_of_others_stay(shown, folder):
    folder.mkdir(mode=0o700)
    for name in (ended(), f"{os.getpid()}-4567", "notes"):
        (folder / name).touch()
    action(lambda _arguments, _wrap_async: None).run()
    assert sorted(path.name for path in folder.iterdir()) == sorted([f"{os.getpid()}-4567", "notes"])


@pytest.mark.parametrize("kind", ["link", "file", "open to all"])
def test_a_folder_that_is_not_ours_alone_is_not_used(shown, folder, tmp_path, kind):
    if kind == "link":
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        folder.symlink_to(tmp_path / "elsewhere")
    elif kind == "file":
        folder.touch()
    else:
        folder.mkdir()
        folder.chmod(0o777)
    seen = []
    assert action(lambda arguments, _wrap_async: seen.append(arguments)).run() == RESULT
    assert seen == [{}]


@pytest.mark.parametrize("kind", ["pipe", "full", "folder", "gone", "no name"])
def test_a_module_goes_on_whatever_its_progress_file_is(tmp_path, kind):
    path = tmp_path / "progress"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    name = {"full": "/dev/full", "no name": "a\x00b"}.get(kind, str(path))
    told = Progress(name)
    told.begin("reading", 10)
    told.advance()
    assert kind not in ("gone",) or not path.exists()
