# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Access tokens: asked for once, shared by all workers, renewed before they expire and when Zoom refuses one.

An app may honour its newest token only. Where several jobs share such an app, each renewal ends the others' tokens: so
a job waits a little, and longer each time, before it renews a token that did not live long, and they take turns.
"""

from __future__ import annotations

import base64
import math
import random
import re
import threading
import time
from typing import Any, Callable, NamedTuple

from . import headers
from .connection import TOKEN, Connection
from .errors import AuthenticationError, ConnectionFailedError, ZoomError
from .patience import LONGEST_WAIT, Patience
from .transport import NoAnswer, Transport
from .values import UnreadableAnswer, parse

# Renewed this long before the end, so that no request is under way with a token that dies.
EXPIRY_MARGIN = 60.0
LONGEST_LIFETIME = 86400.0
DEFAULT_LIFETIME = 3600.0
# A token that Zoom refuses sooner than this was ended by somebody else's renewal, or was never good.
SHORT_LIFE = 15.0
LONGEST_TURN = 6.0
# Tokens that Zoom refuses before any was accepted; more would be refused as well.
REFUSALS_AT_START = 5
# Requests in a row that gave up on tokens, with none accepted in between: the app is no longer welcome.
LOST_REQUESTS = 3

FRESH_TOKEN = "Give a fresh access_token, or the app's credentials, from which a token is taken and renewed as needed."


class TokenAnswer(NamedTuple):
    """The HTTP status and the JSON object of the answer to a token request."""

    status: int
    body: dict[str, Any]


class TokenSource:
    """The token of one connection. ``fetch`` asks for one.

    ``lifetime`` (seconds) and ``named_api_url`` are what Zoom said with the last token; None and "" where it said
    nothing, as of a token given by hand. ``on_token`` is told each token before it is used.
    """

    def __init__(
        self,
        connection: Connection,
        fetch: Callable[[], TokenAnswer],
        on_token: Callable[[str], None],
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._by_hand = bool(connection.access_token)
        self._fetch = fetch
        self._on_token = on_token
        self._sleep = sleep
        self._clock = clock
        self._lock = threading.Lock()
        self._token = connection.access_token
        self._expires = float("inf") if self._by_hand else 0.0
        self._given_at = clock()
        self._accepted = ""
        self._refused_in_a_row = 0
        self._short_lived = 0
        self._lost_requests = 0
        self._failure: ZoomError | None = None
        self._failed_at = 0.0
        self.scopes: frozenset[str] | None = None
        self.lifetime: float | None = None
        self.named_api_url = ""

    @property
    def worked(self) -> bool:
        """Whether Zoom has accepted any token of this source."""
        return bool(self._accepted)

    @property
    def newest(self) -> str:
        """The token that came last, without asking how long it is good for; '' before the first."""
        return self._token

    def get(self) -> str:
        """A token that is good for a while yet. Raises AuthenticationError, ConnectionFailedError."""
        asked_at = self._clock()
        with self._lock:
            if not self._token or self._clock() >= self._expires:
                self._renew(asked_at)
            return self._token

    def accepted(self, token: str) -> None:
        """Zoom took a request with this token."""
        if self._refused_in_a_row or self._lost_requests or not self._accepted:
            with self._lock:
                self._accepted = token
                self._refused_in_a_row = self._lost_requests = 0

    def refused(self, token: str, reason: str) -> bool:
        """Zoom refused ``token``: get a new one, unless another worker has done so already.

        Returns whether there is another token to try. Raises AuthenticationError where Zoom has never accepted any, or
        gives no new one.
        """
        asked_at = self._clock()
        with self._lock:
            if token != self._token:
                return True
            self._refused_in_a_row += 1
            if self._by_hand and self.worked:
                return False
            if self._by_hand:
                raise AuthenticationError(f"Zoom does not accept the access token: {reason} {FRESH_TOKEN}")
            if not self.worked and self._refused_in_a_row >= REFUSALS_AT_START:
                raise AuthenticationError(
                    f"Zoom gave {self._refused_in_a_row} tokens and accepted none of them: {reason} Check that the app"
                    " is activated, that api_url and oauth_url belong together, and that no other job keeps renewing"
                    " the token of the same app."
                )
            self._take_turns()
            self._renew(asked_at)
            return True

    def lost(self, reason: str) -> None:
        """A request gave up on its tokens. Raises AuthenticationError after several without one accepted in between."""
        with self._lock:
            self._lost_requests += 1
            if self._lost_requests < LOST_REQUESTS:
                return
        if self._by_hand:
            raise AuthenticationError(
                f"Zoom no longer accepts the access token: {reason} {FRESH_TOKEN} What was done stays done."
            )
        raise AuthenticationError(
            f"Zoom accepted tokens of this app before, and now refuses each new one: {reason} Check in the Zoom App"
            " Marketplace whether the app was deactivated or changed; then run again. What was done stays done."
        )

    def _take_turns(self) -> None:
        """Wait before replacing a token that did not live long: the longer, the more of them there were."""
        if self._clock() - self._given_at >= SHORT_LIFE:
            self._short_lived = 0
            return
        ceiling = min(LONGEST_TURN, 0.25 * 2**self._short_lived)
        self._short_lived = min(self._short_lived + 1, 10)
        self._sleep(random.uniform(ceiling / 4, ceiling))

    def _renew(self, asked_at: float) -> None:
        if self._failure is not None and self._failed_at >= asked_at:
            raise self._failure  # another worker has just tried, while this one waited for it
        try:
            self._take_over(self._fetch())
        except ZoomError as error:
            self._failure, self._failed_at = error, self._clock()
            raise

    def _take_over(self, answer: TokenAnswer) -> None:
        status, body = answer
        token = body.get("access_token")
        if status != 200 or not isinstance(token, str) or not token:
            from .refusals import token_refusal  # compiled anew in every task; hardly any is refused a token

            raise token_refusal(status, body)
        if not re.match(TOKEN, token):
            raise AuthenticationError(
                "Zoom gave an access token with blanks, line breaks or other characters that no header can hold. Check"
                " oauth_url, and whether a proxy changes the answers."
            )
        self._on_token(token)
        self.lifetime = _lifetime(body.get("expires_in"))
        self._token = token
        self._given_at = self._clock()
        self._expires = self._given_at + max(self.lifetime - EXPIRY_MARGIN, self.lifetime / 2)
        scope = body.get("scope")
        if isinstance(scope, list):
            scope = " ".join(str(item) for item in scope)
        self.scopes = frozenset(scope.replace(",", " ").split()) if isinstance(scope, str) else None
        self.named_api_url = body["api_url"] if isinstance(body.get("api_url"), str) else ""


def _lifetime(value: Any) -> float:
    """``expires_in`` in seconds; an hour where it is no number."""
    try:
        seconds = DEFAULT_LIFETIME if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        seconds = DEFAULT_LIFETIME
    return DEFAULT_LIFETIME if math.isnan(seconds) else min(max(seconds, 0.0), LONGEST_LIFETIME)


def basic(connection: Connection) -> str:
    """The Authorization header of a token request."""
    pair = f"{connection.client_id}:{connection.client_secret}".encode("utf-8", "surrogatepass")
    return f"Basic {base64.b64encode(pair).decode()}"


def fetch_token(transport: Transport, connection: Connection, patience: Patience) -> TokenAnswer:
    """One token, with the patience of any other request: asking for a token changes nothing.

    Raises ConnectionFailedError.
    """
    form = {"grant_type": "account_credentials", "account_id": connection.account_id}
    while True:
        hopeless, told, kind = False, None, ConnectionFailedError
        try:
            received = transport.exchange("POST", connection.oauth_url, "", basic(connection), body=form)
            if received.status != 429 and received.status < 500:
                body = parse(received.content)
                return TokenAnswer(received.status, body if isinstance(body, dict) else {})
            told = headers.retry_after(received.headers)
            reason = f"HTTP {received.status}"
        except NoAnswer as error:
            reason, hopeless, kind = error.reason, error.hopeless, error.kind
        except UnreadableAnswer as error:
            reason = str(error)
        if patience.is_over_after(kind, transport.reached(connection.oauth_url)) or hopeless:
            raise kind(
                f"No access token from {connection.oauth_url} after {patience.told()}: {reason}. Check the"
                " network, the proxy settings, oauth_url and ca_path."
            )
        patience.wait(min(told.seconds, LONGEST_WAIT) if told else patience.pause())
