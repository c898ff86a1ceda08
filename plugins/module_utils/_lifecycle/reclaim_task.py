# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_license_reclaim: everybody's last sign-in, the decisions, and the rows of zoom_users that carry them out."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence

from .._core import files
from .._core.errors import ApiError, Finding, InputError
from .._core.plan import step_counts
from .._directory.kinds import DIVISION, GROUP, ROLE, USER
from .._users.arguments import unknown_password
from .._users.asked import Rules
from .._users.licences import USER_TYPES
from .everybody_task import EverybodyTask
from .ledger import LedgerEntry
from .moments import text_of
from .reclaim_plan import AWAKE, EXEMPT, KEEP, NOTIFY, RECLAIM, WAIT, Decision, Reclaimed, ReclaimRules, decide

if TYPE_CHECKING:
    from .._core.steps import Step
    from .._directory.kind import Kind
    from .._users.plan import PeoplePlan

# Zoom reports hosts of one month at most a request, and of the last six months.
REPORT_DAYS, REPORT_REACH = 30, 180
COLUMNS = ("person", "last_sign_in", "licence", "department", "cost_center", "decision", "reason", "due")
SHOWN = 1000
NOTIFIED = "notified"
EXEMPTIONS = (("exempt_groups", GROUP), ("exempt_divisions", DIVISION), ("exempt_roles", ROLE))
FILES = ("table_file", "mailing_file")


class ReclaimTask(EverybodyTask):
    """Takes licences back from people who are asleep."""

    hosts: frozenset[str] | None = None
    decided: Reclaimed

    def validate(self) -> list[Finding]:
        params = self.params
        findings = self.module.check_writable(*FILES)
        if params["days"] < 1:
            findings.append(Finding("days", "is less than 1.", "Give the days without a sign-in, such as 90."))
        if params["by"] == "hosted" and params["days"] > REPORT_REACH:
            findings.append(Finding("days", f"is more than {REPORT_REACH}: Zoom reports hosts of six months only."))
        if params["grace_group"] and not params["ledger"]:
            remedy = "Name a file that later runs find again."
            findings.append(Finding("ledger", "is needed with grace_group, to know who was told when.", remedy))
        if not 0 <= params["max_percent"] <= 100:
            findings.append(Finding("max_percent", "is not between 0 and 100.", ""))
        return [*findings, *self.open_ledger(params["ledger"])]

    def rounds(self) -> Sequence[Callable[[], None]]:
        return (self.read_active, self.read_hosts, self.choose, self.look_for_invited, self.read_what_decides)

    def read_active(self) -> None:
        """Everybody who may have a licence."""
        self.read_everybody(("active",), ("groups",) if self.params["grace_group"] else ())

    def read_hosts(self) -> None:
        """Who hosted something in the period, where that decides (reportUsers, heavy)."""
        if self.params["by"] != "hosted":
            return
        found: set[str] = set()
        ends, begins = self.now, self.now - timedelta(days=self.params["days"])
        while ends > begins:
            starts = max(begins, ends - timedelta(days=REPORT_DAYS))
            period = {"type": "active", "from": f"{starts:%Y-%m-%d}", "to": f"{ends:%Y-%m-%d}", "page_size": 300}
            found.update(str(one.get("id")) for one in self.client.collect(USER.report, USER.items, query=period))
            ends = starts
        self.hosts = frozenset(found)

    def choose(self) -> None:
        """The decisions, as rows of zoom_users."""
        if self.account.people.short:
            problem = f"nobody's licence is taken: {self.account.people.short}."
            raise InputError([Finding("", problem, "Run it again.")], asked=True)
        self.decided = decide(self.account.people.everybody(), self._rules(), USER_TYPES["licensed"])
        rows = [row for row in map(self._row, self.decided.decisions) if row is not None]
        self.ask(rows, Rules(unknown_password), ("groups",) if self.params["grace_group"] else ())
        if self.params["cost_centers"]:
            self._read_cost_centers()

    def _read_cost_centers(self) -> None:
        """Lists do not show the cost centre (getUser, light): only of those in the table."""
        people = [dict(one.person) for one in self.decided.decisions]
        addresses = [str(person["id"]) for person in people]

        def read(identifier: str) -> str:
            try:
                return str(self.client.call(USER.read, {USER.place: identifier}).get("cost_center") or "")
            except ApiError:
                return ""

        found = dict(zip(addresses, self.client.map(read, addresses)))
        decisions = [
            Decision(dict(one.person, cost_center=found[str(one.person["id"])]), *_rest(one))
            for one in self.decided.decisions
        ]
        self.decided = Reclaimed(decisions, self.decided.licensed)

    def _rules(self) -> ReclaimRules:
        params = self.params
        exempt = {name: self._ids(name, kind) for name, kind in EXEMPTIONS}
        self.check_known("exempt", map(str.strip, params["exempt"]))
        grace = self.account.groups.resolve(params["grace_group"]) if params["grace_group"] else ""
        told = {person: self.ledger.since(person, NOTIFIED) for person in self.ledger.people}
        return ReclaimRules(
            now=self.now,
            days=params["days"],
            most=self._most(),
            most_percent=params["max_percent"],
            exempt=frozenset(key.strip().casefold() if "@" in key else key.strip() for key in params["exempt"]),
            exempt_groups=exempt["exempt_groups"],
            exempt_divisions=exempt["exempt_divisions"],
            exempt_roles=exempt["exempt_roles"],
            main_division=self.account.divisions.main,
            hosts=self.hosts,
            grace_group=grace,
            notice_days=params["notice_days"],
            notified={person: moment for person, moment in told.items() if moment is not None},
        )

    def _ids(self, option: str, kind: Kind) -> frozenset[str]:
        """Raises InputError for a name that means none: an exemption that is misspelt would exempt nobody."""
        matched = self.account.of(kind).matching_any(self.params[option], option)
        if matched.findings:
            raise InputError(matched.findings, asked=True)
        return matched.ids

    def _most(self) -> int | None:
        """How many licences are needed, None for all that may be taken."""
        wanted, seats = self.params["until_free"], self.params["seats"]
        if wanted is None:
            return None
        if seats is None:
            return int(wanted)
        licensed = sum(one.get("type") == USER_TYPES["licensed"] for one in self.account.people.everybody())
        return max(0, int(wanted) - (int(seats) - licensed))

    def _row(self, decision: Decision) -> dict[str, Any] | None:
        grace = self.params["grace_group"]
        row: dict[str, Any] = {"id": decision.person["id"], "email": decision.person.get("email")}
        if decision.decision == NOTIFY:
            return dict(row, groups=[grace])
        if decision.decision not in (RECLAIM, AWAKE):
            return None
        if grace:
            row.update(groups=[], groups_managed=[grace])
        return dict(row, type=self.params["to"]) if decision.decision == RECLAIM else row

    def plan(self) -> PeoplePlan:
        planned = super().plan()
        table = [_line(one) for one in self.decided.decisions]
        self._write("table_file", COLUMNS, table)
        told = [line for line, one in zip(table, self.decided.decisions) if one.decision in (NOTIFY, WAIT)]
        self._write("mailing_file", ("person", "last_sign_in", "due"), told)
        return planned

    def _write(self, option: str, columns: Sequence[str], lines: Sequence[Mapping[str, str]]) -> None:
        if not self.params[option]:
            return
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _plain(value) for name, value in line.items()} for line in lines)
        try:
            files.write_text(self.params[option], text.getvalue())
        except files.FileError as error:
            raise InputError([error.finding(option)], asked=True) from error

    def verify(self, planned: PeoplePlan) -> None:
        self._keep_ledger()
        super().verify(planned)

    def _keep_ledger(self) -> None:
        """What was done with whom; written before anything else is looked at."""
        stages = {str(one.person["id"]): one for one in self.decided.decisions}
        words = {NOTIFY: NOTIFIED, RECLAIM: "reclaimed", AWAKE: "awake"}
        self.note(
            [
                self._entry(row.user_id, row.email, words[stages[row.user_id].decision], done)
                for row, done in self.deeds()
            ]
        )

    def _entry(self, person: str, email: str, stage: str, done: Sequence[Step]) -> LedgerEntry:
        asked = "; ".join(f"{step.method} {step.address()}" for step in done)
        return LedgerEntry(self.now, self.account_id, person, email, stage, requested=asked, answer="done")

    def _keep_found(self) -> None:
        """Whoever was found in the group, and of whom the ledger knows nothing: the notice begins now."""
        changed = {change.key for change in self.proposal.changes}
        people = [one.person for one in self.decided.decisions if one.decision == NOTIFY]
        found = [person for person in people if str(person.get("email") or person["id"]).casefold() not in changed]
        self.note([self._entry(str(one["id"]), str(one.get("email") or ""), NOTIFIED, ()) for one in found])

    def report(self, planned: PeoplePlan) -> dict[str, Any]:
        self._keep_found()
        counts = dict.fromkeys((RECLAIM, NOTIFY, WAIT, AWAKE, EXEMPT, KEEP), 0)
        for one in self.decided.decisions:
            counts[one.decision] += 1
        failed = self.outcome.failed_entries()
        return {
            **super().report(planned),
            "people": [_line(one) for one in self.decided.decisions][:SHOWN],
            "summary": dict(counts, licensed=self.decided.licensed, failed=len(failed)),
            "steps_done": step_counts(self.outcome.done),
            "read_only": self.module.planning_only,
        }


def _rest(one: Decision) -> tuple[datetime | None, str, str, datetime | None]:
    return one.last, one.decision, one.reason, one.due


def _line(one: Decision) -> dict[str, str]:
    person = one.person
    return {
        "person": str(person.get("email") or person.get("id")),
        "last_sign_in": text_of(one.last) if one.last else "",
        "licence": "licensed",
        "department": str(person.get("dept") or ""),
        "cost_center": str(person.get("cost_center") or ""),
        "decision": one.decision,
        "reason": one.reason,
        "due": text_of(one.due)[:10] if one.due else "",
    }


def _plain(value: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
