# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Presence of users."""

from __future__ import annotations


def test_presence(make):
    api = make()
    path = api.user(4, "/presence_status")
    api.done("PUT", path, {"status": "Do_Not_Disturb", "duration": 5})
    assert api.get(path) == {"status": "Do_Not_Disturb"}
    assert api.refused("PUT", path, {"status": "Away"}) == (429, 429)
    api.control("POST", "clock", {"advance": 301})
    assert api.get(path) == {"status": "Available"}
    api.done("PUT", path, {"status": "Away"})
    assert api.get(path) == {"status": "Away"}
    assert api.refused("PUT", path, {"status": "Do_Not_Disturb", "duration": 1441}) == (400, 300)


def test_only_the_user_sees_when_quiet_ends(api):
    path = "/users/me/presence_status"
    api.done("PUT", path, {"status": "Do_Not_Disturb", "duration": 5})
    assert api.get(path)["remaining_time"] in (299, 300)


def test_inactive_people_have_no_presence(api):
    api.create("gone@example.com")
    api.done("PUT", "/users/gone@example.com/status", {"action": "deactivate"})
    path = "/users/gone@example.com/presence_status"
    assert api.refused("GET", path) == (400, 5301)
    assert api.refused("PUT", path, {"status": "Away"}) == (400, 5301)
