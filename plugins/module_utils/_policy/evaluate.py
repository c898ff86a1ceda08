# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Controls against what was read: a status per control and object, with its reason. Pure: data in, data out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Mapping, Sequence

from .._settings.compare import same
from .._settings.reading import Unread
from .agreements import ACCOUNT, Agreements, Subject
from .conditions import (
    MISSING,
    Condition,
    leaf_at,
    satisfying,
)
from .manual import manual_finding
from .statuses import (
    FAIL,
    FAIL_GROUP_OVERRIDE,
    FAIL_UNLOCKED,
    FAILING,
    NOT_APPLICABLE,
    NOT_BOUGHT,
    PASS,
    UNKNOWN,
    WAIVED,
)
from .ways import Way, find_way

if TYPE_CHECKING:
    from .controls import Check, Composition, Control
    from .facts import Facts

BOUNDS = (">=", "<=", "contains", "subset")
# The status of a control is the first of these that one of its checks has.
WORST_FIRST = (FAIL, FAIL_GROUP_OVERRIDE, FAIL_UNLOCKED, UNKNOWN, NOT_BOUGHT, PASS)


@dataclass
class Observed:
    """One object as it was read: settings and locks by path, in the project's vocabulary.

    ``unread`` and ``evidence`` are keyed by kind of answer (``settings`` or ``locks``) and view; evidence is the
    number of the answer in the evidence record.
    """

    subject: Subject
    settings: Mapping[str, Any] = field(default_factory=dict)
    locks: Mapping[str, Any] = field(default_factory=dict)
    unread: dict[tuple[str, str], Unread] = field(default_factory=dict)
    evidence: dict[tuple[str, str], int] = field(default_factory=dict)


def leaf(values: Mapping[str, Any], path: str) -> Any:
    """The value at a path; MISSING where it is absent or null."""
    value = values.get(path)
    return MISSING if value is None else value


class Judge:
    """Evaluates one composition against what was read. ``groups`` are all groups of the account, read or not."""

    def __init__(
        self,
        composition: Composition,
        facts: Facts,
        agreements: Agreements,
        observed: Sequence[Observed],
        groups: Sequence[Subject] = (),
        account: Observed | None = None,
        not_bought: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        self.composition = composition
        self.facts = facts
        self.agreements = agreements
        self.observed = list(observed)
        self.groups = list(groups) or [item.subject for item in observed if item.subject.level != ACCOUNT]
        # Groups may be the only targets; what the account locks still decides about them.
        own = [item for item in observed if item.subject.level == ACCOUNT]
        self.account = own[0] if own else account
        self.not_bought = not_bought or {}
        self._deviations: dict[str, list[Subject]] = {}
        self._locks: dict[str, list[str]] = {}
        self._by_lock: dict[str, list[tuple[Control, Check]]] = {}
        for control in composition.controls:
            for check in control.checks:
                if check.lock_path:
                    self._by_lock.setdefault(check.lock_path, []).append((control, check))

    def with_objects(self, objects: Sequence[Observed]) -> Judge:
        """The same judge, of other states of the objects."""
        judged = (self.composition, self.facts, self.agreements)
        return Judge(*judged, objects, self.groups, self.account, self.not_bought)

    def findings(self) -> list[dict[str, Any]]:
        """A finding per control and object, in the order of controls and objects.

        A control that concerns none of the objects is not applicable to them: no control goes without a finding.
        """
        found = []
        for control in self.composition.controls:
            if control.automation == "manual":
                found.append(manual_finding(control, self.agreements))
                continue
            own = [self.finding(control, observed) for observed in self.observed]
            concerned = [finding for finding in own if finding is not None]
            found += concerned or [self._not_applicable(control, observed) for observed in self.observed]
        return found

    def _not_applicable(self, control: Control, observed: Observed) -> dict[str, Any]:
        levels = [
            level for level in control.scope if any(self.facts.readable(check.path, level) for check in control.checks)
        ]
        words = "the account" if levels == [ACCOUNT] else "groups"
        return {
            "control": control.id,
            "object": observed.subject.id,
            "status": NOT_APPLICABLE,
            "reason": f"Only {words} can be judged by this, which the targets do not name.",
            "checks": [],
        }

    def finding(self, control: Control, observed: Observed) -> dict[str, Any] | None:
        """The finding of an automatic control for an object, None where the control does not concern it."""
        subject = observed.subject
        checks = self.looked_at(control, observed)
        if not checks:
            return None
        results = [self._check(control, check, observed) for check in checks]
        status = next(one for one in WORST_FIRST if any(result["status"] == one for result in results))
        finding: dict[str, Any] = {
            "control": control.id,
            "object": subject.id,
            "status": status,
            "reason": " ".join(dict.fromkeys(result["reason"] for result in results if result["reason"])),
            "checks": results,
        }
        waiver = self.agreements.waiver(control.id, subject)
        if waiver is not None:
            named = {key: str(waiver.get(key, "")) for key in ("reason", "owner", "expires")}
            if self.agreements.expired(waiver):
                finding["expired_waiver"] = named
                finding["reason"] = (
                    f"The waiver of {named['owner']} expired on {named['expires']}. {finding['reason']}".strip()
                )
            else:
                finding.update(status=WAIVED, would_be=status, waiver=named)
        return finding

    def applicable(self, control: Control, subject: Subject) -> list[Check]:
        """The checks of a control that an object of this level answers."""
        if subject.level not in control.scope:
            return []
        return [check for check in control.checks if self.facts.readable(check.path, subject.level)]

    def looked_at(self, control: Control, observed: Observed) -> list[Check]:
        """The checks that count at an object: of settings with two names, those that Zoom shows."""
        checks = self.applicable(control, observed.subject)
        counting = [
            check for check in checks if not check.optional or leaf(observed.settings, check.path) is not MISSING
        ]
        return counting or checks

    def effective(self, observed: Observed, path: str) -> Any:
        """The value in force at an object: that of the account, where the account's lock holds it."""
        if observed.subject.level != ACCOUNT and self.account is not None and self.locks_above(path):
            return leaf(self.account.settings, path)
        return leaf(observed.settings, path)

    def other_way(self, control: Control, check: Check, observed: Observed) -> Way | None:
        """The state that makes a check right although its own condition is not met, None if there is none."""
        if not (check.not_needed or control.any_of):
            return None

        def is_locked(path: str) -> bool:
            locks = self.facts.locks_over(path)
            return any(self.lock_state(one, lock) is True for lock in locks for one in (observed, self.account) if one)

        return find_way(
            self.facts,
            control,
            check,
            # A person locks nothing: what counts is the value.
            observed.subject.level != "user" and self.lock_wanted(control, check, observed.subject) == "required",
            lambda condition: condition.accepts(self.effective(observed, condition.path)) is True,
            is_locked,
        )

    def condition(self, control: Control, check: Check, subject: Subject) -> Condition | None:
        """What is asked of a leaf at an object, an override of the organisation counted; None if not known."""
        override = self.agreements.override(control.id, check.path, subject)
        if override is not None and override["value"] is not None:
            # An agreed bound stays a bound: a longer passcode than the one agreed on is right, too.
            operator = check.condition.operator if check.condition else "=="
            kept = operator if operator in BOUNDS else "=="
            return Condition(kept, override["value"], override["value"], check.path)
        return check.condition

    def lock_wanted(self, control: Control, check: Check, subject: Subject) -> str:
        """none, recommended, required, or unlocked (an override asks for the lock's removal)."""
        override = self.agreements.override(control.id, check.path, subject)
        if override is not None and override.get("lock"):
            return str(override["lock"]) if check.lock_path else "none"
        return check.lock

    def lock_state(self, observed: Observed | None, lock_path: str) -> bool | Unread:
        """Whether an object locks a path, or why that is not known."""
        if observed is None:
            return Unread("The locks of the account were not read.")
        if not self.facts.lock_readable(lock_path, observed.subject.level):
            return False
        unread = observed.unread.get(("locks", self.facts.lock_view(lock_path)))
        if unread is not None:
            return unread
        value = leaf(observed.locks, lock_path)
        if isinstance(value, bool):
            return value
        return Unread(f"The answer does not hold the lock {lock_path}.")

    def locks_above(self, path: str) -> list[str]:
        """The locks of the account that are known to hold a path; what a group has there has no effect."""
        return [lock for lock in self.locks_of(path) if self.lock_state(self.account, lock) is True]

    def locks_of(self, path: str) -> list[str]:
        """The locks that hold a path, closed or open."""
        if path not in self._locks:
            named = {
                check.lock_path
                for control in self.composition.controls
                for check in control.checks
                if check.path == path and check.lock_path
            }
            self._locks[path] = sorted(named | set(self.facts.locks_over(path)))
        return self._locks[path]

    def deviating(self, lock_path: str) -> list[Subject]:
        """Groups that depart by agreement from what the account's lock of this path would force on them."""
        if lock_path not in self._deviations:
            self._deviations[lock_path] = [group for group in self.groups if self._deviates(lock_path, group)]
        return self._deviations[lock_path]

    def _deviates(self, lock_path: str, group: Subject) -> bool:
        for control, check in self._by_lock.get(lock_path, ()):
            if not self.facts.readable(check.path, group.level):
                continue
            waiver = self.agreements.waiver(control.id, group)
            if waiver is not None and not self.agreements.expired(waiver):
                return True
            override = self.agreements.override(control.id, check.path, group)
            if override is None:
                continue
            if override.get("lock") in ("none", "recommended", "unlocked") and check.lock == "required":
                return True
            of_account = self._of_account(control, check)
            if override["value"] is not None and not same(leaf_at(check.path), override["value"], of_account):
                return True
        return False

    def _of_account(self, control: Control, check: Check) -> Any:
        """The value that the account has, or will have once this control is enforced on it."""
        current = leaf(self.account.settings, check.path) if self.account else MISSING
        subject = self.account.subject if self.account else Subject(ACCOUNT, ACCOUNT, ACCOUNT)
        condition = self.condition(control, check, subject)
        return satisfying([condition], self.facts.choices(check.path), current) if condition else current

    # -- one check -----------------------------------------------------------------------------------------------

    def _check(self, control: Control, check: Check, observed: Observed) -> dict[str, Any]:
        subject = observed.subject
        condition = self.condition(control, check, subject)
        wanted = self.lock_wanted(control, check, subject)
        view = self.facts.view(check.path)
        actual = leaf(observed.settings, check.path)
        result: dict[str, Any] = {
            "path": check.path,
            "expected": condition.text() if condition else "",
            "actual": None if actual is MISSING else actual,
            "evidence": [observed.evidence[key] for key in (("settings", view),) if key in observed.evidence],
        }
        override = self.agreements.override(control.id, check.path, subject)
        if override is not None:
            result["override"] = str(override.get("reason", ""))
        status, reason, scopes = self._value_status(check, condition, actual, observed)
        way = self.other_way(control, check, observed)
        if way is not None and (status != PASS or (way.locked_apart and wanted == "required")):
            status, reason, scopes = PASS, way.reason, ()
            wanted = "none" if way.locked_apart and wanted == "required" else wanted
        if wanted in ("required", "unlocked") or (wanted == "recommended" and check.lock_path):
            state, status, lock_reason, lock_scopes = self._lock_status(check, wanted, status, observed)
            result["lock"] = dict(state, wanted=wanted, path=check.lock_path)
            reason, scopes = f"{reason} {lock_reason}".strip(), scopes or lock_scopes
            key = ("locks", self.facts.lock_view(check.lock_path))
            result["evidence"] += [observed.evidence[key]] if key in observed.evidence else []
        result.update(status=status, reason=reason)
        if scopes:
            result["missing_scopes"] = list(scopes)
        return result

    def _value_status(
        self, check: Check, condition: Condition | None, actual: Any, observed: Observed
    ) -> tuple[str, str, tuple[str, ...]]:
        unread = observed.unread.get(("settings", self.facts.view(check.path)))
        accepted = condition.accepts(actual) if condition else None
        if condition is None:
            reason = f"policy_values has no {check.needs}: only your organisation knows it."
        elif unread is not None:
            return UNKNOWN, unread.reason, unread.scopes
        elif actual is MISSING and self.facts.licensed(check.path):
            return NOT_BOUGHT, f"Zoom sells {check.path} separately and does not show it here.", ()
        elif actual is MISSING:
            reason = f"The answer does not hold {check.path}."
        elif accepted is None:
            reason = f"The answer holds something unexpected at {check.path}."
        else:
            status, reason = self._decided(check, condition, accepted, observed)
            refusal = self.not_bought.get((observed.subject.id, check.path), "")
            return (NOT_BOUGHT, refusal, ()) if refusal and status in FAILING else (status, reason, ())
        return UNKNOWN, reason, ()

    def _decided(self, check: Check, condition: Condition, accepted: bool, observed: Observed) -> tuple[str, str]:
        """Status and reason of a value that was read: for a group, the account's value and lock count too."""
        if observed.subject.level == ACCOUNT or self.account is None:
            return (PASS, "") if accepted else (FAIL, "")
        above = condition.accepts(leaf(self.account.settings, check.path))
        forced = bool(self.locks_above(check.path))
        if accepted:
            if forced and above is False:
                return FAIL, "The account's lock forces another value on the group."
            return PASS, ""
        if not above:
            return FAIL, ""
        if forced:
            return PASS, "The account's lock forces its value; the group's own has no effect."
        return FAIL_GROUP_OVERRIDE, "The group departs from the account."

    def _lock_status(
        self, check: Check, wanted: str, status: str, observed: Observed
    ) -> tuple[dict[str, Any], str, str, tuple[str, ...]]:
        """The state of the lock for the report, and what it makes of the status of the value."""
        own = self.lock_state(observed, check.lock_path)
        above: bool | Unread = False
        if observed.subject.level != ACCOUNT and self.facts.lock_readable(check.lock_path, ACCOUNT):
            above = self.lock_state(self.account, check.lock_path)
        shown: dict[str, Any] = {"actual": own if isinstance(own, bool) else None}
        if above is True:
            shown.update(actual=True, by=ACCOUNT)
        if wanted == "unlocked":
            if status == PASS and (own is True or above is True):
                by = "the account" if above is True else observed.subject.text()
                return shown, FAIL, f"An agreement asks for no lock, but {by} locks it.", ()
            return shown, status, "", ()
        if wanted != "required" or status != PASS or own is True or above is True:
            return shown, status, "", ()
        if not self.facts.lockable(check.lock_path, observed.subject.level):
            return self._unlockable(shown, above, observed)
        for state in (own, above):
            if isinstance(state, Unread):
                shown["account_locks_unread"] = state is above or observed.subject.level == ACCOUNT
                return shown, UNKNOWN, state.reason, state.scopes
        reason = "The value is right, but not locked."
        deviating = self.deviating(check.lock_path) if observed.subject.level == ACCOUNT else []
        if deviating:
            names = ", ".join(group.name for group in deviating[:5]) + (" and others" if len(deviating) > 5 else "")
            reason = f"Users outside any group are not locked, since the account's lock would beat what {names} may do."
        return shown, FAIL_UNLOCKED, reason, ()

    def _unlockable(
        self, shown: dict[str, Any], above: bool | Unread, observed: Observed
    ) -> tuple[dict[str, Any], str, str, tuple[str, ...]]:
        """Locks that only the other level has."""
        if observed.subject.level == ACCOUNT:
            return dict(shown, actual=None), PASS, "Only groups can be locked here.", ()
        if isinstance(above, Unread):
            return dict(shown, account_locks_unread=True), UNKNOWN, above.reason, above.scopes
        return shown, FAIL_UNLOCKED, "Only the account can lock this, and it does not.", ()


def account_locks_unread(finding: Mapping[str, Any]) -> bool:
    """Whether a finding is unknown for no other reason than that the account's locks cannot be read."""
    undecided = [check for check in finding["checks"] if check["status"] == UNKNOWN]
    return finding["status"] == UNKNOWN and all(
        check.get("lock", {}).get("account_locks_unread") for check in undecided
    )
