# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The planner of settings and locks: what was read and what is wanted in, changes out. Pure: it sees data only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Iterable, Mapping, NamedTuple

from .._core.errors import Finding
from .compare import (
    locked,
    same,
    same_lock,
    written_entries,
)
from .declaration import (
    Declaration,
    Entries,
    Wanted,
    not_writable,
    settable,
    writable,
)
from .entry_edits import edits
from .leaf import (
    LEVELS,
    MEETING_PROFILES,
    PROFILE_LISTS,
    RECORDING_PROFILES,
    Leaf,
    leaves,
    sections,
    spelled,
)
from .schema import LOCKS
from .tree import (
    Path,
    Split,
    api_path,
    extra_place,
    join,
    lock_view,
    nested,
    pick,
    sounds_secret,
    split_locks,
    split_view,
    views_of,
)

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


class Change(NamedTuple):
    """A setting or lock to be changed.

    ``name`` is the path as it was declared, ``path`` the canonical one; ``fragments`` are pieces of PATCH bodies, the
    first of which may share a PATCH with others of its view. ``wanted`` is what the read-back is compared with.
    """

    name: str
    path: Path
    view: str
    before: Any
    after: Any
    secret: bool
    fragments: tuple[dict[str, Any], ...]
    wanted: Any


class Blocked(NamedTuple):
    """A leaf that cannot be brought to what is wanted, and why."""

    name: str
    wanted: Any
    actual: Any
    reason: str
    detail: str
    secret: bool


@dataclass
class Reading:
    """What was read of one object. ``lock_views`` holds None for a view that the token may not read."""

    level: str
    views: dict[str, Split] = field(default_factory=dict)
    bodies: dict[str, Any] = field(default_factory=dict)
    lock_views: dict[str, Split | None] = field(default_factory=dict)
    lock_bodies: dict[str, Any] = field(default_factory=dict)

    def add_view(self, view: str, body: Any) -> None:
        """Take in the answer of a settings GET."""
        self.bodies[view] = body
        self.views[view] = split_view(self.level, view, body)

    def add_locks(self, view: str, body: Any) -> None:
        """Take in the answer of a lock_settings GET; None if the token may not read it."""
        self.lock_bodies[view] = body
        self.lock_views[view] = None if body is None else split_locks(self.level, view, body)

    def value(self, path: str) -> Any:
        """The value of a setting by its canonical path; None if it is not shown or its view was not read."""
        view = self.views.get(leaves()[path].view)
        return view.known.get(path) if view is not None else None

    def settings(self) -> dict[str, Any]:
        """Every known setting that was read, by canonical path."""
        return {path: value for view in self.views.values() for path, value in view.known.items()}

    def extras(self) -> dict[Path, Any]:
        """Every setting that was read and is not known, by path. A key that two views hold is that of the first."""
        found: dict[Path, Any] = {}
        owner: dict[str, str] = {}
        for name, view in self.views.items():
            found.update(
                (path, value)
                for path, value in view.unknown.items()
                if path[0] in sections() or owner.setdefault(path[0], name) == name
            )
        return found

    def lock(self, path: str) -> Any:
        """The value of a lock; None if it is not shown, or its view was not or could not be read."""
        view = self.lock_views.get(lock_view(tuple(path.split("."))))
        return view.known.get(path) if view is not None else None

    def lock_at(self, path: Path) -> Any:
        """The value of a lock, known at this level or not; None if it is not shown."""
        value = self.lock(join(path))
        return self.extra_locks().get(path) if value is None else value

    def locks(self) -> dict[str, Any]:
        """Every known lock that was read, by path."""
        return {path: value for view in self.lock_views.values() if view for path, value in view.known.items()}

    def extra_locks(self) -> dict[Path, Any]:
        """Every lock that was read and is not known, by path."""
        return {path: value for view in self.lock_views.values() if view for path, value in view.unknown.items()}

    def locks_unreadable(self) -> bool:
        """Whether the token may not read the locks."""
        return any(view is None for view in self.lock_views.values())

    def unknown_setting(self, path: Path) -> tuple[str, Path, Any]:
        """``(view, path in its body, value)`` of an unknown setting; value None if no view that was read has it."""
        view, place, certain = extra_place(self.level, path)
        others = [] if certain else [name for name in views_of(self.level) if name not in PROFILE_LISTS]
        for candidate in [view, *others]:
            value = pick(self.bodies.get(candidate), place)
            if value is not None and not isinstance(value, Mapping):
                return candidate, place, value
        return view, place, None


def views_needed(declaration: Declaration) -> list[str]:
    """The settings views that hold declared leaves."""
    views = [wanted.leaf.view for wanted in declaration.wanted.values()]
    views += [extra_place(declaration.level, path)[0] for path in declaration.extras]
    return sorted(set(views))


def lock_views_needed(declaration: Declaration) -> list[str]:
    """The lock views that hold declared locks."""
    paths = [tuple(path.split(".")) for path in declaration.locks]
    return sorted({lock_view(path) for path in [*paths, *declaration.extra_locks]})


def lock_over(path: str, likely: bool = False) -> list[str]:
    """The locks that cover a setting (canonical path); ``likely`` adds those that only may."""
    parts = path.split(".")
    found = [".".join(parts[:length]) for length in range(len(parts), 1, -1)]
    found += [LOCK_OF.get(path, ""), *(lock for prefix, lock in LOCK_OF_SECTION.items() if path.startswith(prefix))]
    if likely:
        found += [lock for prefix, lock in LIKELY_LOCK_OF.items() if path.startswith(prefix)]
    return [lock for lock in found if lock in LOCKS]


# -- settings ------------------------------------------------------------------------------------------------------


@dataclass
class SettingsPlan:
    """``changes`` to make; ``blocked`` leaves that this level cannot bring about; ``findings`` about the input."""

    changes: list[Change] = field(default_factory=list)
    blocked: list[Blocked] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def plan_settings(declaration: Declaration, reading: Reading) -> SettingsPlan:
    """The declared settings that differ from what was read."""
    plan = SettingsPlan()
    for wanted in declaration.wanted.values():
        have = reading.value(wanted.path)
        if isinstance(wanted.value, Entries):
            _plan_entries(declaration, wanted, have, plan)
        elif not same(wanted.leaf, wanted.value, have, declaration.level):
            _plan_leaf(declaration.level, wanted, have, plan)
    for path, value in declaration.extras.items():
        view, place, have = reading.unknown_setting(path)
        if not same_extra(value, have):
            secret = sounds_secret(path, value) or sounds_secret(path, have)
            fragment = nested({place: value})
            plan.changes.append(Change(join(path), path, view, have, value, secret, (fragment,), value))
    return plan


def _plan_leaf(level: str, wanted: Wanted, have: Any, plan: SettingsPlan) -> None:
    leaf = wanted.leaf
    if not writable(wanted, level):
        if settable(wanted.path):
            plan.findings.append(not_writable(wanted, level))
        return  # what nobody can set is a fact of the account, not a wish
    value = wanted.value
    if leaf.elements == "dict":
        value = written_entries(leaves()[spelled(wanted.path, level)], value, have, level)
    fragment = nested({api_path(wanted.path, level): value})
    path = tuple(wanted.path.split("."))
    plan.changes.append(Change(wanted.name, path, leaf.view, have, wanted.value, leaf.secret, (fragment,), wanted))


def _plan_entries(declaration: Declaration, wanted: Wanted, have: Any, plan: SettingsPlan) -> None:
    result = edits(wanted, have or [], declaration.level, declaration.template_action)
    if result.lack:
        detail = f"{', '.join(result.lack)}: not there, and {declaration.level} level cannot create it."
        if have is None:
            detail = "Zoom does not show this list here."
        plan.blocked.append(Blocked(wanted.name, wanted.value.present, have, "unknown", detail, False))
    if result.fragments:
        path = tuple(wanted.path.split("."))
        change = Change(
            wanted.name, path, wanted.leaf.view, have, result.result, False, tuple(result.fragments), wanted
        )
        plan.changes.append(change)


def same_extra(want: Any, have: Any) -> bool:
    """Whether a setting of unknown meaning is as wanted; lists of plain values count as sets."""
    if isinstance(want, list) and isinstance(have, list):
        plain = not any(isinstance(item, (dict, list)) for item in [*want, *have])
        return sorted(map(repr, want)) == sorted(map(repr, have)) if plain else want == have
    return type(want) is type(have) and want == have


def as_wanted(change: Change, declaration: Declaration, reading: Reading) -> bool:
    """Whether a later reading shows a change of a setting as carried out."""
    if isinstance(change.wanted, Wanted):
        have = reading.value(change.wanted.path)
        if isinstance(change.wanted.value, Entries):
            return not edits(change.wanted, have or [], declaration.level).fragments
        return same(change.wanted.leaf, change.wanted.value, have, declaration.level)
    return same_extra(change.wanted, reading.unknown_setting(change.path)[2])


def verifiable(change: Change, level: str) -> bool:
    """Whether a GET of this level is documented to show the setting; secrets may come as asterisks."""
    if not isinstance(change.wanted, Wanted):
        return True
    leaf: Leaf = leaves()[spelled(change.wanted.path, level)]
    return leaf.readable(level)


# -- locks ---------------------------------------------------------------------------------------------------------


@dataclass
class LockPlan:
    """Locks to open before the settings are written, and to close after. ``passing`` are opened only to be closed."""

    opened: list[Change] = field(default_factory=list)
    closed: list[Change] = field(default_factory=list)
    passing: list[str] = field(default_factory=list)


def plan_locks(declaration: Declaration, reading: Reading, changes: Iterable[Change] = ()) -> LockPlan:
    """The declared locks that differ, and those that must be open for a moment while settings under them change."""
    plan = LockPlan()
    wanted: list[tuple[str, Path, Any, Any]] = [
        (name, tuple(name.split(".")), value, reading.lock(name)) for name, value in declaration.locks.items()
    ]
    wanted += [(join(path), path, value, reading.lock_at(path)) for path, value in declaration.extra_locks.items()]
    covering = {lock for change in changes for lock in lock_over(join(change.path))}
    for name, path, want, have in wanted:
        level_shows = shows_lock(name, declaration.level)
        if not same_lock(want, have) or (have is None and not level_shows):
            target = plan.closed if locked(want) else plan.opened
            target.append(_lock_change(name, path, have, want))
        elif name in covering and locked(want) and locked(have):
            plan.passing.append(name)
            plan.opened.append(_lock_change(name, path, have, _unlocked(have)))
            plan.closed.append(_lock_change(name, path, have, want))
    return plan


def shows_lock(name: str, level: str) -> bool:
    """Whether a GET of this level is documented to show the lock; unknown ones count as shown."""
    return not knows_lock(name, level) or "r" in LOCKS[name][1].split()[LEVELS.index(level)]


def knows_lock(name: str, level: str) -> bool:
    """Whether a lock is documented for a level."""
    return name in LOCKS and LOCKS[name][1].split()[LEVELS.index(level)] != "-"


def _unlocked(have: Any) -> Any:
    return "" if isinstance(have, str) else False


def _lock_change(name: str, path: Path, before: Any, after: Any) -> Change:
    return Change(name, path, lock_view(path), before, after, False, (nested({path: after}),), after)


def lock_as_wanted(change: Change, reading: Reading) -> bool:
    """Whether a later reading shows a change of a lock as carried out."""
    have = reading.lock_at(change.path)
    return same_lock(change.wanted, have)


def secret_paths(settings: Mapping[str, Any], extras: Mapping[Path, Any]) -> list[str]:
    """The paths of what was read and must not be shown."""
    known = [path for path, value in settings.items() if leaves()[path].secret and value not in ("", None)]
    return sorted([*known, *(join(path) for path, value in extras.items() if sounds_secret(path, value))])
