# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The whole state as one JSON document, read and written by the control endpoint and by --state."""

from __future__ import annotations

from typing import Any

from ..directory.account import Account
from ..directory.records import ContactGroup, Division, Group, Role, user_from_state
from ..settings.documents import (
    dump_locks,
    dump_registration,
    dump_settings,
    load_locks,
    load_registration,
    load_settings,
)
from .application import Simulator

PARTS = ("account", "switches", "users", "groups", "divisions", "roles", "settings", "locks", "contact_groups",
         "registration")  # fmt: skip
ACCOUNT_KEYS = (
    "plan", "seats", "basic_seats", "phone_seats", "feature_seats", "managed_domains", "trusted_domains",
    "subscriptions", "sso", "unlicensed", "summary_templates",
)  # fmt: skip


def state_of(simulator: Simulator, parts: list[str] | None = None) -> dict[str, Any]:
    """Return the state, or some parts of it."""
    account = simulator.account
    wanted = parts or list(PARTS)
    unknown = sorted(set(wanted) - set(PARTS))
    if unknown:
        raise ValueError(f"the state has no part {', '.join(unknown)}; its parts are {', '.join(PARTS)}")
    state: dict[str, Any] = {}
    if "account" in wanted:
        state["account"] = {name: getattr(account, name) for name in ACCOUNT_KEYS} | {
            "scopes": simulator.tokens.scopes, "outside": sorted(account.outside),
            "licensed_users": account.licensed_users, "basic_users": account.basic_users,
        }  # fmt: skip
    if "switches" in wanted:
        state["switches"] = dict(account.switches.values)
    if "users" in wanted:
        state["users"] = [user.to_state() for user in account.users.values()]
    if "groups" in wanted:
        state["groups"] = [group.to_state() | {"members": list(group.members)} for group in account.groups.values()]
    if "divisions" in wanted:
        state["divisions"] = [division.to_state() for division in account.divisions.values()]
    if "roles" in wanted:
        state["roles"] = [role.to_state() for role in account.roles.values()]
    if "contact_groups" in wanted:
        state["contact_groups"] = [group.to_state() for group in account.contact_groups.values()]
    if "settings" in wanted:
        state["settings"] = dump_settings(simulator.settings)
    if "registration" in wanted:
        state["registration"] = dump_registration(simulator.settings)
    if "locks" in wanted:
        state["locks"] = dump_locks(simulator.settings)
    return state


def load_state(simulator: Simulator, state: dict[str, Any], merge: bool = False) -> None:
    """Replace the parts of the state that are given; ``merge`` adds to users, groups, divisions and roles."""
    account = simulator.account
    unknown = sorted(set(state) - set(PARTS))
    if unknown:
        raise ValueError(f"the state has no part {', '.join(unknown)}; its parts are {', '.join(PARTS)}")
    load_facts(simulator, account, state.get("account", {}))
    account.switches.update(state.get("switches", {}))
    if "divisions" in state:
        load_divisions(account, state["divisions"], merge)
    if "roles" in state:
        load_roles(account, state["roles"], merge)
    if "groups" in state:
        load_groups(account, state["groups"], merge)
    if "users" in state:
        load_users(account, state["users"], merge)
    if "groups" in state:
        add_members(account, state["groups"])
    account.recount()
    if "contact_groups" in state:
        load_contact_groups(account, state["contact_groups"], merge)
    if "settings" in state:
        load_settings(simulator.settings, state["settings"], merge)
    if "registration" in state:
        load_registration(simulator.settings, state["registration"], merge)
    if "locks" in state:
        load_locks(simulator.settings, state["locks"], merge)
    account.lag.clear()


def load_facts(simulator: Simulator, account: Account, facts: dict[str, Any]) -> None:
    """Change facts of the account: plan, seats, domains, scopes of the app."""
    for name, value in facts.items():
        if name == "scopes":
            simulator.tokens.scopes = value if isinstance(value, str) else " ".join(value)
        elif name == "outside":
            account.outside = {email.lower() for email in value}
        elif name in ACCOUNT_KEYS:
            setattr(account, name, value)
        elif name not in ("licensed_users", "basic_users"):
            raise ValueError(f"account.{name} is not known; known are {', '.join(ACCOUNT_KEYS)}, scopes, outside")


def load_divisions(account: Account, entries: list[dict[str, Any]], merge: bool) -> None:
    """Replace or add divisions; one is the main division."""
    divisions = dict(account.divisions) if merge else {}
    for entry in entries:
        division = Division(entry.get("id") or account.new_id(), entry["name"], entry.get("description", ""),
                            bool(entry.get("main")))  # fmt: skip
        divisions[division.id] = division
    if divisions and not any(division.main for division in divisions.values()):
        next(iter(divisions.values())).main = True
    account.divisions = divisions


def load_roles(account: Account, entries: list[dict[str, Any]], merge: bool) -> None:
    """Replace or add roles; the built-in ones are always there."""
    kept = account.roles if merge else {name: account.roles[name] for name in ("0", "1", "2")}
    account.roles = dict(kept)
    for entry in entries:
        role = Role(entry.get("id") or "R" + account.new_id(), entry["name"], entry.get("description", ""),
                    entry.get("privileges"))  # fmt: skip
        role.kind = entry.get("type") or role.kind
        role.sub_account_privileges = dict(entry.get("sub_account_privileges") or {})
        account.roles[role.id] = role


def load_groups(account: Account, entries: list[dict[str, Any]], merge: bool) -> None:
    """Replace or add groups."""
    groups = dict(account.groups) if merge else {}
    for entry in entries:
        group = Group(entry.get("id") or account.new_id(), entry["name"])
        group.admins = dict.fromkeys(entry.get("admins", []))
        group.channels = list(entry.get("channels", []))
        groups[group.id] = group
    account.groups = groups


def load_contact_groups(account: Account, entries: list[dict[str, Any]], merge: bool) -> None:
    """Replace or add contact groups; members are ids with 1 for a user, 2 for a group."""
    groups = dict(account.contact_groups) if merge else {}
    for entry in entries:
        group = ContactGroup(entry.get("id") or account.new_id(), entry["name"], entry.get("privacy", 1),
                             entry.get("description", ""))  # fmt: skip
        group.members = dict(entry.get("members", {}))
        groups[group.id] = group
    account.contact_groups = groups


def load_users(account: Account, entries: list[dict[str, Any]], merge: bool) -> None:
    """Replace users, or add and replace some; a user without id gets one, or keeps that of the address."""
    users = dict(account.users) if merge else {}
    for entry in entries:
        same = account.by_email.get(str(entry["email"]).lower())
        user = user_from_state(entry, same or account.new_id())
        users.pop(same or "", None)
        users[user.id] = user
    account.users = users
    account.by_email = {user.email.lower(): user.id for user in users.values()}


def add_members(account: Account, entries: list[dict[str, Any]]) -> None:
    """Put the members that groups name, by id or address, into their groups."""
    by_name = {group.name: group for group in account.groups.values()}
    for entry in entries:
        group = account.groups.get(entry.get("id", "")) or by_name[entry["name"]]
        for key in entry.get("members", []):
            user = account.find_user(key)
            if user is None:
                raise ValueError(f"group {group.name} names the member {key}, who is not among the users")
            if group.id not in user.group_ids:
                user.group_ids = (*user.group_ids, group.id)
