# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The event source takes what Zoom signed, once, and nothing else."""

from __future__ import annotations

import asyncio
import json
import runpy
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("aiohttp", reason="aiohttp comes with ansible-rulebook")
from aiohttp import test_utils, web

FILE = Path(__file__).resolve().parents[3] / "extensions" / "eda" / "plugins" / "event_source" / "zoom_webhook.py"
# As ansible-rulebook loads it.
source = SimpleNamespace(**runpy.run_path(str(FILE)))
NOW = 1_790_000_000
SECRET, OLD_SECRET = "new-secret-token", "old-secret-token"
EVENT = {"event": "user.deactivated", "event_ts": NOW * 1000, "payload": {"account_id": "acc", "object": {"id": "u1"}}}
BODY = json.dumps(EVENT).encode()


def options(**args: Any) -> Any:
    return source.options_of({"secret_tokens": [SECRET, OLD_SECRET], **args}, {})


def headers(body: bytes = BODY, secret: str = SECRET, at: Any = NOW) -> dict[str, str]:
    signature = source.sign(secret.encode(), str(at), body)
    return {source.TIME_HEADER: str(at), source.SIGNATURE_HEADER: signature}


def played(play: Callable[[Any, Any], Awaitable[None]], **args: Any) -> None:
    """Run ``play(client, webhook)`` with a client of a webhook whose clock stands at NOW."""

    async def run() -> None:
        webhook = source.Webhook(options(**args), lambda: NOW)
        application = web.Application(client_max_size=webhook.options.max_bytes)
        application.router.add_post("/zoom", webhook.handle)
        async with test_utils.TestClient(test_utils.TestServer(application)) as client:
            await play(client, webhook)

    asyncio.run(run())


DEEP = b"[" * 200_000
REQUESTS: dict[str, tuple[bytes, dict[str, str], int]] = {
    "signed by Zoom": (BODY, headers(), 204),
    "signed with the token that is being exchanged": (BODY, headers(secret=OLD_SECRET), 204),
    "almost too old": (BODY, headers(at=NOW - 300), 204),
    "signed with another token": (BODY, headers(secret="guess"), 401),
    "another body": (BODY + b" ", headers(), 401),
    "another time": (BODY, {**headers(), source.TIME_HEADER: str(NOW - 1)}, 401),
    "no signature": (BODY, {source.TIME_HEADER: str(NOW)}, 401),
    "no time": (BODY, {source.SIGNATURE_HEADER: headers()[source.SIGNATURE_HEADER]}, 401),
    "a signature of no letters": (BODY, {**headers(), source.SIGNATURE_HEADER: "v0=é"}, 401),
    "too old": (BODY, headers(at=NOW - 301), 401),
    "from the future": (BODY, headers(at=NOW + 301), 401),
    "a time that is none": (BODY, headers(at="soon"), 401),
    "a time of other digits": (BODY, {**headers(), source.TIME_HEADER: "٣"}, 401),
    "an endless time": (BODY, headers(at="9" * 5000), 401),
    "too large": (b"x" * 262_145, headers(b"x" * 262_145), 413),
    "no JSON": (b"{", headers(b"{"), 400),
    "no number": (b'{"event": "a", "payload": {"n": NaN}}', headers(b'{"event": "a", "payload": {"n": NaN}}'), 400),
    "too deep": (DEEP, headers(DEEP), 400),
    "a list": (b"[]", headers(b"[]"), 400),
    "no event": (b'{"payload": {}}', headers(b'{"payload": {}}'), 400),
    "no payload": (b'{"event": "a"}', headers(b'{"event": "a"}'), 400),
}


@pytest.mark.parametrize("case", REQUESTS)
def test_only_what_zoom_signed_is_taken(case):
    body, sent, status = REQUESTS[case]

    async def play(client: Any, webhook: Any) -> None:
        answer = await client.post("/zoom", data=body, headers=sent)
        assert (answer.status, await answer.read()) == (status, b"")
        assert webhook.waiting.qsize() == (status == 204)

    played(play)


def test_a_body_that_does_not_name_its_size_is_bounded_too():
    async def stream() -> Any:
        for _number in range(40):
            yield b"x" * 10_000

    async def play(client: Any, webhook: Any) -> None:
        assert (await client.post("/zoom", data=stream(), headers=headers())).status == 413

    played(play)


def test_a_replay_is_refused_and_the_event_is_handed_on_once():
    async def play(client: Any, webhook: Any) -> None:
        statuses = [(await client.post("/zoom", data=BODY, headers=headers())).status for _number in range(3)]
        assert statuses == [204, 409, 409] and webhook.waiting.qsize() == 1
        assert webhook.waiting.get_nowait() == EVENT

    played(play)


def test_the_address_is_proved_with_the_token_that_signed():
    body = json.dumps({"event": "endpoint.url_validation", "payload": {"plainToken": "abc"}}).encode()

    async def play(client: Any, webhook: Any) -> None:
        for secret in (SECRET, OLD_SECRET):
            for _again in range(2):
                answer = await client.post("/zoom", data=body, headers=headers(body, secret))
                found = await answer.json()
                digest = subprocess.run(
                    ["openssl", "dgst", "-sha256", "-hmac", secret], input=b"abc", capture_output=True, check=True
                ).stdout
                assert found["plainToken"] == "abc"
                assert found["encryptedToken"] == digest.decode().split()[-1]
        assert (await client.post("/zoom", data=body, headers=headers(body, "guess"))).status == 401
        assert webhook.waiting.empty()

    played(play)


def test_a_validation_without_a_token_is_refused():
    body = b'{"event": "endpoint.url_validation", "payload": {}}'

    async def play(client: Any, webhook: Any) -> None:
        assert (await client.post("/zoom", data=body, headers=headers(body))).status == 400

    played(play)


def test_events_of_other_accounts_are_left_out():
    async def play(client: Any, webhook: Any) -> None:
        assert (await client.post("/zoom", data=BODY, headers=headers())).status == 204
        assert webhook.waiting.empty()

    played(play, account_ids="other, another")


def test_zoom_is_told_to_come_again_where_events_wait():
    async def play(client: Any, webhook: Any) -> None:
        other = json.dumps({**EVENT, "event": "user.created"}).encode()
        assert (await client.post("/zoom", data=BODY, headers=headers())).status == 204
        assert (await client.post("/zoom", data=other, headers=headers(other))).status == 503
        webhook.waiting.get_nowait()
        assert (await client.post("/zoom", data=other, headers=headers(other))).status == 204

    played(play, max_waiting="1")


def test_other_paths_and_methods_are_not_there():
    async def play(client: Any, webhook: Any) -> None:
        assert (await client.get("/zoom", headers=headers())).status == 405
        assert (await client.post("/", data=BODY, headers=headers())).status == 404

    played(play)


def test_signatures_are_forgotten_when_their_time_is_over():
    times = [float(NOW)]
    judge = source.Judge(options(), lambda: times[0])
    judge.remember("a")
    times[0] += 599
    with pytest.raises(source.Refused, match="came before"):
        judge.remember("a")
    times[0] += 2
    judge.remember("b")
    assert len(judge._seen) == 1


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no token": ({"secret_tokens": ""}, "Give the secret token of the app"),
    "an unknown argument": ({"prot": 1}, "prot: there is no such argument"),
    "a port that is none": ({"port": "https"}, "port: 'https' is not a whole number from 0 to 65535"),
    "a negative number": ({"tolerance": -5}, "tolerance: '-5' is not a whole number from 1 to 3600"),
    "a path without a slash": ({"path": "zoom"}, "does not begin with a slash"),
    "plain HTTP for others": ({"host": "0.0.0.0"}, "reached by others, over plain HTTP"),
    "no certificate": ({"certfile": "/nowhere/cert.pem"}, "certfile: /nowhere/cert.pem cannot be used"),
    "a key alone": ({"keyfile": "/nowhere/key.pem"}, "of no use without certfile"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_arguments_are_told(case):
    args, words = WRONG[case]
    with pytest.raises(ValueError, match=words.replace("(", r"\(")) as raised:
        options(**args)
    assert SECRET not in str(raised.value)


def test_all_that_is_wrong_is_told_together():
    with pytest.raises(ValueError, match=r"secret_tokens: missing.*port:.*path:"):
        source.options_of({"port": "x", "path": "y"}, {})


@pytest.mark.parametrize("text", ["a,b", "a\nb\n", ["a", " b "]])
def test_tokens_come_as_lists_and_as_texts(text):
    assert source.options_of({"secret_tokens": text}, {}).secrets == (b"a", b"b")
    assert source.options_of({"host": "0.0.0.0", "behind_proxy": "true"}, {source.ENVIRONMENT: "a,b"}).secrets


def test_it_speaks_tls(tmp_path):
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    made = options(host="0.0.0.0", certfile=str(certificate), keyfile=str(key))
    assert made.tls is not None and made.tls.minimum_version.name == "TLSv1_2"


def test_events_reach_the_rules_in_their_order():
    async def run() -> list[Any]:
        webhook = source.Webhook(options(port=0))
        given: list[Any] = []

        async def put(event: Any) -> None:
            given.append(event)

        for number in range(3):
            webhook.waiting.put_nowait({"number": number})
        task = asyncio.create_task(source.serve(webhook, put))
        while len(given) < 3:
            await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return given

    assert asyncio.run(run()) == [{"number": 0}, {"number": 1}, {"number": 2}]
