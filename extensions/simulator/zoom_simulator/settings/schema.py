# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which leaves settings and locks have: per level, per view, for reading and for writing.

A leaf is whatever is not an object with known keys; a list is one leaf, whatever it holds.
A path is a tuple of keys. The same leaf has other names at other levels (RENAMED); the simulator keeps
it under the name that the account uses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..core.facts import Facts
from ..core.validators import Check, compile_check, prepared

Path = tuple[str, ...]
Flat = dict[Path, Any]

DEFAULT, MEETING_AUTHENTICATION, RECORDING_AUTHENTICATION = (
    "default",
    "meeting_authentication",
    "recording_authentication",
)
MEETING_SECURITY, SECURITY = "meeting_security", "security"
VIEWS = (DEFAULT, MEETING_AUTHENTICATION, RECORDING_AUTHENTICATION, MEETING_SECURITY, SECURITY)
# Files are written through uploads only, whatever the documents of PATCH say.
UPLOADED: Path = ("in_meeting", "virtual_background_settings", "files")
LEVELS = ("account", "group", "user")
SETTINGS = {
    "account": ("accountSettings", "accountSettingsUpdate"),
    "group": ("getGroupSettings", "updateGroupSettings"),
    "user": ("getUserSettings", "updateUserSettings"),
}
LOCKS = {
    "account": ("getAccountLockSettings", "UpdateLockedSettings"),
    "group": ("getGroupLockSettings", "updateGroupLockSettings"),
}
RENAMED: dict[str, dict[Path, Path]] = {
    "account": {},
    "group": {
        ("schedule_meeting", "use_pmi_for_schedule_meetings"): ("schedule_meeting", "use_pmi_for_scheduled_meetings"),
    },
    "user": {
        ("schedule_meeting", "participants_video"): ("schedule_meeting", "participant_video"),
        ("in_meeting", "record_play_voice"): ("in_meeting", "record_play_own_voice"),
    },
}


@dataclass
class Leaf:
    """One leaf of one body: its schema in the facts, and its check, compiled at first use."""

    path: Path
    schema: dict[str, Any]
    components: dict[str, Any]
    _check: Check | None = None

    @property
    def check(self) -> Check:
        """Return the check of the leaf's value."""
        if self._check is None:
            self._check = compile_check(prepared(self.schema, self.components, False))
        return self._check

    @property
    def item_keys(self) -> dict[str, Any]:
        """Return the keys that the entries of a list of objects have."""
        items = self.schema.get("items")
        keys: dict[str, Any] = items.get("properties", {}) if isinstance(items, dict) else {}
        return keys


@dataclass
class Body:
    """The leaves of one view at one level, readable or writable."""

    leaves: dict[Path, Leaf] = field(default_factory=dict)
    branches: set[Path] = field(default_factory=set)

    def add(self, schema: dict[str, Any], components: dict[str, Any], path: Path = ()) -> None:
        """Add all leaves of a schema."""
        for part in [*schema.get("oneOf", []), *schema.get("anyOf", []), *schema.get("allOf", [])]:
            self.add(part, components, path)
        properties = schema.get("properties")
        if properties is None:
            return
        self.branches.add(path)
        for name, part in properties.items():
            if "properties" in part:
                self.add(part, components, (*path, name))
            else:
                self.leaves.setdefault((*path, name), Leaf((*path, name), part, components))


def view_of(body: dict[str, Any]) -> str:
    """Return the view that one of the alternative bodies of an operation belongs to."""
    keys = set(body.get("properties", {}))
    if keys == {"meeting_security"}:
        return MEETING_SECURITY
    if "meeting_authentication" in keys:
        return MEETING_AUTHENTICATION
    if "recording_authentication" in keys:
        return RECORDING_AUTHENTICATION
    return DEFAULT


def bodies(schema: dict[str, Any], components: dict[str, Any]) -> dict[str, Body]:
    """Return the views of one operation. The section ``security`` is a view of its own."""
    found: dict[str, Body] = {}
    for body in alternatives(schema):
        found.setdefault(view_of(body), Body()).add(body, components)
    default = found.setdefault(DEFAULT, Body())
    own = {path: leaf for path, leaf in default.leaves.items() if path[0] == SECURITY}
    if own:
        found[SECURITY] = Body(own, {path for path in default.branches if not path or path[0] == SECURITY})
        default.leaves = {path: leaf for path, leaf in default.leaves.items() if path not in own}
        default.branches = {path for path in default.branches if not path or path[0] != SECURITY}
    return found


def alternatives(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the bodies among which an operation's documents let one choose."""
    parts = schema.get("oneOf") or schema.get("anyOf")
    if not parts:
        return [schema]
    return [body for part in parts for body in alternatives(part)]


class SettingsSchema:
    """All leaves of settings and locks."""

    def __init__(self, facts: Facts) -> None:
        components = facts.document["components"]["schemas"]

        def read(name: str) -> dict[str, Body]:
            return bodies(facts.operations[name].answers[200] or {}, components)

        def write(name: str) -> dict[str, Body]:
            return bodies(facts.operations[name].body or {}, components)

        self.readable = {level: read(names[0]) for level, names in SETTINGS.items()}
        self.writable = {level: write(names[1]) for level, names in SETTINGS.items()}
        self.lock_readable = {level: read(names[0]) for level, names in LOCKS.items()}
        self.lock_writable = {level: write(names[1]) for level, names in LOCKS.items()}
        self.all: dict[str, dict[Path, Leaf]] = {view: {} for view in VIEWS}
        for level in LEVELS:
            for source in (self.readable[level], self.writable[level]):
                for view, body in source.items():
                    for path, leaf in body.leaves.items():
                        self.all[view].setdefault(canonical(level, path), leaf)


def canonical(level: str, path: Path) -> Path:
    """Return the name under which the simulator keeps a leaf."""
    return RENAMED[level].get(path, path)


def name_at(level: str, path: Path) -> Path:
    """Return the name that a leaf has at a level."""
    return next((name for name, kept in RENAMED[level].items() if kept == path), path)


def flatten(tree: dict[str, Any], leaves: dict[Path, Leaf], path: Path = ()) -> Flat:
    """Return the leaves of a document; objects without known keys are leaves where the schema says so."""
    flat: Flat = {}
    for name, value in tree.items():
        here = (*path, name)
        if isinstance(value, dict) and value and here not in leaves:
            flat.update(flatten(value, leaves, here))
        else:
            flat[here] = value
    return flat


def nest(flat: Flat) -> dict[str, Any]:
    """Return the document that has these leaves."""
    tree: dict[str, Any] = {}
    for path, value in flat.items():
        node = tree
        for name in path[:-1]:
            child = node.get(name)
            if not isinstance(child, dict):
                child = node[name] = {}
            node = child
        node[path[-1]] = value
    return tree
