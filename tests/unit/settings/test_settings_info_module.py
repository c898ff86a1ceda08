# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_settings_info: one document per object that can be declared as it was read, and who decides for a user."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._settings.argument_spec import settings_spec
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.leaf import sections
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

EXAMPLES = json.loads((Path(__file__).parent / "examples.json").read_text(encoding="utf-8"))
TREES = ("settings", "extra_settings", "locks", "extra_locks")


def targets(simulator: Simulator) -> list[dict[str, Any]]:
    state = simulator.state()
    user = next(user for user in state["users"] if user["type"] == 2 and user.get("group_ids"))
    return [
        {"scope": "account"},
        {"scope": "group", "group": state["groups"][0]["name"]},
        {"scope": "user", "user": user["email"]},
    ]


def declare_back(succeed: RunModule, simulator: Simulator, target: dict[str, Any]) -> None:
    """Reading and declaring what was read changes nothing and writes nothing."""
    read = succeed("zoom_settings_info", target)
    simulator.clear_requests()
    result = succeed("zoom_settings", {**target, **{tree: read[tree] for tree in TREES}})
    assert not result["changed"] and result["unapplied"] == [] and simulator.writes() == []
    # Null is as if it were not named, for options and for leaves.
    options = dict.fromkeys(("group", "groups", "user", *TREES, "verify", "on_unapplied", "undo_file", "steps_file"))
    nulls = {**{tree: read[tree] for tree in TREES}, "settings": with_nulls(read["settings"])}
    assert not succeed("zoom_settings", {**options, **target, **nulls})["changed"] and simulator.writes() == []


def with_nulls(tree: dict[str, Any]) -> dict[str, Any]:
    """A tree with a null beside every leaf: for each section and leaf that is not there."""
    known = settings_spec()["settings"]["options"]
    return {**{name: None for name in known if name not in tree and name in sections()}, **tree}


@pytest.mark.parametrize("level", [0, 1, 2])
def test_round_trip_at_every_level(level: int, simulator: Simulator, succeed: RunModule) -> None:
    declare_back(succeed, simulator, targets(simulator)[level])


@pytest.mark.parametrize("name", sorted(name for name in EXAMPLES if EXAMPLES[name]["kind"] == "settings"))
def test_round_trip_of_recorded_documents(name: str, simulator: Simulator, succeed: RunModule) -> None:
    example = EXAMPLES[name]
    target = targets(simulator)[("account", "group", "user").index(example["level"])]
    document = {
        **example["document"],
        "unknown_section": {"deep": {"key.with.dots": [1, {"a": None}], "flag": False}, "api_token": "hidden"},
        "schedule_meeting": {**example["document"]["schedule_meeting"], "mute_upon_entry": True, "fresh": "x"},
    }
    key = target.get("group") or target.get("user")
    place = {"account": document} if key is None else {f"{example['level']}s": {key: document}}
    simulator.put_state({"settings": place})
    read = succeed("zoom_settings_info", target)
    assert read["extra_settings"]["schedule_meeting"]["fresh"] == "x"
    assert "unknown_section.api_token" in read["masked"] and "hidden" not in json.dumps(read)
    declare_back(succeed, simulator, target)


def test_all_groups_and_what_they_cost(simulator: Simulator, succeed: RunModule) -> None:
    read = succeed("zoom_settings_info", {"scope": "group", "all_groups": True})
    assert len(read["objects"]) == 5 and read["settings"] == {}
    assert read["requests"] == {"GET": 1 + 5 * 6}
    assert read["objects"][0]["settings"]["in_meeting"]["chat"] is True


def test_effective_names_the_level_that_decides(simulator: Simulator, succeed: RunModule) -> None:
    state = simulator.state()
    user = next(user for user in state["users"] if user["type"] == 2 and user.get("group_ids"))
    group = next(group for group in state["groups"] if group["id"] == user["group_ids"][0])
    simulator.put_state(
        {
            "locks": {
                "account": {"in_meeting": {"chat": True}},
                "groups": {group["id"]: {"in_meeting": {"chat": True, "annotation": True}}},
            }
        }
    )
    read = succeed("zoom_settings_info", {"scope": "user", "user": user["email"], "effective": True})
    decided = read["effective"]
    assert decided["in_meeting.chat"] == {"value": True, "level": "account", "lock": "in_meeting.chat"}
    assert decided["in_meeting.annotation"]["level"] == "group"
    assert decided["in_meeting.annotation"]["group"] == group["name"]
    assert decided["in_meeting.co_host"] == {"value": True, "level": "user"}
    assert "schedule_meeting.pmi_password" not in decided


def test_effective_is_about_users(fail: RunModule) -> None:
    result = fail("zoom_settings_info", {"scope": "account", "effective": True, "user": "x@example.com"})
    assert {finding["place"] for finding in result["findings"]} == {"effective", "user"}


def test_locks_that_cannot_be_read_are_said_so(simulator: Simulator, succeed: RunModule) -> None:
    simulator.put_state({"account": {"scopes": "admin"}})
    read = succeed("zoom_settings_info", {"scope": "account"})
    assert read["unreadable"] == ["account"] and read["locks"] == {} and read["settings"]["in_meeting"]


def test_who_decides_is_unknown_where_locks_are_hidden(simulator: Simulator, succeed: RunModule) -> None:
    simulator.put_state({"account": {"scopes": "admin"}})
    target = targets(simulator)[2]
    read = succeed("zoom_settings_info", {**target, "effective": True})
    assert read["effective"]["in_meeting.chat"]["level"] == "unknown"
    assert read["effective"]["recording.show_timestamp"]["level"] == "user"
    assert "account:read:lock_settings:master" in str(read["warnings"])


def test_wrong_choices_of_objects(fail: RunModule) -> None:
    both = fail("zoom_settings_info", {"scope": "group", "group": "x", "all_groups": True})
    assert both["findings"][0]["place"] == "group and all_groups"
    assert fail("zoom_settings_info", {"scope": "group"})["findings"][0]["place"] == "group"
