# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The changes of many people become one plan: stages in the order that works, joins in the API's batches. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Container, Dict, Iterable, List, Sequence, Tuple

from .._core.plan import Plan, Stage
from .._core.steps import Step, Symbol
from .._directory.steps import add_members, create
from .change import Join, PersonChange

if TYPE_CHECKING:
    from .as_read import Account

Joining = Tuple[PersonChange, Join]


def in_stages(changes: Sequence[PersonChange], account: Account, made: Container[str] = ()) -> Plan:
    """The plan of all changes. Licences are freed before they are taken; who joins a group exists by then.

    ``made`` are the Symbols of groups and divisions that were created already.
    """
    placing: list[Joining] = []
    further: list[Joining] = []
    for change in changes:
        first = next((one for one in change.joins if one.first), None)
        for one in change.joins:
            later = first is not None and one.kind is first.kind and one is not first
            (further if later else placing).append((change, one))
    return Plan(
        [
            Stage("creating groups and divisions", _creations(changes, account, made)),
            Stage("freeing licences and removing people", _chains(change.freeing for change in changes)),
            Stage("creating and changing people", _chains(change.main for change in changes)),
            Stage("placing people in divisions, groups and roles", _batched(placing, account), follows=True),
            Stage("placing people in further groups", _batched(further, account), follows=True),
            Stage("setting primary groups", _chains(change.primary for change in changes), follows=True),
            Stage("taking people out of groups", _chains(change.leaves for change in changes), follows=True),
            Stage("removing people whose content goes to new ones", _chains(change.late for change in changes)),
        ]
    )


def _chains(parts: Iterable[list[Step]]) -> tuple[tuple[Step, ...], ...]:
    return tuple(tuple(part) for part in parts if part)


def _creations(changes: Sequence[PersonChange], account: Account, made: Container[str]) -> tuple[tuple[Step, ...], ...]:
    """Missing groups and divisions, but only those that somebody who is not in error goes to."""
    needed: set[str] = {one.target for change in changes for one in change.joins if isinstance(one.target, Symbol)}
    needed.update(symbol for change in changes for step in change.steps() for symbol in step.after)
    return tuple(
        (create(resolver.kind, name),)
        for resolver in (account.divisions, account.groups)
        for symbol, name in resolver.created.items()
        if symbol not in made and (symbol in needed or symbol in resolver.ensured)
    )


def _batched(joins: Sequence[Joining], account: Account) -> tuple[tuple[Step, ...], ...]:
    gathered: Dict[Tuple[str, str], List[Joining]] = {}
    for joining in joins:
        gathered.setdefault((joining[1].kind.noun, joining[1].target), []).append(joining)
    steps = []
    for members in gathered.values():
        kind, target = members[0][1].kind, members[0][1].target
        pairs = [change.pair for change, _join in members]
        steps += add_members(kind, target, account.of(kind).name(target), pairs)
    return tuple((step,) for step in steps)
