# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A status per control and object: tables of what was read and what it means."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._policy.agreements import parse_date
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.conditions import (
    MISSING,
    Condition,
    readable,
    satisfying,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.desired import Change, Planner
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.evaluate import Judge, Unread, account_locks_unread
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.wishes import wishes_for
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.plan import plan_settings
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.reading import Reading
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.tree import nested
from ansible_collections.openadmin.zoom.tests.unit.policy.accounts import (
    ACCOUNT,
    FACTS,
    agreements,
    composed,
    group,
    judge,
    observed,
    statuses,
)

WAITING = "meeting_security.waiting_room"
LENGTH = "meeting_security.meeting_password_requirement.length"
JOIN = {"id": "wait", "path": WAITING, "op": "==", "expected": True, "lock": "required", "lock_path": WAITING}
FREE = {"id": "wait", "path": WAITING, "op": "==", "expected": True}
SALES = group("Sales")


@pytest.mark.parametrize(
    ("operator", "expected", "actual", "accepted"),
    [
        ("==", True, True, True),
        ("==", True, 1, None),
        ("==", 0, False, None),
        ("==", "all", "ALL", False),
        ("!=", "none", "host", True),
        ("!=", "none", MISSING, None),
        (">=", 8, 10, True),
        (">=", 8, 7, False),
        (">=", 8, "10", None),
        (">=", 8, True, None),
        ("<=", 30, 30, True),
        ("between", [1, 120], 0, False),
        ("between", [1, 120], 120, True),
        ("in", ["all", "role"], "role", True),
        ("in", [4, 5], 0, False),
        ("not in", [1], 2, True),
        ("contains", ["a"], ["a", "b"], True),
        ("contains", "c", ["a", "b"], False),
        ("subset", ["DE", "NL"], ["DE"], True),
        ("subset", ["DE", "NL"], ["DE", "US"], False),
        ("subset", ["DE"], [], False),
        ("==", True, None, None),
    ],
)
def test_what_operators_accept(operator: str, expected: Any, actual: Any, accepted: bool | None) -> None:
    assert Condition(operator, expected, expected).accepts(actual) is accepted


REGIONS = "in_meeting.data_center_regions"
RANGES = "recording.ip_address_access_control.ip_addresses_or_ranges"
COUNTRIES = "audio_conferencing.global_dial_in_countries.selected_countries"
GERMANY, NETHERLANDS = {"code": "DE", "name": "Germany"}, {"code": "NL", "name": "Netherlands"}
ADDRESSES, TURNED = "198.51.100.0/24,203.0.113.7", "203.0.113.7, 198.51.100.0/24"


@pytest.mark.parametrize(
    ("path", "expected", "actual", "equal"),
    [
        pytest.param(REGIONS, ["DE", "NL"], ["NL", "DE"], True, id="order"),
        pytest.param(REGIONS, ["DE", "NL"], ["DE"], False, id="one less"),
        pytest.param(REGIONS, ["DE", "NL"], ["nl", "de"], True, id="case"),
        pytest.param(RANGES, ADDRESSES, TURNED, True, id="comma text in another order"),
        pytest.param(RANGES, "A.example,b.example", "B.example; a.example", True, id="comma text, case and sign"),
        pytest.param(RANGES, ADDRESSES, "203.0.113.7", False, id="comma text, one less"),
        pytest.param(COUNTRIES, ["DE", "NL"], [NETHERLANDS, GERMANY], True, id="entries by their key"),
        pytest.param(COUNTRIES, [GERMANY], [{"code": "DE", "name": "Deutschland"}], True, id="entries, other words"),
        pytest.param(COUNTRIES, ["DE"], [GERMANY, NETHERLANDS], False, id="one entry more"),
    ],
)
def test_values_are_equal_as_the_settings_modules_see_it(path: str, expected: Any, actual: Any, equal: bool) -> None:
    """What passes has nothing to be written, and what fails has."""
    assert Condition("==", expected, expected, path).accepts(actual) is equal
    assert Condition("!=", expected, expected, path).accepts(actual) is not equal
    assert Condition("in", [expected], expected, path).accepts(actual) is equal
    control = {"id": "a", "path": path, "op": "==", "expected": expected, "scope": ["account"]}
    judged = judge(composed(control), observed(ACCOUNT, {path: actual}))
    assert statuses(judged) == {("a", "account"): "pass" if equal else "fail"}
    changes = Planner(judged).plan().changes
    assert bool(changes) is not equal
    (wish,) = wishes_for(changes or [Change(ACCOUNT, "set", path, actual, expected, ("a",))])
    reading = Reading("account")
    reading.add_view(FACTS.view(path), nested({tuple(path.split(".")): actual}))
    assert bool(plan_settings(wish.declaration, reading).changes) is not equal


@pytest.mark.parametrize(
    ("path", "operator", "expected", "actual", "accepted"),
    [
        (COUNTRIES, "subset", ["DE", "NL"], [GERMANY], True),
        (COUNTRIES, "subset", ["DE"], [GERMANY, NETHERLANDS], False),
        (COUNTRIES, "contains", "DE", [GERMANY, NETHERLANDS], True),
        (COUNTRIES, "contains", [GERMANY], [NETHERLANDS], False),
        (REGIONS, "subset", ["DE", "NL"], ["nl"], True),
        (REGIONS, "contains", ["de"], ["DE", "NL"], True),
    ],
)
def test_members_of_lists(path: str, operator: str, expected: Any, actual: Any, accepted: bool) -> None:
    assert Condition(operator, expected, expected, path).accepts(actual) is accepted


@pytest.mark.parametrize(
    ("conditions", "current", "value"),
    [
        ([(">=", 8, 8), (">=", 10, 10)], 6, 10),
        ([(">=", 8, 8)], 12, 12),
        ([("==", 1, 1), ("==", 2, 2)], 3, MISSING),
        ([("!=", "none", "host"), ("==", "all", "all")], "none", "all"),
        ([("subset", ["DE", "NL"], ["DE", "NL"]), ("subset", ["NL", "IE"], ["NL", "IE"])], ["US"], ["NL"]),
    ],
)
def test_one_value_for_several_conditions(conditions: Any, current: Any, value: Any) -> None:
    assert satisfying([Condition(*condition) for condition in conditions], (), current) == value


ON, OFF = {WAITING: True}, {WAITING: False}


@pytest.mark.parametrize(
    ("account", "account_locks", "sales", "sales_locks", "of_account", "of_sales"),
    [
        (ON, ON, ON, OFF, "pass", "pass"),
        (ON, OFF, ON, OFF, "fail_unlocked", "fail_unlocked"),
        (ON, OFF, ON, ON, "fail_unlocked", "pass"),
        (ON, OFF, OFF, OFF, "fail_unlocked", "fail_group_override"),
        (OFF, OFF, OFF, OFF, "fail", "fail"),
        (OFF, ON, ON, OFF, "fail", "fail"),
        (OFF, OFF, ON, ON, "fail", "pass"),
        ({}, ON, OFF, OFF, "unknown", "fail"),
        (ON, {}, ON, OFF, "unknown", "unknown"),
        (ON, {}, ON, ON, "unknown", "pass"),
        (ON, ON, {}, OFF, "pass", "unknown"),
        (ON, ON, OFF, OFF, "pass", "pass"),
        ({WAITING: None}, ON, ON, ON, "unknown", "pass"),
        ({WAITING: "yes"}, ON, ON, ON, "unknown", "pass"),
    ],
)
def test_account_and_group(
    account: Any, account_locks: Any, sales: Any, sales_locks: Any, of_account: str, of_sales: str
) -> None:
    judged = judge(composed(JOIN), observed(ACCOUNT, account, account_locks), observed(SALES, sales, sales_locks))
    assert statuses(judged) == {("wait", "account"): of_account, ("wait", SALES.id): of_sales}


def test_a_missing_scope_is_named_and_account_locks_are_counted_apart() -> None:
    account = observed(ACCOUNT, ON)
    account.unread["locks", "meeting_security"] = Unread("Not readable.", ("account:read:lock_settings:master",))
    (finding,) = judge(composed(JOIN), account).findings()
    assert finding["status"] == "unknown"
    assert finding["checks"][0]["missing_scopes"] == ["account:read:lock_settings:master"]
    assert account_locks_unread(finding)
    account.unread["settings", "meeting_security"] = Unread("Not readable.", ("account:read:settings:admin",))
    (finding,) = judge(composed(JOIN), account).findings()
    assert not account_locks_unread(finding)


def test_a_value_that_only_the_organisation_knows_is_unknown_without_it() -> None:
    control = {
        "id": "regions",
        "path": "in_meeting.data_center_regions",
        "op": "subset",
        "expected_from": "data_center_regions",
    }
    account = observed(ACCOUNT, {"in_meeting.data_center_regions": ["DE"]})
    (finding,) = judge(composed(control), account).findings()
    assert (finding["status"], "data_center_regions" in finding["reason"]) == ("unknown", True)
    given = composed(control, values={"data_center_regions": ["DE", "NL"]})
    assert statuses(judge(given, account)) == {("regions", "account"): "pass"}


def test_the_worst_check_decides() -> None:
    control = {
        "id": "two",
        "checks": [
            {"path": WAITING, "op": "==", "expected": True},
            {"path": LENGTH, "op": ">=", "expected": 8},
        ],
    }
    assert statuses(judge(composed(control), observed(ACCOUNT, {WAITING: True, LENGTH: 6})))["two", "account"] == "fail"
    assert statuses(judge(composed(control), observed(ACCOUNT, {WAITING: True})))["two", "account"] == "unknown"


def test_waivers() -> None:
    waiver = {"control": "wait", "targets": ["Sales"], "reason": "R", "owner": "O", "expires": "2026-11-21"}
    objects = (observed(ACCOUNT, ON), observed(SALES, OFF))
    found = judge(composed(FREE), *objects, waivers=[waiver]).findings()
    assert [item["status"] for item in found] == ["pass", "waived"]
    assert (found[1]["would_be"], found[1]["waiver"]["owner"]) == ("fail_group_override", "O")
    waiver["expires"] = "2026-11-20"
    found = judge(composed(FREE), *objects, waivers=[waiver]).findings()
    assert found[1]["status"] == "fail_group_override"
    assert found[1]["expired_waiver"]["expires"] == "2026-11-20"
    assert "expired" in found[1]["reason"]


def test_overrides() -> None:
    override = {"control": "wait", "targets": ["Sal*"], "value": False, "reason": "agreed"}
    judged = judge(composed(FREE), observed(ACCOUNT, ON), observed(SALES, OFF), overrides=[override])
    assert statuses(judged) == {("wait", "account"): "pass", ("wait", SALES.id): "pass"}
    judged = judge(composed(FREE), observed(ACCOUNT, ON), observed(SALES, ON), overrides=[override])
    assert statuses(judged)["wait", SALES.id] == "fail"


def test_an_agreed_bound_stays_a_bound() -> None:
    control = {"id": "long", "path": LENGTH, "op": ">=", "expected": 8}
    override = {"control": "long", "value": 12, "reason": "agreed"}
    for length, status in ((14, "pass"), (12, "pass"), (10, "fail")):
        judged = judge(composed(control), observed(ACCOUNT, {LENGTH: length}), overrides=[override])
        assert statuses(judged) == {("long", "account"): status}


def test_attestations() -> None:
    manual = {"id": "log", "automation": "manual", "procedure": "Look."}
    account = observed(ACCOUNT, {})
    assert statuses(judge(composed(manual), account)) == {("log", "account"): "manual"}
    attestation = {"control": "log", "result": "pass", "by": "M", "date": "2026-01-01", "expires": "2026-11-21"}
    assert statuses(judge(composed(manual), account, attestations=[attestation]))["log", "account"] == "attested"
    failed = dict(attestation, result="fail")
    assert statuses(judge(composed(manual), account, attestations=[failed]))["log", "account"] == "fail"
    old = dict(attestation, expires="2026-11-20")
    assert statuses(judge(composed(manual), account, attestations=[old]))["log", "account"] == "manual"


def test_locks_that_one_level_alone_has() -> None:
    browser = "in_meeting.show_a_join_from_your_browser_link"
    control = {
        "id": "b",
        "path": browser,
        "op": "==",
        "expected": False,
        "lock": "required",
        "lock_path": browser,
    }
    off = {browser: False}
    judged = judge(composed(control), observed(ACCOUNT, off), observed(SALES, off, {browser: False}))
    assert statuses(judged) == {("b", "account"): "pass", ("b", SALES.id): "fail_unlocked"}
    files = {
        "id": "f",
        "path": "chat.share_files.enable",
        "op": "==",
        "expected": False,
        "lock": "required",
        "lock_path": "chat.share_files",
    }
    off = {"chat.share_files.enable": False}
    locked = observed(ACCOUNT, off, {"chat.share_files": True})
    assert statuses(judge(composed(files), locked, observed(SALES, off)))["f", SALES.id] == "pass"
    unlocked = observed(ACCOUNT, off, {"chat.share_files": False})
    assert statuses(judge(composed(files), unlocked, observed(SALES, off)))["f", SALES.id] == "fail_unlocked"


def test_a_lock_that_an_agreement_does_not_want() -> None:
    override = {"control": "wait", "lock": "unlocked", "reason": "R"}
    judged = judge(composed(JOIN), observed(ACCOUNT, ON, ON), observed(SALES, ON, OFF), overrides=[override])
    found = {item["object"]: item for item in judged.findings()}
    assert [item["status"] for item in found.values()] == ["fail", "fail"]
    assert "the account locks it" in found["account"]["reason"]
    free = judge(composed(JOIN), observed(ACCOUNT, ON, OFF), observed(SALES, ON, OFF), overrides=[override])
    assert set(statuses(free).values()) == {"pass"}


def test_groups_alone_are_judged_by_their_own_values_and_the_accounts_locks() -> None:
    composition = composed(JOIN)
    sales = observed(SALES, ON, OFF)
    agreed = agreements(composition)
    locks = observed(ACCOUNT, {}, ON)
    assert statuses(Judge(composition, FACTS, agreed, [sales], account=locks)) == {("wait", SALES.id): "pass"}
    locks = observed(ACCOUNT, {}, OFF)
    assert statuses(Judge(composition, FACTS, agreed, [sales], account=locks))["wait", SALES.id] == "fail_unlocked"
    assert statuses(Judge(composition, FACTS, agreed, [sales]))["wait", SALES.id] == "unknown"


def test_manual_controls_can_be_waived() -> None:
    manual = {"id": "log", "automation": "manual", "procedure": "Look."}
    waiver = {"control": "log", "reason": "R", "owner": "O", "expires": "2027-01-01"}
    (found,) = judge(composed(manual), observed(ACCOUNT, {}), waivers=[waiver]).findings()
    assert (found["status"], found["would_be"]) == ("waived", "manual")
    waiver["expires"] = "2026-01-01"
    (found,) = judge(composed(manual), observed(ACCOUNT, {}), waivers=[waiver]).findings()
    assert (found["status"], found["expired_waiver"]["owner"]) == ("manual", "O")


def test_a_lock_that_only_the_account_has_and_nobody_may_read() -> None:
    control = {
        "id": "f",
        "path": "chat.share_files.enable",
        "op": "==",
        "expected": False,
        "lock": "required",
        "lock_path": "chat.share_files",
    }
    account = observed(ACCOUNT, {"chat.share_files.enable": False})
    account.unread["locks", "default"] = Unread("Not readable.", ("master",))
    judged = judge(composed(control), account, observed(SALES, {"chat.share_files.enable": False}))
    for finding in judged.findings():
        assert finding["status"] == "unknown"
        assert account_locks_unread(finding)


@pytest.mark.parametrize(
    ("value", "given"),
    [(True, "yes"), (False, "false"), (12, "12")],
)
def test_values_that_were_templated_arrive_as_text(value: Any, given: str) -> None:
    control = FREE if isinstance(value, bool) else {"id": "wait", "path": LENGTH, "op": ">=", "expected": 8}
    composition = composed(control)
    agreed = agreements(composition, overrides=[{"control": "wait", "value": given, "reason": "R"}])
    assert agreed.overrides[0]["value"] is value or agreed.overrides[0]["value"] == value


def test_dates() -> None:
    assert parse_date("2027-01-31") == date(2027, 1, 31)
    assert parse_date("2027-01-31T10:00:00Z") == date(2027, 1, 31)
    assert parse_date(date(2027, 1, 31)) == date(2027, 1, 31)
    assert parse_date(datetime(2027, 1, 31, 5, tzinfo=UTC)) == date(2027, 1, 31)
    assert parse_date("2027-02-31") is None


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (Condition("==", "", ""), '""'),
        (Condition("between", [1, 2], 1), "between 1 and 2"),
        (Condition("in", ["a", 1, True], 1), "in a, 1, true"),
        (Condition("==", [{"code": "DE"}], None), '[{"code": "DE"}]'),
    ],
)
def test_conditions_as_people_read_them(condition: Condition, text: str) -> None:
    assert condition.text() == text


def test_lists_that_must_hold_and_may_hold() -> None:
    conditions = [Condition("contains", ["a"], ["a"]), Condition("contains", ["b"], ["b"])]
    assert satisfying(conditions) == ["a", "b"]
    assert readable(MISSING) == "(not in the answer)"
    assert repr(MISSING) == "MISSING"
