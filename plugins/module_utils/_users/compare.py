# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user's field holds, whether that is what is wanted, and how it is shown. Pure."""

from __future__ import annotations

from typing import Any, Callable, Mapping

from .._core.steps import MASK
from . import licences
from .fields import FIELDS

NO_TYPE = 99  # deprecated, seen on reads; the same as unassigned
UNASSIGNED = 4
PHONE_KEYS = ("country", "code", "number", "label")
ATTRIBUTE_KEYS = ("key", "name", "value")


def current(person: Mapping[str, Any], name: str) -> Any:
    """A field of a person (listUsers, getUser) in the terms of Row.values; what Zoom leaves out is empty."""
    return READ.get(name, READ[FIELDS[name].kind])(person.get(name))


def _number(value: Any) -> int | None:
    """A whole number, exact beyond 2**53; None for nothing and for what is no number."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


# How a value of the API is taken, by field where it has codes, else by kind.
READ: dict[str, Callable[[Any], Any]] = {
    "type": lambda value: UNASSIGNED if value == NO_TYPE else value,
    "zoom_one_type": lambda value: _number(value) or 0,
    "plan_united_type": lambda value: str(value or "none"),
    "bool": bool,
    "list": lambda value: [item for item in value if isinstance(item, dict)] if isinstance(value, list) else [],
    "int": _number,
    "str": lambda value: str(value or ""),
}


def wanted(name: str, want: Any, person: Mapping[str, Any], values: Mapping[str, Any]) -> Any:
    """What the field is to hold in full: attributes not named stay, an empty display name is derived by Zoom."""
    if name == "custom_attributes" and want:
        return merged_attributes(current(person, name), want)
    if name == "display_name" and want == "":
        first = values.get("first_name", person.get("first_name") or "")
        last = values.get("last_name", person.get("last_name") or "")
        return f"{first} {last}".strip()
    return want


def merged_attributes(have: list[dict[str, Any]], want: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All custom attributes after a change of some; PATCH may replace the whole list."""
    found = {str(item.get("key")): {key: item[key] for key in ATTRIBUTE_KEYS if key in item} for item in have}
    for item in want:
        found[item["key"]] = {**found.get(item["key"], {}), **item}
    return list(found.values())


def _phones(value: list[dict[str, Any]]) -> Any:
    return sorted(tuple(_digits(item.get(key), key) for key in PHONE_KEYS) for item in value)


def _digits(value: Any, key: str) -> str:
    text = str(value or "")
    return "".join(text.split()).lstrip("+") if key in ("code", "number") else text.casefold()


def _attributes(value: list[dict[str, Any]]) -> Any:
    return {str(item.get("key")): (str(item.get("name") or ""), str(item.get("value") or "")) for item in value}


def _licences(value: list[dict[str, Any]]) -> Any:
    return sorted(
        (str(item.get("license_type")), str(item.get("license_option")), str(item.get("subscription_id")))
        for item in value
    )


NORMAL_FORMS: dict[str, Callable[[Any], Any]] = {
    "casefold": str.casefold,
    "manager": lambda value: value.strip().casefold(),
    "phones": _phones,
    "attributes": _attributes,
    "licences": _licences,
}


def equal(name: str, want: Any, have: Any) -> bool:
    """Whether a field holds what is wanted; order, case and marks of Zoom's do not count where they mean nothing."""
    if want == have:
        return True
    normal = NORMAL_FORMS.get(FIELDS[name].compare)
    return normal is not None and normal(want) == normal(have)


def words(name: str, value: Any) -> Any:
    """A value in the words of the modules: licences by name, secrets masked."""
    if FIELDS[name].secret and value:
        return MASK
    return WORDS[name](value) if name in WORDS and value is not None else value


WORDS: dict[str, Callable[[Any], Any]] = {
    "type": lambda value: licences.name_of(value, licences.USER_TYPES),
    "zoom_one_type": lambda value: licences.name_of(value, licences.ZOOM_ONE_TYPES),
    "plan_united_type": lambda value: licences.name_of(value, licences.PLAN_UNITED_TYPES),
    "license_info_list": lambda value: [
        dict(item, license_option=licences.name_of(item.get("license_option"), licences.LICENSE_OPTIONS))
        for item in value
    ],
    "phone_numbers": lambda value: [{key: item[key] for key in PHONE_KEYS if item.get(key)} for item in value],
}


def takes_seat(name: str, have: Any, want: Any) -> bool:
    """Whether a change of a licence field takes a licence. Every other change of one frees it."""
    if name == "type":
        return bool(want == licences.USER_TYPES["licensed"])
    return bool(want) and want not in ("none", have)
