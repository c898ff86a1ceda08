# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When a setting is as wanted: lists as the API means them, entries by their key, texts that are really lists."""

from __future__ import annotations

import re
from typing import Any, Mapping

from .leaf import Leaf
from .tree import pick, plant

# Fields of entries that only say in words what the key says; Zoom fills them in itself, in its own language.
WORDS_FOR_KEYS = {"country_name"}


def same(leaf: Leaf, want: Any, have: Any, level: str) -> bool:
    """Whether a value read is the wanted one; an absent text or list is an empty one."""
    if have is None:
        return want in ("", [])
    if leaf.kind == "list" and isinstance(want, list) and isinstance(have, list):
        if leaf.compare == "keyed":
            return _same_entries(leaf, want, have, level)
        return want == have if leaf.compare == "ordered" else _as_set(want) == _as_set(have)
    if leaf.compare == "comma" and isinstance(want, str) and isinstance(have, str):
        return words(want) == words(have)
    if leaf.secret and isinstance(have, str) and have and not have.strip("*"):
        return False  # Zoom shows asterisks: nothing can be told from them
    return type(want) is type(have) and want == have


def words(text: str) -> frozenset[str]:
    """The members of a text that lists things separated by commas."""
    return frozenset(part.strip().casefold() for part in re.split(r"[,;\n]", text) if part.strip())


def _as_set(items: list[Any]) -> frozenset[str]:
    return frozenset(str(item).casefold() if isinstance(item, (str, int)) else repr(item) for item in items)


def key_of(leaf: Leaf, entry: Mapping[str, Any]) -> tuple[str, ...]:
    """What tells an entry apart; signs that only shape a number do not count."""
    parts = []
    for name in leaf.key:
        text = str(pick(entry, tuple(name.split("."))) or "").casefold()
        parts.append(re.sub(r"[^0-9a-z]", "", text) if name in ("number", "code") else text)
    return tuple(parts)


def _compared(leaf: Leaf, level: str) -> list[tuple[tuple[str, ...], Leaf]]:
    """The fields of entries that this level can set and that say more than the key."""
    names = {path.rsplit(".", 1)[0] + ".name" if "." in path else "name" for path in leaf.key if path.endswith("code")}
    return [
        (tuple(path.split(".")), field)
        for path, field in leaf.fields.items()
        if field.writable(level) and path not in names and path not in WORDS_FOR_KEYS
    ]


def _same_entries(leaf: Leaf, want: list[Any], have: list[Any], level: str) -> bool:
    wanted = {key_of(leaf, entry): entry for entry in want}
    found = {key_of(leaf, entry): entry for entry in have}
    if set(wanted) != set(found):
        return False
    for key, entry in wanted.items():
        for path, field in _compared(leaf, level):
            value = pick(entry, path)
            if value is not None and not same(field, value, pick(found[key], path), level):
                return False
    return True


def written_entries(leaf: Leaf, want: list[Any], have: Any, level: str) -> list[dict[str, Any]]:
    """A list of objects as a PATCH takes it: fields that the level can set; what is not named stays as it was."""
    found = {key_of(leaf, entry): entry for entry in have or []}
    entries = []
    for wanted in want:
        old = found.get(key_of(leaf, wanted), {})
        entry: dict[str, Any] = {}
        for path, field in leaf.fields.items():
            parts = tuple(path.split("."))
            value = pick(wanted, parts)
            value = pick(old, parts) if value is None else value
            if value is None or not field.writable(level):
                continue
            if field.elements == "dict":
                value = written_entries(field, value, pick(old, parts), level)
            plant(entry, parts, value)
        entries.append(entry)
    return entries


def same_lock(want: Any, have: Any) -> bool:
    """Whether a lock is as wanted. Some levels show as true or false what others show as a text."""
    if isinstance(want, str) and isinstance(have, str):
        return words(want) == words(have)
    return locked(want) == locked(have)


def locked(value: Any) -> bool:
    """Whether a lock's value says that the setting is locked; what is not shown is not."""
    if isinstance(value, Mapping):
        return locked(value.get("enable"))
    if isinstance(value, str):
        return value.strip().lower() not in ("", "false", "none")
    return bool(value)
