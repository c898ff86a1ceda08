# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The planner of settings and locks: what was read and what is wanted in, changes out. Pure: it sees data only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Collection, Iterable, NamedTuple, Sequence

from .compare import (
    locked,
    same,
    same_lock,
    same_unknown,
    written_entries,
)
from .declaration import (
    Declaration,
    Entries,
    RefusedPlanError,
    Wanted,
    not_writable,
    settable,
    writable,
)
from .leaf import LEVELS, leaves, spelled
from .locks_above import Held, Holder, lock_above, lock_over
from .schema import LOCKS
from .secret_names import sounds_secret
from .tree import Path, nested, path_text
from .views import api_path, extra_place, lock_view

if TYPE_CHECKING:
    from .._core.errors import Finding
    from .reading import Reading
    from .target import Target


class LeafChange(NamedTuple):
    """A setting or lock to be changed.

    ``name`` is the path as it was declared, ``path`` the canonical one; ``before`` is what was shown, documented or
    not, None where nothing was. ``fragments`` are pieces of PATCH bodies, the first of which may share a PATCH with
    others of its view. ``wanted`` is what the read-back is compared with.
    """

    name: str
    path: Path
    view: str
    before: Any
    after: Any
    secret: bool
    fragments: tuple[dict[str, Any], ...]
    wanted: Any
    is_lock: bool = False


class Blocked(NamedTuple):
    """A leaf that cannot be brought to what is wanted, and why."""

    name: str
    wanted: Any
    actual: Any
    reason: str
    detail: str
    secret: bool
    is_lock: bool = False


class Wish(NamedTuple):
    """What is wanted of one object."""

    target: Target
    declaration: Declaration


class SettingsPlan:
    """``changes`` to make; ``blocked`` leaves that this level cannot bring about; ``findings`` about the input."""

    def __init__(self) -> None:
        self.changes: list[LeafChange] = []
        self.blocked: list[Blocked] = []
        self.findings: list[Finding] = []


class LockPlan:
    """Locks to open before the settings are written, and to close after. ``passing`` are opened only to be closed."""

    def __init__(self) -> None:
        self.opened: list[LeafChange] = []
        self.closed: list[LeafChange] = []
        self.passing: list[str] = []


class Job:
    """One object, what is wanted of it, what was read of it and of those above it, and what is planned for it."""

    def __init__(self, wish: Wish, reading: Reading, holders: Sequence[Holder] = ()) -> None:
        self.target = wish.target
        self.declaration = wish.declaration
        self.reading = reading
        self.holders = holders
        self.settings = SettingsPlan()
        self.locks = LockPlan()

    @property
    def changes(self) -> list[LeafChange]:
        """Settings and locks to be changed, each once."""
        passing = set(self.locks.passing)
        locks = [*self.locks.opened, *self.locks.closed]
        return [*self.settings.changes, *(change for change in locks if change.name not in passing)]

    @property
    def to_be_seen(self) -> list[LeafChange]:
        """What the read-back is to show once all is done: the changes, and the locks that were closed again."""
        passing = set(self.locks.passing)
        return [*self.changes, *(change for change in self.locks.closed if change.name in passing)]


def plan_jobs(
    wishes: Iterable[Wish],
    reading: Callable[[Target], Reading],
    holders: Callable[[Target], Sequence[Target]],
) -> list[Job]:
    """The plan of each object, from what was read. Raises RefusedPlanError with every finding.

    ``holders`` gives the objects whose locks bind an object. What they lock is blocked, but for locks that the same
    task opens.
    """
    jobs = []
    for wish in wishes:
        above = [Holder(target, reading(target)) for target in holders(wish.target)]
        jobs.append(Job(wish, reading(wish.target), above))
    found: list[Finding] = []
    for job in jobs:
        job.settings = plan_settings(job.declaration, job.reading)
        found += [finding for finding in job.settings.findings if finding not in found]
    if found:
        raise RefusedPlanError(found)
    opening = {(job.target, name) for job in jobs for name, value in job.declaration.locks.items() if not locked(value)}
    for job in jobs:
        _block_what_is_locked_above(job, opening)
        job.locks = plan_locks(job.declaration, job.reading, job.settings.changes)
    return jobs


def _block_what_is_locked_above(job: Job, opening: Collection[tuple[Target, str]]) -> None:
    free = []
    for change in job.settings.changes:
        held = lock_above(path_text(change.path), job.holders, opening)
        if held is None:
            free.append(change)
        else:
            job.settings.blocked.append(blocked_by(change, held))
    job.settings.changes = free


def blocked(change: LeafChange, reason: str, detail: str) -> Blocked:
    """A change that cannot be made."""
    return Blocked(change.name, change.after, change.before, reason, detail, change.secret, change.is_lock)


def blocked_by(change: LeafChange, held: Held) -> Blocked:
    """A change that a lock above keeps from being made."""
    return blocked(change, held.reason, held.detail)


def views_needed(declaration: Declaration) -> list[str]:
    """The settings views that hold declared leaves."""
    views = [wanted.leaf.view for wanted in declaration.wanted.values()]
    views += [extra_place(declaration.level, path).view for path in declaration.extras]
    return sorted(set(views))


def lock_views_needed(declaration: Declaration) -> list[str]:
    """The lock views that hold declared locks."""
    paths = [tuple(path.split(".")) for path in declaration.locks]
    return sorted({lock_view(path) for path in [*paths, *declaration.extra_locks]})


# -- settings ------------------------------------------------------------------------------------------------------


def plan_settings(declaration: Declaration, reading: Reading) -> SettingsPlan:
    """The declared settings that differ from what was read."""
    plan = SettingsPlan()
    for wanted in declaration.wanted.values():
        have = reading.shown(wanted.path)
        if isinstance(wanted.value, Entries):
            _plan_entries(declaration, wanted, reading, plan)
        elif wanted.path in declaration.rewritten or not same(wanted.leaf, wanted.value, have, declaration.level):
            _plan_leaf(declaration.level, wanted, have, plan)
    for path, value in declaration.extras.items():
        found = reading.unknown_setting(path)
        if not same_unknown(value, found.value):
            secret = sounds_secret(path, value) or sounds_secret(path, found.value)
            fragment = nested({found.place: value})
            plan.changes.append(
                LeafChange(path_text(path), path, found.view, found.value, value, secret, (fragment,), value)
            )
    return plan


def _plan_leaf(level: str, wanted: Wanted, have: Any, plan: SettingsPlan) -> None:
    leaf = wanted.leaf
    if not writable(wanted, level):
        if settable(wanted.path):
            plan.findings.append(not_writable(wanted, level))
        return  # what nobody can set is a fact of the account, not a wish
    value = wanted.value
    if leaf.elements == "dict":
        value = written_entries(leaves()[spelled(wanted.path, level)], value, have, level)
    fragment = nested({api_path(wanted.path, level): value})
    path = tuple(wanted.path.split("."))
    plan.changes.append(LeafChange(wanted.name, path, leaf.view, have, wanted.value, leaf.secret, (fragment,), wanted))


def _plan_entries(declaration: Declaration, wanted: Wanted, reading: Reading, plan: SettingsPlan) -> None:
    have = reading.value(wanted.path)
    shown = reading.shown(wanted.path)
    if have is None and shown not in (None, []):
        # Taken for an empty list, every entry would be created once more.
        detail = "Zoom shows this list in a form that is not documented, so that its entries cannot be told apart."
        plan.blocked.append(Blocked(wanted.name, wanted.value.present, shown, "unknown", detail, wanted.leaf.secret))
        return
    from .entry_edits import edits  # each import is compiled anew in every task that needs it

    result = edits(wanted, have or [], declaration.level, declaration.template_action)
    if result.lack:
        detail = f"{', '.join(result.lack)}: not there, and {declaration.level} level cannot create it."
        if have is None:
            detail = "Zoom does not show this list here."
        plan.blocked.append(Blocked(wanted.name, wanted.value.present, have, "unknown", detail, False))
    if result.fragments:
        path = tuple(wanted.path.split("."))
        change = LeafChange(
            wanted.name, path, wanted.leaf.view, have, result.result, False, tuple(result.fragments), wanted
        )
        plan.changes.append(change)


# -- locks ---------------------------------------------------------------------------------------------------------


def plan_locks(declaration: Declaration, reading: Reading, changes: Iterable[LeafChange] = ()) -> LockPlan:
    """The declared locks that differ, and those that must be open for a moment while settings under them change.

    A lock that could not be read may be open or closed: it is written, whatever is wanted.
    """
    plan = LockPlan()
    wanted: list[tuple[str, Path, Any]] = [
        (name, tuple(name.split(".")), value) for name, value in declaration.locks.items()
    ]
    wanted += [(path_text(path), path, value) for path, value in declaration.extra_locks.items()]
    covering = {lock for change in changes for lock in lock_over(path_text(change.path))}
    for name, path, want in wanted:
        have = reading.lock_at(path)
        unknown = reading.lock_unread(path) or (have is None and not shows_lock(name, declaration.level))
        if unknown or not same_lock(want, have):
            target = plan.closed if locked(want) else plan.opened
            target.append(_lock_change(name, path, have, want))
        elif name in covering and locked(want) and locked(have):
            plan.passing.append(name)
            plan.opened.append(_lock_change(name, path, have, _unlocked(have)))
            plan.closed.append(_lock_change(name, path, have, want))
    return plan


def shows_lock(name: str, level: str) -> bool:
    """Whether a GET of this level is documented to show the lock; unknown ones count as shown."""
    return not knows_lock(name, level) or "r" in LOCKS[name][1].split()[LEVELS.index(level)]


def knows_lock(name: str, level: str) -> bool:
    """Whether a lock is documented for a level."""
    return name in LOCKS and LOCKS[name][1].split()[LEVELS.index(level)] != "-"


def _unlocked(have: Any) -> Any:
    return "" if isinstance(have, str) else False


def _lock_change(name: str, path: Path, before: Any, after: Any) -> LeafChange:
    return LeafChange(name, path, lock_view(path), before, after, False, (nested({path: after}),), after, True)
