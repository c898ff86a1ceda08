# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Presence of users: one change a minute, and "do not disturb" that ends by itself."""

from __future__ import annotations

from ..core.clock import iso
from ..core.errors import Refusal, invalid_field
from ..core.messages import Answer
from ..directory.call import Call, Handler
from ..directory.records import ACTIVE

MINUTE = 60
QUIET = "Do_Not_Disturb"


def get_presence(call: Call) -> Answer:
    """Answer the presence of a user. When "do not disturb" ends is shown to the user alone."""
    key = call.path["userId"]
    user, now = call.account.seen_user(key), call.account.clock.now()
    if user.status != ACTIVE:
        raise Refusal(400, 5301, "Request to read the presence status of this user failed.")
    status, ends = user.get("presence", ("Away", 0))
    if status != QUIET:
        return Answer(200, {"status": status})
    if ends <= now:
        return Answer(200, {"status": "Available"})
    if key != "me":
        return Answer(200, {"status": status})
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


HANDLERS: dict[str, Handler] = {
    "getUserPresenceStatus": get_presence,
    "updateUserPresenceStatus": update_presence,
}
