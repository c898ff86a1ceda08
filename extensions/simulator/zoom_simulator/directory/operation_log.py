# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The log of what was changed: one entry for each request that changed the account."""

from __future__ import annotations

from typing import Any, NamedTuple

import orjson

from ..core.clock import from_iso, iso
from ..core.facts import Operation
from .account import Account
from .call import Call

LONGEST_DETAIL = 2000
ACTIONS = {"POST": "Add", "PUT": "Update", "PATCH": "Update", "DELETE": "Delete"}
SECRET = ("password", "host_key")
# The first fitting part of a path decides. Which category the real log gives to groups and divisions is not known.
CATEGORIES = (
    ("/users/{userId}/settings", "user_settings"),
    ("/users", "user"),
    ("/groups/{groupId}/settings/registration", "webinar"),
    ("/groups/{groupId}/settings", "account"),
    ("/groups/{groupId}/lock_settings", "account"),
    ("/groups", "user"),
    ("/divisions", "user"),
    ("/roles", "role"),
    ("/contacts", "im"),
    ("/accounts/{accountId}/settings/registration", "webinar"),
    ("/accounts", "account"),
)


class LogEntry(NamedTuple):
    """One change: when, by whom, and what."""

    moment: int
    operator: str
    category: str
    action: str
    detail: str

    def body(self) -> dict[str, str]:
        """Return the entry as the report shows it."""
        return {
            "time": iso(self.moment), "operator": self.operator, "category_type": self.category,
            "action": self.action, "operation_detail": self.detail,
        }  # fmt: skip


def entry_from_state(state: dict[str, Any]) -> LogEntry:
    """Build an entry from the state document."""
    names = ("operator", "category_type", "action", "operation_detail")
    return LogEntry(from_iso(state["time"]), *(str(state.get(name, "")) for name in names))


def entry_of(call: Call) -> LogEntry:
    """Return the entry for a request, to be made before it is carried out: afterwards names may be gone."""
    account, operation = call.account, call.operation
    category = next(name for start, name in CATEGORIES if operation.template.startswith(start))
    if call.path.get("accountId") in account.sub_accounts:
        category = "sub_account"
    parts = [*changes(call.body, ""), *(f"{name}={value}" for name, value in call.query.items())]
    text = " ".join(filter(None, (subject(operation), target_of(account, call.path))))
    if parts:
        text += f": {', '.join(parts)}"
    return LogEntry(
        int(account.clock.now()), account.owner().email, category, ACTIONS[operation.method], text[:LONGEST_DETAIL]
    )


def subject(operation: Operation) -> str:
    """Return the fixed parts of a path as words."""
    return " ".join(part for part in operation.template.split("/") if part and not part.startswith("{"))


def target_of(account: Account, path: dict[str, str]) -> str:
    """Return the names of what a path names."""
    found = []
    for name, key in path.items():
        user = account.find_user(key) if name not in ("groupId", "roleId", "divisionId") else None
        group = account.groups.get(key) or account.contact_groups.get(key)
        record = group or account.roles.get(key) or account.divisions.get(key)
        found.append(user.email if user else record.name if record else key)
    return " ".join(found)


def changes(value: Any, path: str) -> list[str]:
    """Return ``path=value`` for each leaf of a body; secrets and files are not shown."""
    if isinstance(value, dict):
        return [text for name, part in value.items() for text in changes(part, f"{path}.{name}" if path else name)]
    if path.rpartition(".")[2] in SECRET:
        return [f"{path}=***"]
    if isinstance(value, tuple):
        return [f"{path}={value[0]}"]
    return [f"{path}={orjson.dumps(value).decode()}"] if path else []
