# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Divisions and their users. Divisions have error codes of their own."""

from __future__ import annotations

from typing import Any

from ..core.clock import iso
from ..core.errors import Refusal
from ..core.messages import Answer
from ..directory.account import MAXIMUM_DIVISIONS, Account
from ..directory.batches import ids_text, users_of
from ..directory.call import Call, Handler
from ..directory.records import PENDING, Division

BATCH = 30
INVALID = Refusal(400, 40005, "Invalid parameters.")


def division_body(division: Division) -> dict[str, Any]:
    """Return a division as the API shows it."""
    return {
        "division_id": division.id, "division_name": division.name, "division_description": division.description,
        "is_main_division": division.main,
    }  # fmt: skip


def found(account: Account, division_id: str, seen: bool = False) -> Division:
    """Return a division; refuses when there is none."""
    division: Division | None = account.divisions.get(division_id)
    if seen:
        division = account.lag.seen("division", division_id, division)
    if division is None:
        raise Refusal(404, 40406, "Division not found.")
    return division


def check_name(account: Account, name: Any, but: Division | None = None) -> str:
    """Return the name of a division; refuses an empty, long or taken one."""
    if not isinstance(name, str) or not name.strip() or len(name) > 128:
        raise Refusal(400, 40005, "Invalid field.")
    text: str = name.strip()
    if any(other.name.lower() == text.lower() and other is not but for other in account.divisions.values()):
        raise Refusal(409, 40901, "This name is already in use. Please try another.")
    return text


def list_divisions(call: Call) -> Answer:
    """Answer one page of divisions."""
    account = call.account
    divisions = list(account.lag.seen_all("division", account.divisions))
    page, facts = call.simulator.pages.cut("divisions", call.query, divisions, largest=300)
    rows = [division_body(entry) | {"total_members": account.division_members(entry.id)} for entry in page]
    return Answer(200, facts | {"divisions": rows})


def get_division(call: Call) -> Answer:
    """Answer one division."""
    return Answer(200, division_body(found(call.account, call.path["divisionId"], seen=True)))


def create_division(call: Call) -> Answer:
    """Create a division: at most 500 in all."""
    account = call.account
    name = check_name(account, call.body["division_name"])
    if len(account.divisions) >= MAXIMUM_DIVISIONS:
        raise Refusal(
            400,
            42006,
            "You've reached the maximum number of divisions reached. You can clean up some divisions then try again.",
        )
    division = Division(account.new_id(), name, call.body.get("division_description", ""))
    account.lag.keep("division", division.id, None)
    account.divisions[division.id] = division
    body = division_body(division)
    del body["is_main_division"]
    return Answer(201, body)


def update_division(call: Call) -> Answer:
    """Rename or describe a division."""
    account = call.account
    division = found(account, call.path["divisionId"])
    name = check_name(account, call.body["division_name"], division) if "division_name" in call.body else division.name
    account.lag.keep("division", division.id, division.copy())
    division.name = name
    division.description = call.body.get("division_description", division.description)
    return Answer(204)


def delete_division(call: Call) -> Answer:
    """Delete an empty division; never the main one."""
    account = call.account
    division = found(account, call.path["divisionId"])
    if division.main:
        raise Refusal(400, 42011, "Main division can't be deleted.")
    if any(user.division_id == division.id for user in account.users.values()):
        raise Refusal(400, 42012, "Please remove all users from this division before deleting.")
    account.lag.keep("division", division.id, division)
    del account.divisions[division.id]
    return Answer(204)


def list_users(call: Call) -> Answer:
    """Answer one page of the users of a division."""
    account = call.account
    division = found(account, call.path["divisionId"], seen=True)
    main = account.main_division()
    users = [
        user for user in account.seen_users() if (user.division_id or main) == division.id and user.status != PENDING
    ]
    page, facts = call.simulator.pages.cut(f"division {division.id}", call.query, users, largest=300)
    rows = [{"user_id": user.id, "user_display_name": user.display_name, "user_email": user.email} for user in page]
    return Answer(200, facts | {"users": rows})


def assign_users(call: Call) -> Answer:
    """Put up to 30 users into a division and so out of their former one."""
    account = call.account
    division = found(account, call.path["divisionId"])
    entries = call.body.get("users")
    if not entries or len(entries) > BATCH:
        raise INVALID
    users = users_of(account, entries, "user_id", "user_email")
    for user in users:
        with account.change(user):
            user.division_id = "" if division.main else division.id
    return Answer(201, {"ids": ids_text(account, users), "added_at": iso(account.clock.now())})


HANDLERS: dict[str, Handler] = {
    "listDivisions": list_divisions,
    "getDivision": get_division,
    "createDivision": create_division,
    "updateDivision": update_division,
    "deleteDivision": delete_division,
    "listDivisionMembers": list_users,
    "assignDivision": assign_users,
}
