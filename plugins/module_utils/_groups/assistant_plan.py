# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What assistants have beyond other members: whether they may manage private events. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Mapping, Sequence

from .._core.plan import Stage
from .._directory import steps
from .member_plan import MembersFound, MembershipPlanner, MembersPlanned, MembersWanted, Named, chains

if TYPE_CHECKING:
    from .._directory.objects import Person


@dataclass(frozen=True)
class AssistantsWanted(MembersWanted):
    """``flags``: the value of the members' flag by key, where the task names one. ``status`` is that of the user."""

    flags: Mapping[str, bool] = field(default_factory=dict)
    status: str = "active"


@dataclass
class AssistantsPlanned(MembersPlanned):
    """``updated`` are those whose flag changes."""

    updated: list[str] = field(default_factory=list)

    def touched(self) -> list[str]:
        return list(dict.fromkeys([*self.added, *self.updated, *self.removed]))


class AssistantPlanner(MembershipPlanner):
    """Zoom has no request that changes an assistant: whose flag changes is removed and added again."""

    want: AssistantsWanted
    planned: AssistantsPlanned

    def __init__(self, want: AssistantsWanted, have: MembersFound) -> None:
        super().__init__(want, have)
        self._before = {item.key: item for item in have.named if item.inside}

    def begin(self) -> AssistantsPlanned:
        return AssistantsPlanned()

    def join(self, joining: Sequence[Person]) -> list[Stage]:
        kind, target, planned = self.want.kind, self.want.target, self.planned
        if self.want.status not in kind.members.statuses:
            planned.added = []
            planned.deferred += [{"member": person.key, "reason": self.want.status} for person in joining]
            return []
        sent = {key: {kind.members.flag: value} for key, value in self.want.flags.items()}
        changed = [item for item in self._before.values() if self.want.flags.get(item.key, item.flag) != item.flag]
        planned.updated = [item.key for item in changed]
        found = steps.add_members(kind, target.id, target.name, self.addressed(joining), required=True, sent=sent)
        again = []
        for item in changed:
            person = [(item.key, item.address)]
            leave = steps.remove_members(kind, target.id, target.name, person)
            again.append((*leave, *steps.add_members(kind, target.id, target.name, person, sent=sent)))
        return [Stage("adding members", chains(found)), Stage("changing members", tuple(again))]

    def places(self, key: str) -> tuple[Any, Any]:
        if key not in self.planned.updated:
            return super().places(key)
        flag, value = self.want.kind.members.flag, self.want.flags[key]
        return {flag: not value}, {flag: value}

    def undo(self) -> dict[str, Any] | None:
        flag = self.want.kind.members.flag
        if not flag or not self.planned.plan:
            return super().undo()
        before = [_entry(item, flag) for item in (*self._before.values(), *self._others())]
        return {
            **self.undo_target(),
            self.want.kind.members.option: before,
            "state": "exact",
            "max_removals": len(self.planned.added),
            "allow_empty": not before,
        }

    def _others(self) -> list[Named]:
        return [
            Named(one.key, True, address=one.address, flag=one.key in self.have.flagged) for one in self.have.others
        ]


def _entry(item: Named, flag: str) -> dict[str, Any]:
    return {"email" if "@" in item.key else "id": item.key, flag: item.flag}
