# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who really joined: the cheaper read, patience, one more try, and the truth in the end."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import errors
from ansible_collections.openadmin.zoom.plugins.module_utils._core.outcome import Outcome
from ansible_collections.openadmin.zoom.plugins.module_utils._core.progress import Progress
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.kinds import DIVISION, GROUP, ROLE
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.steps import add_members
from ansible_collections.openadmin.zoom.plugins.module_utils._users.joined import settle_joins

KINDS = {"group": GROUP, "division": DIVISION, "role": ROLE}


class Zoom:
    """Containers whose members appear only after some reads."""

    def __init__(self, inside: set[str], after_reads: int = 0, joins_at_send: int = 99) -> None:
        self.inside = inside
        self.after_reads = after_reads
        self.joins_at_send = joins_at_send
        self.asked: list[str] = []
        self.refuse: errors.ZoomError | None = None
        self.limiter = SimpleNamespace(labels={"light": SimpleNamespace(capacity=80, share=1.0)})

    def _shown(self) -> set[str]:
        sent = sum(name.startswith(("add", "assign", "Add")) for name in self.asked)
        reads = sum(name.startswith(("get", "list", "role")) for name in self.asked)
        return self.inside if reads > self.after_reads or sent >= self.joins_at_send else set()

    def call(self, operation: str, path: Any = None, query: Any = None, body: Any = None) -> Any:
        self.asked.append(operation)
        if operation != "getUser":
            if self.refuse:
                raise self.refuse
            return {"ids": ""}
        if path["userId"] == "gone":
            raise errors.NotFoundError(operation, "GET", "/users", 404, 1001, "no")
        inside = path["userId"] in self._shown()
        return {"group_ids": ["c"] if inside else [], "division_ids": ["c"] if inside else [], "role_id": "c" * inside}

    def collect(self, operation: str, items: str, path: Any = None, query: Any = None, on_page: Any = None) -> Any:
        self.asked.append(operation)
        prefix = "user_" if items == "users" else ""
        return [{f"{prefix}id": key, f"{prefix}email": f"{key}@example.com"} for key in sorted(self._shown())]

    def map(self, function: Any, arguments: Any) -> list[Any]:
        return [function(argument) for argument in arguments]


def outcome(kind: str, *people: str, by: str = "id") -> Outcome:
    pairs = [(key, f"{key}@example.com" if by == "email" else key) for key in people]
    found = Outcome()
    found.unproven = add_members(KINDS[kind], "c", "C", pairs)
    return found


def settle(client: Zoom, result: Outcome, size: int = 0) -> list[tuple[tuple[str, ...], str]]:
    waits: list[float] = []
    settle_joins(client, result, {"c": size}, Progress(), waits.append)  # type: ignore[arg-type]
    return [(failure.step.entries, failure.error.message) for failure in result.failures]


@pytest.mark.parametrize("kind", ["group", "division", "role"])
@pytest.mark.parametrize(
    ("size", "read"),
    [(0, {"group": "listGroupMembers", "division": "listDivisionMembers", "role": "roleMembers"}), (90_000, None)],
)
def test_the_cheaper_read(kind: str, size: int, read: dict[str, str] | None) -> None:
    people = [f"p{number}" for number in range(60)]
    client = Zoom(set(people))
    assert settle(client, outcome(kind, *people), size) == []
    assert set(client.asked) == {read[kind] if read else "getUser"}


def test_people_known_by_email_alone() -> None:
    people = [f"p{number}" for number in range(60)]
    client = Zoom(set(people))
    assert settle(client, outcome("group", *people, by="email")) == []


def test_a_lagging_service_gets_its_time() -> None:
    client = Zoom({"a"}, after_reads=3)
    assert settle(client, outcome("group", "a")) == []
    assert "addGroupMembers" not in client.asked


def test_whoever_is_missing_is_sent_once_more() -> None:
    client = Zoom({"a", "b"}, after_reads=99, joins_at_send=1)
    assert settle(client, outcome("division", "a", "b")) == []
    assert client.asked.count("assignDivision") == 1


def test_whoever_is_missing_then_is_named() -> None:
    client = Zoom({"a"})
    result = settle(client, outcome("group", "a", "b", "gone"))
    assert [entries for entries, _message in result] == [("b", "gone")]
    assert "accepted this twice" in result[0][1]
    assert client.asked.count("addGroupMembers") == 1


def test_a_refusal_of_the_second_try_is_told() -> None:
    client = Zoom(set())
    client.refuse = errors.ApiError("addGroupMembers", "POST", "/groups", 400, 300, "no more")
    assert "no more" in settle(client, outcome("group", "a"))[0][1]


def test_what_cannot_be_read_stays_in_doubt() -> None:
    client = Zoom(set())

    def refuse(*_arguments: Any, **_more: Any) -> Any:
        raise errors.DailyLimitError("getUser", "GET", "/users", 429, 429, "maximum daily rate limit")

    client.call = refuse  # type: ignore[method-assign]
    assert "could not be read" in settle(client, outcome("group", "a"))[0][1]


def test_nothing_in_doubt_nothing_read() -> None:
    client = Zoom(set())
    assert settle(client, Outcome()) == []
    assert client.asked == []
