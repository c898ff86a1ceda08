# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether Zoom keeps what was written to people: each change is compared with a later read.

What lists show is read from lists where that costs less. What getUser and getUserSettings alone show costs a request a
person; beyond ``MOST_ALONE`` it is read of some of the people, and of all as soon as one of them lacks it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, List, Mapping, NamedTuple, Sequence

from .._core import errors, waits
from .._core.read_back import read_back
from .._directory.kinds import MEMBER
from .._directory.objects import Key
from . import compare
from .as_read import People, by_email
from .change import REMOVAL, ROLE_TAKEN, PersonChange
from .fields import DETAIL, FIELDS, LIST, LIST_EXTRA, NOWHERE, USER_SETTINGS
from .gather import RowReader
from .to_read import KEPT, ToRead

if TYPE_CHECKING:
    from .._core.client import Client
    from .._core.progress import Progress

# So many people, and this part of the steps of a task, are read one by one.
MOST_ALONE = 100
PART_ALONE = 10
NO_SUCH_LICENCE = "the account may have no such licence, or another plan of this user brings its own"
OTHER_VALUE = "something else may set it, such as single sign-on"
NO_PRIMARY = "in accounts whose groups have priorities no group is the primary one"


class Difference(NamedTuple):
    """A value that did not take."""

    name: str
    wanted: Any
    actual: Any
    reason: str


@dataclass
class Expected:
    """One person who was changed, how the person is found now, and what a read is to show."""

    change: PersonChange
    key: Key
    differences: List[Difference] = field(default_factory=list)

    def __post_init__(self) -> None:
        deferred = self.change.deferred
        self.written = {name: value for name, value in self.change.written.items() if name not in deferred}
        self.alone = any(FIELDS[name].read in (DETAIL, USER_SETTINGS) for name in self.written)

    def compare(self, people: People, alone: bool, unverified: set[str]) -> bool:
        """Whether all is as written. ``alone``: the person was read one by one; what no read shows is noted."""
        person = people.find(self.key)
        self.differences = []
        if self.change.after.get("state") == "absent":
            if person is not None:
                self._differs("state", "absent", "present", "the user is still there")
            return not self.differences
        if person is None:
            self._differs("state", "present", "absent", "no read shows the user")
            return False
        for name, want in self.written.items():
            if FIELDS[name].read == NOWHERE:
                unverified.add(name)
            elif alone or FIELDS[name].read in (LIST, LIST_EXTRA):
                self._compare_field(name, want, person, people, unverified)
        self._compare_rest(person, unverified)
        return not self.differences

    def _compare_field(
        self, name: str, want: Any, person: Mapping[str, Any], people: People, unverified: set[str]
    ) -> None:
        have = compare.current(person, name)
        if name == "manager":
            same = compare.is_same_manager(want, have, people.names_of(have))
        else:
            same = compare.equal(name, want, have)
        # Of people who are only invited reads show little; a manager may come back as an unknown address.
        if same is None or (not same and person.get("status") == "pending"):
            unverified.add(name)
        elif not same:
            reason = NO_SUCH_LICENCE if FIELDS[name].licence else OTHER_VALUE
            self._differs(name, compare.in_words(name, want), compare.in_words(name, have), reason)

    def _compare_rest(self, person: Mapping[str, Any], unverified: set[str]) -> None:
        """Status, administrative role, groups."""
        after, change = self.change.after, self.change
        if "status" in after and person.get("status") != after["status"]:
            self._differs("status", after["status"], person.get("status"), OTHER_VALUE)
        if ROLE_TAKEN in change.takes and after.get("role") == "Member" and person.get("role_id", MEMBER) != MEMBER:
            self._differs("role", "Member", change.before.get("role"), OTHER_VALUE)
        groups = person.get("group_ids") or ()
        still = [step.path["groupId"] for step in change.leaves if step.path.get("groupId") in groups]
        if still:
            self._differs("groups", after.get("groups"), [*after.get("groups", ()), *still], OTHER_VALUE)
        for step in change.primary:
            target = (step.body or {}).get("target_group_id")
            if groups and target in groups and groups[0] != target:
                self._differs("primary_group", after["primary_group"], change.before["primary_group"], NO_PRIMARY)
        if person.get("status") == "pending" and after.get("groups") and not groups:
            unverified.add("groups")

    def _differs(self, name: str, wanted: Any, actual: Any, reason: str) -> None:
        self.differences.append(Difference(name, wanted, actual, reason))


@dataclass
class Verified:
    """What did not take, by person; names of what no read shows; and sentences about what was not read."""

    expected: List[Expected] = field(default_factory=list)
    unverified: set[str] = field(default_factory=set)
    warnings: List[str] = field(default_factory=list)

    def problems(self) -> list[str]:
        """What did not take, as a sentence; nothing where all did."""
        unapplied = self.unapplied()
        return [problem_text(unapplied)] if unapplied else []

    def unapplied(self) -> list[dict[str, Any]]:
        """The return value: email, row, field, wanted, actual, reason."""
        return [
            {
                "email": str((one.change.person or {}).get("email") or one.change.row.email or one.change.key),
                "row": one.change.row.number,
                "field": difference.name,
                "wanted": difference.wanted,
                "actual": difference.actual,
                "reason": difference.reason,
            }
            for one in self.expected
            for difference in one.differences
        ]


class Verification:
    """Reads back the changes of one task, part by part."""

    def __init__(self, client: Client, progress: Progress, sleep: Callable[[float], None] = time.sleep) -> None:
        self.client = client
        self.progress = progress
        self.sleep = sleep
        self.found = Verified()
        self._people = People()

    def check(self, expected: Sequence[Expected], steps_done: int) -> Verified:
        """Compare each with what a read shows, as soon as it does. What cannot be read is unverified."""
        if not expected:
            return self.found
        self.found.expected += expected
        alone = [one for one in expected if one.alone]
        most = max(MOST_ALONE, steps_done // PART_ALONE)
        chosen = _spread(alone, most)
        try:
            self._wait(expected, chosen)
            if any(one.differences for one in chosen) and len(chosen) < len(alone):
                self._wait(alone, alone)
            elif len(chosen) < len(alone):
                names = {name for one in alone for name in one.written if FIELDS[name].read in (DETAIL, USER_SETTINGS)}
                text = f"read back of {len(chosen)} of {len(alone)} people, all of whom have it as written."
                self.found.warnings.append(f"{', '.join(sorted(names))}: {text}")
        except errors.ZoomError as error:
            self._give_up(expected, error)
        return self.found

    def _wait(self, expected: Sequence[Expected], alone: Sequence[Expected]) -> None:
        by_itself = {id(one) for one in alone}
        read_back(expected, lambda waiting: self._not_shown(waiting, by_itself), waits.MEMBERS, self.sleep)

    def _not_shown(self, waiting: Sequence[Expected], alone: set[int]) -> list[Expected]:
        names = {name for one in waiting for name in one.written}
        listed = [name for name in sorted(names) if FIELDS[name].read in (LIST, LIST_EXTRA)]
        fields = (*KEPT, *listed, "display_name", "first_name", "last_name", "group_ids")
        to_read = ToRead(tuple(dict.fromkeys(fields)), attributes="custom_attributes" in names)
        reader = RowReader(self.client, to_read, self.progress)
        reader.people = self._people = People()
        reader.reader.read_each([one.key for one in waiting if id(one) in alone])
        lost = reader.reader.read([one.key for one in waiting if id(one) not in alone])
        if any(one.change.invited and one.key in lost for one in waiting):
            reader.reader.read_invited()
        phones = [reader.people.find(one.key) for one in waiting if id(one) in alone and "zoom_phone" in one.written]
        reader.add_phone_licences({str(person["id"]): person for person in phones if person and person.get("id")})
        self._read_managers(waiting, reader)
        return [one for one in waiting if not one.compare(reader.people, id(one) in alone, self.found.unverified)]

    def _read_managers(self, waiting: Iterable[Expected], reader: RowReader) -> None:
        named = [one for one in waiting if one.written.get("manager") and "@" not in one.written["manager"]]
        people = [person for person in (reader.people.find(one.key) for one in named) if person]
        emails = {str(person.get("manager") or "") for person in people}
        keys = [by_email(email) for email in sorted(emails) if "@" in email and not reader.people.names_of(email)]
        if keys:
            reader.reader.read(keys)

    def _give_up(self, expected: Iterable[Expected], error: errors.ZoomError) -> None:
        for one in expected:
            self.found.unverified.update(one.written)
            one.differences = []
        self.found.warnings.append(f"What was written could not be read back: {error.message}")


def expected_of(change: PersonChange, identifier: str = "") -> Expected:
    """What is to show of a change. ``identifier`` is the id that Zoom gave to somebody new."""
    person = change.person or {}
    email = str(change.after.get("email") or person.get("email") or change.row.new_email or change.row.email)
    moved = "email" in change.after or change.person is None or change.takes & {REMOVAL}
    by_id = str(person.get("id") or "")
    # A new email and a new person are looked up as the next task would.
    return Expected(change, by_email(email) if email and (moved or not by_id) else Key("id", by_id or identifier))


def _spread(people: Sequence[Expected], most: int) -> Sequence[Expected]:
    """At most so many of them, evenly spread."""
    if len(people) <= most:
        return people
    return [people[index * len(people) // most] for index in range(most)]


def problem_text(unapplied: Sequence[Dict[str, Any]], most: int = 20) -> str:
    """A sentence for the message of the task, and a line for each of the first values."""
    lines = [
        f"{one['email']}: {one['field']}: {one['wanted']!r} was written, Zoom shows {one['actual']!r} ({one['reason']})"
        for one in unapplied[:most]
    ]
    if len(unapplied) > most:
        lines.append(f"… and {len(unapplied) - most} more, in unapplied.")
    head = "1 value did not take." if len(unapplied) == 1 else f"{len(unapplied)} values did not take."
    head += " Zoom accepted what was sent and shows something else, so each run would write it again."
    head += " Look at the first of them in Zoom's web portal, or leave these fields out."
    return "\n- ".join([head, *lines])
