# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The planner as tables: what is there, what is wanted, the PATCH bodies in between."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._settings.declare import declare
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.plan import (
    plan_settings,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.target import ACCOUNT, Target

from .values import reading_of, steps_of

A = {"id": "a", "name": "A", "type": "enforce_login", "default_option": True, "visible": True}
B = {"id": "b", "name": "B", "type": "enforce_login_with_same_account", "default_option": False, "visible": True}
COUNTRY = {"code": "DE", "name": "Germany"}
GERMANY = {"default": {"tsp": {"global_dial_in_countries": {"selected_countries": [COUNTRY]}}}}
EXEMPT = {"security": {"security": {"signin_with_sso": {"sso_bypass_users": [{"id": "1", "email": "a@x.example"}]}}}}
GROUP = Target("group", "g1", "Sales", 12)
USER = Target("user", "u1", "u1@example.com")
TARGETS = {"account": ACCOUNT, "group": GROUP, "user": USER}


def bodies_of(level: str, have: dict[str, Any], want: dict[str, Any], **trees: Any) -> list[tuple[str, Any]]:
    """``(view, body)`` of every PATCH that a task would send."""
    reading = reading_of(level, have)
    declaration = declare(level, want, **trees)
    assert not declaration.findings, declaration.findings
    assert not plan_settings(declaration, reading).blocked
    return [(step.view, step.body) for step in steps_of(TARGETS[level], declaration, reading)]


def meeting(entries: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"meeting_authentication": {"authentication_options": entries, "meeting_authentication": True, **more}}


def wanted(entries: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    nested = {"meeting_authentication": {"authentication_options": entries}}
    return {"authentication_options": nested, **more}


def exempt(**fields: Any) -> tuple[str, dict[str, Any]]:
    return ("security", {"security": {"signin_with_sso": fields}})


def template(templates: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    return {"schedule_meeting": {"meeting_template": {"templates": templates, **fields}}}


def option(**fields: Any) -> tuple[str, dict[str, Any]]:
    return ("meeting_authentication", {"authentication_option": fields})


@pytest.mark.parametrize(
    ("level", "have", "want", "expected"),
    [
        # One PATCH per view, with the changed leaves alone.
        (
            "account",
            {
                "default": {"in_meeting": {"chat": True, "annotation": False}, "recording": {"cloud_recording": True}},
                "meeting_security": {"meeting_security": {"waiting_room": False}},
            },
            {
                "in_meeting": {"chat": False, "annotation": False},
                "recording": {"cloud_recording": False},
                "meeting_security": {"waiting_room": True},
            },
            [
                ("default", {"in_meeting": {"chat": False}, "recording": {"cloud_recording": False}}),
                ("meeting_security", {"meeting_security": {"waiting_room": True}}),
            ],
        ),
        # Each level is written in its own spelling.
        (
            "user",
            {"default": {"schedule_meeting": {"participants_video": True}, "in_meeting": {"record_play_voice": True}}},
            {"schedule_meeting": {"participant_video": False}, "in_meeting": {"record_play_own_voice": False}},
            [
                (
                    "default",
                    {"schedule_meeting": {"participants_video": False}, "in_meeting": {"record_play_voice": False}},
                )
            ],
        ),
        # Sets, texts that are lists, and absent texts.
        (
            "account",
            {"default": {"in_meeting": {"data_center_regions": ["US", "DE"]}}},
            {"in_meeting": {"data_center_regions": ["DE", "US"], "ports_range": ""}},
            [],
        ),
        (
            "account",
            {"default": {"schedule_meeting": {"enforce_login_domains": "a.example,b.example"}}},
            {"schedule_meeting": {"enforce_login_domains": "B.example, a.example"}},
            [],
        ),
        # An order that counts.
        (
            "user",
            {"default": {"feature": {"zoom_events_unlimited_capacities": [1000, 500]}}},
            {"feature": {"zoom_events_unlimited_capacities": [500, 1000]}},
            [("default", {"feature": {"zoom_events_unlimited_capacities": [500, 1000]}})],
        ),
        # Objects by their key: Zoom's names for countries are no difference; the account writes codes alone.
        (
            "account",
            {
                "default": {
                    "tsp": {"global_dial_in_countries": {"selected_countries": [{"code": "DE", "name": "Germany"}]}}
                }
            },
            {"tsp": {"global_dial_in_countries": {"selected_countries": [{"code": "DE", "name": "Deutschland"}]}}},
            [],
        ),
        (
            "account",
            {
                "default": {
                    "tsp": {"global_dial_in_countries": {"selected_countries": [{"code": "DE", "name": "Germany"}]}}
                }
            },
            {"tsp": {"global_dial_in_countries": {"selected_countries": [{"code": "FR", "name": "France"}]}}},
            [("default", {"tsp": {"global_dial_in_countries": {"selected_countries": [{"code": "FR"}]}}})],
        ),
        # What an entry does not name stays as it is, although lists are replaced whole.
        (
            "group",
            {
                "default": {
                    "audio_conferencing": {
                        "toll_call": {
                            "numbers": [{"code": "1", "number": "555 0100", "display_number": "+1 555"}],
                            "enable": True,
                        }
                    }
                }
            },
            {
                "audio_conferencing": {
                    "toll_call": {"numbers": [{"code": "1", "number": "5550100"}, {"code": "49", "number": "30"}]}
                }
            },
            [
                (
                    "default",
                    {
                        "audio_conferencing": {
                            "toll_call": {
                                "numbers": [
                                    {"code": "1", "display_number": "+1 555", "number": "5550100"},
                                    {"code": "49", "number": "30"},
                                ]
                            }
                        }
                    },
                )
            ],
        ),
        # Authentication profiles: the list is the whole truth on the account.
        ("account", meeting([A, B]), wanted([A, B]), []),
        ("account", meeting([A, B]), wanted([{"name": "A"}, {"id": "b", "name": "B"}]), []),
        ("account", meeting([A, B]), wanted([A]), [option(action="delete", id="b")]),
        (
            "account",
            meeting([A]),
            wanted([A, {"name": "New", "type": "enforce_login_with_domains", "domains": "x.example"}]),
            [option(action="add", name="New", type="enforce_login_with_domains", domains="x.example")],
        ),
        (
            "account",
            meeting([A, B]),
            wanted([{**A, "default_option": False}, {**B, "default_option": True, "name": "Bee"}]),
            [option(action="update", id="b", name="Bee", default_option=True)],
        ),
        (
            "account",
            meeting([A, B]),
            wanted([{"name": "C", "type": "enforce_login"}], meeting_authentication=False),
            [
                (
                    "meeting_authentication",
                    {
                        "authentication_option": {"action": "add", "name": "C", "type": "enforce_login"},
                        "meeting_authentication": False,
                    },
                ),
                option(action="delete", id="a"),
                option(action="delete", id="b"),
            ],
        ),
        (
            "account",
            meeting([{**A, "type": "enforce_login"}]),
            wanted([{"id": "a", "type": "enforce_login_with_domains", "domains": "x.example"}]),
            [option(action="update", id="a", type="enforce_login_with_domains", domains="x.example")],
        ),
        # Groups show and hide the account's profiles; what is not named stays.
        ("group", meeting([A, B]), wanted([{"name": "B", "visible": False}]), [option(action="hide", id="b")]),
        (
            "user",
            meeting([A, {**B, "visible": False}]),
            wanted([{"id": "b", "visible": True, "default_option": True}]),
            [option(action="update", id="b", default_option=True), option(action="show", id="b")],
        ),
        # Users exempt from single sign-on.
        (
            "account",
            {
                "security": {
                    "security": {"signin_with_sso": {"sso_bypass_users": [{"id": "1", "email": "a@x.example"}]}}
                }
            },
            {"security": {"signin_with_sso": {"sso_bypass_users": [{"email": "A@x.example"}]}}},
            [],
        ),
        (
            "account",
            {
                "security": {
                    "security": {"signin_with_sso": {"sso_bypass_users": [{"id": "1", "email": "a@x.example"}]}}
                }
            },
            {"security": {"signin_with_sso": {"sso_bypass_user_ids": ["2"], "enable": True}}},
            [
                (
                    "security",
                    {
                        "security": {
                            "signin_with_sso": {"operation": "add", "sso_bypass_user_ids": ["2"], "enable": True}
                        }
                    },
                ),
                exempt(operation="remove", sso_bypass_user_ids=["1"]),
            ],
        ),
        (
            "account",
            {
                "security": {
                    "security": {"signin_with_sso": {"sso_bypass_users": [{"id": "1", "email": "a@x.example"}]}}
                }
            },
            {"security": {"signin_with_sso": {"sso_bypass_user_ids": ["a@x.example"], "operation": "add"}}},
            [],
        ),
        # Etiquette policies.
        (
            "account",
            {"default": {"chat": {"chat_etiquette_tool": {"policies": [{"id": "1", "name": "One"}, {"id": "2"}]}}}},
            {"chat": {"chat_etiquette_tool": {"policies": [{"id": "1", "name": "Uno"}, {"name": "Three"}]}}},
            [
                (
                    "default",
                    {"chat": {"chat_etiquette_tool": {"operate": "update", "policies": [{"id": "1", "name": "Uno"}]}}},
                ),
                ("default", {"chat": {"chat_etiquette_tool": {"operate": "create", "policies": [{"name": "Three"}]}}}),
                ("default", {"chat": {"chat_etiquette_tool": {"operate": "delete", "policies": [{"id": "2"}]}}}),
            ],
        ),
        (
            "group",
            {
                "default": {
                    "chat": {"chat_etiquette_tool": {"policies": [{"id": "1", "name": "One", "status": "activated"}]}}
                }
            },
            {"chat": {"chat_etiquette_tool": {"policies": [{"name": "One", "status": "deactivated"}]}}},
            [("default", {"chat": {"chat_etiquette_tool": {"policies": [{"id": "1", "status": "deactivated"}]}}})],
        ),
        # Templates: those that are not named stay.
        (
            "account",
            {"default": template([{"id": "1", "enable": True}])},
            {
                "schedule_meeting": {
                    "meeting_template": {"templates": [{"id": "2", "enable": True}], "action": "update"}
                }
            },
            [
                ("default", template([{"id": "2", "enable": True}], action="update")),
            ],
        ),
    ],
)
def test_bodies(level: str, have: dict[str, Any], want: dict[str, Any], expected: list[Any]) -> None:
    assert bodies_of(level, have, want) == expected


@pytest.mark.parametrize(
    ("have", "extra", "expected"),
    [
        ({"default": {"new": {"key": 1}}}, {"new": {"key": 1}}, []),
        ({"default": {"new": {"key": 1}}}, {"new": {"key": 2}}, [("default", {"new": {"key": 2}})]),
        ({"default": {"new": {"list": ["b", "a"]}}}, {"new": {"list": ["a", "b"]}}, []),
        ({"meeting_security": {"fresh": True}}, {"fresh": False}, [("meeting_security", {"fresh": False})]),
        (
            {"meeting_security": {"meeting_security": {"fresh": True}}},
            {"meeting_security": {"fresh": False}},
            [("meeting_security", {"meeting_security": {"fresh": False}})],
        ),
        (
            {"recording_authentication": {"fresh": True}},
            {"authentication_options": {"recording_authentication": {"fresh": False}}},
            [("recording_authentication", {"fresh": False})],
        ),
    ],
)
def test_unknown_settings(have: dict[str, Any], extra: dict[str, Any], expected: list[Any]) -> None:
    assert bodies_of("account", have, {}, extra_settings=extra) == expected


def test_what_a_level_only_shows_is_compared_and_refused_where_it_differs() -> None:
    reading = reading_of("group", {"default": {"mail_calendar": {"email_management": True}}})
    trees = {"mail_calendar": {"email_management": False}, "in_meeting": {"chat": True}}
    plan = plan_settings(declare("group", trees), reading)
    (finding,) = plan.findings
    assert finding.text() == (
        "settings.mail_calendar.email_management: cannot be set at group level. It can be set at account level."
    )


def test_facts_of_the_account_are_no_wishes() -> None:
    reading = reading_of("account", {"default": {"telephony": {"telephony_regions": {"allowed_values": ["US"]}}}})
    trees = {"telephony": {"telephony_regions": {"allowed_values": ["DE"]}}}
    plan = plan_settings(declare("account", {**trees, "in_meeting": {"chat": True}}), reading)
    assert not plan.findings and [change.name for change in plan.changes] == ["in_meeting.chat"]


def test_a_profile_that_a_group_cannot_make_is_blocked() -> None:
    plan = plan_settings(declare("group", wanted([{"name": "Z"}])), reading_of("group", meeting([A])))
    (blocked,) = plan.blocked
    assert blocked.reason == "unknown" and "group level cannot create it" in blocked.detail
