# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A path of the API as a task names it: checked, and matched with the operations that are known. Pure."""

from __future__ import annotations

import re
from typing import Mapping, NamedTuple
from urllib.parse import quote, unquote

from .._core.calls import UnlistedOperation
from .._core.errors import Finding
from .._core.operations import OPERATIONS

# The strictest limit that is counted by the second: a path of which nothing is known may be such a one.
UNKNOWN_LABEL = "heavy"
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
PLACE = re.compile(r"\{[^/]*\}?|\}")
# Another host, with a scheme or without; some servers take a backslash for a slash.
FOREIGN = re.compile(r"://|^//|\\")
QUERY = re.compile("[?#]")
SEPARATORS = re.compile(r"[/\\]")
EXAMPLE = "Write the path alone, such as /users/me."


class ApiCall(NamedTuple):
    """What is called: an operationId or an UnlistedOperation, and what fills the places of its path."""

    operation: str
    path: Mapping[str, str]


def check_path(path: str) -> list[Finding]:
    """What is wrong with a path: it must lead to an operation of the API, and nowhere else."""
    parts = path[1:].split("/")
    unfilled = PLACE.search(path)
    wrong = (
        (CONTROL.search(path), "holds characters that no address can hold.", "Remove them."),
        (FOREIGN.search(path), f"{path!r} is not a path of the API.", EXAMPLE),
        (not path.startswith("/"), f"{path!r} does not begin with a slash.", EXAMPLE),
        (QUERY.search(path), "holds a query.", "Give its parameters in query."),
        (unfilled, f"holds a place that is not filled: {unfilled and unfilled[0]}.", "Put the id there."),
        (parts[0] == "v2", "begins with /v2, which api_url holds already.", "Leave it out."),
        (not all(part.strip() for part in parts), "has an empty part.", "Check what was to stand there."),
    )
    for is_so, problem, remedy in wrong:
        if is_so:
            return [Finding("path", problem, remedy)]
    return [finding for part in parts for finding in _check_part(part)]


def _check_part(part: str) -> list[Finding]:
    """A part may be encoded already, even twice, as the ids of meetings are that hold slashes."""
    try:
        meanings = [part, unquote(part, errors="strict")]
        while meanings[-1] != meanings[-2]:
            meanings.append(unquote(meanings[-1], errors="strict"))
    except UnicodeDecodeError:
        return [Finding("path", f"{part!r} is not UTF-8 once it is decoded.", "Encode it as UTF-8.")]
    if any(CONTROL.search(meaning) for meaning in meanings):
        return [Finding("path", f"{part!r} holds characters that no address can hold.", "Remove them.")]
    if any(set(piece) == {"."} for meaning in meanings for piece in SEPARATORS.split(meaning)):
        return [Finding("path", f"{part!r} leads to another path.", "Write the path itself, without dots.")]
    return []


def call_of(method: str, path: str, label: str = "") -> ApiCall:
    """What a checked path calls. ``label`` is the rate label of a path that is not known."""
    parts = [unquote(part) for part in path[1:].split("/")]
    best: ApiCall | None = None
    fixed = -1
    for operation, (verb, template, *_facts) in OPERATIONS.items():
        if verb != method:
            continue
        found = _places(template[1:].split("/"), parts)
        # /users/email is not the user called email: the template with fewer places counts.
        if found is not None and len(parts) - len(found) > fixed:
            best, fixed = ApiCall(operation, found), len(parts) - len(found)
    if best is not None:
        return best
    encoded = "/".join(quote(part, safe="@") for part in parts)
    return ApiCall(UnlistedOperation(method, f"/{encoded}", label or UNKNOWN_LABEL), {})


def _places(template: list[str], parts: list[str]) -> dict[str, str] | None:
    """What fills the places of a template so that it is the path; None if it is another path."""
    if len(template) != len(parts):
        return None
    found = {}
    for wanted, part in zip(template, parts):
        if wanted.startswith("{"):
            found[wanted[1:-1]] = part
        elif wanted != part:
            return None
    return found
