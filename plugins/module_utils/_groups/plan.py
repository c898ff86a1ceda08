# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The planner of groups and divisions: what there is and what is wanted in, steps out. Sees data only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, NoReturn, Sequence

from .._core.errors import Finding, InputError
from .._core.steps import Plan, Stage, Step, Symbol, batches
from .._directory.kinds import BATCH, Container, Kind, Member, find
from .._directory.people import Person

NOT_EMPTY = 42012  # deleteDivision while people are in it
NAMES_SHOWN = 10


@dataclass(frozen=True)
class Want:
    """What a task asks for. None: not named. ``force`` lets a group with members go."""

    state: str
    name: str = ""
    id: str = ""
    new_name: str | None = None
    description: str | None = None
    force: bool = False

    @property
    def final_name(self) -> str:
        """The name that the container has afterwards, without the outer spaces that Zoom drops."""
        return (self.new_name or self.name).strip()


@dataclass(frozen=True)
class Have:
    """What was read. ``joining`` are the people to be added who are elsewhere, ``leaving`` those inside now.

    ``target`` is where those inside go before the container is deleted.
    """

    containers: Sequence[Container]
    found: Container | None
    joining: Sequence[Person] = ()
    leaving: Sequence[Member] = ()
    target: Container | None = None


@dataclass(frozen=True)
class Planned:
    """Steps, what they change, and what is there afterwards (``final``; None: nothing)."""

    plan: Plan
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    final: Container | None = None
    undo: Mapping[str, Any] | None = None


def identify(kind: Kind, want: Want, containers: Sequence[Container]) -> Container | None:
    """The container that the task is about; None if it does not exist yet, or no more.

    An id wins over a name. With ``new_name``, one that has the new name already is it. Raises InputError.
    """
    if want.id:
        found = next((container for container in containers if container.id == want.id), None)
        if found is None and want.state == "present":
            _refuse("id", f"there is no {kind.noun} with id {want.id!r}.", "Zoom gives the ids: name a new one.")
        return found
    old = find(kind, containers, want.name)
    new = find(kind, containers, want.new_name, "new_name") if want.new_name else None
    if old and new and old != new:
        _refuse(
            "new_name",
            f"the {kind.noun} {want.name!r} and the {kind.noun} {want.new_name!r} both exist"
            f" ({old.label()}, {new.label()}).",
            "Delete or rename one of them.",
        )
    return old or new


def plan_container(kind: Kind, want: Want, have: Have) -> Planned:
    """The steps from what there is to what is wanted. Raises InputError for what must not be done."""
    if want.state == "absent":
        return _plan_absent(kind, want, have)
    return _plan_present(kind, want, have)


def _plan_present(kind: Kind, want: Want, have: Have) -> Planned:
    found = have.found
    wanted: dict[str, str] = {}
    if found is None or want.new_name is not None:
        wanted["name"] = want.final_name
    if want.description is not None and (found is not None or want.description):
        wanted["description"] = want.description
    current = {"name": found.name, "description": found.description} if found else {}
    changed = {key: value for key, value in wanted.items() if current.get(key) != value}
    fields = {"name": kind.name_field, "description": kind.description_field}
    body = {fields[key]: value for key, value in changed.items()}
    stages = []
    identifier: str
    if found is None:
        symbol = Symbol(kind.noun, want.final_name)
        identifier = symbol
        step = Step(
            "create",
            f"{kind.noun} {want.final_name}",
            kind.create,
            body=body,
            entries=(want.final_name,),
            defines=symbol,
            identifier=kind.id_field,
            required=True,
        )
        stages.append(Stage(f"creating the {kind.noun}", ((step,),)))
    else:
        identifier = found.id
        if changed:
            step = Step(
                "update", f"{kind.noun} {found.name}", kind.update, {kind.path: identifier}, body=body, required=True
            )
            stages.append(Stage(f"updating the {kind.noun}", ((step,),)))
    name = wanted.get("name", found.name if found else "")
    if have.joining:
        steps = member_batches(kind, identifier, name, have.joining)
        stages.append(Stage("adding members", tuple((step,) for step in steps)))
    before: dict[str, Any] = {key: current[key] for key in changed if found}
    after: dict[str, Any] = dict(changed)
    if have.joining:
        names = {container.id: container.name for container in have.containers}
        before["members"] = {person.key: names.get(person.division_id, "") for person in have.joining}
        after["members"] = {person.key: name for person in have.joining}
    total = ((found.total_members or 0) if found else 0) + len(have.joining)
    final = Container(
        identifier,
        name,
        wanted.get("description", found.description if found else ""),
        total,
        found.is_main if found else False,
    )
    return Planned(Plan(stages), before, after, final, _undo(found, final, changed))


def _plan_absent(kind: Kind, want: Want, have: Have) -> Planned:
    found = have.found
    if found is None:
        return Planned(Plan())
    _check_deletion(kind, want, have, found)
    moves = []
    if have.target is not None:
        people = [Person(member.id, member.email) for member in have.leaving]
        moves = member_batches(kind, have.target.id, have.target.name, people)
    # Right after the move the division may still look full: the service reads behind what it has written.
    delete = Step(
        "delete",
        f"{kind.noun} {found.name}",
        kind.delete,
        {kind.path: found.id},
        entries=(found.name,),
        lag_codes=(NOT_EMPTY,) if moves else (),
    )
    # One chain: where a move fails the deletion is not begun.
    plan = Plan([Stage(f"deleting the {kind.noun}", ((*moves, delete),))])
    before: dict[str, Any] = _values(kind, found)
    after: dict[str, Any] = {}
    undo: dict[str, Any] = dict(_values(kind, found), state="present")
    if have.target is not None and have.leaving:
        before["members"] = {member.key: found.name for member in have.leaving}
        after["members"] = {member.key: have.target.name for member in have.leaving}
        undo["members"] = [member.key for member in have.leaving]
    return Planned(plan, before, after, None, undo)


def _check_deletion(kind: Kind, want: Want, have: Have, found: Container) -> None:
    inside = len(have.leaving) or found.total_members or 0
    if found.is_main:
        _refuse("state", f"{found.label()} is the main division, which Zoom never deletes.", "Rename it if you want.")
    if have.target is not None and have.target.id == found.id:
        _refuse("move_members_to", "is the division that is to be deleted.", "Name another division.")
    if kind.description_field and inside and have.target is None:
        shown = ", ".join(member.key for member in have.leaving[:NAMES_SHOWN])
        _refuse(
            "state",
            f"{inside} people are in the division {found.label()}{': ' + shown if shown else ''}"
            f"{' …' if len(have.leaving) > NAMES_SHOWN else ''}.",
            "Say in move_members_to where they shall go.",
        )
    if not kind.description_field and inside and not want.force:
        _refuse(
            "state",
            f"the group {found.label()} has {inside} members, who would lose its settings.",
            "Set force to delete it all the same.",
        )


def member_batches(kind: Kind, identifier: str, name: str, people: Sequence[Person]) -> list[Step]:
    """Steps that put people into a container, 30 a call; a batch that Zoom refuses is split down to the person."""
    members = [(person.key, person.body(kind.member_prefix)) for person in people]
    return [
        Step(
            "add",
            f"members of {kind.noun} {name}",
            kind.add_members,
            {kind.path: identifier},
            body={kind.member_items: [item for _entry, item in batch]},
            entries=tuple(entry for entry, _item in batch),
            members=tuple(batch),
            items=kind.member_items,
            required=True,
        )
        for batch in batches(members, BATCH)
    ]


def _values(kind: Kind, container: Container) -> dict[str, Any]:
    described = {"description": container.description} if kind.description_field else {}
    return {"name": container.name, **described}


def _undo(found: Container | None, final: Container, changed: Mapping[str, str]) -> dict[str, Any] | None:
    """Valid input that gives back the previous values. People go back to other divisions by their own names only."""
    if found is None:
        return {"name": final.name, "state": "absent"}
    if not changed:
        return None
    undo: dict[str, Any] = {"id": found.id, "name": final.name, "state": "present"}
    if "name" in changed:
        undo["new_name"] = found.name
    if "description" in changed:
        undo["description"] = found.description
    return undo


def _refuse(place: str, problem: str, remedy: str) -> NoReturn:
    raise InputError([Finding(place, problem, remedy)], asked=True)
