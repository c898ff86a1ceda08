# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads an account for export and drift: each list once, whichever parts need it. What cannot be read is told."""

from __future__ import annotations

from typing import Any, Callable, TypeVar

from .._core.client import Client
from .._core.errors import ApiError
from .._core.progress import Progress
from .._directory.kind import Kind
from .._directory.kinds import DIVISION, GROUP, ROLE
from .._directory.listings import read_members, read_object, read_objects
from .._directory.objects import DirectoryObject
from .._directory.resolve import Resolver
from .._settings.document import object_document
from .._settings.gather import Gatherer
from .._settings.target import ACCOUNT, LOCK_VIEWS, Read, Target
from .._settings.views import views_of
from .._users.as_read import Account
from .._users.gather import DETAILED, RowReader
from .everybody_task import everybody
from .sections import TREES_OF_SETTINGS

EVERY_STATUS = ("active", "pending", "inactive")
Result = TypeVar("Result")


class Source:
    """One account. ``details``: whether people are read one by one as well, for what lists do not show.

    ``unreadable`` says what could not be read and why; ``masked`` names secrets that were left out, by object.
    """

    def __init__(self, client: Client, progress: Progress, details: bool) -> None:
        self.client = client
        self.progress = progress
        self.unreadable: dict[str, str] = {}
        self.masked: dict[str, list[str]] = {}
        self._with_details = details
        self._kept: dict[str, Any] = {}

    def objects(self, kind: Kind) -> list[DirectoryObject]:
        """Everything of a kind, by name."""
        found = self._once(f"{kind.words}s", lambda: read_objects(self.client, kind))
        return sorted(found or [], key=lambda one: (one.name.casefold(), one.id))

    def details_of(self, kind: Kind) -> list[DirectoryObject]:
        """The same with what the list does not show."""
        return [one for one in self.client.map(lambda one: self._detail(kind, one), self.objects(kind)) if one]

    def _detail(self, kind: Kind, one: DirectoryObject) -> DirectoryObject:
        return one if one.id in kind.built_in else read_object(self.client, kind, one.id) or one

    def members(self, kind: Kind, one: DirectoryObject) -> list[str]:
        """The emails of all who are in an object."""
        inside = self._once(f"members of {kind.words}s", lambda: self._members_of_all(kind)) or {}
        found: list[str] = inside.get(one.id, [])
        return found

    def _members_of_all(self, kind: Kind) -> dict[str, list[str]]:
        objects = self.objects(kind)
        emails = {str(person.get("id")): str(person.get("email")) for person in self.people()}
        self.progress.begin(f"reading the members of {kind.words}s", len(objects))

        def read(one: DirectoryObject) -> list[str]:
            inside = read_members(self.client, kind, one.id).people
            self.progress.advance()
            return sorted(member.email or emails.get(member.id, member.key) for member in inside)

        return dict(zip((one.id for one in objects), self.client.map(read, objects)))

    def people(self) -> list[dict[str, Any]]:
        """Everybody, of every status."""
        found: list[dict[str, Any]] = self._once("people", self._read_people)
        return found

    def _read_people(self) -> list[dict[str, Any]]:
        reader = RowReader(self.client, everybody(EVERY_STATUS, by_unique_id=True), self.progress)
        reader.reader.read_everybody(EVERY_STATUS)
        if reader.reader.short:
            self.unreadable["people"] = reader.reader.short
        people = reader.people.everybody()
        if self._with_details:
            addressed = {str(one.get("id")): one for one in people if one.get("id") and DETAILED not in one}
            reader.add_details(addressed)
        for person in people:
            person.pop(DETAILED, None)
        self._kept["account"] = Account(
            reader.people,
            Resolver(GROUP, self.objects(GROUP)),
            Resolver(DIVISION, self.objects(DIVISION)),
            Resolver(ROLE, self.objects(ROLE)),
        )
        return people

    def account(self) -> Account:
        """People, and groups, divisions and roles by name."""
        self.people()
        found: Account = self._kept["account"]
        return found

    def settings(self) -> list[dict[str, Any]]:
        """Settings and locks of the account and of each group."""
        targets = [ACCOUNT, *(Target("group", one.id, one.name, one.total_members) for one in self.objects(GROUP))]
        gatherer = Gatherer(lambda: self.client, self.progress)
        settings = [Read(target, False, view) for target in targets for view in views_of(target.level)]
        locks = [Read(target, True, view) for target in targets for view in LOCK_VIEWS]
        gatherer.read([*settings, *locks])
        documents = []
        for target in targets:
            reading = gatherer.reading(target)
            found = object_document(target, reading)
            place = {"scope": target.level, **({"group": target.name} if target.level == "group" else {})}
            unread = reading.locks_unread()
            if unread is not None:
                self.unreadable[f"locks of {target.title}"] = unread.reason
            if found["masked"]:
                self.masked[target.title] = list(found["masked"])
            documents.append({**place, **{name: found[name] for name in TREES_OF_SETTINGS if found[name]}})
        return documents

    def _once(self, what: str, read: Callable[[], Result]) -> Result | Any:
        """What was read; None where Zoom refuses it, for want of a scope or because the account has no such thing."""
        if what not in self._kept:
            try:
                self._kept[what] = read()
            except ApiError as error:
                if what == "people":
                    raise
                self.unreadable[what] = error.message
                self._kept[what] = None
        return self._kept[what]
