# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings and locks of account, groups and users, and domains of the account."""

from __future__ import annotations

from typing import Any

from ..core.messages import Answer
from ..directory.call import Call, Handler
from ..directory.features import change_features, features_of
from .read import document, lock_document
from .schema import DEFAULT, MEETING_SECURITY, Body
from .scopes import scope_of
from .store import ACCOUNT, Scope, SettingsStore
from .write import refusal, sorted_patch, write


def parts(call: Call, seen: bool) -> tuple[SettingsStore, Scope, str]:
    """Return the store, the object and the view of a request."""
    return call.simulator.settings, scope_of(call, seen), call.query.get("option") or DEFAULT


def get_settings(call: Call) -> Answer:
    """Answer one view of the settings of an object."""
    store, scope, view = parts(call, seen=True)
    wanted = call.query.get("custom_query_fields") or ""
    body = document(store, scope, view, wanted)
    recorded = bool(store.shapes.get(scope) or store.shapes.get(ACCOUNT))
    if scope[0] == "user" and view == DEFAULT and "feature" in body:
        user = call.account.lag.seen("user", scope[1], call.account.users[scope[1]])
        body["feature"] = features_of(user, body["feature"])
    # A recorded document may hold what the documents do not allow: it is shown as it was recorded.
    return Answer(200, body, checked=not recorded)


def update_settings(call: Call) -> Answer:
    """Write one view of the settings of an object."""
    store, scope, view = parts(call, seen=False)
    body = dict(call.body)
    if scope[0] == "user":
        features = body.pop("feature", None)
        if features is not None and view == DEFAULT:
            shape = store.schema.writable["user"][DEFAULT]
            patch = sorted_patch({"feature": features}, shape)
            if patch.errors:
                raise refusal(patch.errors)
            change_features(call.account, call.account.users[scope[1]], patch.known)
    write(store, scope, view, body)
    return Answer(int(call.account.switches.status_answer) if scope[0] == "user" else 204)


def lock_view(call: Call) -> str:
    """Return the view of a request for locks."""
    return MEETING_SECURITY if call.query.get("option") == MEETING_SECURITY else DEFAULT


def get_locks(call: Call) -> Answer:
    """Answer one view of the locks of an object."""
    scope = scope_of(call, seen=True)
    wanted = call.query.get("custom_query_fields") or ""
    return Answer(200, lock_document(call.simulator.settings, scope, lock_view(call), wanted))


def update_locks(call: Call) -> Answer:
    """Write locks. The account's PATCH has no option: it takes the locks of both views in one body."""
    store, scope = call.simulator.settings, scope_of(call, seen=False)
    writable = store.schema.lock_writable[scope[0]]
    views = [DEFAULT, MEETING_SECURITY] if scope[0] == "account" else [lock_view(call)]
    shape = Body()
    for view in views:
        shape.leaves.update(writable.get(view, Body()).leaves)
        shape.branches |= writable.get(view, Body()).branches
    patch = sorted_patch(call.body, shape)
    # Non-boolean locks are taken off with false: their documented choices have no word for it.
    wrong = [name for name in patch.errors if not unlocks(call.body, name)]
    if wrong:
        raise refusal(wrong)
    for name in patch.errors:
        patch.known[tuple(name.split("."))] = False
    lost = [".".join(path) for path in patch.unknown]
    if lost and call.account.switches.unknown_setting == "error":
        raise refusal(lost)
    if patch.known:
        store.keep(scope)
        store.put_locks(scope, patch.known)
    return Answer(204)


def unlocks(body: Any, name: str) -> bool:
    """Tell whether a lock is given a value that takes it off."""
    for part in name.split("."):
        body = body.get(part) if isinstance(body, dict) else None
    return body is False or body in ("", "none")


HANDLERS: dict[str, Handler] = {
    "accountSettings": get_settings,
    "accountSettingsUpdate": update_settings,
    "getGroupSettings": get_settings,
    "updateGroupSettings": update_settings,
    "getUserSettings": get_settings,
    "updateUserSettings": update_settings,
    "getAccountLockSettings": get_locks,
    "UpdateLockedSettings": update_locks,
    "getGroupLockSettings": get_locks,
    "updateGroupLockSettings": update_locks,
}
