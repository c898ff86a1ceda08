# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may be touched: every way to take something away from a person asks the same place."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.objects import Person
from ansible_collections.openadmin.zoom.plugins.module_utils._users.asked import Fuses
from ansible_collections.openadmin.zoom.plugins.module_utils._users.prune import Prune
from ansible_collections.openadmin.zoom.plugins.module_utils._users.to_read import Scope
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator
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


LAST = {**ADA, "role_id": "1"}
OTHER = {**BOB, "role_id": "1"}


@pytest.mark.parametrize(
    ("rows", "people", "admins", "refused"),
    [
        ([{**EMAIL, "role": "member"}], [LAST], ["u1"], True),
        ([{"id": "u1", "role": "member"}], [LAST], ["ADA@example.com"], True),
        ([{**EMAIL, "role": "Helpdesk"}], [LAST], ["u1"], True),
        ([{**EMAIL, "role": "member", "status": "inactive"}], [LAST], ["u1"], True),
        ([{**EMAIL, "role": "member", **WAYS["delete"][0]}], [LAST], ["u1"], True),
        ([{**EMAIL, "role": "member"}], [{**ADA, "role_id": ""}], ["u1"], True),
        ([{**EMAIL, "role": "member"}], [LAST], ["u1", "u7"], False),
        ([{**EMAIL, "role": "member"}, {"id": "u2", "role": "member"}], [LAST, OTHER], ["u1", "u2"], True),
        ([{**EMAIL, "role": "member"}, {"id": "u2", "role": "Admin"}], [LAST, BOB], ["u1"], False),
        ([{**EMAIL, "role": "member"}], [{**ADA, "role_id": "r9"}], ["u1"], False),
        ([{**EMAIL, "dept": "Field"}], [LAST], ["u1"], False),
    ],
)
def test_the_last_administrator_keeps_the_role(
    rows: list[dict[str, Any]], people: list[dict[str, Any]], admins: list[str], refused: bool
) -> None:
    known = [Person("", key) if "@" in key else Person(key, "") for key in admins]
    plan = plan_of(rows, *people, admins=known)
    wrong = [change.error for change in plan.changes]
    assert all("nobody would be left with the role Admin" in error for error in wrong) is refused, wrong
    assert (steps(plan) == []) is refused


@pytest.mark.simulator("--users", "8", "--groups", "1", "--no-rate-limits")
@pytest.mark.parametrize("module", ["zoom_user", "zoom_users"])
def test_who_administers_is_asked_before_a_role_is_taken(
    simulator: Simulator, fail: RunModule, succeed: RunModule, module: str
) -> None:
    users = [user for user in simulator.state()["users"] if user["status"] == "active"]
    for number, user in enumerate(users):
        user["role_id"] = "1" if number in (1, 2) else user["role_id"] if number == 0 else "2"
    simulator.put_state({"users": users})
    rows = [{"email": user["email"], "role": "member"} for user in users[1:3]]
    if module == "zoom_users":
        assert "nobody would be left with the role Admin" in fail(module, {"users": rows})["msg"]
        assert simulator.writes() == []
    alone = rows[0] if module == "zoom_user" else {"users": rows[:1]}
    assert succeed(module, alone)["changed"]
    last = rows[1] if module == "zoom_user" else {"users": rows[1:]}
    assert "Give the role to somebody else first" in fail(module, last)["msg"]


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
