# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client of Zoom's REST API: one request from operation to answer, with limits, retries and pagination.

Thread-safe. Reads are repeated until they succeed or the patience is used up. A write is repeated only where it is
certain that it was not carried out; otherwise AnswerLostError says so and the caller finds out by reading.
"""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING, Any, Callable, Iterator, Mapping, NamedTuple, Sequence, TypeVar

from . import access_token, answers, errors, headers, pages
from .calls import operation_facts
from .limiter import Limiter
from .masking import Masker
from .pages import PAGE_SIZE
from .paths import fill
from .patience import Patience
from .secret_keys import secret_texts
from .transport import CONNECTIONS, NoAnswer, Received, Transport, requests
from .values import UnreadableAnswer

if TYPE_CHECKING:
    from .connection import Connection
    from .daily_limit import DailyLimits
    from .refusals import Refusal
    from .uploads import Form

__all__ = ["PAGE_SIZE", "WORKERS", "Client", "requests"]

T = TypeVar("T")
R = TypeVar("R")

WORKERS = CONNECTIONS


class Request(NamedTuple):
    """One request as it is sent, and what its errors say; ``path`` and ``body`` are as the caller gave them.

    ``masker`` knows the secrets of the body, which an answer may repeat.
    """

    operation: str
    method: str
    address: str
    label: str
    scopes: Sequence[str]
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    content: bytes | Form | None
    masker: Masker

    def __str__(self) -> str:
        return errors.request_name(self.operation, self.method, self.address)


class Refused(NamedTuple):
    """An answer that is a refusal, and the token with which the request was sent."""

    received: Received
    refusal: Refusal
    token: str


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
        self.daily_limits: DailyLimits | None = None
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
            request = self._request(operation, path or {}, query or {}, body)
            with request.masker.errors_masked():
                return self._answer_to(request)

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
        from concurrent.futures import ThreadPoolExecutor  # each import costs every task that makes it

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
        known = operation_facts(operation)
        method, address = known.method, fill(known.path, path)
        if method != "GET" and self.read_only:
            name = errors.request_name(operation, method, address)
            raise errors.WriteBlockedError(f"{name} was not sent: this run may only read (read_only or check mode).")
        values = {key: _query_value(key, value) for key, value in query.items() if value is not None}
        content: bytes | Form | None = None
        masker = Masker()
        if body is not None:
            masker.learn(*secret_texts(body))
            from .uploads import form_of  # each import is compiled anew in every task that needs it

            content = form_of(body) or json.dumps(body).encode()
        scopes = known.granular_scopes or known.classic_scopes
        return Request(operation, method, address, known.label, scopes, path, values, body, content, masker)

    def _answer_to(self, request: Request) -> Any:
        began, trouble = self._clock(), None
        while True:
            token = self._admitted(request)
            bad: Refused | NoAnswer | UnreadableAnswer
            try:
                received = self._send(request, token)
                self._learn(request, received)
                body = answers.body_of(received.status, received.content, request.method)
                refusal = answers.refusal_in(request.operation, received.status, body)
                if refusal is None:
                    self.tokens.accepted(token)
                    value = answers.value_of(request.operation, body)
                    value = request.masker.answer(received.content, value)
                    return self.heard(request, received.status, self.masker.answer(received.content, value))
                bad = Refused(received, refusal, token)
            except (NoAnswer, UnreadableAnswer) as error:
                bad = error
            if trouble is None:
                from .trouble import Trouble  # each import is compiled anew in every task, and few tasks have any

                trouble = Trouble(self, request, Patience(self.connection.retries, self._sleep, self._clock, began))
            trouble.after(bad)

    def _admitted(self, request: Request) -> str:
        """Wait until the request may be sent; returns the token to send it with. Raises DailyLimitError."""

        def check_daily_limits() -> None:
            if self.daily_limits is not None:
                self.daily_limits.check(request)

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

    def heard(self, request: Request, status: int, body: Any) -> Any:
        """Tell ``on_answer`` of an answer; returns its body."""
        if self.on_answer:
            self.on_answer(request.operation, self.masker.text(request.address), request.query, status, body)
        return body

    def met_daily_limit(self, error: errors.DailyLimitError, seconds: float | None) -> None:
        """Send nothing more that this daily limit concerns, for as many seconds, or to the end of the task."""
        from .daily_limit import DailyLimits  # as above

        with self._count_lock:
            if self.daily_limits is None:
                self.daily_limits = DailyLimits(self._clock)
        self.daily_limits.meet(error, seconds)

    def count_refusal(self) -> None:
        """One more 429 came."""
        with self._count_lock:
            self.refusals += 1

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

    def _fetch_token(self) -> access_token.TokenAnswer:
        patience = Patience(self.connection.retries, self._sleep, self._clock)
        return access_token.fetch_token(self.transport, self.connection, patience)


def _query_value(name: str, value: Any) -> str:
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise errors.InputError([errors.Finding(name, f"{text!r} holds half a character.", "")]) from None
    return text
