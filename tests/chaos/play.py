# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of a scenario under a schedule of faults, and what must be true of it afterwards.

- The run ends converged, or with an error that says what was done, what was not, and what to do next.
- Half-way nothing is other than before or as wanted: nothing was done that nobody asked for.
- The next run, undisturbed, ends where a run without faults ends; the one after it changes nothing.
- No secret, and no traceback, is anywhere in the output.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from unittest import mock

from ansible_collections.openadmin.zoom.plugins.module_utils._core import interrupt, limiter
from ansible_collections.openadmin.zoom.tests.chaos.faults import Schedule, faulty
from ansible_collections.openadmin.zoom.tests.chaos.scenarios import SCENARIOS
from ansible_collections.openadmin.zoom.tests.harness.modules import run_module
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

SECRETS = ("sim-secret", "c2ltLWNsaWVudDpzaW0tc2VjcmV0")
# Of a person, what the service sets by itself, or differently at each run.
VOLATILE = ("id", "created_at", "last_login_time", "pmi", "pmi_password", "verified", "email_changes", "received")
NEXT_STEPS = ("run", "check", "look", "add", "give", "wait", "choose", "correct", "set ", "name ")


class Violation(AssertionError):
    """An invariant that did not hold."""


@dataclass
class Undisturbed:
    """An account before a scenario, and as it is after a run without faults."""

    options: dict[str, Any]
    module: str
    before: dict[str, Any]
    after: dict[str, Any]


@contextlib.contextmanager
def quick() -> Iterator[None]:
    """Waits take hardly any time, and the limits of rates are not kept."""

    def sleep(self: interrupt.Interrupt, seconds: float) -> None:
        self.check()
        if seconds > 0:
            self._stopped.wait(min(seconds * 0.002, 0.02))

    def acquire(self: limiter.LabelLimiter, still_wanted: Callable[[], None] | None = None) -> float:
        self._sleep(0)
        if still_wanted is not None:
            still_wanted()
        return 0.0

    def refused(self: limiter.LabelLimiter, wait: float) -> None:
        return

    with (
        mock.patch.object(interrupt.Interrupt, "sleep", sleep),
        mock.patch.object(limiter.LabelLimiter, "acquire", acquire),
        mock.patch.object(limiter.LabelLimiter, "refused", refused),
        mock.patch("time.sleep", lambda _seconds: None),
    ):
        yield


def named(state: Mapping[str, Any]) -> dict[str, Any]:
    """The state by names, so that ids that the service drew do not count: object → field → value."""
    groups = {group["id"]: group["name"] for group in state["groups"]}
    divisions = {division["id"]: division["name"] for division in state["divisions"]}
    found: dict[str, Any] = {}
    for user in state["users"]:
        fields = {key: value for key, value in user.items() if key not in VOLATILE}
        fields["group_ids"] = sorted(groups.get(group, group) for group in fields["group_ids"])
        fields["division_id"] = divisions.get(fields["division_id"], fields["division_id"])
        key = f"user {user['email'].lower()}"
        if key in found:
            raise Violation(f"{key} is there twice")
        found[key] = fields
    for kind, items in (("group", state["groups"]), ("division", state["divisions"])):
        for item in items:
            key = f"{kind} {item['name']}"
            if key in found:
                raise Violation(f"{key} is there twice")
            found[key] = {name: value for name, value in item.items() if name not in ("id", "members", "admins")}
    for part in ("settings", "locks"):
        for path, value in leaves(state[part], groups):
            found.setdefault(f"{part} {path[0]}", {})[".".join(path[1:])] = value
    return found


def leaves(tree: Any, groups: Mapping[str, str], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, groups, (*path, groups.get(key, str(key))))
    elif len(path) > 1:
        yield path, tree


def prepare(simulator: Simulator, name: str) -> Undisturbed:
    """Run a scenario without faults; the account is then as it was."""
    simulator.reset()
    state = simulator.state()
    module, options = SCENARIOS[name](state)
    options = {**simulator.connection, **options}
    before = named(state)
    result = run_module(module, options)
    if result.get("failed"):
        raise Violation(f"{name} fails without a fault: {result['msg']}")
    after = named(simulator.state())
    if run_module(module, options).get("changed"):
        raise Violation(f"{name} changes something at its second run, without a fault")
    return Undisturbed(options, module, before, after)


def play(simulator: Simulator, name: str, seed: int, known: Undisturbed) -> list[str]:
    """One disturbed run, and the two after it. Returns the faults that were met. Raises Violation."""
    simulator.reset()
    chance = random.Random(seed)
    schedule = Schedule(seed, share=chance.choice([0.05, 0.15, 0.4]))
    ending = chance.random()
    if ending < 0.1:
        schedule.kill_at = chance.randrange(1, 25)
    elif ending < 0.25:
        schedule.stop_at = chance.randrange(1, 25)
    result = disturbed(known, schedule)
    half = named(simulator.state())
    nothing_unasked(known, half)
    if result is not None:
        told(known, result, half)
    again = run_module(known.module, known.options)
    if again.get("failed"):
        raise Violation(f"the run after the faults fails: {again['msg']}")
    same(known.after, named(simulator.state()), "the run after the faults does not converge")
    last = run_module(known.module, known.options)
    if last.get("failed") or last.get("changed"):
        raise Violation(f"the third run changes something or fails: {last.get('msg')} {last.get('steps')}")
    return schedule.met


def disturbed(known: Undisturbed, schedule: Schedule) -> dict[str, Any] | None:
    """The result of the run under faults; None if the process was killed."""
    if schedule.kill_at:
        return killed(known, schedule)
    stops: list[interrupt.Interrupt] = []
    real = interrupt.Interrupt.__init__

    def remember(self: interrupt.Interrupt, *arguments: Any, **options: Any) -> None:
        real(self, *arguments, **options)
        stops.append(self)

    schedule.on_stop = lambda: stops[-1].stop("the signal SIGINT came")
    with quick(), mock.patch.object(interrupt.Interrupt, "__init__", remember), faulty(schedule):
        return run_module(known.module, known.options)


def killed(known: Undisturbed, schedule: Schedule) -> dict[str, Any] | None:
    """Run in a process of its own, which ends at request ``kill_at`` as if it were killed."""
    receiving, sending = multiprocessing.Pipe(duplex=False)

    def run() -> None:
        with quick(), faulty(schedule):
            sending.send(run_module(known.module, known.options))

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    sending.close()
    try:
        result: dict[str, Any] | None = receiving.recv()
    except EOFError:
        result = None
    process.join()
    return result


def nothing_unasked(known: Undisturbed, half: Mapping[str, Any]) -> None:
    """Each field of each object is as it was or as it is to be; an object is there before or after."""
    for key in {*known.before, *known.after, *half}:
        versions = [version[key] for version in (known.before, known.after) if key in version]
        if not versions:
            raise Violation(f"{key} was made, and nobody asked for it")
        if key not in half:
            if key in known.before and key in known.after:
                raise Violation(f"{key} is gone, and nobody asked for it")
            continue
        for field, value in half[key].items():
            if not any(between(field, value, version.get(field), versions) for version in versions):
                raise Violation(f"{key}: {field} is {value!r}; it was or is to be {[v.get(field) for v in versions]!r}")


def between(field: str, value: Any, version: Any, versions: list[Any]) -> bool:
    if field == "group_ids":  # joined one by one
        everything = {group for one in versions for group in one.get("group_ids", [])}
        return set(value) <= everything
    if value == version:
        return True
    # A person is created with some fields, the others follow; licences go before the person does.
    return value in (None, "", [], 0, False) or field in ("type", "display_name", "division_id", "status", "role_id")


def told(known: Undisturbed, result: Mapping[str, Any], half: Mapping[str, Any]) -> None:
    """The result says what happened."""
    text = json.dumps(result, default=str)
    for secret in SECRETS:
        if secret in text:
            raise Violation("a secret is in the result")
    if "This was not foreseen" in text or "Traceback" in text:
        raise Violation(f"unforeseen: {result.get('exception') or result.get('msg')}")
    if not result.get("failed"):
        same(known.after, half, "the run reports success and has not converged")
        return
    message = str(result.get("msg", ""))
    if not any(word in message.lower() for word in NEXT_STEPS):
        raise Violation(f"the error does not say what to do next: {message}")
    uncertain = "may or may not" in message or "could not be read" in message or "sign of it" in message
    if half != known.before and not result.get("changed") and not uncertain:
        raise Violation(f"something was written and the result says that nothing was: {message}")


def same(wanted: Mapping[str, Any], found: Mapping[str, Any], words: str) -> None:
    if wanted == found:
        return
    wrong = []
    for key in sorted({*wanted, *found}):
        left, right = wanted.get(key), found.get(key)
        if left != right:
            fields = [
                name for name in {*(left or {}), *(right or {})} if (left or {}).get(name) != (right or {}).get(name)
            ]
            shown = {name: ((left or {}).get(name), (right or {}).get(name)) for name in sorted(fields)[:3]}
            wrong.append(f"{key}: {shown if left and right else ('missing' if right is None else 'not wanted')}")
    raise Violation(f"{words}: {'; '.join(wrong[:4])}")
