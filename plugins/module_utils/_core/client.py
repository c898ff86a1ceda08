# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client of Zoom's REST API: one request from operation to answer, with limits, retries and pagination.

Thread-safe. Reads are repeated until they succeed or the patience is used up. A write is repeated only where it is
certain that it was not carried out; otherwise AnswerLostError says so and the caller finds out by reading.
"""

from __future__ import annotations

import json
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Callable, Iterator, Mapping, Sequence, TypeVar

from . import access_token, answers, errors, headers, pages
from .calls import operation_facts
from .connection import Connection
from .daily_limit import LIMITED_BY_PERSON, DailyLimits, concern_of, is_daily, remedy_of
from .limiter import Limiter
from .masking import Masker
from .pages import PAGE_SIZE
from .paths import fill
from .patience import LONGEST_IN_ALL, LONGEST_WAIT, Patience
from .transport import CONNECTIONS, NoAnswer, Received, Transport, requests
from .uploads import Form, form_of
from .values import UnreadableAnswer

__all__ = ["PAGE_SIZE", "WORKERS", "Client", "requests"]

T = TypeVar("T")
R = TypeVar("R")

WORKERS = CONNECTIONS
# How often one request is sent again because its token was refused. Other jobs may keep renewing the app's one token.
MOST_REFUSED_TOKENS = 8
ADVICE = {
    errors.UnreachableError: "Check the name in api_url, DNS, the network, the proxy settings and ca_path.",
    errors.UnusableAnswerError: "Run again later; if it stays so, check api_url, and whether a proxy answers instead.",
    errors.DeadlineError: "The network or a proxy is slow: raise timeout, or run again later.",
}


@dataclass(frozen=True)
class Request:
    """One request as it is sent, and what its errors say; ``path`` and ``body`` are as the caller gave them."""

    operation: str
    method: str
    address: str
    label: str
    scopes: tuple[str, ...]
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    content: bytes | Form | None

    def __str__(self) -> str:
        return errors.request_name(self.operation, self.method, self.address)


class Client:
    """One account's API. ``requests`` counts what was sent, by HTTP method, token calls aside.

    ``masker`` knows every secret that has come up; no error and no answer that leaves the client holds one.
    """

    def __init__(
        self,
        connection: Connection,
        read_only: bool = False,
        sleep: Callable[[float], None] = time.sleep,
        user_agent: str = "openadmin.zoom",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.connection = connection
        self.read_only = read_only or connection.read_only
        self.limiter = Limiter(connection.account_plan, connection.rate_share, clock, sleep)
        self.daily_limits = DailyLimits(clock)
        self.transport = Transport(connection, user_agent)
        self.masker = Masker()
        self.masker.learn(connection.access_token, *self.transport.proxy_secrets())
        self.masker.learn_app(connection.client_id, connection.client_secret)
        self.tokens = access_token.TokenSource(connection, self._fetch_token, self.masker.learn, sleep, clock)
        self.requests: dict[str, int] = {}
        self.refusals = 0
        self.clock_skew: float | None = None
        self.on_answer: Callable[[str, str, Mapping[str, Any], int, Any], None] | None = None
        self._sleep = sleep
        self._clock = clock
        self._count_lock = threading.Lock()

    def call(
        self,
        operation: str,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
    ) -> Any:
        """Carry out an operation; returns the answer's JSON (``{}`` if it has none).

        ``path`` fills the template's places (encoded here), ``query`` values may be bool, int or str. A ``body`` that
        holds Uploads is sent as a form, another one as JSON.
        Raises InputError, WriteBlockedError, ApiError and its kinds, AuthenticationError, ConnectionFailedError and its
        kinds, AnswerLostError.
        """
        with self.masker.errors_masked():
            return self._answer_to(self._request(operation, path or {}, query or {}, body))

    def pages(
        self,
        operation: str,
        items: str,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> Iterator[pages.Page]:
        """The pages of a paginated operation whose answer holds the list ``items``; see ``pages.walk``."""
        return pages.walk(self.call, operation, items, path, query)

    def collect(
        self,
        operation: str,
        items: str,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
        on_page: Callable[[int, int], None] | None = None,
    ) -> list[dict[str, Any]]:
        """All items of a paginated operation, whatever page size the service grants.

        ``on_page`` is called with the number read so far and the total named by the service (0 if it names none).
        """
        found: list[dict[str, Any]] = []
        for page in self.pages(operation, items, path, query):
            if page.number == 1:
                found = []
            found.extend(page.items)
            if on_page:
                on_page(len(found), page.total or 0)
        return found

    def map(self, function: Callable[[T], R], arguments: Sequence[T]) -> list[R]:
        """``function`` over ``arguments`` with bounded workers, results in order.

        The first exception (in order of arguments) is raised after all under way have ended; the rest is not begun.
        """
        if len(arguments) < 2:
            return [function(argument) for argument in arguments]
        with ThreadPoolExecutor(max_workers=min(WORKERS, len(arguments))) as pool:
            futures = [pool.submit(function, argument) for argument in arguments]
            try:
                return [future.result() for future in futures]
            except BaseException:
                for future in futures:
                    future.cancel()
                raise

    def scopes(self) -> frozenset[str] | None:
        """The scopes of the token; None where Zoom does not tell (a token given by hand)."""
        with self.masker.errors_masked():
            self.tokens.get()
        return self.tokens.scopes

    def secrets(self) -> list[str]:
        """Every form of every secret that has come up so far, fetched tokens included, for Ansible's own censor."""
        return self.masker.secrets()

    def close(self) -> None:
        """Close the connections."""
        self.transport.close()

    # -- one attempt and what may come of it ---------------------------------------------------------------------

    def _request(self, operation: str, path: Mapping[str, str], query: Mapping[str, Any], body: Any) -> Request:
        method, template, label, classic, granular = operation_facts(operation)
        address = fill(template, path)
        if method != "GET" and self.read_only:
            name = errors.request_name(operation, method, address)
            raise errors.WriteBlockedError(f"{name} was not sent: this run may only read (read_only or check mode).")
        values = {key: _query_value(key, value) for key, value in query.items() if value is not None}
        content: bytes | Form | None = form_of(body)
        if content is None and body is not None:
            content = json.dumps(body).encode()
        return Request(operation, method, address, label, granular or classic, path, values, body, content)

    def _answer_to(self, request: Request) -> Any:
        patience = Patience(self.connection.retries, self._sleep, self._clock)
        refused_tokens = 0
        while True:
            token = self._admitted(request)
            try:
                received = self._send(request, token)
                self._learn(request, received)
                body = answers.body_of(received.status, received.content)
                refusal = answers.refusal_in(request.operation, received.status, body)
                if refusal is not None and answers.is_token_refused(received.status, refusal):
                    refused_tokens += 1
                    self._after_refused_token(request, token, received.status, refusal, refused_tokens)
                    continue
                self.tokens.accepted(token)
                if received.status == 429 or (refusal is not None and refusal.code == 429):
                    self._after_429(request, received, refusal, patience)
                    continue
                if received.status >= 500 or 300 <= received.status < 400:
                    self._after_server_error(request, received, refusal, patience)
                    continue
                if refusal is None:
                    value = answers.value_of(request.operation, body)
                    return self._heard(request, received, self.masker.answer(received.content, value))
            except NoAnswer as error:
                self._after_no_answer(request, error, patience)
                continue
            except UnreadableAnswer as error:
                self._after_no_answer(request, _unusable(error), patience)
                continue
            self._heard(request, received, self.masker.json(refusal.as_body()))
            raise answers.to_exception(
                request.operation,
                request.method,
                request.address,
                received.status,
                refusal,
                request.scopes,
                request.body,
            )

    def _admitted(self, request: Request) -> str:
        """Wait until the request may be sent; returns the token to send it with. Raises DailyLimitError."""

        def check_daily_limits() -> None:
            met = self.daily_limits.reached(request.operation, request.label, request.path, request.body)
            if met is not None:
                raise self._daily_limit(request, met.code, met.zoom_message, met.resume_at, met.concerns)

        # First the token, whose renewal may take a while: a place under the limit would be worth nothing after it.
        self.tokens.get()
        waited = self.limiter.acquire(request.label, check_daily_limits)
        return self.tokens.get() if waited > access_token.EXPIRY_MARGIN / 2 else self.tokens.newest

    def _send(self, request: Request, token: str) -> Received:
        with self._count_lock:
            self.requests[request.method] = self.requests.get(request.method, 0) + 1
        return self.transport.exchange(
            request.method,
            self.connection.api_url,
            request.address,
            f"Bearer {token}",
            request.query,
            request.content,
        )

    def _heard(self, request: Request, received: Received, body: Any) -> Any:
        if self.on_answer:
            self.on_answer(request.operation, self.masker.text(request.address), request.query, received.status, body)
        return body

    def _learn(self, request: Request, received: Received) -> None:
        category = received.headers.get("X-RateLimit-Category", "").strip().lower()
        self.limiter.learn(
            category if category in self.limiter.labels else request.label,
            received.headers.get("X-RateLimit-Type", ""),
            headers.limit(received.headers),
        )
        skew = headers.skew(received.headers)
        if skew is not None:
            self.clock_skew = skew

    def _after_refused_token(
        self, request: Request, token: str, status: int, refusal: answers.Refusal, refused_tokens: int
    ) -> None:
        """Get another token, or raise: this request alone where others were accepted."""
        message = self.masker.text(refusal.message)
        if self.tokens.refused(token, message) and refused_tokens < MOST_REFUSED_TOKENS:
            return
        self.tokens.lost(message)
        raise errors.TokenRefusedError(
            request.operation,
            request.method,
            request.address,
            status,
            refusal.code,
            refusal.message,
            refusal.fields,
            remedy=f"Other requests were accepted, this one was not with {_tokens(refused_tokens)}. Run again; if it"
            " stays so, check whether other jobs use the same app at the same time, and the app's scopes.",
        )

    def _after_no_answer(self, request: Request, error: NoAnswer, patience: Patience) -> None:
        """Wait before the next try, or raise: a write may have been carried out, or the tries are used up."""
        if request.method != "GET" and error.sent:
            raise errors.AnswerLostError(
                f"{request} was sent, but its answer was lost: {error.reason}. It may or may not have been carried out."
            ) from error
        if patience.is_over_after(error.kind, self.transport.reached(self.connection.api_url)) or error.hopeless:
            advice = ADVICE.get(error.kind, "Check the network, the proxy settings, api_url and ca_path.")
            tried = f"No answer from {self.connection.api_url} to {request} after {patience.told()}"
            raise error.kind(f"{tried}: {error.reason}. {advice}") from error
        patience.wait(patience.pause())

    def _after_server_error(
        self, request: Request, received: Received, refusal: answers.Refusal | None, patience: Patience
    ) -> None:
        status = received.status
        text = refusal.message if refusal else ""
        if status < 400:
            raise errors.ConnectionFailedError(f"{request} was answered by a redirect (HTTP {status}). Check api_url.")
        if request.method != "GET":
            raise errors.AnswerLostError(
                f"{request} was answered with HTTP {status} {text}. It may or may not have been carried out."
            )
        told = headers.retry_after(received.headers)
        if patience.is_over():
            raise errors.ConnectionFailedError(
                f"{request}: HTTP {status} {text} after {patience.told()}. Zoom may be disturbed; see its status page"
                " and run again."
            )
        patience.wait(min(told.seconds, LONGEST_WAIT) if told else patience.pause())

    def _after_429(
        self, request: Request, received: Received, refusal: answers.Refusal | None, patience: Patience
    ) -> None:
        """A 429 was not carried out, reads and writes alike: wait, unless it is about the day."""
        with self._count_lock:
            self.refusals += 1
        code, message = (refusal.code, refusal.message) if refusal is not None else (None, "")
        told = headers.retry_after(received.headers)
        if is_daily(received.headers, message) or (told is not None and told.seconds > LONGEST_WAIT):
            concern = concern_of(request.operation, request.label, request.path, request.body, received.headers)
            limit = self._daily_limit(request, code, message, told.moment if told else "", concern)
            self.daily_limits.meet(limit, told.seconds if told else None)
            raise limit
        if patience.is_over(LONGEST_IN_ALL):
            raise errors.ApiError(
                request.operation,
                request.method,
                request.address,
                429,
                code,
                message,
                remedy=f"Still refused after {patience.told()}. Other apps may use up the account's limits: lower"
                " rate_share or raise retries.",
            )
        wait = told.seconds if told else patience.pause()
        # About this one object or person, and not about our rate: the others go on.
        if "concurrent" in message.lower() or request.operation in LIMITED_BY_PERSON:
            patience.wait(max(wait, patience.pause()))
            return
        # The service counts from its own clock: a little later than told is right, a little earlier is refused again.
        self.limiter.refused(request.label, wait + random.uniform(0.05, 0.25))

    def _daily_limit(
        self, request: Request, code: int | None, message: str, resume_at: str, concern: errors.Concern
    ) -> errors.DailyLimitError:
        return errors.DailyLimitError(
            request.operation,
            request.method,
            request.address,
            429,
            code,
            message,
            remedy=remedy_of(concern, resume_at),
            resume_at=resume_at,
            concerns=concern,
        )

    def _fetch_token(self) -> access_token.TokenAnswer:
        patience = Patience(self.connection.retries, self._sleep, self._clock)
        return access_token.fetch_token(self.transport, self.connection, patience)


def _unusable(error: UnreadableAnswer) -> NoAnswer:
    return NoAnswer(f"the answer cannot be used: {error}", errors.UnusableAnswerError, sent=True)


def _tokens(count: int) -> str:
    return f"{count} tokens" if count != 1 else "its token"


def _query_value(name: str, value: Any) -> str:
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise errors.InputError([errors.Finding(name, f"{text!r} holds half a character.", "")]) from None
    return text
