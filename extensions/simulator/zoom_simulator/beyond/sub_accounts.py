# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The sub-accounts of a master account."""

from __future__ import annotations

from ..core.errors import Refusal
from ..core.messages import Answer
from ..directory.call import Call, Handler

LARGEST_PAGE = 300


def list_accounts(call: Call) -> Answer:
    """Answer one page of sub-accounts; only a master account has them."""
    if not call.account.sub_accounts:
        raise Refusal(400, 200, "Only available for master accounts.")
    rows = [entry.body() for entry in call.account.sub_accounts.values()]
    page, facts = call.simulator.pages.cut("accounts", call.query, rows, largest=LARGEST_PAGE)
    return Answer(200, facts | {"accounts": list(page)})


HANDLERS: dict[str, Handler] = {"accounts": list_accounts}
