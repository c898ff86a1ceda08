# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Collaboration devices."""

from __future__ import annotations


def test_devices(api):
    assert api.get("/users/me/collaboration_devices") == {"collaboration_devices": [], "total_records": 0}
    assert api.refused("GET", "/users/me/collaboration_devices/x") == (404, 1238)
