# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What zoom_policy does on the controller: which files it reads and writes, and what it tells where that fails."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ansible.errors import AnsibleActionFail

from ansible_collections.openadmin.zoom.plugins.action.zoom_policy import OPTIONS
from ansible_collections.openadmin.zoom.plugins.module_utils._core import files
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.task import PolicyTask
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.transfer import packed, unpacked
from ansible_collections.openadmin.zoom.plugins.plugin_utils._core import collection
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy import completion
from ansible_collections.openadmin.zoom.tests.harness import actions, modules
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

pytestmark = pytest.mark.simulator("--users", "5", "--groups", "1", "--seed", "1", "--no-rate-limits")

OWN = """\
schema_version: 1
name: own
title: Our rules
version: "1"
extends: [core]
controls: []
"""


@pytest.fixture
def open_umask() -> Iterator[None]:
    mask = os.umask(0)
    yield
    os.umask(mask)


def something(kind: str, path: Path) -> Path:
    """Anything but a file, under a name that a file is wanted for."""
    if kind == "a named pipe":
        os.mkfifo(path)
    elif kind == "a link":
        (path.parent / "target").touch()
        path.symlink_to(path.parent / "target")
    elif kind == "a folder":
        path.mkdir()
    return Path("/dev/null") if kind == "a device" else path


KINDS = ("a folder", "a named pipe", "a link", "a device")


@pytest.mark.parametrize("option", ["undo_file", "steps_file"])
@pytest.mark.parametrize("kind", [*KINDS, "no folder"])
def test_what_is_no_file_is_refused_before_anything_is_asked(
    simulator: Simulator, fail: RunModule, tmp_path: Path, option: str, kind: str
) -> None:
    path = tmp_path / "none" / "file" if kind == "no folder" else something(kind, tmp_path / "file")
    failed = fail("zoom_policy", {"mode": "enforce", option: str(path)})
    assert failed["findings"][0]["place"] == option
    assert (f"is {kind}" if kind != "no folder" else "does not exist") in failed["msg"]
    assert not simulator.requests()
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.parametrize("kind", ["a named pipe", "a link", "a device", "a file"])
def test_a_folder_for_reports_that_is_none_is_refused(
    simulator: Simulator, fail: RunModule, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "reports"
    path = path if kind == "a file" else something(kind, path)
    if kind == "a file":
        path.touch()
    for option in ("report_dir", "evidence_dir"):
        failed = fail("zoom_policy", {"mode": "enforce", option: str(path)})
        assert f"{option}: {path} cannot be made" in failed["msg"]
    assert not simulator.requests()


@pytest.mark.parametrize("kind", ["a folder", "a named pipe", "a link"])
@pytest.mark.parametrize("extension", ["json", "html"])
def test_a_report_does_not_replace_what_is_no_file(
    simulator: Simulator, fail: RunModule, tmp_path: Path, kind: str, extension: str
) -> None:
    something(kind, tmp_path / f"zoom-policy-sim-account-mine.{extension}")
    failed = fail("zoom_policy", {"mode": "enforce", "report_dir": str(tmp_path), "run_id": "mine"})
    assert f"is {kind}" in failed["msg"]
    assert not simulator.requests()


def test_reports_under_an_open_umask(succeed: RunModule, tmp_path: Path, open_umask: None) -> None:
    arguments = {"mode": "enforce", "report_dir": str(tmp_path / "reports"), "evidence_dir": str(tmp_path / "evidence")}
    done = succeed("zoom_policy", {**arguments, "report_formats": ["json", "csv", "junit", "html"]})
    modes = {path.suffix: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "reports").iterdir()}
    assert modes == {".json": 0o640, ".csv": 0o640, ".xml": 0o640, ".html": 0o640, ".undo": 0o600, ".about": 0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "evidence").iterdir()} == {0o600}
    assert not any(path.name.endswith(".tmp") for path in tmp_path.rglob("*"))
    assert set(done["report_files"]) == {"json", "csv", "junit", "html", "manifest"}


# -- what was done is told, whatever comes after -----------------------------------------------------------------------


def full_disk(_path: str, *_more: Any) -> None:
    raise files.FileError("reports", "cannot be written: No space left on device.", "Check its path.")


def broken(*_arguments: Any) -> None:
    raise ZeroDivisionError("a report that cannot be made")


@pytest.mark.parametrize(
    ("name", "fault", "reason"),
    [
        ("write_report", full_disk, "No space left on device"),
        ("build", broken, "a report that cannot be made"),
        ("unpacked", lambda _text: unpacked("no such thing"), "run again, first in mode audit"),
    ],
)
def test_an_enforcement_whose_report_cannot_be_written(
    simulator: Simulator,
    fail: RunModule,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    fault: Any,
    reason: str,
) -> None:
    monkeypatch.setattr(completion, name, fault)
    failed = fail("zoom_policy", {"mode": "enforce", "report_dir": str(tmp_path)})
    assert failed["changed"]
    assert reason in failed["msg"]
    assert f"{failed['step_counts']['total']} of {failed['step_counts']['total']}" in failed["msg"]
    assert failed["undo_file"] in failed["msg"]
    assert json.loads(Path(failed["undo_file"]).read_text(encoding="utf-8"))
    assert "othing was changed" not in failed["msg"]
    assert "audit" not in failed
    assert simulator.writes()


def test_one_report_that_cannot_be_written_does_not_keep_the_others(
    fail: RunModule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = completion.write_report

    def some(report: Any, folder: str, name: str) -> dict[str, str]:
        if name == "csv":
            full_disk(folder)
        return write(report, folder, name)

    monkeypatch.setattr(completion, "write_report", some)
    failed = fail("zoom_policy", {"report_dir": str(tmp_path), "report_formats": ["csv", "json"]})
    assert "The report (csv) cannot be written" in failed["msg"]
    assert "Nothing was changed." in failed["msg"]
    assert set(failed["report_files"]) == {"json"}


def test_a_folder_that_vanishes_while_zoom_is_asked(
    simulator: Simulator, fail: RunModule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "evidence"
    run = modules.run_module

    def run_and_remove(*arguments: Any, **options: Any) -> Any:
        result = run(*arguments, **options)
        shutil.rmtree(folder)
        return result

    monkeypatch.setattr(modules, "run_module", run_and_remove)
    failed = fail("zoom_policy", {"mode": "enforce", "evidence_dir": str(folder), "report_dir": str(tmp_path)})
    assert "The evidence cannot be written" in failed["msg"]
    assert set(failed["report_files"]) == {"json", "html"}
    assert failed["changed"]


@pytest.mark.parametrize("named", [True, False])
def test_a_task_that_ends_before_its_time_says_where_the_previous_values_are(
    simulator: Simulator, fail: RunModule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    def ended(_task: Any) -> None:
        raise RuntimeError("stopped")

    monkeypatch.setattr(PolicyTask, "_judge_again", ended)
    arguments = {"undo_file": str(tmp_path / "undo.json")} if named else {"report_dir": str(tmp_path)}
    failed = fail("zoom_policy", {"mode": "enforce", "run_id": "mine", **arguments})
    assert failed["changed"]
    assert Path(failed["undo_file"]).name == ("undo.json" if named else "zoom-policy-sim-account-mine.undo")
    assert f"The previous values are in {failed['undo_file']}." in failed["msg"]
    assert json.loads(Path(failed["undo_file"]).read_text(encoding="utf-8"))


# -- where files are looked for ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["current folder", "beside the playbook", "files", "home", "absolute"])
def test_a_baseline_of_the_user_is_found(
    simulator: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    current, playbook, home = (tmp_path / name for name in ("current", "playbook", "home"))
    for folder in (current, playbook / "files", home):
        folder.mkdir(parents=True)
    monkeypatch.chdir(current)
    monkeypatch.setenv("HOME", str(home))
    where = {"current folder": current, "files": playbook / "files", "home": home}.get(place, playbook)
    (where / "own.yml").write_text(OWN, encoding="utf-8")
    name = {"home": "~/own.yml", "absolute": str(where / "own.yml")}.get(place, "own.yml")
    arguments = {**simulator.connection, "targets": ["account"], "baselines": [name], "report_dir": "reports"}
    done = actions.run_action("zoom_policy", arguments, folder=playbook)
    assert not done.get("failed"), done["msg"]
    assert Path(done["report_files"]["json"]).parent == current / "reports"
    report = json.loads(Path(done["report_files"]["json"]).read_text(encoding="utf-8"))
    assert report["baselines"][-1]["source"] == str(where / "own.yml")
    assert report["run"]["tool"] == f"openadmin.zoom {collection.version()}" != "openadmin.zoom unknown"


@pytest.mark.parametrize(
    ("plan", "problem"),
    [
        ("none.json", "there is no such file"),
        ("not.json", "is no JSON"),
        ("{", "is not YAML"),
        (["a"], "is not a mapping"),
        (5, "is not a mapping"),
    ],
)
def test_an_approved_plan_that_cannot_be_read_approves_nothing(
    simulator: Simulator, fail: RunModule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan: Any, problem: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "not.json").write_text("no", encoding="utf-8")
    assert problem in fail("zoom_policy", {"mode": "enforce", "approved_plan": plan})["msg"]
    assert not simulator.requests()


def test_an_approved_plan_as_text_and_as_a_report(
    simulator: Simulator, succeed: RunModule, fail: RunModule, tmp_path: Path
) -> None:
    audit = succeed("zoom_policy", {"report_dir": str(tmp_path)})
    enforce = {"mode": "enforce", "targets": ["account"]}
    too_little: list[Any] = ["{}", {}, json.dumps({"sim-account": audit["plan"][1:]})]
    for plan in too_little:
        assert "was not approved" in fail("zoom_policy", {**enforce, "approved_plan": plan})["msg"]
    assert not simulator.writes()
    assert succeed("zoom_policy", {**enforce, "approved_plan": audit["report_files"]["json"]})["changed"]


@pytest.mark.parametrize("option", sorted(OPTIONS))
def test_whatever_an_option_holds_it_is_a_finding_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.chdir(tmp_path)
    deep: Any = "x"
    for number in range(200):
        deep = [deep] if number % 2 else {"a": deep}
    texts = ("", " ", "\x00", "a\nb", "x" * 5000, "\ud800", "/dev/null", "..", "[1", '{"a": 1}', "{", "~nobody/x")
    others: list[Any] = [5, -1.5, True, [], [None], [[]], [{}], [5], {}, {"a": {"b": [1]}}, {5: 6}, deep]
    for value in [*texts, *others]:
        plugin = actions.plugin_for("zoom_policy", {option: value})
        given = plugin.arguments(dict(plugin._task.args))
        assert isinstance(given, dict)


@pytest.mark.parametrize("path", ["a pipe", "another account", "not a report"])
def test_an_earlier_report_is_read_before_anything_is_asked(
    simulator: Simulator, fail: RunModule, tmp_path: Path, path: str
) -> None:
    previous = tmp_path / "previous.json"
    if path == "a pipe":
        os.mkfifo(previous)
    else:
        report: dict[str, Any] = {"schema": "openadmin.zoom/policy-report", "schema_version": 1}
        report.update(account={"id": "other"}, run={}, summary={}, findings=[], objects=[], plan=[])
        previous.write_text(json.dumps(report if path == "another account" else []), encoding="utf-8")
    problem = {"a pipe": "named pipe", "another account": "about account other, not sim-account"}
    failed = fail("zoom_policy", {"previous": str(previous)})
    assert problem.get(path, "no policy report") in failed["msg"]
    assert not simulator.requests()


def test_the_newest_report_of_a_folder_that_cannot_be_read_is_left_aside(succeed: RunModule, tmp_path: Path) -> None:
    (tmp_path / "zoom-policy-sim-account-old.json").write_text('{"account":{"id":"sim-account"}}', encoding="utf-8")
    done = succeed("zoom_policy", {"previous": str(tmp_path), "report_dir": str(tmp_path)})
    assert "Nothing is compared with" in json.dumps(done["warnings"])
    assert done["trend"] == {}


# -- how the task is run -----------------------------------------------------------------------------------------------


def test_where_the_module_runs_elsewhere_the_previous_values_are_kept_on_the_controller(
    simulator: Simulator, tmp_path: Path
) -> None:
    arguments = {**simulator.connection, "mode": "enforce", "report_dir": str(tmp_path), "run_id": "far"}
    done = actions.run_action("zoom_policy", arguments, transport="ssh")
    assert done["undo_file"] == str(tmp_path / "zoom-policy-sim-account-far.undo")
    assert json.loads(Path(done["undo_file"]).read_text(encoding="utf-8"))[0]["scope"] == "account"


def test_an_asynchronous_task_is_waited_for(simulator: Simulator, tmp_path: Path) -> None:
    arguments = {**simulator.connection, "report_dir": str(tmp_path)}
    done = actions.run_action("zoom_policy", arguments, asynchronous=600)
    assert set(done["report_files"]) == {"json", "html"}
    simulator.clear_requests()
    with pytest.raises(AnsibleActionFail, match="poll a number above 0"):
        actions.run_action("zoom_policy", arguments, asynchronous=600, poll=0)
    assert not simulator.requests()


def test_the_module_alone_says_what_it_lacks(run_module: RunModule, simulator: Simulator) -> None:
    failed = modules.run_module("zoom_policy", simulator.connection)
    assert "was run without its action plugin" in failed["msg"]
    assert not simulator.requests()


def test_arguments_of_the_wrong_type_are_refused_by_the_module(fail: RunModule, simulator: Simulator) -> None:
    failed = fail("zoom_policy", {"mode": "enforced", "overrides": [{"control": "x"}], "targets": {"a": 1}})
    assert {item["place"] for item in failed["findings"]} >= {"mode", "overrides[1].reason"}
    assert not simulator.requests()


def test_what_only_the_action_plugin_needs_is_not_in_the_result(succeed: RunModule) -> None:
    done = succeed("zoom_policy", {})
    assert "audit" not in done
    assert "prepared" not in done["invocation"]["module_args"]
    assert len(json.dumps(done)) < 60_000


@pytest.mark.parametrize("document", [{}, {"a": ["ü", "\ud800", None, 1.5]}, [], "text"])
def test_what_is_packed_arrives_whole(document: Any) -> None:
    assert unpacked(packed(document)) == document


@pytest.mark.parametrize("text", ["", "x", "****", packed({"a": 1})[:-4], packed([1]).replace("e", "*")])
def test_what_did_not_arrive_whole_is_told(text: str) -> None:
    with pytest.raises(ValueError):
        unpacked(text)


def test_the_version_of_an_installed_collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "ROOT", str(tmp_path))
    for content, version in (({"collection_info": {"version": "9.8.7"}}, "9.8.7"), ({}, "unknown")):
        collection.version.cache_clear()
        (tmp_path / "MANIFEST.json").write_text(json.dumps(content), encoding="utf-8")
        assert collection.version() == version
    collection.version.cache_clear()
