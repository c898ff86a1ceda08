# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task about one group, division or object of another kind: zoom_group, zoom_division."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Callable, Sequence

from .._core import waits
from .._core.errors import AlreadyExistsError, Finding, InputError, NotFoundError
from .._core.read_back import read_back
from .._core.task import Task
from .._directory.kinds import Kind
from .._directory.listings import read_members, read_object, read_objects
from .._directory.membership import not_shown
from .._directory.objects import DirectoryObject, MemberList, Person, check_name, result_of
from .._directory.people import read_people
from .._directory.proofs import PROOFS
from .._directory.resolve import Resolver, UnknownReference
from .people import Sorted, empty_names, not_shown_message, sort_people, unknown_message
from .plan import Have, ObjectPlanned, Want, identify, needs_members, plan_object

if TYPE_CHECKING:
    from .._core.module import ZoomModule


class ObjectTask(Task[ObjectPlanned]):
    """A run of a module that creates, changes and deletes objects of one kind."""

    proofs = PROOFS

    def __init__(self, module: ZoomModule, kind: Kind) -> None:
        super().__init__(module)
        self.kind = kind
        self.takes_members = "members" in module.params
        self.members: Sequence[str] = [key.strip() for key in self.params.get("members") or ()]
        self.move_to: str = self.params.get("move_members_to") or ""
        self.want = Want(
            state=self.params["state"],
            name=self.params["name"] or "",
            id=self.params["id"] or "",
            new_name=self.params["new_name"],
            values={
                field.name: self.params[field.name] for field in kind.more if self.params.get(field.name) is not None
            },
            force=bool(self.params.get("force")),
        )
        self.resolver = Resolver(kind)
        self.found: DirectoryObject | None = None
        self.inside: MemberList | None = None
        self.people = Sorted([], [], [])
        self.unchanged: list[str] = []
        self.added: list[str] = []
        self.complaints: list[str] = []

    def validate(self) -> list[Finding]:
        findings = check_name(self.kind, "name", None if self.want.id else self.want.name)
        findings += check_name(self.kind, "new_name", self.want.new_name)
        if self.want.state == "absent":
            named = ["new_name"] * (self.want.new_name is not None) + list(self.want.values)
            named += ["members"] * bool(self.members)
            findings += [Finding(option, "means nothing with state absent.", "Leave it out.") for option in named]
        elif self.move_to:
            findings.append(Finding("move_members_to", "means nothing with state present.", "Leave it out."))
        return findings + empty_names(self.members)

    def rounds(self) -> Sequence[Callable[[], None]]:
        return (self._read_objects, self._read_people, self._read_inside)

    def _read_objects(self) -> None:
        """The objects of the kind; an id is read alone where nothing else is named."""
        if self.want.id and not self.move_to and not self.members:
            one = read_object(self.client, self.kind, self.want.id)
            objects = [one] if one else []
        else:
            objects = read_objects(self.client, self.kind)
        self.resolver = Resolver(self.kind, objects)
        self.found = identify(self.want, self.resolver)
        if self.found is not None and self.kind.detailed and self.want.values:
            self.found = read_object(self.client, self.kind, self.found.id) or self.found

    def _read_people(self) -> None:
        """The people to be added: who is inside already, who can join."""
        known = read_people(self.client, self.members) if self.members else {}
        named = {known[key].key if key in known else key: known.get(key) for key in self.members}
        self.unchanged = [key for key, person in named.items() if person is not None and self._is_inside(person)]
        outside = {key: person for key, person in named.items() if key not in self.unchanged}
        self.people = sort_people(self.kind, outside)

    def _is_inside(self, person: Person) -> bool:
        if self.found is None:
            return False
        places = person.places(self.kind)
        return self.found.id in places or (self.found.is_main and not places)

    def _read_inside(self) -> None:
        """Who is in the object that is to be deleted, where that decides whether it may be."""
        self.inside = None
        if self.found is not None and needs_members(self.kind, self.want, self.found):
            self.inside = read_members(self.client, self.kind, self.found.id)

    def plan(self) -> ObjectPlanned:
        target = None
        if self.found is not None and self.move_to:
            try:
                target = self.resolver.get(self.move_to)
            except UnknownReference as error:
                raise InputError([error.finding("move_members_to")], asked=True) from error
        return plan_object(self.want, Have(self.resolver, self.found, self.people.joining, self.inside, target))

    def accept(self, _planned: ObjectPlanned) -> None:
        # A deletion that meets nothing has its purpose: somebody else was first.
        self.outcome.forgive(self.kind.delete, NotFoundError, self.kind.gone_codes)

    def overtaken(self) -> bool:
        # A name that is taken although the list did not show it: made during this run, or the list lags behind.
        return any(
            failure.step.operation == self.kind.create and isinstance(failure.error, AlreadyExistsError)
            for failure in self.outcome.failures
        )

    def verify(self, planned: ObjectPlanned) -> None:
        """Wait until Zoom shows what was written, so that the next task finds it."""
        if self.outcome.failures:
            return
        final = self._final(planned)
        identifier = final.id if final else planned.found.id if planned.found else ""

        def differs(wanted: list[DirectoryObject | None]) -> list[DirectoryObject | None]:
            found = read_object(self.client, self.kind, identifier)
            return [one for one in wanted if not _is_shown(self.kind, one, found)]

        if read_back([final], differs, waits.MEMBERS, self.sleep):
            self.module.warn(f"Zoom accepted every step, but does not show its effect on the {self.kind.words} yet.")
        if final is None or not self.people.joining:
            return
        people = [(person.key, person.address) for person in self.people.joining]
        missing = not_shown(self.client, self.kind, identifier, people, [], self.sleep).added
        if missing:
            self.added = [person.key for person in self.people.joining if person.key not in missing]
            self.complaints.append(not_shown_message(final.label(), "added", missing, "does not show them"))

    def _final(self, planned: ObjectPlanned) -> DirectoryObject | None:
        """What is there afterwards, with the id that Zoom gave."""
        final = planned.final
        return final and replace(final, id=self.outcome.symbols.get(final.id, final.id))

    def report(self, planned: ObjectPlanned) -> dict[str, Any]:
        final = self._final(planned)
        result: dict[str, Any] = {self.kind.noun: result_of(self.kind, final) if final else {}}
        if self.takes_members:
            result.update(added=self._added(), unchanged=self.unchanged, deferred=self.people.deferred)
            if self.people.unknown:
                result["unknown"] = self.people.unknown
        return result

    def _added(self) -> list[str]:
        if self.complaints:
            return self.added
        failed = self.outcome.failed_entries()
        return [person.key for person in self.people.joining if person.key not in failed]

    def problems(self, _planned: ObjectPlanned) -> list[str]:
        return [*([unknown_message(self.people.unknown)] if self.people.unknown else []), *self.complaints]


def _is_shown(kind: Kind, wanted: DirectoryObject | None, found: DirectoryObject | None) -> bool:
    """Whether Zoom shows the object as it was written, or no longer where ``wanted`` is None."""
    if wanted is None or found is None:
        return wanted is found
    return all(field.equal(found.value(field.name), wanted.value(field.name)) for field in kind.fields)
