# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps that write the profile, the licences, the status, the email and the password of one person. Pure.

Rests on updateUser, updateUserStatus, updateUserEmail and updateUserPassword.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping

from .._core.steps import Step, Symbol
from .._directory.kinds import USER
from . import compare

if TYPE_CHECKING:
    from .change import PersonChange


def licence_kind(fields: Mapping[str, Any]) -> str:
    """What joins steps that one lack of licences stops together: the licences that they take; '' for none."""
    names = ("type", "plan_united_type", "zoom_one_type", "zoom_phone", "license_info_list")
    return ", ".join(f"{name} {fields[name]}" for name in names if compare.takes_seat(name, None, fields.get(name)))


def update_step(change: PersonChange, fields: Mapping[str, Any]) -> Step:
    """One updateUser over fields of the profile."""
    return _update(change, fields, "update", "")


def licence_step(change: PersonChange, name: str, value: Any) -> Step:
    """One updateUser over one licence: Zoom refuses several in one call."""
    return _update(change, {name: value}, "change licence of", licence_kind({name: value}) or "no licence")


def group_of_invited_step(change: PersonChange, group: str) -> Step:
    """Put a person who is only invited into a group: of all that updateUser takes, this alone is not lost."""
    return _update(change, {"group_id": group}, "place", "place")


def _update(change: PersonChange, fields: Mapping[str, Any], verb: str, kind: str) -> Step:
    body: dict[str, Any] = {name: value for name, value in fields.items() if name != "zoom_phone"}
    if "zoom_phone" in fields:
        body["feature"] = {"zoom_phone": fields["zoom_phone"]}
    symbols = (change.address, *body.values())
    return Step(
        verb=verb,
        object=f"user {change.key}",
        operation=USER.update,
        path={"userId": change.address},
        body=body,
        entries=(change.key,),
        secrets=("host_key",),
        after=tuple(str(part) for part in symbols if isinstance(part, Symbol)),
        kind=kind,
    )


def status_step(change: PersonChange, action: str, required: bool = True) -> Step:
    """Activate or deactivate."""
    return Step(
        verb=action,
        object=f"user {change.key}",
        operation=USER.set_status,
        path={"userId": change.address},
        body={"action": action},
        entries=(change.key,),
        kind=action,
        required=required,
    )


def email_step(change: PersonChange, email: str) -> Step:
    """Give a new email."""
    return Step(
        verb="change email of",
        object=f"user {change.key}",
        operation=USER.set_email,
        path={"userId": change.address},
        body={"email": email},
        entries=(change.key,),
        # Zoom takes three changes of an email a day: that limit is of this person alone.
        kind=f"email of {change.key}",
    )


def password_step(change: PersonChange, password: str) -> Step:
    """Set a password."""
    return Step(
        verb="set password of",
        object=f"user {change.key}",
        operation=USER.set_password,
        path={"userId": change.address},
        body={"password": password},
        entries=(change.key,),
        secrets=("password",),
    )
