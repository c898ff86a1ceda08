# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings and locks of account, groups and users, and domains of the account."""

from __future__ import annotations

import copy
from typing import Any

from .application import Call, Handler
from .errors import Refusal, no_user
from .features import change_features, features_of
from .messages import Answer
from .options import ACCOUNT_ID
from .records import ACTIVE, PENDING
from .settings_read import document, lock_document
from .settings_schema import DEFAULT, MEETING_SECURITY, Body
from .settings_store import ACCOUNT, Scope, SettingsStore
from .settings_write import refusal, sorted_patch, write

REGISTRATION: dict[str, Any] = {
    "options": {
        "host_email_notification": True, "close_registration": False,
        "allow_participants_to_join_from_multiple_devices": True, "show_social_share_buttons": True,
    },
    "questions": [{"field_name": "last_name", "required": True, "selected": True}],
    "approve_type": 0,
    "custom_questions": [],
}  # fmt: skip


def scope_of(call: Call, seen: bool) -> Scope:
    """Return the object that a request is about; refuses when it does not exist."""
    if "accountId" in call.path:
        if call.path["accountId"] not in ("me", ACCOUNT_ID):
            raise Refusal(404, 2001, f"Account does not exist: {call.path['accountId']}.")
        return ACCOUNT
    if "groupId" in call.path:
        key = call.path["groupId"]
        return ("group", (call.account.seen_group(key) if seen else call.account.true_group(key)).id)
    key = call.path["userId"]
    user = call.account.seen_user(key) if seen else call.account.true_user(key)
    if user.status == PENDING:
        raise Refusal(400, 1000, f"User does not exist: {key}.")
    if not seen and user.status != ACTIVE:
        raise no_user(key)
    return ("user", user.id)


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
    views = [DEFAULT, MEETING_SECURITY] if scope == ACCOUNT else [lock_view(call)]
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


def get_registration(call: Call) -> Answer:
    """Answer the registration settings of meetings or webinars."""
    key = (scope_of(call, seen=True), call.query.get("type") or "")
    return Answer(200, call.simulator.settings.registration.get(key) or copy.deepcopy(REGISTRATION))


def update_registration(call: Call) -> Answer:
    """Write registration settings: options are merged, lists replaced."""
    call.simulator.validators.check_body(call.operation, call.body, call.path)
    key = (scope_of(call, seen=False), call.query.get("type") or "")
    current = copy.deepcopy(call.simulator.settings.registration.get(key) or REGISTRATION)
    options = current["options"] | call.body.get("options", {})
    call.simulator.settings.registration[key] = current | call.body | {"options": options}
    return Answer(204)


def managed_domains(call: Call) -> Answer:
    """Answer the domains that the account manages."""
    scope_of(call, seen=True)
    rows = [{"domain": domain, "status": "approved"} for domain in call.account.managed_domains]
    return Answer(200, {"domains": rows, "total_records": len(rows)})


def trusted_domains(call: Call) -> Answer:
    """Answer the domains that the account trusts."""
    scope_of(call, seen=True)
    return Answer(200, {"trusted_domains": list(call.account.trusted_domains)})


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
    "accountSettingsRegistration": get_registration,
    "accountSettingsRegistrationUpdate": update_registration,
    "getGroupRegistrationSettings": get_registration,
    "updateGroupRegistrationSettings": update_registration,
    "accountManagedDomain": managed_domains,
    "accountTrustedDomain": trusted_domains,
}
