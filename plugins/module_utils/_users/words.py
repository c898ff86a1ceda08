# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A user in the words of the modules, so that what is read is valid input. Pure."""

from __future__ import annotations

from typing import Any, Mapping

from .._directory.catalog import MEMBER
from . import compare as user_compare
from .fields import FIELDS
from .known import Known

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


def user_in_words(record: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """What a record says, fields under the names and in the values of zoom_user. Groups, division and role by name.

    The first of ``groups`` is the primary group.
    """
    shown: dict[str, Any] = {"email": str(record.get("email") or ""), "id": str(record.get("id") or "")}
    shown["status"] = str(record.get("status") or "active")
    for name, field in FIELDS.items():
        if name in record and not field.secret:
            shown[name] = user_compare.words(name, user_compare.current(record, name))
    if "role_id" in record:
        shown["role"] = known.roles.name(str(record["role_id"] or MEMBER))
    if known.divisions.names:
        division = next(iter(record.get("division_ids") or ()), known.divisions.main)
        shown["division"] = known.divisions.name(str(division)) if division else ""
    if known.groups.names:
        shown["groups"] = [known.groups.name(str(group)) for group in record.get("group_ids") or ()]
    if record.get("employee_unique_id"):
        shown["employee_unique_id"] = record["employee_unique_id"]
    return shown


def facts_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """What Zoom shows of a person that is no option of any module."""
    return {name: record[name] for name in FACTS if name in record}
