# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The people of Zoom Phone."""

from __future__ import annotations

from ..core.messages import Answer
from ..directory.call import Call, Handler
from ..directory.records import ACTIVE

LARGEST_PAGE = 100
FIRST_EXTENSION = 800


def list_phone_users(call: Call) -> Answer:
    """Answer one page of the people who have a Zoom Phone licence."""
    rows = [
        {
            "id": user.id, "email": user.email, "name": user.display_name, "extension_number": FIRST_EXTENSION + number,
            "status": "activate" if user.status == ACTIVE else "deactivate",
        }
        for number, user in enumerate(user for user in call.account.seen_users() if user.get("zoom_phone"))
    ]  # fmt: skip
    page, facts = call.simulator.pages.cut("phone users", call.query, rows, largest=LARGEST_PAGE)
    return Answer(200, facts | {"users": list(page)})


HANDLERS: dict[str, Handler] = {"listPhoneUsers": list_phone_users}
