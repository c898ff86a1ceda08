# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sub-accounts: what a master account knows of each, and their domains."""

from __future__ import annotations

from typing import Any

from ..core.clock import DAY, from_iso, iso


class SubAccount:
    """One sub-account. It has settings, locks, domains and an owner, and no people of its own here."""

    def __init__(self, account_id: str, name: str, owner_email: str, seats: int = 10, created: int = 0) -> None:
        self.id = account_id
        self.name = name
        self.owner_email = owner_email
        self.seats = seats
        self.created = created
        self.account_type = "Business"
        self.managed_domains: list[str] = []
        self.trusted_domains: list[str] = []

    def body(self) -> dict[str, Any]:
        """Return the sub-account as the list shows it."""
        return {
            "id": self.id, "account_name": self.name, "owner_email": self.owner_email,
            "account_type": self.account_type, "seats": self.seats, "created_at": iso(self.created),
            "subscription_start_time": iso(self.created), "subscription_end_time": iso(self.created + 365 * DAY),
        }  # fmt: skip

    def to_state(self) -> dict[str, Any]:
        """Return the sub-account as the state document holds it."""
        return self.body() | {"managed_domains": self.managed_domains, "trusted_domains": self.trusted_domains}


def sub_account_from_state(state: dict[str, Any], account_id: str) -> SubAccount:
    """Build a sub-account from the state document."""
    name = state["account_name"]
    found = SubAccount(state.get("id") or account_id, name, state.get("owner_email", ""), state.get("seats", 10))
    found.created = from_iso(state["created_at"]) if state.get("created_at") else 0
    found.account_type = state.get("account_type") or found.account_type
    found.managed_domains = list(state.get("managed_domains", []))
    found.trusted_domains = list(state.get("trusted_domains", []))
    return found
