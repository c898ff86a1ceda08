# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.kinds import (
    CONTACT_GROUP,
    DIVISION,
    GROUP,
    ROLE,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.objects import (
    DirectoryObject,
    MemberList,
    Person,
    check_name,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.resolve import Resolver
from ansible_collections.openadmin.zoom.plugins.module_utils._groups.plan import (
    Have,
    Want,
    identify,
    needs_members,
    plan_object,
)


def group(key, name, total=None):
    return DirectoryObject(key, name, {}, total)


def division(key, name, description="", total=None, is_main=False):
    return DirectoryObject(key, name, {"description": description}, total, is_main)


SALES = group("g1", "Sales", 2)
EMPTY = group("g2", "Support", 0)
MAIN = division("d0", "Main", total=5, is_main=True)
EUROPE = division("d1", "Europe", "Offices", 2)
ASIA = division("d2", "Asia", total=0)
NOBODY = MemberList()
TWO = MemberList([Person("u1", "a@x.org"), Person("", "b@x.org")], listed=2)


def plan(kind, want, have=(), **facts):
    resolver = Resolver(kind, have)
    found = identify(want, resolver)
    if needs_members(kind, want, found):
        facts.setdefault("inside", NOBODY)
    return plan_object(want, Have(resolver, found, **facts))


def requests(planned):
    return [(step["method"], step["path"], step.get("body")) for step in planned.plan.report()]


def described(text):
    return {"description": text}


@pytest.mark.parametrize(
    ("kind", "want", "have", "steps"),
    [
        (GROUP, Want("present", "Sales"), [], [("POST", "/groups", {"name": "Sales"})]),
        (GROUP, Want("present", "  Sales "), [], [("POST", "/groups", {"name": "Sales"})]),
        (GROUP, Want("present", "sales"), [SALES], []),
        (GROUP, Want("present", " SALES "), [SALES], []),
        (GROUP, Want("present", "Sales", new_name="Umsatz"), [], [("POST", "/groups", {"name": "Umsatz"})]),
        (GROUP, Want("present", "Sales", new_name="Umsatz"), [SALES], [("PATCH", "/groups/g1", {"name": "Umsatz"})]),
        (GROUP, Want("present", "Umsatz", new_name="Sales"), [SALES], []),
        (GROUP, Want("present", "sales", new_name="SALES"), [SALES], [("PATCH", "/groups/g1", {"name": "SALES"})]),
        (GROUP, Want("present", id="g1", new_name="X"), [SALES], [("PATCH", "/groups/g1", {"name": "X"})]),
        (GROUP, Want("present", "Support", id="g1"), [SALES, EMPTY], []),
        (GROUP, Want("absent", "Support"), [SALES, EMPTY], [("DELETE", "/groups/g2", None)]),
        (GROUP, Want("absent", "Sales", force=True), [SALES], [("DELETE", "/groups/g1", None)]),
        (GROUP, Want("absent", "Nobody"), [SALES], []),
        (GROUP, Want("absent", id="g9"), [SALES], []),
        (
            DIVISION,
            Want("present", "Africa", values=described("South")),
            [MAIN],
            [("POST", "/divisions", {"division_name": "Africa", "division_description": "South"})],
        ),
        (
            DIVISION,
            Want("present", "Africa", values=described("")),
            [],
            [("POST", "/divisions", {"division_name": "Africa"})],
        ),
        (DIVISION, Want("present", "Europe", values=described("Offices")), [EUROPE], []),
        (DIVISION, Want("present", "Europe"), [EUROPE], []),
        (
            DIVISION,
            Want("present", "Europe", values=described("")),
            [EUROPE],
            [("PATCH", "/divisions/d1", {"division_description": ""})],
        ),
        (
            DIVISION,
            Want("present", "Europe", new_name="EU", values=described("All")),
            [EUROPE],
            [("PATCH", "/divisions/d1", {"division_name": "EU", "division_description": "All"})],
        ),
        (DIVISION, Want("absent", "Asia"), [MAIN, ASIA], [("DELETE", "/divisions/d2", None)]),
    ],
)
def test_steps(kind, want, have, steps):
    assert requests(plan(kind, want, have)) == steps


@pytest.mark.parametrize(
    ("kind", "want", "have", "words"),
    [
        (GROUP, Want("present", "Sales", new_name="Support"), [SALES, EMPTY], "both exist"),
        (GROUP, Want("present", "sales"), [SALES, group("g3", "SALES")], "2 groups are called 'sales': g1, g3"),
        (GROUP, Want("present", id="g9"), [SALES], "no group with id 'g9'"),
        (GROUP, Want("absent", "Sales"), [SALES], "has 2 members"),
        (DIVISION, Want("absent", "Main"), [MAIN], "main division"),
        (DIVISION, Want("absent", "Europe"), [MAIN, EUROPE], "Say in move_members_to"),
    ],
)
def test_refusals(kind, want, have, words):
    with pytest.raises(InputError) as error:
        plan(kind, want, have)
    assert words in error.value.message


@pytest.mark.parametrize("count", [None, 0])
@pytest.mark.parametrize(
    ("inside", "force", "words"),
    [
        (NOBODY, False, ""),
        (TWO, False, "has 2 members, who would lose its settings: a@x.org, b@x.org."),
        (MemberList(whole=False), False, "does not say reliably"),
        (None, False, "does not say reliably"),
        (TWO, True, ""),
        (None, True, ""),
    ],
)
def test_a_count_of_none_or_nothing_is_no_proof_that_nobody_is_inside(count, inside, force, words):
    want, found = Want("absent", "Sales", force=force), group("g1", "Sales", count)
    assert needs_members(GROUP, want, found) is not force
    resolver = Resolver(GROUP, [found])
    if not words:
        assert requests(plan_object(want, Have(resolver, found, inside=inside))) == [("DELETE", "/groups/g1", None)]
        return
    with pytest.raises(InputError) as error:
        plan_object(want, Have(resolver, found, inside=inside))
    assert words in error.value.message


@pytest.mark.parametrize("count", [None, 0, 2])
@pytest.mark.parametrize(
    ("inside", "words"),
    [(TWO, "has 2 members: a@x.org, b@x.org. Say in move_members_to"), (MemberList(whole=False), "move_members_to")],
)
def test_a_division_goes_only_where_it_is_known_to_be_empty(count, inside, words):
    with pytest.raises(InputError, match=words.replace(".", r"\.")):
        plan(DIVISION, Want("absent", "Asia"), [division("d2", "Asia", total=count)], inside=inside)


def test_built_in_roles_are_never_deleted():
    with pytest.raises(InputError, match="built-in role"):
        plan(ROLE, Want("absent", "admin", force=True))


def test_people_of_a_deleted_division_move_first_and_the_deletion_waits_for_the_lag():
    planned = plan(DIVISION, Want("absent", "Europe"), [MAIN, EUROPE], inside=TWO, target=MAIN)
    assert requests(planned) == [
        ("POST", "/divisions/d0/users", {"users": [{"user_id": "u1"}, {"user_email": "b@x.org"}]}),
        ("DELETE", "/divisions/d1", None),
    ]
    assert len(planned.plan.stages) == 1  # one chain
    assert planned.plan.steps()[1].lag_codes == (42012,)
    assert planned.undo == {
        "name": "Europe",
        "description": "Offices",
        "state": "present",
        "members": ["a@x.org", "b@x.org"],
    }


def test_people_of_a_deleted_division_do_not_move_to_itself():
    with pytest.raises(InputError, match="to be deleted"):
        plan(DIVISION, Want("absent", "Europe"), [EUROPE], inside=TWO, target=EUROPE)


def test_people_join_a_new_division_under_its_symbol_thirty_at_a_time():
    people = [Person(f"u{number}", f"U{number}@x.org", division_ids=("d0",) * (number % 2)) for number in range(31)]
    planned = plan(DIVISION, Want("present", "Africa"), [MAIN], joining=people)
    assert [path for _method, path, _body in requests(planned)] == [
        "/divisions",
        "/divisions/{division:Africa}/users",
        "/divisions/{division:Africa}/users",
    ]
    assert planned.before["members"]["u0@x.org"] == "Main"
    assert planned.after["members"]["u30@x.org"] == "Africa"
    assert planned.final == division("{division:Africa}", "Africa", total=31)


@pytest.mark.parametrize(
    ("want", "undo"),
    [
        (Want("present", "Africa"), {"name": "Africa", "state": "absent"}),
        (Want("present", "Europe"), None),
        (
            Want("present", "Europe", new_name="EU", values=described("All")),
            {"id": "d1", "name": "EU", "state": "present", "new_name": "Europe", "description": "Offices"},
        ),
    ],
)
def test_the_way_back(want, undo):
    assert plan(DIVISION, want, [MAIN, EUROPE]).undo == undo


@pytest.mark.parametrize(
    ("kind", "name", "fits"),
    [
        (GROUP, "x" * 127, True),
        (GROUP, "x" * 128, False),
        (DIVISION, "x" * 128, True),
        (DIVISION, "x" * 129, False),
        (GROUP, "", False),
        (GROUP, "  ", False),
        (GROUP, None, True),
        (GROUP, "<script>", True),
        (GROUP, "a\x07b", False),
        (DIVISION, "a\nb", False),
        (CONTACT_GROUP, "a\u2028b", False),
        (ROLE, "a\x7fb", False),
        (ROLE, " Größe\t", True),
    ],
)
def test_names_that_zoom_would_not_take(kind, name, fits):
    assert (check_name(kind, "name", name) == []) is fits
