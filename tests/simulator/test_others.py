# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Contact groups, group administrators, assistants, uploads, bulk features and what remains of a user."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50


def upload(api, path, name, content, file_name="a.png"):
    body = (
        (
            f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        + content
        + b"\r\n--x--\r\n"
    )
    response = api.send(
        "POST", "/v2" + path, body, authorization=f"Bearer {api.token}", content_type="multipart/form-data; boundary=x"
    )
    assert not api.simulator.problems
    return response.status, orjson.loads(response.body)


def test_every_operation_of_the_facts_is_there(api):
    assert set(api.simulator.handlers) == set(api.simulator.facts.operations)


def test_contact_groups(api):
    users = [user["id"] for user in api.get("/users", page_size=300)["users"]]
    group = api.get("/groups")["groups"][0]
    members = [{"type": 1, "id": users[0]}, {"type": 2, "id": group["id"]}]
    made = api.done("POST", "/contacts/groups", {"group_name": "A", "group_members": members})
    path = f"/contacts/groups/{made['group_id']}"
    assert made["total_members"] == 2
    api.done("PATCH", path, {"name": "B", "privacy": 3, "description": "D"})
    shown = api.get(path)
    assert (shown["group_name"], shown["group_privacy"], shown["description"]) == ("B", 3, "D")
    assert [entry["group_name"] for entry in api.get("/contacts/groups")["groups"]] == ["B"]
    assert {entry["name"] for entry in api.get(path + "/members")["group_members"]} == {"Olivia Owner", group["name"]}
    added = {"group_members": [{"type": 1, "id": users[1]}]}
    assert api.done("POST", path + "/members", added) == {"member_ids": [users[1]]}
    many_users = [{"type": 1, "id": key} for key in users * 2][:51]
    for wrong in ([{"type": 1, "id": "x"}], many_users, [{"type": 2, "id": "g"}] * 4):
        assert api.refused("POST", path + "/members", {"group_members": wrong}) == (400, 300)
    assert api.refused("DELETE", path + "/members", member_ids="x") == (400, 300)
    assert api.refused("DELETE", path + "/members", member_ids=",".join(["x"] * 21)) == (400, 300)
    api.done("DELETE", path + "/members", member_ids=f"{users[0]},{users[1]}")
    assert api.refused("DELETE", path + "/members", member_ids=group["id"]) == (400, 300)
    state = api.control("GET", "state?parts=contact_groups")
    api.done("DELETE", path)
    assert api.refused("GET", path) == (400, 300)
    api.control("PUT", "state", state)
    assert api.get(path)["total_members"] == 1


def test_group_administrators_and_channels(api):
    group = api.get("/groups")["groups"][0]["id"]
    api.done("POST", f"/groups/{group}/admins", {"admins": [{"email": api.email(4)}]})
    assert [admin["email"] for admin in api.get(f"/groups/{group}/admins")["admins"]] == [api.email(4)]
    assert api.refused("POST", f"/groups/{group}/admins", {"admins": [{"email": "x"}] * 11}) == (400, 300)
    assert api.refused("DELETE", f"/groups/{group}/admins/{api.email(5)}") == (400, 4138)
    api.done("DELETE", f"/groups/{group}/admins/{api.email(4)}")
    assert api.get(f"/groups/{group}/admins")["admins"] == []
    assert api.get(f"/groups/{group}/channels")["channels"] == []


def test_assistants_and_schedulers(api):
    for name in ("boss", "helper"):
        api.create(f"{name}@example.com", kind=2)
    api.create("basic@example.com")
    boss, helper = "/users/boss@example.com", "/users/helper@example.com"
    api.done("POST", boss + "/assistants", {"assistants": [{"email": "helper@example.com"}]})
    assert [entry["email"] for entry in api.get(boss + "/assistants")["assistants"]] == ["helper@example.com"]
    assert [entry["email"] for entry in api.get(helper + "/schedulers")["schedulers"]] == ["boss@example.com"]
    for email in ("helper@example.com", "boss@example.com", "basic@example.com", "nobody@example.com"):
        assert api.refused("POST", boss + "/assistants", {"assistants": [{"email": email}]}) == (400, 200)
    wish = {"assistants": [{"email": "boss@example.com"}]}
    assert api.refused("POST", "/users/basic@example.com/assistants", wish) == (400, 200)
    api.done("DELETE", helper + "/schedulers/boss@example.com")
    assert api.get(boss + "/assistants")["assistants"] == []
    assert api.refused("DELETE", boss + "/assistants/helper@example.com") == (404, 1001)
    assert api.refused("DELETE", helper + "/schedulers/boss@example.com") == (404, 1001)
    api.done("DELETE", boss + "/assistants")
    api.done("DELETE", helper + "/schedulers")


def test_pictures(api):
    path = api.user(4, "/picture")
    assert upload(api, path, "pic_file", PNG)[0] == 201
    assert api.get(api.user(4))["pic_url"]
    for content in (b"", b"text", PNG + b"0" * 2 * 1024 * 1024):
        status, body = upload(api, path, "pic_file", content)
        assert (status, body["code"]) == (400, 120)
    api.done("DELETE", path)
    assert "pic_url" not in api.get(api.user(4))


@pytest.mark.parametrize("level", ["account", "group", "user"])
def test_virtual_backgrounds(api, level):
    group = api.get("/groups")["groups"][0]["id"]
    base = {"account": "/accounts/me", "group": f"/groups/{group}", "user": "/users/me"}[level]
    path = base + "/settings/virtual_backgrounds"
    made = [upload(api, path, "file", PNG)[1] for _number in range(10)]
    assert upload(api, path, "file", PNG)[0] == 400
    assert upload(api, path, "file", b"text")[0] == 400
    section = api.get(base + "/settings")["in_meeting"]["virtual_background_settings"]
    assert [entry["id"] for entry in section["files"]] == [entry["id"] for entry in made]
    body: dict[str, Any] = {"in_meeting": {"virtual_background_settings": {"files": []}}}
    api.done("PATCH", base + "/settings", body)
    assert len(api.get(base + "/settings")["in_meeting"]["virtual_background_settings"]["files"]) == 10
    assert api.refused("DELETE", path, file_ids="x") == (400, 300)
    api.done("DELETE", path, file_ids=",".join(entry["id"] for entry in made))
    assert api.get(base + "/settings")["in_meeting"]["virtual_background_settings"]["files"] == []


def test_bulk_features(make):
    api = make("--no-rate-limits", "--seats", "30", "--users", "20")
    for name in ("one", "two"):
        api.create(f"{name}@example.com")

    def bulk(kind, value, *emails):
        users = [{"email": email} for email in emails]
        return api.done("POST", "/users/features", {"feature_type": kind, "feature_value": value, "users": users})

    answer = bulk("webinar", "1", "one@example.com", "nobody@example.com")
    assert {entry["reason"] for entry in answer["fail_details"]} == {"Unpaid user", "Users not found"}
    assert len(bulk("user_type", "2", "one@example.com")["success_user_ids"]) == 1
    assert bulk("user_type", "2", "one@example.com")["fail_details"][0]["reason"] == "No need to update"
    bulk("webinar", "64", "one@example.com")
    feature = api.get("/users/one@example.com/settings")["feature"]
    assert (feature["webinar"], feature["webinar_capacity"]) == (True, 1000)
    bulk("zoom_one_type", "72057594037927936", "one@example.com")
    assert api.get("/users/one@example.com")["zoom_one_type"] == 72057594037927936
    api.control("PUT", "state", {"account": {"seats": 1}})
    assert bulk("user_type", "2", "two@example.com")["fail_details"][0]["reason"] == "Not enough seats"
    wrong = {"feature_type": "webinar", "feature_value": "7", "users": [{"email": "x"}]}
    assert api.refused("POST", "/users/features", wrong) == (400, 300)


def test_bulk_features_once_in_ten_seconds(make):
    api = make()
    wish = {"feature_type": "webinar", "feature_value": "0", "users": [{"email": "owner@example.com"}]}
    api.done("POST", "/users/features", wish)
    assert api.refused("POST", "/users/features", wish) == (429, 429)
    api.control("POST", "clock", {"advance": 11})
    api.done("POST", "/users/features", wish)


def test_presence(make):
    api = make()
    path = api.user(4, "/presence_status")
    api.done("PUT", path, {"status": "Do_Not_Disturb", "duration": 5})
    assert api.get(path)["remaining_time"] in (299, 300)
    assert api.refused("PUT", path, {"status": "Away"}) == (429, 429)
    api.control("POST", "clock", {"advance": 301})
    assert api.get(path) == {"status": "Available"}
    api.done("PUT", path, {"status": "Away"})
    assert api.get(path) == {"status": "Away"}


def test_the_rest_of_a_user(api):
    assert api.get("/users/me/zak")["token"]
    assert api.get(api.user(4, "/token"), type="zak")["token"]
    api.done("DELETE", api.user(4, "/token"))
    assert "User:Edit" in api.get("/users/me/permissions")["permissions"]
    assert api.get("/users/me/meeting_summary_templates") == []
    assert api.refused("GET", "/users/me/meeting_templates/x") == (400, 300)
    template = {"schedule_meeting": {"meeting_template": {"templates": [{"id": "x", "enable": True}]}}}
    api.done("PATCH", "/accounts/me/settings", template)
    assert api.get("/users/me/meeting_templates/x")["name"] == "Template x"
    assert api.get("/users/me/collaboration_devices")["total_records"] == 0
    assert api.refused("GET", "/users/me/collaboration_devices/x") == (404, 1238)


def test_a_new_owner(api):
    assert api.refused("PUT", "/accounts/me/owner", {"email": api.email(4)}) == (400, 200)
    api.done("PUT", "/accounts/me/owner", {"email": api.email(1)})
    assert [api.get(path)["role_id"] for path in ("/users/me", "/users/owner@example.com")] == ["0", "1"]
    assert api.get("/users/me")["email"] == api.email(1)
