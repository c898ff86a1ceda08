# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From findings to changes: tables, and properties over random accounts."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.openadmin.zoom.plugins.module_utils._policy.conditions import MISSING
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.desired import Planner, outside_approval
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.evaluate import Judge, Observed, Unread, leaf
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.statuses import FAILING
from ansible_collections.openadmin.zoom.tests.unit.policy.accounts import (
    ACCOUNT,
    FACTS,
    NAMES,
    agreements,
    applied,
    composed,
    group,
    judge,
    locks_read,
    named,
    observed,
    paths_read,
    random_value,
)
from ansible_collections.openadmin.zoom.tests.unit.policy.test_states import is_protection

WAITING = "meeting_security.waiting_room"
LENGTH = "meeting_security.meeting_password_requirement.length"
WAIT = {"id": "wait", "path": WAITING, "op": "==", "expected": True, "lock": "required", "lock_path": WAITING}
LONG = {"id": "long", "path": LENGTH, "op": ">=", "expected": 8}
PLACED = "meeting_security.waiting_room_settings.participants_to_place_in_waiting_room"
EVERY = {"id": "every", "path": WAITING, "op": "==", "expected": True}
PLACE = {**WAIT, "id": "place", "path": PLACED, "expected": 0}
ON, OFF = {WAITING: True}, {WAITING: False}
SALES, LABS = group("Sales"), group("Labs")


def changes(judged: Judge, **options: Any) -> list[tuple[str, str, str, Any]]:
    plan = Planner(judged, **options).plan()
    return [(change.subject.name, change.kind, change.path, change.after) for change in plan.changes]


def test_only_what_fails_is_set_then_locked_account_before_groups() -> None:
    judged = judge(
        composed(LONG, WAIT),
        observed(SALES, {LENGTH: 6, **OFF}, OFF),
        observed(ACCOUNT, {LENGTH: 12, **OFF}, OFF),
        observed(LABS, {LENGTH: 9, **ON}, OFF),
    )
    assert changes(judged) == [
        ("account", "set", WAITING, True),
        ("Sales", "set", LENGTH, 8),
        ("account", "lock", WAITING, True),  # which forces the value on Sales
    ]


def test_what_is_unknown_is_never_written() -> None:
    blind = observed(ACCOUNT, {}, OFF)
    assert changes(judge(composed(WAIT), blind)) == []
    unread = observed(ACCOUNT, OFF, {})
    unread.unread["locks", "meeting_security"] = Unread("No scope.")
    assert changes(judge(composed(WAIT), unread)) == [("account", "set", WAITING, True)]
    assert changes(judge(composed(WAIT), unread), blind_locks=True) == [
        ("account", "set", WAITING, True),
        ("account", "lock", WAITING, True),
    ]


def test_a_waived_control_is_never_enforced() -> None:
    waiver = {"control": "wait", "targets": ["account"], "reason": "R", "owner": "O", "expires": "2027-01-01"}
    assert changes(judge(composed(WAIT), observed(ACCOUNT, OFF, OFF), waivers=[waiver])) == []
    twin = {"id": "twin", "path": WAITING, "op": "==", "expected": True}
    judged = judge(composed(WAIT, twin), observed(ACCOUNT, OFF, OFF), waivers=[waiver])
    plan = Planner(judged).plan()
    assert plan.changes == []
    assert "waived" in plan.beyond[0]["why"]


@pytest.mark.parametrize(
    "agreement",
    [
        {"overrides": [{"control": "wait", "targets": ["Labs"], "value": False, "lock": "none", "reason": "R"}]},
        {"overrides": [{"control": "wait", "targets": ["Labs"], "value": False, "reason": "R"}]},
        {"overrides": [{"control": "wait", "targets": ["Labs"], "lock": "none", "reason": "R"}]},
        {"waivers": [{"control": "wait", "targets": ["Labs"], "reason": "R", "owner": "O", "expires": "2027-01-01"}]},
    ],
)
def test_where_a_group_deviates_the_other_groups_are_locked_instead_of_the_account(agreement: Any) -> None:
    objects = [observed(ACCOUNT, ON, OFF), observed(SALES, OFF, OFF), observed(LABS, OFF, OFF)]
    judged = judge(composed(WAIT), *objects, **agreement)
    expected = [("Sales", "set", WAITING, True), ("Sales", "lock", WAITING, True)]
    if "value" not in str(agreement) and "overrides" in agreement:
        expected.insert(1, ("Labs", "set", WAITING, True))
    if "overrides" in agreement and "lock" not in agreement["overrides"][0]:
        expected.append(("Labs", "lock", WAITING, True))  # at the value agreed on
    assert changes(judged) == expected
    after = applied(objects, Planner(judged).plan().changes)
    found = {item["object"]: item for item in judge(composed(WAIT), *after, **agreement).findings()}
    assert found["account"]["status"] == "fail_unlocked"
    assert "outside any group" in found["account"]["reason"]
    assert found[SALES.id]["status"] == "pass"
    assert found[LABS.id]["status"] in ("pass", "waived")


def test_an_account_lock_is_removed_only_when_asked() -> None:
    override = {"control": "wait", "targets": ["Labs"], "value": False, "lock": "none", "reason": "R"}
    objects = (observed(ACCOUNT, ON, ON), observed(LABS, ON, OFF), observed(SALES, ON, OFF))
    judged = judge(composed(WAIT), *objects, overrides=[override])
    plan = Planner(judged).plan()
    assert plan.changes == []
    assert "lock: unlocked" in plan.beyond[0]["why"]
    asked = {"control": "wait", "targets": ["account"], "lock": "unlocked", "reason": "R"}
    assert changes(judge(composed(WAIT), *objects, overrides=[override, asked])) == [
        ("account", "unlock", WAITING, False),
        ("Labs", "set", WAITING, False),
        ("Sales", "lock", WAITING, True),
    ]


def test_what_a_group_has_by_agreement_outlasts_the_change_of_the_account() -> None:
    waiver = {"control": "wait", "targets": ["Labs"], "reason": "R", "owner": "O", "expires": "2027-01-01"}
    objects = (observed(ACCOUNT, OFF, OFF), observed(LABS, OFF, OFF))
    kept = [("account", "set", WAITING, True), ("Labs", "keep", WAITING, False)]
    assert changes(judge(composed(WAIT), *objects, waivers=[waiver])) == kept
    override = {"control": "wait", "targets": ["Labs"], "value": False, "lock": "none", "reason": "R"}
    assert changes(judge(composed(WAIT), *objects, overrides=[override])) == kept


def test_a_wrong_value_is_never_locked() -> None:
    regions = {
        "id": "r",
        "lock": "required",
        "checks": [
            {"path": "in_meeting.custom_data_center_regions", "op": "==", "expected": True}
            | {"lock_path": "in_meeting.custom_data_center_regions"},
            {"path": "in_meeting.data_center_regions", "op": "subset", "expected_from": "regions"}
            | {"lock_path": "in_meeting.custom_data_center_regions"},
        ],
    }
    account = observed(
        ACCOUNT,
        {"in_meeting.custom_data_center_regions": True, "in_meeting.data_center_regions": ["US"]},
        {"in_meeting.custom_data_center_regions": False},
    )
    assert changes(judge(composed(regions), account)) == []
    assert [change[1] for change in changes(judge(composed(regions, values={"regions": ["DE"]}), account))] == [
        "set",
        "lock",
    ]


@pytest.mark.parametrize(
    ("beside", "waived", "why"),
    [
        pytest.param(EVERY, ["every"], "control every covers the same path and is waived", id="waived"),
        pytest.param(PLACE, [], f"{PLACED} is under the same lock and not right", id="unknown beside it"),
    ],
)
def test_a_lock_that_is_left_open_says_why(beside: dict[str, Any], waived: list[str], why: str) -> None:
    waiver = {"reason": "R", "owner": "O", "expires": "2999-01-01"}
    waivers = [{"control": name, **waiver} for name in waived]
    plan = Planner(judge(composed(WAIT, beside), observed(ACCOUNT, ON, OFF), waivers=waivers)).plan()
    assert plan.changes == []
    assert [(entry["control"], entry["why"]) for entry in plan.beyond] == [("wait", f"{WAITING}: {why}.")]


def test_nothing_outside_an_approved_plan() -> None:
    judged = judge(composed(WAIT), observed(ACCOUNT, OFF, OFF))
    plan = Planner(judged).plan().changes
    approved = [change.report() for change in plan]
    assert outside_approval(plan, approved) == []
    (finding,) = outside_approval(plan, approved[:1])
    assert f"lock {WAITING}" in finding.text()
    assert outside_approval(plan, [dict(approved[0], after=False), approved[1]])


def test_an_approved_value_may_come_in_another_order() -> None:
    path = "in_meeting.data_center_regions"
    control = {"id": "r", "path": path, "op": "==", "expected": ["DE", "NL"], "scope": ["account"]}
    plan = Planner(judge(composed(control), observed(ACCOUNT, {path: ["US"]}))).plan().changes
    approved = [dict(change.report(), after=["NL", "DE"]) for change in plan]
    assert outside_approval(plan, approved) == []
    assert outside_approval(plan, [dict(approved[0], after=["NL", "DE", "US"])])


# -- properties over random accounts -----------------------------------------------------------------------------------

COMPOSITIONS = {name: named(name) for name in NAMES}


VIEWS = [
    (kind, view)
    for kind in ("settings", "locks")
    for view in ("default", "meeting_security", "security", "meeting_authentication", "recording_authentication")
]


def random_account(name: str, seed: int) -> tuple[list[Observed], dict[str, Any]]:
    """An account with two groups: values and locks at random, keys missing here and there, answers that were refused,
    and up to three waivers."""
    rng = random.Random(seed)
    composition = COMPOSITIONS[name]
    paths, locks = paths_read(composition), locks_read(composition)
    objects = []
    for subject in (ACCOUNT, SALES, LABS):
        values = {path: random_value(rng, path) for path in paths if FACTS.readable(path, subject.level)}
        locked = {path: rng.random() < 0.5 for path in locks if FACTS.lock_readable(path, subject.level)}
        known = {path: value for path, value in values.items() if value is not MISSING}
        objects.append(observed(subject, known, locked))
        for kind, view in VIEWS:
            if rng.random() < 0.1:
                objects[-1].unread[kind, view] = Unread("Zoom refused.")
    automatic = [control.id for control in composition.controls if control.checks]
    waivers = [
        {
            "control": control,
            "targets": rng.choice((["account"], ["Sales"], ["groups"], [])),
            "reason": "R",
            "owner": "O",
            "expires": "2027-01-01",
        }
        for control in rng.sample(automatic, rng.randint(0, 3))
    ]
    return objects, {"waivers": waivers}


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(NAMES), st.integers(0, 2**32))
def test_enforcing_a_random_account(name: str, seed: int) -> None:
    objects, lists = random_account(name, seed)
    composition = COMPOSITIONS[name]
    agreed = agreements(composition, **lists)
    before = Judge(composition, FACTS, agreed, objects)
    plan = Planner(before).plan()

    by_id = composition.by_id()
    for change in plan.changes:
        assert change.kind != "unlock", "no lock is removed unasked"
        if change.kind == "keep":
            assert change.before == change.after
            continue
        for identifier in change.controls:
            assert agreed.waiver(identifier, change.subject) is None, "a waived control is never enforced"
        if change.kind == "set":
            assert change.after is not True or is_protection(change.path), "no feature is turned on"
            target = next(item for item in objects if item.subject == change.subject)
            asked = [
                check.condition
                for identifier in change.controls
                for check in by_id[identifier].checks
                if check.path == change.path
            ]
            current = leaf(target.settings, change.path)
            assert not _stricter(current, change.after, asked), "a stricter value is not loosened"
            assert any(condition and condition.accepts(current) is False for condition in asked), "only what fails"

    # Whether a group follows the account or is written, it ends with the same value.
    after = applied(objects, [*plan.changes, *plan.follows])
    again = Judge(composition, FACTS, agreed, after)
    assert Planner(again).plan().changes == [], "a second run changes nothing"
    excused = {(item["control"], item["object"]) for item in plan.beyond}
    for finding in again.findings():
        if finding["status"] not in FAILING or (finding["control"], finding["object"]) in excused:
            continue
        if "account's lock forces another value" in finding["reason"]:  # the account's control is waived
            continue
        control = by_id[finding["control"]]
        assert control.automation == "audit" or finding["status"] == "fail_unlocked", finding
        if control.automation == "enforce":
            undecided = any(item["status"] == "unknown" for item in finding["checks"])
            deviating = any(again.deviating(check.lock_path) for check in control.checks if check.lock_path)
            only_account = "Only the account can lock this" in finding["reason"]
            assert undecided or deviating or only_account, finding


def _stricter(current: Any, after: Any, asked: Any) -> bool:
    """Whether a number under a bound, or a list within one, becomes laxer than it was."""
    for condition in asked:
        operator = condition.operator if condition else ""
        if (operator == ">=" and after < current) or (operator == "<=" and after > current):
            return True
        if condition and condition.operator == "contains" and not set(current) <= set(after):
            return True
        if condition and condition.operator == "subset" and set(current) & set(condition.expected):
            return not set(after) <= set(current)
    return False
