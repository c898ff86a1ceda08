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
from ansible.errors import AnsibleActionFail

from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.authors import with_authors
from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.drift_compare import (
    AccountDifference,
    compare_snapshots,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.sections import NotRead
from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.snapshot import Snapshot
from ansible_collections.openadmin.zoom.plugins.plugin_utils._lifecycle.drift_report import (
    drift_csv,
    drift_html,
    drift_junit,
)
from ansible_collections.openadmin.zoom.tests.harness.accounts import furnish
from ansible_collections.openadmin.zoom.tests.harness.actions import run_action
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.modules import whole
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator
from ansible_collections.openadmin.zoom.tests.unit.policy.browser import Browser, loaded, missing

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
         [("A", "members", "removed")]),
        ("group_members", [{"group": "A", "members": ["a", "b"]}], [{"group": "A", "members": ["B", "c"]}],
         [("A", "members", "removed"), ("A", "members", "added")]),
        ("role_members", [{"role": "Admin", "members": ["a"]}], [], [("Admin", "members", "removed")]),
        ("group_admins", [], [{"group": "A", "admins": ["a", "b"]}], [("A", "admins", "added")] * 2),
        ("people", [{"email": "a@b.cd", "dept": "X"}], [{"email": "A@b.cd", "dept": "Y"}],
         [("A@b.cd", "dept", "changed")]),
        # Without details of one of the two, what only details show says nothing.
        ("people", [{"email": "a@b.cd", "language": "en", "company": "X"}], [{"email": "a@b.cd"}], []),
        ("people", [{"email": "a@b.cd", "language": "en", "company": "X"}], [{"email": "a@b.cd", "language": "en"}],
         [("a@b.cd", "company", "removed")]),
        ("settings", [ACCOUNT], [{**ACCOUNT, "settings": {"in_meeting": {"chat": False}}}],
         [("account", "settings.in_meeting.chat", "changed")]),
        ("settings", [ACCOUNT], [{"scope": "account", "settings": CHAT}],
         [("account", "locks.in_meeting.chat", "changed")]),
        ("settings", [{"scope": "account"}], [{"scope": "account", "extra_locks": {"x": {"y": True}}}],
         [("account", "extra_locks.x.y", "changed")]),
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
        ([""], 2),
    ],
)
def test_what_is_ignored(ignore: list[str], left: int) -> None:
    now = {"scope": "account", "settings": {"in_meeting": {"chat": False}}}
    found = compare_snapshots(Snapshot("a", {"settings": [ACCOUNT]}), Snapshot("b", {"settings": [now]}), ignore)
    assert len(found) == left


@pytest.mark.parametrize(
    ("ignore", "left"),
    [
        (["ann@b.cd"], ["bob@b.cd"]),
        (["*@b.cd"], []),
        (["A.members"], []),
        (["members"], []),
        (["admins"], ["ann@b.cd", "bob@b.cd"]),
    ],
)
def test_people_are_ignored_in_lists_of_members(ignore: list[str], left: list[str]) -> None:
    old, new = ({"group_members": [{"group": "A", "members": some}]} for some in ([], ["ann@b.cd", "bob@b.cd"]))
    found = compare_snapshots(Snapshot("a", old), Snapshot("a", new), ignore)
    assert [one.now for one in found] == left


@pytest.mark.parametrize(
    ("not_read", "left"),
    [
        ([], ["settings.in_meeting.chat", "locks.in_meeting.chat"]),
        ([NotRead("settings", "account", "locks")], ["settings.in_meeting.chat"]),
        ([NotRead("settings", "account", "")], []),
        ([NotRead("settings", "group Sales", ""), NotRead("people", "", "")],
         ["settings.in_meeting.chat", "locks.in_meeting.chat"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("of_export", [True, False])
def test_what_one_of_them_could_not_read(not_read: list[NotRead], left: list[str], of_export: bool) -> None:
    now = {"scope": "account", "settings": {"in_meeting": {"chat": False}}}
    before = Snapshot("a", {"settings": [ACCOUNT]}, not_read if of_export else ())
    found = compare_snapshots(before, Snapshot("a", {"settings": [now]}, () if of_export else not_read))
    assert sorted(one.path for one in found) == sorted(left)


CHAT_CHANGED = AccountDifference("settings", "account", "settings.in_meeting.chat", "changed", True, False)
LOG = [
    {"operator": "ann@b.cd", "time": "3", "operation_detail": "Change chatty things: Salesforce"},
    {"operator": "bob@b.cd", "time": "2", "operation_detail": "accounts settings me: in_meeting.chat=false"},
    {"operator": "cem@b.cd", "time": "1", "operation_detail": "Add Member dan@b.cd to group Sales"},
    {"operator": "eve@b.cd", "time": "0", "operation_detail": "Add Group Sales. Change Waiting Room"},
]


@pytest.mark.parametrize(
    ("difference", "who"),
    [
        (CHAT_CHANGED, "bob@b.cd"),
        (AccountDifference("settings", "account", "locks.in_meeting.waiting_room.enable", "changed", True, False),
         "eve@b.cd"),
        (AccountDifference("settings", "account", "settings.in_meeting.polling", "changed", True, False), ""),
        (AccountDifference("settings", "group Sales", "settings.in_meeting.chat", "changed", True, False), "cem@b.cd"),
        (AccountDifference("group_members", "Sales", "members", "added", None, "dan@b.cd"), "cem@b.cd"),
        (AccountDifference("group_members", "Support", "members", "added", None, "dan@b.cd"), "cem@b.cd"),
        (AccountDifference("groups", "Sales", "", "added", None, {"name": "Sales"}), "cem@b.cd"),
        (AccountDifference("people", "fay@b.cd", "dept", "changed", "Sales", "Support"), ""),
    ],
)  # fmt: skip
def test_who_did_it(difference: AccountDifference, who: str) -> None:
    assert [one.who for one in with_authors([difference], LOG)] == [who]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"groups.yml": "- name: Engineering\n"}, 4),
        ({"people.json": '[{"email": "sim.user0003@example.com", "dept": "Nowhere"}]'}, ["dept"]),
        ({"people.csv": "email,Department\nsim.user0003@example.com,Nowhere\n"}, ["dept"]),
        ({"settings/account.yml": "scope: account\nlocks: {in_meeting: {chat: true}}\n"}, ["locks.in_meeting.chat"]),
        ({"group_members.json": '[{"group": "Engineering", "members": ["nobody@example.com"]}]'}, None),
    ],
)  # fmt: skip
def test_files_of_a_repository(simulator: Simulator, tmp_path: Path, files: dict[str, str], expected: Any) -> None:
    """What they do not name does not count."""
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run_action("zoom_account_drift", {**simulator.connection, **FAST, "against": str(tmp_path)})
    found = [one["path"] for one in result["differences"] if one["object"] in ("account", "sim.user0003@example.com")]
    if isinstance(expected, list):
        assert found == expected
    elif expected is not None:
        assert result["total"] == expected
    else:
        assert {one["path"] for one in result["differences"]} == {"members", ""}


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


@pytest.fixture
def furnished(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> Path:
    """The export of an account that has something of everything."""
    furnish(simulator)
    folder = tmp_path / "furnished"
    succeed("zoom_account_export", {"dest": str(folder), **FAST})
    return folder


def test_everything_that_was_touched(simulator: Simulator, succeed: RunModule, furnished: Path, tmp_path: Path) -> None:
    state = simulator.state()
    emails = [user["email"] for user in state["users"] if user["status"] == "active" and user["role_id"] == "2"]
    first, second = (group["name"] for group in state["groups"][:2])
    touched: tuple[tuple[str, dict[str, Any]], ...] = (
        ("zoom_settings", {"scope": "account", "settings": {"in_meeting": {"chat": True}}}),
        ("zoom_lock_settings", {"scope": "account", "locks": {"in_meeting": {"screen_sharing": False}}}),
        ("zoom_lock_settings", {"scope": "group", "group": second, "locks": {"in_meeting": {"polling": False}}}),
        ("zoom_group", {"name": "Shadow"}),
        ("zoom_user", {"email": emails[5], "dept": "Materials", "groups": [first]}),
        ("zoom_division", {"name": "Antarctica", "state": "absent"}),
        ("zoom_role", {"name": "Helpdesk", "privileges": ["User:Read", "User:Edit"]}),
        ("zoom_role_member", {"role": "Helpdesk", "members": emails[4:5]}),
        ("zoom_group_admin", {"group": first, "admins": emails[6:7]}),
        ("zoom_contact_group", {"name": "Press", "privacy": "anyone"}),
        ("zoom_contact_group_member", {"contact_group": "Press", "members": emails[7:8]}),
    )
    for module, arguments in touched:
        succeed(module, arguments)
    simulator.clear_requests()
    task = {**simulator.connection, **FAST, "against": str(furnished), "report_dir": str(tmp_path / "reports")}
    task["report_formats"] = ["json", "csv", "junit", "html"]
    result = run_action("zoom_account_drift", {**task, "fail_on": ["settings"]})
    assert "differences:" in result["msg"] and simulator.writes() == []
    result = whole(result)
    found = {(one["section"], one["object"], one["path"], one["kind"]) for one in result["differences"]}
    assert found >= {
        ("settings", "account", "settings.in_meeting.chat", "changed"),
        ("settings", "account", "locks.in_meeting.screen_sharing", "changed"),
        ("settings", f"group {second}", "locks.in_meeting.polling", "changed"),
        ("groups", "Shadow", "", "added"),
        ("group_members", first, "members", "added"),
        ("group_admins", first, "admins", "added"),
        ("people", emails[5], "dept", "changed"),
        ("divisions", "Antarctica", "", "removed"),
        ("roles", "Helpdesk", "privileges", "added"),
        ("role_members", "Helpdesk", "members", "added"),
        ("contact_groups", "Press", "privacy", "changed"),
        ("contact_group_members", "Press", "members", "added"),
    }
    authors = {(one["object"], one["path"]): one["who"] for one in result["differences"]}
    assert authors["account", "settings.in_meeting.chat"] == authors["Press", "privacy"] == "owner@example.com"
    assert result["failed"] and "settings.in_meeting.chat is now true, was false" in result["msg"]
    assert set(result["report_files"]) == {"json", "csv", "junit", "html"}
    report = json.loads(Path(result["report_files"]["json"]).read_text())
    assert len(report["differences"]) == result["total"]
    ignore = ["settings", "groups", "people.*", "members", "admins"]
    ignored = run_action("zoom_account_drift", {**task, "fail_on": ["settings", "groups"], "ignore": ignore})
    assert not ignored.get("failed") and "settings" not in ignored["counts"]


def test_two_accounts(simulator: Simulator, exported: Path) -> None:
    """An export of one, the other one live: ids do not count."""
    other = Simulator("--users", "50", "--groups", "6", "--seed", "1", "--no-rate-limits")
    try:
        task = {**other.connection, **FAST, "against": str(exported), "fail_on": ["any"]}
        result = run_action("zoom_account_drift", task)
    finally:
        other.stop()
    assert {(one["object"], one["kind"]) for one in result["differences"] if one["section"] == "groups"}
    assert result["against"]["account"] == "sim-account" and "divisions" not in result["counts"]


@pytest.mark.parametrize(
    ("fail_on", "failed"), [("any", True), ("groups", True), ("divisions,roles", False), ("never", False)]
)
def test_what_cannot_be_compared_is_no_success(
    simulator: Simulator, exported: Path, fail_on: str, failed: bool
) -> None:
    refusal = {"code": 4711, "message": "Invalid access token, does not contain scopes:[group:read]."}
    simulator.faults([{"method": "GET", "path": "/groups$", "times": 100, "status": 400, "body": refusal}])
    task = {**simulator.connection, **FAST, "against": str(exported), "fail_on": fail_on}
    result = run_action("zoom_account_drift", task)
    assert (bool(result.get("failed")), result["total"]) == (failed, 0)
    assert "groups" in result["unreadable"]


def test_a_folder_without_an_export(simulator: Simulator, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        result = run_action("zoom_account_drift", {**simulator.connection, "against": str(folder)})
        assert result["findings"][0]["place"] == "against"
    (tmp_path / "people.json").write_text("{")
    task = {**simulator.connection, "against": str(tmp_path), "report_dir": "/dev/null/reports"}
    assert {one["place"] for one in run_action("zoom_account_drift", task)["findings"]} == {"against", "report_dir"}
    result = run_action("zoom_account_drift", {**simulator.connection, "against": str(tmp_path)})
    assert "people.json is not JSON" in result["msg"]
    assert simulator.requests() == []


def test_an_asynchronous_task_is_waited_for(simulator: Simulator, exported: Path, tmp_path: Path) -> None:
    task = {**simulator.connection, **FAST, "against": str(exported), "report_dir": str(tmp_path / "reports")}
    assert run_action("zoom_account_drift", task, asynchronous=60)["report_files"]
    with pytest.raises(AnsibleActionFail, match="give poll a number above 0"):
        run_action("zoom_account_drift", task, asynchronous=60, poll=0)


@pytest.mark.parametrize(
    "manifest",
    [
        {"sections": 5},
        {"sections": "groups"},
        {"files": {"a": 1}},
        {"files": [7]},
        {"not_read": 3},
        {"not_read": [[1]]},
    ],
)
def test_a_list_of_files_that_no_export_wrote(simulator: Simulator, tmp_path: Path, manifest: dict[str, Any]) -> None:
    (tmp_path / "exported.json").write_text(json.dumps(manifest))
    (tmp_path / "groups.json").write_text("[]")
    result = run_action("zoom_account_drift", {**simulator.connection, "against": str(tmp_path)})
    assert result["findings"][0]["place"] == "against" and "exception" not in result
    assert "does not hold what an export writes there" in result["msg"] and simulator.requests() == []


def report_of(count: int) -> dict[str, Any]:
    one = {"section": "settings", "path": "settings.in_meeting.chat", "kind": "changed", "before": True, "now": False}
    differences = [
        {**one, "object": f"group <b>{number}", "who": "ann@example.com", "when": "2026-11-20T10:00:00Z"}
        for number in range(count)
    ]
    return {
        "account": "acct",
        "against": {"account": "acct", "folder": "x"},
        "compared": ["groups", "settings"],
        "counts": {"settings": count} if count else {},
        "differences": differences,
        "unreadable": {},
        "finished": "2026-11-21T00:00:00Z",
    }


def test_the_formats() -> None:
    report = report_of(3)
    rows = list(csv.reader(io.StringIO(drift_csv(report).lstrip("\ufeff"))))
    assert len(rows) == 4 and rows[1][:3] == ["settings", "group <b>0", "settings.in_meeting.chat"]
    suites = ElementTree.fromstring(drift_junit(report)).findall("testsuite")
    assert [(suite.get("name"), suite.get("failures")) for suite in suites] == [("groups", "0"), ("settings", "3")]
    report["differences"][0]["now"] = "x" * 5000
    assert "x" * 5000 in drift_csv(report) and "x" * 5000 not in drift_html(report)
    page = drift_html(report)
    assert "group <b>" not in page and "group &lt;b&gt;0" in page
    assert "Nothing differs." in drift_html(report_of(0))


def test_a_page_of_5000_differences_is_small() -> None:
    assert len(drift_html(report_of(5000)).encode()) < 5_000_000


@pytest.mark.slow
@pytest.mark.skipif(bool(missing()), reason=missing() or "-")
def test_a_page_of_5000_differences_opens_at_once(tmp_path: Path) -> None:
    """Within 2 s, or, since machines are busy, within twice the time of a plain table of as many cells."""
    plain = tmp_path / "plain.html"
    cells = "".join(f"<td>{number}</td>" for number in range(5))
    plain.write_text(f"<table>{f'<tr>{cells}</tr>' * 5000}</table>", encoding="utf-8")
    page = tmp_path / "drift.html"
    page.write_text(drift_html(report_of(5000)), encoding="utf-8")
    browser = Browser()
    try:
        times = [(loaded(browser, plain), loaded(browser, page)) for _time in range(3)]
        console = browser.console()
        rows = browser.run("return document.querySelectorAll('tbody tr').length")
    finally:
        browser.close()
    assert (console, rows) == ([], 5000)
    assert min(of_page for _plain, of_page in times) < max(2000, 2 * min(of_plain for of_plain, _page in times)), times
