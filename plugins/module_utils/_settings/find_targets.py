# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The objects that a task names: the account, groups by name or id, a user by email or id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping, Sequence

from .._core.errors import Finding
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
    if value is None:
        return []
    from .._core.texts import Wrong, as_list  # each import is compiled anew in every task that needs it

    try:
        as_list(value if isinstance(value, list) else [value])
    except Wrong as wrong:
        return [Finding(option, wrong.problem, wrong.remedy)]
    return []


def wanted_groups(params: Mapping[str, Any]) -> list[str]:
    """The names or ids of the groups that a task names; ``all`` for every group."""
    if params.get("all_groups"):
        return [ALL]
    from .._core.texts import as_list  # as above

    return as_list(params.get("groups")) or [str(params["group"])]


def find_targets(client: Client, params: Mapping[str, Any]) -> list[Target]:
    """The objects of a task. Reads the list of groups for scope group. Raises InputError for unknown groups."""
    if params["scope"] == "account":
        return [ACCOUNT]
    if params["scope"] == "user":
        return [Target("user", params["user"], params["user"])]
    from .find_groups import list_groups, pick_groups  # as above

    names = wanted_groups(params)
    return list_groups(client) if names == [ALL] else pick_groups(client, names)
