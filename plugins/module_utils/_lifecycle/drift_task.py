# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_account_drift: the live account is read as an export reads it, and compared; the operation log says who."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Callable, Sequence

from .._core.errors import ApiError, Finding, InputError
from .._core.task import InfoTask
from .._directory.kinds import ACCOUNT_OPERATIONS
from .authors import with_authors
from .drift_compare import AccountDifference, compare_snapshots
from .everybody_task import now_at_zoom
from .section_reads import read_snapshot
from .snapshot_files import read_snapshot_files
from .source import Source, reasons

if TYPE_CHECKING:
    from .._core.plan import Planned
    from .snapshot import Snapshot

LOG_DAYS = 30  # the most that one request of the operation log takes


class DriftTask(InfoTask):
    """Compares."""

    before: Snapshot
    now: Snapshot
    differences: list[AccountDifference]

    def validate(self) -> list[Finding]:
        findings = [Finding(**one) for one in (self.params["prepared"] or {}).get("findings", ())]
        try:
            self.before = read_snapshot_files(self.params["against"])
        except InputError as error:
            findings += error.findings
        return findings

    def rounds(self) -> Sequence[Callable[[], None]]:
        return (self.read_account, self.read_log)

    def read_account(self) -> None:
        """The sections that the export has; people one by one only where the export has what that shows."""
        details = any("language" in row for row in self.before.sections.get("people", ()))
        source = Source(self.client, self.module.progress, details)
        account = str(self.module.client.connection.account_id or "me")
        names = [name for name in self.before.sections if name in (self.params["sections"] or self.before.sections)]
        self.now = read_snapshot(source, account, names, self.before.departing)
        self.differences = compare_snapshots(self.before, self.now, self.params["ignore"])

    def read_log(self) -> None:
        """Who changed what in the last month (reportOperationLogs, heavy), where that can be read."""
        if not self.differences or not self.params["who"]:
            return
        today = now_at_zoom(self.client)
        period = {"from": f"{today - timedelta(days=LOG_DAYS):%Y-%m-%d}", "to": f"{today:%Y-%m-%d}", "page_size": 300}
        try:
            log = self.client.collect(ACCOUNT_OPERATIONS.operation_logs, "operation_logs", query=period)
        except ApiError as error:
            self.module.warn(f"The operation log cannot be read, so nobody is named: {error.message}")
            return
        self.differences = with_authors(self.differences, log)

    def report(self, planned: Planned) -> dict[str, Any]:  # noqa: ARG002
        # What the export could not read either was never to be compared.
        known = {one[:3] for one in self.before.not_read}
        unread = [one for one in self.now.not_read if one[:3] not in known]
        counts: dict[str, int] = {}
        for one in self.differences:
            counts[one.section] = counts.get(one.section, 0) + 1
        return {
            "account": self.now.account,
            "against": {"folder": self.params["against"], "account": self.before.account},
            "compared": sorted(self.now.sections),
            "differences": [one.as_data() for one in self.differences],
            "counts": counts,
            "unreadable": reasons(unread),
            "unreadable_sections": sorted({one.section for one in unread}),
        }
