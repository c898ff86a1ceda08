# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens, scopes, plans and the shapes of errors."""

from __future__ import annotations

import orjson
import pytest

from ..conftest import BASIC_AUTH, TOKEN_BODY


def body(response):
    return orjson.loads(response.body)


@pytest.mark.parametrize(
    ("authorization", "form", "error", "reason"),
    [
        ("Basic eDp5", TOKEN_BODY, "invalid_client", "Invalid client_id or client_secret"),
        ("", TOKEN_BODY, "invalid_client", "Invalid client_id or client_secret"),
        (BASIC_AUTH, b"grant_type=account_credentials&account_id=other", "invalid_request", "Bad Request"),
        (BASIC_AUTH, b"grant_type=client_credentials", "unsupported_grant_type", "unsupported grant type"),
    ],
)
def test_token_errors_have_a_shape_of_their_own(api, authorization, form, error, reason):
    response = api.send("POST", "/oauth/token", form, authorization=authorization)
    assert (response.status, body(response)) == (400, {"reason": reason, "error": error})


def test_token_fields_may_come_in_the_query(api):
    response = api.send("POST", "/oauth/token?" + TOKEN_BODY.decode(), authorization=BASIC_AUTH)
    assert response.status == 200
    assert body(response)["expires_in"] == 3600
    assert " " in body(response)["scope"]


def test_a_token_expires_and_several_are_valid_together(api):
    first = api.token
    api.token = api.new_token()
    assert api.call("GET", "/users")[0] == 200
    api.control("POST", "clock", {"advance": 3601})
    assert api.refused("GET", "/users") == (400, 124)
    api.switch(expired_token_status=401)
    assert api.call("GET", "/users") == (401, {"code": 124, "message": "Access token is expired."})
    api.token = first
    api.token = "wrong"
    assert api.call("GET", "/users") == (401, {"code": 124, "message": "Invalid access token."})


def test_a_switch_lets_a_new_token_kill_the_older_one(api):
    api.switch(single_token=True)
    api.new_token()
    assert api.refused("GET", "/users") == (401, 124)


def test_divisions_have_token_errors_of_their_own(api):
    api.token = ""
    assert api.refused("GET", "/divisions") == (401, 30031002)
    api.token = "wrong"
    assert api.refused("GET", "/divisions") == (401, 30031004)


def test_a_missing_scope_names_the_granular_scopes(make):
    api = make("--scopes", "user:read:user:admin")
    assert api.call("GET", "/users/me")[0] == 200
    assert api.call("GET", "/users") == (
        400,
        {"code": 4711, "message": "Invalid access token, does not contain scopes:[user:read:list_users:admin]."},
    )
    api.control("PUT", "state", {"account": {"scopes": "user:read:list_users:admin"}})
    assert api.refused("GET", "/users") == (400, 4711)
    api.token = api.new_token()
    assert api.call("GET", "/users")[0] == 200


def test_an_admin_app_writes_account_locks_and_cannot_read_them(make):
    api = make("--scopes", "admin")
    assert api.refused("GET", "/accounts/me/lock_settings") == (400, 4711)
    assert api.call("PATCH", "/accounts/me/lock_settings", {"in_meeting": {"chat": True}})[0] == 204


def test_a_free_account_answers_paid_only_even_under_http_200(make):
    api = make("--plan", "free", "--no-rate-limits")
    assert api.call("GET", "/groups") == (200, {"code": 200, "message": "Only available for paid accounts."})
    assert api.refused("POST", "/groups", {"name": "A"}) == (400, 200)
    assert api.refused("POST", "/users", {"action": "create", "user_info": {"email": "a@b.example", "type": 2}}) == (
        400,
        200,
    )


def test_unknown_endpoints(api):
    assert api.refused("GET", "/nothing") == (404, 2300)
    assert api.refused("PUT", "/users") == (404, 2300)


@pytest.mark.parametrize(
    ("method", "path", "sent", "fields"),
    [
        ("POST", "/users", {}, ["action"]),
        ("POST", "/users", {"action": "sometimes"}, ["action"]),
        ("POST", "/users", {"action": "create", "user_info": {"email": "a@b.example", "type": 3}}, ["user_info.type"]),
        (
            "POST",
            "/users",
            {"action": "create", "user_info": {"email": "a@b.example", "type": 1, "x": 1}},
            ["user_info.x"],
        ),
        ("POST", "/users", {"action": "create", "user_info": {"email": "nobody", "type": 1}}, ["user_info.email"]),
        ("PATCH", "/users/me", {"status": "inactive"}, ["status"]),
        ("PATCH", "/users/me", {"phone_numbers": [{"number": 5}]}, ["phone_numbers[0].number"]),
        ("GET", "/users?page_size=many", None, ["page_size"]),
        ("GET", "/users?status=gone", None, ["status"]),
        ("GET", "/users?colour=red", None, ["colour"]),
        ("GET", "/users/email", None, ["email"]),
    ],
)
def test_validation_names_the_field(api, method, path, sent, fields):
    status, answer = api.call(method, path, sent)
    assert (status, answer["code"], answer["message"]) == (400, 300, "Validation Failed.")
    assert [entry["field"] for entry in answer["errors"]] == fields


def test_lenient_ignores_what_it_does_not_know(make):
    api = make("--lenient", "--no-rate-limits")
    assert api.call("PATCH", "/users/me", {"status": "inactive"})[0] == 204
    assert api.get("/users/me", colour="red")["status"] == "active"


def test_bodies_that_are_no_json_objects(api):
    for sent in (b"{", b"[]", b"1"):
        assert api.refused("POST", "/groups", sent) == (400, 300)
    response = api.send("POST", "/v2/groups", b"name=x", authorization=f"Bearer {api.token}", content_type="text/plain")
    assert body(response) == {"code": 300, "message": "Unsupported Content Type"}
