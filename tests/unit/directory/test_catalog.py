# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups, divisions and roles by name or id."""

from __future__ import annotations

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._directory.catalog import (
    Catalog,
    UnknownReference,
    is_built_in_role,
    roles,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.objects import DirectoryObject as Container

CONTAINERS = [
    Container("g1", "Sales"),
    Container("g2", "Support"),
    Container("g3", "SUPPORT"),
    Container("g4", "g1"),
    Container("g5", "Double"),
    Container("g6", "Double"),
]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [("sales ", "g1"), ("Support", "g2"), ("SUPPORT", "g3"), ("g1", "g1"), ("g4", "g4")],
)
def test_ids_win_over_names_and_case_does_not_count(reference: str, expected: str) -> None:
    assert Catalog("group", CONTAINERS).resolve(reference) == expected


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("support", "2 groups are called 'support': g2, g3. Give the id."),
        ("Double", "2 groups are called 'Double': g5, g6. Give the id."),
        ("Salse", "there is no group 'Salse'. Did you mean Sales?"),
    ],
)
def test_what_means_nothing_or_too_much(reference: str, words: str) -> None:
    with pytest.raises(UnknownReference, match="^" + words.replace("?", r"\?").replace(".", r"\.")):
        Catalog("group", CONTAINERS).resolve(reference)


def test_missing_ones_are_created_once() -> None:
    catalog = Catalog("group", CONTAINERS, create_missing=True)
    first = catalog.resolve("New one")
    assert first == "{group:New one}"
    assert catalog.resolve("new ONE") is first
    catalog.ensure("NEW one")
    catalog.ensure("Sales")
    catalog.ensure("Other")
    assert dict(catalog.created) == {"{group:New one}": "New one", "{group:Other}": "Other"}
    assert catalog.ensured == {"{group:Other}"}
    assert catalog.name(first) == "New one"
    assert catalog.name("unknown") == "unknown"


@pytest.mark.parametrize(
    ("pattern", "expected"), [("s*", {"g1", "g2", "g3"}), ("Sales", {"g1"}), ("g1", {"g1", "g4"}), ("[x]", set())]
)
def test_patterns(pattern: str, expected: set[str]) -> None:
    catalog = Catalog("group", CONTAINERS)
    assert catalog.matching(pattern) == expected
    assert catalog.matching_any([pattern, "double"]) == expected | {"g5", "g6"}


def test_roles_know_the_built_in_ones() -> None:
    assert roles({"r1": "Helpdesk"}).resolve("member") == "2"
    assert [is_built_in_role(name) for name in ("Admin", "0", "Helpdesk")] == [True, True, False]
