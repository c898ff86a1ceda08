# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of the account once it was read. Pure."""

from __future__ import annotations

from typing import Any, Mapping

from .._core.steps import SECRET_NAMES
from .._directory.catalog import Catalog
from .entries import Entry


class People:
    """The people that were read. Records hold API fields; ``zoom_phone`` is added where it was asked for."""

    def __init__(self, by_unique_id: bool = False) -> None:
        self.by_email: dict[str, dict[str, Any]] = {}
        self.by_id: dict[str, dict[str, Any]] = {}
        self.by_unique: dict[str, dict[str, Any]] = {}
        self.whole = False  # everybody of the account is here
        self.short = ""  # why the list is known to lack people; "" if it does not
        self.active_total: int | None = None
        self.secrets: set[str] = set()  # names of secrets that answers held; noted where asked for
        self._by_unique_id = by_unique_id

    def add(self, record: dict[str, Any]) -> None:
        """Take a record in; a later one of the same person replaces an earlier one."""
        email, identifier = str(record.get("email") or "").casefold(), str(record.get("id") or "")
        if email:
            self.by_email[email] = record
        if identifier:
            self.by_id[identifier] = record
        if self._by_unique_id and record.get("employee_unique_id"):
            self.by_unique[str(record["employee_unique_id"])] = record

    def find(self, key: tuple[str, str]) -> dict[str, Any] | None:
        """The person of a key, or None."""
        kind, value = key
        if kind == "email":
            return self.by_email.get(value.casefold())
        return (self.by_id if kind == "id" else self.by_unique).get(value)

    def records(self) -> list[dict[str, Any]]:
        """Everybody, once."""
        return list({id(record): record for found in (self.by_email, self.by_id) for record in found.values()}.values())

    def __len__(self) -> int:
        return max(len(self.by_email), len(self.by_id))


class Known:
    """What was read: people, catalogs, and who calls (their id, '' if Zoom does not tell)."""

    def __init__(self, people: People, groups: Catalog, divisions: Catalog, roles: Catalog, caller: str = "") -> None:
        self.people = people
        self.groups = groups
        self.divisions = divisions
        self.roles = roles
        self.caller = caller


def keys_of(entry: Entry, match_by: str = "email") -> list[tuple[str, str]]:
    """How an entry's person is sought, best first: the id, what match_by says, the email, the new email."""
    keys = [("id", entry.user_id)]
    if match_by == "employee_unique_id":
        keys.append(("unique", entry.unique_id))
    if not entry.user_id:
        keys.append(("email", entry.email))
    keys.append(("email", str(entry.options.get("new_email") or "")))
    return [key for key in keys if key[1]]


def secret_keys(item: Mapping[str, Any]) -> list[str]:
    """Names of what an answer of the API holds that is secret."""
    return [str(name) for name, value in item.items() if value not in (None, "") and SECRET_NAMES.search(str(name))]
