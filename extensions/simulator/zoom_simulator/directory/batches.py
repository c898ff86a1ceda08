# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Requests that name many people at once, and the ids that their answers hold."""

from __future__ import annotations

from typing import Any

from ..core.errors import invalid_field
from .account import Account
from .call import Call
from .records import ACTIVE, User


def batch_of(call: Call, name: str, largest: int) -> list[dict[str, Any]]:
    """Return the entries of a batch; refuses none or too many."""
    entries: list[dict[str, Any]] | None = call.body.get(name)
    if not entries:
        raise invalid_field(name)
    if len(entries) > largest:
        raise invalid_field(name, f"The maximum number of {name} is {largest}.")
    return entries


def users_of(
    account: Account, entries: list[dict[str, Any]], id_key: str = "id", email_key: str = "email"
) -> list[User]:
    """Return the active users that a batch names. An id wins over an address.

    Who is not there, pending or inactive is passed over without a word: that is how the service loses
    group assignments, and why its answer is no proof.
    """
    users: list[User] = []
    for entry in entries:
        user = account.users.get(entry[id_key]) if entry.get(id_key) else account.find_user(entry.get(email_key) or "")
        if user is not None and user.status == ACTIVE and user not in users:
            users.append(user)
    return users


def ids_text(account: Account, users: list[User]) -> str:
    """Return the ids of users as one text; a switch makes it empty, as the service does at times."""
    return "" if account.switches.member_ids == "empty" else ",".join(user.id for user in users)
