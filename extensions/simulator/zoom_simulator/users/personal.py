# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What remains of a user: presence, tokens, permissions, templates, devices."""

from __future__ import annotations

import secrets

from ..core.clock import iso
from ..core.errors import Refusal, invalid_field, refused
from ..core.messages import Answer
from ..directory.call import Call, Handler
from ..directory.records import ACTIVE, ADMIN, OWNER

MINUTE = 60
ALL_PERMISSIONS = ["User:Read", "User:Edit", "Role:Read", "Role:Edit", "AccountSetting:Read", "AccountSetting:Edit"]


def get_presence(call: Call) -> Answer:
    """Answer the presence of a user; "do not disturb" ends by itself."""
    user, now = call.account.seen_user(call.path["userId"]), call.account.clock.now()
    status, ends = user.get("presence", ("Away", 0))
    if status != "Do_Not_Disturb":
        return Answer(200, {"status": status})
    if ends <= now:
        return Answer(200, {"status": "Available"})
    return Answer(200, {"status": status, "end_time": iso(ends), "remaining_time": int(ends - now)})


def update_presence(call: Call) -> Answer:
    """Change the presence of a user, once in a minute."""
    account = call.account
    user = account.true_user(call.path["userId"])
    if user.status != ACTIVE:
        raise Refusal(400, 5301, "Request to update the presence status of this user failed.")
    duration = call.body.get("duration", 20)
    if not 1 <= duration <= 1440:
        raise invalid_field("duration")
    changes = call.simulator.limits.spend_recent(user.get("presence_changes", []), 1, MINUTE)
    with account.change(user):
        user.put("presence", (call.body["status"], account.clock.now() + duration * MINUTE))
        user.put("presence_changes", changes)
    return Answer(204)


def get_token(call: Call) -> Answer:
    """Answer a token of a user; nobody can do anything with it here."""
    call.account.seen_user(call.path.get("userId", "me"))
    return Answer(200, {"token": secrets.token_urlsafe(32)})


def revoke_token(call: Call) -> Answer:
    """End the sessions of a user."""
    call.account.true_user(call.path["userId"])
    return Answer(204)


def get_permissions(call: Call) -> Answer:
    """Answer the permissions that the role of a user gives."""
    user = call.account.seen_user(call.path["userId"])
    if user.role_id in (OWNER, ADMIN):
        return Answer(200, {"permissions": ALL_PERMISSIONS})
    role = call.account.roles.get(user.role_id)
    return Answer(200, {"permissions": list(role.privileges) if role else []})


def list_summary_templates(call: Call) -> Answer:
    """Answer the meeting summary templates of a user: the simulator has none."""
    call.account.seen_user(call.path["userId"])
    return Answer(200, [])


def get_meeting_template(call: Call) -> Answer:
    """Answer one meeting template, of those that the account's settings name."""
    call.account.seen_user(call.path["userId"])
    key = call.path["meetingTemplateId"]
    values = call.simulator.settings.account_values("default")
    for entry in values.get(("schedule_meeting", "meeting_template", "templates")) or []:
        if entry.get("id") == key:
            return Answer(200, {"id": key, "name": entry.get("name", ""), "settings": {}})
    raise refused(f"Meeting template does not exist: {key}.")


def list_devices(call: Call) -> Answer:
    """Answer the collaboration devices of a user: the simulator has none."""
    call.account.seen_user(call.path["userId"])
    return Answer(200, {"collaboration_devices": [], "total_records": 0})


def get_device(call: Call) -> Answer:
    """Refuse every collaboration device."""
    call.account.seen_user(call.path["userId"])
    raise Refusal(404, 1238, f"Collaboration Device does not exist: {call.path['collaborationDeviceId']}.")


HANDLERS: dict[str, Handler] = {
    "getUserPresenceStatus": get_presence,
    "updateUserPresenceStatus": update_presence,
    "getUserToken": get_token,
    "getMyZak": get_token,
    "revokeUserSsoToken": revoke_token,
    "getUserPermissions": get_permissions,
    "listUserMeetingSummaryTemplates": list_summary_templates,
    "getUserMeetingTemplate": get_meeting_template,
    "listUserCollaborationDevices": list_devices,
    "getUserCollaborationDevice": get_device,
}
