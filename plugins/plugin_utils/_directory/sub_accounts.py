# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sub-accounts of a master account, as an inventory shows them."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Mapping, Sequence

from ...module_utils._core.calls import UnlistedOperation

if TYPE_CHECKING:
    from ...module_utils._core.client import Client

LIST_SUB_ACCOUNTS = UnlistedOperation("GET", "/accounts", "heavy")
ITEMS = "accounts"
FIELDS = (
    "id",
    "account_name",
    "owner_email",
    "account_type",
    "seats",
    "created_at",
    "subscription_start_time",
    "subscription_end_time",
)
NOT_IN_HOST_NAMES = re.compile(r"[^\w.-]+")


def read_sub_accounts(client: Client) -> list[dict[str, Any]]:
    """All sub-accounts, with the fields that Zoom documents (GET /accounts, heavy)."""
    found = client.collect(LIST_SUB_ACCOUNTS, ITEMS)
    return [{name: item.get(name) for name in FIELDS} for item in found if item.get("id")]


def state_of(account: Mapping[str, Any], now: datetime | None = None) -> str:
    """``expired`` where the subscription has ended, else ``active``."""
    ends = str(account.get("subscription_end_time") or "")
    try:
        end = datetime.fromisoformat(ends.replace("Z", "+00:00"))
    except ValueError:
        return "active"
    end = end if end.tzinfo else end.replace(tzinfo=timezone.utc)
    return "expired" if end <= (now or datetime.now(timezone.utc)) else "active"


def host_names(accounts: Sequence[Mapping[str, Any]], by: str) -> list[str]:
    """A name for each account: its id, or what of its name may stand in a host name; the id tells equal names apart."""
    if by == "id":
        return [str(account["id"]) for account in accounts]
    names = [NOT_IN_HOST_NAMES.sub("-", str(account.get("account_name") or "")).strip("-.") for account in accounts]
    folded = [name.casefold() for name in names]
    return [
        name if name and folded.count(name.casefold()) == 1 else f"{name}-{account['id']}".lstrip("-")
        for name, account in zip(names, accounts)
    ]
