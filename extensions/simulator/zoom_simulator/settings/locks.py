# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Locks: which settings each of them holds fast. Locks are flat where settings nest."""

from __future__ import annotations

from typing import Any

from .schema import (
    DEFAULT,
    MEETING_AUTHENTICATION,
    MEETING_SECURITY,
    RECORDING_AUTHENTICATION,
    Path,
    SettingsSchema,
)

Key = tuple[str, Path]
OFF = ("", "none", "false")

# Settings that a lock holds although they have another path; an entry stands for what is below it, too.
ALSO: dict[Path, list[Path]] = {
    ("in_meeting", "auto_generated_captions"): [("in_meeting", "manual_captioning", "auto_generated_captions")],
    ("in_meeting", "manual_captions"): [("in_meeting", "manual_captioning", "manual_captions")],
    ("in_meeting", "full_transcript"): [("in_meeting", "manual_captioning", "full_transcript")],
    ("in_meeting", "save_captions"): [("in_meeting", "manual_captioning", "save_captions")],
    ("in_meeting", "save_caption"): [("in_meeting", "closed_captioning", "save_caption")],
    ("in_meeting", "meeting_reactions"): [("in_meeting", "meeting_reactions_emojis")],
    ("in_meeting", "virtual_background"): [("in_meeting", "virtual_background_settings")],
    ("in_meeting", "custom_data_center_regions"): [("in_meeting", "data_center_regions")],
    ("recording", "auto_delete_cmr"): [("recording", "auto_delete_cmr_days")],
    ("meeting_security", "waiting_room"): [
        ("meeting_security", "waiting_room_settings"), ("meeting_security", "waiting_room_options"),
    ],
    ("meeting_security", "block_user_domain"): [("meeting_security", "block_user_domain_list")],
    ("telephony", "third_party_audio"): [("telephony", "audio_conference_info")],
    ("tsp", "call_out"): [("tsp", "call_out_countries")],
}  # fmt: skip
WHOLE_VIEWS: dict[Path, str] = {
    ("schedule_meeting", "meeting_authentication"): MEETING_AUTHENTICATION,
    ("recording", "recording_authentication"): RECORDING_AUTHENTICATION,
}


def on(value: Any) -> bool:
    """Tell whether a lock is on; the locks that are not boolean are off when empty or "none"."""
    return value.lower() not in OFF if isinstance(value, str) else bool(value)


class LockMap:
    """For every setting, the locks that hold it."""

    def __init__(self, schema: SettingsSchema) -> None:
        self.paths: dict[str, set[Path]] = {DEFAULT: set(), MEETING_SECURITY: set()}
        for source in (*schema.lock_readable.values(), *schema.lock_writable.values()):
            for view, body in source.items():
                self.paths[view].update(body.leaves)
        self.holds: dict[Key, set[Path]] = {}
        self.held_by: dict[Key, list[Path]] = {}
        settings = [(view, path) for view, leaves in schema.all.items() for path in leaves]
        for view, locks in self.paths.items():
            for lock in locks:
                for setting in settings:
                    if covers(view, lock, setting):
                        self.held_by.setdefault(setting, []).append(lock)

    def locks_of(self, view: str, path: Path) -> list[Path]:
        """Return the locks that hold a setting; one that no list knows is held by the lock of its path."""
        known = self.held_by.get((view, path))
        return [path] if known is None else known


def covers(view: str, lock: Path, setting: Key) -> bool:
    """Tell whether a lock of a view holds a setting."""
    setting_view, path = setting
    if lock in WHOLE_VIEWS and view == DEFAULT:
        return setting_view == WHOLE_VIEWS[lock]
    if setting_view != view:
        return False
    whole = lock[:-1] if lock[-1] in ("enable", "ip_addresses_or_ranges") else lock
    return any(path[: len(prefix)] == prefix for prefix in [whole, *ALSO.get(lock, [])])
