# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Templates of meetings and of meeting summaries, which the web portal makes and the API reads."""

from __future__ import annotations

from typing import Any

from ..core.errors import refused
from ..core.messages import Answer
from ..directory.call import Call, Handler
from .schema import DEFAULT, MEETING_SECURITY
from .scopes import scope_of
from .store import Scope, SettingsStore

TEMPLATES = ("schedule_meeting", "meeting_template", "templates")


def list_summary_templates(call: Call) -> Answer:
    """Answer the templates of meeting summaries, which are the same for everybody."""
    call.account.seen_user(call.path["userId"])
    return Answer(200, call.account.summary_templates)


def get_meeting_template(call: Call) -> Answer:
    """Answer one meeting template of the account, with the settings that a meeting made from it has now."""
    store, scope, key = call.simulator.settings, scope_of(call, seen=True), call.path["meetingTemplateId"]
    for entry in store.account_values(DEFAULT).get(TEMPLATES) or []:
        if entry.get("id") == key:
            shape = (call.operation.answers.get(200) or {})["properties"]["settings"]
            settings = settings_like(shape, store, scope, ())
            return Answer(200, {"id": key, "name": entry.get("name", ""), "settings": settings})
    raise refused(f"Meeting template does not exist: {key}.")


def settings_like(shape: dict[str, Any], store: SettingsStore, scope: Scope, path: tuple[str, ...]) -> dict[str, Any]:
    """Return the values in force of the leaves that a schema names; leaves that nobody knows are left out."""
    found: dict[str, Any] = {}
    for name, part in shape.get("properties", {}).items():
        here = (*path, name)
        if "properties" in part:
            found[name] = settings_like(part, store, scope, here)
            continue
        view = MEETING_SECURITY if here[0] == MEETING_SECURITY else DEFAULT
        value = store.values(scope, view).get(here)
        if value is not None and ("enum" not in part or value in part["enum"]):
            found[name] = value
    return found


HANDLERS: dict[str, Handler] = {
    "listUserMeetingSummaryTemplates": list_summary_templates,
    "getUserMeetingTemplate": get_meeting_template,
}
