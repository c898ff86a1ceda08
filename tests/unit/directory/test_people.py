# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reader of people: how many requests it takes, whatever the lists say of themselves."""

from __future__ import annotations

import math
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import errors
from ansible_collections.openadmin.zoom.plugins.module_utils._core.pages import walk
from ansible_collections.openadmin.zoom.plugins.module_utils._directory import people as reader_module
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.objects import Key, person_key
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.people import PeopleReader, read_people

# Seconds that a page of a list takes, and requests of one person a second.
PAGE, LIGHT = 0.5, 80


class Account:
    """Users by status in pages of ``page``; ``total`` says what a list names as its total, by what is true."""

    def __init__(
        self,
        active: int,
        page: int = 300,
        empty: tuple[int, ...] = (),
        total: Callable[[int], Any] = lambda true: true,
        **others: int,
    ) -> None:
        self.sizes = {"active": active, "pending": 0, "inactive": 0, **others}
        self.page, self.empty, self.total = page, empty, total
        self.page_count = self.reads = 0
        self.dead_tokens = 0
        self.hidden: set[str] = set()
        self.clock = 0.0
        self.limiter = SimpleNamespace(labels={"light": SimpleNamespace(capacity=LIGHT, share=1.0)})

    def call(self, operation: str, path: Any = None, query: Any = None, body: Any = None) -> Any:
        if operation == "getUser":
            self.reads += 1
            return self._one(path["userId"])
        self.page_count += 1
        self.clock += PAGE
        status, size = query["status"], self.sizes[query["status"]]
        start, number = (int(part) for part in query.get("next_page_token", "0/1").split("/"))
        if start and self.dead_tokens:
            self.dead_tokens -= 1
            raise errors.ApiError("listUsers", "GET", "/users", 400, 300, "The next page token is invalid or expired.")
        end = start if number in self.empty else start + self.page
        emails = [f"{status}{one}@x.org" for one in range(start, min(end, size))]
        return {
            "users": [{"id": f"id-{email}", "email": email.upper()} for email in emails],
            "next_page_token": f"{end}/{number + 1}" if end < size else "",
            "total_records": self.total(size),
        }

    def knows(self, email: str) -> bool:
        status, number = self._parts(email)
        return number < self.sizes.get(status, 0)

    @staticmethod
    def _parts(email: str) -> tuple[str, int]:
        name = email.split("@", maxsplit=1)[0]
        status = name.rstrip("0123456789")
        return status, int(name[len(status) :])

    def _one(self, key: str) -> Any:
        email = key[3:] if key.startswith("id-") else key.lower()
        if not self.knows(email) or email in self.hidden:
            raise errors.NotFoundError("getUser", "GET", "/users/x", 404, 1001, "no")
        return {"id": f"id-{email}", "email": email, "status": self._parts(email)[0]}

    def pages(self, operation: str, items: str, path: Any = None, query: Any = None) -> Any:
        return walk(self.call, operation, items, path, query)

    def map(self, function: Any, arguments: Any) -> list[Any]:
        return [function(argument) for argument in arguments]


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Callable[[Account, list[str]], tuple[int, int]]:
    """Pages and single reads that reading certain people takes; the clock is that of the account."""

    def run(account: Account, wanted: list[str]) -> tuple[int, int]:
        monkeypatch.setattr(reader_module.time, "monotonic", lambda: account.clock)
        found = read_people(account, wanted)  # type: ignore[arg-type]
        assert set(found) == {email for email in wanted if account.knows(email)}
        return account.page_count, account.reads

    return run


def active(count: int, start: int = 0) -> list[str]:
    return [f"active{number}@x.org" for number in range(start, start + count)]


TOTALS: dict[str, Callable[[int], Any]] = {
    "true": lambda true: true,
    "absent": lambda _true: None,
    "a text": str,
    "no number": lambda _true: "many",
    "stale and small": lambda true: true // 3,
    "stale and large": lambda true: true * 5,
    "zero": lambda _true: 0,
}


@pytest.mark.parametrize("total", TOTALS)
@pytest.mark.parametrize("empty", [(), (1,), (2,), (17,), (33,), (5, 6, 7), (34,)])
def test_ten_thousand_people_who_are_all_there_are_listed(count: Any, total: str, empty: tuple[int, ...]) -> None:
    account = Account(10_000, empty=empty, total=TOTALS[total])
    pages, reads = count(account, active(10_000))
    assert pages + reads <= 45


@pytest.mark.parametrize(
    ("account", "wanted", "expected"),
    [
        (Account(30_000, 2000), active(1), (0, 1)),
        (Account(30_000, 2000), active(12), (0, 12)),
        (Account(100_000, 2000), active(100, 90_000), (1, 100)),
        (Account(4000, 2000), active(200), (1, 0)),
        (Account(100), [f"new{number}@x.org" for number in range(1000)], (3, 0)),
        (Account(100, inactive=1), [*active(40), "inactive0@x.org"], (1, 1)),
        (Account(10), ["new0@x.org"], (1, 1)),
    ],
)
def test_the_cheaper_way(count: Any, account: Account, wanted: list[str], expected: tuple[int, int]) -> None:
    assert count(account, wanted) == expected


@pytest.mark.parametrize("total", TOTALS)
@pytest.mark.parametrize(("size", "empty"), [(50, ()), (3_000, (1,)), (3_000, (4, 5)), (60_000, (2,))])
@pytest.mark.parametrize("known", [13, 200, 2_000])
@pytest.mark.parametrize("new", [0, 20, 500])
@pytest.mark.parametrize("first", [True, False])
def test_a_wrong_guess_costs_a_constant_factor(
    count: Any, total: str, size: int, empty: tuple[int, ...], known: int, new: int, first: bool
) -> None:
    """Against the better of the two ways, taken from the start with all knowledge."""
    account = Account(size, empty=empty, total=TOTALS[total])
    known = min(known, size)
    wanted = active(known, 0 if first else size - known) + [f"new{number}@x.org" for number in range(new)]
    pages, reads = count(account, wanted)
    alone = max(len(wanted) / LIGHT, math.ceil(len(wanted) / 24) * 0.1)
    whole = math.ceil(size / account.page) + len(empty)
    needed = whole if new or not first else math.ceil(known / account.page)
    cost = pages * PAGE + max(reads / LIGHT, math.ceil(reads / 24) * 0.1)
    # Beside the factor: a page is the least with which to begin, and three lists have one each. Where a list names more
    # people than it shows, who is on none of the lists is asked for: that is certainty, and no guess.
    certainty = alone if new and total == "stale and large" else 0
    assert cost <= 3.5 * min(alone, needed * PAGE) + 4 * PAGE + certainty


def test_a_list_whose_token_died_begins_anew_once(count: Any) -> None:
    account = Account(1500)
    account.dead_tokens = 1
    assert count(account, active(1500)) == (7, 0)
    account.dead_tokens = 2
    with pytest.raises(errors.ApiError):
        count(account, active(1500))


def test_pending_people_whom_get_user_does_not_know_are_found_among_the_invitations(count: Any) -> None:
    account = Account(5, pending=1)
    account.hidden.add("pending0@x.org")
    assert count(account, ["pending0@x.org"]) == (1, 1)


def test_who_is_announced_and_not_listed_makes_the_lists_short() -> None:
    account = Account(40, total=lambda true: true + 1)
    reader = PeopleReader(account, lambda _item, _status, _alone: None)  # type: ignore[arg-type]
    reader.read_everybody()
    assert reader.short == "Zoom announced 41 active users and listed 40"
    assert reader.lists["active"].read == 40


def test_people_are_told_apart_by_id_to_the_letter_and_by_email_without_case() -> None:
    assert person_key("A@x.org").folded() == ("email", "a@x.org")
    assert person_key("AbC").folded() == Key("id", "AbC") != Key("id", "abc")
