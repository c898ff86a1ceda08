# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings and locks against a live account: gather the views that answer, find locks in the way, apply, read back."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Callable, Iterable, NamedTuple, Sequence

from .._core import errors
from .._core.client import Client
from .._core.progress import Progress
from .._core.steps import Plan, Stage
from .compare import locked
from .declaration import Declaration, RefusedPlanError
from .leaf import leaves
from .plan import (
    Blocked,
    Change,
    LockPlan,
    Reading,
    SettingsPlan,
    lock_over,
    lock_views_needed,
    plan_locks,
    plan_settings,
    views_needed,
)
from .steps import (
    ACCOUNT,
    OPERATIONS,
    Target,
    chain,
    view_query,
)
from .targets import list_groups
from .tree import extra_place, join, lock_view, views_of

LOCK_VIEWS = ("default", "meeting_security")


class Read(NamedTuple):
    """One GET to send: the settings or the locks of an object, one view of them."""

    target: Target
    locks: bool
    view: str


@dataclass
class Job:
    """One object, what is wanted of it, what was read of it and what is planned for it."""

    target: Target
    declaration: Declaration
    reading: Reading
    settings: SettingsPlan = field(default_factory=SettingsPlan)
    locks: LockPlan = field(default_factory=LockPlan)

    @property
    def changes(self) -> list[Change]:
        """Settings and locks to be changed, each once."""
        passing = set(self.locks.passing)
        locks = [*self.locks.opened, *self.locks.closed]
        return [*self.settings.changes, *(change for change in locks if change.name not in passing)]


class Engine:
    """Reads and plans for one task. What was read once is not read again until it has been written."""

    def __init__(
        self,
        client: Client,
        progress: Progress | None = None,
        allow_unverified: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.client = client
        self.progress = progress or Progress()
        self.allow_unverified = allow_unverified
        self.warnings: list[str] = []
        self.sleep = sleep
        self.unreadable: errors.ScopeError | None = None
        self._readings: dict[tuple[str, str], Reading] = {}
        self._groups: list[Target] | None = None
        self._user_groups: dict[str, list[Target]] = {}

    # -- reading -----------------------------------------------------------------------------------------------------

    def reading(self, target: Target) -> Reading:
        """What is known so far of an object."""
        return self._readings.setdefault((target.level, target.id), Reading(target.level))

    def read(self, reads: Iterable[Read], phase: str = "reading settings") -> None:
        """Send the GETs side by side, each once. Locks that the token may not read are noted, not raised."""
        wanted = [read for read in dict.fromkeys(reads) if not self._known(read)]
        if not wanted:
            return
        self.progress.begin(phase, len(wanted))
        self.client.map(self._get, wanted)

    def _known(self, read: Read) -> bool:
        reading = self.reading(read.target)
        return read.view in (reading.lock_views if read.locks else reading.views)

    def _get(self, read: Read) -> None:
        """One GET; its answer is taken apart here, while others wait for the limiter."""
        operations = OPERATIONS[read.target.level]
        operation = operations.read_locks if read.locks else operations.read
        reading = self.reading(read.target)
        try:
            answer = self.client.call(operation, read.target.path, view_query(read.view))
        except errors.ScopeError as error:
            if not read.locks:
                raise
            self.unreadable = error
            answer = None
        if read.locks:
            reading.add_locks(read.view, answer)
        else:
            reading.add_view(read.view, answer)
        self.progress.advance()

    def forget(self, target: Target, views: Iterable[str], lock_views: Iterable[str]) -> None:
        """Views that were written must be read anew."""
        reading = self.reading(target)
        for view in views:
            reading.views.pop(view, None)
        for view in lock_views:
            reading.lock_views.pop(view, None)

    def read_all(self, targets: Sequence[Target]) -> None:
        """Every view of settings and locks of some objects."""
        self.read(
            [Read(target, False, view) for target in targets for view in views_of(target.level)]
            + [Read(target, True, view) for target in targets if target.level != "user" for view in LOCK_VIEWS]
        )

    def groups_of(self, user: Target) -> list[Target]:
        """The groups that a user is in; none, with a warning, where the token may not tell and that is allowed."""
        if user.id not in self._user_groups:
            self._user_groups[user.id] = []
            try:
                person = self.client.call("getUser", {"userId": user.id})
                ids = [str(item) for item in person.get("group_ids") or []]
                known = {group.id: group for group in self.groups()} if ids else {}
                self._user_groups[user.id] = [known.get(item, Target("group", item, item)) for item in ids]
            except errors.ScopeError as error:
                self.unreadable = error
                self._without_locks(f"the groups of {user.title}")
        return self._user_groups[user.id]

    def groups(self) -> list[Target]:
        """Every group of the account; listed once."""
        if self._groups is None:
            self._groups = list_groups(self.client)
        return self._groups

    # -- planning ----------------------------------------------------------------------------------------------------

    def plan(self, wishes: Sequence[tuple[Target, Declaration]]) -> list[Job]:
        """Read what the declarations need and plan. Raises InputError with every finding, ScopeError where declared
        locks, or the locks that could be in the way, may not be read."""
        findings = [finding for _target, declaration in wishes[:1] for finding in declaration.findings]
        if findings:
            raise errors.InputError(findings)
        jobs = [Job(target, declaration, self.reading(target)) for target, declaration in wishes]
        self.read(
            [Read(job.target, False, view) for job in jobs for view in views_needed(job.declaration)]
            + [Read(job.target, True, view) for job in jobs for view in lock_views_needed(job.declaration)]
        )
        self._search_unknown(jobs)
        self.require_locks([job.target for job in jobs if job.declaration.names_locks])
        found: list[errors.Finding] = []
        for job in jobs:
            job.settings = plan_settings(job.declaration, job.reading)
            found += [finding for finding in job.settings.findings if finding not in found]
        if found:
            raise RefusedPlanError(found)
        self._find_locks_above(jobs)
        for job in jobs:
            job.locks = plan_locks(job.declaration, job.reading, job.settings.changes)
        return jobs

    def _search_unknown(self, jobs: Sequence[Job]) -> None:
        """A setting under an unknown section may sit in any view: look into the others before calling it absent."""
        reads = []
        for job in jobs:
            for path in job.declaration.extras:
                certain = extra_place(job.target.level, path)[2]
                if not certain and job.reading.unknown_setting(path)[2] is None:
                    reads += [Read(job.target, False, view) for view in views_of(job.target.level)]
        self.read(reads)

    def require_locks(self, targets: Sequence[Target]) -> None:
        """Raise ScopeError, or warn where unverified writes are allowed, if locks that were asked for are hidden."""
        for target in targets:
            if self.reading(target).locks_unreadable():
                whose = "the account" if target.level == "account" else target.title
                self._without_locks(f"the locks of {whose}")

    def _without_locks(self, what: str) -> None:
        """The token may not read locks that the task wants to know, or the groups that they may come from."""
        error = self.unreadable
        if error is None:
            return
        scopes = " or ".join(error.scopes) or "the scope that the message names"
        if not self.allow_unverified:
            master = error.operation == "getAccountLockSettings"
            why = " (Zoom documents the scope that reads account locks for master accounts only)" if master else ""
            raise errors.ScopeError(
                error.operation,
                error.method,
                error.path,
                error.status,
                error.code,
                error.zoom_message,
                remedy=f"So {what} cannot be read. Add {scopes} to the app{why}, or set allow_unverified: true to go on"
                " without knowing them.",
                scopes=error.scopes,
            )
        warning = f"{what[:1].upper()}{what[1:]} cannot be read (missing scope: {scopes}); done without knowing them."
        if warning not in self.warnings:
            self.warnings.append(warning)

    # -- locks in the way --------------------------------------------------------------------------------------------

    def holders(self, target: Target) -> list[Target]:
        """The objects whose locks bind an object: the account, and for a user the groups as well."""
        if target.level == "account":
            return []
        return [ACCOUNT, *(self.groups_of(target) if target.level == "user" else [])]

    def read_holders(self, targets: Sequence[Target], locks: Iterable[str]) -> None:
        """Read the views of the locks above some objects in which ``locks`` are."""
        views = sorted({lock_view(tuple(lock.split("."))) for lock in locks})
        holders = dict.fromkeys(holder for target in targets for holder in self.holders(target))
        self.read([Read(holder, True, view) for holder in holders for view in views], "reading locks")

    def _find_locks_above(self, jobs: Sequence[Job]) -> None:
        """Move changes that a lock above forbids to ``blocked``; reads locks only if something is to be written."""
        below = [job for job in jobs if job.target.level != "account" and job.settings.changes]
        locks = {lock for job in below for change in job.settings.changes for lock in lock_over(join(change.path))}
        if not locks:
            return
        self.read_holders([job.target for job in below], locks)
        self.require_locks(list(dict.fromkeys(holder for job in below for holder in self.holders(job.target))))
        for job in below:
            free = []
            for change in job.settings.changes:
                lock = self.lock_above(job.target, change)
                if lock is None:
                    free.append(change)
                else:
                    job.settings.blocked.append(blocked(change, *lock))
            job.settings.changes = free

    def lock_above(self, target: Target, change: Change, likely: bool = False) -> tuple[str, str] | None:
        """``(reason, detail)`` if a lock that was read keeps an object from changing a setting."""
        for holder in self.holders(target):
            for lock in lock_over(join(change.path), likely):
                if locked(self.reading(holder).lock(lock)):
                    where = "the account" if holder.level == "account" else f"group {holder.name}"
                    return f"locked at {holder.level}", f"The lock {lock} of {where} holds it."
        return None


def blocked(change: Change, reason: str, detail: str) -> Blocked:
    """A change that cannot be made."""
    return Blocked(change.name, change.after, change.before, reason, detail, change.secret)


def whole_plan(jobs: Sequence[Job]) -> Plan:
    """The steps of all objects: one chain each, accounts before groups before users."""
    stages = []
    for level in OPERATIONS:
        chains = [chain(job.target, job.settings.changes, job.locks) for job in jobs if job.target.level == level]
        stages.append(Stage(f"writing settings of {level}s", tuple(steps for steps in chains if steps)))
    return Plan(stages)


def licensed(change: Change) -> bool:
    """Whether Zoom sells the setting separately, so that a licence may be what it wants."""
    leaf = leaves().get(join(change.path))
    return leaf is not None and leaf.licensed
