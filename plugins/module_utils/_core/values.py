# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one reader of values that come in: whatever JSON holds, code behind it meets the types that it expects."""

from __future__ import annotations

import json
import math
import re
from typing import Any

WHOLE_NUMBER = re.compile(r"^-?[0-9]{1,30}\Z")
DEEPEST_ANSWER = 100
# Control characters, halves of characters (lone surrogates), and separators of lines and paragraphs.
NOT_IN_NAME = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
HALF_CHARACTER = re.compile("[\ud800-\udfff]")
ESCAPED_HALF_CHARACTER = re.compile(rb"\\u[dD][89abAB]|\\u[dD][c-fC-F]")


class UnreadableAnswer(Exception):
    """The body is not the JSON that it should be (cut off, or a web page in between), or lacks what it must hold."""


def parse(content: bytes) -> Any:
    """The JSON of a body; ``{}`` for an empty one. Raises UnreadableAnswer.

    Integers stay exact (plan codes exceed 2**53). Halves of characters become U+FFFD: no output can hold them.
    """
    if not content.strip():
        return {}
    try:
        value = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number, parse_float=_finite)
        if b"\\" in content and ESCAPED_HALF_CHARACTER.search(content):
            value = _whole_characters(value)
    except RecursionError as error:
        raise UnreadableAnswer("its JSON is nested too deeply") from error
    except ValueError as error:
        raise UnreadableAnswer(f"it is no JSON ({error})") from error
    level = [value]
    for _depth in range(DEEPEST_ANSWER):
        level = (
            [
                item
                for container in level
                for item in (container.values() if isinstance(container, dict) else container)
                if isinstance(item, (dict, list))
            ]
            if isinstance(value, (dict, list))
            else []
        )
        if not level:
            return value
    raise UnreadableAnswer("its JSON is nested too deeply")


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _no_number(digits)


def _whole_characters(value: Any) -> Any:
    if isinstance(value, str):
        return HALF_CHARACTER.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_whole_characters(key): _whole_characters(item) for key, item in value.items()}
    return [_whole_characters(item) for item in value] if isinstance(value, list) else value


def whole_number(value: Any) -> int | None:
    """A whole number, given as one or as its digits; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return int(value) if WHOLE_NUMBER.match(value) else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) else None


def text(value: Any) -> str | None:
    """A text; a number or flag as JSON writes it; None for anything else."""
    if isinstance(value, str):
        return value
    return json.dumps(value) if isinstance(value, (bool, int, float)) else None


def flag(value: Any) -> bool | None:
    """A flag, given as one, as 0 or 1, or as its name; None for anything else."""
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return bool(value) if isinstance(value, (bool, int)) and value in (0, 1) else None


SCALARS = {"text": text, "number": whole_number, "flag": flag}
PLAIN = {"text": str, "number": int, "flag": bool}


def fitted(value: Any, shape: Any, place: str = "the answer") -> Any:
    """``value`` in the types of ``shape`` (see Operation.answer_shape); keys that no shape names stay as they are.

    A null, and a number or flag that cannot be read as one, is as if it were not there. An object or list where another
    type belongs, or the other way round, raises UnreadableAnswer: what was meant cannot be known.
    """
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            raise UnreadableAnswer(f"{place} is not an object")
        for key in [key for key in value if key in shape]:
            item, part = value[key], shape[key]
            if item.__class__ is PLAIN.get(part if isinstance(part, str) else ""):
                continue
            if item is None or (item == "" and not isinstance(part, str)):
                del value[key]
                continue
            found = fitted(item, part, f"{key} of {place}" if place != "the answer" else key)
            if found is None:
                del value[key]
            else:
                value[key] = found
        return value
    if isinstance(shape, list):
        if not isinstance(value, list):
            raise UnreadableAnswer(f"{place} is not a list")
        return [fitted(item, shape[0], f"an entry of {place}") for item in value] if shape else value
    found = SCALARS[shape](value)
    if isinstance(value, (dict, list)) or (found is None and place.startswith("an entry of")):
        raise UnreadableAnswer(f"{place} is not a {shape}")
    return found
