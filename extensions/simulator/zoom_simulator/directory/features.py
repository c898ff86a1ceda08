# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The section ``feature`` of a user's settings: licences, kept with the user."""

from __future__ import annotations

from typing import Any

from ..core.errors import Refusal
from .account import Account
from .licences import check_phone, check_subscriptions
from .records import LICENSED, User

# Features that only licensed users can have, and the code with which the service says so.
PAID = {
    "large_meeting": (1108, "Only Licensed or On-prem users can enable the large meeting feature."),
    "webinar": (1122, "Webinar feature can only be enabled for Licensed or On-prem users."),
    "zoom_events": (1206, "You can only enable the Zoom Events feature for Licensed or On-prem users."),
    "concurrent_meeting": (
        1207, 'You can only enable the "Concurrent Meeting" feature for Licensed users or On-prem users.'
    ),
}  # fmt: skip
# Features that one user cannot have together with another.
APART = (
    ("webinar", "zoom_events", 1204, "You can't enable the Webinar feature because you already have the Zoom Events "
     "feature."),
    ("zoom_events", "webinar", 1205, "You can't enable the Zoom Events feature because you already have the Webinar "
     "feature."),
    ("zoom_whiteboard", "zoom_whiteboard_plus", 1242, 'You cannot set "Zoom Whiteboard" and "Zoom Whiteboard Plus" at '
     "the same time."),
    ("zoom_whiteboard_plus", "zoom_whiteboard", 1242, 'You cannot set "Zoom Whiteboard" and "Zoom Whiteboard Plus" at '
     "the same time."),
)  # fmt: skip


def features_of(user: User, plain: dict[str, Any]) -> dict[str, Any]:
    """Return the section: the plain values of the schema, overlaid by what the user has."""
    own = {name: value for name, value in user.get("features", {}).items() if name in plain}
    shown = plain | own
    if "zoom_phone" in plain:
        shown["zoom_phone"] = bool(user.get("zoom_phone"))
    if "meeting_capacity" in plain and "meeting_capacity" not in own:
        shown["meeting_capacity"] = 300 if user.type == LICENSED else 100
    return shown


def change_features(account: Account, user: User, leaves: dict[tuple[str, ...], Any]) -> None:
    """Change the features of a user; refuses what the licence does not allow."""
    wanted = {path[-1]: value for path, value in leaves.items()}
    own = dict(user.get("features", {}))
    for name, value in wanted.items():
        check_feature(account, user, name, value, own | wanted)
    with account.change(user):
        phone = wanted.pop("zoom_phone", None)
        if phone is not None:
            user.put("zoom_phone", phone or None)
        user.put("features", (own | wanted) or None)


def check_feature(account: Account, user: User, name: str, value: Any, own: dict[str, Any]) -> None:
    """Refuse one feature that the user cannot have."""
    if not value or value == "None":
        return
    if name in PAID and user.type != LICENSED:
        raise Refusal(400, *PAID[name])
    for wanted, other, code, message in APART:
        if name == wanted and own.get(other):
            raise Refusal(400, code, message)
    limit = account.feature_seats.get(name)
    taken = sum(bool(other.get("features", {}).get(name)) for other in account.users.values() if other is not user)
    if limit is not None and taken >= limit:
        raise Refusal(400, 200, f"You can add max {limit} {name} users.")
    if name == "zoom_phone" and not user.get("zoom_phone"):
        check_phone(account)
    if name == "license_info_list":
        check_subscriptions(account, value)
