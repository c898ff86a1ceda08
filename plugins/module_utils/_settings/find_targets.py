# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The objects that a task names: the account, groups by name or id, a user by email or id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping, Sequence

from .._core.errors import Finding
from .._core.texts import Wrong, as_list
from .._directory.kinds import GROUP, USER
from .._directory.listings import read_objects
from .._directory.objects import DirectoryObject, parse_person
from .._directory.resolve import Resolver, resolve_each
from .declaration import RefusedPlanError
from .target import ACCOUNT, Target

if TYPE_CHECKING:
    from .._core.client import Client

ALL = "all"


def check_scope(params: Mapping[str, Any], levels: Sequence[str], every: str = "groups") -> list[Finding]:
    """Findings about options that do not belong to the scope, and about those that it wants."""
    scope = params.get("scope")
    if scope not in levels:
        return []  # reported with the options themselves
    options = ("group", "groups", "user")
    findings = [finding for option in options for finding in _unusable_names(option, params.get(option))]
    named = [option for option in ("group", "groups", "all_groups") if params.get(option)]
    if scope == "group" and not named:
        findings.append(
            Finding("group", "is required with scope group.", f"Name it, or give {every}." if every else "Name it.")
        )
    if scope == "group" and len(named) > 1:
        findings.append(Finding(" and ".join(named), "are given together.", "Give one of them."))
    if scope == "user" and not params.get("user"):
        findings.append(Finding("user", "is required with scope user.", "Give an email or an id."))
    foreign = named if scope != "group" else []
    foreign += ["user"] if scope != "user" and params.get("user") else []
    findings += [Finding(option, f"does not belong to scope {scope}.", "Leave it out.") for option in foreign]
    return findings


def _unusable_names(option: str, value: Any) -> list[Finding]:
    """The finding about names that cannot be one: control characters, halves of characters."""
    try:
        as_list(value if isinstance(value, list) else [value])
    except Wrong as wrong:
        return [Finding(option, wrong.problem, wrong.remedy)]
    return []


def wanted_groups(params: Mapping[str, Any]) -> list[str]:
    """The names or ids of the groups that a task names; ``all`` for every group."""
    if params.get("all_groups"):
        return [ALL]
    return as_list(params.get("groups")) or [str(params["group"])]


def find_targets(client: Client, params: Mapping[str, Any]) -> list[Target]:
    """The objects of a task. Reads the list of groups for scope group. Raises InputError for unknown groups."""
    if params["scope"] == "account":
        return [ACCOUNT]
    if params["scope"] == "user":
        return [Target("user", params["user"], params["user"])]
    names = wanted_groups(params)
    return list_groups(client) if names == [ALL] else pick_groups(read_objects(client, GROUP), names)


def groups_of(client: Client, person: Target) -> list[Target]:
    """The groups that a person is in. Reads the person, and the list of groups for their names."""
    ids = parse_person(client.call(USER.read, {USER.place: person.id})).group_ids
    known = {group.id: group for group in list_groups(client)} if ids else {}
    return [known.get(item, Target("group", item, item)) for item in ids]


def list_groups(client: Client) -> list[Target]:
    """Every group of the account, by name."""
    targets = [_group(found) for found in read_objects(client, GROUP)]
    return sorted(targets, key=lambda target: (target.name.casefold(), target.id))


def pick_groups(groups: Sequence[DirectoryObject], names: Sequence[str]) -> list[Target]:
    """The groups meant by ids or names. Raises InputError with every one that means none, or several."""
    picked, findings = resolve_each(Resolver(GROUP, groups), names, "group")
    if findings:
        raise RefusedPlanError(findings)
    return [_group(found) for found in picked]


def _group(found: DirectoryObject) -> Target:
    return Target("group", found.id, found.name or found.id, found.total_members)
