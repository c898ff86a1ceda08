# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Administrators and channels of groups."""

from __future__ import annotations


def test_group_administrators_and_channels(api):
    group = api.get("/groups")["groups"][0]["id"]
    api.done("POST", f"/groups/{group}/admins", {"admins": [{"email": api.email(4)}]})
    assert [admin["email"] for admin in api.get(f"/groups/{group}/admins")["admins"]] == [api.email(4)]
    assert api.refused("POST", f"/groups/{group}/admins", {"admins": [{"email": "x"}] * 11}) == (400, 300)
    assert api.refused("DELETE", f"/groups/{group}/admins/{api.email(5)}") == (400, 4138)
    api.done("DELETE", f"/groups/{group}/admins/{api.email(4)}")
    assert api.get(f"/groups/{group}/admins")["admins"] == []
    channels = api.get(f"/groups/{group}/channels")["channels"]
    assert [channel["channel_name"] for channel in channels] == ["Sales news"]
