# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The limiter against a clock of its own: never above its share, close to it, and humble after a 429."""

from __future__ import annotations

import threading
from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.openadmin.zoom.plugins.module_utils._core.limiter import LIMITS, Limiter


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def times(limiter: Limiter, clock: Clock, label: str, count: int) -> list[float]:
    sent = []
    for _turn in range(count):
        limiter.acquire(label)
        sent.append(clock.now)
    return sent


def most_in_a_window(sent: list[float], window: float) -> int:
    return max(sum(1 for other in sent if 0 <= other - moment < window) for moment in sent)


@settings(max_examples=40, deadline=None)
@given(
    plan=st.sampled_from(sorted(LIMITS)),
    label=st.sampled_from(sorted(LIMITS["pro"])),
    share=st.floats(0.05, 1.0),
    count=st.integers(2, 150),
)
def test_no_window_holds_more_than_the_share(plan: str, label: str, share: float, count: int) -> None:
    clock = Clock()
    capacity, window = LIMITS[plan][label]
    sent = times(Limiter(plan, share, clock, clock.sleep), clock, label, count)
    assert most_in_a_window(sent, window) <= max(1, capacity * share)


@pytest.mark.parametrize("plan", sorted(LIMITS))
@pytest.mark.parametrize("label", ["light", "medium", "heavy"])
def test_the_limit_is_used_up_nearly_whole(plan: str, label: str) -> None:
    clock = Clock()
    capacity, window = LIMITS[plan][label]
    sent = times(Limiter(plan, 1.0, clock, clock.sleep), clock, label, capacity * 10)
    floor = (capacity * 10 - 1) / capacity * window
    assert floor <= sent[-1] - sent[0] <= floor * 1.06


def test_a_minute_label_may_be_used_at_once() -> None:
    clock = Clock()
    sent = times(Limiter("pro", 1.0, clock, clock.sleep), clock, "resource-intensive", 11)
    assert sent[9] == sent[0]
    assert sent[10] - sent[0] >= 60


def test_labels_do_not_wait_for_each_other() -> None:
    clock = Clock()
    limiter = Limiter("free", 1.0, clock, clock.sleep)
    before = clock.now
    limiter.acquire("heavy")
    limiter.acquire("light")
    assert clock.now == before


def test_after_a_429_all_wait_then_go_slower_then_recover() -> None:
    clock = Clock()
    limiter = Limiter("business", 1.0, clock, clock.sleep)
    times(limiter, clock, "light", 10)
    refused_at = clock.now
    limiter.refused("light", 5)
    limiter.refused("light", 5)  # the other workers hit the same wall
    sent = times(limiter, clock, "light", 100)
    assert sent[0] >= refused_at + 5
    slow = (sent[50] - sent[0]) / 50
    assert 1 / 80 < slow < 1 / 40
    clock.now += 60
    sent = times(limiter, clock, "light", 81)
    assert (sent[80] - sent[0]) / 80 == pytest.approx(1.03 / 80, rel=0.02)


def test_a_worker_that_waits_already_is_held_too() -> None:
    clock = Clock()
    limiter = Limiter("free", 1.0, clock, clock.sleep)
    limiter.acquire("heavy")

    def sleep_and_be_refused(seconds: float) -> None:
        clock.now += seconds
        if not refused:
            refused.append(True)
            limiter.refused("heavy", 30)

    refused: list[bool] = []
    limiter.labels["heavy"]._sleep = sleep_and_be_refused
    start = clock.now
    limiter.acquire("heavy")
    assert clock.now - start >= 30


def test_workers_that_wake_late_and_together_do_not_cross_the_limit() -> None:
    clock = Clock()
    limiter = Limiter("business", 1.0, clock, clock.sleep)
    sent = times(limiter, clock, "light", 100)
    waiting: list[float] = []

    def stall(seconds: float) -> None:
        """The machine stands still while twenty workers wait for their places."""
        if len(waiting) < 20:
            waiting.append(clock.now)
            limiter.acquire("light")
            sent.append(clock.now)
        clock.now = max(clock.now + seconds, waiting[0] + 0.5)

    limiter.labels["light"]._sleep = stall
    limiter.acquire("light")
    sent.append(clock.now)
    limiter.labels["light"]._sleep = clock.sleep
    sent += times(limiter, clock, "light", 200)
    assert sent == sorted(sent) and len(sent) == 321
    assert most_in_a_window(sent, 1.0) <= 80


@pytest.mark.parametrize(
    ("plan", "kind", "limit", "expected"),
    [
        ("", "QPS", 80, 80),
        ("", "qps", 4, 4),
        ("", "Daily-limit", 60000, 30),
        ("", "QPS", None, 30),
        ("", "QPS", 10**8, 30),
        ("business", "QPS", 30, 30),
        ("pro", "QPS", 80, 30),
    ],
)
def test_limits_are_learned(plan: str, kind: str, limit: int | None, expected: int) -> None:
    limiter = Limiter(plan, 0.8)
    limiter.learn("light", kind, limit)
    assert limiter.seen()["light"] == expected


def test_threads_share_the_limit() -> None:
    clock = Clock()
    lock = threading.Lock()
    departures: list[float] = []

    class Departures(deque[float]):
        def append(self, moment: float) -> None:
            departures.append(moment)
            super().append(moment)

    def sleep(seconds: float) -> None:
        """Whoever sleeps wakes when the clock has come that far; others may have moved it further meanwhile."""
        with lock:
            until = clock.now + seconds
        with lock:
            clock.now = max(clock.now, until)

    limiter = Limiter("pro", 1.0, clock, sleep)
    limiter.labels["light"]._departed = Departures()
    workers = [threading.Thread(target=lambda: [limiter.acquire("light") for _turn in range(20)]) for _turn in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(departures) == 160
    assert most_in_a_window(departures, 1.0) <= 30
