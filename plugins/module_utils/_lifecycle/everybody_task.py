# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tasks over the life of an account share: everybody is read, Zoom's own clock counts, a ledger is kept."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Sequence

from .._core.files import FileError
from .._users.as_input import FACTS
from .._users.asked import Asked, Rules
from .._users.fields import FIELDS, LIST
from .._users.gather import gather
from .._users.rows import Row, read_rows
from .._users.task import PeopleTask
from .._users.to_read import KEPT, ToRead
from .ledger import Ledger, LedgerEntry, ledger_findings, read_ledger

if TYPE_CHECKING:
    from .._core.client import Client
    from .._core.errors import Finding
    from .._core.module import ZoomModule
    from .._core.steps import Step

LISTED_FIELDS = tuple(name for name, field in FIELDS.items() if field.read == LIST)
DATES = ("last_login_time", "user_created_at", "created_at")


def everybody(statuses: Sequence[str], by_unique_id: bool = False) -> ToRead:
    """All that lists show of people, and the names of groups, divisions and roles."""
    places = ("group_ids", "division_ids", *(("employee_unique_id",) if by_unique_id else ()))
    fields = dict.fromkeys((*KEPT, *LISTED_FIELDS, *places, *(name for name in FACTS if name in DATES)))
    return ToRead(
        tuple(fields),
        groups=True,
        divisions=True,
        roles=True,
        whole=True,
        by_unique_id=by_unique_id,
        statuses=tuple(statuses),
    )


def now_at_zoom(client: Client) -> datetime:
    """What time it is by the clock of Zoom's answers, which the dates of people come from; else by ours."""
    return datetime.now(timezone.utc) - timedelta(seconds=client.clock_skew or 0.0)


class EverybodyTask(PeopleTask):
    """A task that decides over everybody, and keeps a ledger of what it did."""

    ledger: Ledger
    now: datetime

    def __init__(self, module: ZoomModule) -> None:
        super().__init__(module)
        self._told: set[str] = set()

    @property
    def account_id(self) -> str:
        """The account, as the ledger names it."""
        return str(self.module.client.connection.account_id or "me")

    def read_everybody(
        self, statuses: Sequence[str], create_missing: Sequence[str] = (), by_unique_id: bool = False
    ) -> None:
        """Everybody who has one of the statuses, with names; and the time."""
        self.account = gather(
            self.client, [], everybody(statuses, by_unique_id), self.module.progress, create_missing=create_missing
        )
        self.now = now_at_zoom(self.client)

    def open_ledger(self, path: str | None) -> list[Finding]:
        """Read the ledger; what hinders reading it or adding to it."""
        self.ledger = Ledger(path or "", self.account_id)
        if not path:
            return []
        findings = ledger_findings(path, "ledger")
        if findings:
            return findings
        try:
            found = read_ledger(path, self.account_id)
        except FileError as error:
            return [error.finding("ledger")]
        if found.unreadable:
            self.module.warn(f"{found.unreadable} lines of the ledger {path} cannot be read; they are left aside.")
        self.ledger = Ledger(path, self.account_id, found.entries)
        return []

    def ask(self, given: Sequence[dict[str, Any]], rules: Rules, create_missing: Sequence[str] = ()) -> None:
        """Plan these rows of zoom_users. Raises AssertionError for rows that zoom_users would refuse."""
        rows, findings = read_rows([(number, "", row) for number, row in enumerate(given, start=1)])
        if findings:
            raise AssertionError("; ".join(finding.text() for finding in findings))
        self.asked = Asked(rows, rules, create_missing=tuple(create_missing))

    def deeds(self) -> list[tuple[Row, list[Step]]]:
        """The rows for which all steps were done, with their steps; each once."""
        done: dict[str, list[Step]] = {}
        for step in self.outcome.done:
            for key in step.entries:
                done.setdefault(key, []).append(step)
        failed = set(self.outcome.failed_entries())
        new = [row for row in self.asked.rows if row.key in done and row.key not in failed | self._told]
        self._told.update(row.key for row in new)
        return [(row, done[row.key]) for row in new]

    def note(self, entries: Sequence[LedgerEntry]) -> None:
        """Add to the ledger, unless nothing may be written. What was done is told whatever becomes of the file."""
        if self.module.planning_only:
            return
        try:
            self.ledger.add(entries)
        except FileError as error:
            self.module.warn(f"The ledger could not be added to, later runs wait anew: {error}")
