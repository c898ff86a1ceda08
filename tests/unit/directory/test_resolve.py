# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What names, ids and patterns mean."""

from __future__ import annotations

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._directory.kind import Kind
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.kinds import (
    CONTACT_GROUP,
    DIVISION,
    GROUP,
    ROLE,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.objects import DirectoryObject
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.resolve import (
    Resolver,
    UnknownReference,
    resolve_each,
)

NAMES = {
    "g1": "Sales",
    "g2": "sales",
    "g3": "Support",
    "g4": "g1",
    "g5": "Double",
    "g6": "Double",
    "g7": "Z\u00fcrich",
    "g8": "[VIP] Board",
    "g9": " Outer ",
    "g10": "Sales *",
}
OBJECTS = [DirectoryObject(key, name) for key, name in NAMES.items()]


@pytest.fixture(params=[GROUP, DIVISION, ROLE, CONTACT_GROUP], ids=lambda kind: kind.noun)
def resolver(request: pytest.FixtureRequest) -> Resolver:
    return Resolver(request.param, OBJECTS)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("Sales", "g1"),
        ("sales", "g2"),
        ("SUPPORT", "g3"),
        (" support ", "g3"),
        ("g1", "g1"),  # an id wins over the group of that name
        ("g4", "g4"),
        ("Zu\u0308rich", "g7"),
        ("outer", "g9"),
        ("[vip] board", "g8"),
        ("Sales *", "g10"),
    ],
)
def test_an_id_then_the_exact_spelling_then_the_comparison_of_zoom(
    resolver: Resolver, reference: str, expected: str
) -> None:
    assert resolver.resolve(reference) == expected
    found = resolver.find(reference)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize(
    ("kind", "reference", "problem", "remedy"),
    [
        (GROUP, "SALES", "2 groups are called 'SALES': g1, g2.", "Give the id."),
        (ROLE, "Double", "2 roles are called 'Double': g5, g6.", "Give the id."),
        (CONTACT_GROUP, "double", "2 contact groups are called 'double': g5, g6.", "Give the id."),
        (DIVISION, "Suport", "there is no division 'Suport'.", "Did you mean Support?"),
        (GROUP, "G8", "there is no group 'G8'.", ""),  # ids are compared to the letter
    ],
)
def test_what_means_several_or_none(kind: Kind, reference: str, problem: str, remedy: str) -> None:
    with pytest.raises(UnknownReference) as error:
        Resolver(kind, OBJECTS).resolve(reference)
    assert error.value.problem == problem
    assert error.value.remedy.startswith(remedy)
    assert error.value.finding("group").place == "group"


def test_missing_ones_are_created_once() -> None:
    resolver = Resolver(GROUP, OBJECTS, create_missing=True)
    first = resolver.resolve(" New one")
    assert first == "{group:New one}"
    assert resolver.resolve("new ONE") is first
    for name in ("NEW one", "Support", "Other", "other"):
        resolver.ensure(name)
    assert resolver.created == {"{group:New one}": "New one", "{group:Other}": "Other"}
    assert resolver.ensured == {"{group:New one}", "{group:Other}"}
    assert resolver.find("New one") is None
    assert [resolver.name(key) for key in (first, "g1", "unknown")] == ["New one", "Sales", "unknown"]
    with pytest.raises(UnknownReference):
        resolver.resolve("SALES")  # two of that name: a third is not created


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("s*", {"g1", "g2", "g3", "g10"}),
        ("Sales", {"g1"}),
        ("SALES", {"g1", "g2"}),
        ("g1", {"g1"}),
        ("[VIP] Board", {"g8"}),
        ("Sales *", {"g10"}),  # the literal name first
        ("[v]*", set()),
        ("Salez", set()),
        ("[vx", set()),
    ],
)
def test_patterns(pattern: str, expected: set[str]) -> None:
    resolver = Resolver(GROUP, OBJECTS)
    assert resolver.matching(pattern) == expected
    matched = resolver.matching_any([pattern, "double"], "protect_groups")
    assert matched.ids == expected | {"g5", "g6"}
    assert [finding.place for finding in matched.findings] == [] if expected else ["protect_groups"]


def test_a_pattern_for_what_is_to_be_created_matches_nothing_yet_and_is_no_mistake() -> None:
    resolver = Resolver(GROUP, OBJECTS)
    resolver.ensure("Future")
    matched = resolver.matching_any(["future", "Typo"], "groups_managed")
    assert not matched.ids
    assert [finding.problem for finding in matched.findings] == ["'Typo' matches no group."]


def test_roles_hold_the_built_in_ones() -> None:
    resolver = Resolver(ROLE, [DirectoryObject("r1", "Helpdesk")])
    assert [resolver.resolve(name) for name in ("member", "0", "helpdesk")] == ["2", "0", "r1"]
    assert [ROLE.is_built_in(name) for name in ("Admin", "0", "Helpdesk")] == [True, True, False]
    renamed = Resolver(ROLE, [DirectoryObject("2", "Staff")])
    assert renamed.resolve("staff") == "2"


def test_the_main_division_and_the_sizes() -> None:
    resolver = Resolver(DIVISION, [DirectoryObject("d1", "Main", {}, 5, True), DirectoryObject("d2", "Asia")])
    assert resolver.main == "d1"
    assert resolver.sizes == {"d1": 5, "d2": 0}
    assert Resolver(GROUP).main == ""


def test_several_references_are_picked_once_each_and_every_mistake_is_told() -> None:
    found, findings = resolve_each(Resolver(GROUP, OBJECTS), ["Support", "g3", "SALES", "Nobody", "sales"], "groups")
    assert [one.id for one in found] == ["g3", "g2"]
    assert [finding.problem for finding in findings] == [
        "2 groups are called 'SALES': g1, g2.",
        "there is no group 'Nobody'.",
    ]
