# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The planner as a table: what the account has, what is wanted, which steps follow."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.tests.unit.users.accounts import ADA, plan_of, steps

PENDING = {"email": "ada@example.com", "status": "pending", "type": 1}
INACTIVE = {**ADA, "status": "inactive"}
EMAIL = {"email": "ada@example.com"}
NEW = {"email": "new@example.com"}
DELETE = {"state": "absent", "absent_action": "delete"}

CASES: list[tuple[str, dict[str, Any] | None, dict[str, Any], list[str]]] = [
    ("nothing named, nothing done", ADA, EMAIL, []),
    ("equal values", ADA, {**EMAIL, "dept": "Sales", "type": "basic"}, []),
    ("email compares without case", ADA, {"email": "ADA@example.com", "dept": "Sales"}, []),
    ("only what differs", ADA, {**EMAIL, "dept": "IT", "first_name": "Ada"}, ["updateUser /users/u1 {'dept': 'IT'}"]),
    ("an empty text clears", ADA, {**EMAIL, "dept": ""}, ["updateUser /users/u1 {'dept': ''}"]),
    ("an empty display name is derived", {**ADA, "display_name": "Ada Lovelace"}, {**EMAIL, "display_name": ""}, []),
    (
        "an empty display name replaces another one",
        {**ADA, "display_name": "Countess"},
        {**EMAIL, "display_name": ""},
        ["updateUser /users/u1 {'display_name': ''}"],
    ),
    (
        "licences change one by one",
        {**ADA, "plan_united_type": "1"},
        {**EMAIL, "type": "licensed", "plan_united_type": "none", "zoom_one_type": 16},
        [
            "updateUser /users/u1 {'plan_united_type': 'none'}",
            "updateUser /users/u1 {'type': 2}",
            "updateUser /users/u1 {'zoom_one_type': 16}",
        ],
    ),
    ("phone numbers: order and marks do not count",
     {**ADA, "phone_numbers": [{"number": "5550100", "code": "+1", "country": "US", "label": "Mobile", "verified": 1},
                               {"number": "5550101", "code": "+1", "country": "US", "label": "Office"}]},
     {**EMAIL, "phone_numbers": [{"number": "5550101", "code": "1", "country": "US", "label": "Office"},
                                 {"number": "555 0100", "code": "+1", "country": "US", "label": "Mobile"}]}, []),
    ("attributes not named stay",
     {**ADA, "custom_attributes": [{"key": "a", "name": "A", "value": "1"}, {"key": "b", "name": "B", "value": "2"}]},
     {**EMAIL, "custom_attributes": [{"key": "b", "value": "3"}]},
     ["updateUser /users/u1 {'custom_attributes': [{'key': 'a', 'name': 'A', 'value': '1'},"
      " {'key': 'b', 'name': 'B', 'value': '3'}]}"]),
    ("create_only is for new users", ADA, {**EMAIL, "dept": "IT", "create_only": ["dept"]}, []),
    ("write-only fields rest", ADA, {**EMAIL, "about_me": "x"}, []),
    ("write-only fields on demand", ADA, {**EMAIL, "about_me": "x", "update_write_only": True},
     ["updateUser /users/u1 {'about_me': 'x'}"]),
    ("a pending user is addressed by email; all but one group waits", PENDING,
     {**EMAIL, "dept": "IT", "groups": ["Sales", "Support"]},
     ["updateUser /users/ada@example.com {'group_id': 'g1'}"]),
    ("a pending user with a group waits", {**PENDING, "group_ids": ("g1",)}, {**EMAIL, "groups": ["Sales", "Support"]},
     []),
    ("an inactive user waits", INACTIVE, {**EMAIL, "dept": "IT", "groups": ["Sales"]}, []),
    ("status active activates first", INACTIVE, {**EMAIL, "status": "active", "type": "licensed", "groups": ["Sales"]},
     ["updateUserStatus /users/u1/status {'action': 'activate'}", "updateUser /users/u1 {'type': 2}",
      "addGroupMembers /groups/g1/members {'members': [{'id': 'u1'}]}"]),
    ("status inactive comes last", ADA, {**EMAIL, "status": "inactive", "dept": "IT", "groups": ["Sales"]},
     ["updateUser /users/u1 {'dept': 'IT'}", "updateUserStatus /users/u1/status {'action': 'deactivate'}"]),
    ("already inactive", INACTIVE, {**EMAIL, "status": "inactive"}, []),
    ("a new email", ADA, {**EMAIL, "new_email": "countess@example.com"},
     ["updateUserEmail /users/u1/email {'email': 'countess@example.com'}"]),
    ("the new email is there already", ADA, {"email": "old@example.com", "new_email": "ada@example.com"}, []),
    ("neither email exists", ADA, {**NEW, "new_email": "newer@example.com", "create_action": "custCreate"},
     ["createUser /users {'action': 'custCreate', 'user_info': {'email': 'newer@example.com', 'type': 1}}"]),
    ("groups are added; others stay", {**ADA, "group_ids": ("g2",)}, {**EMAIL, "groups": ["sales"]},
     ["addGroupMembers /groups/g1/members {'members': [{'id': 'u1'}]}"]),
    ("managed groups are left", {**ADA, "group_ids": ("g1", "g2", "g3")},
     {**EMAIL, "groups": ["Sales"], "groups_managed": ["Sales*"]}, ["deleteGroupMember /groups/g3/members/u1"]),
    ("all managed groups are left", {**ADA, "group_ids": ("g1", "g2")},
     {**EMAIL, "groups": [], "groups_managed": ["*"]},
     ["deleteGroupMember /groups/g1/members/u1", "deleteGroupMember /groups/g2/members/u1"]),
    ("the primary group is set by way of the one that is", {**ADA, "group_ids": ("g2", "g1")},
     {**EMAIL, "primary_group": "Sales"},
     ["updateGroupMember /groups/g2/members/u1 {'action': 'set_primary', 'target_group_id': 'g1'}"]),
    ("whoever has no group joins the primary one first", ADA,
     {**EMAIL, "groups": ["Support"], "primary_group": "Sales"},
     ["addGroupMembers /groups/g1/members {'members': [{'id': 'u1'}]}",
      "addGroupMembers /groups/g2/members {'members': [{'id': 'u1'}]}"]),
    ("a division", ADA, {**EMAIL, "division": "europe"},
     ["assignDivision /divisions/d2/users {'users': [{'user_id': 'u1'}]}"]),
    ("no division is the main one", ADA, {**EMAIL, "division": "Main"}, []),
    ("a role", ADA, {**EMAIL, "role": "helpdesk"}, ["AddRoleMembers /roles/r9/members {'members': [{'id': 'u1'}]}"]),
    ("member takes the role away", {**ADA, "role_id": "r9"}, {**EMAIL, "role": "member"},
     ["roleMemberDelete /roles/r9/members/u1"]),
    ("an invited user can be in one group", None,
     {**NEW, "first_name": "N", "dept": "IT", "groups": ["Sales", "Support"], "division": "Europe"},
     ["createUser /users {'action': 'create', 'user_info': {'email': 'new@example.com', 'type': 1, 'first_name': 'N',"
      " 'division_ids': ['d2']}}", "updateUser /users/{user:new@example.com} {'group_id': 'g1'}"]),
    ("an active new user", None,
     {**NEW, "create_action": "autoCreate", "type": "licensed", "dept": "IT", "zoom_phone": True, "groups": ["Sales"]},
     ["createUser /users {'action': 'autoCreate', 'user_info': {'email': 'new@example.com', 'type': 2,"
      " 'feature': {'zoom_phone': True}, 'password': '********'}}",
      "updateUser /users/{user:new@example.com} {'dept': 'IT'}",
      "addGroupMembers /groups/g1/members {'members': [{'id': '{user:new@example.com}'}]}"]),
    ("deactivate", ADA, {**EMAIL, "state": "absent", "absent_action": "deactivate"},
     ["updateUserStatus /users/u1/status {'action': 'deactivate'}"]),
    ("deactivated already", INACTIVE, {**EMAIL, "state": "absent", "absent_action": "deactivate"}, []),
    ("absent already", None, {**EMAIL, **DELETE, "allow_data_loss": True}, []),
    ("an invitation is withdrawn by email", PENDING, {**EMAIL, **DELETE, "allow_data_loss": True},
     ["deleteUser /users/ada@example.com {'action': 'disassociate'}"]),
    ("an id wins over the email", ADA, {"email": "other@example.com", "id": "u1", "dept": "IT"},
     ["updateUser /users/u1 {'dept': 'IT'}"]),
]  # fmt: skip


@pytest.mark.parametrize(("have", "want", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_steps(have: dict[str, Any] | None, want: dict[str, Any], expected: list[str]) -> None:
    plan = plan_of([want], *([have] if have else []))
    assert [change.error for change in plan.changes if change.error] == []
    assert steps(plan) == expected


JANE = {"id": "u2", "email": "jane@example.com", "status": "active", "type": 2, "role_id": "2"}


def test_content_goes_to_the_receiver_whole_or_by_kind() -> None:
    whole = plan_of([{**EMAIL, **DELETE, "transfer_to": "jane@example.com"}], ADA, JANE)
    assert steps(whole) == [
        "deleteUser /users/u1 {'action': 'delete', 'transfer_email': 'jane@example.com', 'transfer_meeting': True,"
        " 'transfer_webinar': True, 'transfer_recording': True, 'transfer_whiteboard': True,"
        " 'transfer_clipfiles': True, 'transfer_notes': True, 'transfer_docs': True, 'transfer_visitors': True}"
    ]
    part = plan_of([{**EMAIL, **DELETE, "transfer_to": "jane@example.com", "transfer": ["clips"]}], ADA, JANE)
    assert steps(part) == [
        "deleteUser /users/u1 {'action': 'delete', 'transfer_email': 'jane@example.com', 'transfer_clipfiles': True}"
    ]


def test_whoever_receives_must_be_there_in_time() -> None:
    leaver = {**EMAIL, **DELETE, "transfer_to": "new@example.com"}
    nobody = plan_of([leaver], ADA)
    assert nobody.changes[0].error == ("transfer_to: there is no user new@example.com. Name somebody of the account.")
    invited = plan_of([leaver, NEW], ADA)
    assert "there is no user" in invited.changes[0].error
    created = plan_of([leaver, {**NEW, "create_action": "custCreate"}], ADA)
    assert [line.split()[0] for line in steps(created)] == ["createUser", "deleteUser"]


ERRORS: list[tuple[str, list[dict[str, Any]], dict[str, Any], str]] = [
    ("both emails exist", [ADA, JANE], {**EMAIL, "new_email": "jane@example.com"}, "both ada@example.com and jane"),
    ("no such id", [ADA], {"id": "u9"}, "there is no user with the id u9"),
    ("an unknown group and the nearest", [ADA], {**EMAIL, "groups": ["Salse"]}, "Did you mean Sales?"),
    ("an unknown division", [ADA], {**EMAIL, "division": "Mars"}, "there is no division 'Mars'"),
    ("an unknown role", [ADA], {**EMAIL, "role": "Helpdsk"}, "Did you mean Helpdesk?"),
    ("the owner stays active", [{**ADA, "role_id": "0"}], {**EMAIL, "status": "inactive"}, "owner of the account"),
    ("the owner stays", [{**ADA, "role_id": "0"}], {**EMAIL, **DELETE, "allow_data_loss": True}, "owner of the acc"),
    ("the owner keeps the role", [{**ADA, "role_id": "0"}], {**EMAIL, "role": "member"}, "handed over"),
    ("somebody with a role stays", [{**ADA, "role_id": "r9"}], {**EMAIL, **DELETE, "allow_data_loss": True}, "Helpd"),
    ("somebody with a role stays active", [{**ADA, "role_id": "1"}], {**EMAIL, "status": "inactive"}, "role Admin"),
    ("numbers are not lost by the way", [{**ADA, "zoom_phone": True}], {**EMAIL, "zoom_phone": False}, "phone numb"),
    ("nobody is created to be inactive", [], {**NEW, "status": "inactive"}, "would have to be created"),
]


@pytest.mark.parametrize(("have", "want", "words"), [case[1:] for case in ERRORS], ids=[case[0] for case in ERRORS])
def test_errors(have: list[dict[str, Any]], want: dict[str, Any], words: str) -> None:
    plan = plan_of([want], *have)
    assert words in plan.changes[0].error
    assert steps(plan) == []


def test_a_role_is_taken_away_before_the_person_goes() -> None:
    want = {**EMAIL, "state": "absent", "absent_action": "deactivate", "role": "member"}
    assert [line.split()[0] for line in steps(plan_of([want], {**ADA, "role_id": "1"}))] == [
        "roleMemberDelete",
        "updateUserStatus",
    ]


def test_what_waits_is_named() -> None:
    pending = plan_of([{**EMAIL, "dept": "IT", "groups": ["Sales", "Support"], "role": "Admin"}], PENDING).changes[0]
    assert pending.deferred == {"dept": "pending", "groups": "pending", "role": "pending"}
    inactive = plan_of(
        [{**EMAIL, "type": "licensed", "division": "Europe", "new_email": "b@example.com"}], INACTIVE
    ).changes[0]
    assert inactive.deferred == {"type": "inactive", "new_email": "inactive", "division": "inactive"}
    assert inactive.action == "deferred"


def test_a_password_waits_too() -> None:
    row = {**EMAIL, "password": "Secret123", "update_password": "always"}
    assert plan_of([row], INACTIVE).changes[0].deferred == {"password": "inactive"}


def test_a_new_user_is_known_by_the_new_email() -> None:
    plan = plan_of([{**NEW, "new_email": "Newer@example.com"}])
    assert plan.plan.steps()[0].object == "user newer@example.com"


def test_licences_are_freed_before_they_are_taken() -> None:
    rows = [{**NEW, "type": "licensed"}, {"email": "jane@example.com", "type": "basic"}]
    assert [line.split()[0] for line in steps(plan_of(rows, JANE))] == ["updateUser", "createUser"]


def test_joins_go_out_thirty_at_a_time() -> None:
    people = [{**ADA, "id": f"i{number}", "email": f"p{number}@example.com"} for number in range(65)]
    rows = [{"email": person["email"], "groups": ["Sales"], "division": "Europe"} for person in people]
    plan = plan_of(rows, *people)
    sizes = [(step.operation, len(step.members)) for step in plan.plan.steps()]
    assert sizes == [
        ("addGroupMembers", 30), ("addGroupMembers", 30), ("addGroupMembers", 5),
        ("assignDivision", 30), ("assignDivision", 30), ("assignDivision", 5),
    ]  # fmt: skip


def test_what_is_missing_is_created_once_and_only_if_somebody_goes_there() -> None:
    rows = [{**EMAIL, "groups": ["Brand new"]}, {"email": "jane@example.com", "groups": ["brand NEW"]}]
    plan = plan_of(rows, ADA, JANE, create_missing=True)
    assert [line.split()[0] for line in steps(plan)] == ["createGroup", "addGroupMembers"]
    waiting = plan_of(rows[:1], INACTIVE, create_missing=True)
    assert steps(waiting) == []
    ensured = plan_of([EMAIL], ADA, ensure_groups=("Sales", "Other"), ensure_divisions=("North",))
    assert sorted(line.split()[0] for line in steps(ensured)) == ["createDivision", "createGroup"]


def test_two_rows_that_are_one_person() -> None:
    plan = plan_of([{**EMAIL, "dept": "A"}, {"id": "u1", "dept": "B"}], ADA)
    assert "the same person as ada@example.com (row 1)" in plan.changes[1].error
    assert steps(plan) == ["updateUser /users/u1 {'dept': 'A'}"]


@pytest.mark.parametrize(
    ("unique", "email", "expected"),
    [
        ("E1", "ada@example.com", "updateUser /users/u1 {'dept': 'IT'}"),
        ("E1", "other@example.com", "updateUser /users/u1 {'dept': 'IT'}"),
        ("E9", "ada@example.com", "belongs to the person with employee_unique_id E1"),
        ("E9", "jane@example.com", "updateUser /users/u2 {'dept': 'IT'}"),
    ],
)
def test_match_by_employee_unique_id(unique: str, email: str, expected: str) -> None:
    row = {"email": email, "employee_unique_id": unique, "dept": "IT"}
    plan = plan_of([row], {**ADA, "employee_unique_id": "E1"}, JANE, match_by="employee_unique_id")
    assert expected in [*steps(plan), plan.changes[0].error][0]


def test_a_password_is_set_when_told_and_never_shown() -> None:
    row = {**EMAIL, "password": "Secret123", "update_password": "always"}
    plan = plan_of([row], ADA)
    assert steps(plan) == ["updateUserPassword /users/u1/password {'password': '********'}"]
    assert "Secret123" not in str(plan.changes[0].after)
    assert steps(plan_of([{**row, "update_password": "on_create"}], ADA)) == []
