# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an HTTP answer of Zoom is: what was asked for, a refusal, or nothing that can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping

from .calls import operation_facts
from .values import UnreadableAnswer, fitted, parse, whole_number

if TYPE_CHECKING:
    from .refusals import Refusal


def body_of(status: int, content: bytes, method: str = "") -> Any:
    """The JSON of an answer; of an error that is no JSON, what can be found in it, in Zoom's form.

    Raises UnreadableAnswer under HTTP 2xx, also where a read (``method`` GET) is answered with nothing.
    """
    if method == "GET" and status < 300 and not content.strip():
        raise UnreadableAnswer("it is empty")
    try:
        return parse(content)
    except UnreadableAnswer:
        if status < 300:
            raise
        from . import refusals  # each import is compiled anew in every task, and few tasks are refused anything

        return refusals.scraped(content)


def refusal_in(operation: str, status: int, body: Any) -> Refusal | None:
    """The refusal that an answer is, else None. Zoom sends some errors under HTTP 200."""
    if status < 300 and not (isinstance(body, dict) and _is_error(operation, body)):
        return None
    from .refusals import refusal_of  # as above

    return refusal_of(body if isinstance(body, dict) else {})


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
    wanted = operation_facts(operation).answer_list
    return not (wanted and body.get(wanted))


def value_of(operation: str, value: Any) -> Any:
    """A good answer in the types that the facts name. It is changed in place.

    Raises UnreadableAnswer where it lacks what an answer to this operation must hold.
    """
    known = operation_facts(operation)
    wanted, keys = known.answer_list, known.answer_keys
    if wanted == "":
        return fitted(value, known.answer_shape)
    if not isinstance(value, dict):
        raise UnreadableAnswer("it is not an object")
    value = fitted(value, known.answer_shape or {})
    if wanted is not None and wanted not in value:
        raise UnreadableAnswer(f"it holds no {wanted}")
    if keys and not any(key in value for key in keys):
        raise UnreadableAnswer(f"it holds no {keys[0]}")
    return value
