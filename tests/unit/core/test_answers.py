# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever comes under HTTP 200: an error, no answer, or types that nobody expects. None of it is a traceback."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import errors
from ansible_collections.openadmin.zoom.plugins.module_utils._core.answers import body_of, refusal_in, value_of
from ansible_collections.openadmin.zoom.plugins.module_utils._core.refusals import Refusal, to_exception
from ansible_collections.openadmin.zoom.plugins.module_utils._core.remedies import (
    OTHERWISE,
    REMEDIES,
    remedy_for,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._core.values import (
    UnreadableAnswer,
    flag,
    parse,
    text,
    whole_number,
)
from ansible_collections.openadmin.zoom.tests.harness.scripted import Answer
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT

USER = {"id": "u1", "email": "ada@example.com", "type": 1}
READ = ("getUser", {"userId": "u1"})
LIST: Any = ("listUsers", {})
PATCH = ("updateUser", {"userId": "u1"})
CREATE: Any = ("createGroup", {})
ERRORS_UNDER_200 = [
    {"code": 300, "message": "no"},
    {"code": 300, "message": "no", "trackingId": "x"},
    {"code": "300", "message": "no", "errors": [], "anything": {"else": 1}},
    {"code": 300, "message": "no", "users": []},
    {"code": 300, "message": "no", "users": None},
    {"code": 300, "message": "no", "id": "u1"},
    {"status": False, "errorCode": 300, "errorMessage": "no", "result": None},
    {"code": 300, "message": "no", "padding": "x" * 20_000},
]


@pytest.mark.parametrize("body", ERRORS_UNDER_200)
@pytest.mark.parametrize("request_", [READ, LIST, PATCH, CREATE])
def test_an_error_under_http_200_is_an_error_whatever_else_the_body_holds(start: Any, request_: Any, body: Any) -> None:
    client, service, _waits = start(Answer(200, body))
    with pytest.raises(errors.ApiError, match="HTTP 200, code 300: no"):
        client.call(*request_)
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("request_", "body"),
    [
        (READ, dict(USER, message="hello")),
        (READ, dict(USER, code="DE")),
        (LIST, {"users": [USER], "code": 200, "message": "ok"}),
        (LIST, {"users": []}),
        (PATCH, {"trackingId": "x"}),
        (PATCH, {}),
        (("getUserSettings", {"userId": "u1"}), {}),
        (("getUserSettings", {"userId": "u1"}), {"message": "away"}),
        (("addGroupMembers", {"groupId": "g1"}), {}),
        (("roles", {}), {"roles": [], "total_records": 0}),
    ],
)
def test_a_legitimate_answer_is_none(start: Any, request_: Any, body: Any) -> None:
    client, _service, _waits = start(Answer(200, body))
    assert client.call(*request_) == body


NO_ANSWERS = [
    (READ, {}),
    (READ, {"trackingId": "x"}),
    (READ, {"id": None, "email": None}),
    (READ, {"id": ["u1"]}),
    (READ, dict(USER, group_ids={"g1": True})),
    (READ, dict(USER, group_ids=[None])),
    (READ, dict(USER, phone_numbers=["123"])),
    (READ, [USER]),
    (READ, "u1"),
    (READ, None),
    (LIST, {}),
    (LIST, {"page_size": 30, "total_records": 0}),
    (LIST, {"users": None}),
    (LIST, {"users": ""}),
    (LIST, {"users": {"0": USER}}),
    (LIST, {"users": ["ada@example.com"]}),
    (LIST, {"users": [USER, None]}),
    (LIST, {"users": [USER], "next_page_token": ["x"]}),
    (LIST, [USER]),
    (("getUserSettings", {"userId": "u1"}), []),
    (("listUserMeetingSummaryTemplates", {"userId": "u1"}), {}),
    (("checkUserEmail", {}), {"existed_email": "perhaps"}),
]


@pytest.mark.parametrize(("request_", "body"), NO_ANSWERS)
def test_an_answer_without_what_was_asked_for_is_none_and_a_read_is_tried_again(
    start: Any, request_: Any, body: Any
) -> None:
    content = json.dumps(body).encode()
    client, service, _waits = start(Answer(200, content))
    with pytest.raises(errors.UnusableAnswerError, match="4 tries: the answer cannot be used"):
        client.call(*request_)
    assert len(service.asked) == 4


@pytest.mark.parametrize(
    "request_", [READ, LIST, ("accountSettings", {"accountId": "me"}), ("getUserSettings", {"userId": "u1"})]
)
@pytest.mark.parametrize("status", [200, 204])
def test_nothing_is_no_answer_to_a_read(start: Any, request_: Any, status: int) -> None:
    client, service, _waits = start(Answer(status, b""))
    with pytest.raises(errors.UnusableAnswerError, match="4 tries: the answer cannot be used: it is empty"):
        client.call(*request_)
    assert len(service.asked) == 4


@pytest.mark.parametrize(
    ("request_", "body"),
    [
        (CREATE, {}),
        (CREATE, {"name": "Sales"}),
        (CREATE, {"id": None}),
        (CREATE, ["g1"]),
        (("createUser", {}), {"first_name": "Ada"}),
        (PATCH, []),
    ],
)
def test_a_write_without_its_answer_is_lost_and_not_repeated(start: Any, request_: Any, body: Any) -> None:
    client, service, _waits = start(Answer(201, json.dumps(body).encode()))
    with pytest.raises(errors.AnswerLostError, match="may or may not"):
        client.call(*request_, body={})
    assert len(service.asked) == 1


HOSTILE_BODIES = [
    b"[" * 100_000,
    b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    b'{"id": "u1", "deep": ' + b"[" * 200 + b"]" * 200 + b"}",
    b"\xff\xfe\x00",
    b"\x00",
    b'{"id": NaN, "email": "a"}',
    b'{"id": "u1", "pmi": 1e999}',
    b'{"id": "u1", "pmi": ' + b"9" * 5000 + b"}",
    b'"text"',
    b"12",
    b"null",
    b"<html>captive portal</html>",
    b"{'id': 'u1'}",
]


@pytest.mark.parametrize("content", HOSTILE_BODIES, ids=range(len(HOSTILE_BODIES)))
@pytest.mark.parametrize("status", [200, 400, 401, 429, 503])
def test_no_body_is_a_traceback(start: Any, content: bytes, status: int) -> None:
    client, _service, _waits = start(Answer(status, content))
    with pytest.raises(errors.ZoomError):
        client.call(*READ)


@pytest.mark.parametrize(
    "body",
    [
        {"code": {}, "message": []},
        {"code": "²", "message": "no"},
        {"code": True, "message": 5},
        {"code": 1e400, "message": None, "errors": "all"},
        {"code": -1, "errors": [1, None, {"field": ["x"], "message": {}}]},
        {"code": 10**40, "message": "x" * 100_000},
        {"message": "\ud800 half \x1b[31m red\nline"},
    ],
)
@pytest.mark.parametrize("status", [400, 404, 409, 429])
def test_no_refusal_is_a_traceback(start: Any, body: Any, status: int) -> None:
    client, _service, _waits = start(Answer(status, json.dumps(body).encode()))
    with pytest.raises(errors.ApiError) as raised:
        client.call(*READ)
    json.dumps(raised.value.result(), ensure_ascii=False).encode()
    assert len(raised.value.message) < 2000
    assert not {"\n", "\x1b"} & set(raised.value.message)


HOSTILE_HEADERS = [
    {"Retry-After": "²"},
    {"Retry-After": "9" * 400},
    {"Retry-After": "9999-12-31T23:59:59Z"},
    {"Retry-After": "9999-12-31T23:59:59-23:59"},
    {"Retry-After": "0001-01-01T00:00:00+23:59"},
    {"Retry-After": "Fri, 31 Dec 99999 23:59:59 GMT"},
    {"Retry-After": "Mon, 01 Jan 2026 99:99:99 GMT"},
    {"Retry-After": "-5"},
    {"Retry-After": "nan"},
    {"Retry-After": "1e99"},
    {"Date": "Fri, 31 Dec 9999 23:59:59 -2359", "Retry-After": "5"},
    {"Date": "nonsense", "Retry-After": "2026-01-01"},
    {"X-RateLimit-Type": "QPS", "X-RateLimit-Limit": "²"},
    {"X-RateLimit-Type": "QPS", "X-RateLimit-Limit": "9" * 30},
    {"X-RateLimit-Type": "QPS", "X-RateLimit-Limit": "0"},
    {"X-RateLimit-Type": "QPS", "X-RateLimit-Limit": "-4", "X-RateLimit-Category": "²"},
    {"Content-Type": "application/json; charset=²"},
]


@pytest.mark.parametrize("headers", HOSTILE_HEADERS, ids=str)
@pytest.mark.parametrize("status", [200, 429, 503])
def test_no_header_is_a_traceback(start: Any, headers: dict[str, str], status: int) -> None:
    client, _service, waits = start(Answer(status, USER if status == 200 else b"", headers), Answer(body=USER))
    try:
        assert client.call(*READ) == USER
    except errors.DailyLimitError:
        assert status == 429
    assert all(wait <= 301 for wait in waits)
    assert client.limiter.seen()["light"] == 80


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"id": 5, "email": "a"}, {"id": "5", "email": "a"}),
        ({"id": "u1", "type": "2"}, {"id": "u1", "type": 2}),
        ({"id": "u1", "type": 2.0}, {"id": "u1", "type": 2}),
        ({"id": "u1", "type": "licensed"}, {"id": "u1"}),
        ({"id": "u1", "use_pmi": "true"}, {"id": "u1", "use_pmi": True}),
        ({"id": "u1", "use_pmi": 1}, {"id": "u1", "use_pmi": True}),
        ({"id": "u1", "dept": None, "group_ids": None}, {"id": "u1"}),
        ({"id": "u1", "custom_attributes": ""}, {"id": "u1"}),
        ({"id": "u1", "new_in_2030": {"a": [1]}}, {"id": "u1", "new_in_2030": {"a": [1]}}),
        ({"id": "u1", "dept": "\ud800!"}, {"id": "u1", "dept": "\ufffd!"}),
        ({"id": "u1", "dept": "\U0001f600"}, {"id": "u1", "dept": "\U0001f600"}),
    ],
)
def test_values_come_in_the_types_of_the_facts(given: Any, expected: Any) -> None:
    assert value_of("getUser", parse(json.dumps(given).encode())) == expected


@pytest.mark.parametrize(
    ("value", "number", "words", "truth"),
    [
        (5, 5, "5", None),
        ("5", 5, "5", None),
        ("²", None, "²", None),
        ("5\n", None, "5\n", None),
        (True, None, "true", True),
        (0, 0, "0", False),
        ("False", None, "False", False),
        (2.5, None, "2.5", None),
        (None, None, None, None),
        ([], None, None, None),
        ({}, None, None, None),
    ],
)
def test_scalars_are_read_as_what_they_mean(value: Any, number: Any, words: Any, truth: Any) -> None:
    assert (whole_number(value), text(value), flag(value)) == (number, words, truth)


def test_a_list_of_a_whole_account_is_no_deep_json() -> None:
    assert len(parse(json.dumps([USER] * 2000).encode())) == 2000
    with pytest.raises(UnreadableAnswer, match="too deeply"):
        parse(b"[" * 101 + b"]" * 101)


def test_a_scope_that_is_missing_under_401_is_no_refused_token(start: Any) -> None:
    body = {"code": 4711, "message": "Invalid access token, does not contain scopes:[user:read:user:admin]."}
    client, service, _waits = start(Answer(401, body))
    with pytest.raises(errors.ScopeError, match="add user:read:user:admin"):
        client.call(*READ)
    assert len(service.token_requests) == 1


@pytest.mark.parametrize(
    ("operation", "code", "message", "words"),
    [
        ("createUser", 1005, 'Email "a" has already been used.', "belongs to a Zoom user already"),
        ("createUser", 1009, "The user a already holds an active account.", "must accept the invitation"),
        ("deleteUser", 1107, "You can not disassociate a user with managed domain.", "absent_action deactivate"),
        ("createUser", 1107, "Email domain is blocked.", "another address"),
        ("updateUserEmail", 1116, "Email address a doesn't match limited domains: b", "managed domain"),
        ("deleteUser", 1117, "You can not disassociate an Admin user.", "role member first"),
        ("createUser", 2034, "Your request …", "license_shortage"),
        ("createUser", 2033, "Your request …", "basic users"),
        ("updateUser", 2038, "Your request …", "Free a licence"),
        ("createUser", 3412, "Your request …", "type: licensed"),
        ("deleteUser", 300, "The user owns Zoom Events content.", "transfer_to"),
        ("createGroup", 300, "Validation Failed.", "Correct the values"),
        ("updateGroupMember", 1010, "Group does not belong to this account:x.", "primary group"),
        ("getUser", 1010, "User not belong to this account.", "Check the email or id"),
        ("deleteUser", 1120, "A valid invitation … was not found", "Invite the person again"),
        ("updateUser", 1000, "User cannot be changed.", "still pending"),
        ("deleteUser", 1000, "… they are a Call-queue manager …", "call queues"),
        ("getUser", 300, "Something is not right.", "Run again; if it stays so"),
        ("updateUser", 99999, "", "Run again; if it stays so"),
        ("listGroups", 404, "No such thing.", "Run again; if it stays so"),
    ],
)
def test_a_refusal_says_the_next_step(start: Any, operation: str, code: int, message: str, words: str) -> None:
    assert words in (remedy_for(code, message, operation) or OTHERWISE)
    client, _service, _waits = start(Answer(400, {"code": code, "message": message}))
    with pytest.raises(errors.ApiError) as raised:
        client.call(operation, {"userId": "u1", "groupId": "g1", "memberId": "u1"})
    assert message.strip("…") in raised.value.message and words in raised.value.message


@pytest.mark.parametrize(
    ("field", "body", "told"),
    [
        ("user_info.type", {"action": "create", "user_info": {"type": 9}}, "[user_info.type (9): Invalid field.]"),
        ("type", {"type": "²\x1b"}, "[type (² ): Invalid field.]"),
        ("phone_numbers.number", {"phone_numbers": [{"number": "12"}]}, "[phone_numbers.number (12): Invalid field.]"),
        ("password", {"password": "planted"}, "[password: Invalid field.]"),
        ("host_key", {"host_key": 123456}, "[host_key: Invalid field.]"),
        ("elsewhere", {"type": 9}, "[elsewhere: Invalid field.]"),
        ("type", None, "[type: Invalid field.]"),
    ],
)
def test_a_refused_field_is_told_with_the_value_that_was_sent(start: Any, field: str, body: Any, told: str) -> None:
    refused = {"code": 399, "message": "No.", "errors": [{"field": field, "message": "Invalid field."}]}
    client, _service, _waits = start(Answer(400, refused))
    with pytest.raises(errors.ApiError) as raised:
        client.call("updateUser", {"userId": "u1"}, body=body)
    assert told in raised.value.message and "Correct the values" in raised.value.message
    assert "planted" not in str(raised.value.result())


def documented_refusals() -> list[Any]:
    """Every operation, status, code and message of the facts that Zoom documents with a code."""
    facts = json.loads((ROOT / "extensions/facts/openapi.json").read_text(encoding="utf-8"))
    return [
        (operation["operationId"], error["status"], error["code"], message)
        for methods in facts["paths"].values()
        for operation in methods.values()
        for error in operation.get("x-errors") or ()
        if error["code"] is not None
        for message in (error["message"], *error.get("other_messages", ()))
    ]


def test_every_documented_refusal_says_what_to_do_next() -> None:
    refusals = documented_refusals()
    told = {one: to_exception(one[0], "GET", "/", one[1], Refusal(one[2], one[3], [])) for one in refusals}
    assert len(refusals) > 300 and not [one for one, error in told.items() if OTHERWISE in error.message]


def test_remedies_are_sentences() -> None:
    assert {remedy.code for remedy in REMEDIES if not remedy.text.rstrip(")").endswith((".", "basic"))} == set()


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_redirect_with_a_page_is_a_redirect(start: Any, status: int) -> None:
    client, _service, _waits = start(Answer(status, b"<html>moved</html>", {"Location": "https://elsewhere.example"}))
    with pytest.raises(errors.ConnectionFailedError, match="redirect"):
        client.call(*READ)


def test_a_web_page_under_an_error_is_told_in_words() -> None:
    refusal = refusal_in("getUser", 403, body_of(403, b"<html><title>Denied by\n the proxy</title></html>"))
    assert refusal is not None and refusal.message == "Denied by the proxy"
