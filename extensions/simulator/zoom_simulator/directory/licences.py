# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Licences: which types users may have, and how many seats are left."""

from __future__ import annotations

from typing import Any

from ..core.errors import Refusal, refused
from .account import Account
from .records import BASIC, INACTIVE, LICENSED, NONE, UNASSIGNED, User

ONE_PER_CALL = ("type", "plan_united_type", "zoom_one_type")
NAMES = {BASIC: "Basic", LICENSED: "Licensed", UNASSIGNED: "No Meetings License", NONE: "None"}


def no_seats(account: Account, kind: int, converting: bool) -> Refusal:
    """Return the answer to a wish for one licence too many; which code it has differs in the real service."""
    limit = account.seats if kind == LICENSED else account.basic_seats
    name = NAMES[kind]
    verb = f'convert this user\'s plan type to "{name}"' if converting else f"add a new {name} user"
    more = (
        "Please purchase additional licenses or contact the Zoom support team to provision additional users in "
        "your account."
    )
    if kind != LICENSED:
        return Refusal(
            400,
            2033 if account.switches.seat_error == 2034 else 3412,
            f"Your request to {verb} wasn't approved because you've already reached the maximum basic user "
            f"limit ({limit}) allowed in your account.",
        )
    code = int(account.switches.seat_error)
    if code == 200:
        return Refusal(400, 200, f"You can add max {limit} paid users.")
    return Refusal(
        400,
        code,
        f"Your request to {verb} could not be approved at this time because your account has "
        f'reached the permitted maximum number of "{limit}" {name} users. {more}',
    )


def check_seat(account: Account, kind: int, converting: bool) -> None:
    """Refuse when no seat of a kind is left for one more user."""
    if kind == LICENSED and account.seats is not None and account.licensed_users >= account.seats:
        raise no_seats(account, kind, converting)
    if kind == BASIC and account.basic_seats is not None and account.basic_users >= account.basic_seats:
        raise no_seats(account, kind, converting)


def check_phone(account: Account) -> None:
    """Refuse when no Zoom Phone licence is left."""
    if account.phone_seats is not None and account.phone_users >= account.phone_seats:
        raise Refusal(
            404, 1102, "You cannot enable the **Zoom Phone** feature because you do not have any available licenses."
        )


def check_type(account: Account, kind: int, action: str = "") -> None:
    """Refuse user types that an account or a way of creation does not allow."""
    if kind == NONE and action != "ssoCreate":
        raise refused("Invalid parameter: type.")
    if account.plan == "free" and kind == LICENSED:
        raise Refusal(400, 200, "You can't add paid users.")


def check_subscriptions(account: Account, licences: list[dict[str, Any]]) -> None:
    """Refuse licences of subscriptions that the account does not have."""
    for licence in licences:
        name = licence.get("subscription_id")
        if name is not None and name not in account.subscriptions:
            raise refused(
                f'The subscription "{name}" you entered does not exist. '
                "Please choose a different subscription and try again."
            )


def wanted_type(body: dict[str, Any], user: User) -> int:
    """Return the user type after a change: a plan makes a user licensed, its end makes the user basic."""
    if "type" in body:
        return int(body["type"])
    for name, off in (("plan_united_type", "none"), ("zoom_one_type", 0)):
        if name in body:
            return BASIC if body[name] == off else LICENSED
    if body.get("license_info_list"):
        return LICENSED
    return user.type


def check_licences(account: Account, user: User, body: dict[str, Any]) -> int:
    """Refuse a change of licences that cannot be made; return the user type after it."""
    if sum(name in body for name in ONE_PER_CALL) > 1:
        raise refused('You can\'t change the "type" or "plan_united_type" or "zoom_one_type" at the same time.')
    check_subscriptions(account, body.get("license_info_list") or [])
    kind = wanted_type(body, user)
    check_type(account, kind)
    if kind != user.type:
        check_seat(account, kind, converting=True)
    if body.get("feature", {}).get("zoom_phone") and not user.get("zoom_phone"):
        check_phone(account)
    return kind


def apply_licences(user: User, body: dict[str, Any], kind: int) -> None:
    """Change the licences of a user; to be called within a change of the user."""
    if kind not in (user.type, LICENSED):
        strip_plans(user)
    user.type = kind
    if "plan_united_type" in body:
        user.put("plan_united_type", None if body["plan_united_type"] == "none" else body["plan_united_type"])
    if "zoom_one_type" in body:
        user.put("zoom_one_type", body["zoom_one_type"] or None)
    if "license_info_list" in body:
        user.put("license_info_list", body["license_info_list"] or None)
    phone = body.get("feature", {}).get("zoom_phone")
    if phone is not None:
        user.put("zoom_phone", phone or None)


def strip_plans(user: User) -> None:
    """Take the plans that make a user licensed."""
    for name in ("plan_united_type", "zoom_one_type", "license_info_list"):
        user.put(name, None)


def strip_licences(user: User) -> None:
    """Take all licences, as deactivation does; to be called within a change of the user."""
    if user.type == LICENSED:
        user.type = BASIC
    strip_plans(user)
    user.put("zoom_phone", None)
    user.put("features", None)


def may_activate(account: Account, user: User) -> None:
    """Refuse to bring back an inactive user when no seat of the user's type is left."""
    if user.status == INACTIVE:
        check_seat(account, user.type, converting=True)
