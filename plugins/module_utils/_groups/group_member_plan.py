# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What only groups know of their members: the primary group of a person, and moving from group to group. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Sequence

from .._core.plan import Stage
from .._directory import steps
from .member_plan import MembersFound, MembershipPlanner, MembersPlanned, MembersWanted, chains

if TYPE_CHECKING:
    from .._core.steps import Step
    from .._directory.objects import DirectoryObject, Person


@dataclass(frozen=True)
class GroupWanted(MembersWanted):
    """``primary``: the group is to be the primary one. ``source`` is the group that people leave for this one."""

    primary: bool = False
    source: DirectoryObject | None = None


@dataclass
class GroupPlanned(MembersPlanned):
    """``moved`` are those who leave the source, ``made_primary`` those whose primary group changes."""

    moved: list[str] = field(default_factory=list)
    made_primary: list[str] = field(default_factory=list)

    def touched(self) -> list[str]:
        return list(dict.fromkeys([*self.added, *self.moved, *self.made_primary, *self.removed]))


class GroupMembershipPlanner(MembershipPlanner):
    """Joining a group may be a move, and may set the primary group."""

    want: GroupWanted
    planned: GroupPlanned

    def __init__(self, want: GroupWanted, have: MembersFound) -> None:
        super().__init__(want, have)

    def begin(self) -> GroupPlanned:
        return GroupPlanned()

    def join(self, joining: Sequence[Person]) -> list[Stage]:
        source = self.want.source
        movers = [person for person in joining if source and source.id in person.group_ids]
        members = [item.person for item in self.have.named if item.inside and item.person is not None]
        leavers = [person for person in members if source and source.id in person.group_ids]
        self.planned.moved = [person.key for person in (*movers, *leavers)]
        return [
            *super().join([person for person in joining if person not in movers] if movers else joining),
            Stage("moving members", chains(self._moves(movers, leavers))),
            Stage("setting the primary group", chains(self._primaries([*joining, *members]))),
        ]

    def _moves(self, movers: Sequence[Person], leavers: Sequence[Person]) -> list[Step]:
        if self.want.source is None:
            return []
        source, target = self.want.source, self.want.target
        found = [
            steps.move((person.key, person.address), (source.id, source.name), (target.id, target.name))
            for person in movers
        ]
        leaving = [(person.key, person.address) for person in leavers]
        return found + steps.remove_members(self.want.kind, source.id, source.name, leaving)

    def _primaries(self, people: Sequence[Person]) -> list[Step]:
        """Steps that make the group the primary one of those for whom it is not. A person's only group always is."""
        if not self.want.primary:
            return []
        target, source = self.want.target.id, self.want.source.id if self.want.source else ""
        found = []
        for person in people:
            others = [group for group in person.group_ids if group != source]
            if not others or others[0] == target:
                continue
            if person.status in self.want.kind.members.statuses:
                self.planned.made_primary.append(person.key)
                found.append(steps.set_primary((person.key, person.address), others[0], target))
            else:
                self.planned.deferred.append({"member": person.key, "reason": person.status})
        return found

    def places(self, key: str) -> tuple[list[str], list[str]]:
        before, after = super().places(key)
        if key in self.planned.made_primary:
            after = [f"{self.want.target.name} (primary)"]
        if key in self.planned.moved and self.want.source is not None:
            before = [*before, self.want.source.name]
        return before, after

    def undo(self) -> dict[str, Any] | None:
        moved_back = self.want.state == "present" and self.planned.moved and self.want.source is not None
        if not moved_back or self.want.source is None:
            return super().undo()
        return {"group": self.want.source.id, "members": self.planned.moved, "move_from": self.want.target.id}
