# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many seats of its plans a master account has bought, and how many it uses."""

from __future__ import annotations

from ..core.errors import Refusal
from ..core.messages import Answer
from ..directory.call import Call, Handler


def plan_usage(call: Call) -> Answer:
    """Answer the use of the plans of the account itself; only a master account is told. Sub-accounts have none here."""
    account = call.account
    if not account.sub_accounts or call.path["accountId"] != "me":
        raise Refusal(400, 200, "Only available for master accounts.")
    used = account.licensed_users
    plans = {"plan_base": {"type": "monthly", "hosts": used if account.seats is None else account.seats, "usage": used}}
    return Answer(200, plans)


HANDLERS: dict[str, Handler] = {"getPlanUsage": plan_usage}
