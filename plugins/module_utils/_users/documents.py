# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""People in JSON, JSON lines or YAML: a list, ``users`` of a mapping, or a saved answer of the API or of a module."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from .._core.errors import Finding, InputError
from .._core.texts import Wrong, parse_json, parse_yaml

JSON_NAMES = (".json", ".jsonl", ".ndjson")
YAML_NAMES = (".yml", ".yaml")
YAML_BEGINNING = re.compile(r"(---\s*$|users:\s*$|-\s+[\"']?\w[\w ]*[\"']?\s*:(\s|$))", re.MULTILINE)


class Document(NamedTuple):
    """Entries as the document has them; ``beside``: names of the keys beside ``users``.

    ``whole``: False for one page of several.
    """

    people: list[Any]
    beside: list[str]
    whole: bool


def language_of(name: str, text: str) -> str:
    """JSON or YAML where the file's name or beginning says so, else ''."""
    lower = name.casefold()
    beginning = text.lstrip()
    if lower.endswith(JSON_NAMES) or beginning[:1] in ("[", "{"):
        return "YAML" if lower.endswith(YAML_NAMES) else "JSON"
    return "YAML" if lower.endswith(YAML_NAMES) or YAML_BEGINNING.match(beginning) else ""


def read_document(text: str, name: str, language: str) -> Document:
    """The entries of a document. Raises InputError."""
    try:
        document = _lines(text) if language == "JSON" else parse_yaml(text)
    except Wrong as wrong:
        raise InputError([Finding(f"src {name}", wrong.problem, wrong.remedy)]) from wrong
    people = document.get("users") if isinstance(document, dict) else document
    if not isinstance(people, list):
        raise InputError(
            [Finding(f"src {name}", "holds no list of users.", 'Write [{"email": …}, …] or {"users": [...]}.')]
        )
    beside = [str(key) for key in document if key != "users"] if isinstance(document, dict) else []
    return Document(people, beside, not (isinstance(document, dict) and document.get("next_page_token")))


def _lines(text: str) -> Any:
    """A document of JSON, or where there are several, one behind the other, the list of them (JSON lines)."""
    try:
        return parse_json(text)
    except Wrong:
        first, _line_end, rest = text.strip().partition("\n")
        if not first.rstrip().endswith("}") or not rest.strip() or not _is_json(first):
            raise
    return [_line(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]


def _line(number: int, line: str) -> Any:
    try:
        return parse_json(line)
    except Wrong as wrong:
        raise Wrong(f"line {number} {wrong.problem}", wrong.remedy) from wrong


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
