# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the simulated service answers when it refuses a request."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """An answer with an error: HTTP status, Zoom's code and message, and the fields at fault."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        fields: list[dict[str, str]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields
        self.headers = headers or {}

    def body(self) -> dict[str, Any]:
        """Return the JSON body of the answer."""
        body: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.fields is not None:
            body["errors"] = self.fields
        return body


def invalid_field(field: str, message: str = "Invalid field.") -> Refusal:
    """Return Zoom's answer to a body or a query with a wrong field."""
    return Refusal(400, 300, "Validation Failed.", [{"field": field, "message": message}])


def refused(message: str, code: int = 300, status: int = 400) -> Refusal:
    """Return a refusal without fields; 400/300 unless told."""
    return Refusal(status, code, message)


def no_user(key: str) -> Refusal:
    """Return the answer to a user that does not exist."""
    return Refusal(404, 1001, f"User does not exist: {key}.")


def no_group(key: str) -> Refusal:
    """Return the answer to a group that does not exist."""
    return Refusal(404, 4130, f"A group with this {key} does not exist.")


def unknown_endpoint() -> Refusal:
    """Return the answer to a path or method that the service does not have."""
    return Refusal(404, 2300, "This API endpoint is not recognized.")
