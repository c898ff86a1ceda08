# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who really joined a group, a division or a role.

The answers of addGroupMembers, assignDivision and AddRoleMembers are no proof where they name nobody.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Callable, Mapping, Sequence

from .._core import errors, waits
from .._core.client import Client
from .._core.outcome import Failure, Outcome
from .._core.progress import Progress
from .._core.read_back import read_back
from .._core.steps import Step, resolved
from .to_read import one_by_one_is_cheaper

GRANTED_PAGE = 300  # the smallest page that Zoom is known to grant
PAGE_SECONDS = 0.25


@dataclass(frozen=True)
class _Kind:
    """How the members of a container are listed, and which field of getUser shows the container."""

    place: str
    list_members: str
    items: str
    prefix: str
    user_field: str


KINDS = {
    "addGroupMembers": _Kind("groupId", "listGroupMembers", "members", "", "group_ids"),
    "assignDivision": _Kind("divisionId", "listDivisionMembers", "users", "user_", "division_ids"),
    "AddRoleMembers": _Kind("roleId", "roleMembers", "members", "", "role_id"),
}


@dataclass
class _Doubt:
    """Members of one container of whom it is not known whether they are in it."""

    step: Step
    container: str
    members: dict[str, Mapping[str, Any]]

    @property
    def kind(self) -> _Kind:
        return KINDS[self.step.operation]


def settle_joins(
    client: Client,
    outcome: Outcome,
    sizes: Mapping[str, int],
    progress: Progress,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Read who joined, send once more for those who did not, and note as failures who still did not.

    ``sizes`` are the numbers of members per container id as they were before, for the choice of the cheaper read.
    """
    doubts = _doubts(outcome)
    if not doubts:
        return
    progress.begin("checking who joined", len(doubts))

    def missing(left: Sequence[_Doubt]) -> list[_Doubt]:
        return _missing(client, left, sizes, progress)

    try:
        doubts = read_back(doubts, missing, waits.MEMBERS, sleep)
        doubts = [doubt for doubt in doubts if _send_again(client, doubt, outcome)]
        doubts = read_back(doubts, missing, waits.MEMBERS, sleep)
    except errors.ZoomError as error:
        # What cannot be read stays in doubt; all that was done is reported all the same.
        _fail(outcome, doubts, "Zoom accepted this, but did not say for whom, and it could not be read: ", error)
        return
    in_vain = errors.ZoomError("run again later; if it stays so, look at the person in Zoom's web portal.")
    _fail(outcome, doubts, "Zoom accepted this twice, but reading does not show it: ", in_vain)


def _fail(outcome: Outcome, doubts: Sequence[_Doubt], words: str, error: errors.ZoomError) -> None:
    for doubt in doubts:
        step = doubt.step.with_members(list(doubt.members.items()))
        outcome.failures.append(Failure(step, errors.ZoomError(words + error.message)))


def _doubts(outcome: Outcome) -> list[_Doubt]:
    found: dict[tuple[str, str], _Doubt] = {}
    for step in outcome.unproven:
        if step.operation not in KINDS:
            continue
        container = str(resolved(step.path, outcome.symbols)[KINDS[step.operation].place])
        doubt = found.setdefault((step.operation, container), _Doubt(step, container, {}))
        doubt.members.update({key: resolved(item, outcome.symbols) for key, item in step.members})
    return list(found.values())


def _missing(client: Client, doubts: Sequence[_Doubt], sizes: Mapping[str, int], progress: Progress) -> list[_Doubt]:
    light = client.limiter.labels["light"].capacity * client.limiter.labels["light"].share
    left = []
    for doubt in doubts:
        pages = -(-(sizes.get(doubt.container, 0) + len(doubt.members)) // GRANTED_PAGE)
        if one_by_one_is_cheaper(len(doubt.members), pages, PAGE_SECONDS, max(light, 0.1)):
            inside = _inside_by_person(client, doubt)
        else:
            inside = _inside_by_list(client, doubt)
        members = {key: item for key, item in doubt.members.items() if key not in inside}
        if members:
            left.append(_Doubt(doubt.step, doubt.container, members))
        progress.advance()
    return left


def _inside_by_person(client: Client, doubt: _Doubt) -> set[str]:
    def inside(pair: tuple[str, Mapping[str, Any]]) -> bool:
        try:
            user = client.call("getUser", {"userId": str(next(iter(pair[1].values())))})
        except errors.NotFoundError:
            return False
        value = user.get(doubt.kind.user_field)
        return doubt.container in value if isinstance(value, list) else str(value) == doubt.container

    pairs = list(doubt.members.items())
    return {key for (key, _item), found in zip(pairs, client.map(inside, pairs)) if found}


def _inside_by_list(client: Client, doubt: _Doubt) -> set[str]:
    kind = doubt.kind
    items = client.collect(kind.list_members, kind.items, {kind.place: doubt.container})
    ids = {str(item.get(f"{kind.prefix}id") or "") for item in items}
    emails = {str(item.get(f"{kind.prefix}email") or "").casefold() for item in items}

    def inside(member: Mapping[str, Any]) -> bool:
        ((name, value),) = member.items()
        # Ids that differ in case are different people; emails that do are not.
        return value.casefold() in emails if name.endswith("email") else value in ids

    return {key for key, member in doubt.members.items() if inside(member)}


def _send_again(client: Client, doubt: _Doubt, outcome: Outcome) -> bool:
    step = doubt.step.with_members(list(doubt.members.items()))
    try:
        client.call(step.operation, {doubt.kind.place: doubt.container}, None, step.body)
    except errors.ZoomError as error:
        outcome.failures.append(Failure(step, error))
        return False
    return True
