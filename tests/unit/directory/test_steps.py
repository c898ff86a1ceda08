# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each step as Zoom gets it, and as users see it."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.steps import Step, Symbol
from ansible_collections.openadmin.zoom.plugins.module_utils._directory import steps
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.kinds import (
    CONTACT_GROUP,
    DIVISION,
    GROUP,
    ROLE,
)

NEW = Symbol("user", "new@x.org")
ANN, BOB, NEWCOMER = ("ann@x.org", "id-ann"), ("bob@x.org", "bob@x.org"), ("new@x.org", NEW)

CASES: dict[str, tuple[list[Step], list[tuple[Any, ...]]]] = {
    "join a group": (
        steps.add_members(GROUP, "g1", "Sales", [ANN, BOB, NEWCOMER]),
        [("add members to group Sales", "POST", "/groups/g1/members",
          {"members": [{"id": "id-ann"}, {"email": "bob@x.org"}, {"id": NEW}]})],
    ),
    "assign a division": (
        steps.add_members(DIVISION, Symbol("division", "EU"), "EU", [ANN, BOB]),
        [("assign users to division EU", "POST", "/divisions/{division:EU}/users",
          {"users": [{"user_id": "id-ann"}, {"user_email": "bob@x.org"}]})],
    ),
    "grant a role": (
        steps.add_members(ROLE, "1", "Admin", [ANN]),
        [("add members to role Admin", "POST", "/roles/1/members", {"members": [{"id": "id-ann"}]})],
    ),
    "join a contact group": (
        steps.add_members(CONTACT_GROUP, "c1", "Board", [ANN]),
        [("add members to contact_group Board", "POST", "/contacts/groups/c1/members",
          {"group_members": [{"id": "id-ann", "type": 1}]})],
    ),
    "leave a group": (
        steps.remove_members(GROUP, "g1", "Sales", [ANN, BOB]),
        [("remove member ann@x.org of group Sales", "DELETE", "/groups/g1/members/id-ann", None),
         ("remove member bob@x.org of group Sales", "DELETE", "/groups/g1/members/bob@x.org", None)],
    ),
    "take a role": (
        steps.remove_members(ROLE, "1", "Admin", [ANN]),
        [("take role from user ann@x.org", "DELETE", "/roles/1/members/id-ann", None)],
    ),
    "move": (
        [steps.move(ANN, ("g1", "Old"), ("g2", "New"))],
        [("move member ann@x.org from group Old to group New", "PATCH", "/groups/g1/members/id-ann",
          {"action": "move", "target_group_id": "g2"})],
    ),
    "set primary": (
        [steps.set_primary(ANN, "g1", "g2")],
        [("set primary group of user ann@x.org", "PATCH", "/groups/g1/members/id-ann",
          {"action": "set_primary", "target_group_id": "g2"})],
    ),
    "create": (
        [steps.create(CONTACT_GROUP, "Board", {"privacy": "members", "description": "d"})],
        [("create contact_group Board", "POST", "/contacts/groups",
          {"group_name": "Board", "description": "d", "group_privacy": 3})],
    ),
    "update": (
        [steps.update(CONTACT_GROUP, "c1", "Board", {"name": "Bored", "privacy": "anyone"})],
        [("update contact_group Board", "PATCH", "/contacts/groups/c1", {"name": "Bored", "privacy": 1})],
    ),
    "delete": (
        [steps.delete(DIVISION, "d1", "EU", after_moves=True)],
        [("delete division EU", "DELETE", "/divisions/d1", None)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_requests(case: str) -> None:
    made, expected = CASES[case]
    reports = [step.report() for step in made]
    assert [
        (f"{one['verb']} {one['object']}", one["method"], one["path"], one.get("body")) for one in reports
    ] == expected


@pytest.mark.parametrize(("kind", "size"), [(GROUP, 30), (DIVISION, 30), (ROLE, 30), (CONTACT_GROUP, 50)])
def test_people_join_in_the_batches_of_the_api(kind: Any, size: int) -> None:
    people = [(f"p{number}", f"id-p{number}") for number in range(size + 1)]
    made = steps.add_members(kind, "x", "X", people, required=True)
    assert [len(step.members) for step in made] == [size, 1]
    assert all(step.required and step.whole_codes == kind.gone_codes for step in made)


def test_a_primary_group_has_the_other_path_to_fall_back_to() -> None:
    step = steps.set_primary(NEWCOMER, "g1", Symbol("group", "New"))
    assert step.after == ("{user:new@x.org}", "{group:New}")
    assert step.fallback is not None
    assert step.fallback.path == {"groupId": "{group:New}", "memberId": NEW}
    assert step.fallback_codes == (1010, 4130, 4131)
    assert step.fallback.fallback is None


def test_what_comes_first() -> None:
    (step,) = steps.add_members(GROUP, Symbol("group", "New"), "New", [ANN, NEWCOMER])
    assert step.after == ("{group:New}", "{user:new@x.org}")
    assert steps.create(GROUP, "New").defines == "{group:New}"
    assert steps.delete(DIVISION, "d1", "EU").lag_codes == ()
    assert steps.delete(DIVISION, "d1", "EU", after_moves=True).lag_codes == (42012,)
