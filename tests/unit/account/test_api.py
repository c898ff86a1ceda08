# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_api: which operation a path is, what is sent and returned, and what is refused before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._account.api_path import call_of, check_path
from ansible_collections.openadmin.zoom.plugins.module_utils._core.calls import UnlistedOperation, operation_facts
from ansible_collections.openadmin.zoom.plugins.module_utils._core.paths import fill
from ansible_collections.openadmin.zoom.plugins.module_utils._core.steps import MASK
from ansible_collections.openadmin.zoom.tests.harness.media import media_file

NAME = "zoom_api"
OWNER = "owner@example.com"
OWNER_AGAIN = {"action": "create", "user_info": {"email": OWNER, "type": 1}}


@pytest.mark.parametrize(
    ("method", "path", "operation", "address", "label"),
    [
        ("GET", "/users", "listUsers", "/users", "medium"),
        ("GET", "/users/email", "checkUserEmail", "/users/email", "light"),
        ("GET", "/users/me/zak", "getMyZak", "/users/me/zak", "light"),
        ("GET", "/users/a+b@example.com", "getUser", "/users/a%2Bb@example.com", "light"),
        ("GET", "/users/a%2Bb@example.com", "getUser", "/users/a%2Bb@example.com", "light"),
        ("PATCH", "/users/x", "updateUser", "/users/x", "light"),
        ("DELETE", "/groups/g/members/m%2F1", "deleteGroupMember", "/groups/g/members/m%2F1", "light"),
        ("GET", "/phone/users", "GET /phone/users", "/phone/users", "heavy"),
        ("PUT", "/users", "PUT /users", "/users", "heavy"),
        ("GET", "/past_meetings/%252Fa%253D%253D", None, "/past_meetings/%252Fa%253D%253D", "heavy"),
        ("GET", "/rooms/東京", None, "/rooms/%E6%9D%B1%E4%BA%AC", "heavy"),
    ],
)
def test_what_a_path_calls(method: str, path: str, operation: str | None, address: str, label: str) -> None:
    assert check_path(path) == []
    call = call_of(method, path)
    facts = operation_facts(call.operation)
    if operation is None:
        assert isinstance(call.operation, UnlistedOperation)
    else:
        assert call.operation == operation
    assert (facts.method, facts.label, fill(facts.template, call.path)) == (method, label, address)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("users", "does not begin with a slash"),
        ("", "does not begin with a slash"),
        ("https://api.zoom.us/v2/users", "is not a path of the API"),
        ("//example.org/users", "is not a path of the API"),
        ("/users/https://example.org", "is not a path of the API"),
        ("/users\\..\\accounts", "is not a path of the API"),
        ("/users/..", "leads to another path"),
        ("/users/../accounts", "leads to another path"),
        ("/users/./me", "leads to another path"),
        ("/users/%2e%2e/accounts", "leads to another path"),
        ("/users/%252e%252E", "leads to another path"),
        ("/users/x%2F..%2Faccounts", "leads to another path"),
        ("/users/x%5c..%5caccounts", "leads to another path"),
        ("/users?page_size=1", "holds a query"),
        ("/users#top", "holds a query"),
        ("/users/{userId}", "holds a place that is not filled: {userId}"),
        ("/v2/users", "begins with /v2"),
        ("/users//settings", "has an empty part"),
        ("/users/", "has an empty part"),
        ("/", "has an empty part"),
        ("/users/ /settings", "has an empty part"),
        ("/users/a\nb", "characters that no address can hold"),
        ("/users/a%0d%0ab", "characters that no address can hold"),
        ("/users/a%250Ab", "characters that no address can hold"),
        ("/users/\ud800", "characters that no address can hold"),
        ("/users/%ff", "is not UTF-8"),
    ],
)
def test_what_leads_elsewhere_is_refused(path: str, words: str) -> None:
    (finding,) = check_path(path)
    assert words in finding.problem


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"path": "/users/../accounts"}, "path: '..' leads to another path"),
        ({"path": "/users", "body": {"a": 1}}, "body: does not go with method GET"),
        ({"path": "/users", "files": {"a": "b"}}, "files: does not go with method GET"),
        ({"path": "/users", "method": "POST", "items": "users"}, "items: does not go with method POST"),
        ({"path": "/users", "rate_label": "light"}, "rate_label: is medium for this path"),
        ({"path": "/users", "query": {"a": {"b": 1}}}, "query.a: is a mapping"),
        ({"path": "/users/me/zak", "return_secrets": True}, "Give the task no_log: true"),
        ({"path": "/x", "method": "POST", "files": {"a": "/none.png"}}, "files.a: /none.png cannot be read"),
        ({"path": "/users", "method": "FETCH"}, "method"),
    ],
)
def test_wrong_input_is_told_before_any_request(fail: Any, given: dict[str, Any], words: str) -> None:
    result = fail(NAME, given)
    assert words in result["msg"]
    assert not result.get("requests")


def test_a_field_of_a_form_is_no_list(fail: Any, tmp_path: Path) -> None:
    args = {"path": "/x", "method": "POST", "files": {"f": media_file(tmp_path, "a.png")}, "body": {"to": [1]}}
    assert "body.to: cannot be a field of a form" in fail(NAME, args)["msg"]


@pytest.mark.parametrize("check_mode", [False, True])
def test_reads_are_sent_in_check_mode_too(succeed: Any, check_mode: bool) -> None:
    result = succeed(NAME, {"path": f"/users/{OWNER}"}, check_mode=check_mode)
    assert (result["status"], result["body"]["email"], result["changed"]) == (200, OWNER, False)
    assert "items" not in result


@pytest.mark.simulator("--users", "250", "--groups", "1", "--no-rate-limits", "--master", "3")
@pytest.mark.parametrize(
    ("given", "number", "requests"),
    [
        ({"path": "/users", "items": "users", "query": {"page_size": 100}}, None, 3),
        ({"path": "/users", "items": "users"}, None, 1),
        ({"path": "/accounts", "items": "accounts"}, 3, 1),
        ({"path": "/roles", "items": "roles"}, None, 1),
    ],
)
def test_the_pages_of_a_list_are_followed(
    simulator: Any, succeed: Any, given: dict[str, Any], number: int | None, requests: int
) -> None:
    result = succeed(NAME, given)
    everybody = [user for user in simulator.state()["users"] if user["status"] == "active"]
    wanted = number or {"users": len(everybody)}.get(given["items"]) or len(result["items"])
    assert (len(result["items"]), result["requests"]) == (wanted, {"GET": requests})
    assert given["items"] not in result["body"]


def test_a_list_that_the_answer_does_not_have_is_told(fail: Any) -> None:
    result = fail(NAME, {"path": "/users", "items": "user"})
    assert "items: the answer has no list 'user'. Did you mean users?" in result["msg"]


@pytest.mark.parametrize(
    ("given", "check_mode", "changed"),
    [
        ({}, False, True),
        ({}, True, True),
        ({"changed": False}, False, False),
        ({"changed": False}, True, False),
    ],
)
def test_a_write_is_a_step(
    simulator: Any, succeed: Any, tmp_path: Path, given: dict[str, Any], check_mode: bool, changed: bool
) -> None:
    body = {"dept": "Moon", "host_key": "123456"}
    args = {"method": "PATCH", "path": f"/users/{OWNER}", "body": body, "steps_file": str(tmp_path / "steps"), **given}
    result = succeed(NAME, args, check_mode=check_mode)
    step = {"method": "PATCH", "path": f"/users/{OWNER}", "rate_label": "light", "verb": "send"}
    shown = {**step, "object": f"PATCH /users/{OWNER}", "body": {"dept": "Moon", "host_key": MASK}}
    assert (result["steps"], result["changed"]) == ([shown], changed)
    assert json.loads((tmp_path / "steps").read_text(encoding="utf-8")) == [shown]
    assert (result.get("status"), len(simulator.writes())) == ((None, 0) if check_mode else (204, 1))
    assert "123456" not in json.dumps(result)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (
            {
                "method": "POST",
                "path": "/users",
                "body": {"action": "create", "user_info": {"email": OWNER, "type": 1}},
            },
            409,
        ),
        ({"method": "DELETE", "path": "/groups/none"}, 404),
        ({"path": "/users/nobody@example.com"}, 404),
    ],
)
def test_a_refusal_may_mean_that_it_is_so_already(run_module: Any, given: dict[str, Any], status: int) -> None:
    codes = [1005, 4130, 1001]
    result = run_module(NAME, {**given, "unchanged_codes": codes})
    assert (result.get("failed"), result["changed"], result["status"]) == (None, False, status)
    assert result["body"]["code"] in codes
    refused = run_module(NAME, {**given, "unchanged_codes": [1]})
    assert refused["zoom_error" if given.get("method") is None else "failures"]


@pytest.mark.parametrize("path", ["/users/me/zak", f"/users/{OWNER}/token"])
def test_secrets_are_masked_unless_they_are_asked_for(succeed: Any, path: str) -> None:
    assert succeed(NAME, {"path": path})["body"] == {"token": MASK}
    asked = succeed(NAME, {"path": path, "return_secrets": True, "_ansible_no_log": True})
    assert len(asked["body"]["token"]) > 20


def test_a_file_is_sent(simulator: Any, succeed: Any, tmp_path: Path) -> None:
    files = {"pic_file": media_file(tmp_path, "a.png", 64)}
    result = succeed(NAME, {"method": "POST", "path": f"/users/{OWNER}/picture", "files": files})
    assert (result["status"], result["steps"][0]["body"]) == (201, {"pic_file": "a.png (64 bytes)"})


def test_a_write_whose_answer_is_lost_is_not_sent_again(simulator: Any, fail: Any) -> None:
    simulator.faults([{"method": "PATCH", "path": "/users", "times": 1, "reset": True}])
    result = fail(NAME, {"method": "PATCH", "path": f"/users/{OWNER}", "body": {"dept": "Moon"}})
    assert "no read can tell whether it was carried out" in result["msg"]
    assert result["requests"] == {"PATCH": 1}


def test_read_only_sends_no_write(simulator: Any, succeed: Any) -> None:
    result = succeed(NAME, {"method": "DELETE", "path": f"/users/{OWNER}/token", "read_only": True})
    assert simulator.writes() == []
    assert "read_only is set" in str(result["warnings"])


def test_an_unknown_path_is_told_in_zooms_words(fail: Any) -> None:
    result = fail(NAME, {"path": "/nothing/here"})
    assert "Zoom refused GET /nothing/here: HTTP 404" in result["msg"]
