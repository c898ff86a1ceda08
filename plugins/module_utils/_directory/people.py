# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is meant by an email or an id: one person of the account, with status, groups and division."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterable, Mapping, Sequence

from .._core.client import Client
from .._core.errors import ApiError, NotFoundError

STATUSES = ("active", "inactive", "pending")
# Below this, reading each person is never worth a thought about listing.
FEW = 10
GRANTED_PAGE = 300  # the smallest page size that Zoom is known to grant where more was asked for


@dataclass(frozen=True)
class Person:
    """A person of the account. ``id`` is empty for most pending people, who are addressed by email.

    ``group_ids`` are in Zoom's order, which puts the primary group first.
    """

    id: str
    email: str
    status: str = "active"
    group_ids: tuple[str, ...] = ()
    division_id: str = ""

    @property
    def key(self) -> str:
        """How the person is shown: the email in lower case, else the id."""
        return self.email.lower() or self.id

    @property
    def address(self) -> str:
        """What addresses the person in a path."""
        return self.id or self.email

    def body(self, prefix: str = "") -> dict[str, str]:
        """The person as an item of a member list; the id wins where both were given, so only one is."""
        return {f"{prefix}id": self.id} if self.id else {f"{prefix}email": self.email}


def parse(item: Mapping[str, Any], status: str = "active") -> Person:
    """A Person from an item of listUsers or an answer of getUser; ``status`` is for one that names none."""
    divisions = item.get("division_ids") or []
    return Person(
        id=str(item.get("id") or ""),
        email=str(item.get("email") or ""),
        status=str(item.get("status") or status),
        group_ids=tuple(str(group) for group in item.get("group_ids") or ()),
        division_id=str(divisions[0]) if divisions else "",
    )


def index(people: Iterable[Person]) -> dict[str, Person]:
    """By id, and by email in lower case. An id never holds an @, so the two do not meet."""
    found: dict[str, Person] = {}
    for person in people:
        if person.email:
            found.setdefault(person.email.lower(), person)
        if person.id:
            found[person.id] = person
    return found


def look_up(known: Mapping[str, Person], key: str) -> Person | None:
    """The person of an email (case does not count) or an id."""
    return known.get(key) or known.get(key.lower() if "@" in key else key)


def read_people(client: Client, keys: Sequence[str]) -> dict[str, Person]:
    """Key as given → person, without those who are not in the account.

    Few people are read one by one (getUser, light); for many, the whole account is listed (listUsers, medium) where
    that takes fewer requests. An email that getUser does not know is looked for among the invitations too.
    """
    keys = list(dict.fromkeys(keys))
    if len(keys) > FEW and _pages_of_account(client) < len(keys):
        return _chosen(keys, _list_people(client, STATUSES))
    answers = client.map(lambda key: _read_person(client, key), keys)
    found = {key: person for key, person in zip(keys, answers) if person is not None}
    lost = [key for key in keys if key not in found and "@" in key]
    if lost:
        found.update(_chosen(lost, _list_people(client, ("pending",))))
    return found


def _read_person(client: Client, key: str) -> Person | None:
    try:
        return parse(client.call("getUser", {"userId": key}))
    except NotFoundError:
        return None


def _list_people(client: Client, statuses: Sequence[str]) -> dict[str, Person]:
    return index(
        parse(item, status)
        for status in statuses
        for item in client.collect("listUsers", "users", query={"status": status})
    )


def _chosen(keys: Sequence[str], known: Mapping[str, Person]) -> dict[str, Person]:
    return {key: person for key in keys for person in [look_up(known, key)] if person is not None}


def _pages_of_account(client: Client) -> float:
    """Requests that listing everybody takes at most; infinite where the service does not tell (getUserSummary)."""
    try:
        total = client.call("getUserSummary").get("total_users_count")
    except ApiError:
        return float("inf")
    return total / GRANTED_PAGE + len(STATUSES) if isinstance(total, int) else float("inf")
