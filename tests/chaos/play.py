# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of a scenario under a schedule of faults, and what must be true of it afterwards.

- The run ends converged, or with an error that says what was done, what was not, and what to do next.
- Half-way nothing is other than before or as wanted: nothing was done that nobody asked for.
- The next run, undisturbed, ends where a run without faults ends; the one after it changes nothing.
- No secret, and no traceback, is anywhere in the output or in a file.
"""

from __future__ import annotations

import contextlib
import errno
import multiprocessing
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from ansible.errors import AnsibleError

from ansible_collections.openadmin.zoom.plugins.module_utils._core import interrupt, limiter
from ansible_collections.openadmin.zoom.tests.chaos.faults import Schedule, faulty
from ansible_collections.openadmin.zoom.tests.chaos.invariants import (
    Meddled,
    Undisturbed,
    Violation,
    foreseen,
    named,
    no_secret_in,
    nothing_unasked,
    same,
    says_what_to_do,
    told,
)
from ansible_collections.openadmin.zoom.tests.chaos.others import OtherAdministrator
from ansible_collections.openadmin.zoom.tests.chaos.scenarios import SCENARIOS
from ansible_collections.openadmin.zoom.tests.harness.actions import run_action
from ansible_collections.openadmin.zoom.tests.harness.modules import run_module
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

Result = dict[str, Any]
# How the service may behave; see the switches of the simulator. Waits are cut to a 500th, and so are lags.
LAG_MS = 6
QUIRKS: tuple[dict[str, Any], ...] = (
    {"list_lag_ms": LAG_MS},
    {"settings_lag_ms": LAG_MS // 2},
    {"empty_page_every": 2},
    {"totals": "stale"},
    {"totals": "zero"},
    {"totals": "text"},
    {"page_token_seconds": 0},
    {"single_token": True},
    {"error_status": "200"},
    {"tracking_id": True, "status_answer": 200},
    {"member_ids": "empty"},
    {"create_id": "never"},
    {"retry_after": "absent", "rate_headers": False},
    {"expired_token_status": 401, "user_not_found": 1010},
    {"token_seconds": 61},
)


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


def run_task(module: str, options: Mapping[str, Any], check_mode: bool = False) -> Result:
    """Run a module, with its action plugin where that has a part in the work."""
    if module != "zoom_policy":
        return run_module(module, options, check_mode=check_mode)
    try:
        return run_action(module, options, check_mode=check_mode)
    except AnsibleError as error:
        return {**getattr(error, "result", {}), "failed": True, "msg": str(error)}


def prepare(simulator: Simulator, name: str) -> Undisturbed:
    """Run a scenario without faults; the account is then as it was."""
    simulator.reset()
    before = simulator.state()
    module, options = SCENARIOS[name](before)
    options = {**simulator.connection, **options}
    result = run_task(module, options)
    if result.get("failed"):
        raise Violation(f"{name} fails without a fault: {result['msg']}")
    after = simulator.state()
    if run_task(module, options).get("changed"):
        raise Violation(f"{name} changes something at its second run, without a fault")
    return Undisturbed(module, options, before, after)


class Play:
    """One disturbed run, and the two after it. ``met`` is what disturbed it."""

    def __init__(self, simulator: Simulator, known: Undisturbed, seed: int) -> None:
        self.simulator = simulator
        self.known = known
        self.met: list[str] = []
        chance = random.Random(seed)
        self.schedule = Schedule(seed, share=chance.choice([0.05, 0.15, 0.4]))
        self.quirks: dict[str, Any] = chance.choice(QUIRKS) if chance.random() < 0.5 else {}
        self.full_at = 0
        self.meddled = Meddled()
        ending = chance.random()
        if ending < 0.1:
            self.schedule.kill_at = chance.randrange(1, 25)
        elif ending < 0.25:
            self.schedule.stop_at = chance.randrange(1, 25)
        elif ending < 0.4:
            self.full_at = chance.randrange(1, 4)
        elif ending < 0.6:
            other = OtherAdministrator(simulator, known.state_before, chance)
            self.schedule.share = chance.choice([0, 0.05])
            self.schedule.meddle_at = chance.randrange(2, 25)
            self.schedule.meddle = other.act
            self.meddled = other.meddled
            self.met.append(f"other:{other.name}")
        self.met += [f"quirk:{name}" for name in self.quirks]
        self.met += ["full_disk"] if self.full_at else []

    def run(self) -> None:
        """Raises Violation."""
        self.simulator.reset()
        if self.quirks:
            self.simulator.put_state({"switches": self.quirks})
        with tempfile.TemporaryDirectory() as folder:
            options = {**self.known.options, **files_of(self.known.module, folder)}
            result = self._disturbed(options)
            self.met += self.schedule.met
            half = self._account()
            before, after = self.known.before(self.meddled), self.known.after(self.meddled)
            nothing_unasked(before, after, half, self.meddled.kept)
            if result is not None:
                told(result, before, after, half)
            self._again(options)
            no_secret_in(Path(folder))

    def _again(self, options: Mapping[str, Any]) -> None:
        """Two runs without faults: the first converges, the second changes nothing."""
        with quick():
            again = run_task(self.known.module, options)
        after, found = self.known.after(self.meddled), self._account()
        foreseen(again)
        if again.get("failed") and not self.meddled.may_fail:
            raise Violation(f"the run after the faults fails: {again['msg']}")
        if again.get("failed"):
            says_what_to_do(again["msg"])
            nothing_unasked(self.known.before(self.meddled), after, found, self.meddled.kept)
            return
        same(after, found, "the run after the faults does not converge")
        with quick():
            last = run_task(self.known.module, options)
        if last.get("failed") or last.get("changed"):
            raise Violation(f"the third run changes something or fails: {last.get('msg')} {last.get('steps')}")

    def _account(self) -> dict[str, dict[str, Any]]:
        if self.quirks:
            time.sleep(0.02)  # until lists show what was written
            self.simulator.clock(31)  # and their totals count it
        return named(self.simulator.state(), self.meddled)

    def _disturbed(self, options: Mapping[str, Any]) -> Result | None:
        """The result of the run under faults; None if the process was killed."""
        if self.schedule.kill_at:
            return self._killed(options)
        stops: list[interrupt.Interrupt] = []
        real = interrupt.Interrupt.__init__

        def remember(this: interrupt.Interrupt, *arguments: Any, **named_: Any) -> None:
            real(this, *arguments, **named_)
            stops.append(this)

        self.schedule.on_stop = lambda: stops[-1].stop("the signal SIGINT came")
        remembering = mock.patch.object(interrupt.Interrupt, "__init__", remember)
        with quick(), full_disk(self.full_at), remembering, faulty(self.schedule):
            return run_task(self.known.module, options)

    def _killed(self, options: Mapping[str, Any]) -> Result | None:
        """Run in a process of its own, which ends at request ``kill_at`` as if it were killed."""
        receiving, sending = multiprocessing.Pipe(duplex=False)

        def run() -> None:
            with quick(), faulty(self.schedule):
                sending.send(run_task(self.known.module, options))

        process = multiprocessing.get_context("fork").Process(target=run)
        process.start()
        sending.close()
        try:
            result: Result | None = receiving.recv()
        except EOFError:
            result = None
        process.join()
        return result


def files_of(module: str, folder: str) -> dict[str, Any]:
    """What a module is to write, so that disks can be full."""
    if module.endswith("_info"):
        return {}
    named_files = {"steps_file": f"{folder}/steps.json", "undo_file": f"{folder}/undo.json"}
    if module == "zoom_policy":
        named_files.update(report_dir=f"{folder}/reports", evidence_dir=f"{folder}/evidence")
        return {**named_files, "report_formats": ["json", "html"]}
    return named_files


@contextlib.contextmanager
def full_disk(at: int) -> Iterator[None]:
    """The disk is full when file number ``at`` is written, and stays so; 0 for never."""
    written = 0
    real = os.fsync

    def fsync(descriptor: int) -> None:
        nonlocal written
        written += 1
        if at and written >= at:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    with mock.patch("os.fsync", fsync):
        yield
