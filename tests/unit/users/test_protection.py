# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may be touched: every way to take something away from a person asks the same place."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError
from ansible_collections.openadmin.zoom.plugins.module_utils._users.asked import Fuses
from ansible_collections.openadmin.zoom.plugins.module_utils._users.prune import Prune
from ansible_collections.openadmin.zoom.plugins.module_utils._users.to_read import Scope
from ansible_collections.openadmin.zoom.tests.unit.users.accounts import ADA, GROUPS, plan_of, steps

EMAIL = {"email": "ada@example.com"}
BOB = {**ADA, "id": "u2", "email": "bob@example.com"}
PLAN = "1"
# way → the row, and what the person has besides
WAYS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "delete": ({"state": "absent", "absent_action": "delete", "allow_data_loss": True}, {}),
    "disassociate": ({"state": "absent", "absent_action": "disassociate"}, {}),
    "deactivate": ({"state": "absent", "absent_action": "deactivate"}, {}),
    "status": ({"status": "inactive"}, {}),
    "type": ({"type": "basic"}, {"type": 2}),
    "united": ({"plan_united_type": "none"}, {"plan_united_type": PLAN}),
    "workplace": ({"zoom_one_type": "none"}, {"zoom_one_type": 16}),
    "phone": ({"zoom_phone": False, "allow_number_loss": True}, {"zoom_phone": True}),
    "role": ({"role": "member"}, {"role_id": "r9"}),
}
SHIELDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "protect": ({"rules": {"protect": frozenset(["ada@example.com"])}}, {}),
    "protect by id": ({"rules": {"protect": frozenset(["u1"])}}, {}),
    "protect_groups": ({"rules": {"protect_groups": ("Sales",)}}, {"group_ids": ("g1",)}),
    "owner": ({}, {"role_id": "0"}),
}


@pytest.mark.parametrize("shield", SHIELDS)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("by", [EMAIL, {"id": "u1"}], ids=["by email", "by id"])
def test_protected_people_keep_what_they_have(way: str, shield: str, by: dict[str, Any]) -> None:
    (row, has), (asked, shielded) = WAYS[way], SHIELDS[shield]
    plan = plan_of([{**by, **row}], {**ADA, **has, **shielded}, **asked)
    assert steps(plan) == []
    assert plan.changes[0].error


@pytest.mark.parametrize("way", WAYS)
def test_without_protection_it_is_done(way: str) -> None:
    row, has = WAYS[way]
    assert steps(plan_of([{**EMAIL, **row}], {**ADA, **has}))


@pytest.mark.parametrize(
    ("way", "refused"), [("delete", True), ("status", True), ("deactivate", True), ("role", True), ("type", False)]
)
def test_the_user_behind_the_credentials_is_not_locked_out(way: str, refused: bool) -> None:
    row, has = WAYS[way]
    plan = plan_of([{**EMAIL, **row}], {**ADA, **has}, caller="u1")
    assert bool(plan.changes[0].error) is refused


@pytest.mark.parametrize("way", ["delete", "disassociate", "deactivate", "status"])
def test_administrators_go_only_where_the_role_is_given_up(way: str) -> None:
    admin = {**ADA, "role_id": "1"}
    assert "role Admin" in plan_of([{**EMAIL, **WAYS[way][0]}], admin).changes[0].error
    plan = plan_of([{**EMAIL, **WAYS[way][0], "role": "member"}], admin)
    assert next(line.split()[0] for line in steps(plan)) == "roleMemberDelete"


@pytest.mark.parametrize("way", WAYS)
def test_everything_that_is_taken_counts_in_the_fuses(way: str) -> None:
    row, has = WAYS[way]
    with pytest.raises(InputError) as caught:
        plan_of([{**EMAIL, **row}], {**ADA, **has}, fuses=Fuses(0, 100))
    assert [finding.place for finding in caught.value.findings] == ["max_removals"]


def test_a_column_of_members_does_not_demote_many_administrators() -> None:
    admins = [{**ADA, "id": f"a{n}", "email": f"a{n}@example.com", "role_id": "1"} for n in range(12)]
    rows = [{"email": admin["email"], "role": "member"} for admin in admins]
    with pytest.raises(InputError) as caught:
        plan_of(rows, *admins, fuses=Fuses())
    assert "12 people (12 roles taken away); 10 are allowed" in caught.value.message


@pytest.mark.parametrize(
    ("patterns", "protected"),
    [(["[VIP] Board"], True), (["[vip] board"], True), (["g1"], True), (["Sa*"], False), (["[VIP]*"], None),
     (["Slaes"], None), (["Sales", "Nowhere*"], None)],
)  # fmt: skip
def test_groups_to_protect_are_literal_names_first_and_must_exist(
    patterns: list[str], protected: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(GROUPS, "g1", "[VIP] Board")
    monkeypatch.setitem(GROUPS, "g2", "Sales")
    person = {**ADA, "group_ids": ("g1",)}
    prune = Prune(Scope("account"), {"absent_action": "deactivate"})
    asked: dict[str, Any] = {"prune": prune, "rules": {"protect_groups": tuple(patterns)}}
    if protected is None:
        with pytest.raises(InputError) as caught:
            plan_of([{"email": "bob@example.com"}], person, BOB, **asked)
        assert caught.value.findings[0].place == "protect_groups"
        return
    plan = plan_of([{"email": "bob@example.com"}], person, BOB, **asked)
    assert (steps(plan) == []) is protected


def test_managed_groups_that_match_nothing_are_an_error() -> None:
    plan = plan_of([{**EMAIL, "groups_managed": ["Slaes"]}], {**ADA, "group_ids": ("g1",)})
    assert "'Slaes' matches no group" in plan.changes[0].error


@pytest.mark.parametrize("by", [EMAIL, {"id": "u1"}])
@pytest.mark.parametrize("hold", ["ada@example.com", "u1"])
def test_whoever_is_held_stays_inactive(by: dict[str, Any], hold: str) -> None:
    inactive = {**ADA, "status": "inactive"}
    plan = plan_of([by], inactive, reactivate=True)
    assert len(steps(plan)) == 1
    assert steps(plan_of([by], inactive, reactivate=True, rules={"hold": frozenset([hold])})) == []
