# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The changes of many people become one plan: stages in the order that works, joins in the API's batches. Pure."""

from __future__ import annotations

from typing import Any, Iterable, Mapping, Sequence

from .._core.steps import Plan, Stage, Step, Symbol, batches
from .._directory.catalog import Catalog
from .._directory.kinds import BATCH
from .as_read import Account
from .change import Change, Join

# kind of join → verb, operation, name of the path's place, name of the body's list
JOINS = {
    "division": ("assign users to", "assignDivision", "divisionId", "users"),
    "group": ("add members to", "addGroupMembers", "groupId", "members"),
    "role": ("add members to", "AddRoleMembers", "roleId", "members"),
}
CREATIONS = {
    "group": ("createGroup", "name", "id"),
    "division": ("createDivision", "division_name", "division_id"),
}


def in_stages(changes: Sequence[Change], account: Account) -> Plan:
    """The plan of all changes. Licences are freed before they are taken; who joins a group exists by then."""
    catalogs = {"group": account.groups, "division": account.divisions, "role": account.roles}
    placing: list[tuple[str, Join]] = []
    further: list[tuple[str, Join]] = []
    for change in changes:
        ordered = any(join.first for join in change.joins)
        for join in change.joins:
            (further if ordered and join.kind == "group" and not join.first else placing).append((change.key, join))
    return Plan(
        [
            Stage("creating groups and divisions", _creations(changes, account)),
            Stage("freeing licences and removing people", _chains(change.freeing for change in changes)),
            Stage("creating and changing people", _chains(change.main for change in changes)),
            Stage("placing people in divisions, groups and roles", _batched(placing, catalogs), follows=True),
            Stage("placing people in further groups", _batched(further, catalogs), follows=True),
            Stage("setting primary groups", _chains(change.primary for change in changes), follows=True),
            Stage("taking people out of groups", _chains(change.leaves for change in changes), follows=True),
            Stage("removing people whose content goes to new ones", _chains(change.late for change in changes)),
        ]
    )


def _chains(parts: Iterable[list[Step]]) -> tuple[tuple[Step, ...], ...]:
    return tuple(tuple(part) for part in parts if part)


def _creations(changes: Sequence[Change], account: Account) -> tuple[tuple[Step, ...], ...]:
    """Missing groups and divisions, but only those that somebody who is not in error goes to."""
    needed: set[str] = {join.target for change in changes for join in change.joins if isinstance(join.target, Symbol)}
    needed.update(symbol for change in changes for step in change.steps() for symbol in step.after)
    return tuple(
        (_creation(catalog.noun, name),)
        for catalog in (account.divisions, account.groups)
        for symbol, name in catalog.created.items()
        if symbol in needed or symbol in catalog.ensured
    )


def _creation(noun: str, name: str) -> Step:
    operation, field, identifier = CREATIONS[noun]
    return Step(
        verb="create",
        object=f"{noun} {name}",
        operation=operation,
        body={field: name},
        defines=Symbol(noun, name),
        identifier=identifier,
    )


def _batched(joins: Sequence[tuple[str, Join]], catalogs: dict[str, Catalog]) -> tuple[tuple[Step, ...], ...]:
    gathered: dict[tuple[str, str], list[tuple[str, Join]]] = {}
    for key, join in joins:
        gathered.setdefault((join.kind, join.target), []).append((key, join))
    return tuple(
        (join_step(kind, target, catalogs[kind].name(target), batch),)
        for (kind, target), members in gathered.items()
        for batch in batches([(key, dict(join.item)) for key, join in members], BATCH)
    )


def join_step(kind: str, target: str, name: str, members: Sequence[tuple[str, Mapping[str, Any]]]) -> Step:
    """One batch of people into one group, division or role."""
    verb, operation, place, items = JOINS[kind]
    symbols = [target] + [value for _key, item in members for value in item.values()]
    return Step(
        verb=verb,
        object=f"{kind} {name}",
        operation=operation,
        path={place: target},
        items=items,
        after=tuple(str(symbol) for symbol in symbols if isinstance(symbol, Symbol)),
    ).with_members(members)
