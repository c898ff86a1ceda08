# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret leaves the client: not in errors, not in answers, not in evidence, whoever echoes it and in what form."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import errors
from ansible_collections.openadmin.zoom.plugins.module_utils._core.masking import Masker
from ansible_collections.openadmin.zoom.tests.harness.scripted import TOKEN, Answer

SECRET = "s3cret/with+odd=signs"
FETCHED = "eyJzdiI6IjAwMDAwMSJ9.fetched-token"
BASIC = base64.b64encode(f"client:{SECRET}".encode()).decode()
FORMS = [
    SECRET,
    FETCHED,
    BASIC,
    f"Basic {BASIC}",
    f"Bearer {FETCHED}",
    base64.b64encode(SECRET.encode()).decode(),
    base64.b64encode(FETCHED.encode()).decode().rstrip("="),
    "s3cret%2Fwith%2Bodd%3Dsigns",
]
HIDDEN = [SECRET, FETCHED, BASIC, *FORMS[5:]]
READ = ("getUser", {"userId": "u1"})


def shows_nothing(value: Any) -> None:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    for form in HIDDEN:
        assert form not in text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "answer",
    [
        lambda form: Answer(400, {"code": 300, "message": f"bad {form}", "errors": [{"field": form, "message": form}]}),
        lambda form: Answer(200, {"code": 300, "message": f"bad {form}", "trackingId": form}),
        lambda form: Answer(404, {"code": 1001, "message": form}),
        lambda form: Answer(401, {"code": 124, "message": form}),
        lambda form: Answer(429, {"code": 429, "message": f"daily {form}"}),
        lambda form: Answer(500, {"code": 500, "message": form}),
        lambda form: Answer(403, f"<html><title>{form}</title></html>".encode()),
        lambda form: Answer(200, f"not JSON {form}".encode()),
        lambda form: Answer(200, {"unexpected": form}),
        lambda form: Answer(400, {"code": 4711, "message": f"does not contain scopes:[{form}]"}),
    ],
)
def test_an_error_never_repeats_a_secret(start: Any, answer: Any, form: str) -> None:
    heard: list[Any] = []
    client, _service, _waits = start(
        answer(form),
        tokens=[Answer(body=dict(TOKEN, access_token=FETCHED))],
        client_id="client",
        client_secret=SECRET,
        account_id="acc",
    )
    client.on_answer = lambda *given: heard.append(given)
    with pytest.raises(errors.ZoomError) as raised:
        client.call(*READ)
    shows_nothing(str(raised.value))
    shows_nothing(raised.value.message)
    shows_nothing(raised.value.result())
    shows_nothing(heard)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("escaped", [False, True])
def test_an_answer_never_repeats_a_secret(start: Any, form: str, escaped: bool) -> None:
    heard: list[Any] = []
    content = json.dumps({"id": "u1", "dept": f"in {form}", form: [{"deep": form}]})
    if escaped:
        content = content.replace("/", "\\/").replace("f", "\\u0066")
    client, _service, _waits = start(
        Answer(200, content.encode()),
        tokens=[Answer(body=dict(TOKEN, access_token=FETCHED))],
        client_id="client",
        client_secret=SECRET,
        account_id="acc",
    )
    client.on_answer = lambda *given: heard.append(given)
    answer = client.call(*READ)
    shows_nothing(answer)
    shows_nothing(heard)
    assert answer["dept"].startswith("in ")


@pytest.mark.parametrize("form", FORMS[:4])
@pytest.mark.parametrize("status", [200, 400, 403])
def test_the_token_service_may_echo_what_it_was_sent(start: Any, form: str, status: int) -> None:
    body = {"error": "invalid_client", "reason": f"unknown {form}", "message": form}
    client, _service, _waits = start(
        Answer(200, {"id": "u1"}), tokens=[Answer(status, body)], client_id="client", client_secret=SECRET
    )
    for ask in (client.scopes, lambda: client.call(*READ)):
        with pytest.raises(errors.AuthenticationError) as raised:
            ask()
        assert SECRET not in raised.value.message and BASIC not in raised.value.message


def test_everything_that_authenticates_is_told_to_ansibles_censor(start: Any) -> None:
    client, _service, _waits = start(
        Answer(200, {"id": "u1"}),
        tokens=[Answer(body=dict(TOKEN, access_token=FETCHED))],
        client_id="client",
        client_secret=SECRET,
    )
    assert {SECRET, BASIC} <= set(client.secrets())
    client.call(*READ)
    assert {SECRET, BASIC, FETCHED} <= set(client.secrets())
    given, _service, _waits = start(Answer(200, {"id": "u1"}), access_token="given-by-hand")
    assert "given-by-hand" in given.secrets()


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, {"code": 300, "message": "ECHO", "errors": [{"field": "host_key", "message": "ECHO"}]}),
        (200, {"code": 300, "message": "ECHO"}),
        (401, {"code": 124, "message": "ECHO"}),
        (429, {"code": 429, "message": "daily ECHO"}),
        (502, {"code": 1, "message": "ECHO"}),
    ],
)
@pytest.mark.parametrize("form", ["918273", "OTE4Mjcz", "a%2Fb%2Bc", "a/b+c"])
def test_an_error_never_repeats_a_secret_that_was_sent(start: Any, status: int, message: Any, form: str) -> None:
    """Out of a file nobody but the request knows it."""
    heard: list[Any] = []
    echoed = json.loads(json.dumps(message).replace("ECHO", f"no: {form}"))
    client, _service, _waits = start(Answer(status, echoed), client_id="client", client_secret=SECRET, account_id="acc")
    client.on_answer = lambda *given: heard.append(given)
    with pytest.raises(errors.ZoomError) as raised:
        client.call("updateUser", {"userId": "u1"}, None, {"host_key": 918273, "custom": {"password": "a/b+c"}})
    for told in (str(raised.value), raised.value.result(), heard):
        assert form not in json.dumps(told, default=str)


def test_what_is_too_short_to_be_told_apart_from_words_is_left() -> None:
    masker = Masker()
    masker.learn("", "abc")
    assert masker.text("abcdef") == "abcdef"
    assert masker.json({"a": [1, True, None, 2.5]}) == {"a": [1, True, None, 2.5]}
    masker.learn("abcd", "abcdef")
    assert masker.text("xabcdefx abcd") == "x********x ********"
