# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a refusal of Zoom means: its code and message, wherever they stand, and the error that a task raises for it."""

from __future__ import annotations

import re
from typing import Any, Mapping, NamedTuple, Sequence

from . import errors
from .remedies import OF_FIELDS, OTHERWISE, remedy_for
from .secret_keys import is_secret_name
from .values import text, whole_number

SEAT_CODES = (1102, 2033, 2034, 2038, 2039, 3412)
NOT_FOUND_CODES = (1001, 1120)
# Contact groups and their members: code 300 stands for many other things as well.
NO_SUCH = re.compile(r"(?i)with this (group|member)Id: .* does not exist")
EXISTS_CODES = (1005, 4132)
SCOPE_CODES = (104, 4700, 4711)
TOKEN_CODES = (124, 30031002, 30031004)
LONGEST_MESSAGE = 1000
MOST_FIELD_ERRORS = 50
LONGEST_VALUE = 80
TOKEN_REMEDIES = {
    "invalid_client": "Check client_id and client_secret, and that the app is activated.",
    "invalid_request": "Check account_id: it is the app's account id, not the account number.",
    "unsupported_grant_type": "The app must be of the type Server-to-Server OAuth.",
    "unauthorized_client": "The app must be of the type Server-to-Server OAuth and activated.",
}
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class Refusal(NamedTuple):
    """Zoom's error: its code (None where it names none), its message, and ``[{"field", "message"}]``."""

    code: int | None
    message: str
    fields: list[dict[str, str]]

    def as_body(self) -> dict[str, Any]:
        """As Zoom writes it."""
        return {"code": self.code, "message": self.message, "errors": self.fields}


def refusal_of(body: Mapping[str, Any]) -> Refusal:
    """The refusal that a JSON object tells of, under whatever keys."""
    code = whole_number(body.get("code"))
    message = next(
        (
            body[key]
            for key in ("message", "errorMessage", "reason", "error")
            if isinstance(body.get(key), str) and body[key]
        ),
        "",
    )
    listed = body.get("errors")
    fields = [
        {key: plain(text(value) or "") for key, value in item.items() if key in ("field", "message")}
        for item in (listed if isinstance(listed, list) else [])[:MOST_FIELD_ERRORS]
        if isinstance(item, dict)
    ]
    return Refusal(code if code is not None else whole_number(body.get("errorCode")), plain(message), fields)


def plain(message: str) -> str:
    """A message on one line that no terminal takes for a command, and of bounded length."""
    plain = CONTROL_CHARACTERS.sub(" ", message)
    return plain if len(plain) <= LONGEST_MESSAGE else plain[: LONGEST_MESSAGE - 1] + "…"


def scraped(content: bytes) -> dict[str, Any]:
    """What can be found in a refusal that is no JSON: a web page, or JSON that was cut off."""
    page = content[:4000].decode("utf-8", "replace")
    code = re.search(r'"code"\s*:\s*([0-9]{1,10})', page)
    message = re.search(r'"message"\s*:\s*"([^"]*)', page) or re.search(r"(?is)<title>(.*?)</title>", page)
    words = message.group(1) if message else re.sub(r"<[^>]*>", " ", page)
    return {"code": code.group(1) if code else None, "message": " ".join(words.split())[:300]}


def to_exception(
    operation: str,
    method: str,
    path: str,
    status: int,
    refusal: Refusal,
    scopes: Sequence[str] = (),
    body: Any = None,
) -> errors.ApiError:
    """The exception for a refusal, other than 429 and refused tokens; ``scopes`` would serve the operation.

    ``body`` is that of the request: the values that Zoom refuses are in it.
    """
    code, message = refusal.code, refusal.message
    fields = [_with_value(item, body) for item in refusal.fields]
    arguments = (operation, method, path, status, code, message, fields)
    lowered = message.lower()
    if is_scope_missing(refusal):
        named = _named_scopes(message)
        wanted = named or list(scopes)
        remedy = (
            f"The app lacks a scope: add {' or '.join(wanted) or 'the one that the message names'} to the app in the"
            " Zoom App Marketplace. A change takes some minutes to work."
        )
        return errors.ScopeError(*arguments, remedy=remedy, scopes=wanted)
    kind: type[errors.ApiError] = errors.ApiError
    remedy = remedy_for(code, message, operation)
    if code == 200 and "only available for paid" in lowered:
        kind = errors.PaidOnlyError
    elif code in SEAT_CODES or (code == 200 and re.search(r"you can add max \d+ paid", lowered)):
        kind, remedy = errors.SeatError, f"No licence of this kind is free. {remedy or remedy_for(2034, '', '')}"
    elif status == 409 or code in EXISTS_CODES:
        kind = errors.AlreadyExistsError
    elif code in NOT_FOUND_CODES or (status == 404 and code != 2300) or (code == 300 and NO_SUCH.search(message)):
        kind = errors.NotFoundError
    elif not remedy and (status == 403 or re.search(r"no permission|no privilege|not contain permissions", lowered)):
        remedy = (
            f"The app may not do this: it needs a scope such as {' or '.join(scopes)}, and the user who made the app a"
            " role that allows it."
        )
    return kind(*arguments, remedy=remedy or (OF_FIELDS if fields else OTHERWISE))


def _with_value(item: dict[str, str], body: Any) -> dict[str, str]:
    """A field error of Zoom with the value that was sent, where it can be found and is no secret."""
    name = item.get("field", "").rpartition(".")[2]
    value = _sent(name, body)
    if not value or is_secret_name(name):
        return item
    return dict(item, value=plain(value)[:LONGEST_VALUE])


def _sent(name: str, body: Any) -> str | None:
    """The first scalar of this name in the body of a request, as text."""
    if isinstance(body, list):
        body = dict(enumerate(body))
    if not isinstance(body, dict):
        return None
    if isinstance(body.get(name), (str, int, float)):
        return text(body[name])
    return next((found for found in (_sent(name, value) for value in body.values()) if found is not None), None)


def _named_scopes(message: str) -> list[str]:
    named = re.search(r"scopes?:?\s*\[([^\]]*)\]", message)
    return [scope.strip() for scope in named.group(1).split(",") if scope.strip()] if named else []


def is_scope_missing(refusal: Refusal) -> bool:
    """Whether the token lacks a scope; the token is accepted everywhere else."""
    message = refusal.message.lower()
    return refusal.code in SCOPE_CODES or "does not contain scope" in message or bool(_named_scopes(message))


def is_token_refused(status: int, refusal: Refusal) -> bool:
    """A bad or expired token: HTTP 401, or code 124 under 400."""
    return (status == 401 or refusal.code in TOKEN_CODES) and not is_scope_missing(refusal)


def token_refusal(status: int, body: Mapping[str, Any]) -> errors.AuthenticationError:
    """The error for an answer without a token."""
    refusal = refusal_of(body)
    error = body.get("error") if isinstance(body.get("error"), str) else ""
    reason = next(
        (body[key] for key in ("reason", "error_description") if isinstance(body.get(key), str) and body[key]),
        refusal.message if refusal.message != error else "",
    )
    return errors.AuthenticationError(
        f"Zoom gave no access token: HTTP {status}: {error + ': ' if error else ''}"
        f"{plain(reason) or 'no reason given'}."
        f" {TOKEN_REMEDIES.get(error or '', 'Check account_id, client_id and client_secret.')}"
    )
