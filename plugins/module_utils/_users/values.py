# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One value of a person: from what stands in a list or a cell to what the API takes, or what is wrong with it."""

from __future__ import annotations

import json
import re
from typing import Any, Callable, Iterable, Sequence

from ansible.module_utils.parsing.convert_bool import boolean

from .._core.validation import nearest, shown
from . import fields as user_fields
from . import licences
from . import options as user_spec

EMAIL = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z0-9-]{2,}$")
LONGEST_EMAIL = 127  # updateUserEmail: fewer than 128 characters
HAN = re.compile("[\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MARKUP = re.compile(r"<[^>]+>|https?://|www\.", re.IGNORECASE)
OPTIONS = {**user_spec.IDENTITY, **user_spec.ACTIONS, **user_spec.PASSWORD}
NAMES = tuple(OPTIONS) + tuple(user_fields.FIELDS)


class Wrong(Exception):
    """A value that cannot be taken: (problem, remedy)."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


def typed(name: str, value: Any) -> Any:
    """The value of an option or field of a user. Raises Wrong."""
    field_of = user_fields.FIELDS.get(name)
    if field_of is not None:
        return _typed_field(field_of, value)
    option = OPTIONS[name]
    if option["type"] == "list":
        items = [str(item).strip() for item in (value if isinstance(value, list) else [value])]
        items = [item for item in items if item]
        for item in items:
            _choice(item, option.get("choices"), name)
        if name == "create_only":
            _known_fields(items)
        return items
    if option["type"] == "bool":
        return _boolean(name, value)
    text = str(value).strip()
    if name in ("email", "new_email", "transfer_to"):
        return _email(text)
    if name == "password":
        return _password(str(value))
    if not text and name not in ("division", "role"):
        raise Wrong("is empty.", "Leave it out, or give a value.")
    return _choice(text, option.get("choices"), name)


def _typed_field(field_of: user_fields.Field, value: Any) -> Any:
    name = field_of.name
    converter = FIELD_CONVERTERS.get(name)
    if converter is not None:
        return converter(value)
    if field_of.kind == "bool":
        return _boolean(name, value)
    if field_of.kind == "int":
        text = re.sub(r"[\s-]", "", str(value)) if not isinstance(value, bool) else ""
        if not text.isdigit():
            raise Wrong(f"{shown(name, value, {})} is not a whole number.")
        return _choice(int(text), list(field_of.choices), name)
    return _text(field_of, value)


def _text(field_of: user_fields.Field, value: Any) -> str:
    if isinstance(value, (list, dict)):
        raise Wrong("must be text.")
    text = str(value)
    if CONTROL.search(text):
        raise Wrong("holds control characters.", "Remove them.")
    if field_of.most_han and len(HAN.findall(text)) > field_of.most_han:
        raise Wrong(f"has more than {field_of.most_han} Chinese characters, which Zoom refuses.", "Shorten it.")
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


def _password(text: str) -> str:
    rules = (r"[a-z]", r"[A-Z]", r"[0-9]")
    if not 8 <= len(text) <= 32 or not all(re.search(rule, text) for rule in rules):
        raise Wrong("breaks Zoom's rules.", "Use 8 to 32 characters with a digit, upper and lower case.")
    return text


def _boolean(name: str, value: Any) -> bool:
    try:
        return bool(boolean(value.strip() if isinstance(value, str) else value))
    except TypeError as error:
        raise Wrong(f"{shown(name, value, {})} is neither true nor false.", "Write true or false.") from error


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


def _coded(code: Callable[[object], Any], names: Iterable[str]) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        try:
            return code(value)
        except ValueError as error:
            raise Wrong(f"{value!r} is no licence that Zoom knows.", nearest(str(value), names)) from error

    return convert


def _items(value: Any, name: str) -> list[dict[str, Any]]:
    """The objects of a list field: a list of mappings, JSON, or (from a file) strings of the short form."""
    if isinstance(value, str) and value.strip()[:1] in ("[", "{"):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise Wrong("is not JSON.", f"{error}") from error
    items = value if isinstance(value, list) else [value] if value not in ("", {}) else []
    wanted = user_fields.FIELDS[name].suboptions
    found = []
    for item in items:
        one = _short_form(item, name) if isinstance(item, str) else item
        if not isinstance(one, dict):
            raise Wrong(f"{item!r} is not a mapping.")
        unknown = [key for key in one if key not in wanted]
        if unknown:
            raise Wrong(f"{', '.join(map(str, unknown))}: not known here.", nearest(str(unknown[0]), wanted))
        missing = [key for key, option in wanted.items() if option.get("required") and not one.get(key)]
        if missing:
            raise Wrong(f"an entry lacks {', '.join(missing)}.")
        found.append({key: str(part) for key, part in one.items() if part is not None})
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


FIELD_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "type": _coded(licences.user_type_code, licences.USER_TYPES),
    "zoom_one_type": _coded(licences.zoom_one_code, licences.ZOOM_ONE_TYPES),
    "plan_united_type": _coded(licences.plan_united_code, licences.PLAN_UNITED_TYPES),
    "license_info_list": _license_info_list,
    "phone_numbers": _phone_numbers,
    "custom_attributes": _custom_attributes,
}
