# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile answers and hostile options, drawn from a seed, and what must be true of every result.

Whatever comes in, a module ends with one JSON document: a success, or an error in plain words. No traceback, no
secret, no endless text; wrong options are told before the first request.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from typing import Any
from unittest import mock

from ansible_collections.openadmin.zoom.plugins.module_utils._core.module import ZoomModule
from ansible_collections.openadmin.zoom.tests.chaos.faults import ODD, retyped
from ansible_collections.openadmin.zoom.tests.chaos.invariants import SECRETS, Violation
from ansible_collections.openadmin.zoom.tests.chaos.play import quick, run_task
from ansible_collections.openadmin.zoom.tests.chaos.scenarios import SCENARIOS, members
from ansible_collections.openadmin.zoom.tests.fuzz.replay import Recording
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

LONGEST_MESSAGE = 64_000
READERS: dict[str, dict[str, Any]] = {
    "zoom_account_info": {},
    "zoom_user_info": {"detail": True},
    "zoom_group_info": {"members": True},
    "zoom_division_info": {"members": True},
    "zoom_settings_info": {"scope": "account"},
}


class Subject:
    """A module with options that work, and the recorded answers to them."""

    def __init__(self, simulator: Simulator, name: str, module: str, options: Mapping[str, Any]) -> None:
        self.name = name
        self.module = module
        self.options = {**simulator.connection, **options}
        self.recording = Recording()
        self.spec: dict[str, Any] = {}
        real = ZoomModule.__init__

        def remember(this: ZoomModule, *arguments: Any, **further: Any) -> None:
            real(this, *arguments, **further)
            self.spec = dict(this.argument_spec)

        simulator.reset()
        with mock.patch.object(ZoomModule, "__init__", remember), self.recording.recorded():
            result = run_task(module, self.options)
        if result.get("failed"):
            raise Violation(f"{name} fails without any fault: {result['msg']}")


def subjects(simulator: Simulator) -> list[Subject]:
    """Every scenario and every module that reads."""
    simulator.reset()
    state = simulator.state()
    found = [Subject(simulator, name, *scenario(state)) for name, scenario in SCENARIOS.items()]
    person = members(state)[0]["email"]
    readers = {**READERS, "zoom_user_info": {"emails": [person], "detail": True}}
    return found + [Subject(simulator, name, name, options) for name, options in readers.items()]


def odd_answer(subject: Subject, seed: int) -> None:
    """One run whose answers hold values of wrong types. Raises Violation."""
    chance = random.Random(seed)
    often = chance.choice([0.1, 0.5, 1.0])

    def change(_address: str, body: bytes) -> bytes:
        if not body.strip() or chance.random() > often:
            return body
        shape = chance.random()
        if shape < 0.03:
            return b"[" * 5000 + b"]" * 5000
        if shape < 0.06:
            return body[: chance.randrange(len(body))]
        value = json.loads(body)
        for _round in range(chance.choice([1, 1, 2, 4])):
            value = retyped(value, chance)
        return json.dumps(value).encode()

    with quick(), subject.recording.replayed(change):
        result = run_task(subject.module, {**subject.options, "retries": 1}, check_mode=chance.random() < 0.5)
    judge(result)


VALUES: tuple[Any, ...] = (
    *ODD,
    10**30,
    float("nan"),
    float("inf"),
    "²",
    " ",
    "\x00",
    "\ud800",
    "/tmp/\udcff",
    "a\nb",
    "x" * 5000,
    "{{ undefined }}",
    "[1",
    '{"a": 1}',
    "- a\n- b",
    "a, b\nc",
    "true",
    "no",
    "9999-12-31",
    "/dev/null/at/all",
    "/etc",
    "/dev/null",
    "/dev/zero",
    "rot13",
    "utf-7",
    "http://example.com",
    "https://[::1",
    "https://a:b@c",
    "https://host:99999",
    "%2e%2e",
    "..",
    "a/b?c=d#e",
    [[]],
    [{}],
    [{"email": None}],
    [{"email": ["a"]}],
    {"a": {"b": {"c": [1]}}},
    {"schedule_meeting": True},
    {"Sales": None},
)


def deep(depth: int) -> Any:
    value: Any = "x"
    for number in range(depth):
        value = [value] if number % 2 else {"a": value}
    return value


def places(spec: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every option, with those inside it."""
    for name, option in spec.items():
        yield (*path, name)
        if option.get("options"):
            yield from places(option["options"], (*path, name))


def odd_options(subject: Subject, seed: int) -> None:
    """One run with a hostile value at some option. Raises Violation."""
    chance = random.Random(seed)
    known = [path for path in places(subject.spec) if path[0] not in ("api_url", "oauth_url")]
    options = json.loads(json.dumps(subject.options))
    for _round in range(chance.choice([1, 1, 1, 2, 3])):
        path = chance.choice(known)
        value = deep(chance.choice([5, 60])) if chance.random() < 0.03 else chance.choice(VALUES)
        put(options, path, value, subject.spec)
    if chance.random() < 0.05:
        options[chance.choice(["nmae", "stat", "²", ""])] = chance.choice(VALUES)
    with quick(), subject.recording.replayed():
        result = run_task(subject.module, options, check_mode=chance.random() < 0.7)
    judge(result)
    if result.get("findings") and "nothing was sent" in result["msg"].lower() and subject.recording.sent:
        raise Violation(f"the error says that nothing was sent, and {len(subject.recording.sent)} requests were")


def put(options: dict[str, Any], path: tuple[str, ...], value: Any, spec: Mapping[str, Any]) -> None:
    """Set an option inside mappings and the first entries of lists."""
    place: Any = options
    for name in path[:-1]:
        inner = place.get(name)
        if spec[name].get("type") == "list":
            first = inner[0] if isinstance(inner, list) and inner else None
            if not isinstance(first, dict):
                inner = place[name] = [{}]
            place = inner[0]
        else:
            place = inner if isinstance(inner, dict) else place.setdefault(name, {})
            if not isinstance(place, dict):
                return  # an earlier hostile value stands here
        spec = spec[name]["options"]
    place[path[-1]] = value


def judge(result: Mapping[str, Any]) -> None:
    """What must be true of every result. Raises Violation."""
    text = json.dumps(result, default=str)
    if "This was not foreseen" in text or "exception" in result:
        raise Violation(f"unforeseen: {str(result.get('exception') or result.get('msg'))[-1500:]}")
    for secret in SECRETS:
        if secret in text:
            raise Violation("a secret is in the result")
    if result.get("failed"):
        message = str(result.get("msg", ""))
        if not message.strip():
            raise Violation("an error without a message")
        if len(message) > LONGEST_MESSAGE:
            raise Violation(f"a message of {len(message)} characters")
