# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Locks, recorded documents and what else belongs to settings."""

from __future__ import annotations

import pytest

from .documents import ACCOUNT, MEMBER, flat, nested


@pytest.mark.parametrize("level", ["account", "group"])
def test_every_writable_lock_is_written_alone(api, people, level):
    schema = api.simulator.settings.schema
    covered = 0
    for view, body in schema.lock_writable[level].items():
        option = {} if view == "default" else {"option": view}
        before = flat(api.get(people[level] + "/lock_settings", **option))
        for path, leaf in body.leaves.items():
            if leaf.schema["type"] != "boolean":
                continue
            api.done("PATCH", people[level] + "/lock_settings", nested(path, True), **option)
            after = flat(api.get(people[level] + "/lock_settings", **option))
            if path in schema.lock_readable[level][view].leaves:
                assert after.pop(path) is True
                before.pop(path)
            assert after == before, path
            api.done("PATCH", people[level] + "/lock_settings", nested(path, False), **option)
            before = flat(api.get(people[level] + "/lock_settings", **option))
            covered += 1
    print(f"{level}: {covered} locks written and read")


def test_locks_that_are_not_boolean(api, people):
    api.done("PATCH", f"{ACCOUNT}/lock_settings", {"meeting_security": {"encryption_type": "e2ee"}})
    assert api.get(f"{ACCOUNT}/lock_settings", option="meeting_security")["meeting_security"]["encryption_type"] is True
    group = people["group"] + "/lock_settings"
    assert "encryption_type" not in api.get(group, option="meeting_security")["meeting_security"]
    api.done("PATCH", group, {"meeting_security": {"encryption_type": "e2ee"}}, option="meeting_security")
    assert api.get(group, option="meeting_security")["meeting_security"]["encryption_type"] == "e2ee"
    api.done("PATCH", f"{ACCOUNT}/lock_settings", {"meeting_security": {"encryption_type": False}})
    assert (
        api.get(f"{ACCOUNT}/lock_settings", option="meeting_security")["meeting_security"]["encryption_type"] is False
    )
    assert api.refused("PATCH", group, {"in_meeting": {"chat": "on"}}) == (400, 300)


def test_a_lock_holds_what_nests_below_it(api, people):
    api.done(
        "PATCH",
        f"{ACCOUNT}/lock_settings",
        {"audio_conferencing": {"toll_call": True}, "schedule_meeting": {"meeting_authentication": True}},
    )
    before = api.get(people["group"] + "/settings")["audio_conferencing"]["toll_call"]["enable"]
    api.done("PATCH", people["group"] + "/settings", {"audio_conferencing": {"toll_call": {"enable": not before}}})
    assert api.get(people["group"] + "/settings")["audio_conferencing"]["toll_call"]["enable"] is before
    api.done("PATCH", people["group"] + "/settings", {"meeting_authentication": True}, option="meeting_authentication")
    assert api.get(people["group"] + "/settings", option="meeting_authentication")["meeting_authentication"] is False


@pytest.mark.parametrize("level", ["account", "group", "user"])
def test_a_recorded_document_is_the_state(api, people, level):
    document = {
        "in_meeting": {"chat": False, "never_documented": "x", "deep": {"er": [1, {"a": 2}]}},
        "schedule_meeting": {
            "mute_upon_entry": True,
            "participants_video" if level == "user" else "participant_video": True,
        },
    }
    key = {"account": None, "group": "First", "user": "member@example.com"}[level]
    part = {"account": document} if key is None else {level + "s": {key: document}}
    api.control("PUT", "state", {"settings": part})
    shown = api.get(people[level] + "/settings")
    shown.pop("authentication_options", None)
    assert shown == document
    api.done("PATCH", people[level] + "/settings", {"in_meeting": {"never_documented": "y"}})
    assert api.get(people[level] + "/settings")["in_meeting"]["never_documented"] == "y"
    state = api.control("GET", "state")
    api.control("POST", "reset")
    api.control("PUT", "state", state)
    assert api.get(people[level] + "/settings")["in_meeting"]["never_documented"] == "y"


def test_documents_of_other_views_and_merged_ones(api):
    api.control("PUT", "state", {"settings": {"account": {"meeting_security": {"pmi_password": False}}}})
    assert api.get(f"{ACCOUNT}/settings", option="meeting_security") == {"meeting_security": {"pmi_password": False}}
    assert "in_meeting" in api.get(f"{ACCOUNT}/settings")
    api.control("PUT", "state?merge=true", {"settings": {"account": {"in_meeting": {"chat": False, "newer": 1}}}})
    section = api.get(f"{ACCOUNT}/settings")["in_meeting"]
    assert (section["chat"], section["newer"], section["private_chat"]) == (False, 1, True)
    views = {"views": {"security": {"security": {"hide_billing_info": True}}}}
    api.control("PUT", "state", {"settings": {"account": views}})
    assert api.get(f"{ACCOUNT}/settings", option="security") == {"security": {"hide_billing_info": True}}


def test_custom_query_fields_trim_a_get(api):
    def trimmed(names):
        return flat(api.get(f"{ACCOUNT}/settings", custom_query_fields=names))

    assert set(trimmed("host_video,in_meeting.chat")) == {("schedule_meeting", "host_video"), ("in_meeting", "chat")}
    assert {path[0] for path in trimmed("telephony")} == {"telephony"}


def test_registration(api, people):
    for path in (ACCOUNT, people["group"]):
        api.done(
            "PATCH",
            f"{path}/settings/registration",
            {"approve_type": 1, "options": {"close_registration": True}},
            type="webinar",
        )
        webinar = api.get(f"{path}/settings/registration", type="webinar")
        assert (webinar["approve_type"], webinar["options"]["close_registration"]) == (1, True)
        assert webinar["options"]["host_email_notification"] is True
        wrong = {"custom_questions": [{"title": "Why?", "type": "short", "answers": ["x"]}]}
        for body in ({"approve_type": 9}, wrong):
            assert api.refused("PATCH", f"{path}/settings/registration", body, type="webinar") == (400, 300)
    # Meetings have registration settings on the account alone: a group wants the type named.
    assert api.get(f"{ACCOUNT}/settings/registration")["approve_type"] == 0
    assert api.refused("GET", f"{people['group']}/settings/registration") == (400, 300)
    state = api.control("GET", "state?parts=registration")
    api.control("POST", "reset")
    api.control("PUT", "state", {"registration": {"account": state["registration"]["account"]}})
    assert api.get(f"{ACCOUNT}/settings/registration", type="webinar")["approve_type"] == 1


def test_domains_and_foreign_accounts(api):
    assert api.get(f"{ACCOUNT}/managed_domains")["domains"] == [{"domain": "example.com", "status": "approved"}]
    assert api.get(f"{ACCOUNT}/trusted_domains") == {"trusted_domains": ["partner.example"]}
    assert api.refused("GET", "/accounts/other/managed_domains") == (404, 2001)
    assert api.get("/accounts/sim-account/settings")


def test_status_of_a_written_user_setting_is_a_switch(api, people):
    api.switch(status_answer=200)
    assert api.call("PATCH", MEMBER + "/settings", {"in_meeting": {"chat": True}}) == (200, None)
