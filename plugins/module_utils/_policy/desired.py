# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From findings to changes: only what fails is set, then locked; what was approved bounds what is done. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Collection, Iterable, Mapping, NamedTuple, Sequence

from .._core.errors import Finding
from .._settings.compare import same
from .agreements import ACCOUNT, Subject
from .conditions import (
    MISSING,
    Condition,
    leaf_at,
    readable,
    satisfying,
)
from .evaluate import Judge, Observed, Unread, leaf

if TYPE_CHECKING:
    from .controls import Check, Control

# keep: a group's agreed value, written as it is, since it may come from the account, which is about to change.
SET, KEEP, LOCK, UNLOCK = "set", "keep", "lock", "unlock"
SETTING_CHANGES = (SET, KEEP)
PHASE = {UNLOCK: 0, SET: 1, KEEP: 1, LOCK: 2}


class Change(NamedTuple):
    """One leaf to set, or one lock to set or remove, at one object."""

    subject: Subject
    kind: str
    path: str
    before: Any
    after: Any
    controls: tuple[str, ...]

    def report(self, when: str = "always") -> dict[str, Any]:
        """As users see and approve it. ``when`` is ``still_departs`` for what may come about by itself."""
        return {
            "when": when,
            "object": self.subject.id,
            "name": self.subject.name,
            "kind": self.kind,
            "path": self.path,
            "before": None if self.before is MISSING else self.before,
            "after": self.after,
            "controls": list(self.controls),
        }


@dataclass
class Desired:
    """``changes`` in the order in which they are made; ``beyond`` says what no change can mend, and why.

    Order: locks that an agreement removes, values of the account, values of groups, locks of the account, locks of
    groups. Values come before all locks, since a group cannot be written under the account's lock.

    ``follows`` are values of groups that are the account's, which is about to change: a group that only inherits gets
    the new value by itself. Whether it inherits shows once the account is written; only what still departs is set.
    """

    changes: list[Change] = field(default_factory=list)
    follows: list[Change] = field(default_factory=list)
    beyond: list[dict[str, str]] = field(default_factory=list)


class Planner:
    """Derives changes from what a Judge sees. ``blind_locks``: lock also where the account's locks cannot be read.

    ``within`` are the ids of the objects that may be changed; all of them if it is empty.
    """

    def __init__(self, judge: Judge, blind_locks: bool = False, within: Collection[str] = ()) -> None:
        self.judge = judge
        self.within = within
        self.facts = judge.facts
        self.blind_locks = blind_locks
        self.desired = Desired()
        self._values: dict[tuple[str, str], Any] = {}
        self._unlocked: set[tuple[str, str]] = set()

    def plan(self) -> Desired:
        """All changes that bring the objects to the baselines."""
        within = [item for item in self.judge.observed if not self.within or item.subject.id in self.within]
        ordered = sorted(within, key=lambda item: item.subject.level != ACCOUNT)
        for observed in ordered:
            self._unlock(observed)
        # The account's locks are known before its groups are planned: what it will hold need not be set there.
        for observed in ordered:
            self._set(observed)
            if observed.subject.level != ACCOUNT:
                self._keep(observed)
            self._lock(observed)
        self.desired.changes.sort(key=lambda change: (PHASE[change.kind], change.subject.level != ACCOUNT))
        return self.desired

    def _active(self, observed: Observed) -> Iterable[tuple[Control, Check]]:
        """Checks that may be enforced at an object: automatic ones that nobody waived."""
        for control in self.judge.composition.controls:
            if control.automation == "enforce" and not self._waived(control, observed.subject):
                for check in self.judge.looked_at(control, observed):
                    yield control, check

    def _waived(self, control: Control, subject: Subject) -> bool:
        # An expired waiver never reaches this: the module refuses to enforce with one.
        return self.judge.agreements.waiver(control.id, subject) is not None

    def _waived_paths(self, observed: Observed) -> dict[str, str]:
        """Paths that a waived control covers at this object; no other control may set or lock them either."""
        paths = {}
        for control in self.judge.composition.controls:
            if self._waived(control, observed.subject):
                for check in control.checks:
                    paths[check.path] = control.id
                    if check.lock_path:
                        paths[check.lock_path] = control.id
        return paths

    # -- values --------------------------------------------------------------------------------------------------

    def _set(self, observed: Observed) -> None:
        wanted: dict[str, list[tuple[Control, Condition, bool]]] = {}
        for control, check in self._active(observed):
            condition = self.judge.condition(control, check, observed.subject)
            self._values.setdefault((observed.subject.id, check.path), leaf(observed.settings, check.path))
            if condition is not None and self.judge.other_way(control, check, observed) is None:
                override = self.judge.agreements.override(control.id, check.path, observed.subject)
                agreed = override is not None and override["value"] is not None
                wanted.setdefault(check.path, []).append((control, condition, agreed))
        waived = self._waived_paths(observed)
        for path, entries in wanted.items():
            self._set_path(observed, path, entries, waived.get(path, ""))

    def _set_path(
        self, observed: Observed, path: str, entries: list[tuple[Control, Condition, bool]], waived: str
    ) -> None:
        subject = observed.subject
        current = leaf(observed.settings, path)
        self._values[subject.id, path] = current
        if ("settings", self.facts.view(path)) in observed.unread or current is MISSING:
            return  # what cannot be read is reported as unknown, never written
        failing = [control for control, condition, _agreed in entries if condition.accepts(current) is False]
        if not failing or self._forced(observed, path, entries):
            return
        # An agreement about one control of a path decides for the others too: they cannot all be had.
        agreed = [entry for entry in entries if entry[2]]
        conditions = [condition for _control, condition, _agreed in agreed[-1:] or entries]
        value = satisfying(conditions, self.facts.choices(path), current)
        if waived:
            self._cannot(subject, path, failing, f"control {waived} covers the same path and is waived")
        elif value is MISSING:
            self._cannot(subject, path, failing, "no value satisfies all controls that ask for it")
        elif same(leaf_at(path), value, current):
            self._cannot(subject, path, failing, "an override of another control decides this path")
        elif not self.facts.writable(path, subject.level):
            self._cannot(subject, path, failing, f"the API cannot set it at this level ({subject.level})")
        elif subject.level != ACCOUNT and self._locked_above(path):
            self._cannot(
                subject,
                path,
                failing,
                "the account's lock beats it; an override with lock: unlocked for the account removes that lock",
            )
        elif subject.level != ACCOUNT and self._may_follow(path, current, conditions):
            after = self._of_account(path)
            self._values[subject.id, path] = after
            names = tuple(dict.fromkeys(control.id for control in failing))
            self.desired.follows.append(Change(subject, SET, path, current, after, names))
        else:
            self._values[subject.id, path] = value
            self._change(subject, SET, path, current, value, [control.id for control in failing])

    def _keep(self, observed: Observed) -> None:
        """What a group has by agreement must outlast the account's change, whose value it may only inherit."""
        agreed: dict[str, list[str]] = {}
        for control in self.judge.composition.controls:
            waived = self._waived(control, observed.subject)
            for check in self.judge.applicable(control, observed.subject):
                override = self.judge.agreements.override(control.id, check.path, observed.subject)
                if waived or (override is not None and override["value"] is not None):
                    agreed.setdefault(check.path, []).append(control.id)
        of_account = {
            change.path: change.after
            for change in self.desired.changes
            if change.kind == SET and change.subject.level == ACCOUNT
        }
        own = {change.path for change in self.desired.changes if change.subject == observed.subject}
        for path, controls in agreed.items():
            current = leaf(observed.settings, path)
            outlasts = (
                path not in of_account
                or path in own
                or current is MISSING
                or same(leaf_at(path), of_account[path], current)
            )
            if not outlasts and self.facts.writable(path, observed.subject.level) and not self._locked_above(path):
                self._change(observed.subject, KEEP, path, current, current, controls)

    def _forced(self, observed: Observed, path: str, entries: Sequence[tuple[Control, Condition, bool]]) -> bool:
        """Whether the account's lock, as it is or as it is planned, makes the account's right value count here."""
        held = self._locked_above(path) or self._planned_above(path)
        if observed.subject.level == ACCOUNT or not held or self.judge.account is None:
            return False
        value = self._of_account(path)
        return all(condition.accepts(value) for _control, condition, _agreed in entries)

    def _of_account(self, path: str) -> Any:
        """The account's value once the changes so far are made."""
        account = self.judge.account
        return self._values.get((ACCOUNT, path), leaf(account.settings, path) if account else MISSING)

    def _planned_above(self, path: str) -> bool:
        """Whether a change of this plan locks a path at the account."""
        planned = {
            change.path for change in self.desired.changes if change.kind == LOCK and change.subject.level == ACCOUNT
        }
        return bool(planned.intersection(self.judge.locks_of(path)))

    def _may_follow(self, path: str, current: Any, conditions: Sequence[Condition]) -> bool:
        """Whether a group has the account's value, which this plan makes right: it may get the new one by itself."""
        account = self.judge.account
        before = leaf(account.settings, path) if account else MISSING
        after = self._of_account(path)
        changing = before is not MISSING and not same(leaf_at(path), before, after)
        return (
            changing
            and same(leaf_at(path), before, current)
            and all(condition.accepts(after) for condition in conditions)
        )

    def _locked_above(self, path: str) -> bool:
        return any((ACCOUNT, lock) not in self._unlocked for lock in self.judge.locks_above(path))

    def _cannot(self, subject: Subject, path: str, controls: Sequence[Control], why: str) -> None:
        for control in controls:
            self.desired.beyond.append(
                {"control": control.id, "object": subject.id, "path": path, "why": f"{path}: {why}."}
            )

    def _change(self, subject: Subject, kind: str, path: str, before: Any, after: Any, controls: Sequence[str]) -> None:
        names = tuple(dict.fromkeys(controls))
        self.desired.changes.append(Change(subject, kind, path, before, after, names))

    # -- locks ---------------------------------------------------------------------------------------------------

    def _unlock(self, observed: Observed) -> None:
        for control, check in self._active(observed):
            key = (observed.subject.id, check.lock_path)
            if self.judge.lock_wanted(control, check, observed.subject) != "unlocked" or key in self._unlocked:
                continue
            if self.judge.lock_state(observed, check.lock_path) is True:
                self._unlocked.add(key)
                self._change(observed.subject, UNLOCK, check.lock_path, True, False, [control.id])

    def _lock(self, observed: Observed) -> None:
        subject = observed.subject
        waived = self._waived_paths(observed)
        wanted: dict[str, list[tuple[Control, Check]]] = {}
        for control, check in self._active(observed):
            way = self.judge.other_way(control, check, observed)
            apart = way is not None and way.locked_apart
            if self.judge.lock_wanted(control, check, subject) == "required" and not apart:
                wanted.setdefault(check.lock_path, []).append((control, check))
        for lock_path, entries in wanted.items():
            state = self.judge.lock_state(observed, lock_path)
            if state is True and (subject.id, lock_path) not in self._unlocked:
                continue
            if subject.level == ACCOUNT:
                needed = not self.judge.deviating(lock_path)
            else:
                needed = not self._account_locks(lock_path)
            readable = isinstance(state, bool) or (self.blind_locks and subject.level == ACCOUNT)
            if needed and readable and self.facts.lockable(lock_path, subject.level):
                before = MISSING if isinstance(state, Unread) else state
                self._lock_path(observed, lock_path, before, entries, waived.get(lock_path, ""))

    def _lock_path(
        self, observed: Observed, lock_path: str, before: Any, entries: Sequence[tuple[Control, Check]], waived: str
    ) -> None:
        """Lock a path, unless something under the lock is waived or will not be right."""
        wrong = [(control, check) for control, check in entries if not self._right(observed, control, check)]
        if not wrong and not waived:
            names = [control.id for control, _check in entries]
            self._change(observed.subject, LOCK, lock_path, before, True, names)
            return
        failing = {control.id for control, _check in wrong}
        right = {control.id: control for control, _check in entries if control.id not in failing}
        why = f"control {waived} covers the same path and is waived"
        if not waived:
            why = f"{wrong[0][1].path} is under the same lock and not right"
        self._cannot(observed.subject, lock_path, list(right.values()), why)

    def _account_locks(self, lock_path: str) -> bool:
        """Whether the account locks a path, now or by an earlier change of this plan (or might: not readable)."""
        account = self.judge.account
        if account is None or (ACCOUNT, lock_path) in self._unlocked:
            return False
        state = self.judge.lock_state(account, lock_path)
        planned = any(
            change.kind == LOCK and change.path == lock_path and change.subject.level == ACCOUNT
            for change in self.desired.changes
        )
        return state is True or planned

    def _right(self, observed: Observed, control: Control, check: Check) -> bool:
        """Whether the value will be right once the changes so far are made: a wrong value is never locked."""
        if self.judge.other_way(control, check, observed) is not None:
            return True
        condition = self.judge.condition(control, check, observed.subject)
        value = self._values.get((observed.subject.id, check.path), MISSING)
        return condition is not None and condition.accepts(value) is True


def after_changes(objects: Sequence[Observed], changes: Iterable[Change]) -> list[Observed]:
    """The objects as they will be once the changes are made."""
    after = {item.subject.id: replace(item, settings=dict(item.settings), locks=dict(item.locks)) for item in objects}
    for change in changes:
        item = after[change.subject.id]
        values: Any = item.settings if change.kind in SETTING_CHANGES else item.locks
        values[change.path] = change.after
    return list(after.values())


def outside_approval(changes: Sequence[Change], approved: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """Changes that an approved plan does not hold: same object, kind, path and value must be in it."""
    allowed: dict[tuple[str, Any, Any], list[Any]] = {}
    for item in approved:
        place = (str(item.get("object")), item.get("kind"), item.get("path"))
        allowed.setdefault(place, []).append(item.get("after"))

    def is_allowed(change: Change) -> bool:
        values = allowed.get((change.subject.id, change.kind, change.path), ())
        path = change.path if change.kind in SETTING_CHANGES else ""
        return any(same(leaf_at(path), value, change.after) for value in values)

    return [
        Finding(
            change.subject.text(),
            f"{change.kind} {change.path} to {readable(change.after)} was not approved.",
            "Audit again and have the new plan approved.",
        )
        for change in changes
        if not is_allowed(change)
    ]
