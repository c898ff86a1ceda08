# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the client makes of Zoom's answers, the good and the bad ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import errors
from ansible_collections.openadmin.zoom.plugins.module_utils._core.patience import backoff
from ansible_collections.openadmin.zoom.tests.harness.scripted import TOKEN, Answer

USER = {"id": "u1", "email": "ada@example.com", "type": 1}
BUSY = Answer(429, {"code": 429, "message": "You have reached the maximum per-second rate limit for this API."})


def error(status: int, code: int | None, message: str, **more: Any) -> Answer:
    return Answer(status, {**({"code": code} if code is not None else {}), "message": message, **more})


def test_a_token_is_asked_for_once_and_sent_with_each_request(start: Any) -> None:
    client, service, _waits = start(Answer(body=USER))
    for _turn in range(3):
        assert client.call("getUser", {"userId": "ada@example.com"}) == USER
    (asked,) = service.token_requests
    assert (asked.method, asked.body) == ("POST", "grant_type=account_credentials&account_id=acc")
    assert asked.authorization == "Basic aWQ6czNjcmV0"
    assert {request.authorization for request in service.asked} == {"Bearer t-1"}
    assert client.requests == {"GET": 3}
    assert client.scopes() == {"user:read:admin"}


def test_a_token_is_renewed_before_it_ends(start: Any) -> None:
    short = dict(TOKEN, expires_in=0)
    client, service, _waits = start(Answer(body=USER), tokens=[Answer(body=short)])
    client.call("getUser", {"userId": "u1"})
    client.call("getUser", {"userId": "u1"})
    assert len(service.token_requests) == 2


@pytest.mark.parametrize(
    "refusal",
    [error(401, 124, "Invalid access token."), error(400, 124, "Access token is expired."), Answer(401)],
)
def test_a_refused_token_is_renewed_once(start: Any, refusal: Answer) -> None:
    client, service, _waits = start(
        refusal, Answer(204), tokens=[Answer(body=TOKEN), Answer(body=dict(TOKEN, access_token="t-2"))]
    )
    assert client.call("updateUser", {"userId": "u1"}, body={"dept": "X"}) == {}
    assert [asked.authorization for asked in service.asked] == ["Bearer t-1", "Bearer t-2"]


def test_a_token_given_by_hand_cannot_be_renewed(start: Any) -> None:
    client, service, _waits = start(error(401, 124, "Invalid access token."), access_token="by-hand")
    with pytest.raises(errors.AuthenticationError, match="Give a fresh access_token"):
        client.call("getUser", {"userId": "u1"})
    assert service.token_requests == []
    assert client.scopes() is None


@pytest.mark.parametrize(
    ("answer", "remedy"),
    [
        (Answer(400, {"reason": "Invalid client_id or client_secret", "error": "invalid_client"}), "client_secret"),
        (Answer(400, {"reason": "Bad Request", "error": "invalid_request"}), "Check account_id"),
        (Answer(400, {"reason": "unsupported grant type", "error": "unsupported_grant_type"}), "Server-to-Server"),
        (Answer(200, {"token": "?"}), "no access token"),
    ],
)
def test_no_token_says_what_to_check(start: Any, answer: Answer, remedy: str) -> None:
    client, service, _waits = start(Answer(body=USER), tokens=[answer])
    with pytest.raises(errors.AuthenticationError, match=remedy) as raised:
        client.call("getUser", {"userId": "u1"})
    assert service.asked == []
    assert "s3cret" not in raised.value.message


def test_the_token_request_is_tried_again(start: Any) -> None:
    client, service, waits = start(
        Answer(body=USER),
        tokens=[Answer(503), Answer(429, headers={"Retry-After": "7"}), Answer(reset=True), Answer(body=TOKEN)],
    )
    client.call("getUser", {"userId": "u1"})
    assert len(service.token_requests) == 4
    assert 7.0 in waits


def test_a_service_that_gives_no_token_is_named(start: Any) -> None:
    client, _service, _waits = start(Answer(body=USER), tokens=[Answer(502)])
    with pytest.raises(errors.ConnectionFailedError, match=r"after 4 tries: HTTP 502"):
        client.call("getUser", {"userId": "u1"})


@pytest.mark.parametrize(
    "trouble",
    [
        Answer(500, {"code": 500, "message": "oops"}),
        Answer(502, b"<html><title>Bad gateway</title></html>"),
        Answer(503),
        Answer(reset=True),
        Answer(200, b'{"id": "u1", "em'),
        Answer(200, USER, truncate=True),
        Answer(200, b"<html>maintenance</html>"),
    ],
)
def test_reads_are_tried_again(start: Any, trouble: Answer) -> None:
    client, service, waits = start(trouble, trouble, Answer(body=USER))
    assert client.call("getUser", {"userId": "u1"}) == USER
    assert len(service.asked) == 3
    assert len([wait for wait in waits if wait >= 0.25]) >= 2


@pytest.mark.parametrize("trouble", [Answer(503), Answer(reset=True), Answer(200, b"<html>no</html>")])
def test_reads_give_up_after_the_retries(start: Any, trouble: Answer) -> None:
    client, service, _waits = start(trouble)
    with pytest.raises(errors.ConnectionFailedError, match="4 tries"):
        client.call("getUser", {"userId": "u1"})
    assert len(service.asked) == 4


@pytest.mark.parametrize("trouble", [Answer(500), Answer(502), Answer(reset=True), Answer(201, b'{"id": "u')])
def test_a_write_whose_answer_is_lost_is_never_repeated(start: Any, trouble: Answer) -> None:
    client, service, _waits = start(trouble)
    with pytest.raises(errors.AnswerLostError, match="may or may not"):
        client.call("createGroup", body={"name": "Sales"})
    assert len(service.asked) == 1


def test_a_write_that_was_never_sent_is_repeated(start: Any) -> None:
    client, _service, waits = start(Answer(201, {"id": "g1"}), api_url="http://127.0.0.1:1")
    with pytest.raises(errors.ConnectionFailedError, match="4 tries"):
        client.call("createGroup", body={"name": "Sales"})
    assert len([wait for wait in waits if wait >= 0.25]) == 3


def test_a_429_is_waited_out_for_writes_too(start: Any) -> None:
    client, service, waits = start(BUSY, Answer(429, b"slow down", {"Retry-After": "2"}), Answer(201, {"id": "g1"}))
    assert client.call("createGroup", body={"name": "Sales"}) == {"id": "g1"}
    assert len(service.asked) == 3
    assert client.refusals == 2
    assert any(2.0 < wait < 2.5 for wait in waits)


def test_a_429_that_stays_is_reported(start: Any) -> None:
    client, _service, _waits = start(BUSY)
    with pytest.raises(errors.ApiError, match="lower rate_share or raise retries"):
        client.call("getUser", {"userId": "u1"})


def test_concurrent_requests_for_one_user_do_not_slow_the_rest(start: Any) -> None:
    concurrent = error(
        429, 429, "Too many concurrent requests. A request to disassociate this user has already been made."
    )
    client, _service, waits = start(concurrent, Answer(204))
    client.call("deleteUser", {"userId": "u1"}, {"action": "disassociate"})
    assert client.limiter.labels["light"]._hold_until == 0.0
    assert any(wait >= 0.25 for wait in waits)


@pytest.mark.parametrize(
    "answer",
    [
        error(429, 429, "You have reached the maximum daily rate limit for this API. Refer to the response header …"),
        Answer(429, {"code": 429, "message": "no"}, {"X-RateLimit-Type": "Daily-limit"}),
        Answer(429, {"code": 429, "message": "no"}, {"Retry-After": "4000"}),
    ],
)
def test_a_daily_limit_stops_at_once(start: Any, answer: Answer) -> None:
    client, service, _waits = start(answer)
    with pytest.raises(errors.DailyLimitError, match="Run again"):
        client.call("getUser", {"userId": "u1"})
    assert len(service.asked) == 1


def test_a_daily_limit_says_when_to_come_back(start: Any) -> None:
    headers = {"X-RateLimit-Type": "Daily-limit", "Retry-After": "2026-11-22T00:00:00Z"}
    client, _service, _waits = start(Answer(429, {"code": 429, "message": "daily rate limit"}, headers))
    with pytest.raises(errors.DailyLimitError) as raised:
        client.call("getUser", {"userId": "u1"})
    assert raised.value.result()["resume_at"] == "2026-11-22T00:00:00Z"


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (error(404, 1001, "User does not exist: u1."), errors.NotFoundError, "User does not exist"),
        (error(400, 1120, "A valid invitation … was not found"), errors.NotFoundError, "1120"),
        (error(404, 2300, "This API endpoint is not recognized."), errors.ApiError, "2300"),
        (error(409, 1005, 'Email "a@b.c" has already been used.'), errors.AlreadyExistsError, "1005"),
        (error(409, None, "This name is already in use."), errors.AlreadyExistsError, "HTTP 409"),
        (error(400, 2034, "reached the permitted maximum number"), errors.SeatError, "No licence"),
        (error(400, 200, "You can add max 3 paid users."), errors.SeatError, "max 3"),
        (error(200, 200, "Only available for paid accounts."), errors.PaidOnlyError, "HTTP 200, code 200"),
        (
            error(400, 4711, "Invalid access token, does not contain scopes:[user:read:user:admin]."),
            errors.ScopeError,
            "add user:read:user:admin",
        ),
        (
            Answer(400, b'{"code":104,"message":"Invalid access token, does not contain scopes'),
            errors.ScopeError,
            "104",
        ),
        (
            error(400, 300, "Validation Failed.", errors=[{"field": "user_info.type", "message": "Invalid field."}]),
            errors.ApiError,
            r"user_info\.type: Invalid field",
        ),
        (error(403, None, "No permission."), errors.ApiError, "a role that allows it"),
        (Answer(403, b"<html><title>Denied</title></html>"), errors.ApiError, "Denied"),
        (Answer(302, headers={"Location": "https://elsewhere.example"}), errors.ConnectionFailedError, "redirect"),
    ],
)
def test_errors_are_told_apart(start: Any, answer: Answer, kind: type[errors.ZoomError], words: str) -> None:
    client, _service, _waits = start(answer)
    with pytest.raises(kind, match=words) as raised:
        client.call("getUser", {"userId": "u1"})
    assert raised.type is kind
    assert "getUser" in raised.value.message


def test_an_api_error_carries_all_that_zoom_said(start: Any) -> None:
    fields = [{"field": "name", "message": "Invalid."}]
    client, _service, _waits = start(error(400, 300, "Validation Failed.", errors=fields))
    with pytest.raises(errors.ApiError) as raised:
        client.call("createGroup", body={"name": ""})
    assert raised.value.result()["zoom_error"] == {
        "operation": "createGroup",
        "method": "POST",
        "path": "/groups",
        "status": 400,
        "code": 300,
        "message": "Validation Failed.",
        "errors": fields,
    }


def test_scopes_that_would_do_are_named_even_if_zoom_does_not(start: Any) -> None:
    client, _service, _waits = start(error(400, 104, "Invalid access token"))
    with pytest.raises(errors.ScopeError) as raised:
        client.call("getUser", {"userId": "u1"})
    assert "user:read:user:admin" in raised.value.result()["missing_scopes"]


def test_numbers_beyond_floats_survive(start: Any) -> None:
    client, service, _waits = start(Answer(body={"id": "u1", "zoom_one_type": 576460752303423488}))
    assert client.call("getUser", {"userId": "u1"})["zoom_one_type"] == 576460752303423488
    client.call("updateUser", {"userId": "u1"}, body={"zoom_one_type": 144115188075855872})
    assert service.asked[-1].body == {"zoom_one_type": 144115188075855872}


def test_query_values(start: Any) -> None:
    client, service, _waits = start(Answer(204))
    client.call("deleteUser", {"userId": "u1"}, {"action": "delete", "transfer_meeting": True, "transfer_email": None})
    assert service.asked[0].path == "/v2/users/u1?action=delete&transfer_meeting=true"


def test_pages_are_followed_to_the_end(start: Any) -> None:
    pages = [
        Answer(body={"users": [{"email": "a"}], "next_page_token": "p2", "total_records": 3}),
        Answer(body={"users": [{"email": "b"}, {"email": "c"}], "next_page_token": ""}),
    ]
    client, service, _waits = start(*pages)
    seen: list[tuple[int, int]] = []
    found = client.collect("listUsers", "users", query={"status": "active"}, on_page=lambda *at: seen.append(at))
    assert [user["email"] for user in found] == ["a", "b", "c"]
    assert seen == [(1, 3), (3, 0)]
    assert service.asked[1].path == "/v2/users?status=active&page_size=2000&next_page_token=p2"


def test_a_page_token_that_dies_starts_the_listing_anew_once(start: Any) -> None:
    first = Answer(body={"users": [{"email": "a"}], "next_page_token": "p2"})
    dead = error(400, 300, "The next page token is invalid or expired.")
    client, _service, _waits = start(first, dead, first, Answer(body={"users": [{"email": "b"}]}))
    assert [user["email"] for user in client.collect("listUsers", "users")] == ["a", "b"]
    client, _service, _waits = start(first, dead, first, dead)
    with pytest.raises(errors.ApiError, match="page token"):
        client.collect("listUsers", "users")


def test_a_listing_without_end_is_noticed(start: Any) -> None:
    client, _service, _waits = start(Answer(body={"users": [], "next_page_token": "again"}))
    with pytest.raises(errors.ConnectionFailedError, match="no end"):
        client.collect("listUsers", "users")


def test_a_read_only_client_refuses_every_write(start: Any) -> None:
    client, service, _waits = start(Answer(204), read_only=True)
    for operation in ("createGroup", "updateUser", "deleteUser", "updateUserStatus"):
        with pytest.raises(errors.WriteBlockedError):
            client.call(operation, {"userId": "u1"}, body={})
    assert service.asked == service.token_requests == []


def test_a_read_only_connection_makes_a_read_only_client(start: Any) -> None:
    client, _service, _waits = start(Answer(204), read_only=False)
    assert not client.read_only


def test_limits_are_learned_from_headers(start: Any) -> None:
    headers = {"X-RateLimit-Type": "QPS", "X-RateLimit-Limit": "4", "X-RateLimit-Category": "Light"}
    client, _service, _waits = start(Answer(body=USER, headers=headers), account_plan="")
    client.call("getUser", {"userId": "u1"})
    assert client.limiter.seen()["light"] == 4
    assert client.limiter.seen()["medium"] == 2  # only a free account has 4 light ones a second


def test_answers_are_shown_to_whoever_collects_evidence(start: Any) -> None:
    client, _service, _waits = start(Answer(body=USER), error(404, 1001, "no"))
    seen: list[Any] = []
    client.on_answer = lambda *answer: seen.append(answer)
    client.call("getUser", {"userId": "u1"})
    with pytest.raises(errors.NotFoundError):
        client.call("getUser", {"userId": "u2"})
    assert [(item[0], item[1], item[3]) for item in seen] == [
        ("getUser", "/users/u1", 200),
        ("getUser", "/users/u2", 404),
    ]


def test_map_keeps_the_order_and_raises_the_first_error(start: Any) -> None:
    client, _service, _waits = start(Answer(body=USER))
    assert client.map(lambda number: number * 2, [1, 2, 3]) == [2, 4, 6]
    assert client.map(lambda number: number, []) == []
    with pytest.raises(ZeroDivisionError):
        client.map(lambda number: 1 // number, [1, 0, 2])


def test_cookies_are_not_kept(start: Any) -> None:
    client, _service, _waits = start(Answer(body=USER, headers={"Set-Cookie": "a=b"}))
    client.call("getUser", {"userId": "u1"})
    assert list(client.transport._session.cookies) == []


def test_backoff_doubles_to_a_cap() -> None:
    for attempt in range(12):
        ceiling = min(30.0, 0.5 * 2**attempt)
        assert ceiling / 2 <= backoff(attempt) <= ceiling


def test_a_certificate_that_is_not_trusted_is_not_tried_again(start: Any) -> None:
    _client, service, _waits = start(Answer(body=USER))
    client, _service, _waits = start(Answer(body=USER), api_url=service.url.replace("http://", "https://"))
    with pytest.raises(errors.ConnectionFailedError, match="ca_path"):
        client.call("getUser", {"userId": "u1"})


def test_retry_after_as_http_date_counts_from_the_answer(start: Any) -> None:
    now = datetime(2020, 1, 1, tzinfo=UTC)  # a service whose clock is years away
    headers = {
        "Date": format_datetime(now, usegmt=True),
        "Retry-After": format_datetime(now + timedelta(seconds=9), usegmt=True),
    }
    client, _service, waits = start(Answer(429, b"{}", headers), Answer(body=USER))
    client.call("getUser", {"userId": "u1"})
    assert any(9.0 < wait < 9.5 for wait in waits)
