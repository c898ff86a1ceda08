# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Access tokens: asked for once, shared by all workers, renewed before they expire and when Zoom refuses one."""

from __future__ import annotations

import threading
import time
from typing import Any, Callable

from .connection import Connection
from .errors import AuthenticationError

# Renewed this long before the end, so that no request is under way with a token that dies.
EXPIRY_MARGIN = 60.0

REMEDIES = {
    "invalid_client": "Check client_id and client_secret, and that the app is activated.",
    "invalid_request": "Check account_id: it is the app's account id, not the account number.",
    "unsupported_grant_type": "The app must be of the type Server-to-Server OAuth.",
    "unauthorized_client": "The app must be of the type Server-to-Server OAuth and activated.",
}


class TokenSource:
    """The token of one connection. ``fetch`` posts the form and returns ``(status, parsed JSON object)``.

    ``lifetime`` (seconds) and ``named_api_url`` are what Zoom said with the last token; None and "" where it said
    nothing, as of a token given by hand.
    """

    def __init__(
        self,
        connection: Connection,
        fetch: Callable[[], tuple[int, dict[str, Any]]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._connection = connection
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._token = connection.access_token
        self._expires = float("inf") if connection.access_token else 0.0
        self.scopes: frozenset[str] | None = None
        self.lifetime: float | None = None
        self.named_api_url = ""

    def get(self) -> str:
        """A token that is good for a while yet. Raises AuthenticationError, ConnectionFailedError."""
        with self._lock:
            if not self._token or self._clock() >= self._expires:
                self._renew()
            return self._token

    def refused(self, token: str, reason: str) -> None:
        """Zoom refused ``token``: get a new one, unless another worker has done so already.

        Raises AuthenticationError where no new one can be had.
        """
        with self._lock:
            if token != self._token:
                return
            if self._connection.access_token:
                raise AuthenticationError(
                    f"Zoom does not accept the access token: {reason} Give a fresh access_token, or the app's"
                    " credentials, from which a token is taken and renewed as needed."
                )
            self._renew()

    def _renew(self) -> None:
        status, body = self._fetch()
        token = body.get("access_token")
        if status != 200 or not isinstance(token, str) or not token:
            error = str(body.get("error", ""))
            reason = str(
                body.get("reason") or body.get("error_description") or body.get("message") or "no reason given"
            )
            raise AuthenticationError(
                f"Zoom gave no access token: HTTP {status}: {error + ': ' if error else ''}{reason}."
                f" {REMEDIES.get(error, 'Check account_id, client_id and client_secret.')}"
            )
        try:
            lifetime = float(body.get("expires_in", 3600))
        except (TypeError, ValueError):
            lifetime = 3600.0
        self._token = token
        self._expires = self._clock() + max(lifetime - EXPIRY_MARGIN, lifetime / 2)
        self.scopes = frozenset(str(body.get("scope", "")).replace(",", " ").split()) if "scope" in body else None
        self.lifetime = lifetime
        self.named_api_url = str(body.get("api_url") or "")
