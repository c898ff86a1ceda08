# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Locks that Zoom takes and ignores, and locks that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.client import Client
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

CHAT_OFF = {"settings": {"in_meeting": {"chat": False}}}
CHAT_LOCKED = {"locks": {"in_meeting": {"chat": True}}}


def ignore(monkeypatch: pytest.MonkeyPatch, operation: str, body: Any) -> None:
    """Zoom answers success to this write, and does nothing."""
    real = Client.call

    def call(self: Client, *arguments: Any, **named: Any) -> Any:
        given = arguments[3] if len(arguments) > 3 else named.get("body")
        return {} if arguments[0] == operation and given == body else real(self, *arguments, **named)

    monkeypatch.setattr(Client, "call", call)


@pytest.mark.parametrize("on_unapplied", ["fail", "warn"])
def test_a_lock_opened_for_a_moment_that_does_not_close(
    simulator: Simulator, fail: RunModule, succeed: RunModule, monkeypatch: pytest.MonkeyPatch, on_unapplied: str
) -> None:
    simulator.put_state({"locks": {"account": {"in_meeting": {"chat": True}}}})
    task = {"scope": "account", **CHAT_OFF, **CHAT_LOCKED, "on_unapplied": on_unapplied}
    with monkeypatch.context() as patched:
        ignore(patched, "UpdateLockedSettings", {"in_meeting": {"chat": True}})
        result = fail("zoom_settings", task)
    assert result["open_locks"] == ["account: in_meeting.chat"]
    assert "stand open" in result["msg"] and "account: in_meeting.chat" in result["msg"]
    (item,) = result["unapplied"]
    assert (item["path"], item["wanted"], item["actual"]) == ("in_meeting.chat", True, False)
    assert result["changed_settings"] == ["in_meeting.chat"] and result["changed_locks"] == []
    again = succeed("zoom_settings", task)
    assert again["changed_locks"] == ["in_meeting.chat"] and again["open_locks"] == []


def test_a_lock_that_does_not_close(simulator: Simulator, fail: RunModule, monkeypatch: pytest.MonkeyPatch) -> None:
    ignore(monkeypatch, "UpdateLockedSettings", {"in_meeting": {"chat": True}})
    result = fail("zoom_settings", {"scope": "account", **CHAT_OFF, **CHAT_LOCKED})
    assert [item["path"] for item in result["unapplied"]] == ["in_meeting.chat"]
    assert result["open_locks"] == ["account: in_meeting.chat"]


def test_a_refused_lock_says_nothing_about_the_setting_of_its_name(simulator: Simulator, fail: RunModule) -> None:
    refusal = {"code": 300, "message": "This cannot be changed."}
    simulator.faults(
        [{"method": "PATCH", "path": "/accounts/me/lock_settings", "status": 400, "body": refusal, "times": None}]
    )
    result = fail("zoom_settings", {"scope": "account", **CHAT_OFF, **CHAT_LOCKED})
    assert result["changed_settings"] == ["in_meeting.chat"] and result["changed_locks"] == []
    assert [item["wanted"] for item in result["unapplied"]] == [True]


@pytest.mark.parametrize("module", ["zoom_settings", "zoom_lock_settings"])
@pytest.mark.parametrize("wanted", [True, False])
def test_locks_that_cannot_be_read_are_written_and_not_called_done(
    simulator: Simulator, succeed: RunModule, fail: RunModule, tmp_path: Path, wanted: bool, module: str
) -> None:
    """`false` was once taken for done, since what is not shown was taken for open."""
    chat = {"in_meeting": {"chat": not wanted}}
    simulator.put_state({"account": {"scopes": "admin"}, "locks": {"account": chat}})
    undo = tmp_path / "undo.json"
    task = {"scope": "account", "locks": {"in_meeting": {"chat": wanted}}, "undo_file": str(undo)}
    assert "account:read:lock_settings:master" in fail(module, task)["msg"] and simulator.writes() == []
    done = succeed(module, {**task, "allow_unverified": True})
    assert done["changed"] and done["unverified"] == ["in_meeting.chat"]
    assert simulator.state()["locks"]["account"]["in_meeting"]["chat"] is wanted
    assert "locks" not in json.dumps(json.loads(undo.read_text()))
    assert "lock in_meeting.chat (it could not be read)" in str(done["warnings"])


def test_the_undo_of_settings_beside_unreadable_locks(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    simulator.put_state({"account": {"scopes": "admin"}})
    undo = tmp_path / "undo.json"
    task = {"scope": "account", **CHAT_OFF, **CHAT_LOCKED, "undo_file": str(undo), "allow_unverified": True}
    succeed("zoom_settings", task)
    assert json.loads(undo.read_text()) == {"scope": "account", "settings": {"in_meeting": {"chat": True}}}
