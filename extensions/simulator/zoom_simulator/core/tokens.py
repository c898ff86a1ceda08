# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""OAuth: account-credentials tokens, their life and their scopes."""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from .clock import Clock
from .errors import Refusal
from .facts import Facts, Operation
from .options import ACCOUNT_ID, CLIENT_ID, CLIENT_SECRET, Options

KEPT_TOKENS = 1000


@dataclass
class Token:
    """One access token: when it ends and what it may do."""

    ends: float
    scopes: frozenset[str]


class TokenRefusal(Exception):
    """An error of the token endpoint, which has a shape of its own."""

    def __init__(self, reason: str, error: str) -> None:
        super().__init__(reason)
        self.body = {"reason": reason, "error": error}


class Tokens:
    """Issues and checks access tokens."""

    def __init__(self, options: Options, clock: Clock, facts: Facts, issued: dict[str, Token]) -> None:
        self.options = options
        self.switches = options.switches
        self.clock = clock
        self.facts = facts
        self.issued = issued
        self.scopes = options.scopes

    def granted(self) -> list[str]:
        """Return the scopes of the app; a change shows in the next token only."""
        if self.scopes in ("all", "admin"):
            return self.facts.scopes(self.scopes)
        return sorted(set(self.scopes.replace(",", " ").split()))

    def issue(self, authorization: str, query: dict[str, str], body: bytes) -> dict[str, Any]:
        """Return the answer of ``POST /oauth/token``; raises TokenRefusal.

        The fields may come in the body or, as some clients send them, in the query.
        """
        fields = query | dict(parse_qsl(body.decode("utf-8", "replace")))
        if credentials(authorization) != (CLIENT_ID, CLIENT_SECRET):
            raise TokenRefusal("Invalid client_id or client_secret", "invalid_client")
        if fields.get("grant_type") != "account_credentials":
            raise TokenRefusal("unsupported grant type", "unsupported_grant_type")
        if fields.get("account_id") != ACCOUNT_ID:
            raise TokenRefusal("Bad Request", "invalid_request")
        if self.switches.single_token:
            self.issued.clear()
        while len(self.issued) >= KEPT_TOKENS:
            del self.issued[next(iter(self.issued))]
        scopes = self.granted()
        lifetime = self.switches.token_seconds
        name = secrets.token_urlsafe(48)
        self.issued[name] = Token(self.clock.now() + lifetime, frozenset(scopes))
        answer = {"access_token": name, "token_type": "bearer", "expires_in": lifetime, "scope": " ".join(scopes)}
        if self.switches.token_api_url:
            answer["api_url"] = "https://api.zoom.us"
        return answer

    def check(self, authorization: str, divisions: bool) -> Token:
        """Return the token of a request; refuses with code 124, divisions with codes of their own."""
        scheme, _space, name = authorization.partition(" ")
        token = self.issued.get(name.strip()) if scheme.lower() == "bearer" else None
        if token is not None and token.ends > self.clock.now():
            return token
        if divisions:
            if not name:
                raise Refusal(401, 30031002, "Missing token.")
            raise Refusal(401, 30031004, "Invalid or expired token.")
        if token is not None:
            raise Refusal(self.switches.expired_token_status, 124, "Access token is expired.")
        raise Refusal(401, 124, "Invalid access token.")


def check_scope(token: Token, operation: Operation) -> None:
    """Refuse when the token has none of the scopes that open an operation."""
    if not token.scopes & operation.all_scopes:
        names = ", ".join(operation.granular or sorted(operation.scopes))
        raise Refusal(400, 4711, f"Invalid access token, does not contain scopes:[{names}].")


def credentials(authorization: str) -> tuple[str, str] | None:
    """Return user name and password of an HTTP Basic header; None when it is not one."""
    scheme, _space, value = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, separator, secret = base64.b64decode(value.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (name, secret) if separator else None
