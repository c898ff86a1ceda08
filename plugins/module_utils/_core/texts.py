# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists and mappings that come as text: surveys and extra variables know nothing else.

An empty text is unset (None), as an empty answer of a survey means it.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, Callable, NoReturn

from .values import NOT_IN_NAME

# Control characters, halves of characters (lone surrogates), and separators of lines and paragraphs.
NOT_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
LINE_BREAKS = re.compile(r"\r\n|[\r\n]")
MOST_VALUES = 5_000_000  # a YAML file of some lines can stand for billions of values
MOST_NUMBER = 10**30  # no number of the API is longer, and Python refuses to write out much longer ones
DEEPEST = 30


class Wrong(Exception):
    """A value that cannot be taken: (problem, remedy)."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


def unset(value: Any) -> bool:
    """Whether an option was not given: null, or text of nothing but blanks."""
    return value is None or (isinstance(value, str) and not value.strip())


def name(value: Any) -> str:
    """A name or address without its outer blanks. Raises Wrong where it is no text, or holds control characters."""
    if isinstance(value, (bool, float)) or not isinstance(value, (str, int)):
        raise Wrong(f"{shortened(value)} is not text.", "Quote it.")
    sane(value)
    text = str(value).strip()
    if not text.isprintable() and NOT_IN_NAME.search(text):
        raise Wrong(f"{shortened(text)} holds control characters.", "Remove them.")
    return text


def as_list(value: Any) -> list[str] | None:
    """Names or addresses: a list, or a text with lines, commas, JSON or a YAML list. Raises Wrong.

    Ansible splits a text at its commas before a module sees it, so the parts of a list are read alike: a part
    with lines is several names, and parts that are JSON together are that list. A part that holds a comma is one name.
    """
    if unset(value) or (isinstance(value, list) and len(value) == 1 and unset(value[0])):
        return None
    if isinstance(value, str):
        return _names_of_text(value)
    if not isinstance(value, (list, tuple)):
        return [name(value)]
    document = _json_list(",".join(value)) if all(isinstance(part, str) for part in value) else None
    parts = document if document is not None else [line for part in value for line in _lines(part)]
    return _names(parts)


def _names_of_text(text: str) -> list[str]:
    document = _json_list(text)
    if document is not None:
        return _names(document)
    lines = _lines(text)
    return _names(lines if _is_yaml(text) else [part for line in lines for part in line.split(",")])


def _is_yaml(text: str) -> bool:
    return bool(text.strip()) and all(line.lstrip().startswith("- ") for line in text.splitlines() if line.strip())


def _lines(part: Any) -> list[Any]:
    """A part by its lines, those of a YAML list without dash and quotes."""
    if not isinstance(part, str):
        return [part]
    lines = [line.strip() for line in LINE_BREAKS.split(part) if line.strip()]
    return [line[2:].strip().strip("'\"") for line in lines] if _is_yaml(part) else lines


def _names(parts: Any) -> list[str]:
    names = [name(part) for part in parts if part is not None]
    return [text for text in names if text]


def _json_list(text: str) -> list[Any] | None:
    """The list that a text is in JSON, or with the single quotes of Python; None where it is a name in brackets."""
    text = text.strip()
    if not (text.startswith("[") and text.endswith("]")):
        return None
    for candidate in (text, text.replace("'", '"')):
        try:
            document = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        return document if isinstance(document, list) else None
    return None


def as_mapping(value: Any) -> dict[Any, Any] | None:
    """A mapping: a dictionary, or one in JSON or YAML as text. Raises Wrong."""
    document = parsed(value)
    if document is None or isinstance(document, dict):
        return document
    raise Wrong(f"{shortened(document)} is not a mapping.", "Write names and values: {name: value}.")


def as_mappings(value: Any) -> list[dict[Any, Any]] | None:
    """A list of mappings: a list, or one in JSON or YAML as text; one mapping is a list of one. Raises Wrong."""
    document = parsed(value)
    if document is None:
        return None
    items = [document] if isinstance(document, dict) else document
    if not isinstance(items, list):
        raise Wrong(f"{shortened(document)} is not a list of mappings.", "Write [{name: value}].")
    for item in items:
        if not isinstance(item, dict):
            raise Wrong(f"{shortened(item)} is not a mapping.", "Write {name: value}.")
    return items


def parsed(value: Any) -> Any:
    """A value, or what it is as JSON or YAML where it is text; None where it is unset. Raises Wrong."""
    if unset(value):
        return None
    if not isinstance(value, str):
        return value
    if value.strip()[:1] in ("[", "{"):
        try:
            return parse_json(value)
        except Wrong:
            if not _has_yaml():
                raise
    return parse_yaml(value)


def parse_json(text: str) -> Any:
    """A document of JSON. Raises Wrong, also where it is nested too deeply or holds NaN."""
    return _guarded(text, "JSON", lambda document: json.loads(document, parse_constant=_no_constant))


def parse_yaml(text: str) -> Any:
    """A document of YAML. Raises Wrong, also where its references stand for more values than memory holds."""
    if not _has_yaml():
        raise Wrong("is YAML, which Python cannot read here: PyYAML is missing.", "Install PyYAML, or write JSON.")
    from ansible.module_utils.common.yaml import yaml_load

    return _guarded(text, "YAML", yaml_load)


def _has_yaml() -> bool:
    """Whether PyYAML is there; imported where it is needed, since it takes longer than most of a task's own code."""
    from ansible.module_utils.common.yaml import HAS_YAML

    return bool(HAS_YAML)


def _guarded(text: str, language: str, load: Callable[[str], Any]) -> Any:
    try:
        document = load(text)
    except RecursionError as error:
        raise Wrong(f"is nested too deeply for {language}.", "Check what wrote it.") from error
    except Exception as error:
        if isinstance(error, Wrong):
            raise
        # ValueError: no JSON, a number of thousands of digits, a date that does not exist
        reason = " ".join(str(error).split())
        raise Wrong(f"is not {language}: {shortened_text(reason, 200)}.", "Is it cut off?") from error
    _check_size(document)
    return document


def _no_constant(constant: str) -> NoReturn:
    raise Wrong(f"holds {constant}, which is not JSON.", "Write null, or a number.")


def _check_size(document: Any) -> None:
    """Refuse what is nested too deeply or stands for too many values. Raises Wrong."""
    count = 0
    pending = [(document, 0)]
    while pending:
        value, depth = pending.pop()
        if not isinstance(value, (dict, list)):
            continue
        items = value.values() if isinstance(value, dict) else value
        count += len(value)
        if depth > DEEPEST:
            raise Wrong("is nested too deeply.", "Check what wrote it.")
        if count > MOST_VALUES:
            raise Wrong("stands for too many values.", "Write them out, without references.")
        pending.extend((item, depth + 1) for item in items if isinstance(item, (dict, list)))


def sane(value: Any) -> None:
    """Refuse numbers that cannot be written out: longer than any of the API, infinite, or none. Raises Wrong."""
    if isinstance(value, float) and not math.isfinite(value):
        raise Wrong(f"{value!r} is not a number that JSON knows.", "Give a number.")
    if isinstance(value, int) and not -MOST_NUMBER < value < MOST_NUMBER:
        raise Wrong("is a number that is too long.", "Check what wrote it.")


def shortened(value: Any) -> str:
    """A value as a message may show it, whatever it is."""
    if isinstance(value, int) and not -MOST_NUMBER < value < MOST_NUMBER:
        return "a very long number"
    if isinstance(value, (dict, list, tuple)):
        return {"dict": "a mapping", "list": "a list"}.get(type(value).__name__, "a list")
    return shortened_text(repr(value), 80)


def printable(text: str) -> str:
    """A text with what no terminal can print escaped, and not endless."""
    return shortened_text("".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text), 300)


def shortened_text(text: str, most: int) -> str:
    """At most so many characters."""
    return text if len(text) <= most else text[: most - 1] + "…"
