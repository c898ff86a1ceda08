# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who really joined a group, a division or a role.

The answers of addGroupMembers, assignDivision and AddRoleMembers are no proof where they name nobody.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence

from .._core import errors, waits
from .._core.outcome import Failure, Outcome
from .._core.read_back import read_back
from .._core.steps import Step, resolved
from .._directory.kinds import DIVISION, GROUP, ROLE
from .._directory.membership import inside

if TYPE_CHECKING:
    from .._core.client import Client
    from .._core.progress import Progress
    from .._directory.kind import Kind

KIND_BY_JOIN = {kind.members.add: kind for kind in (GROUP, DIVISION, ROLE)}


@dataclass
class _Doubt:
    """Members of one group, division or role of whom it is not known whether they are in it, by key."""

    step: Step
    target: str
    members: dict[str, Mapping[str, Any]]

    @property
    def kind(self) -> Kind:
        return KIND_BY_JOIN[self.step.operation]

    def of(self, members: Mapping[str, Mapping[str, Any]]) -> _Doubt:
        """The same about fewer people."""
        return _Doubt(self.step, self.target, dict(members))


def settle_joins(
    client: Client,
    outcome: Outcome,
    sizes: Mapping[str, int],
    progress: Progress,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Read who joined, send once more for those who did not, and note as failures who still did not.

    ``sizes`` are the numbers of members by id as they were before, for the choice of the cheaper read.
    """
    doubts = _doubts(outcome)
    outcome.unproven.clear()
    if not doubts:
        return
    progress.begin("checking who joined", len(doubts))

    def missing(left: Sequence[_Doubt]) -> list[_Doubt]:
        return [doubt for doubt in (_still_missing(client, one, sizes) for one in left) if doubt.members]

    try:
        doubts = read_back(doubts, missing, waits.MEMBERS, sleep)
        doubts = [doubt for doubt in doubts if _send_again(client, doubt, outcome)]
        doubts = read_back(doubts, missing, waits.MEMBERS, sleep)
    except errors.ZoomError as error:
        # What cannot be read stays in doubt; what was done is reported.
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
        if step.operation not in KIND_BY_JOIN:
            continue
        target = str(resolved(step.path, outcome.symbols)[KIND_BY_JOIN[step.operation].place])
        doubt = found.setdefault((step.operation, target), _Doubt(step, target, {}))
        doubt.members.update({key: resolved(item, outcome.symbols) for key, item in step.members})
    return list(found.values())


def _still_missing(client: Client, doubt: _Doubt, sizes: Mapping[str, int]) -> _Doubt:
    people = [(key, str(next(iter(item.values())))) for key, item in doubt.members.items()]
    found = inside(client, doubt.kind, doubt.target, people, sizes.get(doubt.target, 0))
    return doubt.of({key: item for key, item in doubt.members.items() if key not in found})


def _send_again(client: Client, doubt: _Doubt, outcome: Outcome) -> bool:
    step = doubt.step.with_members(list(doubt.members.items()))
    try:
        client.call(step.operation, {doubt.kind.place: doubt.target}, None, step.body)
    except errors.ZoomError as error:
        outcome.failures.append(Failure(step, error))
        return False
    return True
