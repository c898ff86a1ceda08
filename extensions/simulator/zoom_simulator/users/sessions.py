# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tokens of users, and the end of their sessions."""

from __future__ import annotations

import secrets

from ..core.clock import iso
from ..core.errors import invalid_field
from ..core.messages import Answer
from ..directory.account import require_active
from ..directory.call import Call, Handler

LONGEST = 7_776_000
FIVE_MINUTES, TWO_HOURS = 300, 7200
KEPT_TOKENS = 20


def issue(call: Call, key: str, kind: str, seconds: int) -> Answer:
    """Make a token of a user and keep when it ends; nobody can open anything with it here."""
    account = call.account
    user = account.true_user(key)
    require_active(user, key)
    wanted = call.query.get("ttl")
    if wanted and not 0 < int(wanted) <= LONGEST:
        raise invalid_field("ttl")
    ends = account.clock.now() + int(wanted or seconds)
    with account.change(user):
        user.put("tokens", [*user.get("tokens", []), {"type": kind, "ends_at": iso(ends)}][-KEPT_TOKENS:])
    return Answer(200, {"token": secrets.token_urlsafe(32)})


def get_token(call: Call) -> Answer:
    """Answer a token of a user, two hours long unless told."""
    return issue(call, call.path["userId"], call.query.get("type") or "token", TWO_HOURS)


def get_my_zak(call: Call) -> Answer:
    """Answer the caller's ZAK, five minutes long unless told."""
    return issue(call, "me", "zak", FIVE_MINUTES)


def revoke_token(call: Call) -> Answer:
    """End the sessions of a user: the state shows when, and no token of the user is left."""
    account, key = call.account, call.path["userId"]
    user = account.true_user(key)
    require_active(user, key)
    with account.change(user):
        user.put("tokens", None)
        user.put("signed_out_at", iso(account.clock.now()))
    return Answer(204)


HANDLERS: dict[str, Handler] = {
    "getUserToken": get_token,
    "getMyZak": get_my_zak,
    "revokeUserSsoToken": revoke_token,
}
