# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The members of a group: the primary group, and moving from another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._core.errors import Finding
from .._directory.kinds import GROUP
from .._directory.resolve import Resolver, resolve_each
from .group_member_plan import GroupMembershipPlanner, GroupWanted
from .member_task import MembershipTask

if TYPE_CHECKING:
    from .._core.module import ZoomModule
    from .._directory.objects import DirectoryObject
    from .member_plan import MembersFound, MembershipPlanner


class GroupMembershipTask(MembershipTask):
    """zoom_group_member: the primary group, and moving from another one."""

    lists = ("added", "removed", "moved", "made_primary")

    def __init__(self, module: ZoomModule) -> None:
        super().__init__(module, GROUP)
        self.move_from: str = self.params["move_from"] or ""
        self.source: DirectoryObject | None = None

    def validate(self) -> list[Finding]:
        named = [option for option in ("primary", "move_from") if self.params[option] and self.state == "absent"]
        absent = [Finding(option, "means nothing with state absent.", "Leave it out.") for option in named]
        return super().validate() + absent

    def find_objects(self, resolver: Resolver) -> list[Finding]:
        findings = super().find_objects(resolver)
        if not self.move_from:
            return findings
        found, unknown = resolve_each(resolver, [self.move_from], "move_from")
        self.source = found[0] if found else None
        if self.source is not None and not findings and self.source.id == self.target.id:
            label = self.target.label()
            unknown = [Finding("move_from", f"is the group {label} itself.", "Name another group.")]
        return findings + unknown

    def needs_details(self) -> bool:
        return bool(self.params["primary"]) or self.source is not None

    def planner(self, have: MembersFound) -> MembershipPlanner:
        want = GroupWanted(
            self.kind,
            self.target,
            self.state,
            self.params["max_removals"],
            bool(self.params["primary"]),
            self.source,
        )
        return GroupMembershipPlanner(want, have)
