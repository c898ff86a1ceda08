# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trees and names of every form that surveys, YAML and malice give: taken for what they mean, or a finding."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._settings.declare import declare
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

HUGE = 10**400
SURROGATE = "\ud800"
TREES = ("settings", "extra_settings", "locks", "extra_locks")


def deep(levels: int) -> Any:
    tree: Any = True
    for _level in range(levels):
        tree = {"a": tree}
    return tree


@pytest.mark.parametrize(
    ("trees", "place", "words"),
    [
        ({"locks": {"schedule_meeting": True}}, "locks.schedule_meeting", "is not a mapping. It is a section"),
        ({"locks": {"in_meeting": ["chat"]}}, "locks.in_meeting", "It is a section; name the locks in it."),
        ({"locks": {"in_meeting": {"chat": {"enable": True}}}}, "locks.in_meeting.chat.enable", "is not known"),
        ({"locks": {"in_meeting": {"chat": [True]}}}, "locks.in_meeting.chat", "is not true or false"),
        ({"locks": {"in_meeting": {"chat": HUGE}}}, "locks.in_meeting.chat", "is a number that is too long"),
        (
            {"settings": {"authentication_option": {"type": [[]]}}},
            "settings.authentication_option",
            "may mean meetings or recordings",
        ),
        ({"settings": {"in_meeting": {"chat": HUGE}}}, "settings.in_meeting.chat", "is a number that is too long"),
        ({"settings": {"in_meeting": {"dscp_audio": float("inf")}}}, "settings.in_meeting.dscp_audio", "JSON"),
        ({"settings": {"in_meeting": {"dscp_audio": -HUGE}}}, "settings.in_meeting.dscp_audio", "too long"),
        ({"settings": {SURROGATE: 1}}, "settings", "cannot be sent"),
        ({"settings": {"in_meeting": {"ports_range": SURROGATE}}}, "settings.in_meeting.ports_range", "cannot be sent"),
        ({"extra_settings": {"new": {"a": [SURROGATE]}}}, "extra_settings.new.a[1]", "cannot be sent"),
        ({"extra_settings": {"new": float("nan")}}, "extra_settings.new", "JSON"),
        ({"extra_settings": {"new": datetime.date(2026, 1, 1)}}, "extra_settings.new", "Quote it."),
        ({"extra_locks": {"new": {"a": HUGE}}}, "extra_locks.new.a", "too long"),
        *(({tree: deep(60)}, tree, "is nested too deeply") for tree in TREES),
        *(({tree: [1]}, tree, "is not a mapping") for tree in TREES),
        *(({tree: 5}, tree, "is not a mapping") for tree in TREES),
        *(({tree: "a: [b"}, tree, "is not YAML") for tree in TREES),
        # YAML reads no, off, yes and on as true or false.
        ({"settings": {"recording": {"auto_recording": False}}}, "settings.recording.auto_recording", "quote it"),
        ({"settings": {"in_meeting": {"ports_range": True}}}, "settings.in_meeting.ports_range", "quote it"),
    ],
    ids=lambda value: ascii(value)[:50] if isinstance(value, str) else None,
)
def test_findings(trees: dict[str, Any], place: str, words: str) -> None:
    findings = declare("account", **trees).findings
    assert any(found.place == place and words in found.text() for found in findings), [item.text() for item in findings]


@pytest.mark.parametrize("value", [None, "", " ", {}, {"in_meeting": None}, "{}", "null"], ids=repr)
@pytest.mark.parametrize("tree", TREES)
def test_unset(tree: str, value: Any) -> None:
    declaration = declare("account", **{tree: value})
    assert not declaration.findings and not declaration.wanted and not declaration.names_locks


@pytest.mark.parametrize(
    "text",
    ['{"in_meeting": {"chat": false}}', "in_meeting:\n  chat: false\n", "{in_meeting: {chat: no}}"],
)
def test_text_is_taken_for_the_mapping_that_it_is(simulator: Simulator, succeed: RunModule, text: str) -> None:
    done = succeed("zoom_settings", {"scope": "account", "settings": text, "locks": text.replace("no}", "false}")})
    assert done["changed_settings"] == ["in_meeting.chat"]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        # A lock has this name, and a setting of sessions, which are another product, ends in it.
        ("meeting_security.approved_or_denied_countries_or_regions", "There is a lock of this name"),
        ("in_meeting.hide_participant_profile_pictures", "Did you mean"),
        ("meeting_security.meeting_pasword", "Did you mean meeting_security.meeting_password?"),
    ],
)
def test_hints(name: str, remedy: str) -> None:
    tree: Any = True
    for part in reversed(name.split(".")):
        tree = {part: tree}
    (finding,) = declare("account", tree).findings
    assert remedy in finding.text() and "session" not in finding.text()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("group", "a\0b"),
        ("groups", ["a\x1b", "b"]),
        ("user", "a\0@x.example"),
    ],
    ids=ascii,
)
def test_names_that_cannot_be(simulator: Simulator, fail: RunModule, option: str, value: Any) -> None:
    scope = "user" if option == "user" else "group"
    task = {"scope": scope, option: value, "settings": {"in_meeting": {"chat": False}}}
    result = fail("zoom_settings", task)
    assert [found["place"] for found in result["findings"]] == [option] and simulator.requests() == []


@pytest.mark.parametrize(
    "trees",
    [
        {"locks": {"schedule_meeting": True}},
        {"settings": {"recording": {"auto_recording": False}}},
        {"settings": {"in_meeting": {"ports_range": True}}},
        {"settings": "a: [b"},
        {"settings": [1]},
        {"settings": {"in_meeting": True}},
        {"settings": {"in_meeting": [1]}},
        {"settings": {"tsp": {"global_dial_in_countries": {"selected_countries": [5]}}}},
        {"settings": {"audio_conferencing": {"toll_call": {"numbers": [["1"], "2", 3]}}}},
        {"extra_settings": deep(60)},
        {"settings": deep(60)},
    ],
    ids=lambda value: json.dumps(value)[:40],
)
def test_the_module_says_it_before_any_request(simulator: Simulator, fail: RunModule, trees: dict[str, Any]) -> None:
    result = fail("zoom_settings", {"scope": "account", **trees})
    assert result["findings"] and simulator.requests() == []


def test_groups_may_come_as_text(simulator: Simulator, succeed: RunModule) -> None:
    names = sorted(group["name"] for group in simulator.state()["groups"])[:2]
    task = {"scope": "group", "settings": {"in_meeting": {"chat": False}}}
    done = succeed("zoom_settings", {**task, "groups": "\n".join(names)}, check_mode=True)
    assert [item["name"] for item in done["objects"]] == names
    done = succeed("zoom_settings", {**task, "groups": json.dumps(names)}, check_mode=True)
    assert [item["name"] for item in done["objects"]] == names
