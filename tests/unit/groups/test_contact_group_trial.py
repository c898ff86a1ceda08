# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A kind with members needs its entry in the table, and no code: contact groups, by the tasks that groups have."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.module import ZoomModule
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.kinds import CONTACT_GROUP, ROLE
from ansible_collections.openadmin.zoom.plugins.module_utils._groups.info import ObjectInfoTask
from ansible_collections.openadmin.zoom.plugins.module_utils._groups.member_task import MembershipTask
from ansible_collections.openadmin.zoom.plugins.module_utils._groups.task import ObjectTask
from ansible_collections.openadmin.zoom.tests.harness import modules

NAMED: dict[str, Any] = {"name": {"type": "str"}, "id": {"type": "str"}}
OBJECT: dict[str, Any] = {
    **NAMED,
    "new_name": {"type": "str"},
    "description": {"type": "str"},
    "privacy": {"type": "str", "choices": ["anyone", "searchable", "members"]},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "force": {"type": "bool", "default": False},
}
MEMBERS: dict[str, Any] = {
    "contact_group": {"type": "str"},
    "role": {"type": "str"},
    "members": {"type": "list", "elements": "str", "required": True},
    "state": {"type": "str", "choices": ["present", "absent", "exact"], "default": "present"},
    "max_removals": {"type": "int", "default": 10},
    "allow_empty": {"type": "bool", "default": False},
}
INFO: dict[str, Any] = {**NAMED, "members": {"type": "bool", "default": False}}


@pytest.fixture
def run(simulator: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a task as the module file of a later release will."""

    def run_task(
        arguments: dict[str, Any], task: Callable[[Any], Any], args: dict[str, Any], check_mode: bool = False
    ) -> dict[str, Any]:
        trial = SimpleNamespace(main=lambda: ZoomModule(arguments, writing=arguments is not INFO).run(task))
        monkeypatch.setitem(sys.modules, f"{modules.PACKAGE}.trial", trial)
        return modules.run_module("trial", {**simulator.connection, **args}, check_mode=check_mode, diff=True)

    return run_task


@pytest.fixture
def put(run: Any) -> Any:
    """Makes, changes or deletes a contact group."""

    def run_task(**given: Any) -> dict[str, Any]:
        found: dict[str, Any] = run(OBJECT, lambda module: ObjectTask(module, CONTACT_GROUP), given)
        return found

    return run_task


@pytest.fixture
def members(run: Any) -> Any:
    """Makes people members of the contact group Board, twice: the second run has nothing to do."""

    def run_task(*names: str, **given: Any) -> dict[str, Any]:
        args = {"contact_group": "board", "members": list(names), **given}

        def task(module: Any) -> MembershipTask:
            return MembershipTask(module, CONTACT_GROUP)

        predicted = run(MEMBERS, task, args, check_mode=True)
        done: dict[str, Any] = run(MEMBERS, task, args)
        same = ("changed", "steps", "added", "removed", "unchanged", "deferred", "unknown", "diff")
        assert {key: predicted[key] for key in same} == {key: done[key] for key in same}
        assert run(MEMBERS, task, args)["changed"] is False
        return done

    return run_task


def inside(simulator: Any) -> dict[str, int]:
    entry = next(entry for entry in simulator.state()["contact_groups"] if entry["name"] == "Board")
    return dict(entry["members"])


def test_a_contact_group_is_made_changed_and_deleted(run: Any, put: Any) -> None:
    made = put(name="Board", description="Who decides", privacy="searchable")
    group = {"name": "Board", "description": "Who decides", "privacy": "searchable", "total_members": 0}
    assert {**made["contact_group"], "id": ""} == {"id": "", **group}
    assert put(name=" board", privacy="searchable")["changed"] is False
    changed = put(name="Board", new_name="Bored", privacy="members", description="")
    assert changed["diff"]["before"] == {"name": "Board", "privacy": "searchable", "description": "Who decides"}
    args = {"name": "bored", "members": True}
    listed = run(INFO, lambda module: ObjectInfoTask(module, CONTACT_GROUP), args)["contact_groups"]
    assert [(one["name"], one["privacy"], one["total_members"], one["members"]) for one in listed] == [
        ("Bored", "members", 0, [])
    ]
    assert put(name="bored", state="absent")["changed"] is True
    assert put(name="bored", state="absent")["changed"] is False


def test_a_contact_group_with_members_goes_only_by_force(put: Any, members: Any, people: Any) -> None:
    put(name="Board")
    members(people.active[0])
    assert "has 1 members, who would no longer see each other in it" in put(name="Board", state="absent")["msg"]
    assert put(name="Board", state="absent", force=True)["changed"] is True


@pytest.mark.simulator("--users", "150", "--groups", "5", "--no-rate-limits", "--seed", "2")
def test_people_join_and_leave_a_contact_group_and_groups_in_it_stay(
    simulator: Any, put: Any, members: Any, people: Any
) -> None:
    put(name="Board")
    state = simulator.state()
    sales = state["groups"][0]["id"]
    state["contact_groups"][0]["members"] = {sales: 2}
    simulator.put_state({"contact_groups": state["contact_groups"]})
    ids = [people.id(email) for email in people.active[:60]]
    result = members(*people.active[:59], ids[59], people.pending[0], people.inactive[0])
    assert result["step_counts"] == {"add members to contact_group": 2, "total": 2}
    assert result["added"] == people.active[:60]
    assert [entry["reason"] for entry in result["deferred"]] == ["pending", "inactive"]
    assert inside(simulator) == {sales: 2, **dict.fromkeys(ids, 1)}
    result = members(people.active[0], *people.active[59:61], state="exact", max_removals=58)
    assert (len(result["removed"]), result["added"]) == (58, [people.active[60]])
    assert result["step_counts"]["remove members"] == 3
    assert inside(simulator) == {sales: 2, ids[0]: 1, ids[59]: 1, people.id(people.active[60]): 1}
    result = members(ids[0], people.active[59], people.active[1], state="absent")
    assert result["unchanged"] == [people.active[1]]
    assert len(inside(simulator)) == 2


def test_roles_have_members_by_the_same_task(run: Any, people: Any) -> None:
    args = {"role": "admin", "members": people.active[5:7]}

    def task(module: Any) -> MembershipTask:
        return MembershipTask(module, ROLE)

    assert run(MEMBERS, task, args)["added"] == people.active[5:7]
    assert run(MEMBERS, task, args)["changed"] is False
    assert run(MEMBERS, task, {**args, "state": "absent"})["removed"] == people.active[5:7]
