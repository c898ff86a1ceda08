# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When a setting or a lock is as wanted: the one comparison, for settings modules and policies alike. Pure.

Lists are compared as the API means them: entries by their key, sets without order, the few whose order counts in order;
texts that list things as those things.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Sequence

from .tree import plant, value_at

if TYPE_CHECKING:
    from .leaf import Leaf

# Fields of entries that only say in words what the key says; Zoom fills them in itself, in its own language.
WORDS_FOR_KEYS = ("country_name",)


def same(leaf: Leaf, want: Any, have: Any, level: str = "account") -> bool:
    """Whether a value read is the wanted one; an absent text or list is an empty one.

    Fields of entries count where the level can set them and the wanted entry names them.
    """
    if have is None:
        return want in ("", [])
    if leaf.kind == "list" and isinstance(want, list) and isinstance(have, list):
        if leaf.elements == "dict":
            return _same_entries(leaf, want, have, level)
        return want == have if leaf.compare == "ordered" else _as_set(want) == _as_set(have)
    if leaf.compare == "comma" and isinstance(want, str) and isinstance(have, str):
        return words(want) == words(have)
    if leaf.secret and isinstance(have, str) and have and not have.strip("*"):
        return False  # Zoom shows asterisks: nothing can be told from them
    return type(want) is type(have) and bool(want == have)


def same_unknown(want: Any, have: Any) -> bool:
    """Whether a setting of unknown meaning is as wanted; lists of plain values count as sets."""
    if isinstance(want, list) and isinstance(have, list):
        plain = not any(isinstance(item, (dict, list)) for item in [*want, *have])
        return sorted(map(repr, want)) == sorted(map(repr, have)) if plain else want == have
    return type(want) is type(have) and bool(want == have)


def members(leaf: Leaf, value: Any) -> frozenset[str]:
    """What a list holds, or a text that lists things: the keys of entries, and plain values without regard to case."""
    if isinstance(value, str) and leaf.compare == "comma":
        return words(value)
    items = value if isinstance(value, list) else [value]
    if leaf.elements != "dict":
        return _as_set(items)
    keys = [[part for part in entry_key(leaf, entry) if part] for entry in as_entries(leaf, items) if _is_entry(entry)]
    return frozenset((key[0] if has_alternatives(leaf) else " ".join(key)) for key in keys if key)


def words(text: str) -> frozenset[str]:
    """The members of a text that lists things separated by commas."""
    return frozenset(part.strip().casefold() for part in re.split(r"[,;\n]", text) if part.strip())


def _as_set(items: Sequence[Any]) -> frozenset[str]:
    return frozenset(str(item).casefold() if isinstance(item, (str, int)) else repr(item) for item in items)


# -- entries of lists of objects -----------------------------------------------------------------------------------


def as_entries(leaf: Leaf, value: Any) -> Any:
    """A list of objects that may be given by their keys alone: ``["DE"]`` as ``[{"code": "DE"}]``."""
    if leaf.elements != "dict" or not isinstance(value, list) or not leaf.key:
        return value
    return [{leaf.key[0]: item} if isinstance(item, (str, int)) else item for item in value]


def has_alternatives(leaf: Leaf) -> bool:
    """Whether any one of the keys tells an entry (its id, or else its name), and not all of them together."""
    return bool(leaf.key) and leaf.key[0] == "id"


def entry_key(leaf: Leaf, entry: Mapping[str, Any]) -> tuple[str, ...]:
    """What tells an entry apart; signs that only shape a number do not count."""
    parts = []
    for name in leaf.key:
        text = str(value_at(entry, tuple(name.split("."))) or "").casefold()
        parts.append(re.sub(r"[^0-9a-z]", "", text) if name in ("number", "code") else text)
    return tuple(parts)


def find_entry(entry: Mapping[str, Any], entries: Sequence[Any], keys: Sequence[str]) -> Any:
    """The one of some entries that is meant: by the first key that both sides know, ids before names; else None."""
    for key in keys:
        wanted = str(entry.get(key) or "").casefold()
        for item in entries:
            if wanted and _is_entry(item) and str(item.get(key) or "").casefold() == wanted:
                return item
    return None


def _is_entry(item: Any) -> bool:
    return isinstance(item, Mapping)


def _compared(leaf: Leaf, level: str) -> list[tuple[tuple[str, ...], Leaf]]:
    """The fields of entries that this level can set and that say more than the key."""
    names = {path.rsplit(".", 1)[0] + ".name" if "." in path else "name" for path in leaf.key if path.endswith("code")}
    said = {*names, *WORDS_FOR_KEYS, *(() if has_alternatives(leaf) else leaf.key)}
    # Some lists are shown in one form and written in another: none of the fields that are shown can be written as such.
    shown_only = not any(field.writable(level) for field in leaf.fields.values())
    return [
        (tuple(path.split(".")), field)
        for path, field in leaf.fields.items()
        if (shown_only or field.writable(level)) and path not in said
    ]


def _same_entries(leaf: Leaf, want: list[Any], have: list[Any], level: str) -> bool:
    want, have = as_entries(leaf, want), as_entries(leaf, have)
    if want == have:  # entries without an id may have the name of another
        return True
    if not all(_is_entry(item) for item in [*want, *have]):
        return bool(want == have)
    if has_alternatives(leaf):
        pairs = [(entry, find_entry(entry, have, leaf.key)) for entry in want]
        if any(found is None for _entry, found in pairs):
            return False
        if not all(any(item is found for _entry, found in pairs) for item in have):
            return False
    else:
        wanted, found_by_key = ({entry_key(leaf, entry): entry for entry in entries} for entries in (want, have))
        if set(wanted) != set(found_by_key):
            return False
        pairs = [(entry, found_by_key[key]) for key, entry in wanted.items()]
    compared = _compared(leaf, level)
    return all(_same_fields(compared, entry, found, level) for entry, found in pairs)


def _same_fields(
    compared: Sequence[tuple[tuple[str, ...], Leaf]], entry: Mapping[str, Any], found: Any, level: str
) -> bool:
    for path, field in compared:
        value = value_at(entry, path)
        if value is not None and not same(field, value, value_at(found, path), level):
            return False
    return True


def written_entries(leaf: Leaf, want: list[Any], have: Any, level: str) -> list[dict[str, Any]]:
    """A list of objects as a PATCH takes it: fields that the level can set; what is not named stays as it was."""
    found = {entry_key(leaf, entry): entry for entry in (have if isinstance(have, list) else []) if _is_entry(entry)}
    entries = []
    for wanted in want:
        old = found.get(entry_key(leaf, wanted), {})
        entry: dict[str, Any] = {}
        for path, field in leaf.fields.items():
            parts = tuple(path.split("."))
            value = value_at(wanted, parts)
            value = value_at(old, parts) if value is None else value
            if value is None or not field.writable(level):
                continue
            if field.elements == "dict":
                value = written_entries(field, value, value_at(old, parts), level)
            plant(entry, parts, value)
        entries.append(entry)
    return entries


# -- locks ---------------------------------------------------------------------------------------------------------


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
