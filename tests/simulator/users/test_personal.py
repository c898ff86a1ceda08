# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Presence, tokens, permissions, templates and devices of a user."""

from __future__ import annotations


def test_presence(make):
    api = make()
    path = api.user(4, "/presence_status")
    api.done("PUT", path, {"status": "Do_Not_Disturb", "duration": 5})
    assert api.get(path)["remaining_time"] in (299, 300)
    assert api.refused("PUT", path, {"status": "Away"}) == (429, 429)
    api.control("POST", "clock", {"advance": 301})
    assert api.get(path) == {"status": "Available"}
    api.done("PUT", path, {"status": "Away"})
    assert api.get(path) == {"status": "Away"}


def test_the_rest_of_a_user(api):
    assert api.get("/users/me/zak")["token"]
    assert api.get(api.user(4, "/token"), type="zak")["token"]
    api.done("DELETE", api.user(4, "/token"))
    assert "User:Edit" in api.get("/users/me/permissions")["permissions"]
    assert api.get("/users/me/meeting_summary_templates") == []
    assert api.refused("GET", "/users/me/meeting_templates/x") == (400, 300)
    template = {"schedule_meeting": {"meeting_template": {"templates": [{"id": "x", "enable": True}]}}}
    api.done("PATCH", "/accounts/me/settings", template)
    assert api.get("/users/me/meeting_templates/x")["name"] == "Template x"
    assert api.get("/users/me/collaboration_devices")["total_records"] == 0
    assert api.refused("GET", "/users/me/collaboration_devices/x") == (404, 1238)
