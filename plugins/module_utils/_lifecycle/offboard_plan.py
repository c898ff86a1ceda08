# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of each person who leaves: deactivate at the date, wait, then transfer and remove. Pure.

Zoom tells no date of deactivation: it comes from the ledger. What the ledger does not know counts from now.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Mapping, Sequence

from .._directory.kinds import MEMBER, OWNER

if TYPE_CHECKING:
    from .heirs_plan import Heir
    from .leavers_file import Leaver

SCHEDULED, DEACTIVATE, WAIT, REMOVE = "scheduled", "deactivate", "wait", "remove"
HELD, BLOCKED, RETURNED, GONE = "held", "blocked", "returned", "gone"
# Those whose account is to end: none of them can be an heir.
LEAVING = (SCHEDULED, DEACTIVATE, WAIT, REMOVE, BLOCKED)
# Stages as the ledger knows them.
DEACTIVATED, REMOVED, BACK = "deactivated", "removed", "returned"


@dataclass(frozen=True)
class HeldBack:
    """An exception. ``until``: the last day that it holds, None: for good; a legal hold has no end."""

    reason: str
    until: datetime | None = None
    legal_hold: bool = False

    def holds(self, now: datetime) -> bool:
        """Whether the exception holds at this time."""
        return self.legal_hold or self.until is None or now < self.until + timedelta(days=1)

    def text(self) -> str:
        """``legal hold: lawsuit 7``."""
        ends = f", until {self.until:%Y-%m-%d}" if self.until is not None and not self.legal_hold else ""
        return ("legal hold: " if self.legal_hold else "exception: ") + self.reason + ends


@dataclass(frozen=True)
class OffboardRules:
    """``exceptions`` by email in lower case or id; ``protected``: ids. ``managed_domains`` in lower case."""

    now: datetime
    grace_days: int = 30
    action: str = "disassociate"
    allow_data_loss: bool = False
    exceptions: Mapping[str, HeldBack] = field(default_factory=dict)
    protected: frozenset[str] = frozenset()
    caller: str = ""
    managed_domains: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Known:
    """What the ledger knows of a person: the newest stage, when it was noted, and since when it lasts."""

    stage: str = ""
    at: datetime | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class Leaving:
    """One person at the stage that is due. ``due``: when the next stage is; ``note``: what will hinder it."""

    leaver: Leaver
    person: Mapping[str, Any]
    stage: str
    reason: str = ""
    due: datetime | None = None
    heir: str = ""
    note: str = ""

    @property
    def email(self) -> str:
        """The address that the account has, else the one of the row."""
        return str(self.person.get("email") or self.leaver.name)


def stage_of(leaver: Leaver, person: Mapping[str, Any] | None, known: Known, rules: OffboardRules) -> Leaving:
    """The stage that is due for one person; heirs are looked at later, by ``with_heir``."""
    if person is None:
        reason = "was removed" if known.stage == REMOVED else "is not in the account"
        return Leaving(leaver, {}, GONE, reason)
    held = _why_held(person, rules)
    if held:
        return Leaving(leaver, person, HELD, held)
    if person.get("status") == "inactive":
        begun = max(moment for moment in (known.since or rules.now, leaver.leave_date) if moment is not None)
        due = begun + timedelta(days=rules.grace_days)
        return Leaving(leaver, person, WAIT if due > rules.now else REMOVE, due=due)
    if known.stage in (DEACTIVATED, BACK) and not _leaves_again(leaver, known):
        return Leaving(leaver, person, RETURNED, "was deactivated, and is active again")
    if leaver.leave_date is not None and leaver.leave_date > rules.now:
        return Leaving(leaver, person, SCHEDULED, due=leaver.leave_date)
    return Leaving(leaver, person, DEACTIVATE, due=rules.now + timedelta(days=rules.grace_days))


def with_heir(leaving: Leaving, heir: Heir, rules: OffboardRules) -> Leaving:
    """With the heir, and with what Zoom would refuse at the removal: told from the first stage on."""
    if leaving.stage not in (SCHEDULED, DEACTIVATE, WAIT, REMOVE) or leaving.person.get("status") == "pending":
        return leaving
    problems = []
    domain = leaving.email.rpartition("@")[2].casefold()
    if rules.action == "disassociate" and domain in rules.managed_domains:
        problems.append(f"Zoom disassociates nobody of the managed domain {domain}: use delete.")
    if heir.problem and not (rules.allow_data_loss and not leaving.leaver.heir):
        problems.append(heir.problem)
    stage = BLOCKED if problems and leaving.stage == REMOVE else leaving.stage
    note = " ".join(problems)
    reason = note if stage == BLOCKED else leaving.reason
    return Leaving(leaving.leaver, leaving.person, stage, reason, leaving.due, heir.email, note)


def rows_of(leaving: Sequence[Leaving], rules: OffboardRules, transfer: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of zoom_users that carry out what is due."""
    rows = []
    for one in leaving:
        row = {"id": str(one.person.get("id") or ""), "email": one.person.get("email"), "state": "absent"}
        if one.stage == DEACTIVATE:
            rows.append(dict(row, absent_action="deactivate"))
        elif one.stage == REMOVE:
            moved = {"transfer_to": one.heir, **({"transfer": list(transfer)} if transfer else {})} if one.heir else {}
            rows.append(dict(row, absent_action=rules.action, allow_data_loss=rules.allow_data_loss, **moved))
    return rows


def _leaves_again(leaver: Leaver, known: Known) -> bool:
    """Whether the row is about another leaving than the one that the person came back from."""
    return leaver.leave_date is not None and known.at is not None and leaver.leave_date > known.at


def _why_held(person: Mapping[str, Any], rules: OffboardRules) -> str:
    """Why nothing is done with a person; '' if something may be."""
    email, identifier = str(person.get("email") or "").casefold(), str(person.get("id") or "")
    held = rules.exceptions.get(email) or rules.exceptions.get(identifier)
    if held is not None and held.holds(rules.now):
        return held.text()
    role = str(person.get("role_id") or (MEMBER if person.get("status") == "pending" else ""))
    if role == OWNER:
        return "is the owner of the account"
    if identifier and identifier == rules.caller:
        return "is the user behind the credentials of this task"
    if role != MEMBER:
        return "has an administrative role, or one that Zoom does not show"
    return "is protected" if identifier in rules.protected else ""
