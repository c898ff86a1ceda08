# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who receives the content of people who go: somebody who is there, active, and stays. Pure.

deleteUser may delete the content where nobody could receive it.
"""

from __future__ import annotations

from typing import Mapping, Sequence

from .as_read import Account, by_email
from .change import DEACTIVATION, REMOVAL, PersonChange


def check_receivers(changes: Sequence[PersonChange], account: Account) -> list[PersonChange]:
    """The changes; in error where nobody could receive the content."""
    heirs = _Heirs(changes, account)
    return [change.fail(problem) if (problem := heirs.problem_of(change)) else change for change in changes]


def receiver_problem(email: str, changes: Sequence[PersonChange], account: Account) -> str:
    """Why ``email`` can receive nothing; '' if it can."""
    return _Heirs(changes, account).problem(email)


class _Heirs:
    """Who goes and who comes in one plan."""

    def __init__(self, changes: Sequence[PersonChange], account: Account) -> None:
        self.account = account
        self._leaving: dict[str, PersonChange] = {}  # by email
        self._coming: set[str] = set()
        for change in changes:
            if change.error:
                continue
            if change.takes & {REMOVAL, DEACTIVATION} and change.person is not None and not change.pruned:
                self._leaving[str(change.person.get("email") or "").casefold()] = change
            elif change.action == "created" and not change.invited:
                self._coming.add((change.row.new_email or change.row.email).casefold())
            elif change.after.get("email"):
                self._coming.add(str(change.after["email"]).casefold())
            elif change.after.get("status") == "active":
                self._coming.add(str((change.person or {}).get("email") or "").casefold())

    def problem_of(self, change: PersonChange) -> str:
        """Why the receiver of this change can receive nothing."""
        if change.error or REMOVAL not in change.takes or not change.row.receiver:
            return ""
        person: Mapping[str, object] = change.person or {}
        if change.row.receiver.casefold() == str(person.get("email") or "").casefold():
            return f"transfer_to: {change.row.receiver} is the user who goes. Name another user."
        problem = self.problem(change.row.receiver)
        return f"transfer_to: {problem}" if problem else ""

    def problem(self, email: str) -> str:
        """Why this email can receive nothing."""
        leaving = self._leaving.get(email.casefold())
        if leaving is not None:
            place = f" ({leaving.row.place})" if leaving.row.place else ""
            return f"{email} is to be {leaving.action} as well{place}. Name somebody who stays."
        if email.casefold() in self._coming:
            return ""
        person = self.account.people.find(by_email(email))
        if person is None:
            return f"there is no user {email}."
        status = person.get("status", "active")
        return "" if status == "active" else f"{email} is {status}; content goes to active users only."
