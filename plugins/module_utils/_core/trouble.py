# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What follows an answer that is not good: another token, a wait before the next try, or an error.

Reads are repeated until they succeed or the patience is used up. A write is repeated only where it is certain that it
was not carried out.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from . import errors, headers, refusals
from .daily_limit import LIMITED_BY_PERSON, concern_of, daily_limit_error, is_daily
from .patience import LONGEST_IN_ALL, LONGEST_WAIT, Patience
from .transport import NoAnswer, Received
from .values import UnreadableAnswer

if TYPE_CHECKING:
    from .client import Client, Refused, Request

# How often one request is sent again because its token was refused. Other jobs may keep renewing the app's one token.
MOST_REFUSED_TOKENS = 8
ADVICE = {
    errors.UnreachableError: "Check the name in api_url, DNS, the network, the proxy settings and ca_path.",
    errors.UnusableAnswerError: "Run again later; if it stays so, check api_url, and whether a proxy answers instead.",
    errors.DeadlineError: "The network or a proxy is slow: raise timeout, or run again later.",
}


class Trouble:
    """One request that was not answered well, and the patience that is left for it."""

    def __init__(self, client: Client, request: Request, patience: Patience) -> None:
        self._client = client
        self._request = request
        self._patience = patience
        self._refused_tokens = 0

    def after(self, bad: Refused | NoAnswer | UnreadableAnswer) -> None:
        """Do what has to come before the next try. Raises the error of a request that is not to be tried again."""
        if isinstance(bad, NoAnswer):
            self._after_no_answer(bad)
        elif isinstance(bad, UnreadableAnswer):
            reason = f"the answer cannot be used: {bad}"
            self._after_no_answer(NoAnswer(reason, errors.UnusableAnswerError, sent=True))
        else:
            self._after_refusal(bad)

    def _after_refusal(self, refused: Refused) -> None:
        received, refusal, token = refused
        status, request = received.status, self._request
        if refusals.is_token_refused(status, refusal):
            self._after_refused_token(status, refusal, token)
            return
        self._client.tokens.accepted(token)
        if status == 429 or refusal.code == 429:
            self._after_429(received, refusal.code, refusal.message)
        elif status >= 500 or 300 <= status < 400:
            self._after_server_error(received, refusal.message)
        else:
            body = request.masker.json(refusal.as_body())
            self._client.heard(request, status, self._client.masker.json(body))
            raise refusals.to_exception(
                request.operation, request.method, request.address, status, refusal, request.scopes, request.body
            )

    def _after_refused_token(self, status: int, refusal: refusals.Refusal, token: str) -> None:
        """Get another token, or raise: this request alone where others were accepted."""
        self._refused_tokens += 1
        message = self._client.masker.text(self._request.masker.text(refusal.message))
        if self._client.tokens.refused(token, message) and self._refused_tokens < MOST_REFUSED_TOKENS:
            return
        self._client.tokens.lost(message)
        tokens = f"{self._refused_tokens} tokens" if self._refused_tokens != 1 else "its token"
        raise errors.TokenRefusedError(
            self._request.operation,
            self._request.method,
            self._request.address,
            status,
            refusal.code,
            refusal.message,
            refusal.fields,
            remedy=f"Other requests were accepted, this one was not with {tokens}. Run again; if it"
            " stays so, check whether other jobs use the same app at the same time, and the app's scopes.",
        )

    def _after_no_answer(self, error: NoAnswer) -> None:
        """Wait before the next try, or raise: a write may have been carried out, or the tries are used up."""
        request = self._request
        if request.method != "GET" and error.sent:
            raise errors.AnswerLostError(
                f"{request} was sent, but its answer was lost: {error.reason}. It may or may not have been carried out."
            ) from error
        service = self._client.connection.api_url
        if self._patience.is_over_after(error.kind, self._client.transport.reached(service)) or error.hopeless:
            advice = ADVICE.get(error.kind, "Check the network, the proxy settings, api_url and ca_path.")
            tried = f"No answer from {service} to {request} after {self._patience.told()}"
            raise error.kind(f"{tried}: {error.reason}. {advice}") from error
        self._patience.wait(self._patience.pause())

    def _after_server_error(self, received: Received, text: str) -> None:
        status, request = received.status, self._request
        if status < 400:
            raise errors.ConnectionFailedError(f"{request} was answered by a redirect (HTTP {status}). Check api_url.")
        if request.method != "GET":
            raise errors.AnswerLostError(
                f"{request} was answered with HTTP {status} {text}. It may or may not have been carried out."
            )
        told = headers.retry_after(received.headers)
        if self._patience.is_over():
            raise errors.ConnectionFailedError(
                f"{request}: HTTP {status} {text} after {self._patience.told()}. Zoom may be disturbed; see its status"
                " page and run again."
            )
        self._patience.wait(min(told.seconds, LONGEST_WAIT) if told else self._patience.pause())

    def _after_429(self, received: Received, code: int | None, message: str) -> None:
        """A 429 was not carried out, reads and writes alike: wait, unless it is about the day."""
        request = self._request
        self._client.count_refusal()
        told = headers.retry_after(received.headers)
        if is_daily(received.headers, message) or (told is not None and told.seconds > LONGEST_WAIT):
            concern = concern_of(request.operation, request.label, request.path, request.body, received.headers)
            limit = daily_limit_error(request, code, message, told.moment if told else "", concern)
            self._client.met_daily_limit(limit, told.seconds if told else None)
            raise limit
        if self._patience.is_over(LONGEST_IN_ALL):
            raise errors.ApiError(
                request.operation,
                request.method,
                request.address,
                429,
                code,
                message,
                remedy=f"Still refused after {self._patience.told()}. Other apps may use up the account's limits: lower"
                " rate_share or raise retries.",
            )
        wait = told.seconds if told else self._patience.pause()
        # About this one object or person, and not about our rate: the others go on.
        if "concurrent" in message.lower() or request.operation in LIMITED_BY_PERSON:
            self._patience.wait(max(wait, self._patience.pause()))
            return
        # The service counts from its own clock: a little later than told is right, a little earlier is refused again.
        self._client.limiter.refused(request.label, wait + random.uniform(0.05, 0.25))
