# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The planner of membership, for every kind that has members: who is inside and who is wanted in, steps out. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Sequence

from .._core.errors import Finding, InputError
from .._core.plan import Plan, Planned, Stage
from .._directory import steps
from .people import sort_people
from .plan import NAMES_SHOWN

if TYPE_CHECKING:
    from .._core.steps import Step
    from .._directory.kind import Kind
    from .._directory.objects import DirectoryObject, Person


@dataclass(frozen=True)
class Named:
    """A person whom the task names. ``inside``: is in the object now. ``person`` is None for one who was not looked up
    (being known as a member, or not wanted) and, with ``looked_up``, for one who is not in the account. ``flag`` is
    the yes or no that members of some kinds have."""

    key: str
    inside: bool
    person: Person | None = None
    looked_up: bool = False
    address: str = ""
    flag: bool = False


@dataclass(frozen=True)
class MembersWanted:
    """What the task asks of the object."""

    kind: Kind
    target: DirectoryObject
    state: str
    max_removals: int = 10


@dataclass(frozen=True)
class MembersFound:
    """What was read: the named people, and where the members were listed the others among them, whether that list is
    whole, and how many it lists (None: not listed)."""

    named: Sequence[Named]
    others: Sequence[Person] = ()
    whole: bool = True
    listed: int | None = None
    flagged: frozenset[str] = frozenset()


@dataclass
class MembersPlanned(Planned):
    """What becomes of whom; people are emails in lower case, or ids where Zoom tells no email.

    ``kept`` says why nobody is removed although somebody was to be. ``addresses`` are what addresses the people.
    """

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    deferred: list[dict[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    kept: str = ""
    addresses: dict[str, str] = field(default_factory=dict)

    def touched(self) -> list[str]:
        """Everybody for whom something is done, once."""
        return list(dict.fromkeys([*self.added, *self.removed]))


class MembershipPlanner:
    """Plans for one task. A kind that knows more of its members than who they are has a subclass."""

    def __init__(self, want: MembersWanted, have: MembersFound) -> None:
        self.want = want
        self.have = have
        self.planned = self.begin()

    def begin(self) -> MembersPlanned:
        """What the plan is noted in."""
        return MembersPlanned()

    def plan(self) -> MembersPlanned:
        """The steps to the wanted membership. Raises InputError where more would go than may."""
        planned = self.planned
        planned.addresses.update((item.key, item.address) for item in self.have.named if item.address)
        planned.addresses.update((member.key, member.address) for member in self.have.others)
        if self.want.state == "absent":
            stages = [self._leave(self.named_inside())]
        else:
            stages = self._plan_present()
        done = {*planned.touched(), *(item["member"] for item in planned.deferred), *planned.unknown}
        planned.unchanged = [key for key in self.named() if key not in done]
        planned.plan = Plan(stages)
        for key in planned.touched():
            planned.before[key], planned.after[key] = self.places(key)  # type: ignore[index]
        planned.undo = self.undo()
        return planned

    # -- what a subclass knows better ----------------------------------------------------------------------------------

    def named(self) -> list[str]:
        """Everybody whom the task names."""
        return [item.key for item in self.have.named]

    def named_inside(self) -> list[steps.PersonAddress]:
        """Those of them who are inside."""
        return [(item.key, item.address) for item in self.have.named if item.inside]

    def others(self) -> list[steps.PersonAddress]:
        """Those inside whom the task does not name: with state exact they go."""
        return [(member.key, member.address) for member in self.have.others]

    def join(self, joining: Sequence[Person]) -> list[Stage]:
        """The stages that put people in."""
        target = self.want.target
        found = steps.add_members(self.want.kind, target.id, target.name, self.addressed(joining), required=True)
        return [Stage("adding members", chains(found))]

    def places(self, key: str) -> tuple[Any, Any]:
        """Where a person is before and after, of the objects at hand."""
        name = self.want.target.name
        return [] if key in self.planned.added else [name], [] if key in self.planned.removed else [name]

    def undo(self) -> dict[str, Any] | None:
        """Valid input of the same module that takes the plan back."""
        planned, target, option = self.planned, self.undo_target(), self.want.kind.members.option
        if not planned.plan:
            return None
        if self.want.state == "exact":
            before = [key for key, _address in (*self.named_inside(), *self.others())]
            added = len(planned.added)
            return {**target, option: before, "state": "exact", "max_removals": added, "allow_empty": not before}
        if self.want.state == "absent":
            return {**target, option: planned.removed, "state": "present"}
        return {**target, option: planned.added, "state": "absent"} if planned.added else None

    # -- the order -----------------------------------------------------------------------------------------------------

    def undo_target(self) -> dict[str, Any]:
        """The option that names the object."""
        return {self.want.kind.noun: self.want.target.id}

    def addressed(self, people: Sequence[Person]) -> list[steps.PersonAddress]:
        """People as the builders of steps take them."""
        members = self.want.kind.members
        return [(person.key, members.address(person.id, person.email)) for person in people]

    def _plan_present(self) -> list[Stage]:
        planned = self.planned
        outside = {item.key: item.person for item in self.have.named if not item.inside and item.looked_up}
        found = sort_people(self.want.kind, outside)
        planned.deferred, planned.unknown = found.deferred, found.unknown
        planned.added = [person.key for person in found.joining]
        stages = self.join(found.joining)
        if self.want.state == "exact":
            stages.append(self._leave(self._others_leaving()))
        return stages

    def _others_leaving(self) -> list[steps.PersonAddress]:
        """Members who are not named, unless something that is not known speaks against removing anybody."""
        others = self.others()
        if not others:
            return []
        if self.planned.unknown:
            self.planned.kept = f"{len(others)} members were not removed, since some of the names given are unknown."
            return []
        if not self.have.whole:
            self.planned.kept = (
                f"{len(others)} members were not removed, since Zoom listed fewer members than it says there are."
            )
            return []
        if len(others) > self.want.max_removals:
            words, names = self.want.kind.words, ", ".join(key for key, _address in others[:NAMES_SHOWN])
            more = " …" if len(others) > NAMES_SHOWN else ""
            self._refuse(
                f"{len(others)} {self.want.kind.members.option} would leave the {words} {self.want.target.label()},"
                f" and max_removals allows {self.want.max_removals}: {names}{more}.",
                "Check the list; if it is right, raise max_removals.",
            )
        return others

    def _leave(self, people: Sequence[steps.PersonAddress]) -> Stage:
        kind, target = self.want.kind, self.want.target
        self.planned.removed = [key for key, _address in people]
        everybody = self.have.listed is not None and len(people) >= self.have.listed and not self.planned.added
        if kind.members.keeps_one and people and everybody:
            self._refuse(
                f"nobody would be left in the {kind.words} {target.label()}, and Zoom does not remove the last member.",
                f"Delete the {kind.words}, or leave somebody in it.",
            )
        # What somebody adds meanwhile would go with a request that removes everybody: that is meant with exact alone.
        empties = everybody and self.have.whole and self.want.state == "exact"
        found = steps.remove_members(kind, target.id, target.name, people, everybody=empties)
        return Stage("removing members", chains(found))

    def _refuse(self, problem: str, remedy: str) -> None:
        raise InputError([Finding(self.want.kind.members.option, problem, remedy)], asked=True)


def chains(found: Sequence[Step]) -> tuple[tuple[Step, ...], ...]:
    """Each step a chain of its own."""
    return tuple((step,) for step in found)
