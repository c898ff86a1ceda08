# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""People who depart from what no lock holds: what looking at them shows."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, Callable, Sequence

from .._core.operations import OPERATIONS
from .._directory.kinds import GROUP, USER
from .._directory.listings import read_members
from .._directory.objects import Person, parse_person
from .._directory.people import PeopleReader
from .._settings.gather import Gatherer
from .._settings.target import Read, Target
from .agreements import ACCOUNT, Subject
from .conditions import MISSING
from .evaluate import Judge, Observed, leaf
from .people_open import OF_GROUP, Open, open_checks, views_of_people

if TYPE_CHECKING:
    from .._core.client import Client
    from .._core.progress import Progress
    from .._settings.reading import Reading
    from .conditions import Condition

# So many people are read before what was found of them is taken down and the rest forgotten.
AT_ONCE = 200


class PeopleLook:
    """Looks at the people of an account for what the judge's composition asks of them."""

    def __init__(self, judge: Judge, client: Callable[[], Client], progress: Progress) -> None:
        self.judge = judge
        self.client = client
        self.progress = progress
        self.open = open_checks(judge)
        self.views = views_of_people(judge, self.open)
        self.findings: list[list[Any]] = []
        self.unread = 0
        self.groups = {item.subject.id: item for item in judge.observed if item.subject.level != ACCOUNT}

    def look(self, people: str) -> dict[str, Any]:
        """Read the settings of people, and compare them with what is right above them."""
        if not self.views:
            text = "nobody can depart: locks of the account hold everything."
            return {"mode": people, "looked_at": 0, "controls": [], "text": text, "findings": []}
        persons = self._persons(people)
        requests = len(persons) * len(self.views)
        minutes = self._minutes(requests)
        cost = f"{requests} requests, about {minutes} min"
        self.progress.begin(f"reading settings of {len(persons)} people: {cost}", requests)
        for start in range(0, len(persons), AT_ONCE):
            self._look_at(persons[start : start + AT_ONCE])
        departing = len({finding[0] for finding in self.findings})
        text = f"{len(persons)} looked at ({cost}); {departing} depart."
        if self.unread:
            text += f" The settings of {self.unread} could not be read."
        return {
            "mode": people,
            "looked_at": len(persons),
            "requests": requests,
            "departing": departing,
            "unread": self.unread,
            "controls": list(dict.fromkeys(item.control.id for item in self.open)),
            "by_control": dict(Counter(control for _person, control, *_rest in self.findings)),
            "findings": self.findings,
            "text": text,
        }

    def _minutes(self, requests: int) -> int:
        label = OPERATIONS[USER.settings.read][2]
        limit = self.client().limiter.labels[label]
        return max(1, math.ceil(requests / max(0.1, limit.capacity * limit.share) / 60))

    def _persons(self, people: str) -> list[Person]:
        found: dict[str, Person] = {}
        if people.startswith(OF_GROUP):
            name = people[len(OF_GROUP) :]
            group = next(item for item in self.judge.groups if name in (item.id, item.name))
            for member in read_members(self.client(), GROUP, group.id).people:
                found[member.key] = Person(member.id, member.email, group_ids=(group.id,))
        else:

            def take(item: dict[str, Any], status: str, _alone: bool) -> None:
                person = parse_person(item, status)
                found[person.key] = person

            PeopleReader(self.client(), take, self.progress).read_status(USER.statuses[0])
        return [person for person in found.values() if person.address]

    def _look_at(self, persons: Sequence[Person]) -> None:
        gatherer = Gatherer(self.client, keep_unread=True, ended=lambda _read: self.progress.advance())
        targets = [Target("user", person.address, person.key) for person in persons]
        gatherer.read([Read(target, False, view) for target in targets for view in self.views])
        for person, target in zip(persons, targets):
            reading = gatherer.reading(target)
            self.unread += bool(reading.unread)
            self._compare(person, reading)

    def _compare(self, person: Person, reading: Reading) -> None:
        """Findings where the person's state is wrong, and that of the group or account above is right."""
        above = self._above(person)
        if above is None:
            return
        own = Observed(Subject(person.key, "user", person.key), settings=reading.all_settings())
        # Locks of every group bind its members, not only those of the group that gives the unlocked values.
        groups = [self.groups[one] for one in person.group_ids if one in self.groups]
        for control, check in self.open:
            condition = self.judge.condition(control, check, above.subject)
            actual = leaf(own.settings, check.path)
            if condition is None or actual is MISSING or self.judge.agreements.waiver(control.id, above.subject):
                continue
            held = any(one.locks.get(lock) is True for one in groups for lock in self.judge.locks_of(check.path))
            if not held and self._departs(Open(control, check), condition, own, above):
                self.findings.append(
                    [person.key, control.id, check.path, condition.text(), actual, above.subject.text()]
                )

    def _departs(self, item: Open, condition: Condition, own: Observed, above: Observed) -> bool:
        """Whether a person's value is wrong and no other state makes it right, as something does above."""
        right_above = condition.accepts(self.judge.effective(above, item.check.path)) is True
        if condition.accepts(leaf(own.settings, item.check.path)) is not False:
            return False
        if not right_above and self.judge.other_way(item.control, item.check, above) is None:
            return False
        return self.judge.other_way(item.control, item.check, own) is None

    def _above(self, person: Person) -> Observed | None:
        """The object that gives a person the unlocked values: the first group that was read, else the account."""
        return next((self.groups[one] for one in person.group_ids if one in self.groups), self.judge.account)
