# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Defaults are for new users; what an invited person cannot take of them is said, and not promised for later."""

from __future__ import annotations

from typing import Any


def test_defaults_that_an_invited_person_does_not_take_are_said(succeed: Any) -> None:
    args = {
        "users": [{"email": "invited@example.com", "dept": "Sales"}],
        "defaults": {"language": "de-DE", "company": "Example", "dept": "unused"},
        "report": "all",
    }
    result = succeed("zoom_users", args)
    (person,) = result["users"]
    assert person["deferred_fields"] == ["dept"]
    assert "1 people who are invited do not get these defaults" in str(result["warnings"])
    assert "company, language." in str(result["warnings"])
    assert succeed("zoom_users", args)["users"][0]["deferred_fields"] == ["dept"]


def test_defaults_of_active_people_are_given_at_once(succeed: Any, simulator: Any) -> None:
    args = {
        "users": [{"email": "here@example.com", "create_action": "autoCreate"}],
        "defaults": {"language": "de-DE"},
    }
    assert "warnings" not in succeed("zoom_users", args)
    user = next(user for user in simulator.state()["users"] if user["email"] == "here@example.com")
    assert user["language"] == "de-DE"
