# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What contact groups alone know of their members: user groups stand among them beside people. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Sequence

from .._core.plan import Stage
from .._directory import steps
from .member_plan import MembersFound, MembershipPlanner, MembersWanted, chains

if TYPE_CHECKING:
    from .._directory.objects import DirectoryObject, Person


@dataclass(frozen=True)
class ContactsWanted(MembersWanted):
    """``groups`` are the user groups that the task names, None where it names none; ``people_named``: it names people.

    What is not named stays as it is, with state exact too.
    """

    groups: Sequence[DirectoryObject] | None = None
    people_named: bool = True


@dataclass(frozen=True)
class ContactsFound(MembersFound):
    """``groups`` are the user groups inside."""

    groups: Sequence[DirectoryObject] = field(default_factory=tuple)


class ContactMembershipPlanner(MembershipPlanner):
    """User groups join in the requests that people join with, and leave likewise. They are shown by their names."""

    want: ContactsWanted
    have: ContactsFound

    def __init__(self, want: ContactsWanted, have: ContactsFound) -> None:
        super().__init__(want, have)
        self._inside = {group.id: group for group in have.groups}
        self._named = {group.id: group for group in want.groups or ()}
        self.planned.addresses.update((group.name, group.id) for group in (*have.groups, *self._named.values()))

    def named(self) -> list[str]:
        return [*super().named(), *(group.name for group in self._named.values())]

    def named_inside(self) -> list[steps.PersonAddress]:
        return [*super().named_inside(), *_addressed(self._named[key] for key in self._named if key in self._inside)]

    def others(self) -> list[steps.PersonAddress]:
        people = super().others() if self.want.people_named else []
        groups = [group for group in self._inside.values() if group.id not in self._named]
        return [*people, *(_addressed(groups) if self.want.groups is not None else [])]

    def join(self, joining: Sequence[Person]) -> list[Stage]:
        groups = _addressed(group for group in self._named.values() if group.id not in self._inside)
        self.planned.added += [name for name, _identifier in groups]
        target = self.want.target
        people = self.addressed(joining)
        found = steps.add_members(self.want.kind, target.id, target.name, people, required=True, nested=groups)
        return [Stage("adding members", chains(found))]

    def undo(self) -> dict[str, Any] | None:
        undo = super().undo()
        if undo is None:
            return None
        names = {group.name: group.id for group in (*self._inside.values(), *self._named.values())}
        listed = undo.pop("members")
        if self.want.people_named:
            undo["members"] = [key for key in listed if key not in names]
        if self.want.groups is not None:
            undo["member_groups"] = [names[key] for key in listed if key in names]
        if self.want.state == "exact":
            undo["allow_empty"] = not (undo.get("members", True) and undo.get("member_groups", True))
        return undo


def _addressed(groups: Any) -> list[steps.PersonAddress]:
    return [(group.name, group.id) for group in groups]
