# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts and wishes for tests of the planner, written as short as they are meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ansible_collections.openadmin.zoom.plugins.module_utils._directory import catalog as user_catalog
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.catalog import Catalog
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.objects import DirectoryObject as Container
from ansible_collections.openadmin.zoom.plugins.module_utils._users import entries as people
from ansible_collections.openadmin.zoom.plugins.module_utils._users.entries import Entry
from ansible_collections.openadmin.zoom.plugins.module_utils._users.known import Known, People
from ansible_collections.openadmin.zoom.plugins.module_utils._users.plan import Rules
from ansible_collections.openadmin.zoom.plugins.module_utils._users.task import Fuses, Proposal, Task, decide

GROUPS = {"g1": "Sales", "g2": "Support", "g3": "Sales Europe"}
DIVISIONS = {"d1": "Main", "d2": "Europe"}
ADA: dict[str, Any] = {
    "id": "u1",
    "email": "ada@example.com",
    "status": "active",
    "type": 1,
    "role_id": "2",
    "first_name": "Ada",
    "last_name": "Lovelace",
    "dept": "Sales",
}


def known(*records: dict[str, Any], create_missing: bool = False, caller: str = "") -> Known:
    """What was read of an account with these people, three groups and two divisions."""
    everybody = People(by_unique_id=True)
    for record in records:
        everybody.add(record)
    groups = Catalog("group", [Container(key, name) for key, name in GROUPS.items()], create_missing)
    divisions = Catalog(
        "division", [Container(key, name, is_main=key == "d1") for key, name in DIVISIONS.items()], create_missing
    )
    return Known(everybody, groups, divisions, user_catalog.roles({"r9": "Helpdesk"}), caller)


def entries(*rows: dict[str, Any], match_by: str = "email") -> list[Entry]:
    """Entries of valid rows."""
    found, findings = people.entries([(number, f"row {number}", row) for number, row in enumerate(rows, 1)], match_by)
    assert not findings, findings
    return found


def proposal(
    rows: list[dict[str, Any]],
    *records: dict[str, Any],
    match_by: str = "email",
    create_missing: bool = False,
    fuses: Fuses | None = None,
    caller: str = "",
    short: str = "",
    **task: Any,
) -> Proposal:
    """The proposal for rows and an account."""
    rules = Rules(match_by=match_by, password=lambda: "Unknown123", **task.pop("rules", {}))
    account = known(*records, create_missing=create_missing, caller=caller)
    account.people.short = short
    wanted = Task(entries(*rows, match_by=match_by), rules, fuses=fuses, **task)
    return decide(wanted, account, lambda: len(records))


def steps(plan: Proposal) -> list[str]:
    """Every step in a line: operation, path, query and body without blanks of JSON."""
    lines = []
    for step in plan.plan.steps():
        shown = step.report()
        rest = [str(shown[name]) for name in ("query", "body") if name in shown]
        lines.append(" ".join([step.operation, shown["path"], *rest]))
    return lines


def reactivated(entry: Entry) -> Entry:
    """The entry as a task with reactivate makes it."""
    return replace(entry, reactivate=True)
