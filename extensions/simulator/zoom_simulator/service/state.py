# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The whole state as one JSON document, read and written by the control endpoint and by --state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ..directory.account import Account
from ..directory.operation_log import entry_from_state
from ..directory.records import ContactGroup, Division, Group, Role, user_from_state
from ..directory.sub_accounts import sub_account_from_state
from ..settings.documents import (
    dump_locks,
    dump_registration,
    dump_settings,
    load_locks,
    load_registration,
    load_settings,
)
from .application import Simulator

ACCOUNT_KEYS = (
    "plan", "seats", "basic_seats", "phone_seats", "feature_seats", "managed_domains", "trusted_domains",
    "subscriptions", "sso", "unlicensed", "summary_templates",
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One part of the state: how it is written into the document and how it is taken from it."""

    dump: Callable[[Simulator], Any]
    load: Callable[[Simulator, Any, bool], None]


def dump_account(simulator: Simulator) -> dict[str, Any]:
    """Return the facts of the account."""
    account = simulator.account
    return {name: getattr(account, name) for name in ACCOUNT_KEYS} | {
        "scopes": simulator.tokens.scopes, "outside": sorted(account.outside),
        "licensed_users": account.licensed_users, "basic_users": account.basic_users,
    }  # fmt: skip


def rows(name: str) -> Callable[[Simulator], Any]:
    """Return what dumps the records that the account keeps under a name."""
    return lambda simulator: [entry.to_state() for entry in getattr(simulator.account, name).values()]


def state_of(simulator: Simulator, parts: list[str] | None = None) -> dict[str, Any]:
    """Return the state, or some parts of it."""
    wanted = parts or list(PARTS)
    check_parts(wanted)
    return {name: part.dump(simulator) for name, part in PARTS.items() if name in wanted}


def check_parts(names: Iterable[str]) -> None:
    """Refuse names that are no parts of the state."""
    unknown = sorted(set(names) - set(PARTS))
    if unknown:
        raise ValueError(f"the state has no part {', '.join(unknown)}; its parts are {', '.join(PARTS)}")


def load_state(simulator: Simulator, state: dict[str, Any], merge: bool = False) -> None:
    """Replace the parts of the state that are given; ``merge`` adds to them."""
    account = simulator.account
    check_parts(state)
    for name, part in PARTS.items():
        if name in state:
            part.load(simulator, state[name], merge)
        if name == LAST_OF_PEOPLE:
            # What follows names people and groups: they must be complete.
            add_members(account, state.get("groups", []))
            account.recount()
    account.lag.clear()


def load_facts(simulator: Simulator, facts: dict[str, Any], _merge: bool) -> None:
    """Change facts of the account: plan, seats, domains, scopes of the app."""
    account = simulator.account
    for name, value in facts.items():
        if name == "scopes":
            simulator.tokens.scopes = value if isinstance(value, str) else " ".join(value)
        elif name == "outside":
            account.outside = {email.lower() for email in value}
        elif name in ACCOUNT_KEYS:
            setattr(account, name, value)
        elif name not in ("licensed_users", "basic_users"):
            raise ValueError(f"account.{name} is not known; known are {', '.join(ACCOUNT_KEYS)}, scopes, outside")


def load_sub_accounts(simulator: Simulator, entries: list[dict[str, Any]], merge: bool) -> None:
    """Replace or add sub-accounts; with one of them the account is a master account."""
    account = simulator.account
    found = [sub_account_from_state(entry, account.new_id()) for entry in entries]
    account.sub_accounts = (dict(account.sub_accounts) if merge else {}) | {entry.id: entry for entry in found}


def load_operation_log(simulator: Simulator, entries: list[dict[str, Any]], merge: bool) -> None:
    """Replace or lengthen the operation log, oldest entries first."""
    account = simulator.account
    if not merge:
        account.operation_log.clear()
    account.operation_log.extend(entry_from_state(entry) for entry in entries)


def load_divisions(simulator: Simulator, entries: list[dict[str, Any]], merge: bool) -> None:
    """Replace or add divisions; one is the main division."""
    account = simulator.account
    divisions = dict(account.divisions) if merge else {}
    for entry in entries:
        division = Division(entry.get("id") or account.new_id(), entry["name"], entry.get("description", ""),
                            bool(entry.get("main")))  # fmt: skip
        divisions[division.id] = division
    if divisions and not any(division.main for division in divisions.values()):
        next(iter(divisions.values())).main = True
    account.divisions = divisions


def load_roles(simulator: Simulator, entries: list[dict[str, Any]], merge: bool) -> None:
    """Replace or add roles; the built-in ones are always there."""
    account = simulator.account
    kept = account.roles if merge else {name: account.roles[name] for name in ("0", "1", "2")}
    account.roles = dict(kept)
    for entry in entries:
        role = Role(entry.get("id") or "R" + account.new_id(), entry["name"], entry.get("description", ""),
                    entry.get("privileges"))  # fmt: skip
        role.kind = entry.get("type") or role.kind
        role.sub_account_privileges = dict(entry.get("sub_account_privileges") or {})
        account.roles[role.id] = role


def load_groups(simulator: Simulator, entries: list[dict[str, Any]], merge: bool) -> None:
    """Replace or add groups."""
    account = simulator.account
    groups = dict(account.groups) if merge else {}
    for entry in entries:
        group = Group(entry.get("id") or account.new_id(), entry["name"])
        group.admins = dict.fromkeys(entry.get("admins", []))
        group.channels = list(entry.get("channels", []))
        groups[group.id] = group
    account.groups = groups


def load_contact_groups(simulator: Simulator, entries: list[dict[str, Any]], merge: bool) -> None:
    """Replace or add contact groups; members are ids with 1 for a user, 2 for a group."""
    account = simulator.account
    groups = dict(account.contact_groups) if merge else {}
    for entry in entries:
        group = ContactGroup(entry.get("id") or account.new_id(), entry["name"], entry.get("privacy", 1),
                             entry.get("description", ""))  # fmt: skip
        group.members = dict(entry.get("members", {}))
        groups[group.id] = group
    account.contact_groups = groups


def load_users(simulator: Simulator, entries: list[dict[str, Any]], merge: bool) -> None:
    """Replace users, or add and replace some; a user without id gets one, or keeps that of the address."""
    account = simulator.account
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


# In the order in which they are loaded: divisions, roles and groups before the people who name them.
LAST_OF_PEOPLE = "users"
PARTS: dict[str, Part] = {
    "account": Part(dump_account, load_facts),
    "switches": Part(
        lambda simulator: dict(simulator.account.switches.values),
        lambda simulator, values, _merge: simulator.account.switches.update(values),
    ),
    "sub_accounts": Part(rows("sub_accounts"), load_sub_accounts),
    "divisions": Part(rows("divisions"), load_divisions),
    "roles": Part(rows("roles"), load_roles),
    "groups": Part(
        lambda simulator: [
            group.to_state() | {"members": list(group.members)} for group in simulator.account.groups.values()
        ],
        load_groups,
    ),
    "users": Part(rows("users"), load_users),
    "contact_groups": Part(rows("contact_groups"), load_contact_groups),
    "settings": Part(
        lambda simulator: dump_settings(simulator.settings),
        lambda simulator, value, merge: load_settings(simulator.settings, value, merge),
    ),
    "locks": Part(
        lambda simulator: dump_locks(simulator.settings),
        lambda simulator, value, merge: load_locks(simulator.settings, value, merge),
    ),
    "registration": Part(
        lambda simulator: dump_registration(simulator.settings),
        lambda simulator, value, merge: load_registration(simulator.settings, value, merge),
    ),
    "operation_log": Part(
        lambda simulator: [entry.body() for entry in simulator.account.operation_log], load_operation_log
    ),
}
