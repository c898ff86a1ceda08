# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task over people returns: each person, and the counts, from what happened. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, Mapping, Sequence

from .._directory.kinds import USER
from .licences import USER_TYPES

if TYPE_CHECKING:
    from .._core.outcome import Outcome
    from .._core.steps import Step
    from .change import PersonChange
    from .rows import Row

MOST_NAMED = 20


def user_result(change: PersonChange, changed: bool, error: str) -> dict[str, Any]:
    """One person of the return value ``users``."""
    return {
        "email": str((change.person or {}).get("email") or change.row.email or change.key),
        "row": change.row.number,
        "action": change.action,
        "changed": changed,
        "error": error,
        "deferred": next(iter(change.deferred.values()), ""),
        "deferred_fields": sorted(change.deferred),
    }


class Results:
    """The returns of a task, from its changes and what became of them. ``planning``: nothing was sent."""

    def __init__(
        self,
        rows: Sequence[Row],
        changes: Sequence[PersonChange],
        outcome: Outcome,
        planned: Sequence[Step],
        planning: bool,
    ) -> None:
        self.rows = rows
        self.changes = changes
        self.outcome = outcome
        self.planning = planning
        # The steps that count: those that were done, or those of the plan where nothing was to be sent.
        self.steps = planned if planning else outcome.done
        self.errors = outcome.failed_entries()
        self.errors.update({change.key: change.error for change in changes if change.error})
        self._touched = {key for step in self.steps for key in step.entries}

    def is_changed(self, change: PersonChange) -> bool:
        """Whether something was done for the person, or would be."""
        return change.key in self._touched and not change.error

    def users(self, report: str) -> list[dict[str, Any]]:
        """The people that ``report`` asks for; ``changed`` takes those in error and those deferred along."""
        if report == "none":
            return []
        found = [
            user_result(change, self.is_changed(change), self.errors.get(change.key, ""))
            for change in self.changes
            if report != "failed" or change.key in self.errors
        ]
        if report != "all":
            return found
        from .change import PersonChange  # each import is compiled anew in every task that needs it

        by_row = {(change.row.number, change.key): one for change, one in zip(self.changes, found)}
        unchanged = (user_result(PersonChange(row, action="unchanged"), False, "") for row in self.rows)
        listed = [by_row.pop((row.number, row.key), one) for row, one in zip(self.rows, unchanged)]
        return listed + list(by_row.values())

    def summary(self) -> dict[str, int]:
        """Counts of people, and of licences and invitation mails."""
        counts = dict.fromkeys(
            ("created", "updated", "unchanged", "deactivated", "removed", "pruned", "deferred", "errors"), 0
        )
        counts["unchanged"] = len(self.rows) - sum(not change.pruned for change in self.changes)
        for change in self.changes:
            counts["deferred"] += bool(change.deferred)
            if change.key in self.errors:
                counts["errors"] += 1
            elif self.is_changed(change):
                counts[change.action] += 1
                counts["pruned"] += change.pruned
            elif change.acts:
                counts["unchanged"] += 1  # done by another task during this run
        by_key = {change.key: change for change in self.changes}
        refused = sum(not failure.skipped for failure in self.outcome.failures)
        return {
            **counts,
            "invited": sum(_invites(step) for step in self.steps),
            "licenses_taken": sum(takes_licence(step) for step in self.steps),
            "licenses_freed": sum(_licences_freed(self.steps, by_key)),
            "failed": refused,
            "skipped": len(self.outcome.failures) - refused,
            "rows": len(self.rows),
        }

    def errors_message(self) -> str:
        """The people in error, row by row."""
        from .._core.errors import Finding  # each import is compiled anew, and most tasks have no such people
        from .._core.findings import grouped

        wrong = [change for change in self.changes if change.error]
        findings = [Finding(_place(change.row), change.error) for change in wrong]
        lines = [finding.text() for finding in grouped(findings)]
        if len(lines) > MOST_NAMED:
            lines[MOST_NAMED:] = [f"… and {len(lines) - MOST_NAMED:,} more, in users."]
        return "\n- ".join([f"Nothing was done for {len(wrong):,} of {len(self.rows):,} people:", *lines])


def _place(row: Row) -> str:
    return f"{row.place}, {row.key}" if row.place else row.key


def _user_info(step: Step) -> Mapping[str, Any]:
    body = step.body or {}
    return body["user_info"] if step.operation == USER.create else body


def _invites(step: Step) -> bool:
    return step.operation == USER.create and step.body["action"] == "create"


def takes_licence(step: Step) -> bool:
    """Whether a step takes a licence of the Meetings plan."""
    return step.operation in (USER.create, USER.update) and _user_info(step).get("type") == USER_TYPES["licensed"]


def _licences_freed(steps: Iterable[Step], by_key: Mapping[str, PersonChange]) -> Iterable[int]:
    for step in steps:
        gives_back = step.operation == USER.update and "type" in step.body and not takes_licence(step)
        removes = step.operation == USER.delete
        deactivates = step.operation == USER.set_status and step.body["action"] == "deactivate"
        if gives_back or removes or deactivates:
            yield from (by_key[key].licences_freed for key in step.entries)
