# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The field table of a user: argument spec, file reader, planner and documentation all use it.

Rests on listUsers, getUser, createUser and updateUser.
"""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple

from .licences import (
    LICENSE_OPTIONS,
    PLAN_UNITED_TYPES,
    USER_TYPES,
    ZOOM_ONE_TYPES,
)

MOST_PHONE_NUMBERS = 3
MOST_CUSTOM_ATTRIBUTES = 5

# Where a field is read.
LIST = "list"  # listUsers shows it
LIST_EXTRA = "list_extra"  # listUsers shows it if include_fields names it; getUser shows it always
DETAIL = "detail"  # getUser alone
USER_SETTINGS = "settings"  # getUserSettings, feature.zoom_phone
NOWHERE = ""  # write-only


class Field(NamedTuple):
    """One field: Ansible type, where it is read, whether createUser takes it, how it compares.

    ``compare``: exact, casefold, phones, attributes, licences; outer blanks never count.
    ``most_han``: the most Chinese characters that Zoom takes. All fields are written through updateUser.
    """

    name: str
    description: str
    kind: str = "str"
    read: str = DETAIL
    create: bool = False
    compare: str = "exact"
    choices: tuple[Any, ...] = ()
    most_han: int = 0
    secret: bool = False
    licence: bool = False
    suboptions: Mapping[str, Any] = {}


def _words(names: Any) -> str:
    return ", ".join(f"V({name})" for name in names)


PHONE_LABELS = ("Mobile", "Office", "Home", "Fax")

PROFILE: tuple[Field, ...] = (
    Field("first_name", "First name; at most 5 Chinese characters.", read=LIST, create=True, most_han=5),
    Field("last_name", "Last name; at most 5 Chinese characters.", read=LIST, create=True, most_han=5),
    Field(
        "display_name",
        "Name shown to others; at most 10 Chinese characters. Empty: Zoom derives it from first and last name.",
        read=LIST,
        create=True,
        most_han=10,
    ),
    Field("dept", "Department.", read=LIST),
    Field("job_title", "Job title."),
    Field("company", "Company."),
    Field("location", "Location."),
    Field("manager", "The manager, by email or display name.", compare="casefold"),
    Field("cost_center", "Cost center."),
    Field("language", "Language of the user's pages and mails, such as V(en-US) or V(de-DE)."),
    Field("timezone", "Time zone, such as V(Europe/Berlin).", read=LIST),
    Field("pmi", "Personal meeting id, 10 digits.", kind="int", read=LIST),
    Field("use_pmi", "Whether instant meetings use the personal meeting id.", kind="bool"),
    Field("vanity_name", "Personal link name. Write-only.", read=NOWHERE),
    Field("host_key", "Host key, 6 to 10 digits. Write-only.", read=NOWHERE, secret=True),
    Field("pronouns", "Pronouns."),
    Field(
        "pronouns_option",
        "When pronouns are shown: V(1) ask at each meeting, V(2) always, V(3) never.",
        kind="int",
        choices=(1, 2, 3),
    ),
    Field(
        "phone_numbers",
        "At most 3 phone numbers of the profile; the list is the whole of them. In a file: JSON, or entries such as"
        " C(Mobile US +1 5550100).",
        kind="list",
        compare="phones",
        suboptions={
            "number": {"type": "str", "required": True, "description": "The number without its country code."},
            "code": {"type": "str", "description": "Country code, such as V(+1)."},
            "country": {"type": "str", "description": "Country id, such as V(US)."},
            "label": {"type": "str", "choices": list(PHONE_LABELS), "description": "Kind of number."},
        },
    ),
    Field(
        "custom_attributes",
        "At most 5 custom attributes. Those not named stay as they are. In a file: JSON, or entries such as"
        " C(cost_code=4711), each by its key.",
        kind="list",
        read=LIST_EXTRA,
        compare="attributes",
        suboptions={
            "key": {"type": "str", "required": True, "no_log": False, "description": "Key of the attribute."},
            "name": {"type": "str", "description": "Name of the attribute."},
            "value": {"type": "str", "description": "Value of the attribute."},
        },
    ),
    Field("about_me", "Text about the person, without links and HTML. Write-only.", read=NOWHERE),
    Field("linkedin_url", "LinkedIn page; must contain linkedin.com. Write-only.", read=NOWHERE),
    Field("cms_user_id", "Id of the user in Kaltura."),
)

LICENCES: tuple[Field, ...] = (
    Field(
        "type",
        "Licence of the account's Meetings plan. A new user is V(basic) where it is not named; an existing one keeps"
        " what it has. In a file the numbers 1, 2 and 4 will do.",
        kind="str",
        read=LIST,
        create=True,
        choices=tuple(USER_TYPES),
        licence=True,
    ),
    Field(
        "zoom_one_type",
        f"Zoom Workplace licence, by name or code; V(none) takes it away. One of {_words(ZOOM_ONE_TYPES)}.",
        read=DETAIL,
        create=True,
        licence=True,
    ),
    Field(
        "plan_united_type",
        f"Zoom United licence, by name or code; V(none) takes it away. One of {_words(PLAN_UNITED_TYPES)}.",
        read=LIST,
        create=True,
        licence=True,
    ),
    Field(
        "license_info_list",
        "Licences by subscription, for accounts that hold the same plan in several subscriptions.",
        kind="list",
        read=LIST,
        create=True,
        compare="licences",
        licence=True,
        suboptions={
            "license_type": {
                "type": "str",
                "required": True,
                "choices": ["MEETING", "ZOOM_WORKPLACE_BUNDLE"],
                "description": "Kind of subscription.",
            },
            "license_option": {
                "type": "str",
                "required": True,
                "description": f"Licence, by name or code. One of {_words(LICENSE_OPTIONS)}.",
            },
            "subscription_id": {"type": "str", "required": True, "description": "Id of the subscription."},
        },
    ),
    Field(
        "zoom_phone",
        "Whether the user has Zoom Phone. Turning it off removes the user's phone numbers and needs"
        " O(allow_number_loss=true).",
        kind="bool",
        read=USER_SETTINGS,
        create=True,
        licence=True,
    ),
)

FIELDS: dict[str, Field] = {item.name: item for item in PROFILE + LICENCES}
LICENCE_FIELDS = tuple(item.name for item in LICENCES)


def argument_spec(without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields as options of a module."""
    return {name: _option(item) for name, item in FIELDS.items() if name not in without}


def _option(item: Field) -> dict[str, Any]:
    option: dict[str, Any] = {"type": item.kind}
    if item.choices:
        option["choices"] = list(item.choices)
    if item.secret:
        option["no_log"] = True
    if item.kind == "list":
        option["elements"] = "dict"
        option["options"] = {
            name: {key: value for key, value in suboption.items() if key != "description"}
            for name, suboption in item.suboptions.items()
        }
    return option
