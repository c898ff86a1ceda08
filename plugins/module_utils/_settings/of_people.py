# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of many people for zoom_user_info, as zoom_settings takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping

from .._directory.included_reader import NotReadable, SettingsRead
from .document import object_document
from .gather import Gatherer
from .target import Read, Target
from .views import views_of

if TYPE_CHECKING:
    from .._core.client import Client
    from .._core.progress import Progress


def read_settings_of_people(client: Client, progress: Progress, people: Mapping[str, str]) -> SettingsRead:
    """Every view of the settings of each person (getUserSettings, medium, four each), side by side.

    ``people``: address → name. Found are ``settings``, ``extra_settings`` and ``masked``.
    """
    gatherer = Gatherer(lambda: client, progress, keep_unread=True)
    targets = [Target("user", address, name) for address, name in people.items()]
    gatherer.read([Read(target, False, view) for target in targets for view in views_of("user")])
    found: dict[str, dict[str, Any]] = {}
    refused: dict[str, NotReadable] = {}
    for target in targets:
        reading = gatherer.reading(target)
        for unread in reading.unread.values():
            refused[target.id] = NotReadable("settings", unread.reason, list(unread.scopes))
        if reading.views:
            document = object_document(target, reading)
            found[target.id] = {name: document[name] for name in ("settings", "extra_settings", "masked")}
    return SettingsRead(found, refused)
