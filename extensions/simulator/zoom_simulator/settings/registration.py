# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Registration settings of meetings and webinars, of the account and of groups."""

from __future__ import annotations

import copy
from typing import Any

from ..core.errors import invalid_field, refused
from ..core.messages import Answer
from ..directory.call import Call, Handler
from .scopes import scope_of
from .store import ACCOUNT, Scope

REGISTRATION: dict[str, Any] = {
    "options": {
        "host_email_notification": True, "close_registration": False,
        "allow_participants_to_join_from_multiple_devices": True, "show_social_share_buttons": True,
    },
    "questions": [{"field_name": "last_name", "required": True, "selected": True}],
    "approve_type": 0,
    "custom_questions": [],
}  # fmt: skip


def key_of(call: Call, seen: bool) -> tuple[Scope, str]:
    """Return whose registration settings, and of what: meetings, or with ``type=webinar`` webinars.

    Groups have those of webinars alone and want the type named.
    """
    scope, kind = scope_of(call, seen), call.query.get("type") or ""
    if scope[0] == "group" and not kind:
        raise refused("Missing parameters: type.")
    return scope, kind


def inherited(call: Call, key: tuple[Scope, str], seen: bool) -> dict[str, Any]:
    """Return a copy of the registration settings in force: the object's own, else the account's, else the first."""
    lag, store = call.account.lag, call.simulator.settings
    for wanted in (key, (ACCOUNT, key[1])):
        kept = store.registration.get(wanted)
        if seen:
            kept = lag.seen("registration", wanted, kept)
        if kept is not None:
            return copy.deepcopy(kept)
    return copy.deepcopy(REGISTRATION)


def get_registration(call: Call) -> Answer:
    """Answer the registration settings of meetings or webinars."""
    return Answer(200, inherited(call, key_of(call, seen=True), seen=True))


def update_registration(call: Call) -> Answer:
    """Write registration settings: options are merged, lists replaced."""
    call.simulator.validators.check_body(call.operation, call.body, call.path)
    for number, question in enumerate(call.body.get("custom_questions") or []):
        if question.get("type") == "short" and question.get("answers"):
            raise invalid_field(f"custom_questions[{number}].answers")
    key = key_of(call, seen=False)
    current = inherited(call, key, seen=False)
    options = current["options"] | call.body.get("options", {})
    store = call.simulator.settings
    call.account.lag.keep("registration", key, store.registration.get(key))
    store.registration[key] = current | call.body | {"options": options}
    return Answer(204)


HANDLERS: dict[str, Handler] = {
    "accountSettingsRegistration": get_registration,
    "accountSettingsRegistrationUpdate": update_registration,
    "getGroupRegistrationSettings": get_registration,
    "updateGroupRegistrationSettings": update_registration,
}
