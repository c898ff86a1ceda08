# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an HTTP answer of Zoom means: what was asked for, a refusal, or nothing that can be relied on."""

from __future__ import annotations

import re
from typing import Any, Mapping, NamedTuple

from . import errors
from .operations import ANSWER_KEYS, ANSWER_LISTS, ANSWER_SHAPES
from .remedies import OF_FIELDS, OTHERWISE, remedy_for
from .steps import SECRET_NAMES
from .values import UnreadableAnswer, fitted, parse, text, whole_number

SEAT_CODES = (1102, 2033, 2034, 2038, 2039, 3412)
NOT_FOUND_CODES = (1001, 1120)
EXISTS_CODES = (1005, 4132)
SCOPE_CODES = (104, 4700, 4711)
TOKEN_CODES = (124, 30031002, 30031004)
LONGEST_MESSAGE = 1000
MOST_FIELD_ERRORS = 50
LONGEST_VALUE = 80
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class Refusal(NamedTuple):
    """Zoom's error: its code (None where it names none), its message, and ``[{"field", "message"}]``."""

    code: int | None
    message: str
    fields: list[dict[str, str]]

    def as_body(self) -> dict[str, Any]:
        """As Zoom writes it."""
        return {"code": self.code, "message": self.message, "errors": self.fields}


def body_of(status: int, content: bytes) -> Any:
    """The JSON of an answer; of an error that is no JSON, what can be found in it, in Zoom's form.

    Raises UnreadableAnswer under HTTP 2xx.
    """
    try:
        return parse(content)
    except UnreadableAnswer:
        if status < 300:
            raise
        return _scraped(content)


def refusal_in(operation: str, status: int, body: Any) -> Refusal | None:
    """The refusal that an answer is, else None. Zoom sends some errors under HTTP 200."""
    if status >= 300:
        return refusal_of(body if isinstance(body, dict) else {})
    return refusal_of(body) if isinstance(body, dict) and _is_error(operation, body) else None


def _is_error(operation: str, body: Mapping[str, Any]) -> bool:
    """Whether a body under HTTP 2xx has the shape of Zoom's errors, whatever else it holds.

    A list with entries is still an answer; an empty list beside an error is not.
    """
    named = whole_number(body.get("code")) is not None and isinstance(body.get("message"), str)
    # The shape of the web portal, which shows through where the API passes a request on.
    portal = whole_number(body.get("errorCode")) is not None and isinstance(body.get("errorMessage"), str)
    oauth = isinstance(body.get("error"), str) and isinstance(body.get("reason"), str)
    if not (named or portal or oauth):
        return False
    wanted = ANSWER_LISTS.get(operation)
    return not (wanted and body.get(wanted))


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


def _scraped(content: bytes) -> dict[str, Any]:
    """What can be found in a refusal that is no JSON: a web page, or JSON that was cut off."""
    page = content[:4000].decode("utf-8", "replace")
    code = re.search(r'"code"\s*:\s*([0-9]{1,10})', page)
    message = re.search(r'"message"\s*:\s*"([^"]*)', page) or re.search(r"(?is)<title>(.*?)</title>", page)
    words = message.group(1) if message else re.sub(r"<[^>]*>", " ", page)
    return {"code": code.group(1) if code else None, "message": " ".join(words.split())[:300]}


def value_of(operation: str, value: Any) -> Any:
    """A good answer in the types that the facts name. It is changed in place.

    Raises UnreadableAnswer where it lacks what an answer to this operation must hold.
    """
    wanted = ANSWER_LISTS.get(operation)
    if wanted == "":
        return fitted(value, ANSWER_SHAPES[operation])
    if not isinstance(value, dict):
        raise UnreadableAnswer("it is not an object")
    value = fitted(value, ANSWER_SHAPES.get(operation, {}))
    if wanted is not None and wanted not in value:
        raise UnreadableAnswer(f"it holds no {wanted}")
    keys = ANSWER_KEYS.get(operation, ())
    if keys and not any(key in value for key in keys):
        raise UnreadableAnswer(f"it holds no {keys[0]}")
    return value


def to_exception(
    operation: str,
    method: str,
    path: str,
    status: int,
    refusal: Refusal,
    scopes: tuple[str, ...] = (),
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
    elif code in NOT_FOUND_CODES or (status == 404 and code != 2300):
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
    if not value or SECRET_NAMES.search(name):
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
