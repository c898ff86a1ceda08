# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task over people returns: each person, the counts, and the way back. Pure."""

from __future__ import annotations

from typing import Any, Iterable, Mapping, Sequence

from .._core.errors import SeatError
from .._core.outcome import Outcome
from .._core.steps import MASK
from .draft import NO_LICENCE, Draft
from .entries import Entry
from .fields import LICENCE_FIELDS

REPORTS = ("changed", "failed", "all", "none")
SHOWN = 20


def forgive_shortage(drafts: Sequence[Draft], outcome: Outcome) -> None:
    """Where a lack of licences is no failure, it defers: who could not get one gets it from a later run."""
    by_key = {draft.key: draft for draft in drafts}
    kept = []
    for failure in outcome.failures:
        if isinstance(failure.error, SeatError) and failure.step.operation == "updateUser":
            for key in failure.step.entries:
                by_key[key].deferred.update({name: NO_LICENCE for name in LICENCE_FIELDS if name in by_key[key].after})
        else:
            kept.append(failure)
    outcome.failures[:] = kept
    for step in outcome.fallbacks:
        for key in step.entries if step.operation == "createUser" else ():
            draft = by_key[key]
            taken = [name for name in LICENCE_FIELDS if draft.after.get(name) not in (None, "basic", "unassigned")]
            draft.deferred.update(dict.fromkeys(taken, NO_LICENCE))


def person(draft: Draft, changed: bool, error: str) -> dict[str, Any]:
    """One person of the return value ``users``."""
    return {
        "email": draft.entry.email or str((draft.record or {}).get("email") or draft.key),
        "row": draft.entry.row,
        "action": draft.action,
        "changed": changed,
        "error": error,
        "deferred": next(iter(draft.deferred.values()), ""),
        "deferred_fields": sorted(draft.deferred),
    }


class Results:
    """The returns of a task, from its drafts and what became of them."""

    def __init__(self, entries: Sequence[Entry], drafts: Sequence[Draft], outcome: Outcome, planning: bool) -> None:
        self.entries = entries
        self.drafts = drafts
        self.errors = outcome.failed_entries()
        self.errors.update({draft.key: draft.error for draft in drafts if draft.error})
        self._done = {key for step in outcome.done for key in step.entries}
        self._planning = planning
        self._refused = sum(not failure.skipped for failure in outcome.failures)
        self._skipped = sum(failure.skipped for failure in outcome.failures)
        self._created = {key for step in outcome.done if step.operation == "createUser" for key in step.entries}

    def is_changed(self, draft: Draft) -> bool:
        """Whether something was done for the person, or would be."""
        return draft.acts and not draft.error if self._planning else draft.key in self._done

    def users(self, report: str) -> list[dict[str, Any]]:
        """The people that ``report`` asks for; ``changed`` takes those in error and those deferred along."""
        if report == "none":
            return []
        found = [
            person(draft, self.is_changed(draft), self.errors.get(draft.key, ""))
            for draft in self.drafts
            if report != "failed" or draft.key in self.errors
        ]
        if report != "all":
            return found
        by_row = {(draft.entry.row, draft.key): shown for draft, shown in zip(self.drafts, found)}
        unchanged = (person(Draft(entry, action="unchanged"), False, "") for entry in self.entries)
        listed = [by_row.pop((entry.row, entry.key), shown) for entry, shown in zip(self.entries, unchanged)]
        return listed + list(by_row.values())

    def summary(self) -> dict[str, int]:
        """Counts of people, and of licences and invitation mails."""
        counts = dict.fromkeys(
            ("created", "updated", "unchanged", "deactivated", "removed", "pruned", "deferred", "errors"), 0
        )
        counts.update(invited=0, licenses_taken=0, licenses_freed=0, failed=self._refused, skipped=self._skipped)
        for draft in self.drafts:
            changed = self.is_changed(draft)
            if draft.key in self.errors:
                counts["errors"] += 1
            elif changed:
                counts[draft.action] += 1
            counts["deferred"] += bool(draft.deferred)
            if changed:
                counts["pruned"] += draft.pruned
                counts["invited"] += draft.invited and (self._planning or draft.key in self._created)
                counts["licenses_taken"] += draft.licences_taken
                counts["licenses_freed"] += draft.licences_freed
        listed = sum(not draft.pruned for draft in self.drafts)
        counts["unchanged"] = len(self.entries) - listed
        counts["rows"] = len(self.entries)
        return counts

    def errors_message(self) -> str:
        """The people in error, row by row."""
        wrong = [draft for draft in self.drafts if draft.error]
        lines = [_line(draft.entry, draft.error) for draft in wrong[:SHOWN]]
        if len(wrong) > SHOWN:
            lines.append(f"… and {len(wrong) - SHOWN} more, in users.")
        return "\n- ".join([f"Nothing was done for {len(wrong)} of {len(self.entries)} people:", *lines])


def _line(entry: Entry, error: str) -> str:
    place = f"{entry.place}, " if entry.place else ""
    return f"{place}{entry.key}: {error}"


def undo_rows(drafts: Iterable[Draft]) -> list[dict[str, Any]]:
    """Input of zoom_users that gives the previous values back, as far as Zoom lets anybody do that."""
    return [row for row in map(_undo_row, drafts) if row is not None]


def _undo_row(draft: Draft) -> dict[str, Any] | None:
    if not draft.acts:
        return None
    email = str((draft.record or {}).get("email") or draft.entry.options.get("new_email") or draft.entry.email)
    if draft.action == "created":
        return {"email": email, "state": "absent", "absent_action": "disassociate"}
    row: dict[str, Any] = {"email": draft.after.get("email", email)}
    if "email" in draft.after:
        row["new_email"] = draft.before["email"]
    for name, value in draft.before.items():
        if name in ("email", "state", "groups") or value in (None, MASK):
            continue
        row[name] = value
    if "groups" in draft.before:
        row["groups"] = draft.before["groups"]
        added = [name for name in draft.after["groups"] if name not in draft.before["groups"]]
        if added:
            row["groups_managed"] = added
    if row.get("zoom_phone") is False:
        row["allow_number_loss"] = True
    return row if len(row) > 1 else None


def diff_of(drafts: Iterable[Draft]) -> tuple[dict[str, Any], dict[str, Any]]:
    """``(before, after)``: person → the managed fields that change."""
    acting = [draft for draft in drafts if draft.acts]
    before: Mapping[str, Any] = {draft.key: draft.before for draft in acting}
    return dict(before), {draft.key: draft.after for draft in acting}
