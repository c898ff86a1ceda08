# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings of users."""

from __future__ import annotations

from .application import Call, Handler
from .errors import Refusal
from .messages import Answer
from .records import LICENSED, PENDING


def get_user_settings(call: Call) -> Answer:
    """Answer the settings of a user."""
    user = call.account.seen_user(call.path["userId"])
    if user.status == PENDING:
        raise Refusal(400, 1000, f"User does not exist: {call.path['userId']}.")
    feature = {"zoom_phone": bool(user.get("zoom_phone")), "meeting_capacity": 300 if user.type == LICENSED else 100}
    return Answer(200, {"feature": feature})


HANDLERS: dict[str, Handler] = {"getUserSettings": get_user_settings}
