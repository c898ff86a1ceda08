# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps that bring settings and locks about: unlock, set, lock, one PATCH per object and view each. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Collection, Iterable, Sequence

from .._core.plan import Plan, Stage
from .._core.secret_keys import MASK
from .._core.steps import Step
from .leaf import DEFAULT_VIEW
from .target import ACCOUNT, SETTINGS_OPERATIONS, Target, view_query
from .tree import flatten, merged, nested

if TYPE_CHECKING:
    from .plan import Job, LeafChange

UNLOCK, SET, LOCK = PURPOSES = ("unlock", "set", "lock")
PHASES = {UNLOCK: "removing locks", SET: "writing settings", LOCK: "locking settings"}


@dataclass(frozen=True)
class LeafStep(Step):
    """A PATCH of some leaves. ``members`` pairs the name of each leaf with its piece of the body.

    Where Zoom refuses the whole, the step is split until the leaf at fault stands alone.
    """

    purpose: str = ""
    view: str = ""
    target: Target = ACCOUNT
    changes: tuple[LeafChange, ...] = ()

    def with_members(self, members: Sequence[tuple[str, Any]]) -> LeafStep:
        """The same PATCH with fewer leaves."""
        names = {name for name, _fragment in members}
        return replace(
            self,
            members=tuple(members),
            entries=tuple(name for name, _fragment in members),
            body=merged(fragment for _name, fragment in members),
            changes=tuple(change for change in self.changes if entry_name(self.target, change) in names),
        )

    def report(self) -> dict[str, Any]:
        """As every step; secrets are known by the change that they belong to, whatever their names."""
        shown = super().report()
        secret = {entry_name(self.target, change) for change in self.changes if change.secret}
        if secret:
            shown["body"] = merged(
                masked_leaves(fragment) if name in secret else fragment for name, fragment in self.members
            )
        return shown


def masked_leaves(tree: dict[str, Any]) -> dict[str, Any]:
    """A tree with every value replaced by asterisks."""
    return nested(dict.fromkeys(flatten(tree), MASK))


def entry_name(target: Target, change: LeafChange) -> str:
    """The key of a change among all those of a task."""
    return f"{target.title}: lock {change.name}" if change.is_lock else f"{target.title}: {change.name}"


def whole_plan(jobs: Sequence[Job]) -> Plan:
    """Each object in one chain, in the one order that works: unlock, set, lock. Objects go side by side."""
    stages = []
    for level in SETTINGS_OPERATIONS:
        chains = [
            tuple(step for purpose in PURPOSES for step in _steps(job, purpose))
            for job in jobs
            if job.target.level == level
        ]
        stages.append(Stage(f"writing settings of {level}s", tuple(steps for steps in chains if steps)))
    return Plan(stages)


def staged_plan(
    jobs: Sequence[Job],
    purposes: Sequence[str] = PURPOSES,
    left_open: Collection[tuple[Target, str]] = (),
) -> Plan:
    """Unlock, set and lock in stages, in each the account before groups before users.

    All locks come after all values, since a group cannot be written under the account's lock. ``left_open`` are locks
    (object and path) that are not to be closed.
    """
    stages = []
    for purpose in purposes:
        for level in SETTINGS_OPERATIONS:
            chains = [tuple(_steps(job, purpose, left_open)) for job in jobs if job.target.level == level]
            stages.append(Stage(f"{PHASES[purpose]} of {level}s", tuple(steps for steps in chains if steps)))
    return Plan(stages)


def changes_of(job: Job, purpose: str) -> list[LeafChange]:
    """The changes of an object that serve a purpose."""
    by_purpose = {UNLOCK: job.locks.opened, SET: job.settings.changes, LOCK: job.locks.closed}
    return by_purpose[purpose]


def _steps(job: Job, purpose: str, left_open: Collection[tuple[Target, str]] = ()) -> Iterable[Step]:
    operations = SETTINGS_OPERATIONS[job.target.level]
    operation = operations.update if purpose == SET else operations.update_locks
    by_view: dict[str, list[LeafChange]] = {}
    for change in changes_of(job, purpose):
        if purpose != LOCK or (job.target, change.name) not in left_open:
            by_view.setdefault(change.view, []).append(change)
    for view, changes in by_view.items():
        yield _step(job.target, purpose, operation, view, [(change, change.fragments[0]) for change in changes])
        # The rest of a list that a PATCH changes one entry at a time.
        for change in changes:
            for fragment in change.fragments[1:]:
                yield _step(job.target, purpose, operation, view, [(change, fragment)])


def _step(
    target: Target, purpose: str, operation: str, view: str, pieces: Sequence[tuple[LeafChange, dict[str, Any]]]
) -> Step:
    # The PATCH of account locks has no `option`: its body tells the view.
    query = {} if operation == SETTINGS_OPERATIONS["account"].update_locks else view_query(view)
    members = tuple((entry_name(target, change), fragment) for change, fragment in pieces)
    what = "settings" if purpose == SET else "locks"
    reach = f" ({target.members} members)" if target.members is not None else ""
    shown_view = "" if view == DEFAULT_VIEW else f", {view}"
    return LeafStep(
        verb=purpose,
        object=f"{target.title} {what}{shown_view}{reach}",
        operation=operation,
        path=target.path,
        query=query,
        body=merged(fragment for _name, fragment in members),
        entries=tuple(name for name, _fragment in members),
        members=members,
        kind=view,
        purpose=purpose,
        view=view,
        target=target,
        changes=tuple(change for change, _fragment in pieces),
    )
