# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tasks of zoom_user and zoom_users: gather, plan, settle who joined, report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Iterable, Iterator, Mapping, Sequence

from .._core.plan import Plan, Stage
from .._core.task import Task
from .._directory.kinds import ADMIN, GROUP, ROLE
from .._directory.listings import read_members
from .._directory.people import read_caller
from . import arguments
from .gather import gather, read_active_total
from .plan import Base, PeoplePlan, Proposal, conclude, propose, protection_of
from .results import MOST_NAMED, Results

if TYPE_CHECKING:
    from .._core.confirm import Proof
    from .._core.errors import Finding
    from .._core.outcome import Outcome
    from .as_read import Account
    from .asked import Asked
    from .change import PersonChange
    from .verify import Verification


class PeopleTask(Task[PeoplePlan]):
    """What both modules do."""

    asked: Asked
    account: Account
    proposal: Proposal
    verification: Verification | None = None

    def read_account(self) -> None:
        """The people of the rows, and the groups, divisions and roles that they name."""
        self.account = gather(
            self.client,
            self.asked.rows,
            self.asked.to_read(),
            self.module.progress,
            self.asked.rules.match_by,
            self.asked.create_missing,
            self.asked.receivers,
            self.asked.may_create,
        )

    def look_for_invited(self) -> None:
        """Lists of members may show people who are only invited, and whose own reads show no group."""
        self.proposal = propose(self.asked, self.account)
        if not self.proposal.changes:
            return
        from . import pending  # each import is compiled anew in every task that needs it

        found = False
        for group, people in pending.places_to_look(self.proposal.changes).items():
            emails = {member.email.casefold() for member in read_members(self.client, GROUP, group).people}
            for person in people:
                if str(person.get("email")).casefold() in emails:
                    person["group_ids"] = (group,)
                    found = True
        if found:
            self.proposal = propose(self.asked, self.account)

    def read_what_decides(self) -> None:
        """What only a plan that takes something away has to know: whose credentials these are, who administers, how
        many people are."""
        if self.proposal.needs_caller and self.account.caller is None:
            self.account.caller = read_caller(self.client).id
        if self.proposal.needs_admins:
            self.account.admins = read_members(self.client, ROLE, ADMIN).people
        if self.asked.fuses is not None and self.proposal.needs_base:
            self.proposal.base = Base(read_active_total(self.client, self.account), "users of the account")

        if self.proposal.takes:
            self.check_known("protect", self.asked.rules.protect)
        if self.proposal.activates:
            self.check_known("hold", self.asked.rules.hold)

    def check_known(self, option: str, references: Iterable[str]) -> None:
        """Raises InputError for who is not in the account: somebody misspelt would be protected from nothing."""
        from .._core.errors import Finding, InputError  # each import is compiled anew in every task that needs it
        from .._directory.objects import person_key
        from .._directory.people import read_people

        unread = [one for one in references if self.account.people.find(person_key(one)) is None]
        known = read_people(self.client, unread) if unread else {}
        findings = [
            Finding(option, f"nobody in the account is {one!r}.", "Correct it, or leave it out.")
            for one in sorted(unread)
            if one not in known
        ]
        if findings:
            raise InputError(findings, asked=True)

    def rounds(self) -> Sequence[Callable[[], None]]:
        return (self.read_account, self.look_for_invited, self.read_what_decides)

    def load_proofs(self) -> Mapping[str, Proof]:
        from .._directory.proofs import PROOFS  # each import is compiled anew in every task that needs it

        return PROOFS

    def plan(self) -> PeoplePlan:
        planned = conclude(self.proposal, self.asked, self.account)
        if self.params["undo_file"]:
            self._warn_of_withdrawn(planned)
        for warning in planned.warnings:
            self.module.warn(warning)
        return planned

    def _warn_of_withdrawn(self, planned: PeoplePlan) -> None:
        from .undo import withdrawn  # as above

        lost = withdrawn(planned.changes)
        if lost:
            planned.warnings.append(
                f"Invitations that are withdrawn are not in undo_file: {', '.join(lost[:MOST_NAMED])}."
            )

    def parts(self, planned: PeoplePlan) -> Iterator[Plan]:
        yield planned.plan
        if not self.outcome.failures:
            return
        from .already_so import go_on, look_again, rows_made_meanwhile  # as above

        rows = rows_made_meanwhile(self.asked.rows, self.outcome)
        if rows:
            look_again(self.client, rows, self.asked, self.account, self.module.progress, self.sleep)
            protection = protection_of(self.asked.rules, self.account)
            yield go_on(rows, self.asked, self.account, protection, planned, self.outcome)

    def accept(self, planned: PeoplePlan) -> None:
        if self.outcome.failures:
            from .already_so import accept_gone  # as above

            accept_gone(self.client, planned.changes, self.outcome)
        if self.asked.rules.basic_if_short and self.outcome.done + self.outcome.failures:
            from . import licence_shortage  # as above

            licence_shortage.defer_licences(planned.changes, self.outcome)

    def verify(self, planned: PeoplePlan) -> None:
        from .._core.steps import Symbol  # as above
        from .joined import settle_joins
        from .verify import Verification, expected_of

        sizes = {**self.account.groups.sizes, **self.account.divisions.sizes, **self.account.roles.sizes}
        settle_joins(self.client, self.outcome, sizes, self.module.progress, self.sleep)
        if not self.params["verify"]:
            return
        if self.verification is None:
            self.verification = Verification(self.client, self.module.progress, self.sleep)
        done = {key for step in self.outcome.done for key in step.entries} - set(self.outcome.failed_entries())
        done -= {one.change.key for one in self.verification.found.expected}
        symbols = self.outcome.symbols
        expected = [
            expected_of(change, symbols.get(Symbol("user", change.key), ""))
            for change in planned.changes
            if change.key in done and not change.error
        ]
        self.verification.check(expected, len(self.outcome.done))

    def problems(self, planned: PeoplePlan) -> list[str]:
        problems = self.verification.found.problems() if self.verification is not None else []
        problems += [planned.withheld] if planned.withheld else []
        wrong = [change.error for change in planned.changes if change.error]
        if not wrong:
            return problems
        one = len(self.asked.rows) == 1 and not self.asked.rows[0].number
        return [wrong[0] if one else self.results(planned).errors_message(), *planned.warnings, *problems]

    def report(self, planned: PeoplePlan) -> dict[str, Any]:  # noqa: ARG002
        if self.verification is None:
            return {"unapplied": [], "unverified": []}
        found = self.verification.found
        for warning in found.warnings:
            self.module.warn(warning)
        return {"unapplied": found.unapplied(), "unverified": sorted(found.unverified)}

    def results(self, planned: PeoplePlan) -> Results:
        """The people and the counts, from what happened."""
        return Results(self.asked.rows, planned.changes, self.outcome, planned.plan.steps(), self.module.planning_only)


class UserTask(PeopleTask):
    """zoom_user: one person."""

    def validate(self) -> list[Finding]:
        self.asked, findings, _warnings = arguments.asked_of_one(self.params)
        return findings

    def plan(self) -> PeoplePlan:
        planned = super().plan()
        planned.undo = next(iter(planned.undo), None)
        return planned

    def report(self, planned: PeoplePlan) -> dict[str, Any]:
        row = self.asked.rows[0]
        change = next(iter(planned.changes), None)
        if change is None:
            from .change import PersonChange  # as above
            from .locate import locate

            person = locate(row, self.account, self.asked.rules.match_by).person
            change = PersonChange(row, person, action="unchanged")
        return {
            **super().report(planned),
            "user": user_after(change, self.account, self.outcome),
            "action": change.action,
            "deferred": next(iter(change.deferred.values()), ""),
            "deferred_fields": sorted(change.deferred),
        }


class UsersTask(PeopleTask):
    """zoom_users: many people."""

    def validate(self) -> list[Finding]:
        self.asked, findings, warnings = arguments.asked_of_many(self.params)
        for warning in warnings:
            self.module.warn(warning)
        return findings

    def report(self, planned: PeoplePlan) -> dict[str, Any]:
        results = self.results(planned)
        return {
            **super().report(planned),
            "users": results.users(self.params["report"]),
            "summary": results.summary(),
            "steps_done": Plan([Stage("done", tuple((step,) for step in self.outcome.done))]).counts(),
            "read_only": self.module.planning_only,
        }


def user_after(change: PersonChange, account: Account, outcome: Outcome) -> dict[str, Any]:
    """The person as read, with what the plan changes; a plan that failed in part shows what was read."""
    from .as_input import user_as_input  # as above

    user: dict[str, Any] = user_as_input(change.person, account) if change.person else {}
    if not change.acts or outcome.failures:
        return user
    if change.after.get("state") == "absent":
        return {}
    from .._core.steps import Symbol  # as above

    identifier = outcome.symbols.get(Symbol("user", change.key), Symbol("user", change.key))
    new = {
        "email": change.row.new_email or change.row.email,
        "id": "" if "@" in identifier and not isinstance(identifier, Symbol) else str(identifier),
        "status": "pending" if change.invited else "active",
    }
    after = {name: value for name, value in change.after.items() if name not in ("state", "groups")}
    user = {**(user or new), **after}
    if account.groups.names or change.after.get("groups"):
        user["groups"] = _groups_after(change, account)
    return user


def _groups_after(change: PersonChange, account: Account) -> list[str]:
    """All groups of the person after the plan; the diff holds only those that the task is about."""
    person: Mapping[str, Any] = change.person or {}
    now = [account.groups.name(group) for group in person.get("group_ids") or ()]
    gone = [name for name in change.before.get("groups", ()) if name not in change.after["groups"]]
    new = [name for name in change.after.get("groups", ()) if name not in now]
    return [name for name in now if name not in gone] + new
