# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client of Zoom's REST API: one request from operation to answer, with limits, retries and pagination.

Thread-safe. Reads are repeated until they succeed or the retries are used up. A write is repeated only where it is
certain that it was not carried out; otherwise AnswerLostError says so and the caller finds out by reading.
"""

from __future__ import annotations

import json
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import DefaultCookiePolicy
from typing import Any, Callable, Mapping, Sequence, TypeVar
from urllib.parse import quote

from . import answers, errors
from .access_token import TokenSource
from .connection import Connection
from .limiter import Limiter
from .operations import OPERATIONS

try:
    import requests
    from requests.adapters import HTTPAdapter
    from requests.auth import AuthBase, HTTPBasicAuth
except ImportError:  # reported by ZoomModule with Ansible's own message
    requests = None  # type: ignore[assignment]
    AuthBase = HTTPBasicAuth = HTTPAdapter = object  # type: ignore[assignment,misc]

T = TypeVar("T")
R = TypeVar("R")

WORKERS = 24
BACKOFF_FIRST = 0.5
BACKOFF_LAST = 30.0
# A 429 that asks for more patience than this is no matter of a moment: the task stops and says when to come back.
LONGEST_WAIT = 300.0
PAGE_SIZE = 2000


class _Bearer(AuthBase):
    """Puts the token on a request. Being an auth object, it keeps `requests` from taking one out of a .netrc file."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: Any) -> Any:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Client:
    """One account's API. ``requests`` counts what was sent, by HTTP method, token calls aside."""

    def __init__(
        self,
        connection: Connection,
        read_only: bool = False,
        sleep: Callable[[float], None] = time.sleep,
        user_agent: str = "openadmin.zoom",
    ) -> None:
        self.connection = connection
        self.read_only = read_only or connection.read_only
        self.limiter = Limiter(connection.account_plan, connection.rate_share, sleep=sleep)
        self.tokens = TokenSource(connection, self._fetch_token)
        self.requests: dict[str, int] = {}
        self.refusals = 0
        self.clock_skew: float | None = None
        self.on_answer: Callable[[str, str, Mapping[str, Any], int, Any], None] | None = None
        self._sleep = sleep
        self._count_lock = threading.Lock()
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": user_agent, "Accept": "application/json"})
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        adapter = HTTPAdapter(pool_connections=2, pool_maxsize=WORKERS, max_retries=0)
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)
        self._verify: Any = (connection.ca_path or True) if connection.validate_certs else False

    def call(
        self,
        operation: str,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
    ) -> Any:
        """Carry out an operation; returns the answer's JSON (``{}`` if it has none).

        ``path`` fills the template's places (encoded here), ``query`` values may be bool, int or str.
        Raises WriteBlockedError, ApiError and its kinds, AuthenticationError, ConnectionFailedError, AnswerLostError.
        """
        method, template, label, classic, granular = OPERATIONS[operation]
        address = fill(template, path or {})
        if method != "GET" and self.read_only:
            raise errors.WriteBlockedError(
                f"{operation} ({method} {address}) was not sent: this run may only read (read_only or check mode)."
            )
        query = {key: _query_value(value) for key, value in (query or {}).items() if value is not None}
        content = None if body is None else json.dumps(body).encode()
        renewed = False
        attempt = 0
        while True:
            self.limiter.acquire(label)
            token = self.tokens.get()
            try:
                response = self._send(method, self.connection.api_url + address, token, query, content)
            except requests.exceptions.RequestException as error:
                self._after_network_error(operation, method, address, error, attempt)
                attempt += 1
                continue
            self._learn(label, response)
            status, refusal = response.status_code, answers.error_body(response.status_code, response.content)
            if refusal is not None and answers.is_token_refused(status, refusal):
                if renewed:
                    raise errors.AuthenticationError(
                        f"Zoom refused two tokens in a row at {operation}: HTTP {status}: {refusal['message']}"
                        " Check that the app is activated and has the scopes it needs."
                    )
                renewed = True
                self.tokens.refused(token, refusal["message"])
                continue
            if status == 429 or (refusal is not None and refusal["code"] == 429):
                self._after_429(operation, method, address, label, response, refusal or {}, attempt)
                attempt += 1
                continue
            if status >= 500 or 300 <= status < 400:
                self._after_server_error(operation, method, address, response, refusal, attempt)
                attempt += 1
                continue
            if refusal is not None:
                if self.on_answer:
                    self.on_answer(operation, address, query, status, refusal)
                raise answers.to_exception(operation, method, address, status, refusal, granular or classic)
            try:
                answer = answers.parse(response.content)
            except answers.UnreadableAnswer as error:
                self._after_network_error(operation, method, address, error, attempt)
                attempt += 1
                continue
            if self.on_answer:
                self.on_answer(operation, address, query, status, answer)
            return answer

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
        Page tokens live 15 minutes; if one dies the listing starts anew, once.
        """
        for restarted in (False, True):
            found: list[dict[str, Any]] = []
            token = ""
            seen: set[str] = set()
            try:
                while True:
                    page_query = dict(query or {}, page_size=PAGE_SIZE)
                    if token:
                        page_query["next_page_token"] = token
                    page = self.call(operation, path, page_query)
                    found.extend(item for item in page.get(items) or [] if isinstance(item, dict))
                    if on_page:
                        on_page(len(found), int(page.get("total_records") or 0))
                    token = page.get("next_page_token") or ""
                    if not token:
                        return found
                    if token in seen:
                        raise errors.ConnectionFailedError(
                            f"{operation}: Zoom sent the same page token twice; the listing has no end."
                        )
                    seen.add(token)
            except errors.ApiError as error:
                if restarted or not token or "page token" not in error.zoom_message:
                    raise
        raise AssertionError("unreachable")  # pragma: no cover

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
        self.tokens.get()
        return self.tokens.scopes

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    # -- one attempt and what may come of it ---------------------------------------------------------------------

    def _send(self, method: str, url: str, token: str, query: Mapping[str, str], content: bytes | None) -> Any:
        with self._count_lock:
            self.requests[method] = self.requests.get(method, 0) + 1
        headers = {"Content-Type": "application/json"} if content is not None else {}
        return self._session.request(
            method,
            url,
            params=query,
            data=content,
            headers=headers,
            auth=_Bearer(token),
            timeout=self.connection.timeout,
            verify=self._verify,
            allow_redirects=False,
        )

    def _learn(self, label: str, response: Any) -> None:
        category = response.headers.get("X-RateLimit-Category", "").strip().lower()
        self.limiter.learn(
            category if category in self.limiter.labels else label,
            response.headers.get("X-RateLimit-Type", ""),
            response.headers.get("X-RateLimit-Limit", ""),
        )
        skew = answers.skew(response.headers)
        if skew is not None:
            self.clock_skew = skew

    def _after_network_error(self, operation: str, method: str, address: str, error: Exception, attempt: int) -> None:
        """Wait before the next try, or raise: a write may have been carried out, or the tries are used up."""
        reason = _reason(error)
        never_sent = isinstance(error, (requests.exceptions.ConnectTimeout, requests.exceptions.SSLError)) or (
            isinstance(error, requests.exceptions.ConnectionError) and "NewConnectionError" in repr(error)
        )
        if method != "GET" and not never_sent:
            raise errors.AnswerLostError(
                f"{operation} ({method} {address}) was sent, but its answer was lost: {reason}. It may or may not have"
                " been carried out."
            ) from error
        fatal = isinstance(error, (requests.exceptions.SSLError, requests.exceptions.InvalidURL))
        if fatal or attempt >= self.connection.retries:
            raise errors.ConnectionFailedError(
                f"No answer from {self.connection.api_url} to {operation} ({method} {address}) after"
                f" {attempt + 1} tries: {reason}. Check the network, the proxy settings, api_url and ca_path."
            ) from error
        self._sleep(backoff(attempt))

    def _after_server_error(
        self, operation: str, method: str, address: str, response: Any, refusal: Mapping[str, Any] | None, attempt: int
    ) -> None:
        status = response.status_code
        text = refusal["message"] if refusal else ""
        if status < 400:
            raise errors.ConnectionFailedError(
                f"{operation} ({method} {address}) was answered by a redirect (HTTP {status}). Check api_url."
            )
        if method != "GET":
            raise errors.AnswerLostError(
                f"{operation} ({method} {address}) was answered with HTTP {status} {text}. It may or may not have been"
                " carried out."
            )
        if attempt >= self.connection.retries:
            raise errors.ConnectionFailedError(
                f"{operation} ({method} {address}): HTTP {status} {text} after {attempt + 1} tries. Zoom may be"
                " disturbed; see its status page and run again."
            )
        told = answers.retry_after(response.headers)
        self._sleep(min(told[0], LONGEST_WAIT) if told else backoff(attempt))

    def _after_429(
        self,
        operation: str,
        method: str,
        address: str,
        label: str,
        response: Any,
        refusal: Mapping[str, Any],
        attempt: int,
    ) -> None:
        """A 429 was not carried out, reads and writes alike: wait, unless it is about the day."""
        with self._count_lock:
            self.refusals += 1
        message = refusal.get("message", "")
        told = answers.retry_after(response.headers)
        wait = told[0] if told else backoff(attempt)
        details = (operation, method, address, 429, refusal.get("code"), message)
        if answers.is_daily(response.headers, message) or wait > LONGEST_WAIT:
            when = told[1] if told else ""
            raise errors.DailyLimitError(
                *details,
                remedy=f"The account's daily limit for {label} requests is reached. "
                + (f"Run again after {when}." if when else "Run again tomorrow (the day ends at 00:00 UTC).")
                + " What was done stays done.",
                resume_at=when,
            )
        if attempt >= self.connection.retries:
            raise errors.ApiError(
                *details,
                remedy=f"Still refused after {attempt + 1} tries. Other apps may use up the account's limits: lower"
                " rate_share or raise retries.",
            )
        if "concurrent" in message.lower():  # about this one object, not about our rate
            self._sleep(max(wait, backoff(attempt)))
            return
        # The service counts from its own clock: a little later than told is right, a little earlier is refused again.
        self.limiter.refused(label, wait + random.uniform(0.05, 0.25))

    def _fetch_token(self) -> tuple[int, dict[str, Any]]:
        """One token, with the same patience as other requests (asking for a token changes nothing)."""
        connection = self.connection
        attempt = 0
        while True:
            reason: str
            wait = backoff(attempt)
            try:
                response = self._session.post(
                    connection.oauth_url,
                    data={"grant_type": "account_credentials", "account_id": connection.account_id},
                    auth=HTTPBasicAuth(connection.client_id.encode(), connection.client_secret.encode()),
                    timeout=connection.timeout,
                    verify=self._verify,
                    allow_redirects=False,
                )
                if response.status_code != 429 and response.status_code < 500:
                    body = answers.parse(response.content)
                    return response.status_code, body if isinstance(body, dict) else {}
                told = answers.retry_after(response.headers)
                wait = min(told[0], LONGEST_WAIT) if told else wait
                reason = f"HTTP {response.status_code}"
            except (requests.exceptions.RequestException, answers.UnreadableAnswer) as error:
                reason = _reason(error)
                if isinstance(error, requests.exceptions.SSLError):
                    attempt = connection.retries
            if attempt >= connection.retries:
                raise errors.ConnectionFailedError(
                    f"No access token from {connection.oauth_url} after {attempt + 1} tries: {reason}. Check the"
                    " network, the proxy settings, oauth_url and ca_path."
                )
            attempt += 1
            self._sleep(wait)


def fill(template: str, values: Mapping[str, str]) -> str:
    """``/users/{userId}`` with its places filled, each percent-encoded whole (``+``, ``/``, ``@`` stays).

    Raises InputError for an empty value or one of only dots, which would address another operation.
    """
    path = template
    for name, value in values.items():
        text = str(value)
        if not text.strip() or not text.strip("."):
            raise errors.InputError([errors.Finding(name, f"{text!r} addresses nothing.", "Give an id or an email.")])
        path = path.replace("{" + name + "}", quote(text, safe="@"))
    return path


def backoff(attempt: int) -> float:
    """Seconds before try ``attempt + 2``: doubling, capped, jittered."""
    ceiling = min(BACKOFF_LAST, BACKOFF_FIRST * 2**attempt)
    return random.uniform(ceiling / 2, ceiling)


def _query_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _reason(error: Exception) -> str:
    """The cause in a few words: the innermost exception, since the outer ones repeat the whole address."""
    cause: BaseException = error
    while cause.__context__ is not None and cause.__context__ is not cause:
        cause = cause.__context__
    text = " ".join(str(cause).split())[:200]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
