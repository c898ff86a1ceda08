# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.kinds import (
    DIVISION,
    GROUP,
    Container,
    Member,
    by_name,
    check_name,
    find_reference,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.people import Person
from ansible_collections.openadmin.zoom.plugins.module_utils._groups.plan import (
    Have,
    Want,
    identify,
    plan_container,
)

SALES = Container("g1", "Sales", total_members=2)
EMPTY = Container("g2", "Support", total_members=0)
MAIN = Container("d0", "Main", total_members=5, is_main=True)
EUROPE = Container("d1", "Europe", "Offices", total_members=2)
ASIA = Container("d2", "Asia", total_members=0)


def plan(kind, want, have=(), **facts):
    found = identify(kind, want, have)
    return plan_container(kind, want, Have(have, found, **facts))


def requests(planned):
    return [(step["method"], step["path"], step.get("body")) for step in planned.plan.report()]


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
            Want("present", "Africa", description="South"),
            [MAIN],
            [("POST", "/divisions", {"division_name": "Africa", "division_description": "South"})],
        ),
        (
            DIVISION,
            Want("present", "Africa", description=""),
            [],
            [("POST", "/divisions", {"division_name": "Africa"})],
        ),
        (DIVISION, Want("present", "Europe", description="Offices"), [EUROPE], []),
        (DIVISION, Want("present", "Europe"), [EUROPE], []),
        (
            DIVISION,
            Want("present", "Europe", description=""),
            [EUROPE],
            [("PATCH", "/divisions/d1", {"division_description": ""})],
        ),
        (
            DIVISION,
            Want("present", "Europe", new_name="EU", description="All"),
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
        (GROUP, Want("present", "sales"), [SALES, Container("g3", "SALES")], "2 groups are called 'sales': g1, g3"),
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


def test_a_name_spelt_exactly_so_wins_over_one_that_only_compares_equal():
    lower = Container("g3", "sales")
    assert by_name([SALES, lower], "sales") == [lower]
    assert by_name([SALES, lower], "SALES") == [SALES, lower]


def test_composed_and_decomposed_letters_are_the_same_name():
    assert by_name([Container("g1", "Zürich")], "Zu\u0308rich")


def test_an_id_wins_over_a_name():
    namesake = Container("g2", "g1")
    assert find_reference(GROUP, [namesake, SALES], "g1", "group") == SALES
    assert find_reference(GROUP, [namesake], "g1", "group") == namesake


def test_an_unknown_reference_names_the_nearest():
    with pytest.raises(InputError) as error:
        find_reference(GROUP, [SALES, EMPTY], "Salse", "group")
    assert "Did you mean Sales?" in error.value.message


def test_people_of_a_deleted_division_move_first_and_the_deletion_waits_for_the_lag():
    inside = [Member("u1", "a@x.org"), Member("", "b@x.org")]
    planned = plan(DIVISION, Want("absent", "Europe"), [MAIN, EUROPE], leaving=inside, target=MAIN)
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
        plan(DIVISION, Want("absent", "Europe"), [EUROPE], leaving=[Member("u1", "")], target=EUROPE)


def test_people_join_a_new_division_under_its_symbol_thirty_at_a_time():
    people = [Person(f"u{number}", f"U{number}@x.org", division_id="d0") for number in range(31)]
    planned = plan(DIVISION, Want("present", "Africa"), [MAIN], joining=people)
    assert [path for _method, path, _body in requests(planned)] == [
        "/divisions",
        "/divisions/{division:Africa}/users",
        "/divisions/{division:Africa}/users",
    ]
    assert planned.before["members"]["u0@x.org"] == "Main"
    assert planned.after["members"]["u30@x.org"] == "Africa"
    assert planned.final == Container("{division:Africa}", "Africa", "", 31, False)


@pytest.mark.parametrize(
    ("want", "undo"),
    [
        (Want("present", "Africa"), {"name": "Africa", "state": "absent"}),
        (Want("present", "Europe"), None),
        (
            Want("present", "Europe", new_name="EU", description="All"),
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
    ],
)
def test_names_that_zoom_would_not_take(kind, name, fits):
    assert (check_name(kind, "name", name) == []) is fits
