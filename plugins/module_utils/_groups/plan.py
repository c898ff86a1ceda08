# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The planner of a group, a division or an object of another kind: what is there and what is wanted in, steps out.

Sees data only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, NoReturn, Sequence

from .._core.errors import Finding, InputError
from .._core.plan import Plan, Planned, Stage
from .._core.steps import Step, Symbol
from .._directory import steps
from .._directory.kind import MOVE, Kind
from .._directory.objects import DirectoryObject, MemberList, Person
from .._directory.resolve import Resolver, UnknownReference

NAMES_SHOWN = 10


@dataclass(frozen=True)
class Want:
    """What a task asks for. None: not named. ``values`` are fields beyond the name; ``force`` lets members go."""

    state: str
    name: str = ""
    id: str = ""
    new_name: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    force: bool = False

    @property
    def final_name(self) -> str:
        """The name that the object has afterwards, without the outer spaces that Zoom drops."""
        return (self.new_name or self.name).strip()


@dataclass(frozen=True)
class Have:
    """What was read. ``found`` is the object that the task is about.

    ``joining`` are the people to be added who are elsewhere. ``inside`` is who is in it, None where that was not read.
    ``target`` is where those inside go before the object is deleted.
    """

    resolver: Resolver
    found: DirectoryObject | None
    joining: Sequence[Person] = ()
    inside: MemberList | None = None
    target: DirectoryObject | None = None


@dataclass
class ObjectPlanned(Planned):
    """``final`` is what is there afterwards, None if nothing; ``found`` what was there before."""

    final: DirectoryObject | None = None
    found: DirectoryObject | None = None


def identify(want: Want, resolver: Resolver) -> DirectoryObject | None:
    """The object that the task is about; None if it does not exist yet, or no longer.

    An id wins over a name. With ``new_name``, one that has the new name already is it. Raises InputError.
    """
    words = resolver.kind.words
    if want.id:
        found = resolver.by_id(want.id)
        if found is None and want.state == "present":
            _refuse("id", f"there is no {words} with id {want.id!r}.", "Zoom gives the ids: name a new one.")
        return found
    old = _named(resolver, want.name, "name")
    new = _named(resolver, want.new_name, "new_name") if want.new_name else None
    if old and new and old != new:
        _refuse(
            "new_name",
            f"the {words} {want.name!r} and the {words} {want.new_name!r} both exist ({old.label()}, {new.label()}).",
            "Delete or rename one of them.",
        )
    return old or new


def needs_members(kind: Kind, want: Want, found: DirectoryObject | None) -> bool:
    """Whether a deletion needs to know who is inside. A count of none is a hint that may be stale, and no proof."""
    if found is None or want.state != "absent":
        return False
    return kind.members_at_deletion == MOVE or not (want.force or found.total_members)


def plan_object(want: Want, have: Have) -> ObjectPlanned:
    """The steps from what there is to what is wanted. Raises InputError for what must not be done."""
    return _plan_absent(want, have) if want.state == "absent" else _plan_present(want, have)


def _named(resolver: Resolver, name: str, place: str) -> DirectoryObject | None:
    try:
        return resolver.find_name(name)
    except UnknownReference as error:
        raise InputError([error.finding(place)], asked=True) from error


def _plan_present(want: Want, have: Have) -> ObjectPlanned:
    kind, found = have.resolver.kind, have.found
    given = dict(want.values)
    if found is None:
        given = {"name": want.final_name, **{name: value for name, value in given.items() if value}}
    elif want.new_name is not None:
        given["name"] = want.final_name
    fields = {one.name: one for one in kind.fields}
    changed = {
        name: value
        for name, value in given.items()
        if found is None or not fields[name].equal(found.value(name), value)
    }
    stages = []
    if found is not None and found.id in kind.built_in and changed:
        names = ", ".join(sorted(changed))
        problem = f"{found.label()} is a built-in {kind.words}, which Zoom never changes: {names} differs."
        _refuse(next(iter(changed)), problem, f"Name a {kind.words} that was made in this account.")
    if found is None:
        identifier: str = Symbol(kind.noun, want.final_name)
        more = {name: value for name, value in changed.items() if name != "name"}
        chain = [steps.create(kind, want.final_name, more, required=True)]
        later = {name: value for name, value in more.items() if not fields[name].created}
        if later:
            chain.append(steps.update(kind, identifier, want.final_name, later))
        stages.append(Stage(f"creating the {kind.words}", (tuple(chain),)))
    else:
        identifier = found.id
        if changed:
            step = steps.update(kind, identifier, found.name, changed)
            stages.append(Stage(f"updating the {kind.words}", ((step,),)))
    final = _after(kind, identifier, found, given, len(have.joining))
    if have.joining:
        people = [(person.key, person.address) for person in have.joining]
        stages.append(
            Stage("adding members", _chains(steps.add_members(kind, identifier, final.name, people, required=True)))
        )
    before: dict[str, Any] = {name: found.value(name) for name in changed} if found else {}
    after: dict[str, Any] = dict(changed)
    if have.joining:
        before["members"] = {person.key: _place(have.resolver, person) for person in have.joining}
        after["members"] = {person.key: final.name for person in have.joining}
    undo = _undo(found, final, changed)
    return ObjectPlanned(plan=Plan(stages), before=before, after=after, undo=undo, final=final, found=found)


def _after(
    kind: Kind, identifier: str, found: DirectoryObject | None, given: Mapping[str, Any], joining: int
) -> DirectoryObject:
    """The object as it is once the plan is carried out."""
    if found is None:
        values = {one.name: given.get(one.name, one.empty) for one in kind.more}
        return DirectoryObject(identifier, given["name"], values, joining)
    total = None if found.total_members is None else found.total_members + joining
    values = {**found.values, **{name: value for name, value in given.items() if name != "name"}}
    return found._replace(name=given.get("name", found.name), values=values, total_members=total)


def _place(resolver: Resolver, person: Person) -> str:
    """Where a person is now, of a kind of which everybody is in one; in the main one if Zoom names none."""
    places = person.places(resolver.kind)
    return resolver.name(places[0] if places else resolver.main)


def _plan_absent(want: Want, have: Have) -> ObjectPlanned:
    kind, found = have.resolver.kind, have.found
    if found is None:
        return ObjectPlanned()
    _check_deletion(kind, want, have, found)
    leaving = have.inside.people if have.inside is not None and have.target is not None else ()
    moves: list[Step] = []
    if have.target is not None:
        people = [(member.key, member.address) for member in leaving]
        moves = steps.add_members(kind, have.target.id, have.target.name, people, required=True)
    delete = steps.delete(kind, found.id, found.name, after_moves=bool(moves))
    # One chain: where a move fails the deletion is not begun.
    plan = Plan([Stage(f"deleting the {kind.words}", ((*moves, delete),))])
    values = {"name": found.name, **found.values}
    before, after, undo = dict(values), {}, dict(values, state="present")
    if have.target is not None and leaving:
        before["members"] = {member.key: found.name for member in leaving}
        after["members"] = {member.key: have.target.name for member in leaving}
        undo["members"] = [member.key for member in leaving]
    lost = f"the {kind.words} {found.name} comes back with a new id; only what its fields hold, and no other members"
    return ObjectPlanned(plan=plan, before=before, after=after, undo=undo, undo_left_out=[lost], found=found)


def _check_deletion(kind: Kind, want: Want, have: Have, found: DirectoryObject) -> None:
    """Raises InputError where the object must not be deleted, or where it is not known whether it may be."""
    if found.is_main or found.id in kind.built_in:
        what = "main" if found.is_main else "built-in"
        _refuse("state", f"{found.label()} is the {what} {kind.words}, which Zoom never deletes.", "Rename it instead.")
    if have.target is not None and have.target.id == found.id:
        _refuse("move_members_to", f"is the {kind.words} that is to be deleted.", f"Name another {kind.words}.")
    if have.target is not None or (want.force and kind.members_at_deletion != MOVE):
        return
    people = have.inside.people if have.inside is not None else ()
    inside = len(people) or found.total_members or 0
    remedy = (
        "Say in move_members_to where they shall go."
        if kind.members_at_deletion == MOVE
        else "Set force to delete it anyway."
    )
    if inside:
        names = ", ".join(member.key for member in people[:NAMES_SHOWN]) + (" …" if len(people) > NAMES_SHOWN else "")
        loss = f", {kind.loss}" if kind.loss else ""
        who = f": {names}" if names else ""
        _refuse("state", f"the {kind.words} {found.label()} has {inside} members{loss}{who}.", remedy)
    if have.inside is None or not have.inside.whole:
        _refuse("state", f"Zoom does not say reliably whether anybody is in the {kind.words} {found.label()}.", remedy)


def _chains(found: Sequence[Step]) -> tuple[tuple[Step, ...], ...]:
    return tuple((step,) for step in found)


def _undo(found: DirectoryObject | None, final: DirectoryObject, changed: Mapping[str, Any]) -> dict[str, Any] | None:
    """Valid input that gives back the previous values. People go back to other divisions by their own names only."""
    if found is None:
        return {"name": final.name, "state": "absent"}
    if not changed:
        return None
    undo: dict[str, Any] = {"id": found.id, "name": final.name, "state": "present"}
    undo.update({name: found.value(name) for name in changed if name != "name"})
    if "name" in changed:
        undo["new_name"] = found.name
    return undo


def _refuse(place: str, problem: str, remedy: str) -> NoReturn:
    raise InputError([Finding(place, problem, remedy)], asked=True)
