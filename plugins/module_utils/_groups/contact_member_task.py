# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The members of a contact group: people, and user groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Sequence

from .._directory.kinds import CONTACT_GROUP, GROUP
from .._directory.listings import read_objects
from .._directory.resolve import Resolver, resolve_each
from .contact_member_plan import ContactMembershipPlanner, ContactsFound, ContactsWanted
from .member_task import MembershipTask
from .people import empty_names

if TYPE_CHECKING:
    from .._core.errors import Finding
    from .._core.module import ZoomModule
    from .._directory.objects import DirectoryObject
    from .member_plan import MembersFound, MembershipPlanner

OPTION = "member_groups"


class ContactMembershipTask(MembershipTask):
    """A run of zoom_contact_group_member."""

    def __init__(self, module: ZoomModule) -> None:
        super().__init__(module, CONTACT_GROUP)
        named = self.params[OPTION]
        self.names: list[str] | None = None if named is None else [name.strip() for name in named]
        self.groups: Sequence[DirectoryObject] = ()

    def validate(self) -> list[Finding]:
        return [
            *super().validate(),
            *empty_names(self.names or (), OPTION, "the name or id of a group"),
            *(self.needs_allow_empty(OPTION, self.names) if self.names is not None else []),
        ]

    def needs_allow_empty(self, option: str, named: Sequence[str]) -> list[Finding]:
        # With user groups named alone, people stay whoever they are.
        return super().needs_allow_empty(option, named) if self.params[option] is not None else []

    def find_objects(self, resolver: Resolver) -> list[Finding]:
        findings = super().find_objects(resolver)
        if not self.names:
            return findings
        self.groups, unknown = resolve_each(Resolver(GROUP, read_objects(self.client, GROUP)), self.names, OPTION)
        return findings + unknown

    def planner(self, have: MembersFound) -> MembershipPlanner:
        groups = None if self.names is None else self.groups
        named = self.params["members"] is not None
        most: int = self.params["max_removals"]
        want = ContactsWanted(self.kind, self.target, self.state, most, groups, named)
        inside = self.listed.nested if self.listed is not None else ()
        found = ContactsFound(have.named, have.others, have.whole, have.listed, have.flagged, inside)
        return ContactMembershipPlanner(want, found)
