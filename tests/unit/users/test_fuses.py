# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prune and fuses: who is taken out, who never is, and when nobody is."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError
from ansible_collections.openadmin.zoom.plugins.module_utils._users.asked import Fuses
from ansible_collections.openadmin.zoom.plugins.module_utils._users.prune import Prune
from ansible_collections.openadmin.zoom.plugins.module_utils._users.to_read import Scope
from ansible_collections.openadmin.zoom.tests.unit.users.accounts import ADA, plan_of, steps

EMAIL = {"email": "ada@example.com"}
DEACTIVATE = {"absent_action": "deactivate"}


def user(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "email": f"{name}@example.com", "status": "active", "type": 1, "role_id": "2", **more}


def prune(kind: str, value: str = "", **options: Any) -> Prune:
    return Prune(Scope(kind, value), {**DEACTIVATE, **options})


INVITED = "invited@other.example"
ACCOUNT = [
    ADA,
    user("boss", role_id="0"),
    user("help", role_id="r9"),
    user("sales", group_ids=("g1",)),
    user("europe", division_ids=("d2",)),
    user("gone", status="inactive", group_ids=("g1",)),
    {"email": "invited@other.example", "status": "pending", "group_ids": ("g1",)},
]


@pytest.mark.parametrize(
    ("asked", "more", "expected"),
    [
        (prune("account"), {}, ["sales", "europe", "invited@other.example"]),
        (prune("group", "Sales"), {}, ["sales", "invited@other.example"]),
        (prune("division", "Europe"), {}, ["europe"]),
        (prune("division", "Main"), {}, ["sales", "invited@other.example"]),
        (prune("domain", "other.example"), {}, ["invited@other.example"]),
        (prune("domain", "ample.com"), {}, []),
        (prune("account"), {"caller": "sales"}, ["europe", "invited@other.example"]),
        (prune("account"), {"rules": {"protect_groups": ("sales*",)}}, ["europe"]),
        (prune("account"), {"rules": {"protect": frozenset(["sales@example.com"])}}, ["europe", INVITED]),
        (prune("account", absent_action="delete"), {}, ["sales", "europe", "gone", "invited@other.example"]),
        (prune("account", absent_action="delete", transfer_to="europe@example.com"), {}, ["sales", "gone", INVITED]),
    ],
)  # fmt: skip
def test_who_is_pruned(asked: Prune, more: dict[str, Any], expected: list[str]) -> None:
    plan = plan_of([EMAIL], *ACCOUNT, prune=asked, **more)
    assert [step.path["userId"] for step in plan.plan.steps()] == expected


def test_whoever_a_row_means_by_id_or_as_receiver_is_not_pruned() -> None:
    rows = [
        {"id": "sales"},
        {**EMAIL, "state": "absent", "absent_action": "delete", "transfer_to": "europe@example.com"},
    ]
    plan = plan_of(rows, *ACCOUNT, prune=prune("domain", "example.com"))
    assert [step.path["userId"] for step in plan.plan.steps()] == ["u1"]


@pytest.mark.parametrize(
    ("rows", "more", "words"),
    [
        ([EMAIL, {"email": "help@example.com", "groups": ["Nowhere"]}], {}, "row 2 (help@example.com) is in error"),
        ([EMAIL], {"short": "Zoom announced 9 active users and listed 7"}, "Zoom announced 9"),
    ],
)
def test_incomplete_knowledge_removes_nobody(rows: list[dict[str, Any]], more: dict[str, Any], words: str) -> None:
    leaver = {"email": "europe@example.com", "state": "absent", "absent_action": "deactivate"}
    plan = plan_of([*rows, leaver], *ACCOUNT, prune=prune("account"), **more)
    assert steps(plan) == []
    assert words in plan.warnings[0]
    assert words in plan.changes[-1].error


@pytest.mark.parametrize(
    ("asked", "short", "words"),
    [
        (prune("account"), "Zoom announced 9 active users and listed 7", "prune left 3 alone"),
        (prune("account"), "", ""),
        (None, "Zoom announced 9 active users and listed 7", ""),
    ],
)
def test_a_prune_that_is_withheld_fails_the_task(asked: Any, short: str, words: str) -> None:
    plan = plan_of([EMAIL], *ACCOUNT, prune=asked, short=short)
    assert words in plan.withheld and bool(plan.withheld) == bool(words)


def test_a_scope_that_does_not_exist_is_an_error() -> None:
    plan = plan_of([EMAIL], *ACCOUNT, prune=prune("group", "Slaes"))
    assert plan.changes[-1].error == "there is no group 'Slaes'. Did you mean Sales?"
    assert steps(plan) == []


STAFF = [user(f"p{number:02}", type=2) for number in range(40)]


def rows(count: int, **values: Any) -> list[dict[str, Any]]:
    return [{"email": f"p{number:02}@example.com", **values} for number in range(count)]


@pytest.mark.parametrize(
    ("wanted", "fuses", "blown"),
    [
        (rows(2, type="basic"), Fuses(2, 5), []),
        (rows(3, type="basic"), Fuses(2, 5), ["max_removals", "max_removals_percent"]),
        (rows(3, type="basic"), Fuses(2, 50), ["max_removals"]),
        (rows(3, status="inactive"), Fuses(3, 5), ["max_removals_percent"]),
        (rows(3, state="absent", absent_action="deactivate"), Fuses(3, 7.5), []),
        (rows(1, state="absent", absent_action="deactivate"), Fuses(10, 0), []),
        (rows(1, state="absent", absent_action="deactivate"), Fuses(0, 100), ["max_removals"]),
        (rows(40, dept="IT"), Fuses(0, 0), []),
    ],
)
def test_fuses(wanted: list[dict[str, Any]], fuses: Fuses, blown: list[str]) -> None:
    if not blown:
        plan_of(wanted, *STAFF, fuses=fuses)
        return
    with pytest.raises(InputError) as caught:
        plan_of(wanted, *STAFF, fuses=fuses)
    assert [finding.place for finding in caught.value.findings] == blown
    assert "p00@example.com" in caught.value.message
    assert f"set {blown[0]} to" in caught.value.message


def test_a_fuse_counts_prune_and_rows_together_and_names_ten() -> None:
    leavers = rows(3, state="absent", absent_action="deactivate")
    with pytest.raises(InputError) as caught:
        plan_of(leavers, *STAFF, prune=prune("account"), fuses=Fuses(10, 5))
    text = caught.value.message
    assert "40 people (40 deactivations); 10 are allowed" in text
    assert "and 30 more" in text
    assert "40 of 40 people in the scope of prune, that is 100.0 %" in text


def test_whoever_has_a_role_that_is_not_shown_is_left_alone() -> None:
    hidden = {name: value for name, value in user("hidden").items() if name != "role_id"}
    plan = plan_of([EMAIL], ADA, hidden, prune=prune("account"))
    assert steps(plan) == []
    assert plan.warnings == ["1 users whose role Zoom does not show were left alone by prune."]


@pytest.mark.parametrize(
    ("row", "allowed", "place"),
    [
        ({**EMAIL, "role": "Helpdesk"}, (), "row 1, column role"),
        ({**EMAIL, "role": "HELPDESK"}, ("helpdesk",), ""),
        ({**EMAIL, "role": "Member"}, (), ""),
        ({"email": "help@example.com", "role": "Helpdesk"}, (), ""),  # who has the role already is given nothing
        ({"email": "boss@example.com", "role": "Owner"}, (), ""),
    ],
)
def test_roles_are_given_only_where_allowed(row: dict[str, Any], allowed: tuple[str, ...], place: str) -> None:
    rules = {"allow_roles": frozenset(allowed)}
    if not place:
        plan_of([row], *ACCOUNT, rules=rules)
        return
    with pytest.raises(InputError) as caught:
        plan_of([row], *ACCOUNT, rules=rules)
    assert [finding.place for finding in caught.value.findings] == [place]
