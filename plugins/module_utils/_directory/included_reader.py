# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what is asked for besides (``include``), of many objects side by side.

A refusal is noted and loses nothing else.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Callable, Dict, Mapping, NamedTuple

from .._core.errors import AccountWideError, ApiError, ScopeError

if TYPE_CHECKING:
    from .._core.client import Client
    from .._core.progress import Progress
    from .included import IncludedRead

# How many objects not_readable names for one reason; it counts all of them.
NAMED_OBJECTS = 100


@dataclass
class NotReadable:
    """What could not be read: of everything, or of ``objects`` alone. ``scopes`` would do, if that is the cause."""

    include: str
    reason: str
    scopes: list[str]
    objects: list[str] = field(default_factory=list)

    def report(self) -> dict[str, Any]:
        """As the modules return it."""
        named, count = sorted(self.objects)[:NAMED_OBJECTS], len(self.objects)
        return {"include": self.include, "reason": self.reason, "scopes": self.scopes, "objects": named, "count": count}


class SettingsRead(NamedTuple):
    """Settings of people: by address what was read, and by address why something was not."""

    found: Dict[str, Dict[str, Any]]
    refused: Dict[str, NotReadable]


_NOTHING = object()


class IncludedReader:
    """Reads what is included, and notes in ``not_readable`` what Zoom refuses."""

    def __init__(self, client: Client, progress: Progress) -> None:
        self.client = client
        self.progress = progress
        self._noted: dict[tuple[str, str], NotReadable] = {}
        self._over: set[str] = set()
        self._lock = threading.Lock()

    def not_readable(self) -> list[dict[str, Any]]:
        """What could not be read, by include."""
        return [one.report() for one in sorted(self._noted.values(), key=lambda one: one.include)]

    def note(self, include: str, error: ApiError, name: str = "") -> None:
        """Take a refusal down. ``name`` is the object that it is about, '' where it is about all of them."""
        scopes = error.scopes if isinstance(error, ScopeError) else []
        self.note_reason(NotReadable(include, error.message, scopes), name, f"{error.status} {error.code}")

    def note_reason(self, found: NotReadable, name: str = "", same: str = "") -> None:
        """As note, from a reason. What is the ``same`` is told once, with all of its objects; by default the reason."""
        with self._lock:
            noted = self._noted.setdefault((found.include, same or found.reason), found)
            if name:
                noted.objects.append(name)
            else:
                self._over.add(found.include)

    def each(self, include: str, objects: Mapping[str, str], ask: Callable[[str], Any]) -> dict[str, Any]:
        """Address → what ``ask`` answers of it, side by side. ``objects``: address → the object's name.

        What is refused for the whole account is asked once, and not of every object.
        """
        addresses = list(objects)
        self.progress.begin(f"reading {include.replace('_', ' ')}", len(addresses))

        def read(address: str) -> Any:
            found = self._read(include, objects[address], lambda: ask(address))
            self.progress.advance()
            return found

        values = [read(address) for address in addresses[:1]]
        values += self.client.map(read, addresses[1:]) if len(addresses) > 1 else []
        return {address: value for address, value in zip(addresses, values) if value is not _NOTHING}

    def of_each(self, include: str, read: IncludedRead, place: str, objects: Mapping[str, str]) -> dict[str, Any]:
        """As each, by an operation that takes the address at ``place`` of its path."""
        return self.each(include, objects, lambda address: read.ask(self.client, {place: address}))

    def one(self, include: str, ask: Callable[[], Any], otherwise: Any = None) -> Any:
        """What ``ask`` answers of the whole account, ``otherwise`` where it is refused."""
        found = self._read(include, "", ask)
        return otherwise if found is _NOTHING else found

    def _read(self, include: str, name: str, ask: Callable[[], Any]) -> Any:
        if include in self._over:
            return _NOTHING
        try:
            return ask()
        except AccountWideError as error:
            self.note(include, error)
        except ApiError as error:
            self.note(include, error, name)
        return _NOTHING
