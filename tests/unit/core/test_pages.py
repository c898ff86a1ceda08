# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walking a paginated list: empty pages, dying tokens, lists without an end, callers who stop early."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import errors, pages

DEAD = errors.ApiError("listUsers", "GET", "/users", 400, 300, "The next Page Token is invalid or expired.")


class Service:
    """Gives prepared pages by page token; an exception among them is raised once."""

    def __init__(self, **answers: Any) -> None:
        self.answers = {name: list(given) if isinstance(given, list) else [given] for name, given in answers.items()}
        self.asked: list[str] = []

    def __call__(self, _operation: str, _path: Any, query: Mapping[str, Any] | None) -> Any:
        token = str((query or {}).get("next_page_token", "first"))
        self.asked.append(token)
        queue = self.answers[token]
        answer = queue.pop(0) if len(queue) > 1 else queue[0]
        if isinstance(answer, errors.ZoomError):
            raise answer
        return answer


def page(*names: str, then: str = "", total: Any = None) -> dict[str, Any]:
    return {"users": [{"id": name} for name in names], "next_page_token": then, "total_records": total}


def walk(service: Any) -> list[pages.Page]:
    return list(pages.walk(service, "listUsers", "users"))


@pytest.mark.parametrize(
    ("service", "names", "asked"),
    [
        (Service(first=page()), [""], 1),
        (Service(first=page("a", then="p2"), p2=page("b")), ["a", "b"], 2),
        (Service(first=page("a", then="p2"), p2=page(then="p3"), p3=page("c")), ["a", "", "c"], 3),
        (Service(first=page(then="p2"), p2=page("a")), ["", "a"], 2),
        (Service(first=page("a", then="p2"), p2=[DEAD, page("b")]), ["a", "a", "b"], 4),
        (Service(first={"users": [{"id": "a"}]}), ["a"], 1),
    ],
)
def test_pages_come_one_by_one(service: Service, names: list[str], asked: int) -> None:
    found = walk(service)
    assert ["".join(item["id"] for item in one.items) for one in found] == names
    assert len(service.asked) == asked


@pytest.mark.parametrize(
    ("total", "expected"), [(5, 5), ("5", 5), (None, None), ("many", None), ([5], None), (True, None), (0, 0)]
)
def test_the_announced_total_is_a_number_or_none(total: Any, expected: int | None) -> None:
    (found,) = walk(Service(first=page("a", total=total)))
    assert found == pages.Page([{"id": "a"}], expected, 1, "")


def test_a_list_that_begins_anew_counts_from_one_again() -> None:
    service = Service(first=page("a", then="p2"), p2=[DEAD, page("b")])
    assert [one.number for one in walk(service)] == [1, 1, 2]
    service = Service(first=page("a", then="p2"), p2=[DEAD, DEAD])
    with pytest.raises(errors.ApiError, match="Page Token"):
        walk(service)
    assert service.asked == ["first", "p2", "first", "p2"]


def test_a_refusal_of_the_first_page_is_no_dead_token() -> None:
    service = Service(first=DEAD)
    with pytest.raises(errors.ApiError):
        walk(service)
    assert service.asked == ["first"]


def numbered(new: bool, filled: bool = True) -> Any:
    """A list with a new token for each page, for ever."""

    def call(_operation: str, _path: Any, query: Mapping[str, Any] | None) -> Any:
        number = int((query or {}).get("next_page_token", 0)) + 1
        asked.append(number)
        return page(*([f"u{number if new else 0}"] if filled else []), then=str(number))

    asked: list[int] = []
    call.asked = asked  # type: ignore[attr-defined]
    return call


@pytest.mark.parametrize(
    ("service", "words", "most"),
    [
        (Service(first=page("a", then="again"), again=page("b", then="again")), "the same page token twice", 2),
        (numbered(new=False), "brought nothing new", pages.MOST_IDLE_PAGES + 1),
        (numbered(new=False, filled=False), "brought nothing new", pages.MOST_IDLE_PAGES),
        (numbered(new=True), f"goes on after {pages.MOST_PAGES} pages", pages.MOST_PAGES),
    ],
)
def test_a_list_without_end_has_a_bound(service: Any, words: str, most: int) -> None:
    with pytest.raises(errors.EndlessListError, match=f"listUsers: .*{words}"):
        walk(service)
    assert len(service.asked) == most


def test_the_largest_account_at_the_smallest_pages_is_within_the_bound() -> None:
    assert pages.MOST_PAGES * 30 >= 50_000


def test_a_caller_may_stop_early() -> None:
    service = Service(first=page("a", then="p2"), p2=page("b", then="p3"))
    for one in pages.walk(service, "listUsers", "users"):
        if one.number == 2:
            break
    assert service.asked == ["first", "p2"]


def test_a_client_walks_and_collects(start: Any) -> None:
    from ansible_collections.openadmin.zoom.tests.harness.scripted import Answer

    answers = [Answer(body=page("a", then="p2")), Answer(body=page("b"))]
    client, _service, _waits = start(*answers)
    assert [one.number for one in client.pages("listUsers", "users", query={"status": "active"})] == [1, 2]
    dead = Answer(400, {"code": 300, "message": DEAD.zoom_message})
    client, _service, _waits = start(answers[0], dead, *answers)
    assert client.collect("listUsers", "users") == [{"id": "a"}, {"id": "b"}]
