# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The account as it was read: people, and groups, divisions and roles by name. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping, Sequence

from .._core.secret_keys import is_secret_name
from .._directory.objects import Key

if TYPE_CHECKING:
    from .._directory.kind import Kind
    from .._directory.objects import Person
    from .._directory.resolve import Resolver
    from .rows import Row


class People:
    """The people that were read. Each is a dict of API fields; ``zoom_phone`` is added where it was asked for."""

    def __init__(self, by_unique_id: bool = False) -> None:
        self.by_email: dict[str, dict[str, Any]] = {}
        self.by_id: dict[str, dict[str, Any]] = {}
        self.by_unique: dict[str, dict[str, Any]] = {}
        self.whole = False  # everybody of the account is here
        self.short = ""  # why the list is known to lack people; "" if it does not
        self.active_total: int | None = None
        self.secrets: set[str] = set()  # names of secrets that answers held; noted where asked for
        self._by_unique_id = by_unique_id

    def add(self, person: dict[str, Any]) -> None:
        """Take a person in; a later one of the same person replaces an earlier one."""
        email, identifier = str(person.get("email") or "").casefold(), str(person.get("id") or "")
        if email:
            self.by_email[email] = person
        if identifier:
            self.by_id[identifier] = person
        if self._by_unique_id and person.get("employee_unique_id"):
            self.by_unique[str(person["employee_unique_id"])] = person

    def find(self, key: Key) -> dict[str, Any] | None:
        """The person of a key, or None."""
        if key.by == "email":
            return self.by_email.get(key.value.casefold())
        return (self.by_id if key.by == "id" else self.by_unique).get(key.value)

    def names_of(self, email: str) -> set[str]:
        """The names, in lower case, of the person of an email; none where the person was not read."""
        person = self.by_email.get(email.strip().casefold(), {})
        whole = f"{person.get('first_name') or ''} {person.get('last_name') or ''}"
        names = (str(person.get("display_name") or ""), whole)
        return {" ".join(name.split()).casefold() for name in names if name.strip()}

    def everybody(self) -> list[dict[str, Any]]:
        """Everybody, once."""
        return list({id(person): person for found in (self.by_email, self.by_id) for person in found.values()}.values())

    def __len__(self) -> int:
        return max(len(self.by_email), len(self.by_id))


class Account:
    """What was read. ``caller``: the id of the user behind the credentials, '' if no user is, None if not read.

    ``admins``: who has the role Admin, where somebody may lose it.
    """

    def __init__(
        self, people: People, groups: Resolver, divisions: Resolver, roles: Resolver, caller: str | None = None
    ) -> None:
        self.people = people
        self.groups = groups
        self.divisions = divisions
        self.roles = roles
        self.caller = caller
        self.admins: Sequence[Person] = ()

    def of(self, kind: Kind) -> Resolver:
        """The groups, divisions or roles."""
        return next(resolver for resolver in (self.groups, self.divisions, self.roles) if resolver.kind is kind)


def by_email(email: str) -> Key:
    """The key of an email."""
    return Key("email", email)


def keys_of(row: Row, match_by: str = "email") -> list[Key]:
    """How the person of a row is looked up, best first: the id, what match_by says, the email, the new email."""
    keys = [Key("id", row.user_id)]
    if match_by == "employee_unique_id":
        keys.append(Key("unique", row.unique_id))
    if not row.user_id:
        keys.append(by_email(row.email))
    keys.append(by_email(row.new_email))
    return [key for key in keys if key.value]


def secret_keys(item: Mapping[str, Any]) -> list[str]:
    """Names of what an answer of the API holds that is secret."""
    return [str(name) for name, value in item.items() if value not in (None, "") and is_secret_name(name)]
