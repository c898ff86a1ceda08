# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The log of what administrators did, and the users who were there in a period."""

from __future__ import annotations

from typing import Any

from ..core.clock import DAY, from_iso, iso
from ..core.errors import refused
from ..core.messages import Answer
from ..directory.call import Call, Handler
from ..directory.records import PENDING, User
from .periods import Period, period_of

LARGEST_PAGE = 300
OLDEST = 183 * DAY


def list_operation_logs(call: Call) -> Answer:
    """Answer one page of the log of a period, the newest entries first."""
    period = period_of(call)
    category = call.query.get("category_type") or "all"
    entries = [
        entry.body()
        for entry in reversed(call.account.operation_log)
        if period.begins <= entry.moment < period.ends and category in ("all", entry.category)
    ]
    page, facts = call.simulator.pages.cut("operation logs", call.query, entries, largest=LARGEST_PAGE)
    del facts["total_records"]
    return Answer(200, facts | {"from": call.query["from"], "to": call.query["to"], "operation_logs": list(page)})


def hosted(user: User) -> dict[str, Any]:
    """Return what a user hosted last: from the state, else made up of the last sign-in."""
    own: dict[str, Any] | None = user.get("hosted")
    if own is not None:
        return own
    meetings = user.pmi % 7 + 1
    return {"last": iso(user.last_login) if user.last_login else "", "meetings": meetings,
            "participants": meetings * 4, "meeting_minutes": meetings * 30}  # fmt: skip


def active(user: User, period: Period) -> bool:
    """Tell whether a user hosted in a period."""
    last = hosted(user).get("last") or 0
    return period.begins <= from_iso(last) < period.ends


def list_users(call: Call) -> Answer:
    """Answer one page of the users who hosted in a period, or with ``type=inactive`` of those who did not."""
    period = period_of(call)
    if period.begins < call.account.clock.now() - OLDEST:
        raise refused("Only the data of the last six months are available.")
    wanted = (call.query.get("type") or "active") == "active"
    users = [user for user in call.account.seen_users() if user.status != PENDING and active(user, period) == wanted]
    page, facts = call.simulator.pages.cut("report users", call.query, users, largest=LARGEST_PAGE)
    body = facts | {"from": call.query["from"], "to": call.query["to"], "users": [row(user, wanted) for user in page]}
    return Answer(200, body)


def row(user: User, wanted: bool) -> dict[str, Any]:
    """Return a user as the report shows one."""
    found = hosted(user)
    counts = {name: found.get(name, 0) if wanted else 0 for name in ("meetings", "participants", "meeting_minutes")}
    entry: dict[str, Any] = {
        "id": user.id, "email": user.email, "user_name": user.display_name, "type": user.type, "dept": user.dept,
        "create_time": iso(user.created),
    }  # fmt: skip
    if user.last_login:
        entry |= {"last_login_time": iso(user.last_login), "last_client_version": "6.2.11.50939(win)"}
    return entry | counts


HANDLERS: dict[str, Handler] = {"reportOperationLogs": list_operation_logs, "reportUsers": list_users}
