# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the columns of a file of people are called, and which option of a user each of them is.

Beside the names of the options: the headers of the web portal's bulk template and of its export of the Users page,
those of other directories, and the keys of the API's own records.
"""

from __future__ import annotations

import difflib
from typing import Any, Mapping, NamedTuple, Sequence

from .._core.errors import Finding
from .._core.texts import printable
from .._core.validation import nearest
from .values import ROW_NAMES

NOT_IN_FILES = ("password", "update_password")
ALIASES = {
    "email": "mail e_mail email_address e_mail_address mail_address user_email work_email work_e_mail current_email"
    " login_email upn user_principal_name",
    "id": "user_id zoom_user_id",
    "employee_unique_id": "employee_id employee_number",
    "new_email": "new_email_address new_work_email",
    "first_name": "firstname given_name givenname forename",
    "last_name": "lastname surname family_name familyname",
    "display_name": "displayname full_name",
    "dept": "department",
    "manager": "manager_email manager_name",
    "job_title": "jobtitle title position",
    "company": "company_name organization organisation",
    "location": "office office_location",
    "cost_center": "costcenter cost_centre costcentre",
    "groups": "group user_group user_groups group_name group_names",
    "division": "division_name",
    "role": "user_role",
    "type": "user_type license_type licence_type",
    "status": "user_status",
    "zoom_phone": "has_zoom_phone",
    "timezone": "time_zone",
    "language": "preferred_language locale",
    "pmi": "personal_meeting_id",
    "vanity_name": "personal_link_name",
    "linkedin_url": "linkedin",
}
# Columns of the export, and keys of the API, that say something and that nothing here can set. The groups, the
# division and the role of an API record are there by id only: those of the export count.
SAYS_ONLY = frozenset(
    """
    last_login last_login_time last_login_date last_login_utc last_sign_in last_active last_activity
    last_client_version client_version client created created_at created_on create_time creation_date date_created
    user_created_at date_added join_date activated_on updated last_updated
    license licenses licence licences license_count add_on add_ons addons large_meeting webinar webinars events rooms
    zoom_phone_number zoom_phone_numbers zoom_phone_license extension extension_number calling_plan
    im_group im_groups contact_group contact_groups im_group_ids group_ids division_ids role_id role_name
    login_type login_types sign_in_method sign_in_methods sso two_factor_authentication verified
    account_id account_name account_number account_type cluster jid pic_url profile_picture personal_meeting_url
    vanity_url host_key_set custom_status presence_status user_name username
    """.split()
)
_FIELD_OF = {
    **{alias: field for field, aliases in ALIASES.items() for alias in aliases.split()},
    **{name: name for name in ROW_NAMES},
}


class Header(NamedTuple):
    """One column: what the file calls it, and the option that it is; ``says_only`` where nothing can set it."""

    text: str
    field: str | None
    says_only: bool = False


def normal(header: object) -> str:
    """A header without what differs from file to file: case, blanks, dashes, and words such as (required)."""
    text = str(header).casefold()
    for word in ("(required)", "(optional)"):
        text = text.replace(word, " ")
    return "_".join("".join(letter if letter.isalnum() else " " for letter in text).split())


class Headers:
    """Which option a header is, with what the user says in ``columns``."""

    def __init__(self, columns: Mapping[Any, Any], findings: list[Finding]) -> None:
        """``header: option`` in ``columns``; ``option: header`` is understood where it cannot be the other way."""
        self._mapped: dict[str, str] = {}
        self._written: dict[str, str] = {}
        for key, value in columns.items():
            header, field = (key, value) if value in ROW_NAMES else (value, key)
            if field in NOT_IN_FILES:
                findings.append(_password_in_file(f"columns.{key}", str(header)))
            elif field not in ROW_NAMES:
                findings.append(Finding(f"columns.{key}", f"{value} is not a field.", nearest(str(value), ROW_NAMES)))
            else:
                self._mapped[normal(header)] = str(field)
                self._written[normal(header)] = str(header)

    def of(self, text: object) -> Header:
        """What one header is."""
        name = normal(text)
        if name in self._mapped:
            return Header(str(text), self._mapped[name])
        field = _FIELD_OF.get(name)
        if field is None or field in NOT_IN_FILES:
            return Header(str(text), None, name in SAYS_ONLY)
        return Header(str(text), field)

    def of_table(self, texts: Sequence[str]) -> list[Header]:
        """What the headers of a table are. Where ``columns`` names the one of several, the others say only."""
        known = [self.of(text) for text in texts]
        mapped = {header.field for header in known if normal(header.text) in self._mapped}
        return [
            Header(header.text, None, True)
            if header.field in mapped and normal(header.text) not in self._mapped
            else header
            for header in known
        ]

    def missing(self, headers: Sequence[object], name: str) -> list[Finding]:
        """Findings about headers in ``columns`` that the file does not have."""
        there = {normal(header) for header in headers}
        return [
            Finding(
                "columns",
                f"{written!r} is not in the header of {name}.",
                nearest(written, [printable(str(header)) for header in headers]),
            )
            for header, written in sorted(self._written.items())
            if header not in there
        ]


def unknown(header: str, place: str) -> Finding:
    """The finding about a header that is not known."""
    if normal(header) in NOT_IN_FILES:
        return _password_in_file(place, header)
    close = guess(header)
    remedy = f"Did you mean {close}? " if close else ""
    return Finding(
        place, f"{header!r} is not known.", f"{remedy}Map it with columns, or set unknown_columns to ignore."
    )


def guess(header: str) -> str:
    """The name that was probably meant: a slip in each of its words, and never another word in its place."""
    words = normal(header).split("_")
    best, likeness = "", 0.0
    for name, field in _FIELD_OF.items():
        parts = name.split("_")
        if len(parts) != len(words) or field in NOT_IN_FILES:
            continue
        least = min(difflib.SequenceMatcher(None, *pair).ratio() for pair in zip(words, parts))
        if least >= 0.7 and least > likeness:
            best, likeness = field, least
    return best


def _password_in_file(place: str, header: str) -> Finding:
    return Finding(place, f"{header!r}: passwords do not belong in a file.", "Use zoom_user for them.")
