# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One person's division, groups and role: what joins, moves and leaves. Pure.

Rests on assignDivision, addGroupMembers, updateGroupMember, deleteGroupMember, AddRoleMembers and roleMemberDelete.
"""

from __future__ import annotations

from typing import NamedTuple, Sequence

from .._core.steps import Step, Symbol
from .._directory.catalog import MEMBER, OWNER, UnknownReference
from .as_read import Account
from .change import ROLE, Change, Join

WRONG_GROUP_IN_PATH = 1010


class Move(NamedTuple):
    """From one division (id) to another."""

    had: str
    target: str


class Placement:
    """Where one person is and is to be. Methods raise UnknownReference."""

    def __init__(self, change: Change, account: Account) -> None:
        self.change = change
        self.options = change.row.options
        self.groups = account.groups
        self.divisions = account.divisions
        self.roles = account.roles

    def division(self) -> str:
        """The division of a new person, '' if none is named."""
        wanted = self.options.get("division")
        if not wanted:
            return ""
        target = self.divisions.resolve(wanted)
        self.change.after["division"] = self.divisions.name(target)
        return target

    def wanted_groups(self) -> list[str]:
        """The groups to be in, the primary one first where it is named."""
        names = list(self.options.get("groups") or ())
        if self.options.get("primary_group"):
            names.insert(0, self.options["primary_group"])
        return list(dict.fromkeys(self.groups.resolve(name) for name in names))

    def leaving(self, have: Sequence[str], wanted: Sequence[str]) -> list[str]:
        """Managed groups that the person is in and is not to be in."""
        managed = self.groups.matching_any(self.options.get("groups_managed") or ())
        return [group for group in have if group in managed and group not in wanted]

    def _note_groups(self, have: Sequence[str], wanted: Sequence[str], leaving: Sequence[str]) -> None:
        """The groups that this task is about, before and after; other groups are left as they are."""
        before = [group for group in have if group in wanted or group in leaving]
        after = [group for group in before if group not in leaving] + [group for group in wanted if group not in have]
        if before != after:
            name = self.groups.name
            self.change.note("groups", sorted(map(name, before)), sorted(map(name, after)))

    def _join_groups(self, have: Sequence[str], wanted: Sequence[str]) -> None:
        """Joins; the first group that a person without any joins becomes the primary one, so it goes first."""
        for group in wanted:
            if group not in have:
                first = not have and group == wanted[0]
                self.change.joins.append(Join("group", group, self.change.item(), first=first))

    def place(self, have: Sequence[str]) -> None:
        """An active person who is in the groups ``have``, the primary one first."""
        wanted = self.wanted_groups()
        leaving = self.leaving(have, wanted)
        self._note_groups(have, wanted, leaving)
        self._join_groups(have, wanted)
        if self.options.get("primary_group") and have and have[0] != wanted[0]:
            self.change.primary.append(self._primary_step(have[0], wanted[0]))
            self.change.note("primary_group", self.groups.name(have[0]), self.groups.name(wanted[0]))
        for group in leaving:
            self.change.leaves.append(self._leave_step(group))
        self._assign_division()
        self._assign_role()

    def _primary_step(self, current: str, target: str) -> Step:
        def step(group: str, fallback: Step | None = None) -> Step:
            return Step(
                verb="set primary group of",
                object=f"user {self.change.key}",
                operation="updateGroupMember",
                path={"groupId": group, "memberId": self.change.address},
                body={"action": "set_primary", "target_group_id": target},
                entries=(self.change.key,),
                after=tuple(str(part) for part in (target,) if isinstance(part, Symbol)),
                fallback=fallback,
                fallback_codes=(WRONG_GROUP_IN_PATH,) if fallback else (),
            )

        # Which group the path must name is disputed: the one the person is in answers 1010 on some accounts.
        return step(current, fallback=step(target))

    def _leave_step(self, group: str) -> Step:
        return Step(
            verb="remove",
            object=f"member {self.change.key} of {self.groups.name(group)}",
            operation="deleteGroupMember",
            path={"groupId": group, "memberId": self.change.address},
            entries=(self.change.key,),
        )

    def _division_change(self) -> Move:
        """From the division that the person is in to the one wanted; equal if nothing is to be changed."""
        wanted = self.options.get("division")
        had = next(iter((self.change.person or {}).get("division_ids") or ()), "") or self.divisions.main
        return Move(had, self.divisions.resolve(wanted) if wanted else had)

    def _assign_division(self) -> None:
        had, target = self._division_change()
        if had != target:
            self.change.note("division", self.divisions.name(had), self.divisions.name(target))
            self.change.joins.append(Join("division", target, self.change.item("user_")))

    def _assign_role(self) -> None:
        wanted = self.options.get("role")
        if not wanted:
            return
        had = str((self.change.person or {}).get("role_id") or MEMBER)
        target = self.roles.resolve(wanted)
        if had == target:
            return
        if target == OWNER:
            raise UnknownReference("the role of the owner cannot be given; it is handed over in the web portal.")
        if had != MEMBER:
            self.change.takes.add(ROLE)
        self.change.note("role", self.roles.name(had), self.roles.name(target))
        if target == MEMBER:
            # First of all: Zoom changes no email of anybody with a role (updateUserEmail, code 1000).
            self.change.main.insert(0, self.role_step(had, required=False))
        else:
            self.change.joins.append(Join("role", target, self.change.item()))

    def role_step(self, role: str, required: bool = True) -> Step:
        """Take the person's role away."""
        return Step(
            verb="take role from",
            object=f"user {self.change.key}",
            operation="roleMemberDelete",
            path={"roleId": role, "memberId": self.change.address},
            entries=(self.change.key,),
            required=required,
        )

    def lose_role(self) -> None:
        """Before a person is deactivated: an administrative role goes first, if the row says so."""
        had = str((self.change.person or {}).get("role_id") or MEMBER)
        wanted = self.options.get("role")
        if wanted and had != MEMBER and self.roles.resolve(wanted) == MEMBER:
            self.change.takes.add(ROLE)
            self.change.note("role", self.roles.name(had), self.roles.name(MEMBER))
            self.change.freeing.append(self.role_step(had))

    def defer_all(self, reason: str, groups: bool = True) -> None:
        """Note what this person cannot take yet."""
        deferred = self.change.deferred
        have = tuple((self.change.person or {}).get("group_ids") or ())
        if groups:
            wanted = self.wanted_groups()
            if set(wanted) - set(have) or self.leaving(have, wanted):
                deferred["groups"] = reason
            if self.options.get("primary_group") and have and have[0] != wanted[0]:
                deferred["primary_group"] = reason
        had, target = self._division_change()
        if had != target and self.change.person is not None:
            deferred["division"] = reason
        role = self.options.get("role")
        role_now = str((self.change.person or {}).get("role_id") or MEMBER)
        if role and "role" not in self.change.after and self.roles.resolve(role) != role_now:
            deferred["role"] = reason

    def place_new(self) -> None:
        """A person who is created active; the division goes into createUser."""
        wanted = self.wanted_groups()
        self._note_groups((), wanted, ())
        self._join_groups((), wanted)
        self._assign_role()
