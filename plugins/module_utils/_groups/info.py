# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading objects of a kind, and who is in them: the info modules of groups, divisions, contact groups and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence

from .._core.errors import ApiError, DailyLimitError, ScopeError
from .._core.task import InfoTask
from .._directory.listings import read_members, read_object, read_objects
from .._directory.objects import DirectoryObject, MemberList, result_of

if TYPE_CHECKING:
    from .._core.module import ZoomModule
    from .._core.plan import Planned
    from .._directory.included import IncludedRead
    from .._directory.kind import Kind


class ObjectInfoTask(InfoTask):
    """Returns all objects of a kind, those of a name, or the one of an id; by name.

    ``includable`` is what the option ``include`` of the module may name; a module without that option has none.
    """

    def __init__(self, module: ZoomModule, kind: Kind, includable: Mapping[str, IncludedRead] | None = None) -> None:
        super().__init__(module)
        self.kind = kind
        self.includable = includable or {}
        self.found: list[DirectoryObject] = []
        self.members: dict[str, MemberList] = {}
        self.not_shown: set[str] = set()
        self.included: dict[str, dict[str, Any]] = {}
        self.not_readable: list[dict[str, Any]] = []

    def rounds(self) -> Sequence[Callable[[], None]]:
        reads: list[Callable[[], None]] = [self._read_objects]
        if self.kind.detailed:
            reads.append(self._read_details)
        if self.params["members"]:
            reads.append(self._read_members)
        if self.params.get("include"):
            reads.append(self._read_included)
        return reads

    def _read_objects(self) -> None:
        identifier, name = self.params["id"], self.params["name"]
        one = read_object(self.client, self.kind, identifier) if identifier else None
        if identifier and (one is None or one.total_members is not None):
            self.found = [one] if one else []
            return
        # The read of one division does not count its people, the list does.
        listed = {found.id: found for found in read_objects(self.client, self.kind)}
        if one is not None:
            self.found = [listed.get(one.id, one)]
        elif name is None:
            self.found = list(listed.values())
        else:
            from .._directory.resolve import Resolver  # each import is compiled anew in every task that needs it

            self.found = Resolver(self.kind, listed.values()).named(name)
        self.found.sort(key=lambda found: (found.name.casefold(), found.id))

    def _read_details(self) -> None:
        """What the list does not show, and the read of one does."""
        if not self.params["id"]:
            self.found = self.client.map(self._detailed, self.found)

    def _detailed(self, found: DirectoryObject) -> DirectoryObject:
        """An object as its own read shows it. Zoom shows some roles to nobody but the owner."""
        try:
            return read_object(self.client, self.kind, found.id) or found
        except (ScopeError, DailyLimitError):
            raise
        except ApiError as error:
            self.not_shown.add(found.id)
            self.module.warn(f"The {self.kind.words} {found.label()} is shown without its details: {error.message}")
            return found

    def _read_members(self) -> None:
        """Who is in each, read side by side."""
        progress = self.module.progress
        progress.begin(f"reading the members of {self.kind.words}s", len(self.found))

        def read(found: DirectoryObject) -> MemberList:
            inside = read_members(self.client, self.kind, found.id)
            progress.advance()
            return inside

        ids = [found.id for found in self.found]
        self.members = dict(zip(ids, self.client.map(read, self.found)))

    def _read_included(self) -> None:
        """What no list shows, of each alone."""
        from .._directory.included_reader import (
            IncludedReader,  # each import is compiled anew in every task that needs it
        )

        reader = IncludedReader(self.client, self.module.progress)
        names = {found.id: found.name for found in self.found}
        for name in dict.fromkeys(self.params["include"]):
            self.included[name] = reader.of_each(name, self.includable[name], self.kind.place, names)
        self.not_readable = reader.not_readable()

    def report(self, _planned: Planned) -> dict[str, Any]:
        hidden = [field.name for field in self.kind.fields if not field.listed]
        nested = self.kind.members.nested
        values = [result_of(self.kind, found) for found in self.found]
        for value in values:
            if value["id"] in self.not_shown:
                value.update(dict.fromkeys(hidden))  # null is what is not named, and an empty list would clear
            inside = self.members.get(value["id"])
            if inside is not None:
                value["members"] = sorted(member.key for member in inside.people)
            if inside is not None and nested is not None:
                value[nested.option] = sorted(found.name for found in inside.nested)
            value.update({name: of[value["id"]] for name, of in self.included.items() if value["id"] in of})
        result: dict[str, Any] = {f"{self.kind.noun}s": values}
        return dict(result, not_readable=self.not_readable) if self.includable else result
