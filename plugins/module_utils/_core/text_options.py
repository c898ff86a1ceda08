# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options that come as text although they are lists, mappings or numbers: surveys and extra variables know only text.

What cannot be read stays as it is; the argument spec then finds it, and names its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable

from .errors import Finding
from .values import HALF_CHARACTER

# What an empty text clears is a text without default or choices; any other option was not given then.
KEEP_EMPTY = ("str", "raw")


def read_text_options(specification: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The options as given, with those that are text read as what their type says; what is unset is left out.

    Ansible takes null for an empty text where an option has choices, and keeps it from its default.
    """
    read = {name: _read(specification.get(name), value) for name, value in given.items()}
    return {name: value for name, value in read.items() if value is not None}


def _read(option: Any, value: Any) -> Any:
    if not isinstance(option, Mapping):
        return value
    kind = option.get("type", "str")
    clears = kind in KEEP_EMPTY and not option.get("choices") and not option.get("default")
    if isinstance(value, str) and not value.strip() and not clears:
        return None
    if kind == "dict" and isinstance(value, str):
        return _as("as_mapping", value)
    return _list(option.get("elements"), value) if kind == "list" else value


def _list(elements: Any, value: Any) -> Any:
    if elements == "dict" and isinstance(value, str):
        return _as("as_mappings", value)
    if elements == "raw" and isinstance(value, str):
        return _as("parsed" if value.lstrip()[:1] in ("[", "{", "-") else "as_list", value)
    if elements == "str" and _holds_more(value):
        return _as("as_list", value)
    return value


def _holds_more(value: Any) -> bool:
    """Whether a list of texts is one text, or holds parts that are several. An empty part is for the task to find."""
    if isinstance(value, str):
        return True
    parts = value if isinstance(value, list) else []
    texts = all(isinstance(part, str) and part.strip() for part in parts)
    return texts and any("\n" in part or part[0] in "[-" for part in parts)


def _as(name: str, value: Any) -> Any:
    from . import texts  # PyYAML comes with it, which few tasks need

    convert: Callable[[Any], Any] = getattr(texts, name)
    try:
        return convert(value)
    except texts.Wrong:
        return value


def without_halves(value: Any, place: str, findings: list[Finding]) -> Any:
    """The value with each half of a character (a lone surrogate) replaced, and a finding for each text that has one.

    No log takes them, and Ansible's controller refuses a result that holds one.
    """
    if isinstance(value, str):
        if value.isascii() or not HALF_CHARACTER.search(value):
            return value
        findings.append(Finding(place, "holds half a character.", "Check what wrote it."))
        return HALF_CHARACTER.sub("\ufffd", value)
    if isinstance(value, dict):
        return {
            without_halves(key, place, findings): without_halves(
                item, f"{place}.{key}" if place else str(key), findings
            )
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [without_halves(item, f"{place}[{number}]", findings) for number, item in enumerate(value, start=1)]
    return value
