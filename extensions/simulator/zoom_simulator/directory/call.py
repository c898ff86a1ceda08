# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a handler of an operation gets and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..core.errors import Refusal
from ..core.facts import Operation
from ..core.messages import Answer
from ..core.options import ACCOUNT_ID
from .account import Account

if TYPE_CHECKING:
    from ..service.application import Simulator


@dataclass
class Call:
    """What a handler gets: the request's parts, checked, and the simulator."""

    simulator: Simulator
    account: Account
    operation: Operation
    path: dict[str, str]
    query: dict[str, str]
    body: Any


Handler = Callable[[Call], Answer]


def require_account(call: Call) -> None:
    """Refuse a path that names another account than this one and its sub-accounts."""
    key = call.path["accountId"]
    if key not in ("me", ACCOUNT_ID) and key not in call.account.sub_accounts:
        raise Refusal(404, 2001, f"Account does not exist: {call.path['accountId']}.")
