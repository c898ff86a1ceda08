# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom a row means: the person whom the account has, if any, and the new email for this person. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping, NamedTuple

from .._directory.resolve import UnknownReference
from .as_read import Account, by_email, keys_of

if TYPE_CHECKING:
    from .rows import Row


class Located(NamedTuple):
    """The person whom a row means (None: nobody yet), and the new email ('' if the email stays)."""

    person: Mapping[str, Any] | None
    rename: str


def locate(row: Row, account: Account, match_by: str) -> Located:
    """Raises UnknownReference where the row means nobody, or two people."""
    people = account.people
    new_email = row.new_email.casefold()
    keys = [key for key in keys_of(row, match_by) if not new_email or key != by_email(row.new_email)]
    found = next((person for person in map(people.find, keys) if person is not None), None)
    if match_by == "employee_unique_id" and found is not None:
        other = str(found.get("employee_unique_id") or "")
        if other and other != row.unique_id:
            raise UnknownReference(
                f"{found.get('email')} belongs to the person with employee_unique_id {other}, not {row.unique_id}."
            )
    if row.user_id and found is None and not new_email and row.state == "present":
        raise UnknownReference(f"there is no user with the id {row.user_id}. Leave the id out to create one.")
    if found is not None and row.user_id and row.email:
        named = people.find(by_email(row.email))
        if named is not None and named is not found:
            raise UnknownReference(
                f"this row names two users: the id {row.user_id} is {found.get('email')}, and {row.email} is another"
                " one. Leave one of the two out."
            )
    if not new_email:
        return Located(found, "")
    renamed = people.find(by_email(new_email))
    if found is None or renamed is found:
        return Located(renamed, "")
    if renamed is not None:
        raise UnknownReference(
            f"both {found.get('email')} and {new_email} exist. Remove one of the two users, or leave new_email out."
        )
    return Located(found, row.new_email)
