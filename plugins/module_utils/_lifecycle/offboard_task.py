# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_offboarding: who leaves, at which stage each is, and the rows of zoom_users that carry it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence

from .._core.errors import ApiError, Finding, InputError, ZoomError
from .._core.plan import step_counts
from .._core.steps import Step
from .._directory.kinds import ACCOUNT_OPERATIONS, USER
from .._directory.objects import Key, name_key
from .._directory.people import read_caller
from .._directory.resolve import UnknownReference
from .._users.arguments import unknown_password
from .._users.as_read import by_email
from .._users.asked import Asked, Fuses, Rules
from .._users.change import DEACTIVATION
from .._users.licences import USER_TYPES
from .._users.prune import in_scope
from .everybody_task import EverybodyTask
from .heirs_plan import Heir, Heirs, Places
from .leavers_file import Leaver
from .ledger import REFUSED, LedgerEntry
from .moments import text_of
from .offboard_options import OffboardAsked, read_options
from .offboard_plan import (
    BACK,
    DEACTIVATE,
    DEACTIVATED,
    LEAVING,
    REMOVE,
    REMOVED,
    RETURNED,
    WAIT,
    Known,
    Leaving,
    OffboardRules,
    rows_of,
    stage_of,
    with_heir,
)

if TYPE_CHECKING:
    from .._users.plan import PeoplePlan

MOST_SHOWN_LEAVERS = 1000
READ_STATUSES = ("active", "inactive", "pending")


class OffboardTask(EverybodyTask):
    """Brings everybody who leaves to the stage that is due."""

    options: OffboardAsked
    people: list[tuple[Leaver, dict[str, Any] | None]]
    leaving: list[Leaving]
    rules: OffboardRules

    def validate(self) -> list[Finding]:
        try:
            self.options = read_options(self.params)
        except InputError as error:
            return [*error.findings, *self.open_ledger(self.params["ledger"])]
        return [*self.options.findings, *self.open_ledger(self.params["ledger"])]

    def rounds(self) -> Sequence[Callable[[], None]]:
        return (self.read_people, self.read_rules, self.read_managers, self.choose, self.read_what_decides)

    # -- reading -----------------------------------------------------------------------------------------------------

    def read_people(self) -> None:
        """Everybody, and whom the rows mean."""
        self.read_everybody(READ_STATUSES, by_unique_id=any(row.unique_id for row in self.options.rows))
        findings: list[Finding] = []
        found = [(row, self._person(row, findings)) for row in self.options.rows]
        if findings:
            raise InputError(findings, asked=True)
        if self.options.scope is None:
            self.people = found
            return
        stay = {id(person) for _row, person in found if person is not None}
        try:
            covered = in_scope(self.options.scope, self.account)
        except UnknownReference as error:
            raise InputError([error.finding("scope")], asked=True) from error
        others = [person for person in covered if id(person) not in stay]
        self.people = [(Leaver("scope", str(one.get("email") or ""), str(one.get("id") or "")), one) for one in others]

    def _person(self, row: Leaver, findings: list[Finding]) -> dict[str, Any] | None:
        """The person of a row, which may name the same one in several ways, and never two."""
        keys = (Key("id", row.user_id), Key("unique", row.unique_id), by_email(row.email))
        people = [found for found in (self.account.people.find(key) for key in keys if key.value) if found]
        if any(one is not people[0] for one in people):
            names = " and ".join(dict.fromkeys(str(one.get("email")) for one in people))
            findings.append(Finding(row.place, f"names two people: {names}.", "Leave one of the two out."))
        return people[0] if people else None

    def read_rules(self) -> None:
        """What forbids: the caller, protected groups, managed domains."""
        people = self.account.people
        if people.short:
            raise InputError([Finding("", f"nobody leaves: {people.short}.", "Run it again.")], asked=True)
        groups = self.account.groups.matching_any(self.params["protect_groups"], "protect_groups")
        if groups.findings:
            raise InputError(groups.findings, asked=True)
        self.check_known("protect", map(str.strip, self.params["protect"]))
        self.check_known("exceptions", filter(self._was_never_here, self.options.exceptions))
        named = {key.strip().casefold() if "@" in key else key.strip() for key in self.params["protect"]}
        self.account.caller = read_caller(self.client).id if self.people else None
        self.rules = OffboardRules(
            now=self.now,
            grace_days=self.params["grace_days"],
            action=self.params["action"],
            allow_data_loss=self.params["allow_data_loss"],
            exceptions=self.options.exceptions,
            protected=frozenset(
                str(one.get("id"))
                for one in people.everybody()
                if groups.ids.intersection(one.get("group_ids") or ())
                or named.intersection((str(one.get("email") or "").casefold(), str(one.get("id"))))
            ),
            caller=self.account.caller or "",
            managed_domains=self._managed_domains(),
        )
        stages = [stage_of(row, person, self._known(row, person), self.rules) for row, person in self.people]
        self.leaving = stages

    def _was_never_here(self, address: str) -> bool:
        """Whether the ledger knows nothing of somebody: who was removed is no longer in the account."""
        return not (self.ledger.last(address) or self.ledger.last_of_email(address))

    def _managed_domains(self) -> frozenset[str]:
        """Zoom disassociates nobody of these; where they cannot be read, the refusal will tell."""
        if not self.people or self.params["action"] != "disassociate":
            return frozenset()
        own = {ACCOUNT_OPERATIONS.place: ACCOUNT_OPERATIONS.id}
        try:
            domains = self.client.call(ACCOUNT_OPERATIONS.managed_domains, own).get("domains") or ()
        except ApiError:
            return frozenset()
        return frozenset(str(one.get("domain") or "").casefold() for one in domains)

    def _known(self, row: Leaver, person: Mapping[str, Any] | None) -> Known:
        identifier = str((person or {}).get("id") or "")
        entry = self.ledger.last(identifier) if identifier else self.ledger.last_of_email(row.email)
        return Known(entry.stage, entry.time, self.ledger.since(identifier, DEACTIVATED)) if entry else Known()

    def read_managers(self) -> None:
        """Managers, which lists do not show, of those who may need one (getUser, light)."""
        if not self.options.heirs.manager:
            return
        due = [one for one in self.leaving if one.stage in LEAVING and one.person.get("id") and not one.leaver.heir]
        addresses = [str(one.person["id"]) for one in due]

        def read(identifier: str) -> str:
            try:
                return str(self.client.call(USER.read, {USER.place: identifier}).get("manager") or "")
            except ApiError:
                return ""

        for one, manager in zip(due, self.client.map(read, addresses)):
            one.person["manager"] = self._email_of(manager)  # type: ignore[index]

    def _email_of(self, manager: str) -> str:
        """A manager is an email or a display name; a name that several have means nobody."""
        if not manager or "@" in manager:
            return manager
        wanted = name_key(manager)
        found = [one for one in self.account.people.everybody() if name_key(str(one.get("display_name"))) == wanted]
        return str(found[0].get("email")) if len(found) == 1 else ""

    # -- deciding ----------------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Heirs, then the rows."""
        leaving = frozenset(one.email.casefold() for one in self.leaving if one.stage in LEAVING)
        heirs = Heirs(self.options.heirs, lambda email: self.account.people.find(by_email(email)), leaving)
        self.leaving = [with_heir(one, self._heir(heirs, one), self.rules) for one in self.leaving]
        self.ask(rows_of(self.leaving, self.rules, self.params["transfer"] or ()), Rules(unknown_password))
        self.asked = Asked(
            self.asked.rows,
            self.asked.rules,
            fuses=Fuses(self.params["max_removals"], self.params["max_removals_percent"]),
        )
        self.look_for_invited()
        for change in self.proposal.changes:
            if DEACTIVATION in change.takes:
                change.freeing.insert(0, _sign_out(change.key, change.address))

    def _heir(self, heirs: Heirs, one: Leaving) -> Heir:
        person = one.person
        division = next(iter(person.get("division_ids") or ()), self.account.divisions.main)
        places = Places(
            self.account.divisions.name(str(division)).casefold(),
            str(person.get("dept") or "").casefold(),
            tuple(self.account.groups.name(group).casefold() for group in person.get("group_ids") or ()),
            str(person.get("manager") or ""),
        )
        return heirs.of(one.leaver.heir, places, one.email)

    # -- after -------------------------------------------------------------------------------------------------------

    def accept(self, planned: PeoplePlan) -> None:
        # Deactivating ends the sessions as well; whoever never signed in by single sign-on has none to end.
        self.outcome.forgive(USER.sign_out, ZoomError)
        super().accept(planned)

    def verify(self, planned: PeoplePlan) -> None:
        stages = {str(one.person.get("id") or one.email): one for one in self.leaving}
        done = [(stages[row.user_id or row.email], steps) for row, steps in self.deeds()]
        self.note([self._entry(one, _reached(one), _words(steps), "done") for one, steps in done])
        super().verify(planned)

    def _note_rest(self) -> None:
        """What was found and is new to the ledger, and what Zoom refused."""
        found = []
        for one in self.leaving:
            known = self._known(one.leaver, one.person)
            inactive = one.person.get("status") == "inactive"
            if inactive and one.stage in (WAIT, REMOVE) and known.stage not in (DEACTIVATED, REMOVED):
                found.append(self._entry(one, DEACTIVATED, "", "was inactive already"))
            elif one.stage == RETURNED and known.stage != BACK:
                found.append(self._entry(one, BACK, "", "is active again"))
        by_key = {str(one.person.get("email") or one.person.get("id")).casefold(): one for one in self.leaving}
        for failure in self.outcome.failures:
            who = next((by_key[key] for key in failure.step.entries if key in by_key), None)
            if who is not None:
                found.append(self._entry(who, REFUSED, _words([failure.step]), failure.error.message))
        self.note(found)

    def _entry(self, one: Leaving, stage: str, requested: str, answer: str) -> LedgerEntry:
        person = str(one.person.get("id") or one.email)
        return LedgerEntry(self.now, self.account_id, person, one.email, stage, one.heir, requested, answer)

    def problems(self, planned: PeoplePlan) -> list[str]:
        blocked = [f"{one.email}: {one.reason}" for one in self.leaving if one.stage == "blocked"]
        found = super().problems(planned)
        if blocked:
            more = f"\n… and {len(blocked) - 20} more, in people." if len(blocked) > 20 else ""
            found.append("\n- ".join([f"{len(blocked)} people cannot be removed yet:", *blocked[:20]]) + more)
        return found

    def report(self, planned: PeoplePlan) -> dict[str, Any]:
        self._note_rest()
        counts: dict[str, int] = {}
        for one in self.leaving:
            counts[one.stage] = counts.get(one.stage, 0) + 1
        failed = self.outcome.failed_entries()
        return {
            **super().report(planned),
            "people": [_line(one) for one in self.leaving][:MOST_SHOWN_LEAVERS],
            "summary": {**counts, "failed": len(failed)},
            "steps_done": step_counts(self.outcome.done),
            "read_only": self.module.planning_only,
        }


def _sign_out(key: str, address: str) -> Step:
    return Step("sign out", f"user {key}", USER.sign_out, {USER.place: address}, entries=(key,), kind="sign out")


def _reached(one: Leaving) -> str:
    """The stage that the ledger notes; an invitation that is withdrawn leaves nobody behind."""
    return DEACTIVATED if one.stage == DEACTIVATE and one.person.get("status") != "pending" else REMOVED


def _words(steps: Sequence[Step]) -> str:
    words = []
    for step in steps:
        query = "&".join(f"{name}={value}" for name, value in step.query.items())
        action = (step.body or {}).get("action", "")
        words.append(f"{step.method} {step.address()}{'?' + query if query else ''}{' ' + action if action else ''}")
    return "; ".join(words)


def _line(one: Leaving) -> dict[str, str]:
    return {
        "person": one.email,
        "stage": one.stage,
        "due": text_of(one.due)[:10] if one.due else "",
        "heir": one.heir,
        "reason": one.reason,
        "note": one.note if one.note != one.reason else "",
        "licence": next((name for name, code in USER_TYPES.items() if code == one.person.get("type")), ""),
    }
