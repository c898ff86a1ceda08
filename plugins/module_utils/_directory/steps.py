# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps that create objects and put people into them, each built here alone. Pure.

A person is given as a pair: the key that the step serves (an email in lower case, or an id), and the address, which is
what Zoom is told: an id, a Symbol for one, or an email.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Mapping, Sequence, Tuple

from .._core.steps import Step, Symbol, batches
from .kinds import GROUP

if TYPE_CHECKING:
    from .kind import Kind, Members

PersonAddress = Tuple[str, str]
# What set_primary answers where its path names another group than it wants: 1010, or that there is no such group or
# member. Which group the path must name is not documented.
WRONG_GROUP_CODES = (1010, 4130, 4131)


def create(kind: Kind, name: str, values: Mapping[str, Any] | None = None, required: bool = False) -> Step:
    """Create an object; ``values`` are its fields beyond the name, in the words of the modules."""
    given = {"name": name, **(values or {})}
    return Step(
        verb="create",
        object=f"{kind.noun} {name}",
        operation=kind.create,
        body={
            field.created: field.code(given[field.name])
            for field in kind.fields
            if field.created and field.name in given
        },
        entries=(name,),
        defines=Symbol(kind.noun, name),
        identifier=kind.id_field,
        required=required,
    )


def update(kind: Kind, identifier: str, name: str, values: Mapping[str, Any]) -> Step:
    """Change the fields of an object, the name among them if it is in ``values``; ``name`` is the one that it has."""
    return Step(
        verb="update",
        object=f"{kind.noun} {name}",
        operation=kind.update,
        path={kind.place: identifier},
        body={field.updated: field.code(values[field.name]) for field in kind.fields if field.name in values},
        after=symbols(identifier),
        required=True,
    )


def delete(kind: Kind, identifier: str, name: str, after_moves: bool = False) -> Step:
    """Delete an object. Right after its members moved it may still look full: Zoom reads behind what it has written."""
    return Step(
        verb="delete",
        object=f"{kind.noun} {name}",
        operation=kind.delete,
        path={kind.place: identifier},
        entries=(name,),
        lag_codes=kind.not_empty_codes if after_moves else (),
    )


def _member(members: Members, address: str) -> dict[str, Any]:
    """A member in the body of ``add``: by id, or by email where that is all there is. A Symbol stands for an id."""
    by_email = members.sent_email and "@" in address and not isinstance(address, Symbol)
    return {(members.sent_email if by_email else members.sent_id): address, **members.sent_with}


def _nested_member(members: Members, identifier: str) -> dict[str, Any]:
    """A member that is no person, in the body of ``add``."""
    return {members.sent_id: identifier, **(members.nested.sent_with if members.nested else {})}


def add_members(
    kind: Kind,
    target: str,
    name: str,
    people: Sequence[PersonAddress],
    required: bool = False,
    nested: Sequence[PersonAddress] = (),
    sent: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[Step]:
    """Put people into an object, in the batches of the API; a batch that Zoom refuses is split down to the person.

    For a division this is the assignment, for a role the grant. With ``required`` nothing later is begun for those
    who were refused. ``nested`` are members that are no people; ``sent`` stands beside people in the body, by key.
    """
    members = kind.members
    if members.added_to_each:
        return [
            Step(
                verb=members.join_verb,
                object=f"{kind.noun} {key}",
                operation=members.add,
                path={kind.place: address},
                items=members.added,
                required=required,
            ).with_members([(key, _member(members, target))])
            for key, address in people
        ]
    given = [(key, address, {**_member(members, address), **(sent or {}).get(key, {})}) for key, address in people]
    others = [(key, address, _nested_member(members, address)) for key, address in nested]
    size = members.nested.batch if members.nested else 1
    parts = zip_longest(batches(given, members.batch), batches(others, size), fillvalue=())
    return [
        Step(
            verb=members.join_verb,
            object=f"{kind.noun} {name}",
            operation=members.add,
            path={kind.place: target},
            items=members.added,
            whole_codes=kind.gone_codes,
            after=symbols(target, *(address for _key, address, _item in (*some, *more))),
            required=required,
        ).with_members([(key, item) for key, _address, item in (*some, *more)])
        for some, more in parts
    ]


def remove_members(
    kind: Kind,
    target: str,
    name: str,
    people: Sequence[PersonAddress],
    required: bool = False,
    everybody: bool = False,
) -> list[Step]:
    """Take people out of an object, one a step, or in batches where the API takes them. For a role: take it away.

    ``everybody``: they are all that there are, and nobody is to be left; Zoom has one request for that in some kinds.
    """
    members = kind.members
    verb, words = members.leave_words
    if everybody and members.remove_all and len(people) > 1:
        whom = f"{members.option} of {kind.noun} {name}"
        keys = tuple(key for key, _address in people)
        return [Step(verb, whom, members.remove_all, {kind.place: target}, entries=keys, required=required)]
    if members.removed_query:
        whom = f"{members.option} of {kind.noun} {name}"
        step = Step(verb, whom, members.remove, {kind.place: target}, joined=members.removed_query, required=required)
        return [step.with_members(batch) for batch in batches(list(people), members.remove_batch)]
    return [
        Step(
            verb=verb,
            object=words.format(member=key, kind=kind.noun, name=name),
            operation=members.remove,
            path={kind.place: target, members.removed_place: address},
            entries=(key,),
            after=symbols(address),
            required=required,
        )
        for key, address in people
    ]


def move(person: PersonAddress, source: tuple[str, str], target: tuple[str, str]) -> Step:
    """Move a person from one group to another (updateGroupMember); groups are pairs of id and name."""
    key, address = person
    return Step(
        verb="move",
        object=f"member {key} from group {source[1]} to group {target[1]}",
        operation=GROUP.members.change,
        path={"groupId": source[0], "memberId": address},
        body={"action": "move", "target_group_id": target[0]},
        entries=(key,),
    )


def set_primary(person: PersonAddress, current: str, target: str) -> Step:
    """Make ``target`` the primary group of a person whose primary group is ``current``; the person is in both.

    The path names the current one first, and the target where Zoom says that this is the wrong group.
    """
    key, address = person

    def step(group: str, fallback: Step | None = None) -> Step:
        return Step(
            verb="set primary group of",
            object=f"user {key}",
            operation=GROUP.members.change,
            path={"groupId": group, "memberId": address},
            body={"action": "set_primary", "target_group_id": target},
            entries=(key,),
            after=symbols(address, target),
            fallback=fallback,
            fallback_codes=WRONG_GROUP_CODES if fallback else (),
        )

    return step(current, fallback=step(target))


def symbols(*values: str) -> tuple[str, ...]:
    """Those of the values that are Symbols: what must come first."""
    return tuple(str(value) for value in values if isinstance(value, Symbol))
