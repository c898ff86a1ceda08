# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings about many rows, told as one."""

from __future__ import annotations

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import Finding
from ansible_collections.openadmin.zoom.plugins.module_utils._core.findings import grouped


def rows(count: int, within: str = ", column type", problem: str = "is empty.", remedy: str = "") -> list[Finding]:
    return [Finding(f"row {row}{within}", problem.replace("ROW", str(row)), remedy) for row in range(2, count + 2)]


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([], []),
        (
            rows(2),
            ["row 2, column type: is empty.", "row 3, column type: is empty."],
        ),
        (
            rows(10_000, remedy="Fill it in."),
            ["rows 2, 3, 4, 5, 6 and 9,995 more, column type: is empty. Fill it in."],
        ),
        (
            rows(6, problem="'xROW' is not one of: basic, licensed.", remedy="Did you mean basic?"),
            [
                "rows 2, 3, 4, 5, 6 and 1 more, column type: 'x2' is not one of: basic, licensed, and the same in the"
                " others. Did you mean basic?"
            ],
        ),
        (
            rows(7, within=", email", problem="aROW@b.example is already at row ROW."),
            ["rows 2, 3, 4, 5, 6 and 2 more, email: a2@b.example is already at row 2, and the same in the others."],
        ),
        (
            [Finding(f"users[{entry}].type", "is wrong.") for entry in range(1, 8)],
            ["users[1, 2, 3, 4, 5 and 2 more].type: is wrong."],
        ),
        (
            [Finding("encoding", "is wrong."), *rows(6), Finding("src", "is wrong."), *rows(6, within=", column pmi")],
            [
                "encoding: is wrong.",
                "rows 2, 3, 4, 5, 6 and 1 more, column type: is empty.",
                "src: is wrong.",
                "rows 2, 3, 4, 5, 6 and 1 more, column pmi: is empty.",
            ],
        ),
        (
            [Finding(f"row {row}, p{row}@example.com", f"there is no group 'Team {row}'.") for row in range(2, 12)],
            ["rows 2, 3, 4, 5, 6 and 5 more: there is no group 'Team 2', and the same in the others."],
        ),
        (
            [Finding(f"users[{entry}], p{entry}@example.com", "there is no group 'Team'.") for entry in range(1, 7)],
            ["users[1, 2, 3, 4, 5 and 1 more]: there is no group 'Team'."],
        ),
        ([Finding("", "is wrong.")] * 9, ["is wrong."] * 9),
        (rows(9, within=""), ["rows 2, 3, 4, 5, 6 and 4 more: is empty."]),
    ],
)
def test_many_rows_are_one_finding(findings: list[Finding], expected: list[str]) -> None:
    assert [finding.text() for finding in grouped(findings)] == expected
