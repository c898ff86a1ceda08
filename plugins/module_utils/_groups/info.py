# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading groups, divisions and objects of other kinds, and who is in them: zoom_group_info, zoom_division_info."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence

from .._core.steps import Planned
from .._core.task import InfoTask
from .._directory.included import IncludedRead, IncludedReader
from .._directory.kinds import Kind
from .._directory.listings import read_members, read_object, read_objects
from .._directory.objects import DirectoryObject, result_of
from .._directory.resolve import Resolver

if TYPE_CHECKING:
    from .._core.module import ZoomModule


class ObjectInfoTask(InfoTask):
    """Returns all objects of a kind, those of a name, or the one of an id; by name.

    ``includable`` is what the option ``include`` of the module may name; a module without that option has none.
    """

    def __init__(self, module: ZoomModule, kind: Kind, includable: Mapping[str, IncludedRead] | None = None) -> None:
        super().__init__(module)
        self.kind = kind
        self.includable = includable or {}
        self.found: list[DirectoryObject] = []
        self.members: dict[str, list[str]] = {}
        self.included: dict[str, dict[str, Any]] = {}
        self.not_readable: list[dict[str, Any]] = []

    def rounds(self) -> Sequence[Callable[[], None]]:
        reads: list[Callable[[], None]] = [self._read_objects]
        if self.kind.detailed:
            reads.append(self._read_details)
        if self.params["members"]:
            reads.append(self._read_members)
        if self.includable:
            reads.append(self._read_included)
        return reads

    def _read_objects(self) -> None:
        identifier, name = self.params["id"], self.params["name"]
        one = read_object(self.client, self.kind, identifier) if identifier else None
        if identifier and (one is None or one.total_members is not None):
            self.found = [one] if one else []
            return
        # The read of one division does not count its people, the list does.
        resolver = Resolver(self.kind, read_objects(self.client, self.kind))
        if one is not None:
            self.found = [resolver.by_id(one.id) or one]
        elif name is None:
            self.found = list(resolver.objects)
        else:
            self.found = resolver.named(name)
        self.found.sort(key=lambda found: (found.name.casefold(), found.id))

    def _read_details(self) -> None:
        """What the list does not show."""
        read = self.client.map(lambda one: read_object(self.client, self.kind, one.id) or one, self.found)
        self.found = list(read)

    def _read_members(self) -> None:
        """Who is in each, read side by side."""
        progress = self.module.progress
        progress.begin(f"reading the members of {self.kind.words}s", len(self.found))

        def read(found: DirectoryObject) -> list[str]:
            inside = read_members(self.client, self.kind, found.id)
            progress.advance()
            return sorted(member.key for member in inside.people)

        ids = [found.id for found in self.found]
        self.members = dict(zip(ids, self.client.map(read, self.found)))

    def _read_included(self) -> None:
        """What no list shows, of each alone."""
        reader = IncludedReader(self.client, self.module.progress)
        names = {found.id: found.name for found in self.found}
        for name in dict.fromkeys(self.params["include"] or ()):
            self.included[name] = reader.of_each(name, self.includable[name], self.kind.place, names)
        self.not_readable = reader.not_readable()

    def report(self, _planned: Planned) -> dict[str, Any]:
        values = [result_of(self.kind, found) for found in self.found]
        for value in values:
            if value["id"] in self.members:
                value["members"] = self.members[value["id"]]
            value.update({name: of[value["id"]] for name, of in self.included.items() if value["id"] in of})
        result: dict[str, Any] = {f"{self.kind.noun}s": values}
        return dict(result, not_readable=self.not_readable) if self.includable else result
