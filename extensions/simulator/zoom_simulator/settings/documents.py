# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings and locks in the state document.

``{"account": DOCUMENT, "groups": {NAME OR ID: DOCUMENT}, "users": {EMAIL OR ID: DOCUMENT}}``. A document is a
recorded answer of one view, as it is, or ``{"views": {VIEW: BODY, ...}}``. A recorded document is the whole
state of its view: what it does not hold is not shown, and what no list knows is shown and can be written.
"""

from __future__ import annotations

from typing import Any

from ..directory.account import Account
from .schema import (
    DEFAULT,
    LEVELS,
    MEETING_AUTHENTICATION,
    MEETING_SECURITY,
    RECORDING_AUTHENTICATION,
    SECURITY,
    VIEWS,
    canonical,
    flatten,
    nest,
)
from .store import ACCOUNT, Scope, SettingsStore

NAMES = {"account": "account", "group": "groups", "user": "users"}


def dump_settings(store: SettingsStore) -> dict[str, Any]:
    """Return the own values of all objects."""
    state: dict[str, Any] = {"account": {}, "groups": {}, "users": {}}
    for scope, views in store.own.items():
        document = {"views": {view: nest(flat) for view, flat in views.items() if flat},
                    "recorded": sorted(store.shapes.get(scope, {}))}  # fmt: skip
        place(state, scope, document)
    return state


def dump_locks(store: SettingsStore) -> dict[str, Any]:
    """Return the locks of all objects."""
    state: dict[str, Any] = {"account": {}, "groups": {}}
    for scope, flat in store.locks.items():
        place(state, scope, nest(flat))
    return state


def dump_registration(store: SettingsStore) -> dict[str, Any]:
    """Return the registration settings of account and groups, by type; meetings have the type ""."""
    state: dict[str, Any] = {"account": {}, "groups": {}}
    kept: dict[Scope, dict[str, Any]] = {}
    for (scope, kind), document in store.registration.items():
        kept.setdefault(scope, {})[kind] = document
    for scope, documents in kept.items():
        place(state, scope, documents)
    return state


def load_registration(store: SettingsStore, state: dict[str, Any], merge: bool) -> None:
    """Take registration settings as those of account and groups."""
    if not merge:
        store.registration.clear()
    for scope, documents in objects(store.account, state):
        for kind, document in documents.items():
            store.registration[(scope, kind)] = document


def place(state: dict[str, Any], scope: Scope, document: dict[str, Any]) -> None:
    """Put the document of an object into the state."""
    level, name = scope
    if scope == ACCOUNT:
        state["account"] = document
    elif level == "account":
        state.setdefault("sub_accounts", {})[name] = document
    else:
        state[NAMES[level]][name] = document


def objects(account: Account, state: dict[str, Any]) -> list[tuple[Scope, dict[str, Any]]]:
    """Return the objects that a part of the state names, with their documents; raises ValueError."""
    found: list[tuple[Scope, dict[str, Any]]] = []
    for key, value in state.items():
        if key == "account":
            found.append((ACCOUNT, value))
        elif key == "sub_accounts":
            found += [(("account", sub_account_id(account, name)), document) for name, document in value.items()]
        elif key in ("group", "groups"):
            found += [(("group", group_id(account, name)), document) for name, document in value.items()]
        elif key in ("user", "users"):
            found += [(("user", user_id(account, name)), document) for name, document in value.items()]
        else:
            raise ValueError(f"{key} is not account, sub_accounts, groups or users")
    return found


def sub_account_id(account: Account, name: str) -> str:
    """Return the id of a sub-account by id or name."""
    for entry in account.sub_accounts.values():
        if name in (entry.id, entry.name):
            return entry.id
    raise ValueError(f"the account has no sub-account {name}")


def group_id(account: Account, name: str) -> str:
    """Return the id of a group by id or name."""
    for group in account.groups.values():
        if name in (group.id, group.name):
            return group.id
    raise ValueError(f"the account has no group {name}")


def user_id(account: Account, name: str) -> str:
    """Return the id of a user by id or address."""
    user = account.find_user(name)
    if user is None:
        raise ValueError(f"the account has no user {name}")
    return user.id


def load_settings(store: SettingsStore, state: dict[str, Any], merge: bool) -> None:
    """Take documents as the state of objects, or with ``merge`` as values beside those they have."""
    for scope, document in objects(store.account, state):
        if not merge:
            store.own.pop(scope, None)
            store.shapes.pop(scope, None)
        recorded = set(VIEWS)
        views = document
        if "views" in document:
            recorded = set(document.get("recorded", VIEWS))
            views = document["views"]
        elif DEFAULT not in document:
            views = {guessed_view(document): document} if document else {}
        for view, body in views.items():
            if view not in VIEWS:
                raise ValueError(f"{view} is not a view of settings; views are {', '.join(VIEWS)}")
            load_view(store, scope, view, body, view in recorded and not merge)
    store.revision += 1


def load_view(store: SettingsStore, scope: Scope, view: str, body: dict[str, Any], recorded: bool) -> None:
    """Take one body."""
    level = scope[0]
    flat = {canonical(level, path): value for path, value in flatten(body, store.schema.all[view]).items()}
    if level == "user" and view == DEFAULT:
        features = {path[1]: value for path, value in flat.items() if path[0] == "feature" and len(path) > 1}
        user = store.account.users[scope[1]]
        with store.account.change(user):
            user.put("zoom_phone", features.pop("zoom_phone", None) or None)
            user.put("features", features or None)
    if recorded:
        store.record(scope, view, flat)
    else:
        store.put(scope, view, flat)


def guessed_view(body: dict[str, Any]) -> str:
    """Return the view of which a body is a recorded answer."""
    keys = set(body)
    if keys == {"meeting_security"}:
        return MEETING_SECURITY
    if keys == {"security"}:
        return SECURITY
    if isinstance(body.get("meeting_authentication"), bool):
        return MEETING_AUTHENTICATION
    if isinstance(body.get("recording_authentication"), bool):
        return RECORDING_AUTHENTICATION
    return DEFAULT


def load_locks(store: SettingsStore, state: dict[str, Any], merge: bool) -> None:
    """Take locks as the state of account and groups."""
    for scope, document in objects(store.account, state):
        if scope[0] not in LEVELS[:2]:
            raise ValueError("users have no locks")
        if not merge:
            store.locks.pop(scope, None)
        leaves = {
            path: leaf for body in store.schema.lock_readable[scope[0]].values() for path, leaf in body.leaves.items()
        }
        store.put_locks(scope, flatten(document, leaves))
