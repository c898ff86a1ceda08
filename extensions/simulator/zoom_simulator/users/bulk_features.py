# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One feature for up to 30 users at once: bulkUpdateUserFeatures."""

from __future__ import annotations

from typing import Any

from ..core.errors import Refusal, invalid_field
from ..core.messages import Answer
from ..directory.account import Account
from ..directory.call import Call, Handler
from ..directory.features import check_feature
from ..directory.licences import apply_licences, check_licences
from ..directory.records import ACTIVE, SSO, User

LARGEST, SECONDS = 30, 10
TYPES = ("user_type", "plan_united_type", "zoom_one_type")
CAPACITIES: dict[str, dict[str, int]] = {
    "large_meeting": {"1": 100, "32": 200, "64": 300, "128": 500, "256": 1000, "1024": 3000, "2048": 5000},
    "webinar": {"16": 100, "1": 500, "64": 1000, "128": 3000, "256": 5000, "512": 10000, "1024": 20000, "2048": 30000,
                "4096": 40000, "8192": 50000, "16384": 501, "32768": 1001},
    "zoom_events": {str(size): size for size in (500, 1000, 3000, 5000, 10000, 20000, 30000, 50000)},
}  # fmt: skip
NO_SEATS, NOT_FOUND, UNPAID, NOTHING = "Not enough seats", "Users not found", "Unpaid user", "No need to update"
REASONS = {200: NO_SEATS, 2033: "Not allowed to add basic users", 2034: NO_SEATS, 2038: NO_SEATS, 3412: NO_SEATS,
           1108: UNPAID, 1122: UNPAID, 1206: UNPAID, 1207: UNPAID}  # fmt: skip


def bulk_update(call: Call) -> Answer:
    """Change one feature of users; who cannot have it is named with the reason, the others have it."""
    account, body = call.account, call.body
    if not 0 < len(body["users"]) <= LARGEST:
        raise invalid_field("users")
    name, value = body["feature_type"], body["feature_value"]
    check_value(call, name, value)
    call.simulator.bulk_calls = call.simulator.limits.spend_recent(call.simulator.bulk_calls, 1, SECONDS)
    done: list[str] = []
    failed: dict[str, list[str]] = {}
    for entry in body["users"]:
        key = entry.get("id") or entry.get("email") or ""
        reason = change(account, account.find_user(key), name, value)
        if reason is None:
            found = account.find_user(key)
            done.append(found.id if found else key)
        else:
            failed.setdefault(reason, []).append(key)
    details = [{"reason": reason, "user_ids": keys} for reason, keys in failed.items()]
    return Answer(201, {"success_user_ids": done, "fail_details": details})


def check_value(call: Call, name: str, value: str) -> None:
    """Refuse a value that the feature does not have."""
    schema = call.operation.body or {}
    choices = schema["properties"]["feature_value"]["x-enum-by-feature-type"]
    if name in choices and value not in choices[name]:
        raise invalid_field("feature_value")


def change(account: Account, user: User | None, name: str, value: str) -> str | None:
    """Change one user; return the reason when it cannot be done."""
    if user is None or user.status != ACTIVE:
        return NOT_FOUND
    if name == "user_type" and value == "99" and user.login_type != SSO:
        return "Can't update for non-SSO users"
    try:
        return change_type(account, user, name, value) if name in TYPES else change_feature(account, user, name, value)
    except Refusal as refusal:
        return REASONS.get(refusal.code, NO_SEATS)


def change_type(account: Account, user: User, name: str, value: str) -> str | None:
    """Change the user type or a plan; raises Refusal."""
    number = int(value) if value.isdigit() else 0
    plan: str | int = number
    if name == "plan_united_type":
        plan = value if number else "none"
    body: dict[str, Any] = {"type" if name == "user_type" else name: plan}
    if name == "user_type" and user.type == number:
        return NOTHING
    kind = check_licences(account, user, body)
    with account.change(user):
        apply_licences(user, body, kind)
    return None


def change_feature(account: Account, user: User, name: str, value: str) -> str | None:
    """Change a feature of the user's settings; raises Refusal."""
    own = dict(user.get("features", {}))
    wanted: dict[str, Any] = {name: value if name == "concurrent_meeting" else value not in ("0", "false")}
    capacity = CAPACITIES.get(name, {}).get(value)
    if capacity is not None:
        wanted[f"{name}_capacity"] = capacity
    if own | wanted == own:
        return NOTHING
    check_feature(account, user, name, wanted[name], own | wanted)
    with account.change(user):
        user.put("features", own | wanted)
    return None


HANDLERS: dict[str, Handler] = {"bulkUpdateUserFeatures": bulk_update}
