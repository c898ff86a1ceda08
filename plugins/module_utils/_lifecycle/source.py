# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads an account for export and drift: each list once, whichever parts need it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Sequence, TypeVar

from .._core.errors import ApiError, DailyLimitError, NotFoundError
from .._directory.kinds import DIVISION, GROUP, ROLE
from .._directory.listings import read_members, read_object, read_objects
from .._directory.resolve import Resolver
from .._settings.document import object_document
from .._settings.gather import Gatherer
from .._settings.target import ACCOUNT, LOCK_VIEWS, Read, Target
from .._settings.views import views_of
from .._users.as_read import Account
from .._users.gather import DETAILED, RowReader
from .everybody_task import everybody
from .sections import PEOPLE, SETTINGS, TREES_OF_SETTINGS, NotRead

if TYPE_CHECKING:
    from .._core.client import Client
    from .._core.progress import Progress
    from .._directory.kind import Kind
    from .._directory.objects import DirectoryObject

EVERY_STATUS = ("active", "pending", "inactive")
# What rows of people say by names of other objects.
NAMED_BY = {GROUP.noun: "groups", DIVISION.noun: "division", ROLE.noun: "role"}
Result = TypeVar("Result")


class Source:
    """One account. ``details``: whether people are read one by one as well, for what lists do not show.

    What a method cannot read raises ApiError; where the rest is of use without it, it is noted in ``not_read`` instead.
    ``masked`` names secrets that were left out, by object.
    """

    def __init__(self, client: Client, progress: Progress, details: bool) -> None:
        self.client = client
        self.progress = progress
        self.not_read: list[NotRead] = []
        self.masked: dict[str, list[str]] = {}
        self._with_details = details
        self._kept: dict[str, Any] = {}

    def objects(self, kind: Kind) -> list[DirectoryObject]:
        """Everything of a kind, by name."""
        found = self._once(kind.list, lambda: read_objects(self.client, kind))
        return sorted(found, key=lambda one: (one.name.casefold(), one.id))

    def details_of(self, kind: Kind, section: str) -> list[DirectoryObject]:
        """The same with what the list does not show. What Zoom shows to nobody but the owner is noted."""

        def read(one: DirectoryObject) -> DirectoryObject | None:
            if one.id in kind.built_in:
                return one
            try:
                return read_object(self.client, kind, one.id)
            except ApiError as error:
                self.not_read += [
                    NotRead(section, one.name, field.name, error.message) for field in kind.more if not field.listed
                ]
                return one._replace(values={field.name: one.value(field.name) for field in kind.more if field.listed})

        return [one for one in self.client.map(read, self.objects(kind)) if one]

    def members(self, kind: Kind, one: DirectoryObject) -> list[str]:
        """The emails of all who are in an object."""
        return list(self._inside(kind)[one.id][0])

    def nested(self, kind: Kind, one: DirectoryObject) -> list[str]:
        """The names of members that are no people."""
        return list(self._inside(kind)[one.id][1])

    def _inside(self, kind: Kind) -> dict[str, tuple[list[str], list[str]]]:
        found: dict[str, tuple[list[str], list[str]]] = self._once(kind.members.list, lambda: self._read_inside(kind))
        return found

    def _read_inside(self, kind: Kind) -> dict[str, tuple[list[str], list[str]]]:
        objects = self.objects(kind)
        emails: dict[str, str] = {}
        if not kind.members.item_email:
            emails = {str(person.get("id")): str(person.get("email")) for person in self.people()}
        self.progress.begin(f"reading the {kind.members.option} of {kind.words}s", len(objects))

        def read(one: DirectoryObject) -> tuple[list[str], list[str]]:
            try:
                inside = read_members(self.client, kind, one.id)
            except NotFoundError:  # deleted since the list was read
                return [], []
            self.progress.advance()
            people = sorted(member.email.lower() or emails.get(member.id, member.key) for member in inside.people)
            return people, sorted(other.name for other in inside.nested)

        return dict(zip((one.id for one in objects), self.client.map(read, objects)))

    def people(self) -> list[dict[str, Any]]:
        """Everybody, of every status."""
        found: list[dict[str, Any]] = self._once(PEOPLE, self._read_people)
        return found

    def _read_people(self) -> list[dict[str, Any]]:
        reader = RowReader(self.client, everybody(EVERY_STATUS, by_unique_id=True), self.progress)
        reader.reader.read_everybody(EVERY_STATUS)
        if reader.reader.short:
            self.not_read.append(NotRead(PEOPLE, "", "", reader.reader.short))
        people = reader.people.everybody()
        if self._with_details:
            addressed = {str(one.get("id")): one for one in people if one.get("id") and DETAILED not in one}
            reader.add_details(addressed)
        for person in people:
            person.pop(DETAILED, None)
        groups, divisions, roles = (Resolver(kind, self._named(kind)) for kind in (GROUP, DIVISION, ROLE))
        self._kept["account"] = Account(reader.people, groups, divisions, roles)
        return people

    def _named(self, kind: Kind) -> list[DirectoryObject]:
        try:
            return self.objects(kind)
        except ApiError as error:
            self.not_read.append(NotRead(PEOPLE, "", NAMED_BY[kind.noun], error.message))
            return []

    def account(self) -> Account:
        """People, and groups, divisions and roles by name."""
        self.people()
        found: Account = self._kept["account"]
        return found

    def settings(self) -> list[dict[str, Any]]:
        """Settings and locks of the account and of each group."""
        targets = [ACCOUNT, *(Target("group", one.id, one.name, one.total_members) for one in self.objects(GROUP))]
        gatherer = Gatherer(lambda: self.client, self.progress, keep_unread=True)
        settings = [Read(target, False, view) for target in targets for view in views_of(target.level)]
        locks = [Read(target, True, view) for target in targets for view in LOCK_VIEWS]
        gatherer.read([*settings, *locks])
        return [one for one in (self._document(target, gatherer) for target in targets) if one]

    def _document(self, target: Target, gatherer: Gatherer) -> dict[str, Any]:
        """The document of one object; {} where its settings could not be read."""
        reading = gatherer.reading(target)
        unread = {key.locks: why.reason for key, why in reading.unread.items()}
        if False in unread:
            self.not_read.append(NotRead(SETTINGS, target.title, "", unread[False]))
            return {}
        if True in unread:
            self.not_read += [NotRead(SETTINGS, target.title, part, unread[True]) for part in ("locks", "extra_locks")]
        found = object_document(target, reading)
        if found["masked"]:
            self.masked[target.title] = list(found["masked"])
        place = {"scope": target.level, **({"group": target.name} if target.level == "group" else {})}
        return {**place, **{name: found[name] for name in TREES_OF_SETTINGS if found[name]}}

    def _once(self, what: str, read: Callable[[], Result]) -> Result:
        """What was read, or the refusal, whoever asks again."""
        if what not in self._kept:
            try:
                self._kept[what] = read()
            except DailyLimitError:
                raise
            except ApiError as error:
                self._kept[what] = error
        found: Result = self._kept[what]
        if isinstance(found, ApiError):
            raise found
        return found


def reasons(not_read: Sequence[NotRead]) -> dict[str, str]:
    """What could not be read, and why."""
    return {one.text(): one.reason for one in sorted(not_read)}
