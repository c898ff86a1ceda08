# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may be touched: the one place that decides whether something may be taken away from a person. Pure.

Removal, prune, deactivation, the loss of a licence and the loss of an administrative role all ask here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping, NamedTuple, Sequence

from .._directory.kinds import ADMIN, MEMBER, OWNER
from .change import DEACTIVATION, LICENCE, REMOVAL, ROLE_TAKEN, PersonChange

if TYPE_CHECKING:
    from .as_read import Account


class Protection(NamedTuple):
    """Who is protected: ``people`` by email in lower case or by id, ``groups`` by id."""

    people: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()

    def covers(self, person: Mapping[str, Any]) -> bool:
        """Whether the person is named in protect, or in a group of protect_groups."""
        return named_in(self.people, person) or bool(self.groups.intersection(person.get("group_ids") or ()))


def named_in(keys: frozenset[str], person: Mapping[str, Any]) -> bool:
    """Whether a list of emails (in lower case) and ids names this person, however a row found the person."""
    return str(person.get("email") or "").casefold() in keys or str(person.get("id") or "") in keys


def guard(changes: Sequence[PersonChange], protection: Protection, account: Account) -> list[PersonChange]:
    """The changes; in error where something must not be taken. Whoever is only pruned is left alone instead."""
    guarded = []
    for change in changes:
        refusal = _refusal(change, protection, account) if change.takes and not change.error else ""
        if not refusal:
            guarded.append(change)
        elif not change.pruned:
            guarded.append(change.fail(refusal))
    return _with_an_administrator(guarded, account)


def may_lose_admin(change: PersonChange) -> bool:
    """Whether somebody may lose the role Admin; a role that Zoom does not show may be it."""
    return ROLE_TAKEN in change.takes and not change.error and _role_of(change.person or {}) in (ADMIN, "")


def gets_admin(change: PersonChange) -> bool:
    """Whether somebody is to get the role Admin."""
    return not change.error and any(join.kind.gives_rights and join.target == ADMIN for join in change.joins)


def _with_an_administrator(changes: list[PersonChange], account: Account) -> list[PersonChange]:
    """The changes; those in error that would take the role Admin from everybody who has it."""
    losing = [change.person or {} for change in changes if may_lose_admin(change)]
    if not losing or any(map(gets_admin, changes)):
        return changes
    from .._directory.administrators import GIVE_IT_FIRST, NOBODY_LEFT, leaves_no_administrator  # few tasks need it
    from .._directory.objects import Person

    people = [Person(str(person.get("id") or ""), str(person.get("email") or "")) for person in losing]
    if not leaves_no_administrator(account.admins, people):
        return changes
    refusal = f"{NOBODY_LEFT} {GIVE_IT_FIRST}"
    return [change.fail(refusal) if may_lose_admin(change) else change for change in changes]


def _refusal(change: PersonChange, protection: Protection, account: Account) -> str:
    """Why what the change takes must not be taken; '' if it may be."""
    person = change.person or {}
    role = _role_of(person)
    goes = change.takes & {REMOVAL, DEACTIVATION}
    if role == OWNER:
        return _about_owner(change.takes)
    if protection.covers(person):
        who = str(person.get("email") or person.get("id"))
        taken = " and ".join(sorted(change.takes))
        return f"{who} is protected by protect or protect_groups; refused: {taken}. Change the row, or the protection."
    if account.caller and person.get("id") == account.caller and change.locks_out:
        return "this is the user behind the credentials of this task, who would lock the task out."
    if change.pruned and role != MEMBER:
        return "people who have a role, or a role that Zoom does not show, are never pruned."
    if goes and role not in (MEMBER, "") and ROLE_TAKEN not in change.takes:
        return (
            f"this user has the role {account.roles.name(role)}; nobody with a role is removed or deactivated. Set role"
            " to member as well."
        )
    return ""


def _about_owner(takes: set[str]) -> str:
    if ROLE_TAKEN in takes:
        return "this is the owner of the account; the ownership is handed over in the web portal."
    if LICENCE in takes:
        return "this is the owner of the account, who keeps the licence."
    return "this is the owner of the account, who cannot be removed or deactivated."


def _role_of(person: Mapping[str, Any]) -> str:
    """The id of the role; '' for one that Zoom does not show, which may be any. Invited people have none yet."""
    return str(person.get("role_id") or (MEMBER if person.get("status") == "pending" else ""))


def has_hidden_role(person: Mapping[str, Any]) -> bool:
    """Whether Zoom does not show the role of this person."""
    return not _role_of(person)
