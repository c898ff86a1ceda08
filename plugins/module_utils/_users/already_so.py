# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refusals which say that it is so already: a person made during the run, a person who is gone, a member who left.

Another job, another administrator or a lagging list may be the cause; none of it is a failure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Sequence

from .._core import waits
from .._core.errors import AlreadyExistsError, ApiError, NotFoundError
from .._core.plan import Plan
from .._core.read_back import read_back
from .._directory.kinds import GROUP, USER
from .._directory.objects import Key
from .._directory.people import PeopleReader
from .._directory.resolve import UnknownReference
from .as_read import Account, by_email
from .gather import RowReader
from .locate import locate
from .plan import PeoplePlan, propose
from .protection import Protection, guard
from .stages import in_stages

if TYPE_CHECKING:
    from .._core.client import Client
    from .._core.outcome import Failure, Outcome
    from .._core.progress import Progress
    from .asked import Asked
    from .change import PersonChange
    from .rows import Row

HOLDS_ACCOUNT = 1009  # createUser: the person has an account, in this account or elsewhere
APPEARED = (
    "was created by another task during this run, and the row takes something away. Run again, so that fuses hold."
)


def accept_gone(client: Client, changes: Sequence[PersonChange], outcome: Outcome) -> None:
    """Drop refusals to take out people who are gone, once a read shows that they are, and members who left."""
    outcome.forgive(GROUP.members.remove, NotFoundError, GROUP.members.not_inside_codes)
    leavers = {change.key: change for change in changes if change.row.state == "absent"}
    outcome.failures[:] = [one for one in outcome.failures if not _is_gone(client, one, leavers)]


def _is_gone(client: Client, failure: Failure, leavers: dict[str, PersonChange]) -> bool:
    step = failure.step
    if not isinstance(failure.error, NotFoundError) or step.operation not in (USER.delete, USER.set_status):
        return False
    change = next((leavers[key] for key in step.entries if key in leavers), None)
    if change is None:
        return False
    key = by_email(change.address) if "@" in change.address else Key("id", change.address)
    # The refusal may be about the receiver of the content, and not about the person who goes.
    return PeopleReader(client, lambda *_item: None).read_one(key) is None


def rows_made_meanwhile(rows: Sequence[Row], outcome: Outcome) -> list[Row]:
    """The rows of people who were to be created and are there already, as Zoom says."""
    refused = {
        key
        for failure in outcome.failures
        if failure.step.operation == USER.create and not failure.skipped and _says_so(failure)
        for key in failure.step.entries
    }
    return [row for row in rows if row.key in refused]


def _says_so(failure: Failure) -> bool:
    error = failure.error
    return isinstance(error, AlreadyExistsError) or (isinstance(error, ApiError) and error.code == HOLDS_ACCOUNT)


def look_again(
    client: Client,
    rows: Sequence[Row],
    asked: Asked,
    account: Account,
    progress: Progress,
    sleep: Callable[[float], None],
) -> Account:
    """The account with those people of the rows whom a read shows now; they are added to what was read."""
    to_read = asked.to_read()._replace(whole=False)

    def not_there(waiting: list[Row]) -> list[Row]:
        found = RowReader(client, to_read, progress).read(waiting, asked.rules.match_by)
        for person in found.everybody():
            account.people.add(person)
        return [row for row in waiting if not _is_there(row, asked, account)]

    read_back(rows, not_there, (0.0, *waits.NAMES), sleep)
    return account


def _is_there(row: Row, asked: Asked, account: Account) -> bool:
    try:
        return locate(row, account, asked.rules.match_by).person is not None
    except UnknownReference:
        return False


def go_on(
    rows: Sequence[Row], asked: Asked, account: Account, protection: Protection, planned: PeoplePlan, outcome: Outcome
) -> Plan:
    """Replace the failed creations of those who were found by the changes that they need. Returns the new steps."""
    found = [row for row in rows if _is_there(row, asked, account)]
    keys = {row.key for row in found}
    outcome.failures[:] = [one for one in outcome.failures if not set(one.step.entries) <= keys or not one.step.entries]
    proposed = propose(asked._replace(rows=found, prune=None), account).changes
    changes = [change.fail(APPEARED) if change.takes else change for change in guard(proposed, protection, account)]
    planned.changes = [change for change in planned.changes if change.key not in keys] + changes
    plan = in_stages(changes, account, made=outcome.symbols)
    planned.plan = Plan([*planned.plan.stages, *plan.stages])
    planned.before = {**planned.before, **{change.key: change.before for change in changes}}
    planned.after = {**planned.after, **{change.key: change.after for change in changes}}
    return plan
