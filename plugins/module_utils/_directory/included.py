# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What info modules read besides, where it is asked for (``include``): no list shows it, each object is asked alone.

A refusal is noted and loses nothing else.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Callable, Dict, Mapping, NamedTuple

from .._core.calls import UnlistedOperation
from .._core.errors import AccountWideError, ApiError, ScopeError
from .kinds import GROUP_SETTINGS

if TYPE_CHECKING:
    from .._core.client import Client
    from .._core.progress import Progress

# How many objects not_readable names for one reason; it counts all of them.
NAMED_OBJECTS = 100


def _emails(items: Any) -> list[str]:
    """People as modules take them: emails, or ids where Zoom tells no email."""
    return sorted(str(item.get("email") or item.get("id") or "").lower() for item in items)


def _assistants(items: Any) -> list[dict[str, Any]]:
    """Assistants as zoom_user_assistant takes them."""
    private = "can_manage_host_private_event"
    found = [
        {
            "email": str(item.get("email") or "").lower(),
            "id": str(item.get("id") or ""),
            private: bool(item.get(private)),
        }
        for item in items
    ]
    return sorted(found, key=lambda one: (one["email"], one["id"]))


@dataclass(frozen=True, eq=False)
class IncludedRead:
    """How one thing is read: the operation, the key of the list in its answer ('' for the answer itself), in pages or
    not. ``statuses`` are the people who can be asked; ``words`` turns what is read into what modules take."""

    operation: str
    items: str = ""
    paged: bool = False
    query: Mapping[str, Any] = field(default_factory=dict)
    statuses: tuple[str, ...] = ("active", "inactive")
    words: Callable[[Any], Any] = lambda value: value

    def ask(self, client: Client, path: Mapping[str, str]) -> Any:
        """What one object shows, in the words of the modules. Raises what the client raises."""
        if self.paged:
            return self.words(client.collect(self.operation, self.items, path))
        answer = client.call(self.operation, path, self.query)
        return self.words((answer.get(self.items) or []) if self.items else answer)


USER_INCLUDED = {
    "assistants": IncludedRead("listUserAssistants", "assistants", words=_assistants),
    "collaboration_devices": IncludedRead("listUserCollaborationDevices", "collaboration_devices"),
    "meeting_summary_templates": IncludedRead("listUserMeetingSummaryTemplates"),
    "permissions": IncludedRead("getUserPermissions", "permissions"),
    # Zoom refuses to tell it of people who are not active.
    "presence": IncludedRead("getUserPresenceStatus", statuses=("active",)),
    "schedulers": IncludedRead("listUserSchedulers", "schedulers", words=_emails),
}
# One template of one person; the settings of the account name the templates.
MEETING_TEMPLATE, MEETING_TEMPLATE_PLACE = IncludedRead("getUserMeetingTemplate"), "meetingTemplateId"
# Zoom's documents of billing have it: only master accounts may read how many seats of their plans are bought and used.
PLAN_USAGE = UnlistedOperation("GET", "/accounts/{accountId}/plans/usage", "medium")
CHECK_EMAIL, CHECK_VANITY_NAME = "checkUserEmail", "checkUserPmRoom"
# Without it the account answers about meetings, and groups, which have no settings for those, refuse.
OF_WEBINARS: Mapping[str, str] = {"type": "webinar"}
GROUP_INCLUDED = {
    "admins": IncludedRead("listGroupAdmins", "admins", paged=True, words=_emails),
    "channels": IncludedRead("listGroupChannels", "channels"),
    "registration": IncludedRead(GROUP_SETTINGS.read_registration, query=OF_WEBINARS),
}


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
