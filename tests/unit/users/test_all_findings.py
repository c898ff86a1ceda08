# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings of the argument spec do not hide those that only a look at the people shows."""

from __future__ import annotations

from typing import Any


def test_wrong_choices_and_people_who_stand_twice_come_in_one_message(fail: Any, simulator: Any) -> None:
    users = [
        {"email": "a@example.com", "type": "licenced"},
        {"email": "A@example.com", "statsu": "active"},
        {"email": "bad"},
        {"email": "gone@example.com", "state": "absent"},
    ]
    result = fail("zoom_users", {"users": users, "match_by": "nmae"})
    places = [finding["place"] for finding in result["findings"]]
    assert sorted(places) == sorted(
        [
            "match_by",
            "users[1].type",
            "users[2].statsu",
            "users[2], email",
            "users[3].email",
            "users[4].absent_action",
        ]
    )
    assert simulator.requests() == []
