# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The change of a person who exists: what differs from the row is written. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping

from .._core.secret_keys import MASK
from . import compare, pending
from .change import DEACTIVATION, INACTIVE, LICENCE, PersonChange
from .fields import FIELDS, NOWHERE
from .licences import USER_TYPES
from .placement import Placement
from .profile import email_step, licence_step, password_step, status_step, update_step
from .protection import named_in
from .removal import note_lost_licences

if TYPE_CHECKING:
    from .._core.steps import Step
    from .as_read import Account
    from .rows import Row

NUMBERS_LOST = "turning zoom_phone off removes the user's phone numbers. Set allow_number_loss to true to do it."
# Options beside the fields that may ask for something of a person who exists.
PLACEMENTS = ("groups", "groups_managed", "primary_group", "division", "role")


class Update:
    """A person who exists, and the row about this person. ``hold`` names whom ``reactivate`` leaves inactive."""

    def __init__(
        self, row: Row, person: Mapping[str, Any], rename: str, account: Account, hold: frozenset[str]
    ) -> None:
        self.row = row
        self.person = person
        self.rename = rename
        self.account = account
        self.status = str(person.get("status") or "active")
        comes_back = row.reactivate and not named_in(hold, person)
        wanted = row.status or ("active" if comes_back else None)
        self.activates = self.status == "inactive" and wanted == "active"
        self.deactivates = self.status == "active" and wanted == "inactive"

    def change(self) -> PersonChange | None:
        """The change; None where nothing is to be done. Raises UnknownReference."""
        differing = self._differing()
        asks = any(self.row.options.get(name) for name in PLACEMENTS) or self._sets_password()
        if not (differing or self.rename or self.activates or self.deactivates or asks):
            return None
        change = PersonChange(self.row, self.person)
        if self.status == "pending":
            pending.defer(change, self._waiting(differing, pending.PENDING), Placement(change, self.account))
        elif self.status == "inactive" and not self.activates:
            change.deferred.update(dict.fromkeys(self._waiting(differing, INACTIVE), INACTIVE))
            Placement(change, self.account).defer_all(INACTIVE)
        else:
            if differing.get("zoom_phone") is False and not self.row.options.get("allow_number_loss"):
                return change.fail(NUMBERS_LOST)
            self._write(change, differing)
        if not change.acts:
            change.action = "deferred"
        return change if change.acts or change.deferred else None

    def _differing(self) -> dict[str, Any]:
        """Field → value in full, for the fields that do not hold what is wanted."""
        options = self.row.options
        create_only = options.get("create_only") or ()
        differing = {}
        for name, want in self.row.values.items():
            if name in create_only:
                continue
            if FIELDS[name].read == NOWHERE:
                if options.get("update_write_only"):
                    differing[name] = want
                continue
            full = compare.wanted(name, want, self.person, self.row.values)
            if not self._holds(name, full):
                differing[name] = full
        return differing

    def _holds(self, name: str, want: Any) -> bool:
        have = compare.current(self.person, name)
        if name != "manager":
            return compare.equal(name, want, have)
        # What cannot be known is not written at every run: None counts as held.
        return compare.is_same_manager(want, have, self.account.people.names_of(have)) is not False

    def _sets_password(self) -> bool:
        return bool(self.row.options.get("password")) and self.row.options.get("update_password") == "always"

    def _waiting(self, differing: Mapping[str, Any], reason: str) -> list[str]:
        """What this person cannot take yet, groups, division and role aside."""
        names = [*differing, *(["new_email"] if self.rename else []), *(["password"] if self._sets_password() else [])]
        return [*names, *(["status"] if reason == pending.PENDING and self.row.status == "inactive" else [])]

    def _write(self, change: PersonChange, differing: Mapping[str, Any]) -> None:
        change.written.update(differing)
        for name, value in differing.items():
            before = None if FIELDS[name].read == NOWHERE else compare.current(self.person, name)
            change.note(name, compare.in_words(name, before), compare.in_words(name, value))
        chain = change.freeing if self.deactivates else change.main
        placement = Placement(change, self.account)
        if self.deactivates:
            placement.lose_role()
        if self.activates:
            chain.append(status_step(change, "activate"))
            change.note("status", "inactive", "active")
        if self.rename:
            change.note("email", self.person.get("email"), self.rename)
            chain.append(email_step(change, self.rename))
        self._profile(change, chain, differing)
        if self._sets_password():
            change.note("password", None, MASK)
            chain.append(password_step(change, self.row.options["password"]))
        if self.deactivates:
            placement.defer_all(INACTIVE)
            self._deactivate(change)
            return
        self._licences(change, differing)
        placement.place(tuple(self.person.get("group_ids") or ()))

    def _profile(self, change: PersonChange, chain: list[Step], differing: Mapping[str, Any]) -> None:
        profile = {
            name: "" if name == "display_name" and self.row.values[name] == "" else value
            for name, value in differing.items()
            if not FIELDS[name].licence
        }
        if profile:
            chain.append(update_step(change, profile))

    def _deactivate(self, change: PersonChange) -> None:
        change.action = "deactivated"
        change.takes.add(DEACTIVATION)
        change.note("status", "active", "inactive")
        change.freeing.append(status_step(change, "deactivate"))
        note_lost_licences(change)

    def _licences(self, change: PersonChange, differing: Mapping[str, Any]) -> None:
        """type, plan_united_type and zoom_one_type cannot change in one call; a refusal of one leaves the others."""
        for name, value in differing.items():
            if not FIELDS[name].licence:
                continue
            have = compare.current(self.person, name)
            step = licence_step(change, name, value)
            if compare.takes_seat(name, have, value):
                change.main.append(step)
            else:
                change.freeing.append(step)
                if compare.takes_seat(name, None, have):
                    change.takes.add(LICENCE)
                change.licences_freed += name == "type" and have == USER_TYPES["licensed"]
