# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Registration settings of meetings and webinars, of the account and of groups."""

from __future__ import annotations

import copy
from typing import Any

from ..core.messages import Answer
from ..directory.call import Call, Handler
from .scopes import scope_of

REGISTRATION: dict[str, Any] = {
    "options": {
        "host_email_notification": True, "close_registration": False,
        "allow_participants_to_join_from_multiple_devices": True, "show_social_share_buttons": True,
    },
    "questions": [{"field_name": "last_name", "required": True, "selected": True}],
    "approve_type": 0,
    "custom_questions": [],
}  # fmt: skip


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


HANDLERS: dict[str, Handler] = {
    "accountSettingsRegistration": get_registration,
    "accountSettingsRegistrationUpdate": update_registration,
    "getGroupRegistrationSettings": get_registration,
    "updateGroupRegistrationSettings": update_registration,
}
