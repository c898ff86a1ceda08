# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from ansible_collections.openadmin.zoom.tests.harness.fixtures import (
    configure,
    fail,
    run_module,
    simulator,
    simulators,
    succeed,
)

__all__ = ["fail", "run_module", "simulator", "simulators", "succeed"]


# How fast examples are drawn and tried tells of the machine's load, not of the code.
settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machine")


def pytest_configure(config: pytest.Config) -> None:
    configure(config)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """ansible-test runs these tests to prove their imports, after pytest proved all else: it leaves out long ones."""
    if "ansible_test" not in str(config.inipath):
        return
    long = [item for item in items if is_long(item)]
    items[:] = [item for item in items if item not in set(long)]
    config.hook.pytest_deselected(items=long)


def is_long(item: pytest.Item) -> bool:
    """Whether a test draws examples, is marked so, or needs a simulator, of which ansible-test would start one each."""
    drawn = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    needs = "simulators" in getattr(item, "fixturenames", ())
    return drawn or needs or item.get_closest_marker("slow") is not None
