# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans: steps in stages. Check mode, the run, the diff and the report all come from the same list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Iterable, Mapping, NamedTuple, Sequence

if TYPE_CHECKING:
    from .steps import Step

REPORTED_STEPS = 1000


class Stage(NamedTuple):
    """Chains that may run side by side; a stage begins when the one before it has ended.

    A chain of a stage that ``follows`` begins as soon as the stages before it, back to the last that does not follow,
    have done with the entries that the chain serves: people join their group while others are still being created.
    """

    name: str
    chains: tuple[tuple[Step, ...], ...]
    follows: bool = False


class Plan:
    """The stages of a task, in order."""

    def __init__(self, stages: Iterable[Stage] = ()) -> None:
        self.stages: list[Stage] = []
        after_barrier = False
        for stage in stages:
            if stage.chains:
                self.stages.append(stage._replace(follows=stage.follows and not after_barrier))
            # Without this, what follows an empty stage would not wait for the one before that.
            after_barrier = not stage.chains and (after_barrier or not stage.follows)

    def steps(self) -> list[Step]:
        """All steps in the order in which they are reported."""
        return [step for stage in self.stages for chain in stage.chains for step in chain]

    def __bool__(self) -> bool:
        return bool(self.stages)

    def report(self) -> list[dict[str, Any]]:
        """Every step as users see it."""
        return [step.report() for step in self.steps()]

    def counts(self) -> dict[str, int]:
        """Steps by ``verb kind-of-object``, such as ``create user``, and their ``total``."""
        return step_counts(self.steps())


def step_counts(steps: Sequence[Step]) -> dict[str, int]:
    """Steps by ``verb kind-of-object``, such as ``create user``, and their ``total``."""
    counts: dict[str, int] = {}
    for step in steps:
        name = f"{step.verb} {step.object.split(' ', 1)[0]}"
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()), total=len(steps))


@dataclass
class Planned:
    """What a planner decided: the steps, the managed fields before and after, and the input that takes them back.

    ``undo_left_out`` names, in words, what that input does not give back.
    """

    plan: Plan = field(default_factory=Plan)
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    undo: Any = None
    undo_left_out: Sequence[str] = ()
