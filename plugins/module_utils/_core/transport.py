# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One HTTP exchange: a request goes out, its whole answer comes in, within a deadline and a bound of bytes.

`requests` limits how long nothing comes; an answer that comes one byte at a time would never end. Here a clock runs
over headers and body together, and the body is counted after decompression.
"""

from __future__ import annotations

import http.client
import io
import re
import threading
import time
import zlib
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, Iterable, Mapping, NamedTuple
from urllib.parse import urlsplit

from .connection import Connection, is_loopback
from .errors import (
    AnswerTooLargeError,
    ConnectionFailedError,
    DeadlineError,
    UnreachableError,
)

if TYPE_CHECKING:
    from .uploads import Form

try:
    import requests
    from requests.adapters import HTTPAdapter
except ImportError:  # reported by ZoomModule with Ansible's own message
    requests = None  # type: ignore[assignment]
    HTTPAdapter = object  # type: ignore[assignment,misc]

# A page of 2,000 people with all that they can hold has less than 8 MiB.
LARGEST_ANSWER = 32 * 1024 * 1024
CHUNK = 65536
# A whole answer may take as long as this many silences.
DEADLINE_FACTOR = 2.0
# A file may leave as slowly as this: bytes a second.
SLOWEST_UPLOAD = 64 * 1024
CONNECTIONS = 24
TLS_REFUSED = r"(?i)certificate|hostname|wrong.version|unknown.protocol|unsupported.protocol|no.protocols"
NEVER_SENT = "NewConnectionError|NameResolutionError"


class Received(NamedTuple):
    """A whole answer; ``headers`` are found whatever their case."""

    status: int
    headers: Mapping[str, str]
    content: bytes


class NoAnswer(Exception):
    """No whole answer came. ``kind`` is the error for a read; ``sent`` whether the service may have had the request.

    ``hopeless``: another try would end like this one.
    """

    def __init__(self, reason: str, kind: type[ConnectionFailedError], sent: bool, hopeless: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.kind = kind
        self.sent = sent
        self.hopeless = hopeless


class _OutOfTime(OSError):
    """The deadline passed while an answer was read."""


class _TimedReader(io.RawIOBase):
    """Reads an answer from a socket, each time for no longer than the deadline of this thread's request leaves."""

    def __init__(self, raw: Any, sock: Any, deadline: float) -> None:
        super().__init__()
        self._raw = raw
        self._socket = sock
        self._deadline = deadline

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """As the socket's own; raises _OutOfTime."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise _OutOfTime
        patience = self._socket.gettimeout()
        if patience is None or left < patience:
            self._socket.settimeout(left)
        try:
            count: int | None = self._raw.readinto(buffer)
            return count
        finally:
            self._socket.settimeout(patience)

    def close(self) -> None:
        """Close the underlying reader too."""
        if not self.closed:
            self._raw.close()
        super().close()


_this_request = threading.local()


class _TimedResponse(http.client.HTTPResponse):
    """An answer that is read by a _TimedReader."""

    def __init__(self, sock: Any, *arguments: Any, **named: Any) -> None:
        super().__init__(sock, *arguments, **named)
        deadline = getattr(_this_request, "deadline", None)
        if deadline is not None:
            self.fp = io.BufferedReader(_TimedReader(self.fp.detach(), sock, deadline))


def _timed(pool_class: Any) -> Any:
    """A connection pool whose connections read by the clock."""
    connection = type("TimedConnection", (pool_class.ConnectionCls,), {"response_class": _TimedResponse})
    return type("TimedPool", (pool_class,), {"ConnectionCls": connection})


class _TimedAdapter(HTTPAdapter):
    """Makes timed connections, direct ones and those through a proxy."""

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        super().init_poolmanager(*arguments, **named)
        _make_timed(self.poolmanager)

    def proxy_manager_for(self, proxy: Any, **named: Any) -> Any:
        known = proxy in self.proxy_manager
        manager = super().proxy_manager_for(proxy, **named)
        if not known:
            _make_timed(manager)
        return manager


def _make_timed(manager: Any) -> None:
    classes = manager.pool_classes_by_scheme
    manager.pool_classes_by_scheme = {scheme: _timed(pool_class) for scheme, pool_class in classes.items()}


class Transport:
    """The connections of one client. Thread-safe; nothing of an environment but its proxies is used."""

    def __init__(self, connection: Connection, user_agent: str, largest: int = LARGEST_ANSWER) -> None:
        self._timeout = connection.timeout
        self._largest = largest
        self._verify: Any = (connection.ca_path or True) if connection.validate_certs else False
        self._session = requests.Session()
        # No redirect is followed; `requests` would read its body anyway, however long it is.
        self._session.get_redirect_target = lambda _response: None  # type: ignore[assignment,method-assign]
        # The environment's proxies are read once, not at each request; its .netrc file and the like never.
        self._session.trust_env = False
        self._proxies = {url: _proxies_for(url) for url in (connection.api_url, connection.oauth_url)}
        self._session.headers.update(
            {"User-Agent": user_agent, "Accept": "application/json", "Accept-Encoding": "gzip"}
        )
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        adapter = _TimedAdapter(pool_connections=2, pool_maxsize=CONNECTIONS, max_retries=0)
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)
        self._reached: set[str] = set()

    def reached(self, base: str) -> bool:
        """Whether the service at this address has answered anything yet."""
        return base in self._reached

    def proxy_secrets(self) -> list[str]:
        """The passwords that proxy addresses hold."""
        urls = [proxy for proxies in self._proxies.values() for proxy in proxies.values()]
        return [password for password in map(_password_of, urls) if password]

    def exchange(
        self,
        method: str,
        base: str,
        address: str,
        authorization: str,
        query: Mapping[str, str] | None = None,
        body: bytes | Form | Mapping[str, str] | None = None,
    ) -> Received:
        """Send to ``base + address``, and return the whole answer. Raises NoAnswer.

        ``base`` is the connection's api_url or oauth_url. ``body`` is JSON as bytes, a form with files, or the fields
        of a form without any.
        """
        json_type = {"Content-Type": "application/json"} if isinstance(body, bytes) else {}
        fields, files, size = (body.fields, body.files, body.size) if isinstance(body, tuple) else (body, None, 0)
        allowed = self._timeout * DEADLINE_FACTOR + size / SLOWEST_UPLOAD
        deadline = time.monotonic() + allowed
        _this_request.deadline = deadline
        response = None
        try:
            response = self._session.request(
                method,
                base + address,
                params=query,
                data=fields,
                files=files,
                headers={"Authorization": authorization, **json_type},
                timeout=self._timeout,
                verify=self._verify,
                proxies=self._proxies[base],
                allow_redirects=False,
                stream=True,
            )
            self._reached.add(base)
            content = self._content(response)
        except _failures() as error:
            raise _too_late(_no_answer(error, begun=response is not None), deadline, allowed) from error
        else:
            received = Received(response.status_code, response.headers, content)
            response = None
            return received
        finally:
            _this_request.deadline = None
            if response is not None:
                # A connection with the rest of an answer in it serves no other request.
                response.raw.close()
                response.close()

    def _content(self, response: Any) -> bytes:
        """The whole body, decompressed, as long as it is not too large."""
        parts: list[bytes] = []
        size = 0
        for part in _decompressed(response, self._largest):
            size += len(part)
            if size > self._largest:
                raise NoAnswer(
                    f"the answer has more than {self._largest // 1048576} MiB",
                    AnswerTooLargeError,
                    sent=True,
                    hopeless=True,
                )
            parts.append(part)
        return b"".join(parts)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()


def _proxies_for(url: str) -> dict[str, str]:
    """The environment's proxies for an address. None to the loopback interface: a proxy would read the secret."""
    if is_loopback(urlsplit(url).hostname or ""):
        return {}
    return dict(requests.utils.get_environ_proxies(url))


def _password_of(url: str) -> str:
    try:
        return urlsplit(url).password or ""
    except ValueError:
        return ""


def _decompressed(response: Any, largest: int) -> Iterable[bytes]:
    """The body in pieces, none larger than one byte more than ``largest``."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding in ("gzip", "x-gzip"):
        inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
    elif encoding in ("", "identity"):
        inflate = None
    else:
        raise NoAnswer(
            f"the answer is compressed by {encoding[:40]!r}, which was not asked for", ConnectionFailedError, True
        )
    announced, count = response.headers.get("Content-Length", ""), 0
    while True:
        raw = response.raw.read(CHUNK, decode_content=False)
        count += len(raw)
        if not raw:
            break
        yield raw if inflate is None else inflate.decompress(raw, largest + 1)
    cut_off = inflate is not None and count and not inflate.eof
    bodiless = response.status_code in (204, 304)
    if cut_off or (not bodiless and re.match(r"^[0-9]{1,18}$", announced) and count < int(announced)):
        raise NoAnswer("the answer was cut off", ConnectionFailedError, sent=True)


def _failures() -> tuple[type[Exception], ...]:
    """Everything that a broken network or a strange answer raises; some of it `requests` lets through unchanged."""
    of_urllib3: type[Exception] = getattr(requests.exceptions, "BaseHTTPError", OSError)
    return (OSError, http.client.HTTPException, ValueError, zlib.error, of_urllib3)


def _no_answer(error: Exception, begun: bool) -> NoAnswer:
    """What an exception of the network means for the request; ``begun``: its answer had begun to come."""
    exceptions = requests.exceptions
    reason = reason_of(error)
    if begun:
        return NoAnswer(reason, ConnectionFailedError, sent=True)
    if isinstance(error, exceptions.SSLError):
        # Other failures of TLS may come after the request has been sent.
        refused = re.search(TLS_REFUSED, str(error)) is not None
        return NoAnswer(reason, UnreachableError if refused else ConnectionFailedError, not refused, hopeless=refused)
    # `requests` found something wrong before it sent anything; an invalid header is one of the answer's.
    if isinstance(error, ValueError) and not isinstance(error, exceptions.InvalidHeader):
        return NoAnswer(reason, UnreachableError, sent=False, hopeless=True)
    never_sent = isinstance(error, (exceptions.ConnectTimeout, exceptions.ProxyError)) or (
        isinstance(error, exceptions.ConnectionError) and re.search(NEVER_SENT, repr(error))
    )
    return NoAnswer(reason, UnreachableError if never_sent else ConnectionFailedError, sent=not never_sent)


def _too_late(failure: NoAnswer, deadline: float, allowed: float) -> NoAnswer:
    """A failure, as one of time where the ``deadline``, after so many seconds, has passed."""
    if not failure.sent or time.monotonic() < deadline:
        return failure
    return NoAnswer(f"the answer was not complete after {allowed:.6g} seconds", DeadlineError, sent=True)


def reason_of(error: BaseException) -> str:
    """The cause in a few words: the innermost exception, since the outer ones repeat the whole address."""
    cause = error
    while cause.__context__ is not None and cause.__context__ is not cause:
        cause = cause.__context__
    text = " ".join(str(cause).split())[:200]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
