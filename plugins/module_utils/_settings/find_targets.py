# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The objects that a task names: the account, groups by name or id, a user by email or id."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

from .._core.client import Client
from .._core.errors import Finding
from .._core.validation import nearest
from .declaration import RefusedPlanError
from .target import ACCOUNT, Target

ALL = "all"


def check_scope(params: Mapping[str, Any], levels: Sequence[str], every: str = "groups") -> list[Finding]:
    """Findings about options that do not belong to the scope, and about those that it wants."""
    scope = params.get("scope")
    if scope not in levels:
        return []  # reported with the options themselves
    findings = []
    named = [option for option in ("group", "groups", "all_groups") if params.get(option)]
    if scope == "group" and not named:
        findings.append(Finding("group", "is required with scope group.", f"Name it, or give {every}."))
    if scope == "group" and len(named) > 1:
        findings.append(Finding(" and ".join(named), "are given together.", "Give one of them."))
    if scope == "user" and not params.get("user"):
        findings.append(Finding("user", "is required with scope user.", "Give an email or an id."))
    foreign = named if scope != "group" else []
    foreign += ["user"] if scope != "user" and params.get("user") else []
    findings += [Finding(option, f"does not belong to scope {scope}.", "Leave it out.") for option in foreign]
    return findings


def wanted_groups(params: Mapping[str, Any]) -> list[str]:
    """The names or ids of the groups that a task names; ``all`` for every group."""
    if params.get("all_groups"):
        return [ALL]
    return [str(name) for name in params.get("groups") or [params["group"]]]


def find_targets(client: Client, params: Mapping[str, Any]) -> list[Target]:
    """The objects of a task. Reads the list of groups for scope group. Raises InputError for unknown groups."""
    if params["scope"] == "account":
        return [ACCOUNT]
    if params["scope"] == "user":
        return [Target("user", params["user"], params["user"])]
    return pick_groups(list_groups(client), wanted_groups(params))


def groups_of(client: Client, person: Target) -> list[Target]:
    """The groups that a person is in. Reads the person, and the list of groups for their names."""
    ids = [str(item) for item in client.call("getUser", {"userId": person.id}).get("group_ids") or []]
    known = {group.id: group for group in list_groups(client)} if ids else {}
    return [known.get(item, Target("group", item, item)) for item in ids]


def list_groups(client: Client) -> list[Target]:
    """Every group of the account, by name."""
    found = client.collect("listGroups", "groups")
    targets = [
        Target("group", str(group["id"]), str(group.get("name") or group["id"]), group.get("total_members"))
        for group in found
        if group.get("id")
    ]
    return sorted(targets, key=lambda target: (target.name.casefold(), target.id))


def pick_groups(groups: Sequence[Target], names: Sequence[str]) -> list[Target]:
    """The groups meant by names or ids; ids win. Raises InputError with every name that means none."""
    if list(names) == [ALL]:
        return list(groups)
    by_id = {group.id: group for group in groups}
    by_name = {group.name.casefold(): group for group in groups}
    picked: dict[str, Target] = {}
    findings = []
    for name in names:
        group = by_id.get(name) or by_name.get(name.casefold())
        if group is None:
            hint = nearest(name, [known.name for known in groups])
            findings.append(Finding("group", f"there is no group {name!r} in this account.", hint))
        else:
            picked[group.id] = group
    if findings:
        raise RefusedPlanError(findings)
    return list(picked.values())
