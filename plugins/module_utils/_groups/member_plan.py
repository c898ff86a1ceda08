# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The planner of group membership: who is inside and who is wanted in, steps out. Sees data only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, Sequence

from .._core.errors import Finding, InputError
from .._core.steps import Plan, Stage, Step
from .._directory.kinds import GROUP, Container, Member
from .._directory.people import Person
from .plan import NAMES_SHOWN, member_batches

# What set_primary answers where its path names another group than it wants to be addressed by: 1010, or that there is
# no such group or member.
WRONG_GROUP_CODES = (1010, 4130, 4131)


@dataclass(frozen=True)
class Named:
    """A person whom the task names. ``inside``: is in the group now. ``person`` is None for one who was not looked up
    (being known as a member, or not wanted) and, with ``looked_up``, for one who is not in the account."""

    key: str
    inside: bool
    person: Person | None = None
    looked_up: bool = False
    address: str = ""


@dataclass(frozen=True)
class Want:
    """What the task asks of the group. ``source`` is the group that people leave for this one."""

    group: Container
    state: str
    primary: bool = False
    source: Container | None = None
    max_removals: int = 10


@dataclass(frozen=True)
class Have:
    """What was read: the named people, and for state exact the other members and whether that list is whole."""

    named: Sequence[Named]
    others: Sequence[Member] = ()
    whole: bool = True


@dataclass
class Planned:
    """Steps and what becomes of whom; people are emails in lower case, or ids where Zoom tells no email."""

    plan: Plan = field(default_factory=Plan)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    deferred: list[dict[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    made_primary: list[str] = field(default_factory=list)
    kept: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    undo: dict[str, Any] | None = None


def joinable(
    named: Mapping[str, Person | None],
) -> tuple[list[Person], list[dict[str, str]], list[str]]:
    """People split into those who can be put into a group or division now, the deferred, and the unknown.

    Zoom loses the assignments of people who have not accepted their invitation, and takes none for inactive people.
    """
    joining = [person for person in named.values() if person is not None and person.status == "active"]
    deferred = [
        {"member": key, "reason": person.status}
        for key, person in named.items()
        if person is not None and person.status != "active"
    ]
    return joining, deferred, [key for key, person in named.items() if person is None]


def unknown_message(unknown: Sequence[str]) -> str:
    """The error about people who are not in the account."""
    names = ", ".join(unknown[:NAMES_SHOWN]) + (" …" if len(unknown) > NAMES_SHOWN else "")
    return (
        f"{len(unknown)} of the members are not in the account: {names}. Create them, or correct the list. This stops"
        " nothing but themselves and removals."
    )


def plan_membership(want: Want, have: Have) -> Planned:
    """The steps to the wanted membership. Raises InputError where more people would go than ``max_removals``."""
    if want.state == "absent":
        return _plan_absent(want, have)
    planned = Planned()
    joining, planned.deferred, planned.unknown = joinable(
        {item.key: item.person for item in have.named if not item.inside and item.looked_up}
    )
    source_id = want.source.id if want.source else ""
    movers = [person for person in joining if source_id and source_id in person.group_ids]
    joiners = [person for person in joining if person not in movers] if movers else joining
    leavers = [
        item.person
        for item in have.named
        if item.inside and item.person is not None and source_id and source_id in item.person.group_ids
    ]
    planned.added = [person.key for person in joining]
    planned.moved = [person.key for person in (*movers, *leavers)]
    stages = [
        Stage("adding members", _chains(member_batches(GROUP, want.group.id, want.group.name, joiners))),
        Stage("moving members", _chains(_moves(want, movers, leavers))),
        Stage("setting the primary group", _chains(_primaries(want, have, joining, planned))),
    ]
    if want.state == "exact":
        removals = _removals_of_others(want, have, planned)
        stages.append(Stage("removing members", _chains(_remove(want.group, removals))))
    changed = {*planned.added, *planned.moved, *planned.made_primary, *(item["member"] for item in planned.deferred)}
    planned.unchanged = [item.key for item in have.named if item.inside and item.key not in changed]
    planned.plan = Plan(stages)
    _describe(want, have, planned)
    return planned


def _plan_absent(want: Want, have: Have) -> Planned:
    planned = Planned()
    inside = [item for item in have.named if item.inside]
    planned.removed = [item.key for item in inside]
    planned.unchanged = [item.key for item in have.named if not item.inside]
    steps = _remove(want.group, [(item.key, item.address) for item in inside])
    planned.plan = Plan([Stage("removing members", _chains(steps))])
    _describe(want, have, planned)
    return planned


def _removals_of_others(want: Want, have: Have, planned: Planned) -> list[tuple[str, str]]:
    """Members who are not named, unless something that is not known speaks against removing anybody."""
    if not have.others:
        return []
    if planned.unknown:
        planned.kept = f"{len(have.others)} members were not removed, since some of the names given are unknown."
        return []
    if not have.whole:
        planned.kept = (
            f"{len(have.others)} members were not removed, since Zoom listed fewer members than it says there are."
        )
        return []
    if len(have.others) > want.max_removals:
        names = ", ".join(member.key for member in have.others[:NAMES_SHOWN])
        more = " …" if len(have.others) > NAMES_SHOWN else ""
        raise InputError(
            [
                Finding(
                    "members",
                    f"{len(have.others)} people would leave the group {want.group.label()}, and max_removals allows"
                    f" {want.max_removals}: {names}{more}.",
                    "Check the list; if it is right, raise max_removals.",
                )
            ],
            asked=True,
        )
    planned.removed = [member.key for member in have.others]
    return [(member.key, member.id or member.email) for member in have.others]


def _chains(steps: Sequence[Step]) -> tuple[tuple[Step, ...], ...]:
    return tuple((step,) for step in steps)


def _remove(group: Container, people: Sequence[tuple[str, str]]) -> list[Step]:
    return [
        Step(
            "remove",
            f"member {key} of group {group.name}",
            "deleteGroupMember",
            {"groupId": group.id, "memberId": address},
            entries=(key,),
        )
        for key, address in people
    ]


def _moves(want: Want, movers: Sequence[Person], leavers: Sequence[Person]) -> list[Step]:
    if want.source is None:
        return []
    steps = [
        Step(
            "move",
            f"member {person.key} from group {want.source.name} to group {want.group.name}",
            "updateGroupMember",
            {"groupId": want.source.id, "memberId": person.address},
            body={"action": "move", "target_group_id": want.group.id},
            entries=(person.key,),
        )
        for person in movers
    ]
    return steps + _remove(want.source, [(person.key, person.address) for person in leavers])


def _primaries(want: Want, have: Have, joining: Sequence[Person], planned: Planned) -> list[Step]:
    """Steps that make the group the primary one of those for whom it is not. A person's only group always is."""
    if not want.primary:
        return []
    people = list(joining)
    for item in have.named:
        if item.inside and item.person is not None:
            if item.person.status == "active":
                people.append(item.person)
            elif item.person.group_ids[:1] != (want.group.id,):
                planned.deferred.append({"member": item.key, "reason": item.person.status})
    steps = []
    for person in people:
        others = [group for group in person.group_ids if group != (want.source.id if want.source else "")]
        if others and others[0] != want.group.id:
            planned.made_primary.append(person.key)
            steps.append(set_primary(person, others[0], want.group))
    return steps


def set_primary(person: Person, current: str, group: Container) -> Step:
    """Makes ``group`` the primary one of a person whose primary group is ``current``.

    Which group the path must name is not documented; Zoom answers 1010 to the wrong one. The person is in both.
    """
    body = {"action": "set_primary", "target_group_id": group.id}
    what = f"primary group of {person.key} to {group.name}"
    path = {"memberId": person.address}
    other = Step("set", what, "updateGroupMember", dict(path, groupId=group.id), body=body, entries=(person.key,))
    return Step(
        "set",
        what,
        "updateGroupMember",
        dict(path, groupId=current),
        body=body,
        entries=(person.key,),
        fallback=other,
        fallback_codes=WRONG_GROUP_CODES,
    )


def _describe(want: Want, have: Have, planned: Planned) -> None:
    """Fill in the diff (person → groups, of the two at hand) and the way back."""
    group, source = want.group.name, want.source.name if want.source else ""
    added, moved, primary = set(planned.added), set(planned.moved), set(planned.made_primary)
    for key in [*dict.fromkeys([*planned.added, *planned.moved, *planned.made_primary, *planned.removed])]:
        before = [] if key in added else [group]
        after = [] if key in planned.removed else [f"{group} (primary)" if key in primary else group]
        if key in moved:
            before.append(source)
        planned.before[key], planned.after[key] = before, after
    name = {"group": want.group.id}
    if want.state == "exact":
        previous = [item.key for item in have.named if item.inside] + [member.key for member in have.others]
        planned.undo = dict(
            name, members=previous, state="exact", max_removals=len(planned.added), allow_empty=not previous
        )
    elif want.state == "absent":
        planned.undo = dict(name, members=planned.removed, state="present")
    elif planned.moved and want.source is not None:
        planned.undo = {"group": want.source.id, "members": planned.moved, "move_from": want.group.id}
    elif planned.added:
        planned.undo = dict(name, members=planned.added, state="absent")
