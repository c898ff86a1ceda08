# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_settings and zoom_lock_settings against a simulated account."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.client import Client
from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import DailyLimitError
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

ACCOUNT_TASK: dict[str, Any] = {
    "scope": "account",
    "settings": {
        "in_meeting": {"annotation": False, "chat": False},
        "meeting_security": {"waiting_room": False},
        "meeting_authentication": True,
    },
    "locks": {"in_meeting": {"chat": True}, "meeting_security": {"waiting_room": True}},
}
CHAT_OFF = {"settings": {"in_meeting": {"chat": False}}}
COMPARED = ("diff", "steps", "step_counts", "changed", "changed_settings", "changed_locks")


def person(simulator: Simulator) -> str:
    users = simulator.state()["users"]
    return next(user["email"] for user in users if user["type"] == 2 and user.get("group_ids"))


def calls(simulator: Simulator) -> list[str]:
    return [f"{call['method']} {call['path'][3:]} {call['query']}".strip() for call in simulator.api_requests()]


def names(simulator: Simulator) -> list[str]:
    return sorted(group["name"] for group in simulator.state()["groups"])


def test_check_mode_equals_the_run_and_the_second_run_changes_nothing(
    run_module: RunModule, succeed: RunModule
) -> None:
    predicted = run_module("zoom_settings", ACCOUNT_TASK, check_mode=True)
    done = succeed("zoom_settings", ACCOUNT_TASK)
    assert {name: done[name] for name in COMPARED} == {name: predicted[name] for name in COMPARED}
    assert done["changed_settings"] == [
        "in_meeting.annotation",
        "in_meeting.chat",
        "meeting_authentication",
        "meeting_security.waiting_room",
    ]
    assert done["changed_locks"] == ["in_meeting.chat", "meeting_security.waiting_room"]
    assert predicted["open_locks"] == ["account: in_meeting.chat", "account: meeting_security.waiting_room"]
    assert done["open_locks"] == [] and done["unapplied"] == []
    assert predicted["requests"].keys() == {"GET"}
    again = succeed("zoom_settings", ACCOUNT_TASK)
    assert not again["changed"] and again["diff"] == {"before": {}, "after": {}} and again["requests"] == {"GET": 5}


def test_an_unchanged_account_costs_a_read_per_view(simulator: Simulator, succeed: RunModule) -> None:
    task = {"scope": "account", "settings": {"in_meeting": {"chat": True}, "meeting_security": {"waiting_room": True}}}
    assert not succeed("zoom_settings", task)["changed"]
    assert sorted(calls(simulator)) == [
        "GET /accounts/me/settings",
        "GET /accounts/me/settings option=meeting_security",
    ]
    assert [entry["path"] for entry in simulator.requests()].count("/oauth/token") == 1


def test_wrong_input_sends_nothing(simulator: Simulator, fail: RunModule) -> None:
    task = {
        "scope": "user",
        "group": "Sales",
        "verify": "perhaps",
        "settings": {"in_meeting": {"anotation": True, "chat": "perhaps"}, "integration": {"box": True}},
        "locks": {"in_meeting": {"chat": True}},
    }
    result = fail("zoom_settings", task)
    places = {finding["place"] for finding in result["findings"]}
    assert places == {
        "verify",
        "user",
        "group",
        "settings.in_meeting.anotation",
        "settings.in_meeting.chat",
        "settings.integration.box",
        "locks",
    }
    assert simulator.requests() == []


def test_groups_side_by_side(simulator: Simulator, succeed: RunModule) -> None:
    done = succeed("zoom_settings", {"scope": "group", "groups": "all", **CHAT_OFF})
    members = sum(len(group["members"]) for group in simulator.state()["groups"])
    assert done["reach"] == {"objects": 5, "members": members}
    assert [item["name"] for item in done["objects"]] == names(simulator)
    assert done["step_counts"] == {"set group": 5, "total": 5}
    assert f"({done['objects'][0]['members']} members)" in done["steps"][0]["object"]
    assert not succeed("zoom_settings", {"scope": "group", "groups": names(simulator)[:2], **CHAT_OFF})["changed"]


def test_unknown_groups_are_all_named(simulator: Simulator, fail: RunModule) -> None:
    result = fail("zoom_settings", {"scope": "group", "groups": ["Saless", "Nobody"], **CHAT_OFF})
    assert "'Saless'" in result["msg"] and "'Nobody'" in result["msg"] and "othing was changed" in result["msg"]
    assert simulator.writes() == []


@pytest.mark.parametrize("scope", ["group", "user"])
def test_a_lock_of_the_account_is_found_before_writing(
    scope: str, simulator: Simulator, succeed: RunModule, fail: RunModule
) -> None:
    simulator.put_state({"locks": {"account": {"in_meeting": {"chat": True}}}})
    simulator.clear_requests()
    target = {"group": names(simulator)[0]} if scope == "group" else {"user": person(simulator)}
    settings = {"in_meeting": {"chat": False, "annotation": False}}
    result = fail("zoom_settings", {"scope": scope, **target, "settings": settings})
    (item,) = result["unapplied"]
    assert (item["path"], item["reason"]) == ("in_meeting.chat", "locked at account")
    assert "Nothing was written" in result["msg"] and simulator.writes() == [] and not result["changed"]
    warned = succeed("zoom_settings", {"scope": scope, **target, "settings": settings, "on_unapplied": "warn"})
    assert warned["changed_settings"] == ["in_meeting.annotation"] and len(warned["unapplied"]) == 1
    assert "locked at account" in str(warned["warnings"])


def test_a_lock_of_a_group_is_named(simulator: Simulator, fail: RunModule) -> None:
    state = simulator.state()
    user = next(user for user in state["users"] if user["type"] == 2 and user.get("group_ids"))
    group = next(group for group in state["groups"] if group["id"] == user["group_ids"][0])
    simulator.put_state({"locks": {"groups": {group["id"]: {"in_meeting": {"chat": True}}}}})
    (item,) = fail("zoom_settings", {"scope": "user", "user": user["email"], **CHAT_OFF})["unapplied"]
    assert item["reason"] == "locked at group" and f"group {group['name']}" in item["detail"]


def test_locks_that_cannot_be_read(simulator: Simulator, succeed: RunModule, fail: RunModule) -> None:
    simulator.put_state({"account": {"scopes": "admin"}, "locks": {"account": {"in_meeting": {"chat": True}}}})
    task = {"scope": "group", "group": names(simulator)[0], **CHAT_OFF}
    result = fail("zoom_settings", task)
    assert "account:read:lock_settings:master" in result["msg"] and "allow_unverified" in result["msg"]
    assert simulator.writes() == []
    result = fail("zoom_settings", {**task, "allow_unverified": True})
    (item,) = result["unapplied"]
    assert item["reason"] == "unknown" and "locks cannot be read" in item["detail"] and not result["changed"]
    assert "done without knowing them" in str(result["warnings"])
    free = {"settings": {"in_meeting": {"annotation": False}}}
    assert succeed("zoom_settings", {**task, **free, "allow_unverified": True})["changed"]


def test_the_read_back_finds_a_lock_that_no_table_knows(simulator: Simulator, fail: RunModule) -> None:
    """A silent refusal that no known lock explains."""
    simulator.put_state({"account": {"unlicensed": ["in_meeting.annotation", "in_meeting.webinar_chat"]}})
    settings = {"in_meeting": {"annotation": False, "webinar_chat": {"enable": False}, "chat": False}}
    result = fail("zoom_settings", {"scope": "account", "settings": settings})
    assert {item["path"]: item["reason"] for item in result["unapplied"]} == {
        "in_meeting.annotation": "unknown",
        "in_meeting.webinar_chat.enable": "not licensed",
    }
    assert result["changed"] and result["changed_settings"] == ["in_meeting.chat"]


def test_a_refused_leaf_does_not_keep_the_others_from_being_written(simulator: Simulator, fail: RunModule) -> None:
    simulator.put_state(
        {
            "switches": {"unlicensed_write": "error"},
            "account": {"unlicensed": ["in_meeting.webinar_chat", "in_meeting.whiteboard"]},
        }
    )
    settings = {
        "in_meeting": {"webinar_chat": {"enable": False}, "chat": False, "annotation": False, "whiteboard": False}
    }
    result = fail("zoom_settings", {"scope": "account", "settings": settings})
    assert {item["path"] for item in result["unapplied"]} == {"in_meeting.webinar_chat.enable", "in_meeting.whiteboard"}
    assert result["changed_settings"] == ["in_meeting.annotation", "in_meeting.chat"]
    assert "not available for the current plan" in result["msg"]


def test_a_write_may_take_a_moment_to_show(simulator: Simulator, succeed: RunModule, real_waits: None) -> None:
    simulator.put_state({"switches": {"settings_lag_ms": 600}})
    assert succeed("zoom_settings", {"scope": "account", **CHAT_OFF})["changed_settings"] == ["in_meeting.chat"]


def test_without_verify_nothing_is_read_back(simulator: Simulator, succeed: RunModule) -> None:
    simulator.put_state({"account": {"unlicensed": ["in_meeting.chat"]}})
    done = succeed("zoom_settings", {"scope": "account", "verify": False, **CHAT_OFF})
    assert done["changed"] and done["requests"] == {"GET": 1, "PATCH": 1}


def test_a_lock_is_opened_and_closed_around_its_setting(simulator: Simulator, succeed: RunModule) -> None:
    simulator.put_state({"locks": {"account": {"in_meeting": {"chat": True}}}})
    done = succeed("zoom_settings", {"scope": "account", **CHAT_OFF, "locks": {"in_meeting": {"chat": True}}})
    assert [step["verb"] for step in done["steps"]] == ["unlock", "set", "lock"]
    assert done["changed_locks"] == [] and done["changed_settings"] == ["in_meeting.chat"]


def test_a_daily_limit_of_settings_leaves_no_lock_open(simulator: Simulator, fail: RunModule) -> None:
    simulator.put_state({"locks": {"account": {"in_meeting": {"chat": True}}}})
    daily = {"code": 429, "message": "You have reached the maximum daily rate limit for this API."}
    simulator.faults([{"method": "PATCH", "path": "/accounts/me/settings", "status": 429, "body": daily}])
    result = fail("zoom_settings", {"scope": "account", **CHAT_OFF, "locks": {"in_meeting": {"chat": True}}})
    assert result["open_locks"] == [] and result["changed_settings"] == []
    assert simulator.state()["locks"]["account"]["in_meeting"]["chat"] is True


def test_an_interruption_names_the_locks_left_open(
    simulator: Simulator, succeed: RunModule, fail: RunModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulator.put_state({"locks": {"account": {"in_meeting": {"chat": True}}}})
    task = {"scope": "account", **CHAT_OFF, "locks": {"in_meeting": {"chat": True}}}
    real = Client.call

    def call(self: Client, operation: str, *arguments: Any) -> Any:
        if operation == "UpdateLockedSettings" and arguments[2] == task["locks"]:
            raise DailyLimitError(operation, "PATCH", "/accounts/me/lock_settings", 429, 429, "daily limit")
        return real(self, operation, *arguments)

    with monkeypatch.context() as patched:
        patched.setattr(Client, "call", call)
        result = fail("zoom_settings", task)
    assert result["open_locks"] == ["account: in_meeting.chat"]
    assert "stand open" in result["msg"] and "account: in_meeting.chat" in result["msg"]
    again = succeed("zoom_settings", task, check_mode=True)
    assert again["open_locks"] == ["account: in_meeting.chat"]
    done = succeed("zoom_settings", task)
    assert done["changed_locks"] == ["in_meeting.chat"] and done["open_locks"] == []


@pytest.mark.parametrize("after", [True, False])
def test_a_lost_answer_is_settled_by_reading(after: bool, simulator: Simulator, succeed: RunModule) -> None:
    simulator.faults([{"method": "PATCH", "path": "/accounts/me/settings", "status": 503, "after": after}])
    profile = {"name": "New", "type": "enforce_login"}
    option = {"meeting_authentication": {"authentication_option": {"action": "add", **profile}}}
    task = {"scope": "account", "settings": {"authentication_options": option}}
    succeed("zoom_settings", task)
    document = succeed("zoom_settings_info", {"scope": "account"})
    profiles = document["settings"]["authentication_options"]["meeting_authentication"]["authentication_options"]
    assert [entry["name"] for entry in profiles].count("New") == 1


def test_secrets_are_nowhere(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    user = person(simulator)
    steps, undo = tmp_path / "steps.json", tmp_path / "undo.json"
    first = {"schedule_meeting": {"pmi_password": "oldsecret1"}}
    succeed("zoom_settings", {"scope": "user", "user": user, "settings": first})
    recorded = {"views": {"default": {"vault": {"api_token": "oldsecret2", "kept": 1}, **first}}}
    simulator.put_state({"settings": {"users": {user: recorded}}})
    task = {
        "scope": "user",
        "user": user,
        "settings": {"schedule_meeting": {"pmi_password": "newsecret1"}},
        "extra_settings": {"vault": {"api_token": "newsecret2", "kept": 2}},
        "steps_file": str(steps),
        "undo_file": str(undo),
    }
    predicted = succeed("zoom_settings", task, check_mode=True, diff=True)
    done = succeed("zoom_settings", task, diff=True)
    shown = succeed("zoom_settings_info", {"scope": "user", "user": user})
    for text in (json.dumps([predicted, done, shown]), steps.read_text(), undo.read_text()):
        assert "secret1" not in text and "secret2" not in text
    assert done["masked"] == ["schedule_meeting.pmi_password", "vault.api_token"] == shown["masked"]
    assert set(done["changed_settings"]) == {"schedule_meeting.pmi_password", "vault.api_token", "vault.kept"}
    assert not succeed("zoom_settings", task)["changed"]


@pytest.mark.parametrize("settings", [{"in_meeting": {"chat": "wrong"}}, {"in_meeting": {"chat": True}}])
def test_short_secrets_are_hidden_in_the_arguments_too(settings: Any, run_module: RunModule) -> None:
    task = {"scope": "account", "settings": settings, "extra_settings": {"new": {"pass_code": "x7", "passcode": "q7q"}}}
    assert "q7q" not in json.dumps(run_module("zoom_settings", task))


def test_undo_gives_the_previous_values_back(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    undo = tmp_path / "undo.json"
    before = succeed("zoom_settings_info", {"scope": "account"})
    succeed("zoom_settings", {**ACCOUNT_TASK, "undo_file": str(undo)})
    assert stat.S_IMODE(undo.stat().st_mode) == 0o600
    document = json.loads(undo.read_text())
    assert document["scope"] == "account" and document["settings"]["in_meeting"] == {"annotation": True, "chat": True}
    succeed("zoom_settings", document)
    after = succeed("zoom_settings_info", {"scope": "account"})
    assert {name: after[name] for name in ("settings", "locks")} == {
        name: before[name] for name in ("settings", "locks")
    }


def test_undo_of_several_groups_is_a_list(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    undo = tmp_path / "undo.json"
    succeed("zoom_settings", {"scope": "group", "groups": "all", **CHAT_OFF, "undo_file": str(undo)})
    documents = json.loads(undo.read_text())
    assert len(documents) == 5
    for document in documents:
        assert succeed("zoom_settings", document)["changed"]


def test_read_only_writes_nothing(simulator: Simulator, succeed: RunModule) -> None:
    done = succeed("zoom_settings", {**ACCOUNT_TASK, "read_only": True})
    assert done["changed"] and "read_only is set" in str(done["warnings"]) and simulator.writes() == []


def test_locks_alone(simulator: Simulator, succeed: RunModule) -> None:
    task = {"scope": "group", "groups": "all", "locks": {"in_meeting": {"chat": True}}, "extra_locks": {}}
    predicted = succeed("zoom_lock_settings", task, check_mode=True)
    done = succeed("zoom_lock_settings", task)
    assert done["changed_locks"] == ["in_meeting.chat"] and done["step_counts"] == {"lock group": 5, "total": 5}
    assert done["steps"] == predicted["steps"] and done["diff"] == predicted["diff"]
    assert "changed_settings" not in done and "masked" not in done
    again = succeed("zoom_lock_settings", task)
    assert not again["changed"] and again["requests"] == {"GET": 6}


def test_unlocking_and_texts(simulator: Simulator, succeed: RunModule) -> None:
    locks = {"meeting_security": {"encryption_type": "e2ee"}, "in_meeting": {"entry_exit_chime": "host"}}
    done = succeed("zoom_lock_settings", {"scope": "account", "locks": locks})
    assert done["changed_locks"] == ["in_meeting.entry_exit_chime", "meeting_security.encryption_type"]
    assert not succeed("zoom_lock_settings", {"scope": "account", "locks": locks})["changed"]
    off = {"meeting_security": {"encryption_type": False}, "in_meeting": {"entry_exit_chime": False}}
    assert succeed("zoom_lock_settings", {"scope": "account", "locks": off})["changed"]
    assert not succeed("zoom_lock_settings", {"scope": "account", "locks": off})["changed"]


def test_locks_of_the_account_without_the_scope_to_read_them(
    simulator: Simulator, succeed: RunModule, fail: RunModule
) -> None:
    simulator.put_state({"account": {"scopes": "admin"}})
    task = {"scope": "account", "locks": {"in_meeting": {"chat": True}}}
    assert "account:read:lock_settings:master" in fail("zoom_lock_settings", task)["msg"]
    done = succeed("zoom_lock_settings", {**task, "allow_unverified": True})
    assert done["unverified"] == ["in_meeting.chat"] and done["changed"]
    assert simulator.state()["locks"]["account"]["in_meeting"]["chat"] is True
