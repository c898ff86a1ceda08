# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What zoom_user_info reads of people besides their profile (``include``): a request each, side by side."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Sequence

from .._core.client import Client
from .._core.progress import Progress
from .._directory.included import MEETING_TEMPLATE, MEETING_TEMPLATE_PLACE, USER_INCLUDED
from .._directory.included_reader import IncludedReader, SettingsRead
from .._directory.kinds import ACCOUNT_OPERATIONS, USER

MEETING_TEMPLATES, GROUPS_SHOWN, SETTINGS_SHOWN = "meeting_templates", "groups", "settings"
# custom_attributes and zoom_phone are fields of a user; the others stand beside them.
INCLUDE = tuple(
    sorted(
        ["custom_attributes", GROUPS_SHOWN, MEETING_TEMPLATES, SETTINGS_SHOWN, "zoom_phone", *USER_INCLUDED],
    )
)
REACHED = ("active", "inactive")
# Reads the settings of people: address → how the person is called.
ReadSettings = Callable[[Client, Progress, Mapping[str, str]], SettingsRead]


def read_included(
    reader: IncludedReader, include: Sequence[str], people: Sequence[Mapping[str, Any]], read_settings: ReadSettings
) -> dict[str, dict[str, Any]]:
    """Address → what was read, by the name that include gives it. Pending people are not asked: Zoom refuses it."""
    found: dict[str, dict[str, Any]] = {}

    def keep(name: str, values: Mapping[str, Any]) -> None:
        for address, value in values.items():
            found.setdefault(address, {})[name] = value

    for name in include:
        if name in USER_INCLUDED:
            row = USER_INCLUDED[name]
            keep(name, reader.of_each(name, row, USER.place, names_of(people, row.statuses)))
    if MEETING_TEMPLATES in include:
        keep(MEETING_TEMPLATES, _templates(reader, names_of(people, REACHED)))
    if SETTINGS_SHOWN in include:
        named = names_of(people, REACHED)
        settings = read_settings(reader.client, reader.progress, named)
        for address, refused in settings.refused.items():
            reader.note_reason(refused, named[address])
        for address, trees in settings.found.items():
            found.setdefault(address, {}).update(trees)
    return found


def names_of(people: Sequence[Mapping[str, Any]], statuses: Sequence[str]) -> dict[str, str]:
    """Address → name of the people of these statuses."""
    return {
        address_of(person): str(person.get("email") or person.get("id"))
        for person in people
        if str(person.get("status") or "active") in statuses
    }


def address_of(person: Mapping[str, Any]) -> str:
    """What addresses a person in a path."""
    return str(person.get("id") or person.get("email"))


def _templates(reader: IncludedReader, people: Mapping[str, str]) -> dict[str, Any]:
    """The meeting templates of each person: the settings of the account name them, one request shows one of one
    person."""
    client = reader.client
    own = {ACCOUNT_OPERATIONS.place: ACCOUNT_OPERATIONS.id}
    settings = reader.one(MEETING_TEMPLATES, lambda: client.call(ACCOUNT_OPERATIONS.settings.read, own))
    if settings is None:
        return {}
    templates = (settings.get("schedule_meeting") or {}).get("meeting_template") or {}
    ids = [str(one["id"]) for one in templates.get("templates") or () if isinstance(one, dict) and one.get("id")]

    def ask(address: str) -> list[Any]:
        paths = [{USER.place: address, MEETING_TEMPLATE_PLACE: identifier} for identifier in ids]
        return [MEETING_TEMPLATE.ask(client, path) for path in paths]

    return reader.each(MEETING_TEMPLATES, people, ask)
