# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists in settings: what a written list looks like when it is read again."""

from __future__ import annotations

from typing import Any

from .defaults import COUNTRIES
from .schema import Leaf

DIALLING_CODES = {"1": "US", "33": "FR", "34": "ES", "39": "IT", "41": "CH", "43": "AT", "44": "GB", "49": "DE",
                  "61": "AU", "81": "JP", "91": "IN"}  # fmt: skip
IDENTITIES = ("id", "number", "code")


def identity(entry: Any) -> Any:
    """Return what makes an entry the same entry: its id, number or code, or its value."""
    if not isinstance(entry, dict):
        return entry
    for name in IDENTITIES:
        if entry.get(name):
            return (name, str(entry[name]))
    return tuple(sorted((name, str(value)) for name, value in entry.items()))


def written_list(value: list[Any], current: list[Any], writable: Leaf | None, readable: Leaf | None) -> list[Any]:
    """Return a written list as it is read: entries lose keys that cannot be written and gain those only read."""
    if writable is None or not writable.item_keys:
        return list(value)
    before = {identity(entry): entry for entry in current}
    keys = readable.item_keys if readable is not None else {}
    entries = []
    for entry in value:
        given = {name: part for name, part in entry.items() if name in writable.item_keys}
        old = before.get(identity(given))
        known = {name: part for name, part in old.items() if name in keys} if isinstance(old, dict) else {}
        entries.append(completed(known | given, keys))
    return entries


def completed(entry: dict[str, Any], keys: dict[str, Any]) -> dict[str, Any]:
    """Add the names that the service knows: of countries, and of the countries of telephone numbers."""
    if "country_code" in keys and entry.get("code"):
        country = DIALLING_CODES.get(str(entry["code"]), "")
        entry.setdefault("country_code", country)
        entry.setdefault("country_name", COUNTRIES.get(country, ""))
        entry.setdefault("display_number", f"+{entry.get('number', '')}")
    elif set(keys) == {"code", "name"} and entry.get("code"):
        entry.setdefault("name", COUNTRIES.get(str(entry["code"]), str(entry["code"])))
    return entry


def merged_list(current: list[Any], entries: list[Any]) -> list[Any]:
    """Return the list of a service that adds instead of replacing."""
    new = {identity(entry): entry for entry in entries}
    kept = [new.pop(identity(entry), entry) for entry in current]
    return kept + list(new.values())
