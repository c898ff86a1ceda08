# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.openadmin.zoom.tests.harness.fixtures import configure, simulator, simulators

__all__ = ["simulator", "simulators"]


def pytest_configure(config: pytest.Config) -> None:
    configure(config)
