# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The change that makes a person who does not exist yet. Pure.

Rests on createUser and updateUser.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Callable

from .._core.steps import Step, Symbol
from .._directory.kinds import USER
from . import compare, pending
from .change import ABSENT, PersonChange
from .fields import FIELDS
from .licences import USER_TYPES
from .placement import Placement
from .profile import licence_kind, update_step

if TYPE_CHECKING:
    from .as_read import Account
    from .rows import Row

CODED = ("zoom_one_type", "plan_united_type")
# Licences that createUser takes inside ``feature``.
FEATURES = ("zoom_one_type", "zoom_phone")
NO_LICENCE_KIND = "no licence"


class Creation:
    """A person to be created. ``password`` makes the one that autoCreate needs where none is given.

    ``basic_if_short``: who is to be licensed comes in as basic where no licence is free.
    """

    def __init__(self, row: Row, account: Account, password: Callable[[], str], basic_if_short: bool = False) -> None:
        self.row = row.as_new()
        self.account = account
        self.password = password
        self.basic_if_short = basic_if_short
        self.values = {name: value for name, value in self.row.values.items() if not _says_nothing(name, value)}
        self.action = str(self.row.options.get("create_action") or "create")
        self.invited = self.action == "create"

    def change(self) -> PersonChange:
        """The change. Raises UnknownReference."""
        email = self.row.new_email or self.row.email
        change = PersonChange(self.row, action="created", invited=self.invited)
        if not email:
            return change.fail("there is no such user, and without an email none can be created.")
        if self.row.status == "inactive":
            return change.fail(
                f"{email} does not exist and would have to be created to be inactive. Use state absent, or leave"
                " status out."
            )
        change.note("state", "absent", "present")
        info = self._user_info(email)
        placement = Placement(change, self.account)
        division = placement.division()
        if division:
            info["division_ids"] = [division]
        change.main.append(self._create_step(change, info))
        later = {name: value for name, value in self.values.items() if not FIELDS[name].create}
        if self.invited:
            pending.defer_new(change, later, placement)
        else:
            if later:
                change.main.append(update_step(change, later))
            placement.place_new()
        change.written = self._written()
        change.after.update({name: compare.in_words(name, value) for name, value in change.written.items()})
        change.before = dict(ABSENT)
        return change

    def _written(self) -> dict[str, Any]:
        """The fields that the person has in the end, as far as this run can give them."""
        # A Zoom United or Workplace licence brings a type of its own; which one is Zoom's to say.
        basic = {} if any(name in self.values for name in CODED) else {"type": USER_TYPES["basic"]}
        given = dict(basic, **self.values)
        return {name: value for name, value in given.items() if FIELDS[name].create or not self.invited}

    def _user_info(self, email: str) -> dict[str, Any]:
        info: dict[str, Any] = {"email": email, "type": self.values.get("type", USER_TYPES["basic"])}
        given = self.values.items()
        info.update({name: value for name, value in given if FIELDS[name].create and name not in FEATURES})
        feature = {name: self.values[name] for name in FEATURES if name in self.values}
        if feature:
            info["feature"] = feature
        if self.action == "autoCreate":
            # createUser refuses autoCreate without a password; people without one sign in by SSO, or reset it.
            info["password"] = self.row.options.get("password") or self.password()
        return info

    def _create_step(self, change: PersonChange, info: dict[str, Any]) -> Step:
        step = Step(
            verb="create",
            object=f"user {info['email'].casefold()}",
            operation=USER.create,
            body={"action": self.action, "user_info": info},
            entries=(change.key,),
            secrets=("password",),
            defines=Symbol("user", change.key),
            after=tuple(str(part) for part in info.get("division_ids", ()) if isinstance(part, Symbol)),
            kind=licence_kind({**info, **info.get("feature", {})}) or NO_LICENCE_KIND,
            required=True,
        )
        if not self.basic_if_short or step.kind == NO_LICENCE_KIND:
            return step
        unpaid = {name: value for name, value in info.items() if name not in FIELDS or not FIELDS[name].licence}
        unpaid.pop("feature", None)
        body = {"action": self.action, "user_info": dict(unpaid, type=USER_TYPES["basic"])}
        return replace(step, fallback=replace(step, body=body, kind=NO_LICENCE_KIND))


def _says_nothing(name: str, value: Any) -> bool:
    """Empty values clear an existing person's field; a new person has none."""
    return value in ("", []) or value is False or (name in CODED and value in (0, "none"))
