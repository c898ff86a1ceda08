# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A leaf that is locked above: which locks cover a setting, and which of them hold it at an object. Pure.

A lock of the account binds groups and users, a lock of a group binds its users.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Container, NamedTuple, Sequence

from .compare import locked
from .leaf import MEETING_PROFILES, RECORDING_PROFILES
from .schema import LOCKS

if TYPE_CHECKING:
    from .reading import Reading
    from .target import Target

# Locks whose settings have other names; a lock also covers what is nested under its own path.
LOCK_OF = {
    "meeting_authentication": "schedule_meeting.meeting_authentication",
    "allow_authentication_exception": "schedule_meeting.meeting_authentication",
    MEETING_PROFILES: "schedule_meeting.meeting_authentication",
    "recording_authentication": "recording.recording_authentication",
    RECORDING_PROFILES: "recording.recording_authentication",
    "in_meeting.manual_captioning.auto_generated_captions": "in_meeting.auto_generated_captions",
    "in_meeting.manual_captioning.full_transcript": "in_meeting.full_transcript",
    "in_meeting.manual_captioning.manual_captions": "in_meeting.manual_captions",
    "in_meeting.manual_captioning.save_captions": "in_meeting.save_captions",
    "in_meeting.closed_captioning.save_caption": "in_meeting.save_caption",
    "in_meeting.meeting_reactions_emojis": "in_meeting.meeting_reactions",
    "in_meeting.data_center_regions": "in_meeting.custom_data_center_regions",
    "recording.auto_delete_cmr_days": "recording.auto_delete_cmr",
    "meeting_security.block_user_domain_list": "meeting_security.block_user_domain",
}
# The same for whole sections.
LOCK_OF_SECTION = {
    "in_meeting.virtual_background_settings.": "in_meeting.virtual_background",
    "meeting_security.waiting_room_settings.": "meeting_security.waiting_room",
    "meeting_security.waiting_room_options.": "meeting_security.waiting_room",
}
# Settings that the portal shows beneath another, whose lock may hold them too. Taken as a reason only after a write did
# not take, never to refuse one.
LIKELY_LOCK_OF = {
    "meeting_security.meeting_password_requirement": "meeting_security.meeting_password",
    "meeting_security.require_password": "meeting_security.meeting_password",
    "in_meeting.dscp_": "in_meeting.dscp_marking",
    "in_meeting.meeting_polling": "in_meeting.polling",
    "in_meeting.closed_captioning": "in_meeting.closed_caption",
    "in_meeting.allow_participants_chat_with": "in_meeting.chat",
    "in_meeting.allow_users_save_chats": "in_meeting.chat",
    "in_meeting.who_can_share": "in_meeting.screen_sharing",
    "in_meeting.participants_share": "in_meeting.screen_sharing",
    "in_meeting.breakout_room_schedule": "in_meeting.breakout_room",
    "in_meeting.live_streaming_": "in_meeting.allow_live_streaming",
    "in_meeting.custom_live_streaming": "in_meeting.allow_live_streaming",
    "telephony.audio_conference_info": "telephony.third_party_audio",
    "tsp.call_out_countries": "tsp.call_out",
    "recording.": "recording.cloud_recording",
}


def lock_over(path: str, likely: bool = False) -> list[str]:
    """The locks that cover a setting (canonical path); ``likely`` adds those that only may."""
    parts = path.split(".")
    found = [".".join(parts[:length]) for length in range(len(parts), 1, -1)]
    found += [LOCK_OF.get(path, ""), *(lock for prefix, lock in LOCK_OF_SECTION.items() if path.startswith(prefix))]
    if likely:
        found += [lock for prefix, lock in LIKELY_LOCK_OF.items() if path.startswith(prefix)]
    return [lock for lock in found if lock in LOCKS]


class Holder(NamedTuple):
    """An object whose locks bind another, and what was read of it."""

    target: Target
    reading: Reading


class Held(NamedTuple):
    """A lock above that holds a setting."""

    target: Target
    lock: str

    @property
    def reason(self) -> str:
        """``locked at account`` or ``locked at group``."""
        return f"locked at {self.target.level}"

    @property
    def detail(self) -> str:
        """The sentence that says which lock it is."""
        return f"The lock {self.lock} of {self.target.called} holds it."


def lock_above(
    path: str, holders: Sequence[Holder], opening: Container[tuple[Target, str]] = (), likely: bool = False
) -> Held | None:
    """The lock that keeps an object from changing a setting, if one that was read does.

    ``opening`` are locks (object and path) that the same task opens first.
    """
    for holder in holders:
        for lock in lock_over(path, likely):
            if locked(holder.reading.lock(lock)) and (holder.target, lock) not in opening:
                return Held(holder.target, lock)
    return None
