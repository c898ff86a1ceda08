# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One person's division, groups and role: what joins, moves and leaves. Pure.

Rests on assignDivision, addGroupMembers, updateGroupMember, deleteGroupMember, AddRoleMembers and roleMemberDelete.
"""

from __future__ import annotations

from typing import Sequence

from .._core.steps import Step, Symbol
from .._directory.catalog import MEMBER, OWNER, UnknownReference
from .draft import PENDING, Draft, Join
from .known import Known

WRONG_GROUP_IN_PATH = 1010


class Placement:
    """Where one person is and is to be. Methods raise UnknownReference."""

    def __init__(self, draft: Draft, known: Known) -> None:
        self.draft = draft
        self.options = draft.entry.options
        self.groups = known.groups
        self.divisions = known.divisions
        self.roles = known.roles

    def division(self) -> str:
        """The division of a new person, '' if none is named."""
        wanted = self.options.get("division")
        if not wanted:
            return ""
        target = self.divisions.resolve(wanted)
        self.draft.after["division"] = self.divisions.name(target)
        return target

    def _wanted_groups(self) -> list[str]:
        """The groups to be in, the primary one first where it is named."""
        names = list(self.options.get("groups") or ())
        if self.options.get("primary_group"):
            names.insert(0, self.options["primary_group"])
        return list(dict.fromkeys(self.groups.resolve(name) for name in names))

    def _leaving(self, have: Sequence[str], wanted: Sequence[str]) -> list[str]:
        managed = self.groups.matching_any(self.options.get("groups_managed") or ())
        return [group for group in have if group in managed and group not in wanted]

    def _note_groups(self, have: Sequence[str], wanted: Sequence[str], leaving: Sequence[str]) -> None:
        """The groups that this task is about, before and after; other groups are nobody's business here."""
        before = [group for group in have if group in wanted or group in leaving]
        after = [group for group in before if group not in leaving] + [group for group in wanted if group not in have]
        if before != after:
            name = self.groups.name
            self.draft.change("groups", sorted(map(name, before)), sorted(map(name, after)))

    def _join_groups(self, have: Sequence[str], wanted: Sequence[str]) -> None:
        """Joins; the first group that a person without any joins becomes the primary one, so it goes first."""
        for group in wanted:
            if group not in have:
                first = not have and group == wanted[0]
                self.draft.joins.append(Join("group", group, self.draft.item(), first=first))

    def place(self, have: Sequence[str]) -> None:
        """An active person who is in the groups ``have``, the primary one first."""
        wanted = self._wanted_groups()
        leaving = self._leaving(have, wanted)
        self._note_groups(have, wanted, leaving)
        self._join_groups(have, wanted)
        if self.options.get("primary_group") and have and have[0] != wanted[0]:
            self.draft.primary.append(self._primary_step(have[0], wanted[0]))
            self.draft.change("primary_group", self.groups.name(have[0]), self.groups.name(wanted[0]))
        for group in leaving:
            self.draft.leaves.append(self._leave_step(group))
        self._assign_division()
        self._assign_role()

    def _primary_step(self, current: str, target: str) -> Step:
        def step(group: str, fallback: Step | None = None) -> Step:
            return Step(
                verb="set primary group of",
                object=f"user {self.draft.key}",
                operation="updateGroupMember",
                path={"groupId": group, "memberId": self.draft.address},
                body={"action": "set_primary", "target_group_id": target},
                entries=(self.draft.key,),
                after=tuple(str(part) for part in (target,) if isinstance(part, Symbol)),
                fallback=fallback,
                fallback_codes=(WRONG_GROUP_IN_PATH,) if fallback else (),
            )

        # Which group the path must name is disputed: the one the person is in answers 1010 on some accounts.
        return step(current, fallback=step(target))

    def _leave_step(self, group: str) -> Step:
        return Step(
            verb="remove",
            object=f"member {self.draft.key} of {self.groups.name(group)}",
            operation="deleteGroupMember",
            path={"groupId": group, "memberId": self.draft.address},
            entries=(self.draft.key,),
        )

    def _division_change(self) -> tuple[str, str]:
        """``(division had, division wanted)``; equal if nothing is to be changed."""
        wanted = self.options.get("division")
        had = next(iter((self.draft.record or {}).get("division_ids") or ()), "") or self.divisions.main
        return had, self.divisions.resolve(wanted) if wanted else had

    def _assign_division(self) -> None:
        had, target = self._division_change()
        if had != target:
            self.draft.change("division", self.divisions.name(had), self.divisions.name(target))
            self.draft.joins.append(Join("division", target, self.draft.item("user_")))

    def _assign_role(self) -> None:
        wanted = self.options.get("role")
        if not wanted:
            return
        had = str((self.draft.record or {}).get("role_id") or MEMBER)
        target = self.roles.resolve(wanted)
        if had == target:
            return
        if had == OWNER:
            raise UnknownReference("this is the owner of the account; the ownership is handed over in the web portal.")
        if target == OWNER:
            raise UnknownReference("owner is no role that can be given.")
        self.draft.change("role", self.roles.name(had), self.roles.name(target))
        if target == MEMBER:
            # First of all: Zoom changes no email of anybody with a role (updateUserEmail, code 1000).
            self.draft.main.insert(0, self.role_step(had, required=False))
        else:
            self.draft.joins.append(Join("role", target, self.draft.item()))

    def role_step(self, role: str, required: bool = True) -> Step:
        """Take the person's role away."""
        return Step(
            verb="take role from",
            object=f"user {self.draft.key}",
            operation="roleMemberDelete",
            path={"roleId": role, "memberId": self.draft.address},
            entries=(self.draft.key,),
            required=required,
        )

    def lose_role(self) -> None:
        """Before a person is deactivated: an administrative role goes first, if the entry says so."""
        had = str((self.draft.record or {}).get("role_id") or MEMBER)
        wanted = self.options.get("role")
        if wanted and had != MEMBER and self.roles.resolve(wanted) == MEMBER:
            self.draft.change("role", self.roles.name(had), self.roles.name(MEMBER))
            self.draft.freeing.append(self.role_step(had))

    def defer_all(self, reason: str, groups: bool = True) -> None:
        """Note what this person cannot take yet."""
        deferred = self.draft.deferred
        have = tuple((self.draft.record or {}).get("group_ids") or ())
        if groups:
            wanted = self._wanted_groups()
            if set(wanted) - set(have) or self._leaving(have, wanted):
                deferred["groups"] = reason
            if self.options.get("primary_group") and have and have[0] != wanted[0]:
                deferred["primary_group"] = reason
        had, target = self._division_change()
        if had != target and self.draft.record is not None:
            deferred["division"] = reason
        role = self.options.get("role")
        role_now = str((self.draft.record or {}).get("role_id") or MEMBER)
        if role and "role" not in self.draft.after and self.roles.resolve(role) != role_now:
            deferred["role"] = reason

    def place_new(self) -> None:
        """A person who is created active; the division goes into createUser."""
        wanted = self._wanted_groups()
        self._note_groups((), wanted, ())
        self._join_groups((), wanted)
        self._assign_role()

    def place_pending(self, have: Sequence[str]) -> None:
        """A person who has not accepted the invitation: all is lost on the way but one group (updateUser group_id)."""
        draft = self.draft
        wanted = self._wanted_groups()
        if wanted and not have:
            draft.change("groups", [], [self.groups.name(wanted[0])])
            draft.main.append(
                Step(
                    verb="place",
                    object=f"user {draft.key}",
                    operation="updateUser",
                    path={"userId": draft.address},
                    body={"group_id": wanted[0]},
                    entries=(draft.key,),
                    after=tuple(str(part) for part in (draft.address, wanted[0]) if isinstance(part, Symbol)),
                    kind="place",
                )
            )
            have = wanted[:1]
        if set(wanted) - set(have) or self._leaving(have, wanted):
            draft.deferred["groups"] = PENDING
        self.defer_all(PENDING, groups=False)
