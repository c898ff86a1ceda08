# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what a task needs to know of the account's people: the fewest requests that answer."""

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
from .entries import Entry
from .fields import DETAIL, FIELDS, SETTINGS
from .known import Known, People, keys_of, secret_keys
from .needs import (
    FEW,
    Needs,
    one_by_one_is_cheaper,
    read_places,
    slim,
)

STATUSES = ("active", "pending", "inactive")
# getUser may show the name of the role alone.
ROLE_IDS = {name.casefold(): key for key, name in user_catalog.BUILT_IN_ROLES.items()}
DETAILED = "_detailed"  # mark of a record that getUser gave
DETAIL_FIELDS = tuple(name for name, field in FIELDS.items() if field.read != SETTINGS)


def gather(
    client: Client,
    entries: Sequence[Entry],
    needs: Needs,
    progress: Progress,
    match_by: str = "email",
    create_missing: Sequence[str] = (),
) -> Known:
    """Read all that ``needs`` names. Raises ZoomError; a read that fails leaves nothing half known."""
    tasks: list[Callable[[], Any]] = [
        lambda: read_all(client, GROUP) if needs.groups else [],
        lambda: read_all(client, DIVISION) if needs.divisions else [],
        lambda: read_roles(client) if needs.roles else {},
        lambda: read_caller(client) if needs.caller else "",
        lambda: PeopleReader(client, needs, progress).read(entries, match_by),
    ]
    groups, divisions, roles, caller, people = client.map(lambda task: task(), tasks)
    return Known(
        people,
        Catalog("group", groups, "groups" in create_missing),
        Catalog("division", divisions, "divisions" in create_missing),
        user_catalog.roles(roles),
        caller,
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


class PeopleReader:
    """Reads the people of one task into ``people``."""

    def __init__(self, client: Client, needs: Needs, progress: Progress) -> None:
        self.client = client
        self.needs = needs
        self.progress = progress
        self.people = People(needs.by_unique_id)
        self._shared: dict[Any, Any] = {}
        self._page_seconds = 0.0
        light = client.limiter.labels["light"]
        self._light_a_second = max(0.1, light.capacity * light.share)
        self._listed: set[str] = set()
        # Who is not found yet: (kind, value for comparing) → value as given.
        self._sought: dict[tuple[str, str], str] = {}

    def read(self, entries: Sequence[Entry], match_by: str) -> People:
        """The people of the entries and the receivers of content; everybody if a prune needs it."""
        for entry in entries:
            for kind, value in keys_of(entry, match_by):
                self._sought.setdefault((kind, value.casefold() if kind == "email" else value), value)
            if entry.state == "absent" and entry.options.get("transfer_to"):
                self._sought[("email", entry.options["transfer_to"].casefold())] = entry.options["transfer_to"]
        if self.needs.whole:
            for status in STATUSES:
                for _left in self.list_status(status):
                    pass
            self.people.whole = True
        elif len(self._sought) <= FEW:
            self._read_sought()
        else:
            self._read_cheapest()
        if "pending" not in self._listed and any(self._is_unknown(entry, match_by) for entry in entries):
            # getUser knows most pending people by their email, but not all: nobody is created or passed over for that.
            for _left in self.list_status("pending"):
                pass
        self._read_details(entries, match_by)
        return self.people

    def _is_unknown(self, entry: Entry, match_by: str) -> bool:
        keys = keys_of(entry, match_by)
        return any(kind == "email" for kind, _value in keys) and not any(map(self.people.find, keys))

    def _read_sought(self) -> None:
        """Read those who are still sought one by one."""
        self.read_each([(kind, value) for (kind, _folded), value in sorted(self._sought.items())])

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

    def _add(self, record: dict[str, Any]) -> None:
        """Take a record in, and its person off the list of those who are sought."""
        self.people.add(record)
        if self._sought:
            self._sought.pop(("email", str(record.get("email") or "").casefold()), None)
            self._sought.pop(("id", str(record.get("id") or "")), None)
            self._sought.pop(("unique", str(record.get("employee_unique_id") or "")), None)

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
        if self.needs.attributes:
            query["include_fields"] = "custom_attributes"
        seen: set[str] = set()
        read = 0
        while True:
            start = time.monotonic()
            page = self.client.call("listUsers", query=query)
            self._page_seconds = max(time.monotonic() - start, 0.02)
            items = [item for item in page.get("users") or [] if isinstance(item, dict)]
            for item in items:
                record = slim(item, self.needs.fields, self._shared)
                record.setdefault("status", status)
                self._add(record)
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

    def read_each(self, keys: Sequence[tuple[str, str]]) -> None:
        """Read people one by one, side by side (getUser, light)."""
        self.progress.begin("reading users one by one", len(keys))
        for record in self.client.map(self._get, keys):
            if record is not None:
                self._add(record)

    def _get(self, key: tuple[str, str]) -> dict[str, Any] | None:
        kind, value = key
        try:
            item = self.client.call(
                "getUser", {"userId": value}, {"search_by_unique_id": True} if kind == "unique" else None
            )
        except errors.NotFoundError:
            return None
        finally:
            self.progress.advance()
        if self.needs.note_secrets:
            self.people.secrets.update(secret_keys(item))
        if "role_id" not in item and item.get("role_name"):
            item = dict(item, role_id=ROLE_IDS.get(str(item["role_name"]).casefold(), str(item["role_name"])))
        record = slim(item, self.needs.fields + DETAIL_FIELDS + ("group_ids", "division_ids"), self._shared)
        # getUser does not name the status of everybody; who can be read and has none is active.
        record.setdefault("status", "active")
        record[DETAILED] = True
        return record

    def _read_details(self, entries: Sequence[Entry], match_by: str) -> None:
        """What no list shows, of those people only whose entry names such a field."""
        detail: dict[str, dict[str, Any]] = {}
        settings: dict[str, dict[str, Any]] = {}
        for entry in entries:
            places = read_places(entry)
            if not places:
                continue
            for key in keys_of(entry, match_by):
                record = self.people.find(key)
                if record is None:
                    continue
                address = str(record.get("id") or record.get("email"))
                if DETAIL in places and DETAILED not in record:
                    detail[address] = record
                if SETTINGS in places and record.get("status") != "pending":
                    settings[address] = record
        self.add_details(detail)
        self.add_phone_licences(settings)

    def add_details(self, records: Mapping[str, dict[str, Any]]) -> None:
        """Add what getUser shows; ``records`` by what addresses them."""
        self._into(records, "reading details of users", self._detail)

    def add_phone_licences(self, records: Mapping[str, dict[str, Any]]) -> None:
        """Add ``zoom_phone`` (getUserSettings, medium)."""
        self._into(records, "reading Zoom Phone licences", self._phone)

    def _into(self, records: Mapping[str, dict[str, Any]], phase: str, read: Callable[[str], dict[str, Any]]) -> None:
        self.progress.begin(phase, len(records))
        for record, found in zip(records.values(), self.client.map(read, list(records))):
            record.update(found)

    def _detail(self, address: str) -> dict[str, Any]:
        # Somebody who was listed and is gone now keeps what the list showed; the write will tell.
        return self._get(("id", address)) or {}

    def _phone(self, address: str) -> dict[str, Any]:
        try:
            answer = self.client.call("getUserSettings", {"userId": address})
        except errors.NotFoundError:
            return {}
        finally:
            self.progress.advance()
        return {"zoom_phone": bool((answer.get("feature") or {}).get("zoom_phone"))}
