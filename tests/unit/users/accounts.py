# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts and wishes for tests of the planner, written as short as they are meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ansible_collections.openadmin.zoom.plugins.module_utils._directory.kinds import DIVISION, GROUP, ROLE
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.objects import DirectoryObject, Person
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.resolve import Resolver
from ansible_collections.openadmin.zoom.plugins.module_utils._users.as_read import Account, People
from ansible_collections.openadmin.zoom.plugins.module_utils._users.asked import Asked, Fuses, Rules
from ansible_collections.openadmin.zoom.plugins.module_utils._users.plan import Base, PeoplePlan, conclude, propose
from ansible_collections.openadmin.zoom.plugins.module_utils._users.rows import Defaults, Row, read_rows, with_defaults

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


def account_of(*people: dict[str, Any], create_missing: bool = False, caller: str = "") -> Account:
    """What was read of an account with these people, three groups and two divisions."""
    everybody = People(by_unique_id=True)
    for person in people:
        everybody.add(person)
    groups = Resolver(GROUP, [DirectoryObject(key, name) for key, name in GROUPS.items()], create_missing)
    divisions = Resolver(
        DIVISION,
        [DirectoryObject(key, name, is_main=key == "d1") for key, name in DIVISIONS.items()],
        create_missing,
    )
    roles = Resolver(ROLE, [DirectoryObject("r9", "Helpdesk")])
    return Account(everybody, groups, divisions, roles, caller)


def rows_of(*given: dict[str, Any], match_by: str = "email") -> list[Row]:
    """Rows that are valid."""
    found, findings = read_rows([(number, f"row {number}", row) for number, row in enumerate(given, 1)], match_by)
    assert not findings, findings
    return found


def plan_of(
    given: list[dict[str, Any]],
    *people: dict[str, Any],
    match_by: str = "email",
    create_missing: bool = False,
    fuses: Fuses | None = None,
    caller: str = "",
    short: str = "",
    reactivate: bool = False,
    admins: Sequence[Person] = (),
    **asked: Any,
) -> PeoplePlan:
    """The plan for rows and an account."""
    rules = Rules(password=lambda: "Unknown123", match_by=match_by, **asked.pop("rules", {}))
    account = account_of(*people, create_missing=create_missing, caller=caller)
    account.people.short = short
    account.admins = admins
    rows = with_defaults(rows_of(*given, match_by=match_by), Defaults(), reactivate).rows
    wanted = Asked(rows, rules, fuses=fuses, **asked)
    proposal = propose(wanted, account)
    if proposal.needs_base:
        proposal.base = Base(len(people), "users of the account")
    return conclude(proposal, wanted, account)


def steps(plan: PeoplePlan) -> list[str]:
    """Every step in a line: operation, path, query and body without blanks of JSON."""
    lines = []
    for step in plan.plan.steps():
        shown = step.report()
        rest = [str(shown[name]) for name in ("query", "body") if name in shown]
        lines.append(" ".join([step.operation, shown["path"], *rest]))
    return lines
