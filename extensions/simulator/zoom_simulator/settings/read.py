# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""GET of settings and locks: the values in force, under the names and with the leaves of the level."""

from __future__ import annotations

from typing import Any

from .defaults import UNCHECKED, ZOOM_BACKGROUNDS
from .schema import (
    DEFAULT,
    MEETING_AUTHENTICATION,
    RECORDING_AUTHENTICATION,
    UPLOADED,
    Body,
    Flat,
    Leaf,
    Path,
    canonical,
    name_at,
    nest,
)
from .store import Scope, SettingsStore

UNCHECKED_LEAVES = ("in_meeting", "in_session")


def document(store: SettingsStore, scope: Scope, view: str, wanted: str = "") -> dict[str, Any]:
    """Return the body of a GET; ``wanted`` is custom_query_fields."""
    flat = leaves_of(store, scope, view)
    if wanted:
        flat = trimmed(flat, wanted)
    return nest(flat)


def leaves_of(store: SettingsStore, scope: Scope, view: str) -> Flat:
    """Return the leaves of a GET with their values."""
    level = scope[0]
    values = store.values(scope, view)
    shape = store.shapes.get(scope, {}).get(view)
    if shape is not None:
        # A recorded document: these leaves and no others.
        return {name_at(level, path): values[path] for path in shape if path in values}
    flat: Flat = {}
    body = store.schema.readable[level].get(view, Body())
    for path, leaf in body.leaves.items():
        if path[-1] == "unchecked_data_center_regions" and path[0] in UNCHECKED_LEAVES:
            chosen = values.get((path[0], "data_center_regions")) or []
            flat[path] = [region for region in UNCHECKED if region not in chosen]
        else:
            flat[path] = fitting(leaf, values.get(canonical(level, path)))
        if path == UPLOADED and not store.account.switches.zoom_backgrounds:
            flat[path] = [entry for entry in flat[path] or [] if entry not in ZOOM_BACKGROUNDS]
    for path, value in store.seen_own(scope, view).items():
        # Leaves that no document lists, but that a recorded document brought along.
        if path not in store.schema.all[view]:
            flat.setdefault(path, value)
    if level == "user" and view == DEFAULT:
        add_authentication(store, scope, flat)
    return flat


def fitting(leaf: Leaf, value: Any) -> Any:
    """Return a value as the level spells it: some leaves have other choices at other levels."""
    choices = leaf.schema.get("enum")
    if choices and value not in choices:
        return choices[0]
    if leaf.item_keys and isinstance(value, list):
        return [
            {name: part for name, part in entry.items() if name in leaf.item_keys} if isinstance(entry, dict) else entry
            for entry in value
        ]
    return value


def add_authentication(store: SettingsStore, scope: Scope, flat: Flat) -> None:
    """Add the profiles of both kinds, which users' settings show without an option."""
    for path in [path for path in flat if path[0] == "authentication_options"]:
        del flat[path]
    for view in (MEETING_AUTHENTICATION, RECORDING_AUTHENTICATION):
        for path, value in leaves_of(store, scope, view).items():
            flat[("authentication_options", view, *path)] = value


def trimmed(flat: Flat, wanted: str) -> Flat:
    """Return the leaves that custom_query_fields names: whole paths, sections, or names of leaves."""
    names = {name.strip() for name in wanted.split(",") if name.strip()}
    return {path: value for path, value in flat.items() if named(path, names)}


def named(path: Path, names: set[str]) -> bool:
    """Tell whether a path, a section above it or one of its keys is among the names."""
    return any(".".join(path[: length + 1]) in names for length in range(len(path))) or not names.isdisjoint(path)


def lock_document(store: SettingsStore, scope: Scope, view: str, wanted: str = "") -> dict[str, Any]:
    """Return the body of a GET of locks."""
    own = store.seen_locks(scope)
    flat: Flat = {}
    for path, leaf in store.schema.lock_readable[scope[0]].get(view, Body()).leaves.items():
        value = lock_value(store, scope, view, path, leaf, own.get(path, False))
        if value is not None:
            flat[path] = value
    known = store.locks_map.paths[view]
    flat.update({path: value for path, value in own.items() if view == DEFAULT and path not in known
                 and path[0] != "meeting_security"})  # fmt: skip
    return nest(trimmed(flat, wanted) if wanted else flat)


def lock_value(store: SettingsStore, scope: Scope, view: str, path: Path, leaf: Leaf, value: Any) -> Any:
    """Return a lock as its level spells it: some are text at one level and boolean at the other."""
    if leaf.schema.get("type") == "boolean":
        return value.lower() not in ("", "none", "false") if isinstance(value, str) else bool(value)
    if isinstance(value, str):
        return value
    if value:
        return str(store.values(scope, view).get(path, ""))
    if "enum" in leaf.schema:
        # No choice means "not locked": the leaf is left out.
        return None
    return "none" if path[-1] == "entry_exit_chime" else ""
