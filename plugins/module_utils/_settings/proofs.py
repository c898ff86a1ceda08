# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What proves that a PATCH of settings or locks took whose answer was lost.

Where it does not show, sending it once more does no harm. Only what a PATCH creates must not be sent twice: a profile
and a policy are looked for by their names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._core.confirm import Proof, shows
from .._core.errors import ScopeError
from .target import SETTINGS_OPERATIONS
from .tree import Path, value_at

if TYPE_CHECKING:
    from .._core.client import Client


def _shown_by(read: str) -> Proof:
    def proof(client: Client, path: Mapping[str, str], body: Any, query: Mapping[str, Any]) -> Any:
        view = dict(query) or ({"option": "meeting_security"} if "meeting_security" in body else {})
        try:
            found = client.call(read, path, view)
        except ScopeError:
            return None
        return {} if _shows(found, body) else None

    return proof


def _shows(found: Any, body: Mapping[str, Any]) -> bool:
    option = body.get("authentication_option") or {}
    profiles = _entries(found, ("authentication_options",))
    if option.get("action") == "add":
        return any(item.get("name") == option.get("name") for item in profiles)
    if option.get("action") == "delete":
        shown = isinstance(value_at(found, ("authentication_options",)), list)
        return shown and all(item.get("id") != option.get("id") for item in profiles)
    for section in ("chat", "meeting_security"):
        tool = value_at(body, (section, "chat_etiquette_tool")) or {}
        if tool.get("operate") == "create":
            policies = _entries(found, (section, "chat_etiquette_tool", "policies"))
            names = [item.get("name") for item in policies]
            return all(item.get("name") in names for item in tool.get("policies") or [])
    return shows(body, found)


def _entries(found: Any, path: Path) -> list[Mapping[str, Any]]:
    """The entries of a list that was read, whatever was read."""
    value = value_at(found, path)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


SETTINGS_PROOFS: dict[str, Proof] = {
    write: _shown_by(read)
    for level in SETTINGS_OPERATIONS.values()
    for write, read in ((level.update, level.read), (level.update_locks, level.read_locks))
    if write
}
