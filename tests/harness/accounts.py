# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simulated accounts that have something of everything."""

from __future__ import annotations

from typing import Any

from .modules import run_module
from .simulator import Simulator


def furnish(simulator: Simulator) -> None:
    """Contact groups, a role, group admins, locks and settings of their own, beside what the simulator begins with."""
    state = simulator.state()
    active = [user for user in state["users"] if user["status"] == "active" and user["role_id"] == "2"]
    emails = [user["email"] for user in active]
    names = [group["name"] for group in state["groups"]]
    tasks: tuple[tuple[str, dict[str, Any]], ...] = (
        ("zoom_division", {"name": "Antarctica", "description": "Penguins & \u201cmore\u201d"}),
        ("zoom_role", {"name": "Helpdesk", "description": "Answers", "privileges": ["User:Read"]}),
        ("zoom_role_member", {"role": "Helpdesk", "members": emails[:2]}),
        ("zoom_group_admin", {"group": names[0], "admins": emails[2:4]}),
        ("zoom_contact_group", {"name": "Press", "description": "Who talks", "privacy": "members"}),
        ("zoom_contact_group", {"name": "Nobody yet", "privacy": "searchable"}),
        ("zoom_contact_group_member", {"contact_group": "Press", "members": emails[3:6], "member_groups": names[:1]}),
        ("zoom_settings", {"scope": "account", "settings": {"in_meeting": {"chat": False}},
                           "locks": {"in_meeting": {"screen_sharing": True}}}),
        ("zoom_settings", {"scope": "group", "group": names[1], "settings": {"in_meeting": {"polling": False}},
                           "locks": {"in_meeting": {"polling": True}}}),
        ("zoom_user", {"email": emails[0], "job_title": "Head; of = all", "company": "Ünion, Inc.",
                       "cost_center": "007", "location": "=A1", "phone_numbers": []}),
    )  # fmt: skip
    for name, arguments in tasks:
        result = run_module(name, {**simulator.connection, **arguments})
        if result.get("failed"):
            raise AssertionError(f"{name}: {result.get('msg')}")
    simulator.clear_requests()
