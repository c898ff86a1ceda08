# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps as users see them, files that only their owner reads, findings, progress."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import Finding, InputError
from ansible_collections.openadmin.zoom.plugins.module_utils._core.plan import Plan, Stage
from ansible_collections.openadmin.zoom.plugins.module_utils._core.progress import Progress, sentence
from ansible_collections.openadmin.zoom.plugins.module_utils._core.secret_keys import MASK, masked
from ansible_collections.openadmin.zoom.plugins.module_utils._core.steps import Step, Symbol, batches, resolved
from ansible_collections.openadmin.zoom.plugins.module_utils._core.validation import find_problems, nearest


def test_a_step_is_reported_with_symbols_and_without_secrets() -> None:
    step = Step(
        "update",
        "user a+b@c.example",
        "updateUser",
        path={"userId": "a+b@c.example"},
        body={"dept": "X", "host_key": "123456", "group_id": Symbol("group", "Sales/EU")},
        after=("create group Sales/EU",),
        secrets=("dept",),
    )
    assert step.report() == {
        "verb": "update",
        "object": "user a+b@c.example",
        "method": "PATCH",
        "path": "/users/a%2Bb@c.example",
        "rate_label": "light",
        "body": {"dept": MASK, "host_key": MASK, "group_id": "{group:Sales/EU}"},
        "after": ["create group Sales/EU"],
    }


def test_symbols_stand_in_paths() -> None:
    step = Step("delete", "m", "deleteGroupMember", path={"groupId": Symbol("group", "A/B"), "memberId": "u/1"})
    assert step.report()["path"] == "/groups/{group:A/B}/members/u%2F1"


def test_a_plain_string_that_looks_like_a_symbol_is_none() -> None:
    body = {"name": "{group:Sales}", "id": Symbol("group", "Sales"), "list": (Symbol("group", "Sales"),)}
    assert resolved(body, {"{group:Sales}": "g1"}) == {"name": "{group:Sales}", "id": "g1", "list": ["g1"]}
    with pytest.raises(KeyError):
        resolved(body, {})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"password": "x", "n": {"passcode": "y"}}, {"password": MASK, "n": {"passcode": MASK}}),
        ({"client_secret": "x", "access_token": "t"}, {"client_secret": MASK, "access_token": MASK}),
        ({"require_password": True, "password": False}, {"require_password": True, "password": False}),
        ([{"api_key": "k"}, "password"], [{"api_key": MASK}, "password"]),
        ({"password": None}, {"password": None}),
    ],
)
def test_secrets_are_masked_and_switches_are_not(value: Any, expected: Any) -> None:
    assert masked(value) == expected


def test_a_plan_counts_its_steps() -> None:
    step = Step("create", "user a b", "createUser")
    plan = Plan([Stage("none", ()), Stage("people", ((step, step), (Step("update", "group x", "updateGroup"),)))])
    assert plan.counts() == {"create user": 2, "update group": 1, "total": 3}
    assert len(plan.report()) == 3
    assert plan
    assert not Plan()


@pytest.mark.parametrize(
    ("filled", "follows"),
    [
        ((True, True, True), (False, False, True)),
        ((True, False, True), (False, False)),  # what follows an empty stage waits for the one before that
        ((False, True, True), (False, True)),
        ((True, False, False), (False,)),
    ],
)
def test_stages_that_are_empty_leave_no_gap(filled: tuple[bool, ...], follows: tuple[bool, ...]) -> None:
    chain = ((Step("create", "group g", "createGroup"),),)
    stages = [Stage("s", chain if full else (), number == 2) for number, full in enumerate(filled)]
    assert tuple(stage.follows for stage in Plan(stages).stages) == follows


def test_batches() -> None:
    assert [len(batch) for batch in batches([("a", 1)] * 65, 30)] == [30, 30, 5]


SPEC: dict[str, Any] = {
    "name": {"type": "str", "required": True},
    "size": {"type": "int"},
    "share": {"type": "float"},
    "on": {"type": "bool"},
    "kind": {"type": "str", "choices": ["small", "large"], "aliases": ["sort"]},
    "secret_key": {"type": "int", "no_log": True},
    "users": {"type": "list", "elements": "dict", "options": {"type": {"choices": ["a", "b"]}, "n": {"type": "int"}}},
    "free": {"type": "dict"},
    "raw": {"type": "raw"},
}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"name": "x", "free": {"y": 1}, "raw": object(), "users": [{"type": "a"}], "_ansible_x": 1}, []),
        ({}, ["name: is required."]),
        ({"name": "x", "sise": 1}, ["sise: is not known here. Did you mean size?"]),
        ({"name": "x", "size": "big"}, ["size: 'big' is not a whole number."]),
        ({"name": "x", "share": "big"}, ["share: 'big' is not a number."]),
        ({"name": "x", "on": "perhaps"}, ["on: 'perhaps' is not true or false."]),
        ({"name": "x", "free": 3}, ["free: 3 is not a mapping."]),
        ({"name": "x", "sort": "smal"}, ["sort: 'smal' is not one of: small, large. Did you mean small?"]),
        ({"name": "x", "secret_key": "hush"}, ["secret_key: the value (hidden) is not a whole number."]),
        (
            {"name": "x", "users": [{"type": "c", "n": "q"}, {"tpe": 1}, 3]},
            [
                "users[1].type: 'c' is not one of: a, b.",
                "users[1].n: 'q' is not a whole number.",
                "users[2].tpe: is not known here. Did you mean type?",
                "users[3]: 3 is not a mapping.",
            ],
        ),
    ],
)
def test_every_finding_with_its_place(values: dict[str, Any], expected: list[str]) -> None:
    assert [finding.text() for finding in find_problems(SPEC, values)] == expected


def test_nearest() -> None:
    assert nearest("First Name", ["first_name", "last_name"]) == "Did you mean first_name?"
    assert nearest("qqq", ["a", "b"]) == "Known are: a, b."
    assert nearest("qqq", [f"name{number}" for number in range(20)]) == ""


def test_an_input_error_shows_many_findings_and_returns_all() -> None:
    error = InputError([Finding(f"row {number}", "is wrong.") for number in range(150)])
    assert error.message.startswith("150 problems in the input; nothing was sent to Zoom.")
    assert "and 130 more" in error.message
    assert len(error.result()["findings"]) == 150


def test_progress_is_written_to_its_file_and_read_as_a_sentence(tmp_path: Path) -> None:
    target = tmp_path / "progress"
    target.touch()
    now = [100.0]
    progress = Progress(str(target), lambda: now[0])
    progress.begin("people", 3000)
    now[0] += 20
    progress.advance(1200)
    state = json.loads(target.read_text())
    assert sentence(state) == "people: 1,200 of 3,000 (60 a second, about 30 s left)"
    progress.at(1300)  # too soon after the last line
    assert json.loads(target.read_text()) == state
    now[0] += 600
    progress.at(1300, 4000)
    assert sentence(json.loads(target.read_text())) == "people: 1,300 of 4,000 (2 a second, about 21 min left)"
    now[0] += 5000
    progress.begin("reading")
    assert sentence(json.loads(target.read_text())) == "reading: 0"
    now[0] += 100
    progress.at(5)
    assert sentence(json.loads(target.read_text())) == "reading: 5 (3 a minute)"


def test_progress_never_fails_a_task(tmp_path: Path) -> None:
    progress = Progress(str(tmp_path / "gone"))
    progress.begin("people", 3)
    progress.advance()
    assert not (tmp_path / "gone").exists()
