# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan for one person: what the account has and what is wanted make a draft. Pure.

Rests on createUser, updateUser, updateUserStatus, updateUserEmail, updateUserPassword and deleteUser.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Any, Callable, Mapping

from .._core.steps import MASK, Step, Symbol
from .._directory.catalog import MEMBER, OWNER, UnknownReference
from . import compare as user_compare
from .draft import (
    ABSENT,
    INACTIVE,
    PENDING,
    Draft,
)
from .entries import Entry
from .fields import FIELDS, NOWHERE
from .known import Known, keys_of
from .licences import USER_TYPES
from .placement import Placement
from .removal import plan_removal, strip_licences

BASIC, LICENSED = USER_TYPES["basic"], USER_TYPES["licensed"]
CODED = ("zoom_one_type", "plan_united_type")
# Licences that createUser takes inside ``feature``.
FEATURES = ("zoom_one_type", "zoom_phone")


def unknown_password() -> str:
    """A password that fits Zoom's rules and that nobody knows."""
    return "Z" + secrets.token_urlsafe(18) + "z7"


@dataclass(frozen=True)
class Rules:
    """How a task plans. ``basic_if_short``: a new licensed user comes in as basic where no licence is free.

    ``password`` makes the one that autoCreate needs where none is given.
    """

    match_by: str = "email"
    basic_if_short: bool = False
    protect: frozenset[str] = frozenset()
    password: Callable[[], str] = unknown_password


def plan_person(
    entry: Entry, record: Mapping[str, Any] | None, rename: str, known: Known, rules: Rules
) -> Draft | None:
    """The draft of one entry for the person that ``locate`` found; None where nothing is to be done."""
    try:
        if entry.state == "absent":
            return plan_removal(entry, record, known, rules.protect) if record is not None else None
        if record is None:
            return _Creation(entry.as_new(), known, rules).draft()
        return _Update(entry, record, rename, known).draft()
    except UnknownReference as error:
        return Draft(entry, action="failed", error=str(error))


def locate(entry: Entry, known: Known, match_by: str) -> tuple[Mapping[str, Any] | None, str]:
    """``(record, new email yet to be given)``. Raises UnknownReference where the entry means nobody, or two people."""
    people = known.people
    keys = keys_of(entry, match_by)
    new_email = str(entry.options.get("new_email") or "").casefold()
    old_keys = [key for key in keys if not new_email or key != ("email", str(entry.options.get("new_email")))]
    found = next((record for record in map(people.find, old_keys) if record is not None), None)
    if match_by == "employee_unique_id" and found is not None:
        other = str(found.get("employee_unique_id") or "")
        if other and other != entry.unique_id:
            raise UnknownReference(
                f"{found.get('email')} belongs to the person with employee_unique_id {other}, not {entry.unique_id}."
            )
    if entry.user_id and found is None and not new_email and entry.state == "present":
        raise UnknownReference(f"there is no user with the id {entry.user_id}. Leave the id out to create one.")
    if not new_email:
        return found, ""
    renamed = people.find(("email", new_email))
    if found is None or renamed is found:
        return renamed, ""
    if renamed is not None:
        raise UnknownReference(
            f"both {found.get('email')} and {new_email} exist. Remove one of the two users, or leave new_email out."
        )
    return found, str(entry.options["new_email"])


def licence_kind(fields: Mapping[str, Any]) -> str:
    """What joins steps that one lack of licences stops together: the licences that they take."""
    names = ("type", "plan_united_type", "zoom_one_type", "zoom_phone", "license_info_list")
    taken = [f"{name} {fields[name]}" for name in names if user_compare.takes_seat(name, None, fields.get(name))]
    return ", ".join(taken) or "no licence"


class _Creation:
    """A person who does not exist yet."""

    def __init__(self, entry: Entry, known: Known, rules: Rules) -> None:
        self.entry = entry
        self.known = known
        self.rules = rules
        self.values = {name: value for name, value in entry.values.items() if not self._says_nothing(name, value)}
        self.action = str(entry.options.get("create_action") or "create")
        self.pending = self.action == "create"

    @staticmethod
    def _says_nothing(name: str, value: Any) -> bool:
        """Empty values clear an existing user's field; a new user has none."""
        return value in ("", []) or value is False or (name in CODED and value in (0, "none"))

    def draft(self) -> Draft:
        entry = self.entry
        email = str(entry.options.get("new_email") or entry.email)
        draft = Draft(entry, action="created", invited=self.pending)
        if not email:
            return draft.fail("there is no such user, and without an email none can be created.")
        if entry.status == "inactive":
            return draft.fail(
                f"{email} does not exist and would have to be created to be inactive. Use state absent, or leave"
                " status out."
            )
        draft.change("state", "absent", "present")
        info = self._user_info(email)
        placement = Placement(draft, self.known)
        division = placement.division()
        if division:
            info["division_ids"] = [division]
        draft.main.append(self._create_step(draft, info))
        self._later(draft)
        if self.pending:
            placement.place_pending(())
            self._lose_defaults(draft)
        else:
            placement.place_new()
        draft.after.update({name: user_compare.words(name, value) for name, value in self._written().items()})
        draft.before = dict(ABSENT)
        draft.licences_taken = int(info["type"] == LICENSED)
        return draft

    def _written(self) -> dict[str, Any]:
        """The fields that the person has in the end, as far as this run can give them."""
        # A Zoom United or Workplace licence brings a type of its own; which one is Zoom's to say.
        given = dict({} if any(name in self.values for name in CODED) else {"type": BASIC}, **self.values)
        return {name: value for name, value in given.items() if FIELDS[name].create or not self.pending}

    def _user_info(self, email: str) -> dict[str, Any]:
        info: dict[str, Any] = {"email": email, "type": self.values.get("type", BASIC)}
        given = self.values.items()
        info.update({name: value for name, value in given if FIELDS[name].create and name not in FEATURES})
        feature = {name: self.values[name] for name in FEATURES if name in self.values}
        if feature:
            info["feature"] = feature
        if self.action == "autoCreate":
            # createUser refuses autoCreate without a password; people without one sign in by SSO, or reset it.
            info["password"] = self.entry.options.get("password") or self.rules.password()
        return info

    def _create_step(self, draft: Draft, info: dict[str, Any]) -> Step:
        step = Step(
            verb="create",
            object=f"user {info['email'].casefold()}",
            operation="createUser",
            body={"action": self.action, "user_info": info},
            entries=(draft.key,),
            secrets=("password",),
            defines=Symbol("user", draft.key),
            after=tuple(str(part) for part in info.get("division_ids", ()) if isinstance(part, Symbol)),
            kind=licence_kind({**info, **info.get("feature", {})}),
            required=True,
        )
        if not self.rules.basic_if_short or step.kind == "no licence":
            return step
        unpaid = {name: value for name, value in info.items() if name not in FIELDS or not FIELDS[name].licence}
        unpaid.pop("feature", None)
        body = {"action": self.action, "user_info": dict(unpaid, type=BASIC)}
        return replace(step, fallback=replace(step, body=body, kind="no licence"))

    def _later(self, draft: Draft) -> None:
        """What createUser does not take goes into a PATCH; a pending user would lose it without a word."""
        later = {name: value for name, value in self.values.items() if not FIELDS[name].create}
        if self.pending:
            draft.deferred.update(dict.fromkeys(later, PENDING))
        elif later:
            draft.main.append(update_step(draft, later))

    def _lose_defaults(self, draft: Draft) -> None:
        """A default is for new users; once the invitation is accepted, the person is none any more."""
        draft.lost = tuple(
            name for name in draft.deferred if name in self.entry.new_values or name in self.entry.new_options
        )
        for name in draft.lost:
            del draft.deferred[name]


def update_step(draft: Draft, fields: Mapping[str, Any], verb: str = "update") -> Step:
    """One updateUser."""
    body: dict[str, Any] = {name: value for name, value in fields.items() if name != "zoom_phone"}
    if "zoom_phone" in fields:
        body["feature"] = {"zoom_phone": fields["zoom_phone"]}
    return Step(
        verb=verb,
        object=f"user {draft.key}",
        operation="updateUser",
        path={"userId": draft.address},
        body=body,
        entries=(draft.key,),
        secrets=("host_key",),
        after=(draft.address,) if isinstance(draft.address, Symbol) else (),
        kind=licence_kind(fields) if verb != "update" else "",
    )


class _Update:
    """A person who exists."""

    def __init__(self, entry: Entry, record: Mapping[str, Any], rename: str, known: Known) -> None:
        self.entry = entry
        self.record = record
        self.rename = rename
        self.known = known
        self.status = str(record.get("status") or "active")
        wanted = entry.status or ("active" if entry.reactivate else None)
        self.activates = self.status == "inactive" and wanted == "active"
        self.deactivates = self.status == "active" and wanted == "inactive"

    def draft(self) -> Draft | None:
        changes = self._changes()
        options = self.entry.options
        quiet = not (
            changes
            or self.rename
            or self.activates
            or self.deactivates
            or options.get("groups")
            or options.get("groups_managed")
            or options.get("primary_group")
            or options.get("division")
            or options.get("role")
            or (options.get("password") and options.get("update_password") == "always")
        )
        if quiet:
            return None
        draft = Draft(self.entry, self.record)
        if self.status == "inactive" and not self.activates:
            self._defer(draft, changes, INACTIVE)
        elif self.status == "pending":
            self._defer(draft, changes, PENDING)
        else:
            failed = self._refusal(changes)
            if failed:
                return draft.fail(failed)
            self._write(draft, changes)
        if not draft.acts:
            draft.action = "deferred"
        return draft if draft.acts or draft.deferred else None

    def _changes(self) -> dict[str, Any]:
        """Field → value in full, for the fields that do not hold what is wanted."""
        options = self.entry.options
        create_only = options.get("create_only") or ()
        changes = {}
        for name, want in self.entry.values.items():
            if name in create_only:
                continue
            if FIELDS[name].read == NOWHERE:
                if options.get("update_write_only"):
                    changes[name] = want
                continue
            full = user_compare.wanted(name, want, self.record, self.entry.values)
            if not user_compare.equal(name, full, user_compare.current(self.record, name)):
                changes[name] = full
        return changes

    def _defer(self, draft: Draft, changes: Mapping[str, Any], reason: str) -> None:
        names = list(changes) + (["new_email"] if self.rename else [])
        if self.entry.options.get("password") and self.entry.options.get("update_password") == "always":
            names.append("password")
        if reason == PENDING and self.entry.status == "inactive":
            names.append("status")
        draft.deferred.update(dict.fromkeys(names, reason))
        placement = Placement(draft, self.known)
        if reason == PENDING:
            placement.place_pending(tuple(self.record.get("group_ids") or ()))
        else:
            placement.defer_all(reason)

    def _refusal(self, changes: Mapping[str, Any]) -> str:
        """Why nothing may be done for this person; '' if nothing speaks against it."""
        role_id = str(self.record.get("role_id") or MEMBER)
        if self.deactivates and role_id == OWNER:
            return "this is the owner of the account, who cannot be deactivated."
        if self.deactivates and role_id != MEMBER and not self._loses_role():
            return (
                f"this user has the role {self.known.roles.name(role_id)}; Zoom deactivates members only. Set role to"
                " member as well."
            )
        if changes.get("zoom_phone") is False and not self.entry.options.get("allow_number_loss"):
            return "turning zoom_phone off removes the user's phone numbers. Set allow_number_loss to true to do it."
        return ""

    def _loses_role(self) -> bool:
        role = self.entry.options.get("role")
        return bool(role) and self.known.roles.resolve(str(role)) == MEMBER

    def _write(self, draft: Draft, changes: Mapping[str, Any]) -> None:
        for name, value in changes.items():
            before = None if FIELDS[name].read == NOWHERE else user_compare.current(self.record, name)
            draft.change(name, user_compare.words(name, before), user_compare.words(name, value))
        chain = draft.freeing if self.deactivates else draft.main
        placement = Placement(draft, self.known)
        if self.deactivates:
            placement.lose_role()
        if self.activates:
            chain.append(self._status_step(draft, "activate"))
            draft.change("status", "inactive", "active")
        if self.rename:
            self._rename(draft, chain)
        profile = {
            name: "" if name == "display_name" and self.entry.values[name] == "" else value
            for name, value in changes.items()
            if not FIELDS[name].licence
        }
        if profile:
            chain.append(update_step(draft, profile))
        self._password(draft, chain)
        if self.deactivates:
            placement.defer_all(INACTIVE)
            self._deactivate(draft)
            return
        self._licences(draft, changes)
        placement.place(tuple(self.record.get("group_ids") or ()))

    def _rename(self, draft: Draft, chain: list[Step]) -> None:
        draft.change("email", self.record.get("email"), self.rename)
        chain.append(
            Step(
                verb="change email of",
                object=f"user {draft.key}",
                operation="updateUserEmail",
                path={"userId": draft.address},
                body={"email": self.rename},
                entries=(draft.key,),
            )
        )

    def _password(self, draft: Draft, chain: list[Step]) -> None:
        password = self.entry.options.get("password")
        if not password or self.entry.options.get("update_password") != "always":
            return
        draft.change("password", None, MASK)
        chain.append(
            Step(
                verb="set password of",
                object=f"user {draft.key}",
                operation="updateUserPassword",
                path={"userId": draft.address},
                body={"password": password},
                entries=(draft.key,),
                secrets=("password",),
            )
        )

    def _status_step(self, draft: Draft, action: str) -> Step:
        return Step(
            verb=action,
            object=f"user {draft.key}",
            operation="updateUserStatus",
            path={"userId": draft.address},
            body={"action": action},
            entries=(draft.key,),
            kind=action,
            required=True,
        )

    def _deactivate(self, draft: Draft) -> None:
        draft.action = "deactivated"
        draft.fused = True
        draft.change("status", "active", "inactive")
        draft.freeing.append(self._status_step(draft, "deactivate"))
        strip_licences(draft)

    def _licences(self, draft: Draft, changes: Mapping[str, Any]) -> None:
        """type, plan_united_type and zoom_one_type cannot change in one call; a refusal of one leaves the others."""
        for name in changes:
            if not FIELDS[name].licence:
                continue
            have = user_compare.current(self.record, name)
            step = update_step(draft, {name: changes[name]}, verb="change licence of")
            if user_compare.takes_seat(name, have, changes[name]):
                draft.main.append(step)
                draft.licences_taken += name == "type"
            else:
                draft.freeing.append(step)
                draft.fused = draft.fused or user_compare.takes_seat(name, None, have)
                draft.licences_freed += name == "type" and have == LICENSED
