# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every finding about the input at once: walks raw parameters along an argument spec."""

from __future__ import annotations

import difflib
from typing import Any, Iterable, Mapping

from ansible.module_utils.common.validation import (
    check_type_bool,
    check_type_dict,
    check_type_float,
    check_type_int,
    check_type_list,
    check_type_str,
)

from .errors import Finding
from .secret_keys import is_secret_name

CONVERTERS = {
    "str": lambda value: check_type_str(value, allow_conversion=True),
    "int": check_type_int,
    "float": check_type_float,
    "bool": check_type_bool,
    "list": check_type_list,
    "dict": check_type_dict,
    "path": check_type_str,
}
WORDS = {"str": "text", "int": "a whole number", "float": "a number", "bool": "true or false", "dict": "a mapping"}


def nearest(name: str, known: Iterable[str]) -> str:
    """``Did you mean X?``, or the choices where they are few, or nothing."""
    names = sorted(str(item) for item in known)
    close = difflib.get_close_matches(str(name), names, n=1, cutoff=0.6)
    if not close:
        close = difflib.get_close_matches(str(name).lower().replace(" ", "_"), names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]}?"
    return f"Known are: {', '.join(names)}." if 0 < len(names) <= 12 else ""


def shown(name: str, value: Any, specification: Mapping[str, Any]) -> str:
    """A value as an error may show it: never a secret, never endless."""
    if specification.get("no_log") or is_secret_name(name):
        return "the value (hidden)"
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "…"


def find_problems(specification: Mapping[str, Any], values: Mapping[str, Any], place: str = "") -> list[Finding]:
    """All findings about ``values`` under an argument spec: unknown names, types, choices, missing ones.

    ``place`` is put before each name: ``users[3].`` gives ``users[3].type``.
    """
    names: dict[str, str] = {}
    for name, option in specification.items():
        names[name] = name
        for alias in option.get("aliases", ()):
            names[alias] = name
    findings = [
        Finding(f"{place}{name}", "is not known here.", nearest(str(name), specification))
        for name in values
        if name not in names and not str(name).startswith("_ansible")
    ]
    for name, option in specification.items():
        given = [key for key, owner in names.items() if owner == name and values.get(key) is not None]
        if given:
            findings.extend(_problems_of_value(name, values[given[0]], option, f"{place}{given[0]}"))
        elif option.get("required"):
            findings.append(Finding(f"{place}{name}", "is required.", ""))
    return findings


def _problems_of_value(name: str, value: Any, option: Mapping[str, Any], place: str) -> list[Finding]:
    kind = option.get("type", "str")
    # A template that is not filled in yet: linters check a task as it is written, and know how to leave these out.
    if kind in ("raw", "any", "json", "jsonarg") or (isinstance(value, str) and "{{" in value):
        return []
    try:
        converted = CONVERTERS[kind](value)
    except (TypeError, ValueError, ArithmeticError):
        return [Finding(place, f"{shown(name, value, option)} is not {WORDS.get(kind, 'a ' + kind)}.", "")]
    if kind == "list":
        element = dict(option, type=option.get("elements", "raw"))
        found: list[Finding] = []
        for index, item in enumerate(converted):
            found.extend(_problems_of_value(name, item, element, f"{place}[{index + 1}]"))
        return found
    if kind == "dict":
        return find_problems(option["options"], converted, f"{place}.") if option.get("options") else []
    choices = option.get("choices") or [converted]
    if converted in choices:
        return []
    words = ", ".join(str(choice) for choice in choices)
    return [Finding(place, f"{shown(name, value, option)} is not one of: {words}.", _close_choice(value, choices))]


def _close_choice(value: Any, choices: Iterable[Any]) -> str:
    close = difflib.get_close_matches(str(value), [str(choice) for choice in choices], n=1, cutoff=0.6)
    return f"Did you mean {close[0]}?" if close else ""
