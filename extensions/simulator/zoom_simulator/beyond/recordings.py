# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The recordings of a user: as many as the user's content counts, and made up."""

from __future__ import annotations

from typing import Any

from ..core.clock import DAY, iso
from ..core.messages import Answer
from ..directory.call import Call, Handler
from ..directory.records import User
from .periods import period_of

LARGEST_PAGE = 300
MINUTES, BYTES = 30, 50_000_000


def row(user: User, number: int, moment: int) -> dict[str, Any]:
    """Return a recorded meeting as the list shows it."""
    return {
        "uuid": f"/{user.id[:20]}/{number}==", "id": 10**10 + number, "host_id": user.id, "host_email": user.email,
        "topic": f"Meeting {number}", "start_time": iso(moment), "duration": MINUTES, "total_size": BYTES,
        "recording_count": 1,
    }  # fmt: skip


def list_recordings(call: Call) -> Answer:
    """Answer one page of the recorded meetings of a period: one a day, back from today."""
    period = period_of(call)
    user, now = call.account.seen_user(call.path["userId"]), int(call.account.clock.now())
    moments = [now - number * DAY for number in range(int(user.get("content", {}).get("recording", 0)))]
    rows = [
        row(user, number, moment) for number, moment in enumerate(moments, 1) if period.begins <= moment < period.ends
    ]
    page, facts = call.simulator.pages.cut("recordings", call.query, rows, largest=LARGEST_PAGE)
    return Answer(200, facts | {"from": call.query["from"], "to": call.query["to"], "meetings": list(page)})


HANDLERS: dict[str, Handler] = {"recordingsList": list_recordings}
