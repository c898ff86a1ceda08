# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one tree of exceptions. Modules catch ``ZoomError`` in one place and report its ``result()``.

ZoomError
├── InputError                  the input is wrong; holds every finding
├── AuthenticationError         no token can be had, or Zoom accepts none of them: nothing more can be done
├── WriteBlockedError           a client that may only read was asked to write
├── AnswerLostError             a write was sent and its answer never came whole
├── ConnectionFailedError       no usable answer; nothing was changed by this request
│   ├── UnreachableError        the service was never reached
│   ├── DeadlineError           the answer took too long
│   ├── AnswerTooLargeError     the answer is larger than any that Zoom gives
│   ├── UnusableAnswerError     the answer does not hold what it must
│   └── EndlessListError        a paginated list has no end
└── ApiError                    Zoom refused a request
    ├── NotFoundError
    ├── AlreadyExistsError
    ├── TokenRefusedError       this one request: other requests were accepted with tokens of the same app
    └── AccountWideError        the next request of the same kind would be refused too
        ├── ScopeError
        ├── SeatError
        ├── PaidOnlyError
        └── DailyLimitError     says in ``concerns`` what else it stops
"""

from __future__ import annotations

from typing import Any, NamedTuple, Sequence


class Finding(NamedTuple):
    """One thing wrong with the input: where, what, and what to do about it."""

    place: str
    problem: str
    remedy: str = ""

    def text(self) -> str:
        """One line: ``row 3, column type: …. Remedy.``"""
        line = f"{self.place}: {self.problem}" if self.place else self.problem
        return f"{line} {self.remedy}".rstrip()


def request_name(operation: str, method: str, address: str) -> str:
    """``getUser (GET /users/u1)``; a request of no known operation is called by its method and path alone."""
    where = f"{method} {address}"
    return where if operation == where else f"{operation} ({where})"


class ZoomError(Exception):
    """Base of all errors that a user should see as a message and not as a traceback."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def result(self) -> dict[str, Any]:
        """What goes beside ``msg`` into the module's result; never a secret."""
        return {}


class InputError(ZoomError):
    """Wrong input; holds every finding, so that one run shows them all.

    ``asked``: what is wrong showed only when Zoom was asked; by default it shows before any request.
    """

    SHOWN = 20

    def __init__(self, findings: Sequence[Finding], asked: bool = False) -> None:
        nothing = "was changed" if asked else "was sent to Zoom"
        self.findings = list(findings)
        self.asked = asked
        lines = [finding.text() for finding in self.findings[: self.SHOWN]]
        if len(self.findings) > self.SHOWN:
            lines.append(f"… and {len(self.findings) - self.SHOWN:,} more, in findings.")
        if len(lines) == 1:
            message = f"{lines[0]} Nothing {nothing}."
        else:
            message = f"{len(self.findings)} problems in the input; nothing {nothing}.\n" + "\n".join(
                f"- {line}" for line in lines
            )
        super().__init__(message)

    def result(self) -> dict[str, Any]:
        return {"findings": [finding._asdict() for finding in self.findings]}


class AuthenticationError(ZoomError):
    """Zoom gave no token, or accepts none of those that it gave: no request of this task can succeed."""


class ConnectionFailedError(ZoomError):
    """No usable answer after all tries; the request was certainly not carried out, or only reads."""


class UnreachableError(ConnectionFailedError):
    """The service was never reached: no name, no route, no trusted certificate, or nobody listens."""


class DeadlineError(ConnectionFailedError):
    """The answer was still under way when its time was over."""


class AnswerTooLargeError(ConnectionFailedError):
    """The answer is larger, after decompression, than any that Zoom gives."""


class UnusableAnswerError(ConnectionFailedError):
    """The answer to a read is not JSON, or lacks what an answer to this operation must hold."""


class EndlessListError(ConnectionFailedError):
    """A paginated list repeats itself or goes on beyond any real account."""


class AnswerLostError(ZoomError):
    """A write was sent and its answer never came whole: it may or may not have been carried out."""


class WriteBlockedError(ZoomError):
    """A client that may only read was asked to write."""


class InterruptedTaskError(ZoomError):
    """The task was told to stop: this request was not begun."""


class ApiError(ZoomError):
    """Zoom refused a request.

    Carries the operation (operationId), method, path, HTTP status, Zoom's code (None where its body has none),
    its message and its per-field errors (``[{"field": str, "message": str, "value": str}]``, value where it is known).
    """

    def __init__(
        self,
        operation: str,
        method: str,
        path: str,
        status: int,
        code: int | None,
        zoom_message: str,
        field_errors: Sequence[dict[str, str]] = (),
        remedy: str = "",
    ) -> None:
        self.operation = operation
        self.method = method
        self.path = path
        self.status = status
        self.code = code
        self.zoom_message = zoom_message
        self.field_errors = list(field_errors)
        self.remedy = remedy
        fields = "; ".join(map(_field_error, self.field_errors))
        where = request_name(operation, method, path)
        coded = f"HTTP {status}" + (f", code {code}" if code is not None else "")
        text = zoom_message.strip() or "no message"
        message = f"Zoom refused {where}: {coded}: {text}"
        if fields:
            message += f" [{fields}]"
        if remedy:
            message += f" {remedy}"
        super().__init__(message)

    def result(self) -> dict[str, Any]:
        return {
            "zoom_error": {
                "operation": self.operation,
                "method": self.method,
                "path": self.path,
                "status": self.status,
                "code": self.code,
                "message": self.zoom_message,
                "errors": self.field_errors,
            }
        }


def _field_error(item: dict[str, str]) -> str:
    value = f" ({item['value']})" if "value" in item else ""
    return f"{item.get('field', '?')}{value}: {item.get('message', '?')}"


class NotFoundError(ApiError):
    """The object does not exist (or not in this account)."""


class AlreadyExistsError(ApiError):
    """The email or name is taken."""


class TokenRefusedError(ApiError):
    """Zoom refused each token at this one request, while others of the task were accepted: only this one failed.

    The request was not carried out.
    """


class AccountWideError(ApiError):
    """A refusal that the next request of the same kind would meet too."""


class ScopeError(AccountWideError):
    """The token lacks a scope; ``scopes`` names those that would do."""

    def __init__(self, *args: Any, scopes: Sequence[str] = (), **kwargs: Any) -> None:
        self.scopes = list(scopes)
        super().__init__(*args, **kwargs)

    def result(self) -> dict[str, Any]:
        return dict(super().result(), missing_scopes=self.scopes)


class SeatError(AccountWideError):
    """No licence of the wanted kind is free."""


class PaidOnlyError(AccountWideError):
    """The operation needs a paid account."""


class Concern(NamedTuple):
    """What a daily limit is about; a limit stops what it is about, and nothing else.

    ``kind`` is label (all requests of one rate label), operation (one operation, ``action`` narrows it to requests
    whose body has this action) or person (one operation on one person). ``value`` is the label, the operationId, or
    the person as the request's path names it.
    """

    kind: str
    value: str
    operation: str = ""
    action: str = ""


class DailyLimitError(AccountWideError):
    """A daily limit is reached: ``concerns`` says which, ``resume_at`` is the ISO-8601 time at which it ends, or ''."""

    def __init__(self, *args: Any, resume_at: str = "", concerns: Concern | None = None, **kwargs: Any) -> None:
        self.resume_at = resume_at
        self.concerns = concerns or Concern("label", "")
        super().__init__(*args, **kwargs)

    def result(self) -> dict[str, Any]:
        return dict(super().result(), resume_at=self.resume_at, concerns=self.concerns._asdict())
