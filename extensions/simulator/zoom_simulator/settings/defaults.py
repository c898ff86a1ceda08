# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The settings of a new account. What is not named here takes the plainest value of its type."""

from __future__ import annotations

from typing import Any

from .schema import (
    MEETING_AUTHENTICATION,
    MEETING_SECURITY,
    RECORDING_AUTHENTICATION,
    SECURITY,
    Flat,
    Leaf,
    Path,
    SettingsSchema,
)

COUNTRIES = {
    "AT": "Austria", "AU": "Australia", "BR": "Brazil", "CA": "Canada", "CH": "Switzerland", "CN": "China",
    "DE": "Germany", "DK": "Denmark", "ES": "Spain", "FI": "Finland", "FR": "France", "GB": "United Kingdom",
    "HK": "Hong Kong", "IE": "Ireland", "IN": "India", "IT": "Italy", "JP": "Japan", "MX": "Mexico",
    "NL": "Netherlands", "NO": "Norway", "PL": "Poland", "PT": "Portugal", "SE": "Sweden", "SG": "Singapore",
    "US": "United States",
}  # fmt: skip
REGIONS = ["AU", "LA", "CA", "CN", "DE", "HK", "IN", "IE", "TY", "MX", "NL", "SG", "US"]
UNCHECKED = ["EU", "HK", "AU", "IN", "TY", "CN", "US", "CA", "DE", "NL", "LA"]
LANGUAGES = ["English", "Chinese", "Japanese", "German", "French"]
SIGN_LANGUAGES = ["American", "French", "German"]

# Names of leaves that are on in a new account; "a.b" says which one is meant where a name is used twice.
ON = frozenset(
    """
    alternative_host_reminder cancel_meeting_reminder cloud_recording_available_reminder jbh_reminder
    schedule_for_reminder recording_available_reminder_schedulers
    in_meeting.annotation in_meeting.breakout_room in_meeting.chat in_meeting.private_chat in_meeting.co_host
    in_meeting.file_transfer in_meeting.non_verbal_feedback in_meeting.meeting_reactions in_meeting.polling
    in_meeting.screen_sharing in_meeting.virtual_background in_meeting.whiteboard in_meeting.feedback
    in_meeting.join_from_desktop in_meeting.join_from_mobile in_meeting.allow_participants_to_rename
    meeting_polling.enable virtual_background_settings.enable virtual_background_settings.allow_upload_custom
    manual_captioning.manual_captions closed_captioning.enable webinar_chat.enable
    recording.cloud_recording recording.local_recording record_speaker_view record_audio_file
    recording.cloud_recording_download host_delete_cloud_recording recording.save_chat_text
    allow_recovery_deleted_cloud_recordings
    schedule_meeting.personal_meeting require_password_for_scheduling_new_meetings
    require_password_for_instant_meetings require_password_for_scheduled_meetings embed_password_in_join_link
    meeting_security.meeting_password meeting_security.pmi_password meeting_security.webinar_password
    meeting_security.waiting_room meeting_security.phone_password require_password_for_scheduled_meeting
    chat.share_files.enable chat.chat_emojis.enable chat.create_private_channels chat.create_public_channels
    chat.record_voice_messages chat.record_video_messages chat.screen_capture chat.share_links_in_chat
    chat.code_snippet chat.hyper_link chat.personal_channel allow_edit_message.enable allow_delete_message.enable
    allow_users_to_add_contacts.enable allow_users_to_chat_with_others.enable
    admin_change_user_info personal_audio_conference toll_call.enable
    feature.in_meeting whiteboard.in_meeting_advanced_whiteboard
    """.split()
)
# Backgrounds that every account has. They have no id, and no upload or deletion touches them.
ZOOM_BACKGROUNDS: list[dict[str, Any]] = [
    {"name": name, "type": kind, "size": size, "is_default": True}
    for name, kind, size in (
        ("San Francisco", "image", 452_841), ("Grass", "image", 396_205), ("Earth", "image", 237_114),
        ("Aurora", "video", 3_812_377),
    )
]  # fmt: skip
VALUES: dict[str, Any] = {
    "audio_type": "both",
    "auto_recording": "none",
    "entry_exit_chime": "none",
    "who_can_share_screen": "all",
    "who_can_share_screen_when_someone_is_sharing": "host",
    "participants_share_simultaneously": "one",
    "meeting_password_requirement.length": 6,
    "recording_password_requirement.length": 8,
    "minimum_password_length": 8,
    "auto_delete_cmr_days": 120,
    "sign_in_with_two_factor_auth": "none",
    "require_password_for_pmi_meetings": "all",
    "virtual_background_settings.files": ZOOM_BACKGROUNDS,
    "meeting_capacity": 300,
    "large_meeting_capacity": 500,
    "webinar_capacity": 500,
    "concurrent_meeting": "None",
    "policy_max_count": 10,
    "telephony_regions.allowed_values": ["CA", "DE", "FR", "GB", "US"],
    "telephony_regions.selection_values": "US",
    "recording_storage_location.value": "US",
    "recording_storage_location.allowed_values": ["DE", "US"],
    "unchecked_data_center_regions": UNCHECKED,
    "language_interpretation.languages": LANGUAGES,
    "sign_language_interpretation.languages": SIGN_LANGUAGES,
    "allowed_countries": [{"code": code, "name": name} for code, name in COUNTRIES.items()],
    "selected_countries": [{"code": "US", "name": "United States"}],
    "toll_call.numbers": [
        {"code": "1", "country_code": "US", "country_name": "United States", "display_number": "+1 555-555-0100",
         "number": "15555550100"}
    ],
    "retention_period_of_channels": "1y",
    "retention_period_of_direct_messages_and_group_conversation": "1y",
    "retention_period": "1y",
    "user_modifiable_info_by_admin": ["name", "profile_picture"],
}  # fmt: skip
PROFILES: dict[str, list[dict[str, Any]]] = {
    MEETING_AUTHENTICATION: [
        {"id": "signIn_simMeeting1", "name": "Sign in to Zoom", "type": "enforce_login", "default_option": True,
         "visible": True},
        {"id": "signIn_simMeeting2", "name": "People of this account", "type": "enforce_login_with_same_account",
         "default_option": False, "visible": True},
    ],
    RECORDING_AUTHENTICATION: [
        {"id": "signIn_simRecording1", "name": "People of this account", "type": "internally", "default_option": True,
         "visible": True},
        {"id": "signIn_simRecording2", "name": "Sign in to Zoom", "type": "enforce_login", "default_option": False,
         "visible": True},
    ],
}  # fmt: skip


def named(path: Path, table: Any) -> str | None:
    """Return the entry of a table that means a path: its end, the longest one first."""
    for length in range(len(path), 0, -1):
        name = ".".join(path[-length:])
        if name in table:
            return name
    return None


def default_of(view: str, path: Path, leaf: Leaf) -> Any:
    """Return the value of one leaf in a new account."""
    if path == ("authentication_options",):
        return [dict(entry) for entry in PROFILES[view]]
    name = named(path, VALUES)
    if name is not None and not (view in (MEETING_SECURITY, SECURITY) and name == "telephony_regions"):
        return VALUES[name]
    return plainest(path, leaf.schema)


def plainest(path: Path, schema: dict[str, Any]) -> Any:
    """Return the plainest value of a type."""
    kind = schema.get("type")
    if kind == "boolean":
        return named(path, ON) is not None
    if "enum" in schema:
        return schema["enum"][0]
    if "default" in schema:
        return schema["default"]
    if kind == "integer":
        return max(schema.get("minimum", 0), 0)
    if kind == "array":
        return []
    return {} if kind == "object" else ""


def defaults(schema: SettingsSchema) -> dict[str, Flat]:
    """Return the values of all leaves, per view, for a new account."""
    return {
        view: {path: default_of(view, path, leaf) for path, leaf in leaves.items()}
        for view, leaves in schema.all.items()
    }
