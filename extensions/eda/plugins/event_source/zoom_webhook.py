# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the webhooks of Zoom and hands their events to ansible-rulebook. Nobody but Zoom can send one.

ansible-rulebook runs this file by itself: it imports nothing of the collection, and no dataclass (those look their
module up, and there is none).
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import json
import logging
import os
import ssl
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple

from aiohttp import web

DOCUMENTATION = r"""
short_description: Take webhooks of Zoom
description:
  - An event source for ansible-rulebook. It listens for the webhooks of a Zoom app and hands on what Zoom signed.
  - A request is refused where its signature is wrong (HTTP 401), its time is more than O(tolerance) away (401), it came
    before (409), it is too large (413), or is no event (400).
  - It answers the request with which Zoom proves that the address is yours.
options:
  secret_tokens:
    description:
      - Secret tokens of the app, as a list, or as lines or commas in one text. Several are for the time in which the
        token is exchanged, or for several apps. C(ZOOM_WEBHOOK_SECRET_TOKENS) where it is not given.
    type: list
    elements: str
  host:
    description: Address to listen on. One that others reach needs O(certfile), or O(behind_proxy).
    type: str
    default: 127.0.0.1
  port:
    description: Port to listen on. 0 takes a free one, which the log names.
    type: int
    default: 5000
  path:
    description: Path of the address that the app has for its webhooks.
    type: str
    default: /zoom
  certfile:
    description: Certificate with its chain, PEM. With it the source speaks TLS.
    type: str
  keyfile:
    description: Key of the certificate, PEM, where O(certfile) does not hold it.
    type: str
  behind_proxy:
    description: A proxy in front speaks TLS, so that plain HTTP on an address that others reach is right.
    type: bool
    default: false
  account_ids:
    description: Events of these accounts only. Of all where it is not given.
    type: list
    elements: str
  tolerance:
    description: Seconds by which the time of a request may be away from this machine's.
    type: int
    default: 300
  max_bytes:
    description: Size of the largest body that is read.
    type: int
    default: 262144
  max_waiting:
    description: Events that may wait for the rules; Zoom is told to come again for more (503).
    type: int
    default: 1000
"""

EXAMPLES = r"""
- openadmin.zoom.zoom_webhook:
    secret_tokens: "{{ zoom_webhook_secret_tokens }}"
    host: 0.0.0.0
    port: 8443
    certfile: /etc/zoom/fullchain.pem
    keyfile: /etc/zoom/key.pem
"""

LOG = logging.getLogger("openadmin.zoom.zoom_webhook")
ENVIRONMENT = "ZOOM_WEBHOOK_SECRET_TOKENS"
TIME_HEADER, SIGNATURE_HEADER = "x-zm-request-timestamp", "x-zm-signature"
VALIDATION = "endpoint.url_validation"
# Zoom waits three seconds for an answer; whoever takes longer to send a body is not Zoom.
SECONDS_FOR_A_BODY = 10
# Requests at work at once, each with a body in memory.
AT_ONCE = 64
# Signatures remembered against replays; so many requests in ten minutes are an attack or a mistake.
MOST_REMEMBERED = 100_000


class Options(NamedTuple):
    """The arguments of the source, checked."""

    secrets: tuple[bytes, ...]
    host: str
    port: int
    path: str
    tls: ssl.SSLContext | None
    account_ids: frozenset[str]
    tolerance: int
    max_bytes: int
    max_waiting: int


class Refused(Exception):
    """A request that is not taken: the HTTP status and the reason, which only the log tells."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def options_of(args: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> Options:
    """The options from the arguments of a rulebook. Raises ValueError with everything that is wrong."""
    given = {name: value for name, value in args.items() if name != "eda_feedback_queue" and value not in (None, "")}
    environment = os.environ if environment is None else environment
    known = ("secret_tokens", "host", "path", "certfile", "keyfile", "behind_proxy", "account_ids", *NUMBERS)
    wrong = [f"{name}: there is no such argument." for name in sorted(set(given) - set(known))]
    secrets = _texts(given.get("secret_tokens") or environment.get(ENVIRONMENT) or "")
    if not secrets:
        wrong.append(f"secret_tokens: missing. Give the secret token of the app, or set {ENVIRONMENT}.")
    numbers = {}
    for name, (default, least, most) in NUMBERS.items():
        text = str(given.get(name, default)).strip()
        numbers[name] = int(text) if text.isascii() and text.isdigit() else -1
        if not least <= numbers[name] <= most:
            wrong.append(f"{name}: {text!r} is not a whole number from {least} to {most}.")
    host, path = str(given.get("host", "127.0.0.1")), str(given.get("path", "/zoom"))
    if not path.startswith("/"):
        wrong.append(f"path: {path!r} does not begin with a slash.")
    tls, problem = _tls(given)
    wrong += [problem] if problem else []
    proxy = str(given.get("behind_proxy", False)).strip().lower() in ("true", "yes", "1", "on")
    if not (given.get("certfile") or proxy or _is_loopback(host)):
        wrong.append(f"host: {host} is reached by others, over plain HTTP. Give certfile, or set behind_proxy: true.")
    if wrong:
        raise ValueError("zoom_webhook: " + " ".join(wrong))
    accounts = frozenset(_texts(given.get("account_ids") or ""))
    return Options(
        tuple(secret.encode() for secret in secrets), host, path=path, tls=tls, account_ids=accounts, **numbers
    )


# Name → default, least, most.
NUMBERS = {
    "port": (5000, 0, 65535),
    "tolerance": (300, 1, 3600),
    "max_bytes": (262_144, 1024, 16_777_216),
    "max_waiting": (1000, 1, 1_000_000),
}


def _texts(value: Any) -> list[str]:
    """A list, or a text of lines or commas, as texts that are not empty."""
    parts = value if isinstance(value, (list, tuple)) else str(value).replace("\n", ",").split(",")
    return [str(part).strip() for part in parts if str(part).strip()]


def _tls(given: Mapping[str, Any]) -> tuple[ssl.SSLContext | None, str]:
    if not given.get("certfile"):
        return None, "keyfile: is of no use without certfile." if given.get("keyfile") else ""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(given["certfile"], given.get("keyfile"))
    except (OSError, ssl.SSLError) as error:
        return None, f"certfile: {given['certfile']} cannot be used: {error}."
    return context, ""


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Judge:
    """Decides which requests are Zoom's, and which came before."""

    def __init__(self, options: Options, clock: Callable[[], float] = time.time) -> None:
        self.options = options
        self._clock = clock
        self._seen: OrderedDict[bytes, float] = OrderedDict()

    def secret_of(self, timestamp: str, signature: str, body: bytes) -> bytes:
        """The secret that signed a request. Raises Refused where none did, or where its time is wrong."""
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
            raise Refused(401, f"no usable {TIME_HEADER}")
        found = None
        for secret in self.options.secrets:
            # Every secret is tried, and each in constant time: how long it takes tells nothing.
            if hmac.compare_digest(sign(secret, timestamp, body).encode(), signature.encode("utf-8", "replace")):
                found = secret
        if found is None:
            raise Refused(401, "the signature is not Zoom's, or the secret token is another")
        if abs(self._clock() - int(timestamp)) > self.options.tolerance:
            raise Refused(401, "too old or too new; or the clock of this machine is wrong")
        return found

    def remember(self, signature: str) -> None:
        """Take a signature down. Raises Refused where it came before."""
        now = self._clock()
        while self._seen and next(iter(self._seen.values())) < now:
            self._seen.popitem(last=False)
        key = hashlib.sha256(signature.encode()).digest()
        if key in self._seen:
            raise Refused(409, "it came before")
        if len(self._seen) >= MOST_REMEMBERED:
            raise Refused(503, f"more than {MOST_REMEMBERED} requests are remembered")
        # A time in the future keeps a request good for twice the tolerance.
        self._seen[key] = now + 2 * self.options.tolerance

    def forget(self, signature: str) -> None:
        """A request that could not be taken may come again."""
        self._seen.pop(hashlib.sha256(signature.encode()).digest(), None)


def sign(secret: bytes, timestamp: str, body: bytes) -> str:
    """The signature that Zoom sends with a body."""
    return "v0=" + hmac.new(secret, b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()


def _no_number(text: str) -> None:
    """NaN and Infinity are no JSON, and the rules could not take them."""
    raise ValueError(text)


def event_in(body: bytes) -> dict[str, Any]:
    """The event in a body. Raises Refused for what is none."""
    try:
        event = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(400, "the body is not JSON") from None
    if not isinstance(event, dict) or not isinstance(event.get("event"), str):
        raise Refused(400, "the body names no event")
    if not isinstance(event.get("payload"), dict):
        raise Refused(400, "the event has no payload")
    return event


class Webhook:
    """Answers the requests, and keeps the events in ``waiting`` until the rules take them."""

    def __init__(self, options: Options, clock: Callable[[], float] = time.time) -> None:
        self.options = options
        self.judge = Judge(options, clock)
        self.waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue(options.max_waiting)
        self._at_work = 0

    async def handle(self, request: web.Request) -> web.Response:
        """The answer to a request. A refusal says no more than its status."""
        if self._at_work >= AT_ONCE:
            return web.Response(status=503)
        self._at_work += 1
        try:
            return await self._answer(request)
        except Refused as refused:
            LOG.warning("refused a request from %s (%d): %s", request.remote, refused.status, refused.reason)
            return web.Response(status=refused.status)
        finally:
            self._at_work -= 1

    async def _answer(self, request: web.Request) -> web.Response:
        body = await self._body(request)
        signature = request.headers.get(SIGNATURE_HEADER, "")
        secret = self.judge.secret_of(request.headers.get(TIME_HEADER, ""), signature, body)
        event = event_in(body)
        if event["event"] == VALIDATION:
            return web.json_response(proof(secret, event["payload"]))
        self.judge.remember(signature)
        account = event["payload"].get("account_id")
        if self.options.account_ids and account not in self.options.account_ids:
            LOG.info("left out an event of another account")
            return web.Response(status=204)
        try:
            self.waiting.put_nowait(event)
        except asyncio.QueueFull:
            self.judge.forget(signature)
            raise Refused(503, f"{self.options.max_waiting} events are waiting for the rules") from None
        return web.Response(status=204)

    async def _body(self, request: web.Request) -> bytes:
        if (request.content_length or 0) > self.options.max_bytes:
            raise Refused(413, "the body is too large")
        try:
            return await asyncio.wait_for(request.read(), SECONDS_FOR_A_BODY)
        except web.HTTPRequestEntityTooLarge:
            raise Refused(413, "the body is too large") from None
        except TimeoutError:
            raise Refused(408, "the body did not come in time") from None


def proof(secret: bytes, payload: Mapping[str, Any]) -> dict[str, str]:
    """The answer that proves to Zoom that the address is ours. Raises Refused."""
    plain = payload.get("plainToken")
    if not isinstance(plain, str):
        raise Refused(400, "the validation names no plainToken")
    return {"plainToken": plain, "encryptedToken": hmac.new(secret, plain.encode(), hashlib.sha256).hexdigest()}


async def serve(webhook: Webhook, put: Callable[[dict[str, Any]], Awaitable[Any]]) -> None:
    """Listen, and give the events to ``put`` one after the other, until the task is cancelled."""
    options = webhook.options
    application = web.Application(client_max_size=options.max_bytes)
    application.router.add_post(options.path, webhook.handle)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, options.host, options.port, ssl_context=options.tls).start()
        address = runner.addresses[0]
        LOG.info("listening on %s port %s, path %s", address[0], address[1], options.path)
        while True:
            await put(await webhook.waiting.get())
    finally:
        await runner.cleanup()


async def main(queue: Any, args: dict[str, Any]) -> None:
    """Entry point for ansible-rulebook."""
    await serve(Webhook(options_of(args)), queue.put)
