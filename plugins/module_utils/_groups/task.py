# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task about one group, division or object of another kind: zoom_group, zoom_division."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence

from .._core import waits
from .._core.errors import AlreadyExistsError, Finding, InputError, NotFoundError, ZoomError
from .._core.read_back import IF_NOT_SHOWN, read_back
from .._core.task import Task
from .._directory.listings import read_members, read_object, read_objects
from .._directory.membership import not_shown
from .._directory.objects import DirectoryObject, MemberList, Person, check_name, result_of
from .._directory.people import read_people
from .._directory.resolve import Resolver, UnknownReference
from .people import Sorted, empty_names, not_shown_message, sort_people, unknown_message
from .plan import Have, ObjectPlanned, Want, identify, needs_members, plan_object

if TYPE_CHECKING:
    from .._core.confirm import Proof
    from .._core.module import ZoomModule
    from .._directory.kind import Kind, ManagedField

# The option of every module that writes objects or members.
READ_BACK: dict[str, Any] = {"type": "bool", "default": True}


class ObjectTask(Task[ObjectPlanned]):
    """A run of a module that creates, changes and deletes objects of one kind."""

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
        self.unapplied: list[dict[str, Any]] = []
        self.unverified: list[str] = []

    def validate(self) -> list[Finding]:
        findings = check_name(self.kind, "name", None if self.want.id else self.want.name)
        findings += check_name(self.kind, "new_name", self.want.new_name)
        findings += self._built_in()
        if self.want.state == "absent":
            named = ["new_name"] * (self.want.new_name is not None) + list(self.want.values)
            named += ["members"] * bool(self.members)
            findings += [Finding(option, "means nothing with state absent.", "Leave it out.") for option in named]
        elif self.move_to:
            findings.append(Finding("move_members_to", "means nothing with state present.", "Leave it out."))
        return findings + empty_names(self.members)

    def _built_in(self) -> list[Finding]:
        """What is known of built-in objects without asking: none is made, renamed or deleted."""
        kind, want = self.kind, self.want
        findings = []
        if want.new_name is not None and kind.is_built_in(want.new_name):
            problem = f"{want.new_name!r} is a built-in {kind.words}."
            findings.append(Finding("new_name", problem, "Choose another name."))
        if kind.is_built_in(want.id or want.name) and (want.state == "absent" or want.new_name is not None):
            place, what = ("state", "deletes") if want.state == "absent" else ("new_name", "renames")
            problem = f"{want.id or want.name} is a built-in {kind.words}, which Zoom never {what}."
            findings.append(Finding(place, problem, f"Name a {kind.words} that was made in this account."))
        return findings

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
        if self.found is not None and self.kind.detailed and self.needs_detail():
            self.found = read_object(self.client, self.kind, self.found.id) or self.found

    def needs_detail(self) -> bool:
        """Whether values are needed that the list of objects does not show."""
        return bool(self.want.values) or self.want.state == "absent" or self.want.new_name is not None

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

    def load_proofs(self) -> Mapping[str, Proof]:
        from .._directory.proofs import PROOFS  # each import is compiled anew in every task that needs it

        return PROOFS

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
        if self.outcome.failures or not self.params.get("verify", True):
            return
        try:
            self._read_object_back(planned)
            self._read_members_back(planned)
        except ZoomError:
            self.unverified = self.unverified or [self.kind.noun]
            raise

    def _read_object_back(self, planned: ObjectPlanned) -> None:
        final = self._final(planned)
        identifier = final.id if final else planned.found.id if planned.found else ""
        fields = [field for field in self.kind.fields if field.name in planned.after]
        shown_last: list[DirectoryObject | None] = [None]

        def differs(wanted: list[DirectoryObject | None]) -> list[DirectoryObject | None]:
            shown_last[0] = read_object(self.client, self.kind, identifier)
            return [one for one in wanted if _differences(fields, one, shown_last[0])]

        for one in read_back([final], differs, waits.MEMBERS, self.sleep):
            for name, wanted, actual in _differences(fields, one, shown_last[0]):
                field = next((field for field in fields if field.name == name), None)
                if field is not None and field.hidden and actual == field.empty:
                    self.unverified.append(name)
                else:
                    self.unapplied.append({"field": name, "wanted": wanted, "actual": actual})

    def _read_members_back(self, planned: ObjectPlanned) -> None:
        final = self._final(planned)
        if final is None or not self.people.joining:
            return
        people = [(person.key, person.address) for person in self.people.joining]
        missing = not_shown(self.client, self.kind, final.id, people, [], self.sleep).added
        self.unapplied += [{"member": key, "wanted": "added", "actual": "not shown"} for key in missing]

    def _final(self, planned: ObjectPlanned) -> DirectoryObject | None:
        """What is there afterwards, with the id that Zoom gave."""
        final = planned.final
        return final and final._replace(id=self.outcome.symbols.get(final.id, final.id))

    def report(self, planned: ObjectPlanned) -> dict[str, Any]:
        final = self._final(planned)
        result: dict[str, Any] = {self.kind.noun: result_of(self.kind, final) if final else {}}
        if self.takes_members:
            result.update(added=self._added(), unchanged=self.unchanged, deferred=self.people.deferred)
            if self.people.unknown:
                result["unknown"] = self.people.unknown
        return dict(result, unapplied=self.unapplied, unverified=self.unverified)

    def _added(self) -> list[str]:
        lost = {*self.outcome.failed_entries(), *self._missing()}
        return [person.key for person in self.people.joining if person.key not in lost]

    def _missing(self) -> list[str]:
        return [str(one["member"]) for one in self.unapplied if "member" in one]

    def problems(self, planned: ObjectPlanned) -> list[str]:
        found = [unknown_message(self.people.unknown)] if self.people.unknown else []
        final, missing = self._final(planned), self._missing()
        if missing and final is not None:
            found.append(not_shown_message(final.label(), "added", missing, "does not show them"))
        fields = [one for one in self.unapplied if "field" in one]
        if fields:
            values = "; ".join(f"{one['field']} is {one['actual']!r}, wanted {one['wanted']!r}" for one in fields)
            accepted = f"Zoom accepted every step, but does not show its effect on the {self.kind.words}: {values}."
            found.append(f"{accepted} {IF_NOT_SHOWN}")
        return found


def _differences(
    fields: Sequence[ManagedField], wanted: DirectoryObject | None, found: DirectoryObject | None
) -> list[tuple[str, Any, Any]]:
    """Field, wanted and shown value where Zoom shows the object otherwise than it was written; ``state`` where it shows
    none, or one that was deleted."""
    if wanted is None or found is None:
        words = {True: "absent", False: "present"}
        return [] if wanted is found else [("state", words[wanted is None], words[found is None])]
    pairs = [(field, wanted.value(field.name), found.value(field.name)) for field in fields]
    return [(field.name, want, have) for field, want, have in pairs if not field.equal(have, want)]
