# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The object that a request about settings names."""

from __future__ import annotations

from ..core.errors import Refusal, no_user
from ..directory.call import Call, require_account
from ..directory.records import ACTIVE, PENDING
from .store import ACCOUNT, Scope


def scope_of(call: Call, seen: bool) -> Scope:
    """Return the object that a request is about; refuses when it does not exist."""
    if "accountId" in call.path:
        require_account(call)
        key = call.path["accountId"]
        return ("account", key) if key in call.account.sub_accounts else ACCOUNT
    if "groupId" in call.path:
        key = call.path["groupId"]
        return ("group", (call.account.seen_group(key) if seen else call.account.true_group(key)).id)
    key = call.path["userId"]
    user = call.account.seen_user(key) if seen else call.account.true_user(key)
    if user.status == PENDING:
        raise Refusal(400, 1000, f"User does not exist: {key}.")
    if not seen and user.status != ACTIVE:
        raise no_user(key)
    return ("user", user.id)
