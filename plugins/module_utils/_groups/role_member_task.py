# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who has a role: everybody has one, so that whoever gets one loses another, and not everybody may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Sequence

from .._core.errors import InputError
from .._directory.kinds import ADMIN, ROLE
from .._directory.listings import read_members
from .._directory.objects import Person
from .._directory.people import read_caller
from .member_task import MembershipTask
from .role_rules import RoleChanges, refused_changes

if TYPE_CHECKING:
    from .._core.module import ZoomModule
    from .member_plan import MembersPlanned


class RoleMembershipTask(MembershipTask):
    """A run of zoom_role_member."""

    def __init__(self, module: ZoomModule) -> None:
        super().__init__(module, ROLE)
        self.caller = Person("", "")
        self.admins: Sequence[Person] = ()

    def rounds(self) -> Sequence[Callable[[], None]]:
        return (*super().rounds(), self._read_losses)

    def _read_losses(self) -> None:
        """Who the task works as, and who administers, where somebody is to lose a role."""
        changes = self._changes(super().plan())
        if changes.losing:
            self.caller = read_caller(self.client)
        if changes.may_lose_admins:
            listed = self.listed if changes.target == ADMIN else None
            self.admins = (listed or read_members(self.client, ROLE, ADMIN)).people

    def plan(self) -> MembersPlanned:
        planned = super().plan()
        findings = refused_changes(self._changes(planned), self.caller, self.admins)
        if findings:
            raise InputError(findings, asked=True)
        return planned

    def _changes(self, planned: MembersPlanned) -> RoleChanges:
        known = {person.key: person for person in self.people.values()}
        leaving = []
        for key in planned.removed:
            address, email = planned.addresses.get(key, key), key if "@" in key else ""
            leaving.append(Person("" if "@" in address else address, email, role_id=self.target.id))
        return RoleChanges(self.target.id, [known[key] for key in planned.added], leaving)
