# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the lists of scopes of docs/scopes.md, between its marks, from the table of operations; --check compares."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from ansible_collections.openadmin.zoom.plugins.module_utils._account.scopes import MODULES, ROLES, missing_scopes

TARGET = Path(__file__).resolve().parents[1] / "docs" / "scopes.md"
BEGIN = "<!-- scopes: written by tools/generate_scopes.py -->\n"
END = "<!-- end of scopes -->\n"
# What each job needs, in the words of someone who makes the app.
JOBS = (
    ("Look, but not touch", "the doctor and the info modules", [name for name in MODULES if name.endswith("_info")]),
    ("Onboard people", "the role `onboarding`", list(ROLES["onboarding"])),
    ("Offboard people", "the role `offboarding`", ["zoom_offboarding"]),
    ("Take licences back", "the role `licence_reclaim`", ["zoom_license_reclaim"]),
    ("Audit and enforce policy", "the role `policy_baseline`", list(ROLES["policy_baseline"])),
)


def scopes(operations: Iterable[str]) -> list[str]:
    """The admin-level scopes that an app of today's kind needs for these operations."""
    return missing_scopes(list(operations), [])


def of_modules(names: Iterable[str]) -> list[str]:
    operations: list[str] = []
    for name in names:
        needs = MODULES[name]
        operations += [*needs.read, *needs.write, *(each for group in needs.optional.values() for each in group)]
    return scopes(operations)


def jobs() -> str:
    text = ""
    for title, what, modules in JOBS:
        text += f"### {title}\n\nFor {what}:\n\n```text\n" + "\n".join(of_modules(modules)) + "\n```\n\n"
    return text


def cell(names: Iterable[str]) -> str:
    return "<br>".join(f"`{name}`" for name in names) or "–"


def table() -> str:
    lines = ["| module | reads with | writes with | more, for some options |", "|---|---|---|---|"]
    for name, needs in sorted(MODULES.items()):
        always = {*scopes(needs.read), *scopes(needs.write)}
        more = [
            f"{option}: {cell(extra)}"
            for option, operations in needs.optional.items()
            if (extra := [scope for scope in scopes(operations) if scope not in always])
        ]
        row = (f"`{name}`", cell(scopes(needs.read)), cell(scopes(needs.write)), "<br>".join(more) or "–")
        lines.append("| " + " | ".join(row) + " |")
    return "### Each module\n\n" + "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 when the lists are out of date")
    arguments = parser.parse_args()
    text = TARGET.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    old, end, after = rest.partition(END)
    if not begin or not end:
        sys.stderr.write(f"{TARGET.name} lacks its marks: {BEGIN.strip()} and {END.strip()}\n")
        return 1
    new = "\n" + jobs() + table() + "\n"
    if arguments.check:
        if old == new:
            return 0
        sys.stderr.write(f"{TARGET.name}: the lists of scopes are out of date\n")
        return 1
    TARGET.write_text(before + BEGIN + new + END + after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
