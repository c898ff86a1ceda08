# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists that a PATCH changes entry by entry: authentication profiles, policies, exempt users, templates.

``edits`` gives the pieces of PATCH bodies that bring such a list to what is wanted, none if it is so already.
"""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple

from .compare import find_entry, same
from .declaration import TEMPLATES, Entries, Wanted
from .leaf import (
    BYPASS_USERS,
    POLICY_LISTS,
    PROFILE_LISTS,
    Leaf,
)
from .tree import nested

Entry = Mapping[str, Any]


class Edits(NamedTuple):
    """``fragments`` of PATCH bodies in order, entries that ``lack`` (this level cannot make them), ``result``: the list
    as it will be."""

    fragments: list[dict[str, Any]]
    lack: list[str]
    result: list[dict[str, Any]]


def edits(wanted: Wanted, have: list[dict[str, Any]], level: str, template_action: str = "") -> Edits:
    """How to bring the list to the wanted entries."""
    if wanted.path in PROFILE_LISTS.values():
        return _profiles(wanted.leaf, wanted.value, have, level)
    if wanted.path in POLICY_LISTS:
        return _policies(wanted.path, wanted.leaf, wanted.value, have, level)
    if wanted.path == BYPASS_USERS:
        return _bypass_users(wanted.value, have)
    return _templates(wanted.leaf, wanted.value, have, level, template_action)


def _differing(leaf: Leaf, entry: Entry, found: Entry, names: tuple[str, ...], level: str) -> dict[str, Any]:
    return {
        name: entry[name]
        for name in names
        if entry.get(name) is not None and not same(leaf.fields[name], entry[name], found.get(name), level)
    }


def _gone(entries: Entries, have: list[dict[str, Any]], keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """Entries of ``have`` that are to go."""
    kept = [find_entry(entry, have, keys) for entry in entries.present]
    gone = [find_entry(entry, have, keys) for entry in entries.absent]
    if entries.exact:
        gone += [item for item in have if not any(item is other for other in kept)]
    found: list[dict[str, Any]] = []
    for item in gone:
        if item is not None and not any(item is other for other in found):
            found.append(item)
    return found


def _result(entries: Entries, have: list[dict[str, Any]], keys: tuple[str, ...]) -> list[dict[str, Any]]:
    gone = _gone(entries, have, keys)
    result = [dict(item) for item in have if not any(item is other for other in gone)]
    for entry in entries.present:
        found = find_entry(entry, result, keys)
        if found is None:
            result.append(dict(entry))
        else:
            found.update(entry)
    return result


# -- authentication profiles ----------------------------------------------------------------------------------------


def _profiles(leaf: Leaf, entries: Entries, have: list[dict[str, Any]], level: str) -> Edits:
    """One ``authentication_option`` for each change: a PATCH takes one at a time.

    A new default comes first, since making one profile the default makes the others not.
    """
    keys = ("id", "name")
    options: list[dict[str, Any]] = []
    lack: list[str] = []
    new_default = any(
        entry.get("default_option") and not (find_entry(entry, have, keys) or {}).get("default_option")
        for entry in entries.present
    )
    for entry in entries.present:
        found = find_entry(entry, have, keys)
        if found is None and level != "account":
            lack.append(str(entry.get("name") or entry.get("id")))
        elif found is None:
            new: dict[str, Any] = {"action": "add"}
            new.update((name, entry[name]) for name in ("name", "type", "domains", "default_option") if name in entry)
            options.append(new)
        else:
            options += _profile_update(leaf, entry, found, level, new_default)
    options.sort(key=lambda option: not option.get("default_option"))
    if level == "account":
        options += [{"action": "delete", "id": item.get("id")} for item in _gone(entries, have, keys)]
    result = _result(entries, have, keys) if not lack else have
    return Edits([{"authentication_option": option} for option in options], lack, result)


def _profile_update(leaf: Leaf, entry: Entry, found: Entry, level: str, new_default: bool) -> list[dict[str, Any]]:
    changed = _differing(leaf, entry, found, ("name", "type", "domains", "default_option"), level)
    if new_default and changed.get("default_option") is False:
        del changed["default_option"]
    if "type" in changed and "domains" not in changed and entry.get("domains"):
        changed["domains"] = entry["domains"]  # the type with domains is not complete without them
    options = []
    if changed:
        options.append({"action": "update", "id": found.get("id"), **changed})
    visible = entry.get("visible")
    if level != "account" and visible is not None and visible is not found.get("visible"):
        options.append({"action": "show" if visible else "hide", "id": found.get("id")})
    return options


# -- etiquette policies ---------------------------------------------------------------------------------------------


def _policies(path: str, leaf: Leaf, entries: Entries, have: list[dict[str, Any]], level: str) -> Edits:
    keys = ("id", "name")
    tool = tuple(path.split(".")[:-1])
    created: list[dict[str, Any]] = []
    updated: list[dict[str, Any]] = []
    lack: list[str] = []
    fields = tuple(name for name, field in leaf.fields.items() if field.writable(level) and name != "id")
    for entry in entries.present:
        found = find_entry(entry, have, keys)
        if found is None and level != "account":
            lack.append(str(entry.get("name") or entry.get("id")))
        elif found is None:
            created.append({name: entry[name] for name in fields if name in entry})
        else:
            changed = _differing(leaf, entry, found, fields, level)
            if changed:
                updated.append({"id": found.get("id"), **changed})
    deleted = [{"id": item.get("id")} for item in _gone(entries, have, keys)] if level == "account" else []
    fragments = []
    for operate, policies in (("update", updated), ("create", created), ("delete", deleted)):
        if policies:
            body = {"operate": operate, "policies": policies} if level == "account" else {"policies": policies}
            fragments.append(nested({(*tool, name): value for name, value in body.items()}))
    return Edits(fragments, lack, _result(entries, have, keys) if not lack else have)


# -- users exempt from single sign-on -------------------------------------------------------------------------------


def _bypass_users(entries: Entries, have: list[dict[str, Any]]) -> Edits:
    keys = ("id", "email")
    known = [{"id": item.get("id"), "email": item.get("email")} for item in have]
    by_any = [{"id": entry.get("id"), "email": entry.get("email") or entry.get("id")} for entry in entries.present]
    gone_by_any = [{"id": entry.get("id"), "email": entry.get("email") or entry.get("id")} for entry in entries.absent]
    whole = Entries(by_any, gone_by_any, entries.exact)
    added = [entry["id"] or entry["email"] for entry in by_any if find_entry(entry, known, keys) is None]
    removed = [item["id"] or item["email"] for item in _gone(whole, known, keys)]
    fragments = [
        {"security": {"signin_with_sso": {"operation": operation, "sso_bypass_user_ids": ids}}}
        for operation, ids in (("add", added), ("remove", removed))
        if ids
    ]
    stay = [item for item in have if (item.get("id") or item.get("email")) not in removed]
    new = [entry for entry in entries.present if (entry.get("id") or entry.get("email")) in added]
    return Edits(fragments, [], [*stay, *new])


# -- meeting templates ----------------------------------------------------------------------------------------------


def _templates(leaf: Leaf, entries: Entries, have: list[dict[str, Any]], level: str, action: str) -> Edits:
    """Templates that the list does not hold stay as they are: no PATCH can take them away."""
    changed = []
    for entry in entries.present:
        found = find_entry(entry, have, ("id",))
        if found is None or _differing(leaf, entry, found, ("enable",), level):
            changed.append({name: entry[name] for name in ("id", "enable") if name in entry})
    body: dict[str, Any] = {"templates": changed, **({"action": action} if action else {})}
    place = tuple(TEMPLATES.split(".")[:-1])
    fragments = [nested({(*place, name): value for name, value in body.items()})] if changed else []
    return Edits(fragments, [], _result(entries, have, ("id",)))
