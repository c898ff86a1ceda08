# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refusals, services that behave otherwise, and tasks that change very much at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import ConnectionFailedError
from ansible_collections.openadmin.zoom.plugins.module_utils._settings import verify as settings_verify
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.leaf import leaves
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.tree import flatten, plant
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.modules import whole
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

CHAT_OFF = {"settings": {"in_meeting": {"chat": False}}}


def group_task(simulator: Simulator, **more: Any) -> dict[str, Any]:
    return {"scope": "group", "group": simulator.state()["groups"][0]["name"], **more}


def test_every_boolean_at_once(simulator: Simulator, succeed: RunModule) -> None:
    read = succeed("zoom_settings_info", {"scope": "account"})
    tree: dict[str, Any] = {}
    for path, value in flatten(read["settings"]).items():
        leaf = leaves().get(".".join(path))
        if leaf is not None and leaf.kind == "bool" and leaf.writable("account"):
            plant(tree, path, not value)
    count = len(flatten(tree))
    task = {"scope": "account", "settings": tree}
    predicted = succeed("zoom_settings", task, check_mode=True)
    done = succeed("zoom_settings", task)
    assert done["diff"] == predicted["diff"] and done["steps"] == predicted["steps"]
    assert len(done["changed_settings"]) == count and count > 300
    assert "steps_file takes the whole list" in str(done["diff"]["after"])
    assert done["requests"]["PATCH"] == 5
    assert not succeed("zoom_settings", task)["changed"]


def test_a_service_that_refuses_locked_writes(simulator: Simulator, fail: RunModule) -> None:
    """Where the locks cannot be read, the refusal itself tells."""
    simulator.put_state(
        {
            "switches": {"locked_write": "error"},
            "account": {"scopes": "admin"},
            "locks": {"account": {"in_meeting": {"chat": True}}},
        }
    )
    settings = {"in_meeting": {"chat": False, "annotation": False, "co_host": False}}
    result = fail("zoom_settings", group_task(simulator, settings=settings, allow_unverified=True))
    (item,) = result["unapplied"]
    assert (item["path"], item["reason"]) == ("in_meeting.chat", "locked at account")
    assert result["changed_settings"] == ["in_meeting.annotation", "in_meeting.co_host"]


def test_a_list_that_the_service_merges_is_not_taken_for_written(simulator: Simulator, fail: RunModule) -> None:
    regions = {"in_meeting": {"data_center_regions": ["DE", "US"]}}
    simulator.put_state({"settings": {"account": {"views": {"default": regions}, "recorded": []}}})
    simulator.put_state({"switches": {"arrays": "merge"}})
    task = {"scope": "account", "settings": {"in_meeting": {"data_center_regions": ["US"]}}}
    (item,) = fail("zoom_settings", task)["unapplied"]
    assert item["wanted"] == ["US"] and sorted(item["actual"]) == ["DE", "US"]


def test_a_missing_scope_to_write_is_named(simulator: Simulator, fail: RunModule) -> None:
    scopes = "group:read:settings:admin group:read:list_groups:admin account:read:lock_settings:master"
    simulator.put_state({"account": {"scopes": scopes.split()}})
    result = fail("zoom_settings", {"scope": "group", "groups": "all", **CHAT_OFF})
    assert "group:update:settings:admin" in result["msg"]
    assert result["failures"] and not result["changed"]


def test_groups_of_a_user_that_cannot_be_read(simulator: Simulator, succeed: RunModule, fail: RunModule) -> None:
    scopes = "user:read:settings:admin user:update:settings:admin account:read:lock_settings:master"
    simulator.put_state({"account": {"scopes": scopes.split()}})
    task = {"scope": "user", "user": "owner@example.com", **CHAT_OFF}
    assert "the groups of user owner@example.com cannot be read" in fail("zoom_settings", task)["msg"]
    assert simulator.writes() == []
    assert succeed("zoom_settings", {**task, "allow_unverified": True})["changed"]


def test_a_read_back_that_fails_hides_nothing(
    simulator: Simulator, fail: RunModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_arguments: Any) -> Any:
        raise ConnectionFailedError("no answer")

    monkeypatch.setattr(settings_verify, "judge", unreachable)
    result = fail("zoom_settings", {"scope": "account", **CHAT_OFF})
    assert "could not be read back: no answer" in result["msg"] and result["changed_settings"] == ["in_meeting.chat"]


def test_an_unknown_setting_that_the_account_does_not_have(simulator: Simulator, fail: RunModule) -> None:
    result = fail("zoom_settings", {"scope": "account", "extra_settings": {"future": {"switch": True}}})
    (item,) = result["unapplied"]
    assert item["reason"] == "unknown" and item["actual"] is None and "may not have it" in item["detail"]


def test_a_profile_that_a_group_cannot_create(simulator: Simulator, fail: RunModule) -> None:
    profiles = [{"name": "Nobody's", "type": "enforce_login"}]
    tree = {"authentication_options": {"meeting_authentication": {"authentication_options": profiles}}}
    result = fail("zoom_settings", group_task(simulator, settings=tree))
    assert "group level cannot create it" in result["msg"] and simulator.writes() == []


def test_a_differing_leaf_that_the_level_only_shows(simulator: Simulator, fail: RunModule) -> None:
    tree = {"in_meeting": {"chat": False}, "schedule_meeting": {"personal_meeting": False}}
    result = fail("zoom_settings", group_task(simulator, settings=tree))
    assert "schedule_meeting.personal_meeting: cannot be set at group level" in result["msg"]
    assert "othing was changed" in result["msg"] and simulator.writes() == []


def test_many_leaves_that_do_not_take_are_told_in_few_lines(simulator: Simulator, fail: RunModule) -> None:
    state = simulator.state()
    simulator.put_state({"locks": {"account": {"in_meeting": {"chat": True, "annotation": True}}}})
    groups = [{"name": f"G{number:03}"} for number in range(40)]
    simulator.put_state({"groups": [*state["groups"], *groups]})
    tree = {"in_meeting": {"chat": False, "annotation": False}}
    result = fail("zoom_settings", {"scope": "group", "groups": "all", "settings": tree})
    assert len(whole(result)["unapplied"]) == 90 and "… and 70 more, in unapplied." in result["msg"]


def test_a_folder_that_does_not_exist(simulator: Simulator, fail: RunModule, tmp_path: Path) -> None:
    undo_file = str(tmp_path / "missing" / "undo.json")
    result = fail("zoom_settings", {"scope": "account", **CHAT_OFF, "undo_file": undo_file})
    assert result["findings"][0]["place"] == "undo_file" and simulator.requests() == []


def test_extra_locks(simulator: Simulator, succeed: RunModule, fail: RunModule) -> None:
    simulator.put_state({"locks": {"account": {"future": {"switch": True}}}})
    read = succeed("zoom_settings_info", {"scope": "account"})
    assert read["extra_locks"] == {"future": {"switch": True}}
    task = {"scope": "account", "extra_locks": {"future": {"switch": True}}}
    assert not succeed("zoom_lock_settings", task)["changed"]
    result = fail("zoom_lock_settings", {"scope": "account", "extra_locks": {"future": {"switch": False}}})
    assert result["unapplied"][0]["path"] == "future.switch"


def test_a_lock_that_does_not_take(simulator: Simulator, fail: RunModule) -> None:
    simulator.faults([{"method": "PATCH", "path": "/groups/.*/lock_settings", "status": 204, "body": ""}])
    task = group_task(simulator, locks={"in_meeting": {"chat": True}})
    (item,) = fail("zoom_lock_settings", task)["unapplied"]
    assert (item["path"], item["reason"], item["actual"]) == ("in_meeting.chat", "unknown", False)


def test_an_own_lock_that_keeps_a_setting(simulator: Simulator, fail: RunModule) -> None:
    """Where a service lets a lock bind its own level too."""
    group = simulator.state()["groups"][0]
    simulator.put_state({"locks": {"groups": {group["id"]: {"in_meeting": {"chat": True}}}}})
    simulator.faults([{"method": "PATCH", "path": "/groups/.*/settings", "status": 204, "body": ""}])
    (item,) = fail("zoom_settings", group_task(simulator, **CHAT_OFF))["unapplied"]
    assert item["reason"] == "locked at group" and "Its own lock in_meeting.chat" in item["detail"]
