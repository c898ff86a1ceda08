# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Pages of lists: next_page_token that expires and belongs to one set of parameters."""

from __future__ import annotations

import base64
import hashlib
import struct
from collections.abc import Mapping, Sequence
from typing import TypeVar

from .clock import Clock
from .errors import refused
from .options import Options

Item = TypeVar("Item")
# Where the page begins, which page of the list it is, when the token was made, and for which list.
SHAPE = struct.Struct(">IIIQ")


class Pages:
    """Cuts lists into pages. A token says where the next page begins and nothing is kept for it."""

    def __init__(self, options: Options, clock: Clock) -> None:
        self.options = options
        self.clock = clock

    def size(self, query: Mapping[str, str], default: int = 30, largest: int | None = None) -> int:
        """Return the page size granted: never more than the service allows."""
        wanted = int(query.get("page_size") or default)
        return min(wanted, largest or self.options.max_page_size, self.options.max_page_size)

    def start(self, name: str, query: Mapping[str, str]) -> int:
        """Return the index of the first item of the page asked for.

        A token is refused after its time and with other parameters than those of the list that gave it.
        """
        return self.place(name, query)[0]

    def place(self, name: str, query: Mapping[str, str]) -> tuple[int, int]:
        """Return where the page asked for begins, and which page of the list it is."""
        token = query.get("next_page_token")
        if not token:
            number = int(query.get("page_number") or 1)
            return max(number - 1, 0) * self.size(query), number
        try:
            raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
            offset, number, issued, mark = SHAPE.unpack(raw)
        except (ValueError, struct.error):
            raise refused("The next page token is invalid or expired.") from None
        age = self.clock.now() - issued
        if mark != fingerprint(name, query) or age > self.options.switches.page_token_seconds:
            raise refused("The next page token is invalid or expired.")
        return int(offset), int(number)

    def token(self, name: str, query: Mapping[str, str], following: int, number: int, total: int) -> str:
        """Return the token of the next page; empty on the last one, unless pages are to have no end."""
        if following >= total and not self.options.switches.endless_pages:
            return ""
        raw = SHAPE.pack(min(following, total), number + 1, int(self.clock.now()), fingerprint(name, query))
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    def cut(
        self, name: str, query: Mapping[str, str], items: Sequence[Item], default: int = 30, largest: int | None = None
    ) -> tuple[Sequence[Item], dict[str, int | str]]:
        """Return one page of items with ``page_size``, ``next_page_token`` and ``total_records``."""
        size = self.size(query, default, largest)
        start, number = self.place(name, query)
        if self.is_empty(query, start, number, len(items)):
            token = self.token(name, query, start, number, len(items))
            return items[:0], {"page_size": size, "next_page_token": token, "total_records": len(items)}
        token = self.token(name, query, start + size, number, len(items))
        return items[start : start + size], {
            "page_size": size, "next_page_token": token, "total_records": len(items)
        }  # fmt: skip

    def is_empty(self, query: Mapping[str, str], start: int, number: int, total: int) -> bool:
        """Tell whether a switch makes this page an empty one, which is followed by what it should have held."""
        every = self.options.switches.empty_page_every
        return every > 1 and number % every == 0 and start < total and "page_number" not in query


def fingerprint(name: str, query: Mapping[str, str]) -> int:
    """Return a number that stands for a list and all its parameters but the token."""
    parts = [f"{key}={value}" for key, value in sorted(query.items()) if key != "next_page_token"]
    digest = hashlib.blake2b("&".join([name, *parts]).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")
