# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_group_info: administrators, channels and registration settings, what they cost, what becomes of refusals."""

from __future__ import annotations

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.operations import OPERATIONS
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.included import GROUP_INCLUDED

CHANNEL = {"channel_id": "c1", "channel_name": "Announcements", "member_count": 3}
REGISTRATION = {
    "options": {
        "host_email_notification": False,
        "close_registration": True,
        "allow_participants_to_join_from_multiple_devices": True,
        "show_social_share_buttons": False,
    },
    "questions": [{"field_name": "city", "required": False, "selected": True}],
    "approve_type": 1,
    "custom_questions": [],
}


@pytest.fixture
def group(simulator):
    """The first group, with two administrators, a channel and registration settings of its own."""
    state = simulator.state()
    first, admins = state["groups"][0], [user["id"] for user in state["users"][1:3]]
    first.update(admins=admins, channels=[CHANNEL])
    simulator.put_state(
        {"groups": state["groups"], "registration": {"groups": {first["id"]: {"webinar": REGISTRATION}}}}
    )
    return {
        "name": first["name"],
        "admins": sorted(user["email"] for user in state["users"][1:3]),
        "channels": [CHANNEL],
        "registration": REGISTRATION,
    }


@pytest.mark.parametrize("include", GROUP_INCLUDED)
def test_what_is_included_stands_beside_the_rest_and_costs_a_request(simulator, succeed, group, include):
    plain = succeed("zoom_group_info", {"name": group["name"]})
    found = succeed("zoom_group_info", {"name": group["name"], "include": [include]})
    assert found["groups"] == [{**plain["groups"][0], include: group[include]}]
    assert found["requests"]["GET"] == plain["requests"]["GET"] + 1 and found["not_readable"] == []
    everyone = succeed("zoom_group_info", {"include": [include]})
    assert len(everyone["groups"]) == 5 and all(include in one for one in everyone["groups"])


@pytest.mark.parametrize("include", GROUP_INCLUDED)
def test_a_missing_scope_loses_one_include_and_is_named(simulator, succeed, group, include):
    lost = OPERATIONS[GROUP_INCLUDED[include].operation][4]
    granular = {scope for operation in OPERATIONS.values() for scope in operation[4]}
    simulator.put_state({"account": {"scopes": sorted(granular - set(lost))}})
    found = succeed("zoom_group_info", {"include": list(GROUP_INCLUDED)})
    assert [(one["include"], one["scopes"], one["count"]) for one in found["not_readable"]] == [
        (include, list(lost), 0)
    ]
    others = set(GROUP_INCLUDED) - {include}
    assert all(others <= set(one) and include not in one for one in found["groups"])


def test_a_group_that_is_refused_loses_only_its_own(simulator, succeed, group):
    body = {"code": 300, "message": "Not for this group."}
    simulator.faults([{"method": "GET", "path": "/channels", "times": 1, "status": 400, "body": body}])
    found = succeed("zoom_group_info", {"include": ["channels"]})
    assert ["channels" in one for one in found["groups"]] == [False, True, True, True, True]
    assert found["not_readable"][0]["objects"] == [found["groups"][0]["name"]]
