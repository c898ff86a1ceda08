# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PATCH of settings: judge leaf by leaf, drop or refuse what cannot be written, keep the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import fastjsonschema

from ..core.errors import Refusal
from ..directory.records import LICENSED, User
from .lists import merged_list, written_list
from .schema import UPLOADED, Body, Flat, Leaf, Path, canonical
from .special import SPECIAL
from .store import Scope, SettingsStore

# What a basic user has no licence for; "*" stands for any rest of a name.
PAID_USER_LEAVES = (
    "in_meeting.webinar", "in_meeting.allow_live_streaming", "in_meeting.live_streaming", "in_meeting.custom_live",
    "in_meeting.language_interpretation", "in_meeting.sign_language_interpretation", "recording.cloud_recording",
    "recording.auto_delete_cmr", "recording.smart_recording", "meeting_security.webinar_password",
)  # fmt: skip


@dataclass
class Patch:
    """A PATCH body, sorted: leaves to write, and what was wrong."""

    known: Flat = field(default_factory=dict)
    unknown: Flat = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def sorted_patch(body: dict[str, Any], shape: Body) -> Patch:
    """Sort the leaves of a PATCH body by what the facts say of them."""
    patch = Patch()
    sort_into(patch, body, shape, ())
    return patch


def sort_into(patch: Patch, tree: dict[str, Any], shape: Body, path: Path) -> None:
    """Sort one object of a PATCH body."""
    for name, value in tree.items():
        here = (*path, name)
        leaf = shape.leaves.get(here)
        if leaf is not None:
            if fits(leaf, value):
                patch.known[here] = value
            else:
                patch.errors.append(".".join(here))
        elif here in shape.branches:
            if isinstance(value, dict):
                sort_into(patch, value, shape, here)
            else:
                patch.errors.append(".".join(here))
        elif isinstance(value, dict) and value:
            sort_into(patch, value, shape, here)
        else:
            patch.unknown[here] = value


def fits(leaf: Leaf, value: Any) -> bool:
    """Tell whether a value has the type and one of the values of its leaf."""
    try:
        leaf.check(value)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


def refusal(fields: list[str], message: str = "Invalid field.") -> Refusal:
    """Return a refusal that names all fields."""
    return Refusal(400, 300, "Validation Failed.", [{"field": name, "message": message} for name in fields])


def licence_missing(store: SettingsStore, scope: Scope, path: Path) -> bool:
    """Tell whether the account or the user has no licence for a setting."""
    name = ".".join(path)
    if any(name == entry or name.startswith(entry + ".") for entry in store.account.unlicensed):
        return True
    if scope[0] != "user":
        return False
    user: User = store.account.users[scope[1]]
    return user.type != LICENSED and name.startswith(PAID_USER_LEAVES)


def write(store: SettingsStore, scope: Scope, view: str, body: dict[str, Any]) -> None:
    """Write a PATCH body into the own values of an object.

    What is locked above, not licensed or unknown is refused or dropped without a word, as the switches say.
    A wrong type or value is always refused, and then nothing is written.
    """
    level = scope[0]
    shape = store.schema.writable[level].get(view, Body())
    patch = sorted_patch(body, shape)
    if patch.errors:
        raise refusal(patch.errors)
    recorded = store.own.get(scope, {}).get(view, {})
    known_here = {path: value for path, value in patch.unknown.items() if canonical(level, path) in recorded}
    lost = [".".join(path) for path in patch.unknown if path not in known_here]
    if lost and store.account.switches.unknown_setting == "error":
        raise refusal(lost)
    allowed = writable_now(store, scope, view, patch.known | known_here)
    flat: Flat = {}
    special: dict[Path, dict[str, Any]] = {}
    for path, value in allowed.items():
        prefix = special_prefix(path)
        if prefix is not None:
            special.setdefault(prefix, {})[path[-1]] = value
            continue
        flat[canonical(level, path)] = value_to_keep(store, scope, view, path, value)
    for prefix, fields in special.items():
        flat.update(SPECIAL[prefix](store, scope, view, fields))
    if flat:
        store.keep(scope)
        store.put(scope, view, flat)


def special_prefix(path: Path) -> Path | None:
    """Return the part of a path whose fields are instructions more than values."""
    return path[:-1] if path[:-1] in SPECIAL else None


def writable_now(store: SettingsStore, scope: Scope, view: str, leaves: Flat) -> Flat:
    """Return the leaves that no lock and no missing licence keeps from being written."""
    switches = store.account.switches
    locked, unlicensed = [], []
    allowed: Flat = {}
    for path, value in leaves.items():
        if path[: len(UPLOADED)] == UPLOADED:
            continue
        kept = canonical(scope[0], path)
        if store.lock_holder(scope, view, kept) is not None:
            locked.append(".".join(path))
        elif licence_missing(store, scope, kept):
            unlicensed.append(".".join(path))
        else:
            allowed[path] = value
    if locked and switches.locked_write == "error":
        raise refusal(locked, "This setting is locked.")
    if unlicensed and switches.unlicensed_write == "error":
        raise refusal(unlicensed, "This setting is not available for the current plan.")
    return allowed


def value_to_keep(store: SettingsStore, scope: Scope, view: str, path: Path, value: Any) -> Any:
    """Return what a later GET shows of a written value."""
    if not isinstance(value, list):
        return value
    level = scope[0]
    kept = canonical(level, path)
    current = store.own.get(scope, {}).get(view, {}).get(kept)
    if current is None:
        current = store.values(scope, view).get(kept) or []
    writable = store.schema.writable[level][view].leaves.get(path)
    readable = store.schema.all[view].get(kept)
    entries = written_list(value, current, writable, readable)
    return merged_list(current, entries) if store.account.switches.arrays == "merge" else entries
