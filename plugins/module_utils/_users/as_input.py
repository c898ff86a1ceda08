# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person as input of the modules that write: what is read can be declared as it is. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping

from .._directory.kinds import MEMBER
from . import compare
from .fields import FIELDS

if TYPE_CHECKING:
    from .as_read import Account

# Of what Zoom shows, what is no option of zoom_user but says something about the person.
FACTS = (
    "created_at",
    "user_created_at",
    "last_login_time",
    "last_client_version",
    "login_types",
    "verified",
    "personal_meeting_url",
    "vanity_url",
    "account_id",
    "account_number",
    "cluster",
    "pic_url",
    "im_group_ids",
)


def user_as_input(person: Mapping[str, Any], account: Account) -> dict[str, Any]:
    """What Zoom shows of a person, under the names and in the values of zoom_user. Groups, division, role by name.

    The first of ``groups`` is the primary group.
    """
    shown: dict[str, Any] = {"email": str(person.get("email") or ""), "id": str(person.get("id") or "")}
    shown["status"] = str(person.get("status") or "active")
    for name, field in FIELDS.items():
        if name in person and not field.secret:
            shown[name] = compare.in_words(name, compare.current(person, name))
    if "role_id" in person:
        shown["role"] = account.roles.name(str(person["role_id"] or MEMBER))
    if account.divisions.names:
        division = next(iter(person.get("division_ids") or ()), account.divisions.main)
        if division:
            shown["division"] = account.divisions.name(str(division))
    if account.groups.names:
        shown["groups"] = [account.groups.name(str(group)) for group in person.get("group_ids") or ()]
    if person.get("employee_unique_id"):
        shown["employee_unique_id"] = person["employee_unique_id"]
    return shown


def facts_of(person: Mapping[str, Any]) -> dict[str, Any]:
    """What Zoom shows of a person that is no option of any module."""
    return {name: person[name] for name in FACTS if name in person}
