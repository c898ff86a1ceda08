# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of the wrong types, anywhere: they are shown, unread with a reason, or an error; never a traceback."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.openadmin.zoom.plugins.module_utils._core.client import Client
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.compare import same
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.declaration import Declaration
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.declare import declare
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.document import document
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.leaf import PROFILE_LISTS, leaves
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.proofs import SETTINGS_PROOFS
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.target import ACCOUNT, Target
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.undo import undo_document
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

from .values import job_of, other_value, reading_of, writable_leaves

TARGETS = {"account": ACCOUNT, "group": Target("group", "g", "G"), "user": Target("user", "u", "u@example.com")}
ODD = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(allow_nan=False), st.text(max_size=4)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(st.sampled_from(["id", "name", "code", "enable", "x"]), inner, max_size=2),
    ),
    max_leaves=4,
)
NEW_POLICY = {"operate": "create", "policies": [{"name": "New"}]}


def everything(level: str) -> Declaration:
    """Every leaf of a level, and some locks."""
    declaration = Declaration(level)
    for leaf in writable_leaves(level):
        current = [{"id": "a", "name": "A"}] if leaf.path in PROFILE_LISTS.values() else None
        tree: dict[str, Any] = {}
        place = tree
        *parents, last = leaf.path.split(".")
        for part in parents:
            place = place.setdefault(part, {})
        place[last] = other_value(leaf, current, level)
        declaration.wanted.update(declare(level, tree).wanted)
    locks = {"in_meeting": {"chat": True, "annotation": False}, "meeting_security": {"waiting_room": True}}
    if level != "user":
        declaration.locks.update(declare(level, locks=locks).locks)
    return declaration


@pytest.mark.parametrize("level", ["account", "group", "user"])
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_any_value_anywhere(level: str, data: st.DataObject) -> None:
    bodies: dict[str, Any] = {}
    paths = [leaf.path for leaf in writable_leaves(level)]
    for path in data.draw(st.lists(st.sampled_from(paths), max_size=12)):
        parts = path.split(".")
        cut = data.draw(st.integers(1, len(parts)))
        body = bodies.setdefault(leaves()[path].view, {})
        for part in parts[: cut - 1]:
            body = body.setdefault(part, {}) if isinstance(body, dict) else {}
        if isinstance(body, dict):
            body[parts[cut - 1]] = data.draw(ODD)
    for view in PROFILE_LISTS:
        bodies.setdefault(view, {})["authentication_options"] = data.draw(ODD)
    locks = data.draw(st.fixed_dictionaries({"in_meeting": ODD, "meeting_security": ODD}))
    reading = reading_of(level, bodies, {"default": locks, "meeting_security": locks})
    document(reading)
    job = job_of(TARGETS[level], everything(level), reading)
    undo_document([job])
    for path, value in reading.all_settings().items():
        same(leaves()[path], value, reading.shown(path))


def test_a_list_of_entries_in_an_odd_form_is_not_taken_for_empty() -> None:
    """Every profile would be created once more."""
    tree = {"authentication_options": {"meeting_authentication": {"authentication_options": [{"name": "Ours"}]}}}
    bodies = {"meeting_authentication": {"authentication_options": {"0": {"name": "Ours"}}}}
    job = job_of(ACCOUNT, declare("account", tree), reading_of("account", bodies))
    assert job.changes == [] and [item.reason for item in job.settings.blocked] == ["unknown"]


@pytest.mark.parametrize("body", [[], [1], "text", None, 5, True], ids=repr)
@pytest.mark.parametrize("module", ["zoom_settings", "zoom_settings_info"])
def test_an_answer_that_holds_no_settings(
    simulator: Simulator, fail: RunModule, monkeypatch: pytest.MonkeyPatch, module: str, body: Any
) -> None:
    monkeypatch.setattr(Client, "call", lambda *_arguments, **_named: body)
    task = {"settings": {"in_meeting": {"chat": False}}} if module == "zoom_settings" else {}
    result = fail(module, {"scope": "account", **task})
    assert "accountSettings holds no settings" in result["msg"] and simulator.writes() == []


def test_a_lock_answer_that_holds_none_is_as_good_as_unread(
    simulator: Simulator, fail: RunModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Client.call

    def call(self: Client, operation: str, *arguments: Any, **named: Any) -> Any:
        return [] if operation == "getAccountLockSettings" else real(self, operation, *arguments, **named)

    monkeypatch.setattr(Client, "call", call)
    result = fail("zoom_lock_settings", {"scope": "account", "locks": {"in_meeting": {"chat": True}}})
    assert "cannot be read" in result["msg"] and simulator.writes() == []


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        ("accountSettingsUpdate", {"in_meeting": {"chat": True}}),
        ("accountSettingsUpdate", {"authentication_option": {"action": "add", "name": "New"}}),
        (
            "accountSettingsUpdate",
            {"chat": {"chat_etiquette_tool": {"operate": "create", "policies": [{"name": "N"}]}}},
        ),
        ("updateGroupLockSettings", {"in_meeting": {"chat": True}}),
    ],
)
@given(found=ODD)
@settings(max_examples=20, deadline=None)
def test_the_proof_of_a_lost_answer(operation: str, body: Any, found: Any) -> None:
    answers = [found, *({key: found} for key in ("in_meeting", "authentication_options", "chat"))]
    answers += [{"chat": {"chat_etiquette_tool": found}}, {"chat": {"chat_etiquette_tool": {"policies": found}}}]
    for answer in answers:
        client = SimpleNamespace(call=lambda *_arguments, answer=answer: answer)
        assert SETTINGS_PROOFS[operation](cast("Client", client), {}, body, {}) in ({}, None)
