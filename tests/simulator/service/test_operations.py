# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All operations of the facts are there."""

from __future__ import annotations


def test_every_operation_of_the_facts_is_there(api):
    assert set(api.simulator.handlers) == set(api.simulator.facts.operations)
