# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings about declared trees: all of them, each with its place and its remedy."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._settings.declaration import Entries
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.declare import declare
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.leaf import BYPASS_USERS, PROFILE_LISTS

MEETING = PROFILE_LISTS["meeting_authentication"]
RECORDING = PROFILE_LISTS["recording_authentication"]
PROFILE = {"name": "Ours", "type": "enforce_login"}


def texts(level: str, **trees: Any) -> list[str]:
    return [finding.text() for finding in declare(level, **trees).findings]


@pytest.mark.parametrize(
    ("level", "tree", "expected"),
    [
        (
            "account",
            {"in_meeting": {"anotation": True}},
            "settings.in_meeting.anotation: is not known. Did you mean in_m",
        ),
        ("account", {"meeting_password": True}, "Did you mean meeting_security.meeting_password?"),
        (
            "account",
            {"zzz": {"b": 1}},
            "settings.zzz: is not known. A setting newer than this collection goes into the",
        ),
        ("account", {"in_meeting": True}, "settings.in_meeting: True is not a mapping. It is a section"),
        ("account", {"in_meeting": {"chat": "perhaps"}}, "settings.in_meeting.chat: 'perhaps' is not true or false."),
        ("account", {"in_meeting": {"chat": [True]}}, "settings.in_meeting.chat: a list is not true or false."),
        ("account", {"in_meeting": {"dscp_audio": "many"}}, "'many' is not a whole number."),
        ("account", {"in_meeting": {"dscp_audio": 64}}, "64 is out of range. It goes from 1 to 63."),
        ("account", {"in_meeting": {"dscp_audio": True}}, "True is not a whole number."),
        ("account", {"schedule_meeting": {"audio_type": "voice"}}, "Did you mean voip? Choices: both, telephony, voip"),
        ("account", {"recording": {"auto_delete_cmr_days": 31}}, "Choices: 30, 60, 90, 120."),
        (
            "account",
            {"in_meeting": {"data_center_regions": ["DE", "XX"]}},
            "data_center_regions[2]: 'XX' is not one of",
        ),
        ("account", {"in_meeting": {"data_center_regions": {"a": 1}}}, "a mapping is not a list."),
        (
            "account",
            {"tsp": {"global_dial_in_countries": {"selected_countries": ["DE"]}}},
            "[1]: 'DE' is not a mapping.",
        ),
        (
            "account",
            {"tsp": {"global_dial_in_countries": {"selected_countries": [{"name": "Germany"}]}}},
            "selected_countries[1]: has no code. Entries are told apart by it.",
        ),
        (
            "account",
            {"audio_conferencing": {"toll_call": {"numbers": [{"code": "1", "nmber": "2"}]}}},
            "numbers[1].nmber: is not known. Did you mean number?",
        ),
        (
            "user",
            {"chat": {"share_files": {"enable": True}}},
            "cannot be set at user level. It can be set at account and",
        ),
        (
            "group",
            {"security": {"hide_billing_info": True}},
            "cannot be set at group level. It can be set at account lev",
        ),
        (
            "user",
            {"audio_conferencing": {"personal_audio_conference": True}},
            "cannot be set at user level. It can be set",
        ),
        ("account", {"authentication_options": [PROFILE]}, "authentication_options: may mean meetings or recordings."),
        ("account", {"authentication_options": "x"}, "'x' is neither a mapping nor a list."),
        (
            "account",
            {"authentication_options": {"meeting": []}},
            "Known are: meeting_authentication, recording_authentication.",
        ),
        ("account", {"authentication_options": {"meeting_authentication": 1}}, "1 is not a mapping."),
        (
            "account",
            {"authentication_options": {"meeting_authentication": {"x": 1}}},
            "meeting_authentication.x: is not kn",
        ),
        (
            "account",
            {"authentication_option": {"action": "add", **PROFILE}},
            "authentication_option: may mean meetings",
        ),
        ("account", {"authentication_option": "x"}, "'x' is not a mapping."),
        (
            "group",
            {"meeting_authentication": True, "authentication_option": {"action": "add", **PROFILE}},
            "authentication_option.action: 'add' is not an action here. Choices: update, show, hide.",
        ),
        (
            "account",
            {"security": {"signin_with_sso": {"sso_bypass_users": [{"id": "a"}], "sso_bypass_user_ids": ["a"]}}},
            "is another way to write security.signin_with_sso.sso_bypass_users. Name one of the two.",
        ),
        (
            "account",
            {"schedule_meeting": {"participant_video": True, "participants_video": False}},
            "is the same setting as schedule_meeting.participant_video, with another value.",
        ),
    ],
)
def test_findings_about_settings(level: str, tree: dict[str, Any], expected: str) -> None:
    (found,) = texts(level, settings=tree)
    assert expected in found


@pytest.mark.parametrize(
    ("level", "tree", "expected"),
    [
        ("account", {"chat": {"ai_sumary": True}}, "locks.chat.ai_sumary: is not known. Did you mean chat.ai_summary?"),
        ("account", {"in_meeting": {"chat": "perhaps"}}, "locks.in_meeting.chat: 'perhaps' is not true or false."),
        ("group", {"chat": {"share_files": True}}, "is no lock of group level. It can be locked at account level."),
        ("user", {"in_meeting": {"chat": True}}, "locks: do not exist at user level."),
    ],
)
def test_findings_about_locks(level: str, tree: dict[str, Any], expected: str) -> None:
    (found,) = texts(level, locks=tree)
    assert expected in found


def test_all_findings_come_at_once() -> None:
    found = texts(
        "user",
        settings={"in_meeting": {"anotation": True, "chat": 7, "co_host": True}, "chat": {"code_snippet": True}},
        extra_settings=[1],
        locks={"in_meeting": {"chat": True}},
    )
    assert len(found) == 5


def test_a_secret_is_not_shown_in_a_finding() -> None:
    (found,) = texts("user", settings={"schedule_meeting": {"pmi_password": ["s3cret"]}})
    assert "s3cret" not in found


def test_a_setting_is_named_once() -> None:
    (found,) = texts("account", settings={"in_meeting": {"chat": True}}, extra_settings={"in_meeting": {"chat": False}})
    assert found == "extra_settings.in_meeting.chat: is named in settings too, as in_meeting.chat. Name it once."


def test_null_is_not_named() -> None:
    declaration = declare(
        "account", {"in_meeting": {"chat": None, "annotation": True}}, {"x": None}, {"recording": None}
    )
    assert list(declaration.wanted) == ["in_meeting.annotation"]
    assert not declaration.extras and not declaration.locks and not declaration.findings


def test_texts_become_the_types_of_the_settings() -> None:
    declaration = declare("account", {"in_meeting": {"chat": "no", "dscp_audio": "56", "data_center_regions": "DE,US"}})
    assert {path: wanted.value for path, wanted in declaration.wanted.items()} == {
        "in_meeting.chat": False,
        "in_meeting.dscp_audio": 56,
        "in_meeting.data_center_regions": ["DE", "US"],
    }


def test_deprecated_settings_warn() -> None:
    assert declare("account", {"in_meeting": {"attendee_on_hold": True}}).warnings == [
        "settings.in_meeting.attendee_on_hold is deprecated by Zoom at account level."
    ]
    assert not declare("user", {"recording": {"recording_highlight": True}}).warnings


@pytest.mark.parametrize(("level", "name"), [("user", "participant_video"), ("account", "participants_video")])
def test_every_level_understands_every_spelling(level: str, name: str) -> None:
    declaration = declare(level, {"schedule_meeting": {name: True}})
    wanted = declaration.wanted["schedule_meeting.participant_video"]
    assert wanted.name == f"schedule_meeting.{name}" and not declaration.findings


def test_what_a_level_only_shows_may_stand_beside_what_it_can_set() -> None:
    tree = {"audio_conferencing": {"personal_audio_conference": True}, "in_meeting": {"chat": True}}
    assert not declare("user", tree).findings


@pytest.mark.parametrize(
    ("tree", "path", "value"),
    [
        ({"meeting_authentication": True, "authentication_options": [PROFILE]}, MEETING, Entries([PROFILE], [], True)),
        (
            {"recording_authentication": True, "authentication_options": [PROFILE]},
            RECORDING,
            Entries([PROFILE], [], True),
        ),
        (
            {"authentication_options": [{"name": "x", "type": "internally"}]},
            RECORDING,
            Entries([{"name": "x", "type": "internally"}], [], True),
        ),
        (
            {"authentication_options": {"meeting_authentication": {"authentication_options": [PROFILE]}}},
            MEETING,
            Entries([PROFILE], [], True),
        ),
        ({"authentication_options": {"meeting_authentication": [PROFILE]}}, MEETING, Entries([PROFILE], [], True)),
        (
            {"meeting_authentication": True, "authentication_option": {"action": "delete", "id": "x"}},
            MEETING,
            Entries([], [{"id": "x"}], False),
        ),
        (
            {"recording_authentication": True, "authentication_option": {"action": "add", **PROFILE}},
            RECORDING,
            Entries([PROFILE], [], False),
        ),
        (
            {"authentication_options": {"meeting_authentication": {"authentication_option": {"id": "x", "name": "y"}}}},
            MEETING,
            Entries([{"id": "x", "name": "y"}], [], False),
        ),
        (
            {"security": {"signin_with_sso": {"sso_bypass_user_ids": ["a"], "operation": "add"}}},
            BYPASS_USERS,
            Entries([{"id": "a"}], [], False),
        ),
        (
            {"security": {"signin_with_sso": {"sso_bypass_user_ids": ["a"], "operation": "remove"}}},
            BYPASS_USERS,
            Entries([], [{"id": "a"}], False),
        ),
        (
            {"security": {"signin_with_sso": {"sso_bypass_users": [{"id": "a", "email": "a@x.example"}]}}},
            BYPASS_USERS,
            Entries([{"id": "a", "email": "a@x.example"}], [], True),
        ),
        (
            {"chat": {"chat_etiquette_tool": {"operate": "delete", "policies": [{"id": "p"}]}}},
            "chat.chat_etiquette_tool.policies",
            Entries([], [{"id": "p"}], False),
        ),
        (
            {"chat": {"chat_etiquette_tool": {"policies": [{"name": "p"}]}}},
            "chat.chat_etiquette_tool.policies",
            Entries([{"name": "p"}], [], True),
        ),
    ],
)
def test_lists_that_are_written_by_instructions(tree: dict[str, Any], path: str, value: Entries) -> None:
    declaration = declare("account", tree)
    assert not declaration.findings
    assert declaration.wanted[path].value == value


def test_showing_and_hiding_profiles_of_groups() -> None:
    tree = {"meeting_authentication": True, "authentication_option": {"action": "hide", "id": "x"}}
    assert declare("group", tree).wanted[MEETING].value == Entries([{"id": "x", "visible": False}], [], False)


def test_both_booleans_of_the_nested_form() -> None:
    tree = {
        "authentication_options": {
            "meeting_authentication": {"meeting_authentication": True, "allow_authentication_exception": False},
            "recording_authentication": {"recording_authentication": False},
        }
    }
    found = {path: wanted.value for path, wanted in declare("account", tree).wanted.items()}
    assert found == {
        "meeting_authentication": True,
        "allow_authentication_exception": False,
        "recording_authentication": False,
    }


def test_locks_take_the_words_of_the_api() -> None:
    tree = {
        "in_meeting": {"entry_exit_chime": "host", "chat": "yes"},
        "recording": {"ip_address_access_control": {"enable": True, "ip_addresses_or_ranges": "192.0.2.1"}},
    }
    declaration = declare("group", locks=tree)
    assert not declaration.findings
    assert declaration.locks == {
        "in_meeting.entry_exit_chime": "host",
        "in_meeting.chat": True,
        "recording.ip_address_access_control.enable": True,
        "recording.ip_address_access_control.ip_addresses_or_ranges": "192.0.2.1",
    }
