# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.kinds import CONTACT_GROUP, GROUP, ROLE
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.objects import (
    DirectoryObject,
    Person,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._groups.group_member_plan import (
    GroupMembershipPlanner,
    GroupWanted,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._groups.member_plan import (
    MembersFound,
    MembershipPlanner,
    MembersWanted,
    Named,
)

SALES = DirectoryObject("g1", "Sales", total_members=3)
SUPPORT = DirectoryObject("g2", "Support")


def Want(target, state, primary=False, source=None, max_removals=10):  # noqa: N802
    return GroupWanted(GROUP, target, state, max_removals, primary, source)


def plan_membership(want, have):
    return GroupMembershipPlanner(want, have).plan()


def person(name, *groups, status="active"):
    return Person("" if status == "pending" else f"id-{name}", f"{name}@x.org", status, groups)


def outside(name, *groups, status="active"):
    return Named(f"{name}@x.org", False, person(name, *groups, status=status), True, f"id-{name}")


def inside(name, *groups, status="active"):
    return Named(f"{name}@x.org", True, person(name, *groups, status=status), True, f"id-{name}")


def listed(name):
    return Named(f"{name}@x.org", True, address=f"id-{name}")


def unknown(name):
    return Named(f"{name}@x.org", False, None, True)


def other(name):
    return Person(f"id-{name}", f"{name}@x.org")


def add(*names, group="g1"):
    return ("POST", f"/groups/{group}/members", {"members": [{"id": f"id-{name}"} for name in names]})


def remove(name, group="g1"):
    return ("DELETE", f"/groups/{group}/members/id-{name}", None)


def patch(name, action, path, target="g1"):
    return ("PATCH", f"/groups/{path}/members/id-{name}", {"action": action, "target_group_id": target})


CASES = {
    "nobody": (Want(SALES, "present"), [], [], [], {}),
    "an active person joins": (Want(SALES, "present"), [outside("a")], [], [add("a")], {"added": ["a"]}),
    "a member stays": (Want(SALES, "present"), [listed("a")], [], [], {"unchanged": ["a"]}),
    "pending and inactive people wait": (
        Want(SALES, "present"),
        [outside("p", status="pending"), outside("i", status="inactive")],
        [],
        [],
        {"deferred": ["p", "i"]},
    ),
    "an unknown one stops nobody": (
        Want(SALES, "present"),
        [unknown("u"), outside("a")],
        [],
        [add("a")],
        {"added": ["a"], "unknown": ["u"]},
    ),
    "absent removes members only": (
        Want(SALES, "absent"),
        [listed("a"), outside("b"), unknown("u")],
        [],
        [remove("a")],
        {"removed": ["a"], "unchanged": ["b", "u"]},
    ),
    "an inactive member can be removed": (
        Want(SALES, "absent"),
        [inside("i", "g1", status="inactive")],
        [],
        [remove("i")],
        {"removed": ["i"]},
    ),
    "exact adds and removes": (
        Want(SALES, "exact"),
        [listed("a"), outside("b")],
        [other("c")],
        [add("b"), remove("c")],
        {"added": ["b"], "removed": ["c"], "unchanged": ["a"]},
    ),
    "exact with an unknown one removes nobody": (
        Want(SALES, "exact"),
        [unknown("u"), outside("b")],
        [other("c")],
        [add("b")],
        {"added": ["b"], "unknown": ["u"]},
    ),
    "a member of the source moves": (
        Want(SALES, "present", source=SUPPORT),
        [outside("a", "g2")],
        [],
        [patch("a", "move", "g2")],
        {"added": ["a"], "moved": ["a"]},
    ),
    "a member of both leaves the source": (
        Want(SALES, "present", source=SUPPORT),
        [inside("a", "g1", "g2")],
        [],
        [remove("a", "g2")],
        {"moved": ["a"]},
    ),
    "one in neither group joins": (
        Want(SALES, "present", source=SUPPORT),
        [outside("a", "g7")],
        [],
        [add("a")],
        {"added": ["a"]},
    ),
    "the first group is primary by itself": (
        Want(SALES, "present", primary=True),
        [outside("a")],
        [],
        [add("a")],
        {"added": ["a"]},
    ),
    "primary for one who was elsewhere": (
        Want(SALES, "present", primary=True),
        [outside("a", "g7", "g8")],
        [],
        [add("a"), patch("a", "set_primary", "g7")],
        {"added": ["a"], "made_primary": ["a"]},
    ),
    "primary for a member": (
        Want(SALES, "present", primary=True),
        [inside("a", "g7", "g1")],
        [],
        [patch("a", "set_primary", "g7")],
        {"made_primary": ["a"]},
    ),
    "primary already": (Want(SALES, "present", primary=True), [inside("a", "g1", "g7")], [], [], {"unchanged": ["a"]}),
    "primary for an inactive member waits": (
        Want(SALES, "present", primary=True),
        [inside("i", "g7", "g1", status="inactive")],
        [],
        [],
        {"deferred": ["i"]},
    ),
    "moved from the only group, it is primary by itself": (
        Want(SALES, "present", primary=True, source=SUPPORT),
        [outside("a", "g2")],
        [],
        [patch("a", "move", "g2")],
        {"added": ["a"], "moved": ["a"]},
    ),
    "moved, with a third group": (
        Want(SALES, "present", primary=True, source=SUPPORT),
        [outside("a", "g2", "g7")],
        [],
        [patch("a", "move", "g2"), patch("a", "set_primary", "g7")],
        {"added": ["a"], "moved": ["a"], "made_primary": ["a"]},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_steps(case):
    want, named, others, steps, became = CASES[case]
    planned = plan_membership(want, MembersFound(named, others))
    assert [(step["method"], step["path"], step.get("body")) for step in planned.plan.report()] == steps
    for field in ("added", "removed", "unchanged", "unknown", "moved", "made_primary"):
        assert getattr(planned, field) == [f"{name}@x.org" for name in became.get(field, [])], field
    assert [entry["member"] for entry in planned.deferred] == [f"{name}@x.org" for name in became.get("deferred", [])]
    assert bool(planned.plan) == (planned.before != planned.after)


def test_a_list_that_is_not_whole_removes_nobody():
    planned = plan_membership(Want(SALES, "exact"), MembersFound([outside("b")], [other("c")], whole=False))
    assert planned.removed == [] and "listed fewer" in planned.kept
    assert [step.operation for step in planned.plan.steps()] == ["addGroupMembers"]


@pytest.mark.parametrize(("fuse", "passes"), [(2, False), (3, True)])
def test_the_fuse_on_removals(fuse, passes):
    have = MembersFound([listed("a")], [other(name) for name in "xyz"])
    if passes:
        assert len(plan_membership(Want(SALES, "exact", max_removals=fuse), have).removed) == 3
        return
    with pytest.raises(InputError, match="max_removals allows 2") as error:
        plan_membership(Want(SALES, "exact", max_removals=fuse), have)
    assert "x@x.org, y@x.org, z@x.org" in error.value.message


def test_people_join_thirty_at_a_time():
    planned = plan_membership(Want(SALES, "present"), MembersFound([outside(f"p{number}") for number in range(61)]))
    assert [len(step.members) for step in planned.plan.steps()] == [30, 30, 1]


def test_set_primary_has_the_other_path_to_fall_back_to():
    step = plan_membership(Want(SALES, "present", primary=True), MembersFound([inside("a", "g7", "g1")])).plan.steps()[
        0
    ]
    assert step.fallback is not None and step.fallback.path["groupId"] == "g1"
    assert step.fallback_codes == (1010, 4130, 4131)


@pytest.mark.parametrize(
    ("want", "named", "others", "undo"),
    [
        (Want(SALES, "present"), [outside("a")], [], {"group": "g1", "members": ["a@x.org"], "state": "absent"}),
        (Want(SALES, "absent"), [listed("a")], [], {"group": "g1", "members": ["a@x.org"], "state": "present"}),
        (
            Want(SALES, "exact"),
            [listed("a"), outside("b")],
            [other("c")],
            {
                "group": "g1",
                "members": ["a@x.org", "c@x.org"],
                "state": "exact",
                "max_removals": 1,
                "allow_empty": False,
            },
        ),
        (
            Want(SALES, "present", source=SUPPORT),
            [outside("a", "g2")],
            [],
            {"group": "g2", "members": ["a@x.org"], "move_from": "g1"},
        ),
        (Want(SALES, "present"), [listed("a")], [], None),
    ],
)
def test_the_way_back(want, named, others, undo):
    assert plan_membership(want, MembersFound(named, others)).undo == undo


# -- the same planner for other kinds ------------------------------------------------------------------------------

BOARD = DirectoryObject("c1", "Board")


def plan_of(kind, state, named, others=(), **facts):
    return MembershipPlanner(MembersWanted(kind, BOARD, state), MembersFound(named, others, **facts)).plan()


def requests(planned):
    return [(step["method"], step["path"], step.get("body") or step.get("query")) for step in planned.plan.report()]


def people(count):
    return [{"id": f"id-p{number}", "type": 1} for number in range(count)]


def test_a_contact_group_takes_fifty_people_a_call_by_id_and_lets_twenty_go():
    planned = plan_of(CONTACT_GROUP, "present", [outside(f"p{number}") for number in range(51)])
    assert requests(planned) == [
        ("POST", "/contacts/groups/c1/members", {"group_members": people(50)}),
        ("POST", "/contacts/groups/c1/members", {"group_members": [{"id": "id-p50", "type": 1}]}),
    ]
    planned = plan_of(CONTACT_GROUP, "absent", [listed(f"p{number}") for number in range(21)], listed=30)
    ids = [f"id-p{number}" for number in range(21)]
    assert requests(planned) == [
        ("DELETE", "/contacts/groups/c1/members", {"member_ids": ",".join(ids[:20])}),
        ("DELETE", "/contacts/groups/c1/members", {"member_ids": ids[20]}),
    ]


@pytest.mark.parametrize(
    ("state", "named", "others", "size", "passes"),
    [
        ("exact", [], [other("a")], 1, False),
        ("exact", [], [other("a")], 2, True),  # a group is a member too
        ("exact", [outside("b")], [other("a")], 1, True),
        ("absent", [listed("a")], [], 1, False),
        ("absent", [listed("a")], [other("b")], 2, True),
    ],
)
def test_zoom_does_not_remove_the_last_member_of_a_contact_group(state, named, others, size, passes):
    if passes:
        assert plan_of(CONTACT_GROUP, state, named, others, listed=size).removed
        return
    with pytest.raises(InputError, match="does not remove the last member"):
        plan_of(CONTACT_GROUP, state, named, others, listed=size)


def test_a_role_is_granted_and_taken():
    planned = plan_of(ROLE, "exact", [outside("a")], [other("b")], listed=1)
    assert requests(planned) == [
        ("POST", "/roles/c1/members", {"members": [{"id": "id-a"}]}),
        ("DELETE", "/roles/c1/members/id-b", None),
    ]
    assert [f"{step.verb} {step.object}" for step in planned.plan.steps()] == [
        "add members to role Board",
        "take role from user b@x.org",
    ]
