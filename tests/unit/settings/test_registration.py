# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_webinar_registration: what is sent, what counts as the same, and what is refused before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._settings.registration_plan import (
    REGISTRATION_SPEC,
    check_registration,
    plan_registration,
)
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT

NAME = "zoom_webinar_registration"
LAST, ORG = ({"field_name": name, "required": True, "selected": True} for name in ("last_name", "org"))
ORG_OFF = {"field_name": "org", "required": False, "selected": False}
WHY = {"title": "Why?", "type": "short", "required": False, "selected": True}
HOW = {"title": "How?", "type": "multiple", "required": False, "selected": True, "answers": ["a", "b"]}


@pytest.mark.parametrize(
    ("have", "wanted", "body"),
    [
        ({}, {"options": {"close_registration": True}}, {"options": {"close_registration": True}}),
        ({"options": {"close_registration": True}}, {"options": {"close_registration": True}}, {}),
        (
            {"options": {"close_registration": True}},
            {"options": {"close_registration": True, "show_social_share_buttons": False}},
            {"options": {"show_social_share_buttons": False}},
        ),
        ({"approve_type": 0}, {"approve_type": 0}, {}),
        ({"approve_type": 0}, {"approve_type": 1}, {"approve_type": 1}),
        ({}, {"approve_type": 0}, {"approve_type": 0}),
        ({"questions": [LAST]}, {}, {}),
        ({"questions": [LAST]}, {"questions": [{"field_name": "last_name"}]}, {}),
        ({"questions": [LAST, ORG_OFF]}, {"questions": [LAST]}, {}),
        ({"questions": [LAST]}, {"questions": [LAST, ORG_OFF]}, {}),
        ({"questions": [ORG, LAST]}, {"questions": [LAST, ORG]}, {}),
        ({"questions": [LAST, ORG]}, {"questions": [LAST]}, {"questions": [LAST, ORG_OFF]}),
        ({"questions": [LAST]}, {"questions": []}, {"questions": [{**LAST, "required": False, "selected": False}]}),
        ({"questions": []}, {"questions": []}, {}),
        (
            {"questions": [LAST]},
            {"questions": [{"field_name": "last_name", "required": False}]},
            {"questions": [{**LAST, "required": False}]},
        ),
        ({"custom_questions": [WHY, HOW]}, {"custom_questions": [HOW, {"title": "Why?"}]}, {}),
        ({"custom_questions": [WHY, HOW]}, {"custom_questions": [HOW]}, {"custom_questions": [HOW]}),
        ({"custom_questions": []}, {"custom_questions": [{"title": "Why?"}]}, {"custom_questions": [WHY]}),
        (
            {"custom_questions": [HOW]},
            {"custom_questions": [{"title": "How?", "type": "multiple", "answers": ["b", "a"]}]},
            {"custom_questions": [{**HOW, "answers": ["b", "a"]}]},
        ),
        (
            {"custom_questions": [HOW]},
            {"custom_questions": [{"title": "How?", "type": "short"}]},
            {"custom_questions": [{**WHY, "title": "How?"}]},
        ),
        (
            {"custom_questions": [{**WHY, "selected": False}]},
            {"custom_questions": []},
            {"custom_questions": []},
        ),
        ({"questions": None, "custom_questions": "odd"}, {"questions": [LAST]}, {"questions": [LAST]}),
    ],
)
def test_plan(have: dict[str, Any], wanted: dict[str, Any], body: dict[str, Any]) -> None:
    change = plan_registration(have, wanted)
    assert change.body == body
    assert set(change.before) == set(change.after) == set(body)


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ({}, ["settings"]),
        ({"questions": [LAST, LAST]}, ["settings.questions"]),
        ({"custom_questions": [WHY, WHY]}, ["settings.custom_questions"]),
        ({"custom_questions": [{"title": " "}]}, ["settings.custom_questions[1].title"]),
        ({"custom_questions": [WHY, {**HOW, "type": "short"}]}, ["settings.custom_questions[2].answers"]),
        ({"custom_questions": [{"title": "How?", "answers": ["a"]}]}, ["settings.custom_questions[1].answers"]),
        ({"custom_questions": [{**HOW, "answers": []}]}, ["settings.custom_questions[1].answers"]),
        ({"custom_questions": [HOW, WHY]}, []),
    ],
)
def test_what_cannot_be_sent(wanted: dict[str, Any], places: list[str]) -> None:
    assert [finding.place for finding in check_registration(wanted)] == places


@pytest.mark.parametrize("operation", ["accountSettingsRegistrationUpdate", "updateGroupRegistrationSettings"])
def test_the_options_are_those_of_the_facts(operation: str) -> None:
    facts = json.loads((ROOT / "extensions" / "facts" / "openapi.json").read_text(encoding="utf-8"))
    found = next(
        method
        for methods in facts["paths"].values()
        for method in methods.values()
        if method.get("operationId") == operation
    )
    assert tree(found["requestBody"]["content"]["application/json"]["schema"]) == spec_tree(REGISTRATION_SPEC)


def tree(schema: dict[str, Any]) -> Any:
    """Names and types of a JSON schema."""
    if schema["type"] == "object":
        return {name: tree(part) for name, part in schema["properties"].items()}
    if schema["type"] == "array":
        return [tree(schema["items"])]
    return {"boolean": "bool", "integer": "int", "string": "str"}[schema["type"]], tuple(schema.get("enum", ()))


def spec_tree(option: dict[str, Any]) -> Any:
    """Names and types of an argument spec."""
    inner = {name: spec_tree(part) for name, part in option.get("options", {}).items()}
    if option["type"] == "list":
        return [inner or (option["elements"], ())]
    return inner or (option["type"], tuple(option.get("choices", ())))


WANTED: dict[str, Any] = {
    "options": {"close_registration": True},
    "approve_type": 1,
    "questions": [{"field_name": "org", "required": True}],
    "custom_questions": [{"title": "How?", "type": "single_radio", "answers": ["a", "b"]}, {"title": "Why?"}],
}


@pytest.mark.parametrize("arrays", ["replace", "merge"])
@pytest.mark.parametrize("level", ["account", "group"])
def test_it_is_set_once_and_given_back(
    simulator: Any, succeed: Any, targets: Any, tmp_path: Path, level: str, arrays: str
) -> None:
    simulator.put_state({"switches": {"arrays": arrays}})
    scope = {"scope": level, **({} if level == "account" else {level: targets[level].name})}
    args = {**scope, "settings": WANTED}
    predicted = succeed(NAME, args, check_mode=True, diff=True)
    assert simulator.writes() == []
    undo = tmp_path / "undo.json"
    done = succeed(NAME, {**args, "undo_file": str(undo)}, diff=True)
    same = ("changed", "steps", "step_counts", "diff")
    assert {key: predicted[key] for key in same} == {key: done[key] for key in same}
    assert done["steps"][0]["query"] == {"type": "webinar"}
    assert done["step_counts"] == {"set registration": 1, "total": 1}
    assert succeed(NAME, args)["changed"] is False
    back = succeed(NAME, json.loads(undo.read_text(encoding="utf-8")), diff=True)
    assert back["diff"]["after"] == done["diff"]["before"]


@pytest.mark.parametrize("after", [False, True], ids=["not carried out", "carried out"])
def test_a_lost_answer_is_settled_by_reading(simulator: Any, succeed: Any, after: bool) -> None:
    simulator.faults([{"method": "PATCH", "path": "/registration", "times": 1, "reset": True, "after": after}])
    assert succeed(NAME, {"scope": "account", "settings": WANTED})["unapplied"] == []


def test_what_does_not_show_is_told(simulator: Any, fail: Any) -> None:
    simulator.faults([{"method": "PATCH", "path": "/registration", "times": 1, "status": 204}])
    result = fail(NAME, {"scope": "account", "settings": {"approve_type": 1}})
    assert result["unapplied"] == [{"path": "approve_type", "wanted": 1, "actual": 0}]
    assert "approve_type of the account is not as wanted" in result["msg"]
    assert "Run again; if it stays so, look at it" in result["msg"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"scope": "group", "settings": {"approve_type": 1}}, "group: is required with scope group"),
        ({"scope": "account", "settings": {}}, "settings: names nothing"),
        ({"scope": "account", "settings": {"approve_type": 2}}, "approve_type"),
        ({"scope": "account", "settings": {"questions": [{"field_name": "shoe"}]}}, "field_name"),
        ({"scope": "account", "settings": {"options": {"colour": True}}}, "colour"),
    ],
)
def test_wrong_input_is_told_before_any_request(fail: Any, given: dict[str, Any], words: str) -> None:
    result = fail(NAME, given)
    assert words in result["msg"]
    assert not result.get("requests")
