# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what a task has to know of the account's people: the fewest requests that answer."""

from __future__ import annotations

import time
from typing import Any, Callable, Iterator, Mapping, Sequence

from .._core import errors
from .._core.client import PAGE_SIZE, Client
from .._core.progress import Progress
from .._directory import catalog as user_catalog
from .._directory.catalog import Catalog
from .._directory.containers import read_all
from .._directory.kinds import DIVISION, GROUP
from .as_read import Account, Key, People, keys_of, secret_keys
from .fields import DETAIL, FIELDS, SETTINGS
from .rows import Row
from .to_read import (
    FEW,
    ToRead,
    one_by_one_is_cheaper,
    read_places,
    slim,
)

STATUSES = ("active", "pending", "inactive")
# getUser may show the name of the role alone.
ROLE_IDS = {name.casefold(): key for key, name in user_catalog.BUILT_IN_ROLES.items()}
DETAILED = "_detailed"  # mark of a person that getUser gave
DETAIL_FIELDS = tuple(name for name, field in FIELDS.items() if field.read != SETTINGS)


def gather(
    client: Client,
    rows: Sequence[Row],
    to_read: ToRead,
    progress: Progress,
    match_by: str = "email",
    create_missing: Sequence[str] = (),
) -> Account:
    """Read all that ``to_read`` names. Raises ZoomError; a read that fails leaves nothing half known."""
    tasks: list[Callable[[], Any]] = [
        lambda: read_all(client, GROUP) if to_read.groups else [],
        lambda: read_all(client, DIVISION) if to_read.divisions else [],
        lambda: read_roles(client) if to_read.roles else {},
        lambda: PeopleReader(client, to_read, progress).read(rows, match_by),
    ]
    groups, divisions, roles, people = client.map(lambda task: task(), tasks)
    return Account(
        people,
        Catalog("group", groups, "groups" in create_missing),
        Catalog("division", divisions, "divisions" in create_missing),
        user_catalog.roles(roles),
    )


def read_roles(client: Client) -> dict[str, str]:
    """Role ids and names (roles, medium)."""
    return {str(item.get("id")): str(item.get("name") or "") for item in client.call("roles").get("roles") or []}


def read_caller(client: Client) -> str:
    """The id of the user behind the token; '' where the token stands for none (getUser ``me``)."""
    try:
        return str(client.call("getUser", {"userId": "me"}).get("id") or "")
    except errors.ApiError:
        return ""


def read_active_total(client: Client, account: Account) -> int:
    """How many active users the account has, from the list if it was read (listUsers, medium)."""
    if account.people.active_total is not None:
        return account.people.active_total
    return int(client.call("listUsers", query={"page_size": 1}).get("total_records") or 0)


class PeopleReader:
    """Reads the people of one task into ``people``."""

    def __init__(self, client: Client, to_read: ToRead, progress: Progress) -> None:
        self.client = client
        self.to_read = to_read
        self.progress = progress
        self.people = People(to_read.by_unique_id)
        self._shared: dict[Any, Any] = {}
        self._page_seconds = 0.0
        light = client.limiter.labels["light"]
        self._light_a_second = max(0.1, light.capacity * light.share)
        self._listed: set[str] = set()
        # Who is not found yet: (kind, value for comparing) → value as given.
        self._sought: dict[tuple[str, str], str] = {}

    def read(self, rows: Sequence[Row], match_by: str) -> People:
        """The people of the rows and the receivers of content; everybody if a prune to_read it."""
        for row in rows:
            for kind, value in keys_of(row, match_by):
                self._sought.setdefault((kind, value.casefold() if kind == "email" else value), value)
            if row.state == "absent" and row.receiver:
                self._sought[("email", row.receiver.casefold())] = row.receiver
        if self.to_read.whole:
            for status in STATUSES:
                for _left in self.list_status(status):
                    pass
            self.people.whole = True
        elif len(self._sought) <= FEW:
            self._read_sought()
        else:
            self._read_cheapest()
        if "pending" not in self._listed and any(self._is_unknown(row, match_by) for row in rows):
            # getUser knows most pending people by their email, but not all: nobody is created or passed over for that.
            for _left in self.list_status("pending"):
                pass
        self._read_details(rows, match_by)
        return self.people

    def _is_unknown(self, row: Row, match_by: str) -> bool:
        keys = keys_of(row, match_by)
        return any(kind == "email" for kind, _value in keys) and not any(map(self.people.find, keys))

    def _read_sought(self) -> None:
        """Read those who are still sought one by one."""
        self.read_each([Key(kind, value) for (kind, _folded), value in sorted(self._sought.items())])

    def _read_cheapest(self) -> None:
        """List while that is cheaper than reading those who are still missing: active users first, then the others."""
        left_off = self._list_while_cheaper(STATUSES[0])
        if not left_off and self._sought and not self._each_is_cheaper(len(STATUSES) - 1):
            left_off = any(self.client.map(self._list_while_cheaper, STATUSES[1:]))
            # Whoever is on none of the three lists does not exist; unless a list was short or left off.
            if not left_off and not self.people.short:
                return
        self._read_sought()

    def _list_while_cheaper(self, status: str) -> bool:
        """List the users of a status; True if it was left off because reading the missing ones is cheaper."""
        for pages_left in self.list_status(status):
            if not self._sought:
                return False
            if pages_left > 0 and self._each_is_cheaper(pages_left):
                return True
        return False

    def _add(self, person: dict[str, Any]) -> None:
        """Take a person in, and its person off the list of those who are sought."""
        self.people.add(person)
        if self._sought:
            self._sought.pop(("email", str(person.get("email") or "").casefold()), None)
            self._sought.pop(("id", str(person.get("id") or "")), None)
            self._sought.pop(("unique", str(person.get("employee_unique_id") or "")), None)

    def _each_is_cheaper(self, pages: float) -> bool:
        return one_by_one_is_cheaper(len(self._sought), pages, self._page_seconds, self._light_a_second)

    def list_status(self, status: str, role_id: str = "") -> Iterator[float]:
        """List the users of a status (listUsers, medium), page by page; yields how many pages are left."""
        try:
            yield from self._pages(status, role_id)
        except errors.ApiError as error:
            # A page token lives 15 minutes; a list whose token died begins anew, once.
            if "page token" not in error.zoom_message:
                raise
            yield from self._pages(status, role_id)

    def _pages(self, status: str, role_id: str) -> Iterator[float]:
        self.progress.begin(f"reading {status} users")
        query: dict[str, Any] = {"status": status, "page_size": PAGE_SIZE}
        if role_id:
            query["role_id"] = role_id
        if self.to_read.attributes:
            query["include_fields"] = "custom_attributes"
        seen: set[str] = set()
        read = 0
        while True:
            start = time.monotonic()
            page = self.client.call("listUsers", query=query)
            self._page_seconds = max(time.monotonic() - start, 0.02)
            items = [item for item in page.get("users") or [] if isinstance(item, dict)]
            for item in items:
                person = slim(item, self.to_read.fields, self._shared)
                person.setdefault("status", status)
                self._add(person)
            read += len(items)
            total = page.get("total_records")
            total = total if isinstance(total, int) else 0
            self.progress.at(read, total)
            if status == STATUSES[0]:
                self.people.active_total = total or read
            token = str(page.get("next_page_token") or "")
            if not token or token in seen:
                if token or read < total:
                    self.people.short = f"Zoom announced {total} {status} users and listed {read}"
                self._listed.add(status)
                yield 0
                return
            seen.add(token)
            query["next_page_token"] = token
            yield max(1.0, (total - read) / max(1, len(items)))

    def read_each(self, keys: Sequence[Key]) -> None:
        """Read people one by one, side by side (getUser, light)."""
        self.progress.begin("reading users one by one", len(keys))
        for person in self.client.map(self._get, keys):
            if person is not None:
                self._add(person)

    def _get(self, key: Key) -> dict[str, Any] | None:
        kind, value = key
        try:
            item = self.client.call(
                "getUser", {"userId": value}, {"search_by_unique_id": True} if kind == "unique" else None
            )
        except errors.NotFoundError:
            return None
        finally:
            self.progress.advance()
        if self.to_read.note_secrets:
            self.people.secrets.update(secret_keys(item))
        if "role_id" not in item and item.get("role_name"):
            item = dict(item, role_id=ROLE_IDS.get(str(item["role_name"]).casefold(), str(item["role_name"])))
        person = slim(item, self.to_read.fields + DETAIL_FIELDS + ("group_ids", "division_ids"), self._shared)
        # getUser does not name the status of everybody; who can be read and has none is active.
        person.setdefault("status", "active")
        person[DETAILED] = True
        return person

    def _read_details(self, rows: Sequence[Row], match_by: str) -> None:
        """What no list shows, of those people only whose row names such a field."""
        detail: dict[str, dict[str, Any]] = {}
        settings: dict[str, dict[str, Any]] = {}
        for row in rows:
            places = read_places(row)
            if not places:
                continue
            for key in keys_of(row, match_by):
                person = self.people.find(key)
                if person is None:
                    continue
                address = str(person.get("id") or person.get("email"))
                if DETAIL in places and DETAILED not in person:
                    detail[address] = person
                if SETTINGS in places and person.get("status") != "pending":
                    settings[address] = person
        self.add_details(detail)
        self.add_phone_licences(settings)

    def add_details(self, people: Mapping[str, dict[str, Any]]) -> None:
        """Add what getUser shows; ``people`` by what addresses them."""
        self._into(people, "reading details of users", self._detail)

    def add_phone_licences(self, people: Mapping[str, dict[str, Any]]) -> None:
        """Add ``zoom_phone`` (getUserSettings, medium)."""
        self._into(people, "reading Zoom Phone licences", self._phone)

    def _into(self, people: Mapping[str, dict[str, Any]], phase: str, read: Callable[[str], dict[str, Any]]) -> None:
        self.progress.begin(phase, len(people))
        for person, found in zip(people.values(), self.client.map(read, list(people))):
            person.update(found)

    def _detail(self, address: str) -> dict[str, Any]:
        # Somebody who was listed and is gone now keeps what the list showed; the write will tell.
        return self._get(Key("id", address)) or {}

    def _phone(self, address: str) -> dict[str, Any]:
        try:
            answer = self.client.call("getUserSettings", {"userId": address})
        except errors.NotFoundError:
            return {}
        finally:
            self.progress.advance()
        return {"zoom_phone": bool((answer.get("feature") or {}).get("zoom_phone"))}
