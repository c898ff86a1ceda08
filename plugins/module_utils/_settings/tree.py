# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trees of settings and their leaves by path. Pure.

A path is a tuple of keys, since unknown keys may hold dots; known leaves go by their dotted path.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Dict, Iterable, Tuple

Path = Tuple[str, ...]
Flat = Dict[Path, Any]
# No setting of this API is anywhere near as deep.
DEEPEST_TREE = 40


def pruned(value: Any) -> Any:
    """A copy without the keys whose value is None: null means not named."""
    if isinstance(value, Mapping):
        return {str(key): pruned(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return [pruned(item) for item in value]
    return value


def flatten(tree: Any, prefix: Path = ()) -> Flat:
    """The leaves of a tree of unknown keys; lists and scalars are leaves, empty mappings and nulls are nothing."""
    found: Flat = {}
    pending = [(prefix, tree)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, Mapping):
            pending.extend(((*path, str(key)), inner) for key, inner in reversed(list(value.items())))
        elif value is not None and path:
            found[path] = value
    return found


def too_deep(value: Any) -> bool:
    """Whether mappings and lists are nested deeper than anything of this API, so that walking them would fail."""
    pending = [(value, 0)]
    while pending:
        item, depth = pending.pop()
        if depth > DEEPEST_TREE:
            return True
        if isinstance(item, Mapping):
            pending.extend((inner, depth + 1) for inner in item.values())
        elif isinstance(item, (list, tuple)):
            pending.extend((inner, depth + 1) for inner in item)
    return False


def plant(tree: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    """Put a leaf into a tree, in place; returns the tree."""
    place = tree
    for part in path[:-1]:
        inner = place.setdefault(part, {})
        if not isinstance(inner, dict):
            inner = place[part] = {}
        place = inner
    place[path[-1]] = value
    return tree


def nested(flat: Mapping[Path, Any]) -> dict[str, Any]:
    """The tree of some leaves."""
    tree: dict[str, Any] = {}
    for path, value in flat.items():
        plant(tree, path, value)
    return tree


def dotted(tree: Mapping[str, Any]) -> Flat:
    """Leaves by dotted path as leaves by path."""
    return {tuple(path.split(".")): value for path, value in tree.items()}


def merged(trees: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """One tree of several."""
    whole: dict[str, Any] = {}
    for tree in trees:
        for path, value in flatten(tree).items():
            plant(whole, path, value)
    return whole


def value_at(tree: Any, path: Path) -> Any:
    """The value at a path, or None."""
    for part in path:
        if not isinstance(tree, Mapping):
            return None
        tree = tree.get(part)
    return tree


def path_text(path: Iterable[str]) -> str:
    """A path as messages show it."""
    return ".".join(path)
