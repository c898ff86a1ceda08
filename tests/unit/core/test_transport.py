# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers that never end, are too large, or never begin: each has its own error, soon enough."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import errors, patience, transport
from ansible_collections.openadmin.zoom.plugins.module_utils._core.client import Client
from ansible_collections.openadmin.zoom.plugins.module_utils._core.connection import Connection
from ansible_collections.openadmin.zoom.tests.harness.scripted import TOKEN, Answer, ScriptedService

USER = {"id": "u1", "email": "ada@example.com", "type": 1}
READ = ("getUser", {"userId": "u1"})
DRIPS = [Answer(200, USER, drip=0.1), Answer(drip_headers=0.1)]


def hasty(service: ScriptedService, **options: str) -> Client:
    """A client with the real clock and little patience."""
    given: dict[str, Any] = options or {"access_token": "token-by-hand"}
    urls: dict[str, Any] = {"api_url": f"{service.url}/v2", "oauth_url": f"{service.url}/oauth/token"}
    return Client(Connection(timeout=0.3, **urls, **given), sleep=lambda _seconds: None)


@pytest.mark.parametrize("answer", DRIPS, ids=["body", "headers"])
def test_an_answer_that_drips_ends_at_the_deadline(answer: Answer) -> None:
    service = ScriptedService([answer])
    began = time.monotonic()
    with pytest.raises(errors.DeadlineError, match=r"2 tries: the answer was not complete after 0\.6 seconds"):
        hasty(service).call(*READ)
    assert time.monotonic() - began < 5
    service.close()


@pytest.mark.parametrize("answer", DRIPS, ids=["body", "headers"])
def test_a_write_whose_answer_drips_is_lost(answer: Answer) -> None:
    service = ScriptedService([answer])
    with pytest.raises(errors.AnswerLostError, match="not complete after"):
        hasty(service).call("updateUser", {"userId": "u1"}, body={"dept": "X"})
    assert len(service.asked) == 1
    service.close()


@pytest.mark.parametrize("answer", DRIPS, ids=["body", "headers"])
def test_a_token_that_drips_is_given_up(answer: Answer) -> None:
    service = ScriptedService([Answer(body=USER)], tokens=[answer])
    client = hasty(service, account_id="a", client_id="i", client_secret="secret")
    with pytest.raises(errors.DeadlineError, match="No access token"):
        client.call(*READ)
    service.close()


def test_a_connection_serves_again_after_an_answer_that_was_slow_but_whole() -> None:
    service = ScriptedService([Answer(200, USER, drip=0.005), Answer(200, USER)])
    client = hasty(service)
    assert client.call(*READ) == client.call(*READ) == USER
    service.close()


@pytest.mark.parametrize(
    ("answer", "size"),
    [
        (Answer(200, gzip.compress(b" " * 3_000_000), {"Content-Encoding": "gzip"}), 2_000_000),
        (Answer(200, b" " * 3_000_000), 2_000_000),
        (Answer(302, b" " * 3_000_000, {"Location": "/elsewhere"}), 2_000_000),
        (Answer(400, b" " * 3_000_000), 2_000_000),
    ],
    ids=["gzip", "plain", "redirect", "refusal"],
)
def test_an_answer_that_is_too_large_is_not_read(start: Any, answer: Answer, size: int) -> None:
    client, service, _waits = start(answer)
    client.transport._largest = size
    with pytest.raises(errors.AnswerTooLargeError, match="more than 1 MiB"):
        client.call(*READ)
    assert len(service.asked) == 1


def test_a_bomb_of_gzip_takes_no_memory(start: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    whole = transport._decompressed

    def noted(*given: Any) -> Iterator[bytes]:
        for part in whole(*given):
            seen.append(len(part))
            yield part

    monkeypatch.setattr(transport, "_decompressed", noted)
    bomb = gzip.compress(b"\0" * 200_000_000)
    client, _service, _waits = start(Answer(200, bomb, {"Content-Encoding": "gzip"}))
    with pytest.raises(errors.AnswerTooLargeError):
        client.call(*READ)
    assert sum(seen) <= transport.LARGEST_ANSWER * 2


@pytest.mark.parametrize("encoding", ["gzip", "GZIP", "x-gzip"])
def test_compressed_answers_are_read(start: Any, encoding: str) -> None:
    body = gzip.compress(b'{"id": "u1"}')
    client, _service, _waits = start(Answer(200, body, {"Content-Encoding": encoding}))
    assert client.call(*READ) == {"id": "u1"}


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, b'{"id": "u1"}', {"Content-Encoding": "gzip"}),
        Answer(200, gzip.compress(b'{"id": "u1"}')[:-9], {"Content-Encoding": "gzip"}),
        Answer(200, b'{"id": "u1"}', {"Content-Encoding": "br"}),
        Answer(200, USER, {"Content-Length": "999999999999"}),
    ],
)
def test_a_body_that_is_not_what_it_says_is_tried_again(start: Any, answer: Answer) -> None:
    client, service, _waits = start(answer, Answer(200, USER))
    client.transport._timeout = 0.2
    assert client.call(*READ) == USER
    assert len(service.asked) == 2


@pytest.mark.parametrize(
    ("url", "tries"),
    [("http://127.0.0.1:1/v2", 5), ("http://name.invalid/v2", 5), ("https://127.0.0.1:1/v2", 5)],
)
def test_a_service_that_is_never_reached_costs_seconds(start: Any, url: str, tries: int) -> None:
    client, _service, waits = start(Answer(body=USER), api_url=url, retries=8)
    with pytest.raises(errors.UnreachableError, match=rf"{tries} tries.*Check the name in api_url, DNS"):
        client.call("createGroup", body={"name": "Sales"})
    assert sum(waits) < patience.LONGEST_UNREACHED


def test_a_service_that_was_reached_before_is_waited_for(start: Any) -> None:
    client, service, waits = start(Answer(body=USER), retries=8)
    client.call(*READ)
    service.close()
    client.transport._session.close()
    with pytest.raises(errors.UnreachableError, match=r"[89] tries"):
        client.call(*READ)
    assert patience.LONGEST_UNREACHED < sum(waits) < patience.LONGEST_TROUBLE + patience.BACKOFF_LAST


def test_retries_end_in_time_too(start: Any) -> None:
    client, _service, waits = start(Answer(503), retries=100)
    with pytest.raises(errors.ConnectionFailedError):
        client.call(*READ)
    assert sum(waits) < patience.LONGEST_TROUBLE + patience.BACKOFF_LAST
    client, _service, waits = start(Answer(429, b"", {"Retry-After": "290"}), retries=100)
    with pytest.raises(errors.ApiError, match="Still refused"):
        client.call(*READ)


class Proxy:
    """Notes whether anybody connects."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.2)
        self.url = f"http://user:proxy-password@127.0.0.1:{self._socket.getsockname()[1]}"

    def asked(self) -> bool:
        try:
            self._socket.accept()[0].close()
        except TimeoutError:
            return False
        return True


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_nothing_to_the_loopback_interface_goes_through_a_proxy(
    start: Any, monkeypatch: pytest.MonkeyPatch, variable: str, host: str
) -> None:
    proxy = Proxy()
    monkeypatch.setenv(variable, proxy.url)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    _client, service, _waits = start(Answer(body=USER))
    url = service.url.replace("127.0.0.1", host)
    client, _service, _waits = start(Answer(body=USER), api_url=f"{url}/v2", oauth_url=f"{url}/oauth/token")
    assert client.call(*READ) == USER
    assert not proxy.asked()


def test_other_addresses_go_through_the_proxy_and_its_password_is_masked(
    start: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = Proxy()
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    client, _service, _waits = start(Answer(body=USER), api_url="https://zoom.example/v2", retries=0, timeout=2.0)
    assert "proxy-password" in client.secrets()

    def call() -> None:
        with pytest.raises(errors.ZoomError):
            client.call(*READ)

    worker = threading.Thread(target=call)
    worker.start()
    assert proxy.asked()
    worker.join()


@pytest.mark.parametrize("proxy", ["http://[::1", "socks5://nowhere:1", "http://host:port", "ftp://x", "²"])
def test_an_odd_proxy_is_no_traceback(start: Any, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    client, _service, _waits = start(Answer(body=USER), api_url="https://zoom.invalid/v2", retries=0, timeout=2.0)
    with pytest.raises(errors.ConnectionFailedError):
        client.call(*READ)


@pytest.mark.parametrize(
    "token",
    ["line\nbreak", "tök", "a b", "\u0000", "", 5, ["t"], None, "\ud800"],
)
def test_a_token_that_no_header_can_hold_is_no_traceback(start: Any, token: Any) -> None:
    client, service, _waits = start(Answer(body=USER), tokens=[Answer(body=dict(TOKEN, access_token=token))])
    with pytest.raises(errors.AuthenticationError, match="Zoom gave"):
        client.call(*READ)
    assert service.asked == []


@pytest.mark.parametrize("lifetime", ["soon", -5, None, "1e999", [], True, float("1e30"), "nan"])
@pytest.mark.parametrize("scope", ["user:read:admin", ["user:read:admin"], None, 5, {}])
def test_the_rest_of_a_token_answer_may_be_anything(start: Any, lifetime: Any, scope: Any) -> None:
    body = dict(TOKEN, expires_in=lifetime, scope=scope, api_url=[1])
    client, _service, _waits = start(Answer(body=USER), tokens=[Answer(body=body)])
    assert client.call(*READ) == USER
    assert client.scopes() in (None, {"user:read:admin"})
