# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What differs between an account and an export, and the reports on it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.drift_compare import compare_snapshots
from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.snapshot import Snapshot
from ansible_collections.openadmin.zoom.plugins.plugin_utils._lifecycle.drift_report import (
    drift_csv,
    drift_html,
    drift_junit,
)
from ansible_collections.openadmin.zoom.tests.harness.actions import run_action
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

FAST: dict[str, Any] = {"account_plan": "business", "rate_share": 1.0}
CHAT = {"in_meeting": {"chat": True}}
ACCOUNT = {"scope": "account", "settings": CHAT, "locks": CHAT}


@pytest.mark.parametrize(
    ("section", "before", "now", "expected"),
    [
        ("groups", [{"name": "A"}], [{"name": "A"}], []),
        ("groups", [{"name": "A"}], [{"name": "a"}], []),
        ("groups", [{"name": "A"}], [], [("A", "", "removed")]),
        ("groups", [], [{"name": "A"}], [("A", "", "added")]),
        ("divisions", [{"name": "A", "description": ""}], [{"name": "A"}], []),
        ("divisions", [{"name": "A"}], [{"name": "A", "description": "x"}], [("A", "description", "added")]),
        ("group_members", [{"group": "A", "members": ["b", "a"]}], [{"group": "A", "members": ["a", "b"]}], []),
        ("group_members", [{"group": "A", "members": ["a"]}], [{"group": "A", "members": []}],
         [("A", "members", "changed")]),
        ("people", [{"email": "a@b.cd", "dept": "X"}], [{"email": "A@b.cd", "dept": "Y"}],
         [("A@b.cd", "dept", "changed")]),
        # Without details of one of the two, what only details show says nothing.
        ("people", [{"email": "a@b.cd", "language": "en", "company": "X"}], [{"email": "a@b.cd"}], []),
        ("people", [{"email": "a@b.cd", "language": "en", "company": "X"}], [{"email": "a@b.cd", "language": "en"}],
         [("a@b.cd", "company", "removed")]),
        ("settings", [ACCOUNT], [{**ACCOUNT, "settings": {"in_meeting": {"chat": False}}}],
         [("account", "settings.in_meeting.chat", "changed")]),
        ("settings", [ACCOUNT], [{"scope": "account", "settings": CHAT}],
         [("account", "locks.in_meeting.chat", "removed")]),
        ("settings", [{"scope": "account", "locks": {"in_meeting": {"chat": False}}}], [{"scope": "account"}], []),
        ("roles", [{"name": "R", "privileges": ["b", "a"]}], [{"name": "R", "privileges": ["a", "b"]}], []),
    ],
)  # fmt: skip
def test_the_differences(section: str, before: Any, now: Any, expected: list[tuple[str, str, str]]) -> None:
    found = compare_snapshots(Snapshot("a", {section: before}), Snapshot("b", {section: now}))
    assert [(one.object, one.path, one.kind) for one in found] == expected


@pytest.mark.parametrize(
    ("ignore", "left"),
    [
        ([], 2),
        (["settings.in_meeting.chat"], 1),
        (["locks.*"], 1),
        (["settings.*"], 0),
        (["account"], 0),
        (["account.locks.in_meeting.chat"], 1),
        (["people"], 2),
    ],
)
def test_what_is_ignored(ignore: list[str], left: int) -> None:
    now = {"scope": "account", "settings": {"in_meeting": {"chat": False}}}
    found = compare_snapshots(Snapshot("a", {"settings": [ACCOUNT]}), Snapshot("b", {"settings": [now]}), ignore)
    assert len(found) == left


def test_what_was_not_exported_is_not_compared() -> None:
    assert compare_snapshots(Snapshot("a", {"groups": []}), Snapshot("a", {"people": [{"email": "a@b.cd"}]})) == []


@pytest.fixture
def exported(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    succeed("zoom_account_export", {"dest": str(folder), **FAST})
    return folder


def test_an_account_that_nobody_touched(simulator: Simulator, exported: Path) -> None:
    simulator.clear_requests()
    task = {**simulator.connection, **FAST, "against": str(exported)}
    result = run_action("zoom_account_drift", {**task, "fail_on": ["any"]})
    assert (result.get("msg"), result["total"]) == (None, 0)
    assert not result["changed"] and simulator.writes() == []


def test_everything_that_was_touched(simulator: Simulator, succeed: RunModule, exported: Path, tmp_path: Path) -> None:
    succeed("zoom_settings", {"scope": "account", "settings": {"in_meeting": {"chat": False}}})
    succeed("zoom_group", {"name": "Shadow"})
    succeed("zoom_user", {"email": "sim.user0003@example.com", "dept": "Materials", "groups": ["Sales"]})
    succeed("zoom_division", {"name": "Antarctica"})
    simulator.clear_requests()
    task = {**simulator.connection, **FAST, "against": str(exported), "report_dir": str(tmp_path / "reports")}
    task["report_formats"] = ["json", "csv", "junit", "html"]
    result = run_action("zoom_account_drift", {**task, "fail_on": ["settings"]})
    assert simulator.writes() == []
    found = {(one["section"], one["object"], one["path"]) for one in result["differences"]}
    assert found >= {
        ("settings", "account", "settings.in_meeting.chat"),
        ("groups", "Shadow", ""),
        ("group_members", "Sales", "members"),
        ("people", "sim.user0003@example.com", "dept"),
        ("divisions", "Antarctica", ""),
    }
    assert result["failed"] and "settings.in_meeting.chat is now false, was true" in result["msg"]
    assert set(result["report_files"]) == {"json", "csv", "junit", "html"}
    report = json.loads(Path(result["report_files"]["json"]).read_text())
    assert len(report["differences"]) == result["total"]
    passed = run_action("zoom_account_drift", {**task, "fail_on": ["roles"], "ignore": ["groups"]})
    assert not passed.get("failed") and "groups" not in passed["counts"]


def test_a_folder_without_an_export(simulator: Simulator, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        result = run_action("zoom_account_drift", {**simulator.connection, "against": str(folder)})
        assert result["findings"][0]["place"] == "against"
    (tmp_path / "people.json").write_text("{")
    result = run_action("zoom_account_drift", {**simulator.connection, "against": str(tmp_path)})
    assert "people.json is not JSON" in result["msg"]
    assert simulator.requests() == []


def report_of(count: int) -> dict[str, Any]:
    one = {"section": "settings", "path": "settings.in_meeting.chat", "kind": "changed", "before": True, "now": False}
    differences = [
        {**one, "object": f"group <b>{number}", "who": "ann@example.com", "when": "2026-11-20T10:00:00Z"}
        for number in range(count)
    ]
    return {"account": "acct", "against": {"account": "acct", "folder": "x"}, "compared": ["groups", "settings"],
            "differences": differences, "unreadable": {}, "finished": "2026-11-21T00:00:00Z"}  # fmt: skip


def test_the_formats() -> None:
    report = report_of(3)
    rows = list(csv.reader(io.StringIO(drift_csv(report).lstrip("\ufeff"))))
    assert len(rows) == 4 and rows[1][:3] == ["settings", "group <b>0", "settings.in_meeting.chat"]
    suites = ElementTree.fromstring(drift_junit(report)).findall("testsuite")
    assert [(suite.get("name"), suite.get("failures")) for suite in suites] == [("groups", "0"), ("settings", "3")]
    page = drift_html(report)
    assert "<b>0" not in page and "group &lt;b&gt;0" in page
    assert "Nothing differs." in drift_html(report_of(0))


def test_a_page_of_5000_differences_is_small() -> None:
    assert len(drift_html(report_of(5000)).encode()) < 5_000_000
