# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one reader of people: from lists, or one by one, whichever costs less.

What one-by-one costs is known: so many requests, side by side. What a list costs shows only at its end, since totals
may be absent or stale and pages empty. So a list is left off only once it has cost a part of what one-by-one costs,
and what it has shown as a whole says that the rest costs more: a wrong guess costs a constant factor, never more.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Callable, Dict, Iterable, Iterator, Mapping, Sequence

from .._core.client import WORKERS, Client
from .._core.errors import NotFoundError
from .._core.progress import Progress
from .kinds import USER
from .objects import Key, Person, parse_person, person_key

# So few are read one by one without a thought about listing.
FEW_PEOPLE = 12
# What a round of requests side by side, and a page of a list, take at the least, in seconds.
ROUND_TRIP = 0.1
QUICKEST_PAGE = 0.02
# People who are read one by one before what is known of them is taken in.
READ_AT_ONCE = WORKERS * 10
# A list is left off for a gain of this factor, and not before it has cost this part of the other way.
GAIN = 2.0
STAKE = 0.25


@dataclass
class Listing:
    """A list of the people of one status, as far as it was read.

    ``total`` is the number that Zoom names, ``found`` how many were sought, ``dry`` the seconds since one was found.
    """

    status: str
    read: int = 0
    pages: int = 0
    total: int = 0
    found: int = 0
    seconds: float = 0.0
    dry: float = 0.0
    ended: bool = False

    def add(self, items: int, total: int | None, found: int, seconds: float) -> None:
        """One more page."""
        self.read += items
        self.pages += 1
        self.total = total or 0
        self.found += found
        self.seconds += max(seconds, QUICKEST_PAGE)
        self.dry = 0.0 if found else self.dry + max(seconds, QUICKEST_PAGE)

    def seconds_left(self, sought: int, alone: float) -> float | None:
        """What the rest of the list may take, by the whole of what it has shown; None if it has shown nothing yet.

        Two hints, the total that Zoom names and how often somebody who was sought came up; the smaller one counts.
        """
        pages = []
        if self.read and self.total > self.read:
            pages.append((self.total - self.read) * self.pages / self.read)
        if self.found and self.dry < alone:
            pages.append(sought * self.pages / self.found)
        return max(1.0, min(pages)) * self.seconds / self.pages if pages else None


# Called with an item of the API, the status of the list it stood in, and whether getUser gave it.
Take = Callable[[Dict[str, Any], str, bool], None]


class PeopleReader:
    """Reads people and gives each item to ``take``, which may see a person twice.

    ``query`` goes with every listUsers. ``lists`` holds what was listed, by status.
    """

    def __init__(
        self,
        client: Client,
        take: Take,
        progress: Progress | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> None:
        self.client = client
        self.lists: dict[str, Listing] = {}
        self._take = take
        self._progress = progress or Progress()
        self._query = dict(query or {})
        self._sought: dict[Key, Key] = {}
        light = client.limiter.labels["light"]
        self._light_a_second = max(0.1, light.capacity * light.share)

    @property
    def short(self) -> str:
        """Why the lists are known to lack people; '' if they do not."""
        for listing in self.lists.values():
            if listing.ended and listing.read < listing.total:
                return f"Zoom announced {listing.total} {listing.status} users and listed {listing.read}"
        return ""

    def read(self, keys: Iterable[Key]) -> list[Key]:
        """Read the people of ``keys`` by the cheaper way; returns the keys of which nobody was found."""
        self._sought = {key.folded(): key for key in keys}
        if len(self._sought) > FEW_PEOPLE:
            self._read_cheapest()
        else:
            self.read_each(sorted(self._sought.values()))
        return list(self._sought.values())

    def read_everybody(self, statuses: Sequence[str] = USER.statuses) -> None:
        """List everybody who has one of the statuses."""
        for status in statuses:
            self.read_status(status)

    def read_status(self, status: str, **query: Any) -> None:
        """List everybody of a status, with further parameters of listUsers."""
        for _listing in self._pages(status, query):
            pass

    def read_invited(self) -> None:
        """List the pending, unless that was done: getUser knows most of them by their email, but not all."""
        if not self._listed("pending"):
            self.read_status("pending")

    def read_each(self, keys: Sequence[Key]) -> None:
        """Read people one by one, side by side (getUser, light)."""
        self._progress.begin("reading users one by one", len(keys))
        for start in range(0, len(keys), READ_AT_ONCE):
            for item in self.client.map(self.read_one, keys[start : start + READ_AT_ONCE]):
                if item is not None:
                    # getUser does not name the status of everybody; who can be read and has none is active.
                    self._hand_over(item, "active", True)

    def read_one(self, key: Key) -> dict[str, Any] | None:
        """What getUser says of a person; None if the person does not exist."""
        query = {"search_by_unique_id": True} if key.by == "unique" else None
        try:
            item: dict[str, Any] = self.client.call(USER.read, {USER.place: key.value}, query)
        except NotFoundError:
            return None
        finally:
            self._progress.advance()
        return item

    def _listed(self, status: str) -> bool:
        return status in self.lists and self.lists[status].ended

    def _hand_over(self, item: dict[str, Any], status: str, alone: bool) -> bool:
        """Give an item away; whether its person was sought."""
        self._take(item, status, alone)
        before = len(self._sought)
        if before:
            self._sought.pop(("email", str(item.get("email") or "").casefold()), None)  # type: ignore[call-overload]
            self._sought.pop(("id", str(item.get("id") or "")), None)  # type: ignore[call-overload]
            self._sought.pop(("unique", str(item.get("employee_unique_id") or "")), None)  # type: ignore[call-overload]
        return len(self._sought) < before

    def _read_cheapest(self) -> None:
        """List while that is cheaper than reading those who are still missing: active users first, then the others."""
        first, *others = USER.statuses
        left_off = self._list_while_cheaper(first)
        page = self._spent() / max(1, sum(listing.pages for listing in self.lists.values()))
        if not left_off and self._alone() > page * len(others):
            left_off = any(self.client.map(self._list_while_cheaper, others))
            # Whoever is on none of the three lists does not exist; unless a list was short or left off.
            if not left_off and not self.short:
                return
        self.read_each(sorted(self._sought.values()))

    def _list_while_cheaper(self, status: str) -> bool:
        """List the users of a status; True if it was left off because reading the missing ones is cheaper."""
        for listing in self._pages(status, {}):
            if not self._sought:
                return False
            if not listing.ended and self._alone_is_cheaper(listing):
                return True
        return False

    def _alone(self) -> float:
        """The seconds that reading the missing ones side by side takes."""
        people = len(self._sought)
        return max(people / self._light_a_second, -(-people // WORKERS) * ROUND_TRIP)

    def _spent(self) -> float:
        return sum(listing.seconds for listing in list(self.lists.values()))

    def _alone_is_cheaper(self, listing: Listing) -> bool:
        alone, spent = self._alone(), self._spent()
        left = listing.seconds_left(len(self._sought), alone)
        if left is None:
            return spent >= alone
        return left >= GAIN * alone and spent >= STAKE * alone

    def _pages(self, status: str, query: Mapping[str, Any]) -> Iterator[Listing]:
        """List the users of a status (listUsers, medium), page by page."""
        self._progress.begin(f"reading {status} users")
        listing = self.lists[status] = Listing(status)
        started = time.monotonic()
        asked = {**self._query, "status": status, **query}
        for page in self.client.pages(USER.list, USER.items, query=asked):
            seconds = time.monotonic() - started
            if page.number == 1:
                listing.read, listing.ended = 0, False
            found = sum([self._hand_over(item, status, False) for item in page.items])
            listing.add(len(page.items), page.total, found, seconds)
            self._progress.at(listing.read, listing.total)
            listing.ended = not page.next_page_token
            yield listing
            started = time.monotonic()


def read_people(client: Client, references: Sequence[str]) -> dict[str, Person]:
    """Email or id as given → person, without those who are not in the account."""
    known: dict[Key, Person] = {}

    def take(item: dict[str, Any], status: str, _alone: bool) -> None:
        person = parse_person(item, status)
        for key in (Key("email", person.email), Key("id", person.id)):
            known[key.folded()] = person

    reader = PeopleReader(client, take)
    lost = reader.read([person_key(reference) for reference in references])
    if any(key.by == "email" for key in lost):
        reader.read_invited()
    found = ((reference, known.get(person_key(reference).folded())) for reference in dict.fromkeys(references))
    return {reference: person for reference, person in found if person is not None}
