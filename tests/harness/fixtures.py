# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures that the test folders share; a folder's conftest.py imports those that it wants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import pytest

from ansible_collections.openadmin.zoom.tests.harness import modules
from ansible_collections.openadmin.zoom.tests.harness.simulator import LAUNCHER, Simulator

DEFAULT_OPTIONS = ("--users", "50", "--groups", "5", "--seed", "1", "--no-rate-limits")


class RunModule(Protocol):
    def __call__(
        self, name: str, args: dict[str, Any] | None = None, *, check_mode: bool = False, diff: bool = False
    ) -> dict[str, Any]:
        """Runs a module and returns its result."""


def configure(config: pytest.Config) -> None:
    """Registers the markers; ansible-test brings a pytest configuration of its own, so pyproject.toml cannot."""
    config.addinivalue_line("markers", "simulator(*options): command line options of the simulator for this test")
    config.addinivalue_line("markers", "slow: takes more than a few seconds")


@pytest.fixture(scope="session")
def simulators() -> Iterator[dict[tuple[str, ...], Simulator]]:
    """The simulators started so far, by their options: a process is started once and reset for each test."""
    started: dict[tuple[str, ...], Simulator] = {}
    yield started
    for simulator in started.values():
        simulator.stop()


@pytest.fixture
def simulator(request: pytest.FixtureRequest, simulators: dict[tuple[str, ...], Simulator]) -> Simulator:
    """A simulated account, fresh for this test.

    `@pytest.mark.simulator("--users", "1000", "--lag-ms", "200")` replaces the default options:
    50 users, 5 groups, no rate limits.
    """
    if not LAUNCHER.exists():
        pytest.skip("extensions/simulator/zoom-simulator is not there")
    marker = request.node.get_closest_marker("simulator")
    options = tuple(str(option) for option in marker.args) if marker else DEFAULT_OPTIONS
    if options not in simulators:
        simulators[options] = Simulator(*options)
    simulators[options].reset()
    return simulators[options]


@pytest.fixture
def run_module(simulator: Simulator) -> RunModule:
    """Runs a module in this process against the `simulator` fixture; `args` need no connection options."""

    def run(
        name: str, args: dict[str, Any] | None = None, *, check_mode: bool = False, diff: bool = False
    ) -> dict[str, Any]:
        return modules.run_module(name, {**simulator.connection, **(args or {})}, check_mode=check_mode, diff=diff)

    return run


@pytest.fixture
def succeed(run_module: RunModule) -> RunModule:
    """As run_module; a failed module fails the test with its message."""

    def run(
        name: str, args: dict[str, Any] | None = None, *, check_mode: bool = False, diff: bool = False
    ) -> dict[str, Any]:
        result = run_module(name, args, check_mode=check_mode, diff=diff)
        if result.get("failed"):
            raise modules.ModuleFailed(result)
        return result

    return run


@pytest.fixture
def fail(run_module: RunModule) -> RunModule:
    """As run_module; the module must fail."""

    def run(
        name: str, args: dict[str, Any] | None = None, *, check_mode: bool = False, diff: bool = False
    ) -> dict[str, Any]:
        result = run_module(name, args, check_mode=check_mode, diff=diff)
        assert result.get("failed"), f"{name} succeeded where it should have failed: {result}"
        return result

    return run
