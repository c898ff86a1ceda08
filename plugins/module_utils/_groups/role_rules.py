# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must not be taken away with a role: the last administrator, and the task's own right to administer. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Sequence

from .._core.errors import Finding
from .._directory.administrators import GIVE_IT_FIRST, NOBODY_LEFT, leaves_no_administrator
from .._directory.kinds import ADMIN, OWNER

if TYPE_CHECKING:
    from .._directory.objects import DirectoryObject, Person

SOMEBODY_ELSE = "Let somebody with another role do it."


@dataclass(frozen=True)
class RoleChanges:
    """Who is to get the role ``target``, and who is to lose it. Whoever gets it loses the role of before."""

    target: str
    joining: Sequence[Person]
    leaving: Sequence[Person]

    @property
    def losing(self) -> list[Person]:
        """Everybody who loses a role that they may administer with."""
        return [*self.leaving, *(() if self.target == ADMIN else self.joining)]

    @property
    def may_lose_admins(self) -> bool:
        """Whether somebody may lose the role Admin, and nobody gets it. A role that Zoom does not show may be it."""
        if self.target == ADMIN:
            return bool(self.leaving) and not self.joining
        return any(person.role_id in (ADMIN, "") for person in self.joining)


def refused_changes(changes: RoleChanges, caller: Person, admins: Sequence[Person]) -> list[Finding]:
    """Findings about roles that must not be lost. ``admins`` are all who have the role Admin, where one may lose it."""
    findings = []
    for person in (*changes.joining, *changes.leaving):
        if person.role_id == OWNER:
            remedy = "The ownership is handed over in the web portal."
            problem = f"{person.key} is the owner of the account, who keeps that role."
            findings.append(Finding("members", problem, remedy))
    if caller.id and any(person.id == caller.id for person in changes.losing):
        problem = f"{caller.key} is the user behind the credentials of this task, who would lose the right to do it."
        findings.append(Finding("members", problem, SOMEBODY_ELSE))
    if changes.may_lose_admins and leaves_no_administrator(admins, changes.losing):
        findings.append(Finding("members", NOBODY_LEFT, GIVE_IT_FIRST))
    return findings


def refused_role(role: DirectoryObject, lost: Sequence[str] | None) -> Finding:
    """The finding about the role of the user behind the credentials: deleted, or without the privileges ``lost``."""
    place, loss = ("state", "be deleted") if lost is None else ("privileges", f"lose {', '.join(lost)}")
    problem = f"the role {role.label()} would {loss}. The user behind the credentials of this task has it."
    return Finding(place, problem, SOMEBODY_ELSE)
