# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One person's division, groups and role: what joins, moves and leaves. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Sequence

from .._directory.kinds import DIVISION, GROUP, MEMBER, OWNER, ROLE
from .._directory.resolve import UnknownReference
from .._directory.steps import remove_members, set_primary
from .change import ROLE_TAKEN, Join, PersonChange

if TYPE_CHECKING:
    from .._core.steps import Step
    from .as_read import Account


class Move(NamedTuple):
    """From one division or role (id) to another; equal if nothing is to be changed."""

    had: str
    target: str


class Placement:
    """Where one person is and is to be. Methods raise UnknownReference."""

    def __init__(self, change: PersonChange, account: Account) -> None:
        self.change = change
        self.person = change.person or {}
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
        matched = self.groups.matching_any(self.options.get("groups_managed") or (), "groups_managed")
        if matched.findings:
            raise UnknownReference(matched.findings[0].text())
        return [group for group in have if group in matched.ids and group not in wanted]

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
                self.change.joins.append(Join(GROUP, group, first=not have and group == wanted[0]))

    def place(self, have: Sequence[str]) -> None:
        """An active person who is in the groups ``have``, the primary one first."""
        wanted = self.wanted_groups()
        leaving = self.leaving(have, wanted)
        self._note_groups(have, wanted, leaving)
        self._join_groups(have, wanted)
        if self.options.get("primary_group") and have and have[0] != wanted[0]:
            self.change.primary.append(set_primary(self.change.pair, have[0], wanted[0]))
            self.change.note("primary_group", self.groups.name(have[0]), self.groups.name(wanted[0]))
        for group in leaving:
            self.change.leaves += remove_members(GROUP, group, self.groups.name(group), [self.change.pair])
        self._assign_division()
        self._assign_role()

    def place_new(self) -> None:
        """A person who is created active; the division goes into createUser."""
        wanted = self.wanted_groups()
        self._note_groups((), wanted, self.leaving((), wanted))
        self._join_groups((), wanted)
        self._assign_role()

    def _division_change(self) -> Move:
        wanted = self.options.get("division")
        had = next(iter(self.person.get("division_ids") or ()), "") or self.divisions.main
        return Move(had, self.divisions.resolve(wanted) if wanted else had)

    def _assign_division(self) -> None:
        had, target = self._division_change()
        if had != target:
            self.change.note("division", self.divisions.name(had), self.divisions.name(target))
            self.change.joins.append(Join(DIVISION, target))

    def _role_change(self) -> Move:
        wanted = self.options.get("role")
        had = str(self.person.get("role_id") or MEMBER)
        return Move(had, self.roles.resolve(str(wanted)) if wanted else had)

    def _note_role(self, had: str, target: str) -> None:
        if had != MEMBER:
            self.change.takes.add(ROLE_TAKEN)
        self.change.note("role", self.roles.name(had), self.roles.name(target))

    def _assign_role(self) -> None:
        had, target = self._role_change()
        if had == target:
            return
        if target == OWNER:
            raise UnknownReference("the role of the owner cannot be given; it is handed over in the web portal.")
        self._note_role(had, target)
        if target == MEMBER:
            # First of all: Zoom changes no email of anybody with a role (updateUserEmail, code 1000).
            self.change.main[:0] = self._take_role(had, required=False)
        else:
            self.change.joins.append(Join(ROLE, target))

    def _take_role(self, role: str, required: bool) -> list[Step]:
        return remove_members(ROLE, role, self.roles.name(role), [self.change.pair], required)

    def lose_role(self) -> None:
        """Before a person is deactivated or removed: an administrative role goes first, if the row says so."""
        had, target = self._role_change()
        if had != target and target == MEMBER:
            self._note_role(had, target)
            self.change.freeing += self._take_role(had, required=True)

    def defer_all(self, reason: str, groups: bool = True) -> None:
        """Note what this person cannot take yet."""
        deferred = self.change.deferred
        have = tuple(self.person.get("group_ids") or ())
        if groups:
            wanted = self.wanted_groups()
            if set(wanted) - set(have) or self.leaving(have, wanted):
                deferred["groups"] = reason
            if self.options.get("primary_group") and have and have[0] != wanted[0]:
                deferred["primary_group"] = reason
        had, target = self._division_change()
        if had != target and self.change.person is not None:
            deferred["division"] = reason
        had, target = self._role_change()
        if had != target and "role" not in self.change.after:
            deferred["role"] = reason
