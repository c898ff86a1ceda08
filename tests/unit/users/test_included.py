# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_user_info: what is read besides the profile, what it costs, what becomes of refusals; whether names are free."""

from __future__ import annotations

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.operations import OPERATIONS
from ansible_collections.openadmin.zoom.plugins.module_utils._users.included import INCLUDE

JILL, ANN, PAUL, INES = "jill@example.com", "ann@example.com", "paul@example.com", "ines@example.com"
DEVICE = {"id": "d1", "device_name": "Desk", "room_name": "Jill's room", "room_user_id": "r1", "status": "Online"}
TEMPLATE = {"id": "t1", "name": "Class", "enable": True}
SUMMARY = {"meeting_summary_template_id": "s1", "name": "General", "description": "Recap"}


def person(email, **more):
    return {"email": email, "id": f"id-{email.partition('@')[0]}", "type": 2, "status": "active", **more}


@pytest.fixture
def account(simulator):
    """Jill, whom Ann may schedule for and who has all that can be read; Ann; Ines, inactive; Paul, invited."""
    state = simulator.state()
    jill = person(
        JILL,
        assistants={"id-ann": False},
        collaboration_devices=[DEVICE],
        group_ids=[state["groups"][0]["id"]],
        presence=["Busy", 0],
        vanity_name="jill.chill",
    )
    people = [jill, person(ANN), person(INES, status="inactive", type=1), person(PAUL, status="pending", type=1)]
    simulator.put_state(
        {
            "users": [*state["users"][:1], *people],
            "account": {"summary_templates": [SUMMARY], "outside": ["taken@elsewhere.example"]},
            "settings": {"account": {"schedule_meeting": {"meeting_template": {"templates": [TEMPLATE]}}}},
        }
    )
    return simulator


WORDS = {
    "assistants": (JILL, [{"email": ANN, "id": "id-ann", "can_manage_host_private_event": False}]),
    "collaboration_devices": (JILL, [DEVICE]),
    "groups": (JILL, ["Sales"]),
    "meeting_summary_templates": (JILL, [SUMMARY]),
    "permissions": (ANN, []),
    "presence": (JILL, {"status": "Busy"}),
    "schedulers": (ANN, [JILL]),
}


@pytest.mark.parametrize("include", WORDS)
def test_what_is_included_stands_beside_the_profile(account, succeed, include):
    email, expected = WORDS[include]
    found = succeed("zoom_user_info", {"emails": [email], "include": [include]})
    assert found["users"][0][include] == expected
    assert found["not_readable"] == [] and account.writes() == []


def test_settings_and_templates_are_in_the_words_of_the_modules(account, succeed):
    found = succeed("zoom_user_info", {"emails": [JILL], "include": ["settings", "meeting_templates"]})
    user = found["users"][0]
    assert user["settings"]["schedule_meeting"]["host_video"] in (True, False)
    assert [(one["id"], one["name"]) for one in user["meeting_templates"]] == [("t1", "Class")]
    again = succeed("zoom_settings", {"scope": "user", "user": JILL, "settings": user["settings"]}, check_mode=True)
    assert not again["changed"]


COST = {
    "assistants": 1,
    "collaboration_devices": 1,
    "custom_attributes": 0,
    "groups": 0,
    "meeting_summary_templates": 1,
    "meeting_templates": 1,
    "permissions": 1,
    "presence": 1,
    "schedulers": 1,
    "settings": 4,
    "zoom_phone": 1,
}
# One in all: the settings of the account name the templates.
MORE = {"meeting_templates": 1}


@pytest.mark.parametrize("include", INCLUDE)
def test_the_cost_of_an_include_is_as_documented(account, succeed, include):
    asked = {"emails": [JILL, ANN]}
    plain = succeed("zoom_user_info", asked)["requests"]["GET"]
    cost = succeed("zoom_user_info", {**asked, "include": [include]})["requests"]["GET"] - plain
    assert cost == 2 * COST[include] + MORE.get(include, 0)


@pytest.mark.parametrize("include", sorted(set(INCLUDE) - {"custom_attributes", "groups"}))
def test_people_whom_zoom_tells_nothing_of_are_not_asked(account, succeed, include):
    found = succeed("zoom_user_info", {"emails": [PAUL], "include": [include]})
    assert include not in found["users"][0] and found["not_readable"] == []


def test_the_presence_of_inactive_people_is_not_asked_for(account, succeed):
    found = succeed("zoom_user_info", {"emails": [INES, JILL], "include": ["presence"]})
    assert ["presence" in user for user in found["users"]] == [False, True] and found["not_readable"] == []


READS = {
    "assistants": "listUserAssistants",
    "collaboration_devices": "listUserCollaborationDevices",
    "groups": "listGroups",
    "meeting_summary_templates": "listUserMeetingSummaryTemplates",
    "permissions": "getUserPermissions",
    "presence": "getUserPresenceStatus",
    "schedulers": "listUserSchedulers",
    "settings": "getUserSettings",
}
# Two includes share a scope with others: reading without it loses those too.
SHARED = {"meeting_summary_templates", "settings"}


@pytest.mark.parametrize("include", READS)
def test_a_missing_scope_loses_one_include_and_is_named(account, succeed, include):
    granular = {scope for operation in OPERATIONS.values() for scope in operation[4]}
    lost = set(OPERATIONS[READS[include]][4])
    account.put_state({"account": {"scopes": sorted(granular - lost)}})
    found = succeed("zoom_user_info", {"emails": [JILL, ANN], "include": sorted({*READS, "meeting_templates"})})
    named = {entry["include"]: entry for entry in found["not_readable"]}
    # The templates of meetings have no granular scope: such an app never reads them.
    assert set(named) == {"meeting_templates", *(SHARED if include in SHARED else [include])}
    assert lost & set(named[include]["scopes"])
    assert all(name in user for user in found["users"] for name in set(READS) - set(named) - {"groups"})


def test_one_person_who_is_refused_loses_only_that(account, succeed):
    body = {"code": 300, "message": "Not for this user."}
    account.faults([{"method": "GET", "path": "/users/id-ann/permissions", "times": 1, "status": 400, "body": body}])
    found = succeed("zoom_user_info", {"emails": [ANN, JILL], "include": ["permissions"]})
    assert ["permissions" in user for user in found["users"]] == [False, True]
    assert [(one["include"], one["objects"], one["count"]) for one in found["not_readable"]] == [
        ("permissions", [ANN], 1)
    ]


def test_what_is_refused_for_the_account_is_asked_once(account, succeed):
    account.put_state({"account": {"scopes": ["user:read:list_users:admin", "user:read:user:admin"]}})
    account.clear_requests()
    found = succeed("zoom_user_info", {"status": ["active", "inactive"], "include": ["permissions"]})
    asked = [request for request in account.requests() if request["path"].endswith("/permissions")]
    assert len(found["users"]) > 2 and len(asked) == 1


# -- checks ------------------------------------------------------------------------------------------------------

CHECKS = {
    "an active person": ("emails", "Jill@example.com", False, "active in this account"),
    "an invited person": ("emails", PAUL, False, "pending in this account"),
    "an inactive person": ("emails", INES, False, "inactive in this account"),
    "somebody elsewhere": ("emails", "taken@elsewhere.example", False, "has a Zoom user"),
    "nobody": ("emails", "nobody@example.com", True, ""),
    "a name that is taken": ("vanity_names", "jill.chill", False, "taken"),
    "a name that is free": ("vanity_names", "ann.can", True, ""),
}


@pytest.mark.parametrize("case", CHECKS)
def test_whether_something_is_free(account, succeed, case):
    what, name, free, reason = CHECKS[case]
    found = succeed("zoom_user_info", {"checks": {what: [name]}})
    assert found["checks"][what] == {name: {"free": free, "reason": reason}}
    assert found["users"] == [] and account.writes() == []


def test_people_are_read_beside_checks_where_they_are_asked_for(account, succeed):
    found = succeed("zoom_user_info", {"emails": [JILL], "checks": {"vanity_names": ["a.b"]}})
    assert [user["email"] for user in found["users"]] == [JILL] and found["checks"]["emails"] == {}


@pytest.mark.parametrize("scope", ["user:read:user:admin", "user:read:email:admin"])
def test_what_zoom_does_not_tell_is_not_called_free(account, succeed, scope):
    account.put_state({"account": {"scopes": [scope]}})
    found = succeed("zoom_user_info", {"checks": {"emails": ["nobody@example.com"], "vanity_names": ["ann.can"]}})
    assert found["checks"]["emails"]["nobody@example.com"]["free"] is None
    assert found["checks"]["vanity_names"]["ann.can"] == {"free": None, "reason": "not readable"}
    assert {"checks.vanity_names"} < {entry["include"] for entry in found["not_readable"]}


def test_a_wrong_address_is_told_before_any_request(account, fail):
    account.clear_requests()
    found = fail("zoom_user_info", {"checks": {"emails": ["jill"]}, "last_login_before": "soon"})
    assert "checks.emails: 'jill' is not an email." in found["msg"] and "is not a date" in found["msg"]
    assert account.requests() == []
