# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An undo file gives the previous values back, whichever module wrote it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError
from ansible_collections.openadmin.zoom.plugins.plugin_utils._lifecycle.undo_documents import tasks_of
from ansible_collections.openadmin.zoom.tests.harness.actions import run_action
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

PEOPLE = [
    {"email": "ada@example.com", "create_action": "autoCreate", "first_name": "Ada"},
    {"email": "sim.user0003@example.com", "dept": "Materials"},
]
CHAT_OFF = {"in_meeting": {"chat": False}}


@pytest.mark.parametrize(
    ("content", "module", "expected"),
    [
        ({"email": "a@b.cd", "dept": ""}, "", [("zoom_user", "a@b.cd")]),
        ([{"email": "a@b.cd"}, {"email": "c@b.cd"}], "", [("zoom_users", "2 people")]),
        ([], "zoom_users", []),
        ({"scope": "account", "settings": {}}, "", [("zoom_settings", "account")]),
        ([{"scope": "group", "group": "g1", "locks": {}}], "", [("zoom_settings", "g1")]),
        ({"group": "g1", "members": []}, "", [("zoom_group_member", "g1")]),
        ({"contact_group": "c1", "members": []}, "", [("zoom_contact_group_member", "c1")]),
        ({"role": "r1", "members": []}, "", [("zoom_role_member", "r1")]),
        ({"user": "u1", "assistants": []}, "", [("zoom_user_assistant", "u1")]),
        ({"name": "Sales", "state": "absent"}, "zoom_division", [("zoom_division", "Sales")]),
        ({"name": "Sales", "state": "absent"}, "", "Name the module"),
        (["text"], "", "does not hold"),
    ],
)
def test_the_tasks_of_a_file(content: Any, module: str, expected: Any) -> None:
    if isinstance(expected, str):
        with pytest.raises(InputError, match=expected):
            tasks_of(content, module)
    else:
        assert [(task.module, task.subject) for task in tasks_of(content, module)] == expected


@pytest.mark.parametrize(
    ("module", "arguments", "left_out"),
    [
        ("zoom_group", {"name": "Research"}, []),
        ("zoom_group", {"name": "Sales", "new_name": "Sales EMEA"}, []),
        ("zoom_group", {"name": "Support", "state": "absent", "force": True}, ["comes back with a new id"]),
        ("zoom_division", {"name": "Antarctica", "description": "Cold"}, []),
        ("zoom_group_member", {"group": "Sales", "members": ["sim.user0003@example.com"], "state": "exact",
                               "max_removals": 50}, []),
        ("zoom_user", {"email": "sim.user0003@example.com", "dept": "Materials", "first_name": "Zora"}, []),
        ("zoom_users", {"users": PEOPLE, "max_removals_percent": 100}, ["ada@example.com: is deactivated"]),
        ("zoom_settings", {"scope": "account", "settings": CHAT_OFF}, []),
        ("zoom_settings", {"scope": "group", "groups": "all", "settings": CHAT_OFF}, []),
        ("zoom_lock_settings", {"scope": "account", "locks": {"in_meeting": {"chat": True}}}, []),
    ],
)  # fmt: skip
def test_any_module_is_undone(
    simulator: Simulator, succeed: RunModule, tmp_path: Path, module: str, arguments: Any, left_out: list[str]
) -> None:
    undo = tmp_path / "undo.json"
    before = comparable(simulator.state())
    assert succeed(module, {**arguments, "undo_file": str(undo)})["changed"]
    assert json.loads(Path(f"{undo}.about").read_text())["module"] == module
    task = {**simulator.connection, "src": str(undo)}
    simulator.clear_requests()
    planned = run_action("zoom_undo", task, check_mode=True)
    assert (simulator.writes(), planned["changed"]) == ([], True)
    assert len(planned["left_out"]) == len(left_out)
    assert all(words in sentence for words, sentence in zip(left_out, planned["left_out"], strict=True))
    done = run_action("zoom_undo", task)
    assert done.get("msg") is None and done["steps"] == planned["steps"]
    if not left_out:
        assert comparable(simulator.state()) == before
    assert not run_action("zoom_undo", task)["changed"] or "comes back" in str(left_out)


def comparable(state: dict[str, Any]) -> Any:
    """What of an account the tests change, without the times that every write moves."""
    people = {
        user["email"]: {key: user.get(key) or "" for key in ("first_name", "dept", "type", "status")}
        for user in state["users"]
        if user["email"] != "ada@example.com"
    }
    groups = {group["name"]: sorted(map(str, group.get("members", []))) for group in state["groups"]}
    return people, groups, [division["name"] for division in state["divisions"]]


def test_a_file_of_another_account_is_refused(simulator: Simulator, tmp_path: Path) -> None:
    undo = tmp_path / "undo.json"
    undo.write_text(json.dumps({"scope": "account", "settings": CHAT_OFF}))
    Path(f"{undo}.about").write_text(json.dumps({"module": "zoom_settings", "account": "another"}))
    result = run_action("zoom_undo", {**simulator.connection, "src": str(undo)})
    assert result["failed"] and "written for the account another" in result["msg"]
    assert simulator.requests() == []


def test_what_fails_stops_no_other(simulator: Simulator, tmp_path: Path) -> None:
    undo = tmp_path / "undo.json"
    documents = [{"scope": "group", "group": "gone", "settings": CHAT_OFF}, {"scope": "account", "settings": CHAT_OFF}]
    undo.write_text(json.dumps(documents))
    result = run_action("zoom_undo", {**simulator.connection, "src": str(undo)})
    assert [bool(one["problem"]) for one in result["undone"]] == [True, False]
    assert result["failed"] and result["changed"] and "gone" in result["msg"]
