# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what a task has to know of the account: the fewest requests that answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Iterable, Mapping, Sequence

from .._core import errors
from .._core.values import whole_number
from .._directory.kinds import DIVISION, GROUP, ROLE, USER
from .._directory.listings import read_objects
from .._directory.objects import DirectoryObject, Key
from .._directory.people import PeopleReader
from .._directory.resolve import Resolver
from .as_read import Account, People, by_email, keys_of, secret_keys
from .fields import DETAIL, FIELDS, USER_SETTINGS
from .to_read import ToRead, read_places, slim

if TYPE_CHECKING:
    from .._core.client import Client
    from .._core.progress import Progress
    from .._directory.kind import Kind
    from .rows import Row

# getUser may show the name of the role alone.
ROLE_IDS = {name.casefold(): key for key, name in ROLE.built_in.items()}
CREATION = "To have it created, give create_missing: [{0}], or name it in ensure_{0}."
DETAILED = "_detailed"  # mark of a person that getUser gave
DETAIL_FIELDS = tuple(name for name, field in FIELDS.items() if field.read != USER_SETTINGS)


def gather(
    client: Client,
    rows: Sequence[Row],
    to_read: ToRead,
    progress: Progress,
    match_by: str = "email",
    create_missing: Sequence[str] = (),
    receivers: Sequence[str] = (),
    may_create: bool = False,
) -> Account:
    """Read all that ``to_read`` names. Raises ZoomError; a read that fails leaves nothing half known.

    ``may_create``: the task has the options ``create_missing`` and ``ensure_…``, which errors may point at.
    """

    def objects(kind: Kind, wanted: bool) -> Callable[[], list[DirectoryObject]]:
        return lambda: read_objects(client, kind) if wanted else []

    reads: list[Callable[[], Any]] = [
        objects(GROUP, to_read.groups),
        objects(DIVISION, to_read.divisions),
        objects(ROLE, to_read.roles),
        lambda: RowReader(client, to_read, progress).read(rows, match_by, receivers),
    ]
    groups, divisions, roles, people = client.map(lambda read: read(), reads)
    return Account(
        people,
        Resolver(GROUP, groups, "groups" in create_missing, CREATION.format("groups") if may_create else ""),
        Resolver(
            DIVISION, divisions, "divisions" in create_missing, CREATION.format("divisions") if may_create else ""
        ),
        Resolver(ROLE, roles),
    )


def read_active_total(client: Client, account: Account) -> int:
    """How many active users the account has, from the list if it was read (listUsers, medium)."""
    if account.people.active_total is not None:
        return account.people.active_total
    total = whole_number(client.call(USER.list, query={"page_size": 1}).get("total_records"))
    # No account is empty: without a count they are counted.
    return total or len(client.collect(USER.list, USER.items))


class RowReader:
    """Reads the people of one task into ``people``."""

    def __init__(self, client: Client, to_read: ToRead, progress: Progress) -> None:
        self.client = client
        self.to_read = to_read
        self.progress = progress
        self.people = People(to_read.by_unique_id)
        self._shared: dict[Any, Any] = {}
        extra = {"include_fields": "custom_attributes"} if to_read.attributes else None
        self.reader = PeopleReader(client, self._take, progress, extra)

    def read(self, rows: Sequence[Row], match_by: str, receivers: Sequence[str] = ()) -> People:
        """The people of the rows and who receives content; everybody if a prune needs it."""
        keys = [key for row in rows for key in keys_of(row, match_by)]
        keys += [by_email(email) for email in receivers]
        if self.to_read.whole:
            self.reader.read_everybody(self.to_read.statuses)
            self.people.whole = self.to_read.statuses == USER.statuses
        else:
            self.reader.read(keys)
            self._read_other_halves(rows)
        if any(self._is_unknown(row, match_by) for row in rows):
            # getUser knows most pending people by their email, but not all: nobody is created or passed over for that.
            self.reader.read_invited()
        self._note_lists()
        self._read_details(rows, match_by)
        return self.people

    def _read_other_halves(self, rows: Iterable[Row]) -> None:
        """Rows that name an id and an email: where the id means somebody of another email, who has that email?"""
        emails = []
        for row in rows:
            person = self.people.by_id.get(row.user_id) if row.user_id and row.email else None
            if person is not None and not self.people.find(by_email(row.email)):
                emails.append(by_email(row.email))
        if emails:
            self.reader.read(emails)

    def _is_unknown(self, row: Row, match_by: str) -> bool:
        keys = keys_of(row, match_by)
        return any(key.by == "email" for key in keys) and not any(map(self.people.find, keys))

    def _note_lists(self) -> None:
        self.people.short = self.reader.short
        active = self.reader.lists.get("active")
        if active is not None:
            # A whole list is surer than the total that Zoom names, which lags.
            self.people.active_total = active.read if active.ended else active.total or None

    def _take(self, item: dict[str, Any], status: str, alone: bool) -> None:
        self.people.add(self._person(item, status, alone))

    def _person(self, item: dict[str, Any], status: str, alone: bool) -> dict[str, Any]:
        """A person with only what is needed."""
        fields = self.to_read.fields
        if alone:
            fields += DETAIL_FIELDS + ("group_ids", "division_ids")
            if self.to_read.note_secrets:
                self.people.secrets.update(secret_keys(item))
            if "role_id" not in item and item.get("role_name"):
                item = dict(item, role_id=ROLE_IDS.get(str(item["role_name"]).casefold(), str(item["role_name"])))
        person = slim(item, fields, self._shared)
        person.setdefault("status", status)
        if alone:
            person[DETAILED] = True
        return person

    def _read_details(self, rows: Sequence[Row], match_by: str) -> None:
        """What no list shows, only for people whose row names a field that lists lack."""
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
                if USER_SETTINGS in places and person.get("status") != "pending":
                    settings[address] = person
        self.add_details(detail)
        self.add_phone_licences(settings)
        self._read_managers(rows, match_by)

    def _read_managers(self, rows: Sequence[Row], match_by: str) -> None:
        """Who the managers are whom rows name by name, and Zoom by email: only a read tells whether they are one."""
        emails = set()
        for row in rows:
            if not row.values.get("manager") or "@" in row.values["manager"]:
                continue
            person = next((found for found in map(self.people.find, keys_of(row, match_by)) if found), {})
            email = str(person.get("manager") or "").strip()
            if "@" in email and not self.people.names_of(email):
                emails.add(email.casefold())
        if emails:
            self.reader.read([by_email(email) for email in sorted(emails)])

    def add_details(self, people: Mapping[str, dict[str, Any]]) -> None:
        """Add what getUser shows; ``people`` by what addresses them."""
        self._into(people, "reading details of users", self._detail)

    def add_phone_licences(self, people: Mapping[str, dict[str, Any]]) -> None:
        """Add ``zoom_phone`` (getUserSettings, medium)."""
        self._into(people, "reading Zoom Phone licences", self._phone)

    def _into(
        self, people: Mapping[str, dict[str, Any]], phase: str, read: Callable[[dict[str, Any], str], dict[str, Any]]
    ) -> None:
        self.progress.begin(phase, len(people))
        found = self.client.map(lambda address: read(people[address], address), list(people))
        for person, more in zip(people.values(), found):
            person.update(more)

    def _detail(self, person: dict[str, Any], address: str) -> dict[str, Any]:
        item = self.reader.read_one(Key("id", address))
        # Somebody who was listed and is gone now keeps what the list showed; the write will tell.
        return {} if item is None else self._person(item, str(person.get("status") or "active"), True)

    def _phone(self, _person: dict[str, Any], address: str) -> dict[str, Any]:
        try:
            answer = self.client.call(USER.settings.read, {USER.place: address})
        except errors.NotFoundError:
            return {}
        finally:
            self.progress.advance()
        return {"zoom_phone": bool((answer.get("feature") or {}).get("zoom_phone"))}
