# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An export is valid input: applied to the same account it changes nothing."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.sections import SECTIONS, NotRead
from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.snapshot import (
    MANIFEST,
    Snapshot,
    file_of,
    files_of,
    manifest_of,
    only_departing,
    people_table,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.snapshot_files import read_snapshot_files
from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.source import EVERY_STATUS
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.target import LOCK_VIEWS
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.tree import flatten, nested
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.views import views_of
from ansible_collections.openadmin.zoom.plugins.module_utils._users import people_file
from ansible_collections.openadmin.zoom.tests.harness.accounts import furnish
from ansible_collections.openadmin.zoom.tests.harness.actions import run_action
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.modules import run_module
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT, Simulator

SETTINGS_SECTION = next(section for section in SECTIONS if section.name == "settings")
WITHOUT_SETTINGS = [section.name for section in SECTIONS if section.name != "settings"]
MEMBERSHIPS = [section for section in SECTIONS if section.name.endswith(("_members", "_admins"))]
PEOPLE_FILES = ("people.json", "people.csv", "people_inactive.json")
# What state exact asks for where a list may be empty.
EMPTY: dict[str, dict[str, Any]] = {
    "group_members": {"allow_empty": True},
    "contact_group_members": {"allow_empty": True},
}
# The whole rate of a business account: these tests are many requests.
FAST: dict[str, Any] = {"account_plan": "business", "rate_share": 1.0}
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=20)
VALUES = NAMES.map(str.strip).filter(bool)


def loaded(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def changes(succeed: RunModule, folder: Path) -> list[str]:
    """What applying an export would change."""
    found = []
    applied: list[tuple[str, dict[str, Any]]] = []
    applied += [("zoom_users", {"src": str(folder / name)}) for name in PEOPLE_FILES]
    texts = loaded(folder, "people_texts.json")
    applied += [("zoom_users", {"users": texts})] if texts else []
    applied += [("zoom_division", one) for one in loaded(folder, "divisions.json")]
    applied += [("zoom_group", one) for one in loaded(folder, "groups.json")]
    applied += [("zoom_role", one) for one in loaded(folder, "roles.json")]
    applied += [("zoom_contact_group", one) for one in loaded(folder, "contact_groups.json")]
    exact: dict[str, Any] = {"state": "exact"}
    for section in MEMBERSHIPS:
        documents = loaded(folder, section.file)
        applied += [(section.module, {**one, **exact, **EMPTY.get(section.name, {})}) for one in documents]
    applied += [("zoom_settings", json.loads(path.read_text())) for path in sorted(folder.glob("settings/*.json"))]
    for module, arguments in applied:
        result = succeed(module, {**arguments, **FAST}, check_mode=True)
        found += [f"{module} {arguments}: {step}" for step in result["steps"]]
    return found


def test_the_same_account_stays_as_it_is(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    furnish(simulator)
    folder = tmp_path / "export"
    checked = succeed("zoom_account_export", {"dest": str(folder), **FAST}, check_mode=True)
    assert checked["changed"] and not folder.exists()
    done = succeed("zoom_account_export", {"dest": str(folder), **FAST})
    assert done["written"] == checked["written"] == done["files"]
    assert simulator.writes() == []
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*.json")} == {0o600}
    assert changes(succeed, folder) == []
    assert not succeed("zoom_account_export", {"dest": str(folder), **FAST})["changed"]


def turn_over(simulator: Simulator, object_number: int, leaf: int, tree: str) -> None:
    """Turn a yes or no of an object over; what Zoom refuses stays."""
    groups = [group["name"] for group in simulator.state()["groups"]]
    place = {"scope": "account"} if not object_number else {"scope": "group", "group": groups[object_number - 1]}
    shown = run_module("zoom_settings_info", {**simulator.connection, **place})[tree]
    paths = sorted(path for path, value in flatten(shown).items() if isinstance(value, bool))
    path = paths[leaf % len(paths)]
    changed = nested({path: not flatten(shown)[path]})
    run_module("zoom_settings", {**simulator.connection, **place, tree: changed, "on_unapplied": "warn"})


PERSON = st.fixed_dictionaries(
    {},
    optional={
        "first_name": VALUES,
        "last_name": VALUES,
        "dept": VALUES,
        "job_title": VALUES,
        "company": VALUES,
        "location": VALUES,
        "cost_center": VALUES,
        "type": st.sampled_from([1, 2]),
        "status": st.sampled_from(["active", "active", "active", "inactive"]),
        "groups": st.integers(0, 3),
    },
)


@pytest.mark.nightly
@pytest.mark.slow
@pytest.mark.simulator("--users", "12", "--groups", "4", "--seed", "1", "--no-rate-limits")
@settings(
    max_examples=6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to make an example smaller takes minutes
)
@given(
    people=st.lists(PERSON, min_size=1, max_size=8),
    names=st.lists(VALUES, min_size=1, max_size=4, unique_by=str.casefold),
    flips=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 10_000), st.booleans()), max_size=12),
    departing=st.booleans(),
)
def test_accounts_of_any_shape(
    simulator: Simulator,
    succeed: RunModule,
    tmp_path_factory: pytest.TempPathFactory,
    people: list[dict[str, Any]],
    names: list[str],
    flips: list[tuple[int, int, bool]],
    departing: bool,
) -> None:
    """People, groups of any name, settings and locks that are turned over at the account and in groups."""
    simulator.reset()
    furnish(simulator)
    state = simulator.state()
    for group, name in zip(state["groups"], names, strict=False):
        group["name"] = name
    groups = [group["id"] for group in state["groups"]]
    members = [user for user in state["users"] if user["role_id"] == "2" and user["status"] == "active"]
    for user, drawn in zip(members, people, strict=False):
        values = {**drawn}
        user["group_ids"] = groups[: values.pop("groups", 0)]
        if values.get("status") == "inactive":
            values["type"] = 1
        user.update(values)
    for group in state["groups"]:
        group["members"] = [user["id"] for user in state["users"] if group["id"] in (user.get("group_ids") or ())]
    simulator.put_state({"groups": state["groups"], "users": state["users"]})
    for object_number, leaf, lock in flips:
        turn_over(simulator, object_number, leaf, "locks" if lock else "settings")
    folder = tmp_path_factory.mktemp("export")
    succeed("zoom_account_export", {"dest": str(folder), "only_departing": departing, **FAST})
    assert changes(succeed, folder) == []
    assert run_action("zoom_account_drift", {**simulator.connection, **FAST, "against": str(folder)})["total"] == 0


@given(
    st.lists(st.fixed_dictionaries({"email": st.just("a@b.cd")}, optional={"dept": NAMES, "groups": st.lists(VALUES)}))
)
def test_the_table_says_what_it_cannot_hold(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]
) -> None:
    path = tmp_path_factory.mktemp("table") / "people.csv"
    table = people_table(rows[:1])
    path.write_text(table.text, encoding="utf-8")
    if not rows:
        return
    (read,), findings = people_file.read_people_file(str(path))
    lost = table.left_out.get("a@b.cd", [])
    wanted = {name: value for name, value in rows[0].items() if name not in lost and value not in ("", [])}
    assert not findings
    groups = read.values.pop("groups", None)
    if "groups" in wanted:
        assert json.loads(groups) == wanted.pop("groups")
    assert read.values == wanted


def written(snapshot: Snapshot, folder: Path) -> Path:
    found = files_of(snapshot)
    for path, text in {**found, MANIFEST: manifest_of(snapshot, found)}.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def test_files_are_read_back_as_they_were(tmp_path: Path) -> None:
    sections: dict[str, list[dict[str, Any]]] = {
        "groups": [{"name": "Sales"}],
        "people": [{"email": "a@b.cd", "groups": ["Sales"]}, {"email": "b@b.cd", "status": "inactive", "dept": "=A1"}],
        "settings": [
            {"scope": "account", "settings": {"in_meeting": {"chat": True}}},
            {"scope": "group", "group": "A/B", "locks": {}},
        ],
    }
    not_read = [NotRead("roles", "", ""), NotRead("settings", "account", "locks")]
    back = read_snapshot_files(str(written(Snapshot("acct", sections, not_read), tmp_path)))
    assert (back.account, back.sections, back.not_read, back.whole) == ("acct", sections, not_read, True)


@pytest.mark.parametrize(
    ("first", "second"),
    [("A/B", "A B"), ("東京", "大阪"), ("..", "."), ("x" * 200, "x" * 201), ("A_B", "A/B")],
)
def test_two_groups_never_share_a_file(first: str, second: str) -> None:
    paths = {file_of(SETTINGS_SECTION, f"group {name}") for name in (first, second)}
    assert len({path.casefold() for path in paths}) == 2
    assert all(path.count("/") == 1 and ".." not in path for path in paths)


def test_only_what_departs_from_the_account() -> None:
    account = {"scope": "account", "settings": {"a": {"x": 1, "y": [1]}}, "locks": {"a": {"x": True}}}
    same = {"scope": "group", "group": "Same", "settings": {"a": {"x": 1}}, "locks": {"a": {"x": True}}}
    other = {"scope": "group", "group": "Other", "settings": {"a": {"x": 2, "y": [1]}}, "locks": {"a": {"x": True}}}
    departing = {"scope": "group", "group": "Other", "settings": {"a": {"x": 2}}}
    assert only_departing([account, same, other]) == [account, departing]


CORE = {"departing_from": ["core"], "sections": ["settings"], **FAST}


def test_only_what_departs_from_a_baseline(simulator: Simulator, tmp_path: Path) -> None:
    """Exactly what an audit finds failing; applied to the same account it changes nothing."""
    task = {**simulator.connection, **FAST}
    reports = {"report_dir": str(tmp_path / "reports"), "report_formats": ["json"]}
    audit = run_action("zoom_policy", {**task, "baselines": ["core"], **reports})
    report = json.loads(Path(audit["report_files"]["json"]).read_text(encoding="utf-8"))
    failing = {
        (finding["object"] == "account", check["lock"]["path"] if check["status"] == "fail_unlocked" else check["path"])
        for finding in report["findings"]
        for check in finding["checks"]
        if check["status"].startswith("fail") and (check["status"] == "fail_unlocked" or check["actual"] is not None)
    }
    result = run_action("zoom_account_export", {**task, **CORE, "dest": str(tmp_path / "export")})
    documents = [loaded(tmp_path / "export", path) for path in result["files"] if path.startswith("settings/")]
    exported = {
        (one["scope"] == "account", ".".join(path))
        for one in documents
        for tree in ("settings", "extra_settings", "locks")
        for path in flatten(one.get(tree) or {})
    }
    assert exported == failing
    for one in documents:
        assert run_module("zoom_settings", {**task, **one}, check_mode=True)["steps"] == []
    assert run_action("zoom_account_drift", {**task, "against": str(tmp_path / "export")})["total"] == 0


def test_a_baseline_that_is_not_there(simulator: Simulator, tmp_path: Path) -> None:
    task = {**simulator.connection, **CORE, "dest": str(tmp_path / "export"), "departing_from": ["cores"]}
    result = run_action("zoom_account_export", task)
    assert [one["place"] for one in result["findings"]] == ["departing_from"] and "core" in result["msg"]
    assert simulator.requests() == [] and not (tmp_path / "export").exists()


def test_a_group_that_is_gone_leaves_no_file(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    succeed("zoom_account_export", {"dest": str(tmp_path), **FAST})
    succeed("zoom_group", {"name": "Support", "state": "absent", "force": True})
    result = succeed("zoom_account_export", {"dest": str(tmp_path), **FAST})
    assert result["removed"] == ["settings/group_Support.json"]
    assert not (tmp_path / "settings" / "group_Support.json").exists()


def test_files_of_others_are_left_alone(simulator: Simulator, fail: RunModule, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    result = fail("zoom_account_export", {"dest": str(tmp_path), **FAST})
    assert result["findings"][0]["place"] == "dest" and simulator.requests() == []
    assert (tmp_path / "README.md").read_text() == "mine"


NO_SCOPE = {"code": 4711, "message": "Invalid access token, does not contain scopes:[any:read]."}
NOT_ALLOWED = {"code": 200, "message": "No permission."}


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("/contacts/groups$", NO_SCOPE, ["contact group members", "contact groups"]),
        ("/groups/[^/]+/members$", NO_SCOPE, ["group members"]),
        ("/groups/[^/]+/admins$", NO_SCOPE, ["group admins"]),
        ("/divisions$", NO_SCOPE, ["division of people", "divisions"]),
        ("/roles$", NO_SCOPE, ["role members", "role of people", "roles"]),
        ("/accounts/me/lock_settings", NOT_ALLOWED, ["extra_locks of account", "locks of account"]),
        ("/accounts/me/settings", NOT_ALLOWED, ["account"]),
        ("/groups/[^/]+/settings$", NOT_ALLOWED, ["group Engineering", "group Finance"]),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_lost(
    simulator: Simulator, succeed: RunModule, tmp_path: Path, path: str, body: Any, told: list[str]
) -> None:
    """Neither the files of an earlier export go, nor does a comparison say that something is gone."""
    succeed("zoom_account_export", {"dest": str(tmp_path), **FAST})
    before = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*.json")}
    fault = {"method": "GET", "path": path, "times": 1000, "status": 403 if body is NOT_ALLOWED else 400, "body": body}
    simulator.faults([fault])
    compared = run_action("zoom_account_drift", {**simulator.connection, **FAST, "against": str(tmp_path)})
    assert (compared["differences"], sorted(compared["unreadable"])[: len(told)]) == ([], told)
    result = succeed("zoom_account_export", {"dest": str(tmp_path), **FAST})
    assert sorted(result["unreadable"])[: len(told)] == told and result["removed"] == []
    assert {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*.json")} == before
    assert "Could not be read" in (tmp_path / "README.md").read_text()
    simulator.control("DELETE", "faults")
    assert run_action("zoom_account_drift", {**simulator.connection, **FAST, "against": str(tmp_path)})["total"] == 0


def test_nothing_can_be_read(simulator: Simulator, fail: RunModule, tmp_path: Path) -> None:
    simulator.faults([{"method": "GET", "path": "/v2/", "times": 1000, "status": 400, "body": NO_SCOPE}])
    fail("zoom_account_export", {"dest": str(tmp_path), **FAST})
    assert list(tmp_path.iterdir()) == []


MEASURE = """
import json, sys, resource
from ansible_collections.openadmin.zoom.tests.harness.modules import run_module
result = run_module(sys.argv[1], json.loads(sys.argv[2]))
counts = result.get("counts"), len(result.get("differences") or ())
print(json.dumps([result.get("msg"), *counts, result["requests"]["GET"]]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.nightly
@pytest.mark.slow
@pytest.mark.simulator("--users", "50000", "--groups", "500", "--seed", "1", "--no-rate-limits")
def test_50000_people_and_500_groups(simulator: Simulator, tmp_path: Path) -> None:
    """Requests against the fewest that answer, and the memory of the process that exports or compares."""

    def measured(module: str, arguments: dict[str, Any]) -> tuple[Any, Any, int, int]:
        given = json.dumps({**simulator.connection, **FAST, **arguments})
        command = [sys.executable, "-c", MEASURE, module, given]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        first, last = done.stdout.strip().splitlines()
        message, counts, differences, requests = json.loads(first)
        print(f"{module}: {requests} requests, {last} MB")
        assert message is None and requests <= 1.2 * floor
        assert int(last) < 1024, f"{last} MB"
        return counts, differences, requests, int(last)

    pages_of_people = 50_000 / 2000 + len(EVERY_STATUS)
    views = 500 * len(views_of("group")) + len(views_of("account")) + 501 * len(LOCK_VIEWS)
    floor = pages_of_people + 4 + 2 * 500 + views
    counts, *_rest = measured("zoom_account_export", {"dest": str(tmp_path), "details": False})
    assert counts["people"] == 50_000 and counts["settings"] == 501
    turn_over(simulator, 0, 7, "settings")
    counts, differences, *_rest = measured("zoom_account_drift", {"against": str(tmp_path), "who": False})
    assert differences == counts["settings"] > 0
