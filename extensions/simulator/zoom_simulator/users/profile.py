# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the fields of a user's profile may hold."""

from __future__ import annotations

import functools
import re
import zoneinfo
from typing import Any

from ..core.errors import Refusal, invalid_field, refused
from ..directory.account import Account
from ..directory.records import User

EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+")
CHINESE = re.compile("[\u4e00-\u9fff]")
HTML_OR_LINK = re.compile(r"<[^>]+>|https?://|www\.", re.IGNORECASE)
VANITY = re.compile(r"[A-Za-z][A-Za-z0-9.]{4,39}")
LENGTHS = {
    "first_name": 64, "last_name": 64, "display_name": 128, "dept": 128, "job_title": 128, "company": 255,
    "location": 256, "manager": 255, "cost_center": 128, "about_me": 1024, "pronouns": 64, "cms_user_id": 255,
}  # fmt: skip
CHINESE_LENGTHS = {"first_name": 5, "last_name": 5, "display_name": 10}
# Kept under their API names in ``User.extra``; an empty value clears.
EXTRA = (
    "about_me", "cms_user_id", "company", "cost_center", "custom_attributes", "host_key", "job_title", "language",
    "linkedin_url", "location", "manager", "phone_country", "phone_number", "phone_numbers", "pronouns",
    "pronouns_option", "use_pmi", "vanity_name",
)  # fmt: skip
PLAIN = ("dept", "first_name", "last_name", "pmi", "timezone")


def check_email(email: str, field: str) -> str:
    """Return an address, stripped; refuses what is none."""
    if len(email) >= 128 or not EMAIL.fullmatch(email):
        raise invalid_field(field)
    return email


def check_names(body: dict[str, Any], prefix: str = "") -> None:
    """Refuse texts that are too long; Chinese names may be shorter only."""
    for name, limit in LENGTHS.items():
        value = body.get(name)
        if isinstance(value, str):
            chinese = len(CHINESE.findall(value))
            if len(value) > limit or chinese > CHINESE_LENGTHS.get(name, limit):
                raise invalid_field(prefix + name)


def check_profile(account: Account, user: User, body: dict[str, Any]) -> None:
    """Refuse a profile change that Zoom would refuse."""
    check_names(body)
    check_time_zone(body.get("timezone"))
    if len(body.get("phone_numbers") or []) > 3:
        raise invalid_field("phone_numbers")
    if len(body.get("custom_attributes") or []) > 5:
        raise invalid_field("custom_attributes")
    if HTML_OR_LINK.search(body.get("about_me") or ""):
        raise refused("The `about_me` field is illegal and can't contain hyperlinks or HTML code.")
    if body.get("linkedin_url") and "linkedin.com" not in body["linkedin_url"]:
        raise refused("The `linkedin_url` field is illegal. The URL must contain `linkedin.com`.")
    if body.get("host_key") and not re.fullmatch(r"\d{6,10}", body["host_key"]):
        raise invalid_field("host_key")
    if body.get("phone_number") and not body.get("phone_country"):
        raise invalid_field("phone_country")
    check_pmi(account, user, body.get("pmi"))
    check_vanity(account, user, body.get("vanity_name"))
    check_division(account, body.get("division_ids"), "division_ids")


def check_time_zone(name: str | None) -> None:
    """Refuse a time zone that is not an IANA name; Windows names such as "Eastern Standard Time" are none."""
    known = known_time_zones()
    if name and (name not in known if known else "/" not in name and name != "UTC"):
        raise invalid_field("timezone")


@functools.cache
def known_time_zones() -> frozenset[str]:
    """Return the IANA names that this system knows: none where it has no time zone data."""
    return frozenset(zoneinfo.available_timezones())


def check_pmi(account: Account, user: User, pmi: int | None) -> None:
    """Refuse a personal meeting id that has not 10 digits or belongs to somebody else."""
    if pmi is None or pmi == user.pmi:
        return
    if not 10**9 <= pmi < 10**10:
        raise invalid_field("pmi")
    if any(other.pmi == pmi for other in account.users.values()):
        raise refused(f"Personal Meeting ID {pmi} has already been used.")


def check_vanity(account: Account, user: User, name: str | None) -> None:
    """Refuse a personal link name that is malformed or taken."""
    if not name:
        return
    if not VANITY.fullmatch(name):
        raise invalid_field("vanity_name")
    if any(other.get("vanity_name") == name and other is not user for other in account.users.values()):
        raise Refusal(
            400, 4100, 'User is already taken by another user from your account. Choose another "Personal Link Name".'
        )


def check_division(account: Account, divisions: list[str] | None, field: str) -> None:
    """Refuse more than one division, or one that does not exist."""
    if divisions is None:
        return
    if len(divisions) > 1 or any(entry not in account.divisions for entry in divisions):
        raise invalid_field(field)


def shown_number(entry: dict[str, Any], form: str) -> dict[str, Any]:
    """Return a phone number as reads show it: as it was written, in digits alone, or with its country code first."""
    number = str(entry.get("number", ""))
    if form != "kept":
        number = re.sub(r"\D", "", number)
        code = re.sub(r"\D", "", str(entry.get("code", "")))
        if form == "prefixed" and not number.startswith(code):
            number = code + number
    return entry | {"number": number, "verified": False}


def shown_manager(account: Account, name: str) -> str:
    """Return the manager as reads show one: a switch turns the name of one person into the address."""
    if account.switches.manager == "kept" or "@" in name:
        return name
    found = [user.email for user in account.users.values() if user.display_name == name]
    return found[0] if len(found) == 1 else name


def apply_profile(account: Account, user: User, body: dict[str, Any]) -> None:
    """Change the profile; to be called within a change of the user."""
    for name in PLAIN:
        if name in body:
            setattr(user, name, body[name])
    for name in EXTRA:
        if name in body:
            user.put(name, body[name] if body[name] not in ("", []) else None)
    if "phone_numbers" in body:
        numbers = [shown_number(entry, account.switches.phone_numbers) for entry in body["phone_numbers"]]
        user.put("phone_numbers", numbers or None)
    if body.get("manager"):
        user.put("manager", shown_manager(account, body["manager"]))
    if "division_ids" in body:
        user.division_id = body["division_ids"][0] if body["division_ids"] else ""
    if "display_name" in body:
        # An empty display name is derived from the names.
        user.display_name = body["display_name"] or f"{user.first_name} {user.last_name}".strip()
