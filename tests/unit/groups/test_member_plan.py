# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.kinds import Container, Member
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.people import Person
from ansible_collections.openadmin.zoom.plugins.module_utils._groups.member_plan import (
    Have,
    Named,
    Want,
    plan_membership,
)

SALES = Container("g1", "Sales", total_members=3)
SUPPORT = Container("g2", "Support")


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
    return Member(f"id-{name}", f"{name}@x.org")


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
    planned = plan_membership(want, Have(named, others))
    assert [(step["method"], step["path"], step.get("body")) for step in planned.plan.report()] == steps
    for field in ("added", "removed", "unchanged", "unknown", "moved", "made_primary"):
        assert getattr(planned, field) == [f"{name}@x.org" for name in became.get(field, [])], field
    assert [entry["member"] for entry in planned.deferred] == [f"{name}@x.org" for name in became.get("deferred", [])]
    assert bool(planned.plan) == (planned.before != planned.after)


def test_a_list_that_is_not_whole_removes_nobody():
    planned = plan_membership(Want(SALES, "exact"), Have([outside("b")], [other("c")], whole=False))
    assert planned.removed == [] and "listed fewer" in planned.kept
    assert [step.operation for step in planned.plan.steps()] == ["addGroupMembers"]


@pytest.mark.parametrize(("fuse", "passes"), [(2, False), (3, True)])
def test_the_fuse_on_removals(fuse, passes):
    have = Have([listed("a")], [other(name) for name in "xyz"])
    if passes:
        assert len(plan_membership(Want(SALES, "exact", max_removals=fuse), have).removed) == 3
        return
    with pytest.raises(InputError, match="max_removals allows 2") as error:
        plan_membership(Want(SALES, "exact", max_removals=fuse), have)
    assert "x@x.org, y@x.org, z@x.org" in error.value.message


def test_people_join_thirty_at_a_time():
    planned = plan_membership(Want(SALES, "present"), Have([outside(f"p{number}") for number in range(61)]))
    assert [len(step.members) for step in planned.plan.steps()] == [30, 30, 1]


def test_set_primary_has_the_other_path_to_fall_back_to():
    step = plan_membership(Want(SALES, "present", primary=True), Have([inside("a", "g7", "g1")])).plan.steps()[0]
    assert step.fallback is not None and step.fallback.path["groupId"] == "g1"
    assert 1010 in step.fallback_codes


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
    assert plan_membership(want, Have(named, others)).undo == undo
