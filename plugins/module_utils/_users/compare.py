# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user's field holds, whether that is what is wanted, and how it is shown. Pure."""

from __future__ import annotations

from typing import Any, Callable, Collection, Mapping

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


def _same_phones(want: Any, have: Any) -> bool:
    """Whether two lists hold the same numbers, in any order."""
    left = list(have)
    for number in want:
        found = next((other for other in left if _same_phone(number, other)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _same_phone(want: Mapping[str, Any], have: Mapping[str, Any]) -> bool:
    """Zoom gives a number back with or without its country code, blanks and dashes; what is not named is any."""
    for key in ("country", "label"):
        texts = [str(number.get(key) or "").casefold() for number in (want, have)]
        if all(texts) and texts[0] != texts[1]:
            return False
    codes = [_digits(number.get("code")) for number in (want, have)]
    if all(codes) and codes[0] != codes[1]:
        return False
    code = codes[0] or codes[1]
    return bool(_written_forms(want, code) & _written_forms(have, code))


def _written_forms(number: Mapping[str, Any], code: str) -> set[str]:
    """The ways in which a number may be written: as it is, without its country code, without the leading zero."""
    digits = _digits(number.get("number"))
    forms = {digits}
    if code:
        forms.update(digits[len(prefix) :] for prefix in (code, "00" + code) if digits.startswith(prefix))
        forms.update([form[1:] for form in forms if form.startswith("0")])
    return forms - {""}


def _digits(value: Any) -> str:
    return "".join(mark for mark in str(value or "") if mark.isdigit() and mark.isascii())


def _attributes(value: list[dict[str, Any]]) -> Any:
    """An attribute without a value is as good as none."""
    return {
        str(item.get("key")): (str(item.get("name") or ""), str(item["value"]).strip())
        for item in value
        if str(item.get("value") or "").strip()
    }


def _licences(value: list[dict[str, Any]]) -> Any:
    return sorted(
        (str(item.get("license_type")), str(item.get("license_option")), str(item.get("subscription_id")))
        for item in value
    )


def _same_form(normal: Callable[[Any], Any]) -> Callable[[Any, Any], bool]:
    return lambda want, have: bool(normal(want) == normal(have))


# How the values of a field compare, by ``Field.compare``.
SAME: dict[str, Callable[[Any, Any], bool]] = {
    "exact": _same_form(lambda value: value.strip() if isinstance(value, str) else value),
    "casefold": _same_form(lambda value: value.strip().casefold()),
    "phones": _same_phones,
    "attributes": _same_form(_attributes),
    "licences": _same_form(_licences),
}


def equal(name: str, want: Any, have: Any) -> bool:
    """Whether a field holds what is wanted; order, case, outer blanks and marks of Zoom's count where they mean it."""
    return bool(want == have) or SAME[FIELDS[name].compare](want, have)


def is_same_manager(want: str, have: str, names: Collection[str]) -> bool | None:
    """Whether a manager is the one wanted; None where that cannot be known.

    Zoom takes an email or a display name, and may give the email back for a name. ``names`` are the names, in lower
    case, of the person who has the email ``have``.
    """
    if equal("manager", want, have):
        return True
    if not want or "@" in want or "@" not in have:
        return False
    return want.strip().casefold() in names or (None if not names else False)


def in_words(name: str, value: Any) -> Any:
    """A value in the words of the modules: licences by name, secrets masked."""
    if FIELDS[name].secret and value:
        return MASK
    return AS_WORDS[name](value) if name in AS_WORDS and value is not None else value


AS_WORDS: dict[str, Callable[[Any], Any]] = {
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
