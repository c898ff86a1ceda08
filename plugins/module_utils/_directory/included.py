# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What info modules read besides, where it is asked for (``include``): no list shows it, each object is asked alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Mapping, NamedTuple

from .._core.calls import UnlistedOperation
from .kinds import GROUP_SETTINGS

if TYPE_CHECKING:
    from .._core.client import Client


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


class IncludedRead(NamedTuple):
    """How one thing is read: the operation, the key of the list in its answer ('' for the answer itself), in pages or
    not. ``statuses`` are the people who can be asked; ``words`` turns what is read into what modules take."""

    operation: str
    items: str = ""
    paged: bool = False
    query: Mapping[str, Any] = {}
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
