# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who receives the content of people who go is there, active, and stays; all else is refused before any write."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError
from ansible_collections.openadmin.zoom.plugins.module_utils._users.prune import Prune
from ansible_collections.openadmin.zoom.plugins.module_utils._users.to_read import Scope
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator
from ansible_collections.openadmin.zoom.tests.unit.users.accounts import ADA, plan_of, steps

LEAVER = {"email": "ada@example.com", "state": "absent", "absent_action": "delete", "transfer_to": "jane@example.com"}
JANE = {**ADA, "id": "u2", "email": "jane@example.com"}
AWAY = {"state": "absent", "absent_action": "deactivate"}

CASES: list[tuple[str, list[dict[str, Any]], list[dict[str, Any]], str]] = [
    ("nobody", [LEAVER], [], "there is no user jane@example.com"),
    ("somebody inactive", [LEAVER], [{**JANE, "status": "inactive"}], "jane@example.com is inactive"),
    ("somebody invited", [LEAVER], [{**JANE, "status": "pending"}], "jane@example.com is pending"),
    ("somebody who is being invited", [LEAVER, {"email": "jane@example.com"}], [], "there is no user"),
    ("somebody who leaves by id", [LEAVER, {"id": "u2", **AWAY}], [JANE], "is to be deactivated as well (row 2)"),
    ("somebody who is deactivated", [LEAVER, {"email": "jane@example.com", "status": "inactive"}], [JANE],
     "is to be deactivated as well (row 2)"),
    ("the person, named by id", [{**LEAVER, "email": "", "id": "u1", "transfer_to": "ADA@example.com"}], [],
     "is the user who goes"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "people", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_can_receive_nothing(rows: list[dict[str, Any]], people: list[dict[str, Any]], words: str) -> None:
    given = [{name: value for name, value in row.items() if value != ""} for row in rows]
    plan = plan_of(given, ADA, *people)
    assert words in plan.changes[0].error
    assert not [line for line in steps(plan) if line.startswith("deleteUser")]


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        ([LEAVER], [JANE]),
        ([LEAVER, {"email": "jane@example.com", "create_action": "custCreate"}], []),
        ([LEAVER, {"email": "jane@example.com", "status": "active"}], [{**JANE, "status": "inactive"}]),
        (
            [LEAVER, {"email": "old@example.com", "new_email": "jane@example.com"}],
            [{**JANE, "email": "old@example.com"}],
        ),
    ],
)
def test_who_receives(rows: list[dict[str, Any]], people: list[dict[str, Any]]) -> None:
    plan = plan_of(rows, ADA, *people)
    assert not [change.error for change in plan.changes if change.error]
    assert any(line.startswith("deleteUser") for line in steps(plan))


@pytest.mark.parametrize(
    ("rows", "people", "words"),
    [
        ([], [], "there is no user jane@example.com"),
        ([], [{**JANE, "status": "inactive"}], "jane@example.com is inactive"),
        ([{"id": "u2", **AWAY}], [JANE], "is to be deactivated as well"),
    ],
)
def test_the_receiver_of_those_pruned(rows: list[dict[str, Any]], people: list[dict[str, Any]], words: str) -> None:
    prune = Prune(Scope("account"), {"absent_action": "delete", "transfer_to": "jane@example.com"})
    keep = {**ADA, "id": "u3", "email": "keep@example.com"}
    with pytest.raises(InputError) as caught:
        plan_of([{"email": "keep@example.com"}, *rows], ADA, keep, *people, prune=prune)
    assert caught.value.findings[0].place == "prune_transfer_to"
    assert words in caught.value.message


@pytest.mark.parametrize("allowed", [False, True])
def test_pruning_by_deletion_without_a_receiver_needs_a_word(
    simulator: Simulator, run_module: RunModule, allowed: bool
) -> None:
    asked = {"users": [{"email": "a@example.com"}], "prune": True, "prune_action": "delete", "min_rows": 1,
             "prune_scope": {"account": True}, "max_removals": 0, "allow_data_loss": allowed}  # fmt: skip
    places = [finding["place"] for finding in run_module("zoom_users", asked)["findings"]]
    assert ("prune_transfer_to" in places) is not allowed
    assert simulator.writes() == []
