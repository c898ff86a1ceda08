# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps that bring one object's settings and locks about: unlock, set, lock, one PATCH per view each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Iterable, NamedTuple, Sequence

from .._core.steps import MASK, Step
from .leaf import DEFAULT_VIEW
from .plan import Change, LockPlan
from .tree import flatten, join, merged, nested

OWN_ACCOUNT = "me"


class Target(NamedTuple):
    """An object that has settings. ``members`` is how many people a group reaches, None where it is not known."""

    level: str
    id: str
    name: str
    members: int | None = None

    @property
    def title(self) -> str:
        """``account``, ``group Sales`` or ``user ann@example.com``."""
        return self.level if self.level == "account" else f"{self.level} {self.name}"

    @property
    def path(self) -> dict[str, str]:
        """What fills the place in the paths of the operations."""
        return {f"{self.level}Id": self.id}


class Operations(NamedTuple):
    """The operationIds of a level."""

    read: str
    write: str
    read_locks: str
    write_locks: str


OPERATIONS = {
    "account": Operations("accountSettings", "accountSettingsUpdate", "getAccountLockSettings", "UpdateLockedSettings"),
    "group": Operations("getGroupSettings", "updateGroupSettings", "getGroupLockSettings", "updateGroupLockSettings"),
    "user": Operations("getUserSettings", "updateUserSettings", "", ""),
}
ACCOUNT = Target("account", OWN_ACCOUNT, "account")


def view_query(view: str) -> dict[str, str]:
    """The query that picks a view; the default one needs none."""
    return {} if view == DEFAULT_VIEW else {"option": view}


@dataclass(frozen=True)
class LeafStep(Step):
    """A PATCH of some leaves. ``members`` pairs the name of each leaf with its piece of the body.

    Where Zoom refuses the whole, the step is split until the leaf at fault stands alone.
    """

    purpose: str = ""
    view: str = ""
    target: Target = ACCOUNT
    changes: tuple[Change, ...] = ()

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


def entry_name(target: Target, change: Change) -> str:
    """The key of a change among all those of a task."""
    return f"{target.title}: {join((change.name,))}"


def chain(target: Target, changes: Sequence[Change], locks: LockPlan) -> tuple[Step, ...]:
    """The steps of one object, in the one order that works: unlock, set, lock."""
    operations = OPERATIONS[target.level]
    return (
        *_steps(target, "unlock", operations.write_locks, locks.opened),
        *_steps(target, "set", operations.write, changes),
        *_steps(target, "lock", operations.write_locks, locks.closed),
    )


def _steps(target: Target, purpose: str, operation: str, changes: Sequence[Change]) -> Iterable[Step]:
    by_view: dict[str, list[Change]] = {}
    for change in changes:
        by_view.setdefault(change.view, []).append(change)
    for view, some in by_view.items():
        yield _step(target, purpose, operation, view, [(change, change.fragments[0]) for change in some])
        # The rest of a list that a PATCH changes one entry at a time.
        for change in some:
            for fragment in change.fragments[1:]:
                yield _step(target, purpose, operation, view, [(change, fragment)])


def _step(
    target: Target, purpose: str, operation: str, view: str, pieces: Sequence[tuple[Change, dict[str, Any]]]
) -> Step:
    # The PATCH of account locks has no `option`: its body tells the view.
    query = {} if operation == "UpdateLockedSettings" else view_query(view)
    members = tuple((entry_name(target, change), fragment) for change, fragment in pieces)
    what = "locks" if purpose != "set" else "settings"
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
