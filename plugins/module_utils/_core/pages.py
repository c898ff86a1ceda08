# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one way to walk a paginated list: page by page, through a page token that expires, to its end or its bound.

A page token lives 15 minutes. A page may be empty and still not be the last. Totals lag or are absent: they prove
nothing.
"""

from __future__ import annotations

import json
from typing import Any, Callable, Iterator, Mapping, NamedTuple

from .errors import ApiError, EndlessListError
from .values import whole_number

PAGE_SIZE = 2000
# 90,000 people where the service grants 30 a page, which is the least it does.
MOST_PAGES = 3000
# Pages in a row that bring nothing new: a few may be empty, a list of nothing else has no end.
MOST_IDLE_PAGES = 25
KEYS = ("id", "user_id", "group_id", "division_id", "email")

Call = Callable[[str, "Mapping[str, str] | None", "Mapping[str, Any] | None"], Any]


class Page(NamedTuple):
    """One page. ``number`` counts from 1, and is 1 again where the list had to start again: earlier pages do not count.

    ``total`` is what the service announces for the whole list, None if nothing; ``next_page_token`` is '' at the end.
    """

    items: list[dict[str, Any]]
    total: int | None
    number: int
    next_page_token: str


def walk(
    call: Call,
    operation: str,
    items: str,
    path: Mapping[str, str] | None = None,
    query: Mapping[str, Any] | None = None,
) -> Iterator[Page]:
    """The pages of an operation whose answer holds the list ``items``; a caller may stop early.

    Raises what ``call`` raises, and EndlessListError.
    """
    try:
        yield from _once(call, operation, items, path, query)
    except _PageTokenExpired:
        try:
            yield from _once(call, operation, items, path, query)
        except _PageTokenExpired as again:
            raise again.error from None


class _PageTokenExpired(Exception):
    def __init__(self, error: ApiError) -> None:
        super().__init__()
        self.error = error


def _once(
    call: Call, operation: str, items: str, path: Mapping[str, str] | None, query: Mapping[str, Any] | None
) -> Iterator[Page]:
    token = ""
    tokens: set[str] = set()
    known: set[int] = set()
    idle = 0
    for number in range(1, MOST_PAGES + 1):
        page_query = dict(query or {})
        page_query.setdefault("page_size", PAGE_SIZE)
        if token:
            page_query["next_page_token"] = token
        try:
            answer = call(operation, path, page_query)
        except ApiError as error:
            if token and "page token" in error.zoom_message.lower():
                raise _PageTokenExpired(error) from error
            raise
        found = [item for item in answer.get(items) or [] if isinstance(item, dict)]
        before = len(known)
        known.update(map(_identity, found))
        idle = 0 if len(known) > before else idle + 1
        token = answer.get("next_page_token") or ""
        if token in tokens:
            raise EndlessListError(f"{operation}: Zoom sent the same page token twice; the list has no end.")
        if token and idle >= MOST_IDLE_PAGES:
            raise EndlessListError(
                f"{operation}: the last {idle} of {number} pages brought nothing new, and Zoom announces more; the list"
                " has no end. Run again later."
            )
        tokens.add(token)
        yield Page(found, whole_number(answer.get("total_records")), number, token)
        if not token:
            return
    raise EndlessListError(
        f"{operation}: the list goes on after {MOST_PAGES} pages with {len(known)} entries, more than any account has."
        " Run again later."
    )


def _identity(item: Mapping[str, Any]) -> int:
    """A number that tells entries apart; a page of entries that were all there before brings nothing new."""
    for key in KEYS:
        if item.get(key):
            return hash((key, str(item[key])))
    return hash(json.dumps(item, sort_keys=True, default=str))
