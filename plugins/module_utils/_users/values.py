# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One value of a person: from a list or a cell to what the API takes, or what is wrong with it."""

from __future__ import annotations

import re
from typing import Any, Callable, Iterable, Sequence

from ansible.module_utils.parsing.convert_bool import boolean

from .._core import texts
from .._core.texts import NOT_IN_NAME, NOT_IN_TEXT, Wrong
from .._core.validation import nearest, shown
from . import fields as user_fields
from . import licences, time_zones
from . import options as user_spec
from .limits import check_length, check_shape

__all__ = ["OPTIONS", "ROW_NAMES", "Wrong", "typed"]

EMAIL = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z0-9-]{2,}$")
LONGEST_EMAIL = 127  # updateUserEmail: fewer than 128 characters
MARKUP = re.compile(r"<[^>]+>|https?://|www\.", re.IGNORECASE)
SPREADSHEET_NUMBER = re.compile(r"[0-9]{1,30}(\.0)?")  # spreadsheets and JSON write 1234567890.0
OPTIONS = {**user_spec.IDENTITY, **user_spec.ACTIONS, **user_spec.PASSWORD}
ROW_NAMES = tuple(OPTIONS) + tuple(user_fields.FIELDS)
# Options whose empty text says something; any other that is empty is not named.
EMPTY_COUNTS = ("division", "role", "password")
WITHOUT_LICENCE = 99  # user type that reads show and no write takes: the same as unassigned
# Words of the web portal beside yes and no.
PORTAL_YES = ("enabled", "assigned", "licensed")
PORTAL_NO = ("disabled", "unassigned", "not assigned", "none")
NOT_WRITTEN = {"phone_numbers": ("verified",)}  # parts of an entry that reads show and no write takes


def typed(name: str, value: Any) -> Any:
    """The value of an option or field of a user; None where it says nothing. Raises Wrong."""
    texts.sane(value)
    if name in user_fields.FIELDS:
        return _typed_field(user_fields.FIELDS[name], value)
    if name not in EMPTY_COUNTS and texts.unset(value):
        return None
    if OPTIONS[name]["type"] == "list":
        return _typed_list(name, value)
    if OPTIONS[name]["type"] == "bool":
        return _boolean(name, value)
    return _password(value) if name == "password" else _typed_text(name, value)


def _typed_text(name: str, value: Any) -> str | None:
    text = texts.name(value)
    if name in ("email", "new_email", "transfer_to"):
        return _email(text)
    if name == "status" and text.casefold() == "pending":
        return None  # what zoom_user_info says of somebody invited; nobody can be made so
    check_length(name, text)
    return str(_choice(text, OPTIONS[name].get("choices"), name))


def _typed_list(name: str, value: Any) -> list[str] | None:
    items = texts.as_list(value)
    for item in items or ():
        check_length(name, item)
        _choice(item, OPTIONS[name].get("choices"), name)
    if name == "create_only":
        _known_fields(items or ())
    return items


def _typed_field(field_of: user_fields.Field, value: Any) -> Any:
    name = field_of.name
    if value == "" and field_of.kind in ("bool", "int"):
        raise Wrong("cannot be cleared.", "Leave it out, or give a value.")
    converter = FIELD_CONVERTERS.get(name)
    if converter is not None:
        return converter(value)
    if field_of.kind == "bool":
        return _boolean(name, value)
    if field_of.kind == "int":
        return _whole_number(field_of, value)
    return _text(field_of, value)


def _whole_number(field_of: user_fields.Field, value: Any) -> int | None:
    if value == 0 and isinstance(value, (int, float)):
        return None  # what reads show where there is no value
    text = "" if isinstance(value, bool) else re.sub(r"[\s-]", "", str(value))
    if not SPREADSHEET_NUMBER.fullmatch(text):
        raise Wrong(f"{shown(field_of.name, value, {})} is not a whole number.")
    text = text.partition(".")[0]
    check_shape(field_of.name, text)
    return int(_choice(int(text), list(field_of.choices), field_of.name))


def _text(field_of: user_fields.Field, value: Any) -> str:
    if isinstance(value, (list, dict)):
        raise Wrong("must be text.")
    if isinstance(value, bool):
        raise Wrong("must be text, not true or false.", "Quote it.")
    text = str(value).strip()
    unfit = NOT_IN_TEXT if field_of.name == "about_me" else NOT_IN_NAME
    if not text.isprintable() and unfit.search(text):
        raise Wrong("holds control characters.", "Remove them.")
    check_length(field_of.name, text, field_of.most_han)
    check_shape(field_of.name, text, field_of.secret)
    if field_of.name == "timezone" and text:
        return time_zones.zone(text)
    if field_of.name == "linkedin_url" and text and "linkedin.com" not in text.casefold():
        raise Wrong("must contain linkedin.com.")
    if field_of.name == "about_me" and MARKUP.search(text):
        raise Wrong("holds a link or HTML, which Zoom refuses.", "Use plain text.")
    return text


def _email(text: str) -> str:
    if not text.isascii():
        raise Wrong(f"{text!r} holds characters outside ASCII.", "Look for letters that only look alike, or blanks.")
    if not EMAIL.match(text) or ".." in text or len(text.partition("@")[0]) > 64:
        raise Wrong(f"{text[:140]!r} is not an email address.", "Write name@domain.")
    if len(text) > LONGEST_EMAIL:
        raise Wrong(f"has {len(text)} characters; Zoom takes {LONGEST_EMAIL} at most.")
    return text


def _password(value: Any) -> str:
    text = str(value)
    rules = (r"[a-z]", r"[A-Z]", r"[0-9]")
    if not 8 <= len(text) <= 32 or not all(re.search(rule, text) for rule in rules):
        raise Wrong("breaks Zoom's rules.", "Use 8 to 32 characters with a digit, upper and lower case.")
    return text


def _boolean(name: str, value: Any) -> bool:
    word = value.strip().casefold() if isinstance(value, str) else value
    if word in PORTAL_YES or word in PORTAL_NO:
        return word in PORTAL_YES
    try:
        return bool(boolean(word))
    except TypeError as error:
        raise Wrong(f"{_shown(name, value)} is neither true nor false.", "Write true or false.") from error


def _choice(value: Any, choices: Sequence[Any] | None, name: str) -> Any:
    if not choices or value in choices:
        return value
    for choice in choices:
        if str(choice).casefold() == str(value).casefold():
            return choice
    words = ", ".join(str(choice) for choice in choices)
    raise Wrong(f"{shown(name, value, {})} is not one of: {words}.", nearest(str(value), choices).partition("Known")[0])


def _known_fields(names: Iterable[str]) -> None:
    unknown = [name for name in names if name not in user_fields.FIELDS and name not in OPTIONS]
    if unknown:
        raise Wrong(f"{', '.join(unknown)}: no such field.", nearest(unknown[0], user_fields.FIELDS))


def _shown(name: str, value: Any) -> str:
    """A value in a message; what is no scalar may be nested too deeply to be written out."""
    return texts.shortened(value) if isinstance(value, (list, dict)) else shown(name, value, {})


def _coded(code: Callable[[object], Any], names: Iterable[str]) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        try:
            return code(value)
        except (ValueError, RecursionError) as error:
            raise Wrong(
                f"{texts.shortened(value)} is no licence that Zoom knows.", nearest(str(error), names)
            ) from error

    return convert


def _user_type(value: Any) -> int:
    return licences.USER_TYPES["unassigned"] if value == WITHOUT_LICENCE else int(_USER_TYPE(value))


def _items(value: Any, name: str) -> list[dict[str, Any]]:
    """The objects of a list field: a list of mappings, JSON, or (from a file) strings of the short form."""
    if isinstance(value, str) and value.strip()[:1] in ("[", "{"):
        value = texts.parse_json(value)
    items = value if isinstance(value, list) else [value] if value not in ("", {}) else []
    return [_item(item, name) for item in items]


def _item(item: Any, name: str) -> dict[str, Any]:
    wanted = user_fields.FIELDS[name].suboptions
    one = _short_form(item, name) if isinstance(item, str) else item
    if not isinstance(one, dict):
        raise Wrong(f"{texts.shortened(item)} is not a mapping.")
    one = {key: part for key, part in one.items() if part is not None and key not in NOT_WRITTEN.get(name, ())}
    unknown = [key for key in one if key not in wanted]
    if unknown:
        raise Wrong(f"{', '.join(map(str, unknown))}: not known here.", nearest(str(unknown[0]), wanted))
    found = {}
    for key, part in one.items():
        # a custom attribute may say true; everything else of an entry is text
        found[key] = str(part).lower() if isinstance(part, bool) else texts.name(part)
        check_shape(key, found[key])
    missing = [key for key, option in wanted.items() if option.get("required") and not found.get(key)]
    if missing:
        raise Wrong(f"an entry lacks {', '.join(missing)}.")
    return found


def _short_form(text: str, name: str) -> Any:
    if name == "custom_attributes":
        key, separator, value = text.partition("=")
        return {"key": key.strip(), "value": value.strip()} if separator else text
    if name == "phone_numbers":
        parts = text.split()
        shape: dict[str, str] = {"number": parts[-1]} if parts else {}
        for part in parts[:-1]:
            kind = "code" if part.startswith("+") else "country" if len(part) == 2 and part.isupper() else "label"
            shape[kind] = part
        return shape
    return text


def _phone_numbers(value: Any) -> list[dict[str, Any]]:
    items = _items(value, "phone_numbers")
    if len(items) > user_fields.MOST_PHONE_NUMBERS:
        raise Wrong(f"has {len(items)} numbers; Zoom takes {user_fields.MOST_PHONE_NUMBERS} at most.")
    for item in items:
        if item.get("label"):
            item["label"] = _choice(item["label"], user_fields.PHONE_LABELS, "label")
        if item.get("country"):
            item["country"] = item["country"].upper()
    return items


def _custom_attributes(value: Any) -> list[dict[str, Any]]:
    items = _items(value, "custom_attributes")
    if len(items) > user_fields.MOST_CUSTOM_ATTRIBUTES:
        raise Wrong(f"has {len(items)} attributes; Zoom takes {user_fields.MOST_CUSTOM_ATTRIBUTES} at most.")
    keys = [item["key"] for item in items]
    if len(set(keys)) < len(keys):
        raise Wrong("names a key twice.")
    return items


def _license_info_list(value: Any) -> list[dict[str, Any]]:
    convert = _coded(licences.license_option_code, licences.LICENSE_OPTIONS)
    return [dict(item, license_option=convert(item["license_option"])) for item in _items(value, "license_info_list")]


_USER_TYPE = _coded(licences.user_type_code, licences.USER_TYPES)
FIELD_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "type": _user_type,
    "zoom_one_type": _coded(licences.zoom_one_code, licences.ZOOM_ONE_TYPES),
    "plan_united_type": _coded(licences.plan_united_code, licences.PLAN_UNITED_TYPES),
    "license_info_list": _license_info_list,
    "phone_numbers": _phone_numbers,
    "custom_attributes": _custom_attributes,
}
