# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings and locks: every leaf at its levels, the order of force, the shapes that differ, the switches."""

from __future__ import annotations

from typing import Any

import pytest

from .documents import ACCOUNT, MEMBER, at, flat, nested

# Written with an instruction, kept elsewhere or written by uploads: tested one by one below.
SPECIAL = (
    "authentication_option",
    "sso_bypass_user_ids",
    "operation",
    "operate",
    "policies",
    "templates",
    "action",
    "files",
)


def other(schema: dict[str, Any], current: Any) -> Any:
    """Returns another value that the schema allows."""
    if schema.get("type") == "boolean":
        return not current
    if "enum" in schema:
        return next(choice for choice in schema["enum"] if choice != current)
    if schema.get("type") == "integer":
        return schema.get("minimum", 1) if current != schema.get("minimum", 1) else schema.get("minimum", 1) + 1
    if schema.get("type") == "array":
        items = schema.get("items", {})
        if "properties" in items:
            return [{name: other(part, None) for name, part in items["properties"].items()}]
        return [other(items, None) if items else "x"]
    if schema.get("type") == "object":
        return {name: other(part, None) for name, part in schema["properties"].items()}
    return "19.0.0.1" if current != "19.0.0.1" else "19.0.0.2"


@pytest.mark.parametrize("level", ["account", "group", "user"])
def test_every_writable_leaf_is_written_alone(api, people, level):
    settings = api.simulator.settings.schema
    covered = special = 0
    api.control("PUT", "state", {"account": {"subscriptions": ["19.0.0.1"]}})
    for view, body in settings.writable[level].items():
        option = {} if view == "default" else {"option": view}
        readable = settings.readable[level].get(view)
        before = flat(api.get(people[level] + "/settings", **option))
        for path, leaf in body.leaves.items():
            if any(name in SPECIAL for name in path):
                special += 1
                continue
            value = other(leaf.schema, before.get(path))
            api.done("PATCH", people[level] + "/settings", nested(path, value), **option)
            after = flat(api.get(people[level] + "/settings", **option))
            if readable and path in readable.leaves:
                shown = at(api.get(people[level] + "/settings", **option), path)
                if isinstance(value, list) and value and isinstance(value[0], dict):
                    assert value[0].items() <= shown[0].items(), path
                else:
                    assert shown == value, path
            changed = {key for key in after if after.get(key) != before.get(key)} - {path}
            regions = {key for key in changed if key[-1] == "unchecked_data_center_regions"}
            assert changed == regions, (path, changed)
            if path[0] == "feature" and value is True:
                # Some features exclude each other.
                api.done("PATCH", people[level] + "/settings", nested(path, False))
                after[path] = False
            before = after
            covered += 1
    print(f"{level}: {covered} leaves written and read, {special} with instructions")
    assert covered > 200


def test_every_leaf_of_the_facts_is_readable(api, people):
    schema = api.simulator.settings.schema
    for level, views in schema.readable.items():
        for view, body in views.items():
            option = {} if view == "default" else {"option": view}
            shown = flat(api.get(people[level] + "/settings", **option))
            for path in body.leaves:
                assert any(key[: len(path)] == path for key in shown), (level, view, path)
            assert {key[0] for key in shown} == {path[0] for path in body.leaves}


def test_sections_of_an_option_are_absent_without_it(api):
    plain = api.get(f"{ACCOUNT}/settings")
    assert not {"security", "meeting_security", "meeting_authentication", "recording_authentication"} & set(plain)
    assert set(api.get(f"{ACCOUNT}/settings", option="security")) == {"security"}
    assert api.refused("GET", f"{MEMBER}/settings", option="security")[0] == 400


def chat(api, path):
    return api.get(path + "/settings")["in_meeting"]["chat"]


def write_chat(api, path, value):
    api.done("PATCH", path + "/settings", {"in_meeting": {"chat": value}})


def lock_chat(api, path, value):
    api.done("PATCH", path + "/lock_settings", {"in_meeting": {"chat": value}})


def test_order_of_force(api, people):
    account, first, second, user = (people[name] for name in ("account", "group", "second", "user"))
    assert [chat(api, path) for path in (account, first, user)] == [True, True, True]
    write_chat(api, second, False)
    assert chat(api, user) is True, "the primary group gives the unlocked value"
    lock_chat(api, second, True)
    assert chat(api, user) is False, "a lock of any group applies"
    write_chat(api, user, True)
    assert chat(api, user) is False, "a locked write is lost"
    lock_chat(api, second, False)
    assert chat(api, user) is True
    write_chat(api, user, False)
    write_chat(api, account, False)
    write_chat(api, account, True)
    assert chat(api, user) is False, "an unlocked value of a user survives changes above"
    lock_chat(api, account, True)
    assert [chat(api, path) for path in (account, first, second, user)] == [True] * 4, "the account's lock is above all"
    write_chat(api, first, False)
    assert chat(api, first) is True
    lock_chat(api, account, False)
    assert (chat(api, second), chat(api, user)) == (False, False), "own values are in force again"


def test_the_newer_group_model_goes_by_priority(api, people):
    write_chat(api, people["group"], False)
    wish = {"action": "set_primary", "target_group_id": people["second"].rpartition("/")[2]}
    api.done("PATCH", f"{people['group']}/members/member@example.com", wish)
    assert chat(api, MEMBER) is True
    api.switch(group_model="newer")
    assert chat(api, MEMBER) is False


@pytest.mark.parametrize(("switch", "state", "body"), [
    ("locked_write", {"locks": {"account": {"in_meeting": {"chat": True}}}}, {"in_meeting": {"chat": False}}),
    ("unknown_setting", {}, {"in_meeting": {"brand_new": True}}),
    ("unlicensed_write", {"account": {"unlicensed": ["in_meeting.chat"]}}, {"in_meeting": {"chat": False}}),
])  # fmt: skip
def test_lost_writes_are_silent_or_refused(api, people, switch, state, body):
    api.control("PUT", "state", state)
    before = api.get(MEMBER + "/settings")
    api.done("PATCH", MEMBER + "/settings", body | {"schedule_meeting": {"host_video": True}})
    after = api.get(MEMBER + "/settings")
    before["schedule_meeting"]["host_video"] = True
    assert after == before
    api.switch(**{switch: "error"})
    assert api.refused("PATCH", MEMBER + "/settings", body | {"schedule_meeting": {"host_video": False}}) == (400, 300)
    assert api.get(MEMBER + "/settings") == before


def test_basic_users_have_no_licence_for_some_leaves(api):
    api.create("basic@example.com")
    path = "/users/basic@example.com/settings"
    before = api.get(path)["recording"]["cloud_recording"]
    api.done("PATCH", path, {"recording": {"cloud_recording": not before}})
    assert api.get(path)["recording"]["cloud_recording"] is before
    for name, code in (("webinar", 1122), ("large_meeting", 1108), ("zoom_events", 1206)):
        assert api.refused("PATCH", path, {"feature": {name: True}}) == (400, code)


def test_all_wrong_leaves_are_named_at_once(api):
    body = {"in_meeting": {"chat": "yes", "entry_exit_chime": "sometimes"}, "recording": 5}
    status, answer = api.call("PATCH", f"{ACCOUNT}/settings", body)
    assert status == 400
    assert {entry["field"] for entry in answer["errors"]} == {
        "in_meeting.chat",
        "in_meeting.entry_exit_chime",
        "recording",
    }


def test_arrays_are_replaced_or_merged(api):
    def regions(value=None):
        if value is not None:
            api.done("PATCH", f"{ACCOUNT}/settings", {"in_meeting": {"data_center_regions": value}})
        section = api.get(f"{ACCOUNT}/settings")["in_meeting"]
        assert not set(section["data_center_regions"]) & set(section["unchecked_data_center_regions"])
        return section["data_center_regions"]

    assert regions(["US", "DE"]) == ["US", "DE"]
    assert regions(["CA"]) == ["CA"]
    api.switch(arrays="merge")
    assert regions(["US"]) == ["CA", "US"]


def test_names_of_countries_are_read_and_not_written(api):
    body = {
        "audio_conferencing": {
            "toll_call": {"numbers": [{"code": "49", "number": "4930555"}]},
            "global_dial_in_countries": {"selected_countries": [{"code": "DE", "name": "X"}]},
        }
    }
    api.done("PATCH", f"{ACCOUNT}/settings", body)
    shown = api.get(f"{ACCOUNT}/settings")["audio_conferencing"]
    assert shown["global_dial_in_countries"]["selected_countries"] == [{"code": "DE", "name": "Germany"}]
    assert shown["toll_call"]["numbers"] == [
        {
            "code": "49",
            "number": "4930555",
            "country_code": "DE",
            "country_name": "Germany",
            "display_number": "+4930555",
        }
    ]


@pytest.mark.parametrize("view", ["meeting_authentication", "recording_authentication"])
def test_authentication_options_are_written_one_by_one(api, people, view):
    def write(level, **fields):
        api.done("PATCH", people[level] + "/settings", {"authentication_option": fields}, option=view)

    def read(level):
        return api.get(people[level] + "/settings", option=view)["authentication_options"]

    write(
        "account",
        action="add",
        name="Partners",
        type="enforce_login_with_domains",
        domains="a.example",
        default_option=True,
    )
    added = read("account")[-1]
    assert (added["name"], added["default_option"], added["visible"]) == ("Partners", True, True)
    assert [entry["default_option"] for entry in read("account")] == [False, False, True]
    write("account", action="update", id=added["id"], name="Friends")
    assert read("user")[-1]["name"] == "Friends"
    write("group", action="hide", id=added["id"])
    assert (read("group")[-1]["visible"], read("account")[-1]["visible"]) == (False, True)
    write("account", action="delete", id=added["id"])
    assert [entry["default_option"] for entry in read("account")] == [True, False]
    wrong = {"authentication_option": {"action": "update", "id": "none"}}
    assert api.refused("PATCH", f"{ACCOUNT}/settings", wrong, option=view) == (400, 300)
    nested_view = api.get(MEMBER + "/settings")["authentication_options"]
    assert nested_view[view] == api.get(MEMBER + "/settings", option=view)


def test_sso_bypass_users_are_written_as_ids(api):
    def write(**fields):
        api.done("PATCH", f"{ACCOUNT}/settings", {"security": {"signin_with_sso": fields}}, option="security")
        return api.get(f"{ACCOUNT}/settings", option="security")["security"]["signin_with_sso"]

    owner = api.get("/users/me")["id"]
    assert write(sso_bypass_user_ids=[owner], operation="add")["sso_bypass_users"] == [
        {"id": owner, "email": "owner@example.com"}
    ]
    assert write(enable=True, sso_bypass_user_ids=[owner], operation="remove")["sso_bypass_users"] == []


@pytest.mark.parametrize(("option", "section"), [("", "chat"), ("meeting_security", "meeting_security")])
def test_etiquette_policies(api, people, option, section):
    query = {"option": option} if option else {}

    def write(path, **fields):
        api.done("PATCH", path + "/settings", {section: {"chat_etiquette_tool": fields}}, **query)
        return api.get(path + "/settings", **query)[section]["chat_etiquette_tool"]

    made = write(ACCOUNT, enable=True, operate="create", policies=[{"name": "Polite", "keywords": ["no"]}])["policies"][
        0
    ]
    assert (made["name"], made["status"]) == ("Polite", "activated")
    write(ACCOUNT, operate="update", policies=[{"id": made["id"], "keywords": ["never"]}])
    group = write(people["group"], policies=[{"id": made["id"], "status": "deactivated"}])["policies"][0]
    assert (group["keywords"], group["status"]) == (["never"], "deactivated")
    assert write(ACCOUNT, operate="delete", policies=[{"id": made["id"]}])["policies"] == []


def test_meeting_templates(api):
    def write(**fields):
        api.done("PATCH", f"{ACCOUNT}/settings", {"schedule_meeting": {"meeting_template": fields}})
        return api.get(f"{ACCOUNT}/settings")["schedule_meeting"]["meeting_template"]

    assert write(enable=True, templates=[{"id": "t1", "enable": True}])["templates"] == [
        {"id": "t1", "enable": True, "name": "Template t1"}
    ]
    assert write(templates=[{"id": "t1", "enable": False}])["templates"][0]["enable"] is False
    assert write(action="delete", templates=[{"id": "t1"}])["templates"] == []


def test_names_differ_by_level(api, people):
    api.done("PATCH", people["group"] + "/settings", {"schedule_meeting": {"participant_video": True}})
    assert api.get(MEMBER + "/settings")["schedule_meeting"]["participants_video"] is True
    api.done("PATCH", f"{ACCOUNT}/lock_settings", {"schedule_meeting": {"participant_video": True}})
    assert api.get(MEMBER + "/settings")["schedule_meeting"]["participants_video"] is False
    api.done("PATCH", f"{ACCOUNT}/settings", {"schedule_meeting": {"use_pmi_for_scheduled_meetings": True}})
    assert api.get(people["group"] + "/settings")["schedule_meeting"]["use_pmi_for_schedule_meetings"] is True
