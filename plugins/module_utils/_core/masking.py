# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets of a connection: collected as they come up, and masked wherever a text or an answer repeats one."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from contextlib import contextmanager
from typing import Any, Iterator
from urllib.parse import quote

from .errors import ZoomError
from .secret_keys import MASK, SHORTEST_SECRET

# JSON may write any character as an escape; where it does so for plain ones, a secret cannot be found in the raw bytes.
ESCAPED_PLAIN_CHARACTER = re.compile(rb"\\u00[2-7]|\\/")


class Masker:
    """Knows every value that authenticates: given secrets, fetched tokens, and the forms in which they are sent."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        self._in_bytes: tuple[bytes, ...] = ()

    def learn(self, *secrets: str) -> None:
        """Mask these from now on: as they are, in base64, and percent-encoded."""
        found = {form for secret in secrets if len(secret) >= SHORTEST_SECRET for form in _forms(secret)}
        if found <= self._known:
            return
        # Workers read while one learns: sets and patterns are replaced, never changed.
        known = self._known | found
        longest_first = sorted(known, key=lambda form: (-len(form), form))
        self._pattern = re.compile("|".join(map(re.escape, longest_first)))
        self._in_bytes = tuple(form.encode("utf-8", "surrogatepass") for form in longest_first)
        self._known = known

    def learn_app(self, client_id: str, client_secret: str) -> None:
        """Mask an app's secret, and the Basic header in which it is sent with the app's id."""
        if client_secret:
            basic = f"{client_id}:{client_secret}".encode("utf-8", "surrogatepass")
            self.learn(client_secret, base64.b64encode(basic).decode())

    def secrets(self) -> list[str]:
        """Every form of every secret known so far, for censors that mask what they are told."""
        return sorted(self._known)

    def text(self, text: str) -> str:
        """A text without secrets."""
        pattern = self._pattern
        return pattern.sub(MASK, text) if pattern is not None else text

    def json(self, value: Any) -> Any:
        """A copy of JSON data without secrets, in keys and values."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.text(str(key)): self.json(item) for key, item in value.items()}
        if hasattr(value, "_fields"):  # a finding, say
            return type(value)(*map(self.json, value))
        if isinstance(value, (list, tuple)):
            return [self.json(item) for item in value]
        return value

    @contextmanager
    def errors_masked(self) -> Iterator[None]:
        """Errors that leave this block hold no secret."""
        try:
            yield
        except ZoomError as error:
            error.args = tuple(self.json(argument) for argument in error.args)
            for name, value in list(vars(error).items()):
                if isinstance(value, (str, list)):
                    setattr(error, name, self.json(value))
            raise

    def answer(self, content: bytes, value: Any) -> Any:
        """``value`` without secrets, where ``content`` is what it was read from: most answers repeat none."""
        escaped = b"\\" in content and ESCAPED_PLAIN_CHARACTER.search(content)
        if not escaped and not any(form in content for form in self._in_bytes):
            return value
        return self.json(value)


def _forms(secret: str) -> set[str]:
    raw = secret.encode("utf-8", "surrogatepass")
    encoded = base64.b64encode(raw).decode()
    # Echoed in the middle of other base64 text, the padding is missing.
    return {secret, encoded, encoded.rstrip("="), quote(raw), quote(raw, safe="")}
