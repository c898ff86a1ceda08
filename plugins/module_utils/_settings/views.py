# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a GET shows: each view told apart into known leaves and unknown ones, for settings and for locks. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from .leaf import (
    DEFAULT_VIEW,
    MEETING_PROFILES,
    PROFILE_LISTS,
    RECORDING_PROFILES,
    Leaf,
    canonical,
    is_command,
    is_nested_profile,
    leaves,
    sections,
    spelled,
)
from .schema import LOCKS
from .tree import Flat, Path, flatten, path_text, plant, value_at

PYTHON_TYPES = {"bool": bool, "int": int, "str": str, "list": list}


class Split(NamedTuple):
    """The body of a view: ``known`` by canonical dotted path, ``unknown`` by path."""

    known: dict[str, Any]
    unknown: Flat


def fits(leaf: Leaf, value: Any) -> bool:
    """Whether a value read is of the documented form; fields of entries that are not documented do no harm."""
    if leaf.kind != "list":
        return _fits(leaf.kind, value) and _allowed(leaf, value)
    if not isinstance(value, list):
        return False
    if leaf.elements == "dict":
        return all(isinstance(item, Mapping) and _entry_fits(leaf, item) for item in value)
    return all(_fits(leaf.elements, item) and _allowed(leaf, item) for item in value)


def _fits(kind: str, value: Any) -> bool:
    if kind == "int" and isinstance(value, bool):
        return False
    return kind == "raw" or isinstance(value, PYTHON_TYPES[kind])


def _allowed(leaf: Leaf, value: Any) -> bool:
    if leaf.choices and choice_of(leaf, value) not in leaf.choices:
        return False
    return not (
        (leaf.minimum is not None and value < leaf.minimum) or (leaf.maximum is not None and value > leaf.maximum)
    )


def choice_of(leaf: Leaf, value: Any) -> Any:
    """A value as the documents spell it: reads differ from them in capitals now and then."""
    if not leaf.choices or value in leaf.choices or not isinstance(value, str):
        return value
    return next((item for item in leaf.choices if str(item).casefold() == value.casefold()), value)


def _entry_fits(leaf: Leaf, item: Mapping[str, Any]) -> bool:
    for path, field in leaf.fields.items():
        value = value_at(item, tuple(path.split(".")))
        if value is not None and not fits(field, value):
            return False
    return True


def documented(leaf: Leaf, value: Any) -> Any:
    """A value read, in documented words; entries of lists without the fields that are not documented."""
    if leaf.kind != "list":
        return choice_of(leaf, value)
    if leaf.elements != "dict":
        return [choice_of(leaf, item) for item in value]
    entries = []
    for item in value:
        entry: dict[str, Any] = {}
        for path, field in leaf.fields.items():
            inner = value_at(item, tuple(path.split(".")))
            if inner is not None:
                plant(entry, tuple(path.split(".")), documented(field, inner))
        entries.append(entry)
    return entries


def views_of(level: str) -> list[str]:
    """The views that a level has."""
    views = [DEFAULT_VIEW, "meeting_security", *PROFILE_LISTS]
    return [*views, "security"] if level == "account" else views


@lru_cache(maxsize=None)
def view_table(level: str, view: str) -> dict[Path, Leaf | None]:
    """The leaves that a view of a level shows, by path; None for those that another view shows."""
    table: dict[Path, Leaf | None] = {}
    for path, leaf in leaves().items():
        key = tuple(path.split("."))
        if leaf.view != view:
            table[key] = None
        elif leaf.known(level) and not is_nested_profile(path) and not is_command(path):
            table[key] = leaf
    if view in PROFILE_LISTS:
        table[("authentication_options",)] = leaves()[PROFILE_LISTS[view]]
    return table


def split_view(level: str, view: str, body: Any) -> Split:
    """Tell the leaves of a view apart. What belongs to another view is left to that view."""
    found = Split({}, {})
    for key, value in body.items() if isinstance(body, Mapping) else ():
        if key == "authentication_options" and isinstance(value, Mapping):
            continue  # user settings may repeat both authentication views here
        _split(view_table(level, view), (str(key),), value, found)
    if view in PROFILE_LISTS:
        return Split(
            found.known, {("authentication_options", view, *path): item for path, item in found.unknown.items()}
        )
    if view != DEFAULT_VIEW:
        kept = {path: item for path, item in found.unknown.items() if path[0] == view or path[0] not in sections()}
        return Split(found.known, kept)
    owned = {"meeting_security", "security"} if level == "account" else {"meeting_security"}
    return Split(found.known, {path: item for path, item in found.unknown.items() if path[0] not in owned})


def _split(table: Mapping[Path, Leaf | None], path: Path, value: Any, found: Split) -> None:
    if value is None:
        return
    leaf = table.get(path)
    if leaf is None:
        if path in table:
            return  # its own view shows it
        if isinstance(value, Mapping):
            for key, inner in value.items():
                _split(table, (*path, str(key)), inner, found)
            return
    elif fits(leaf, value):
        found.known[canonical(leaf.path)] = documented(leaf, value)
        return
    found.unknown.update(flatten(value, path))


def api_path(name: str, level: str) -> Path:
    """Where the API of a level has the setting called ``name`` (canonical), inside the body of its view."""
    if name in (MEETING_PROFILES, RECORDING_PROFILES):
        return ("authentication_options",)
    return tuple(spelled(name, level).split("."))


class ExtraPlace(NamedTuple):
    """Where an unknown leaf is: the view, and the path in its body. Other views may hold it unless ``certain``."""

    view: str
    path: Path
    certain: bool


def extra_place(level: str, path: Path) -> ExtraPlace:
    """Where to look for an unknown leaf."""
    if path[0] == "authentication_options" and len(path) > 2 and path[1] in PROFILE_LISTS:
        return ExtraPlace(path[1], path[2:], True)
    if path[0] == "meeting_security" or (path[0] == "security" and level == "account"):
        return ExtraPlace(path[0], path, True)
    return ExtraPlace(DEFAULT_VIEW, path, path[0] in sections())


# -- locks ---------------------------------------------------------------------------------------------------------


def lock_view(path: Path) -> str:
    """The view of the locks that a lock is in."""
    return "meeting_security" if path[0] == "meeting_security" else DEFAULT_VIEW


def split_locks(level: str, view: str, body: Any) -> Split:
    """Tell the locks of a view apart into known and unknown ones."""
    index = 0 if level == "account" else 1
    found = Split({}, {})
    for path, value in flatten(body).items():
        kind, access = LOCKS.get(path_text(path), ("", "- -"))
        here = access.split()[index] != "-" and not any("." in part for part in path)
        if here and (isinstance(value, bool) or (kind == "str" and isinstance(value, str))):
            if lock_view(path) == view:
                found.known[path_text(path)] = value
        elif lock_view(path) == view or (path[0] not in sections() and view != DEFAULT_VIEW):
            found.unknown[path] = value
    return found
