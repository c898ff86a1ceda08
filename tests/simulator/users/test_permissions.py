# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people may do."""

from __future__ import annotations


def test_permissions_come_from_the_role(api):
    assert "User:Edit" in api.get("/users/me/permissions")["permissions"]
    assert api.get(api.user(6, "/permissions"))["permissions"] == []
