# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Recordings and the people of Zoom Phone."""

from __future__ import annotations

from .test_reports import days


def test_recordings_are_those_of_the_period(api):
    state = api.control("GET", "state?parts=users")["users"]
    next(user for user in state if user["email"] == "owner@example.com")["content"] = {"recording": 4}
    api.control("PUT", "state", {"users": state})
    found = api.get("/users/owner@example.com/recordings", **days(-2, 0))
    assert [entry["topic"] for entry in found["meetings"]] == ["Meeting 1", "Meeting 2", "Meeting 3"]
    assert api.get("/users/owner@example.com/recordings", page_size=2, **days(-2, 0))["next_page_token"]
    assert api.get("/users/owner@example.com/recordings", **days(-9, -8))["meetings"] == []
    assert api.refused("GET", "/users/owner@example.com/recordings") == (400, 300)


def test_people_with_a_phone_licence_are_listed(api):
    state = api.control("GET", "state?parts=users")["users"]
    for user in state[:2]:
        user["zoom_phone"] = True
    api.control("PUT", "state", {"users": state})
    found = api.get("/phone/users")["users"]
    assert [user["email"] for user in found] == [user["email"] for user in state[:2]]
    assert [user["extension_number"] for user in found] == [800, 801]
