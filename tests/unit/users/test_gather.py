# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading: the fewest requests that answer, counted against an account whose every request is seen."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import errors
from ansible_collections.openadmin.zoom.plugins.module_utils._core.pages import walk
from ansible_collections.openadmin.zoom.plugins.module_utils._core.progress import Progress
from ansible_collections.openadmin.zoom.plugins.module_utils._directory import people as people_reader
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.objects import Key
from ansible_collections.openadmin.zoom.plugins.module_utils._users.as_read import Account, by_email
from ansible_collections.openadmin.zoom.plugins.module_utils._users.gather import gather
from ansible_collections.openadmin.zoom.plugins.module_utils._users.to_read import (
    Scope,
    slim,
    to_read_of,
)
from ansible_collections.openadmin.zoom.tests.unit.users.accounts import rows_of


def refused(kind: type[errors.ApiError], code: int, message: str = "no") -> errors.ApiError:
    return kind("getUser", "GET", "/users/x", 404, code, message)


class Zoom:
    """An account of ``active`` users (and some of other statuses) that counts what is asked of it."""

    def __init__(self, active: int = 0, page: int = 2000, light: int = 80, **statuses: list[dict[str, Any]]) -> None:
        listed = [self.user(number) for number in range(active)]
        self.people = {"active": listed, "pending": [], "inactive": [], **statuses}
        self.page = page
        self.asked: list[str] = []
        self.missing_totals = False
        self.dead_tokens = 0
        self.hidden: set[str] = set()
        self.limiter = SimpleNamespace(labels={"light": SimpleNamespace(capacity=light, share=1.0)})

    @staticmethod
    def user(number: int) -> dict[str, Any]:
        return {"id": f"i{number}", "email": f"P{number}@example.com", "type": 1, "dept": "IT", "group_ids": ["g1"]}

    def call(self, operation: str, path: Any = None, query: Any = None, body: Any = None) -> Any:
        name = operation + (f" {query['status']}" if query and "status" in query else "")
        self.asked.append(name)
        return getattr(self, operation)(path or {}, query or {})

    def listUsers(self, _path: Any, query: dict[str, Any]) -> Any:  # noqa: N802
        users = self.people[query["status"]]
        start = int(query.get("next_page_token") or 0)
        if start and self.dead_tokens:
            self.dead_tokens -= 1
            raise refused(errors.ApiError, 300, "The next page token is invalid or expired.")
        end = start + self.page
        token = str(end) if end < len(users) else ""
        total = len(users) + (1 if self.missing_totals else 0)
        return {"users": users[start:end], "next_page_token": token, "total_records": total}

    def getUser(self, path: dict[str, str], query: dict[str, Any]) -> Any:  # noqa: N802
        key = path["userId"].lower()
        if key in self.hidden:
            raise refused(errors.NotFoundError, 1001)
        for status, users in self.people.items():
            for user in users:
                if key in (user.get("id", ""), user["email"].lower(), user.get("employee_unique_id", "").lower()):
                    return {"status": status, **user, "job_title": "Boss"}
        raise refused(errors.NotFoundError, 1001)

    def getUserSettings(self, path: dict[str, str], _query: Any) -> Any:  # noqa: N802
        if path["userId"] == "i1":
            raise refused(errors.NotFoundError, 1001)
        return {"feature": {"zoom_phone": True}}

    def roles(self, _path: Any, _query: Any) -> Any:
        return {"roles": [{"id": "r9", "name": "Helpdesk"}]}

    def collect(self, operation: str, items: str, path: Any = None, query: Any = None) -> Any:
        self.asked.append(operation)
        return []

    def pages(self, operation: str, items: str, path: Any = None, query: Any = None) -> Any:
        return walk(self.call, operation, items, path, query)

    def map(self, function: Any, arguments: Any) -> list[Any]:
        return [function(argument) for argument in arguments]

    def counts(self) -> dict[str, int]:
        return {name: self.asked.count(name) for name in dict.fromkeys(self.asked)}


def read(client: Zoom, rows: list[dict[str, Any]], match_by: str = "email", scope: Scope | None = None) -> Account:
    wanted = rows_of(*rows, match_by=match_by)
    return gather(client, wanted, to_read_of(wanted, match_by, scope), Progress(), match_by)  # type: ignore[arg-type]


def rows(count: int, start: int = 0, **values: Any) -> list[dict[str, Any]]:
    return [{"email": f"p{number}@example.com", **values} for number in range(start, start + count)]


CASES: list[tuple[str, dict[str, Any], list[dict[str, Any]], dict[str, int]]] = [
    ("one user of many is read alone", {"active": 30000}, rows(1), {"getUser": 1}),
    ("somebody who is not there may be pending", {"active": 30000}, rows(1, start=40000),
     {"getUser": 1, "listUsers pending": 1}),
    ("a few users of many are read alone", {"active": 30000}, rows(12), {"getUser": 12}),
    ("all users are listed", {"active": 10000}, rows(10000, dept="IT"), {"listUsers active": 5}),
    ("a small page size is taken", {"active": 1000, "page": 300}, rows(1000), {"listUsers active": 4}),
    ("new users are on none of three lists", {"active": 100}, rows(1000, start=5000),
     {"listUsers active": 1, "listUsers pending": 1, "listUsers inactive": 1}),
    ("the list ends when everybody is found", {"active": 4000}, rows(200), {"listUsers active": 1}),
    ("a few who are not active are read alone", {"active": 100, "inactive": [{"id": "x", "email": "x@example.com"}]},
     [*rows(40), {"email": "x@example.com"}], {"listUsers active": 1, "getUser": 1}),
    ("groups, divisions and roles only where named", {"active": 100},
     rows(40, groups=["A"], division="B", role="Helpdesk"),
     {"listGroups": 1, "listDivisions": 1, "roles": 1, "listUsers active": 1}),
    ("built-in roles need no list", {"active": 100}, rows(40, role="admin"), {"listUsers active": 1}),
    ("details only of those who are named with one", {"active": 100}, [*rows(40), *rows(3, 50, job_title="Boss")],
     {"listUsers active": 1, "getUser": 3}),
    ("details come with the single read", {"active": 100}, rows(2, job_title="Boss"), {"getUser": 2}),
    ("no details of what create_only keeps out", {"active": 100},
     rows(40, job_title="Boss", create_only=["job_title"]), {"listUsers active": 1}),
    ("a phone licence is read from the settings", {"active": 100}, rows(2, zoom_phone=True),
     {"getUser": 2, "getUserSettings": 2}),
    ("removals need no details", {"active": 100}, rows(40, state="absent", absent_action="deactivate"),
     {"listUsers active": 1}),
]  # fmt: skip


@pytest.fixture
def slow_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page takes half a second, so that the choice does not depend on this machine."""
    ticks = iter(range(10**9))
    monkeypatch.setattr(people_reader.time, "monotonic", lambda: next(ticks) * 0.5)


@pytest.mark.usefixtures("slow_pages")
@pytest.mark.parametrize(("account", "wanted", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_requests(account: dict[str, Any], wanted: list[dict[str, Any]], expected: dict[str, int]) -> None:
    client = Zoom(**account)
    read(client, wanted)
    assert client.counts() == expected


@pytest.mark.usefixtures("slow_pages")
def test_some_people_of_a_large_account_are_read_alone_once_the_first_page_told_its_size() -> None:
    client = Zoom(active=100_000)
    known = read(client, rows(100, start=90_000))
    assert client.counts() == {"listUsers active": 1, "getUser": 100}
    assert known.people.find(by_email("P90099@example.com")) is not None
    assert known.people.active_total == 100_000


@pytest.mark.usefixtures("slow_pages")
def test_a_prune_lists_everybody() -> None:
    client = Zoom(active=100, pending=[{"email": "q@example.com"}])
    known = read(client, rows(1), scope=Scope("account"))
    assert client.counts() == {
        "listUsers active": 1,
        "listUsers pending": 1,
        "listUsers inactive": 1,
    }
    assert known.people.whole
    assert known.caller is None
    assert len(known.people.everybody()) == 101


@pytest.mark.usefixtures("slow_pages")
def test_a_short_list_is_noticed() -> None:
    client = Zoom(active=100)
    client.missing_totals = True
    assert read(client, rows(40)).people.short == "Zoom announced 101 active users and listed 100"


@pytest.mark.usefixtures("slow_pages")
def test_a_list_whose_token_died_begins_anew_once() -> None:
    client = Zoom(active=5000)
    client.dead_tokens = 1
    read(client, rows(5000))
    assert client.counts() == {"listUsers active": 5}
    client.dead_tokens = 2
    with pytest.raises(errors.ApiError):
        read(client, rows(5000))


def test_pending_people_whom_get_user_does_not_know_are_found_in_the_list() -> None:
    client = Zoom(active=10, pending=[{"email": "q@example.com"}])
    client.hidden.add("q@example.com")
    known = read(client, [{"email": "Q@example.com"}, *rows(3)])
    assert client.counts() == {"getUser": 4, "listUsers pending": 1}
    record = known.people.find(by_email("q@example.com"))
    assert record is not None
    assert record["status"] == "pending"


def test_unique_ids_are_sought_first() -> None:
    client = Zoom(active=10, inactive=[{"id": "x", "email": "x@example.com", "employee_unique_id": "E1"}])
    known = read(client, [{"email": "n@example.com", "employee_unique_id": "E1"}], match_by="employee_unique_id")
    record = known.people.find(Key("unique", "E1"))
    assert record is not None
    assert record["email"] == "x@example.com"


def test_details_and_licences_stay_out_where_somebody_is_gone_meanwhile() -> None:
    client = Zoom(active=3)
    known = read(client, rows(3, zoom_phone=True))
    phones = [known.people.by_id[f"i{number}"].get("zoom_phone") for number in range(3)]
    assert phones == [True, None, True]


def test_a_role_known_by_name_alone_protects_as_well() -> None:
    client = Zoom(inactive=[{"id": "b", "email": "boss@example.com", "role_name": "Owner"}])
    assert read(client, [{"email": "boss@example.com"}]).people.by_id["b"]["role_id"] == "0"


def test_records_hold_only_what_is_asked() -> None:
    shared: dict[Any, Any] = {}
    record = slim(
        {"id": "1", "email": "a", "dept": "IT", "pmi": 5, "group_ids": ["g"], "x": None},
        ("dept", "group_ids", "x"),
        shared,
    )
    assert record == {"dept": "IT", "group_ids": ("g",)}
    assert set(shared) == {"IT", ("g",)}
