# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings that are written with an instruction and read as a list.

Each function gets the fields of one object of a PATCH body and returns the leaves to keep.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..core.errors import invalid_field
from .schema import DEFAULT, MEETING_SECURITY, Flat, Path
from .store import Scope, SettingsStore

Special = Callable[[SettingsStore, Scope, str, dict[str, Any]], Flat]
OPTIONS = ("authentication_options",)
ETIQUETTE = {DEFAULT: ("chat", "chat_etiquette_tool"), MEETING_SECURITY: ("meeting_security", "chat_etiquette_tool")}
TEMPLATES = ("schedule_meeting", "meeting_template")
SSO = ("security", "signin_with_sso")


def entries_of(store: SettingsStore, scope: Scope, view: str, path: Path) -> list[dict[str, Any]]:
    """Return a copy of the list that an object has, its own or what it inherits."""
    own = store.own.get(scope, {}).get(view, {}).get(path)
    entries = own if own is not None else store.values(scope, view).get(path)
    return [dict(entry) for entry in entries or []]


def found(entries: list[dict[str, Any]], key: Any, field: str) -> dict[str, Any]:
    """Return the entry with an id; refuses when there is none."""
    for entry in entries:
        if entry.get("id") == key:
            return entry
    raise invalid_field(field)


def authentication_option(store: SettingsStore, scope: Scope, view: str, fields: dict[str, Any]) -> Flat:
    """Add, update, delete, show or hide one authentication profile."""
    entries = entries_of(store, scope, view, OPTIONS)
    action = fields.get("action", "update")
    values = {name: value for name, value in fields.items() if name not in ("action", "id")}
    if action == "add":
        for name in ("name", "type"):
            if not values.get(name):
                raise invalid_field(f"authentication_option.{name}")
        if any(entry.get("name") == values["name"] for entry in entries):
            raise invalid_field("authentication_option.name", "This name is already in use.")
        entry = {"id": f"signIn_{store.account.new_id()}", "default_option": False, "visible": True} | values
        entries.append(entry)
    else:
        entry = found(entries, fields.get("id"), "authentication_option.id")
        if action == "delete":
            entries.remove(entry)
            if entries and entry.get("default_option"):
                entries[0]["default_option"] = True
        elif action == "update":
            entry.update(values)
        else:
            entry["visible"] = action == "show"
    if values.get("default_option") and action in ("add", "update"):
        for other in entries:
            other["default_option"] = other is entry
    return {OPTIONS: entries}


def etiquette(store: SettingsStore, scope: Scope, view: str, fields: dict[str, Any]) -> Flat:
    """Create, update or delete etiquette policies; groups change the status of existing ones only."""
    prefix = ETIQUETTE[view]
    flat: Flat = {(*prefix, "enable"): fields["enable"]} if "enable" in fields else {}
    if "policies" not in fields:
        return flat
    entries = entries_of(store, scope, view, (*prefix, "policies"))
    name = ".".join((*prefix, "policies"))
    operation = fields.get("operate", "update") if scope[0] == "account" else "update"
    for policy in fields["policies"]:
        if operation == "create":
            if not policy.get("name"):
                raise invalid_field(f"{name}.name")
            new = {"id": store.account.new_id(), "status": "activated", "is_locked": False} | policy
            entries.append(new | {"id": store.account.new_id()})
        else:
            entry = found(entries, policy.get("id"), f"{name}.id")
            if operation == "delete":
                entries.remove(entry)
            else:
                allowed = policy if scope[0] == "account" else {"status": policy.get("status", entry.get("status"))}
                entry.update(allowed)
    return flat | {(*prefix, "policies"): entries}


def meeting_template(store: SettingsStore, scope: Scope, view: str, fields: dict[str, Any]) -> Flat:
    """Enable, add or, with the action delete, remove meeting templates."""
    flat: Flat = {(*TEMPLATES, "enable"): fields["enable"]} if "enable" in fields else {}
    if "templates" not in fields:
        return flat
    entries = entries_of(store, scope, view, (*TEMPLATES, "templates"))
    for template in fields["templates"]:
        same = next((entry for entry in entries if entry.get("id") == template.get("id")), None)
        if fields.get("action") in ("delete", "remove"):
            if same is not None:
                entries.remove(same)
        elif same is not None:
            same.update(template)
        else:
            entries.append({"enable": True, "name": f"Template {template.get('id')}"} | template)
    return flat | {(*TEMPLATES, "templates"): entries}


def signin_with_sso(store: SettingsStore, scope: Scope, view: str, fields: dict[str, Any]) -> Flat:
    """Write what is plain, and add or remove users who need not sign in by SSO."""
    plain = ("enable", "require_sso_for_domains", "domains")
    flat: Flat = {(*SSO, name): fields[name] for name in plain if name in fields}
    if "sso_bypass_user_ids" not in fields:
        return flat
    entries = entries_of(store, scope, view, (*SSO, "sso_bypass_users"))
    for key in fields["sso_bypass_user_ids"]:
        user = store.account.find_user(key)
        if user is None:
            raise invalid_field("security.signin_with_sso.sso_bypass_user_ids")
        entries = [entry for entry in entries if entry.get("id") != user.id]
        if fields.get("operation", "add") == "add":
            entries.append({"id": user.id, "email": user.email})
    return flat | {(*SSO, "sso_bypass_users"): entries}


SPECIAL: dict[Path, Special] = {
    ("authentication_option",): authentication_option,
    ETIQUETTE[DEFAULT]: etiquette,
    ETIQUETTE[MEETING_SECURITY]: etiquette,
    TEMPLATES: meeting_template,
    SSO: signin_with_sso,
}
