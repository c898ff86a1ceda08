# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was read of one object: settings and locks by path, and why a view could not be read. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .leaf import PROFILE_LISTS, leaves, sections
from .tree import Path, path_text, value_at
from .views import (
    Split,
    api_path,
    extra_place,
    lock_view,
    split_locks,
    split_view,
    views_of,
)


class ViewKey(NamedTuple):
    """One view of an object: of its settings, or of its locks."""

    locks: bool
    view: str


class Unread(NamedTuple):
    """Why a view could not be read; ``scopes`` that would do, if that is the cause."""

    reason: str
    scopes: tuple[str, ...] = ()


class Reading:
    """What is known so far of one object of a level. ``bodies`` are the answers of the settings views, as they came."""

    def __init__(self, level: str) -> None:
        self.level = level
        self.views: dict[str, Split] = {}
        self.bodies: dict[str, Any] = {}
        self.lock_views: dict[str, Split] = {}
        self.unread: dict[ViewKey, Unread] = {}

    # -- taking in ---------------------------------------------------------------------------------------------------

    def add_view(self, view: str, body: Any) -> None:
        """Take in the answer of a settings GET."""
        self.forget(ViewKey(False, view))
        self.bodies[view] = body
        self.views[view] = split_view(self.level, view, body)

    def add_locks(self, view: str, body: Any) -> None:
        """Take in the answer of a lock_settings GET."""
        self.forget(ViewKey(True, view))
        self.lock_views[view] = split_locks(self.level, view, body)

    def add_unread(self, key: ViewKey, unread: Unread) -> None:
        """Note that a view could not be read."""
        self.forget(key)
        self.unread[key] = unread

    def forget(self, key: ViewKey) -> None:
        """A view that was written must be read again."""
        (self.lock_views if key.locks else self.views).pop(key.view, None)
        self.unread.pop(key, None)

    def has(self, key: ViewKey) -> bool:
        """Whether a view was asked for, readable or not."""
        return key.view in (self.lock_views if key.locks else self.views) or key in self.unread

    # -- settings ----------------------------------------------------------------------------------------------------

    def value(self, path: str) -> Any:
        """The documented value of a setting by its canonical path; None if it is not shown, or its view not read."""
        view = self.views.get(leaves()[path].view)
        return view.known.get(path) if view is not None else None

    def shown(self, path: str) -> Any:
        """As ``value``, but values that the API does not document, or of another type, as they are shown."""
        value = self.value(path)
        if value is None and leaves()[path].view in self.views:
            return value_at(self.bodies[leaves()[path].view], api_path(path, self.level))
        return value

    def settings(self) -> dict[str, Any]:
        """Every setting with a documented value, by canonical path."""
        return {path: value for view in self.views.values() for path, value in view.known.items()}

    def all_settings(self) -> dict[str, Any]:
        """Every known setting that was read, values that the API does not document among them: what an audit judges."""
        odd = {path_text(path): value for path, value in self.extras().items() if path_text(path) in leaves()}
        return {**odd, **self.settings()}

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

    def unknown_setting(self, path: Path) -> UnknownSetting:
        """An unknown setting where it was found; its value is None if no view that was read has it."""
        view, place, certain = extra_place(self.level, path)
        others = [] if certain else [name for name in views_of(self.level) if name not in PROFILE_LISTS]
        for candidate in [view, *others]:
            value = value_at(self.bodies.get(candidate), place)
            if value is not None and not isinstance(value, Mapping):
                return UnknownSetting(candidate, place, value)
        return UnknownSetting(view, place, None)

    # -- locks -------------------------------------------------------------------------------------------------------

    def lock(self, path: str) -> Any:
        """The value of a known lock; None if it is not shown, or its view was not or could not be read."""
        view = self.lock_views.get(lock_view(tuple(path.split("."))))
        return view.known.get(path) if view is not None else None

    def lock_at(self, path: Path) -> Any:
        """The value of a lock, known at this level or not; None if it is not shown."""
        value = self.lock(path_text(path))
        return self.extra_locks().get(path) if value is None else value

    def lock_unread(self, path: Path) -> bool:
        """Whether the lock's view could not be read, so that nothing is known of it."""
        return ViewKey(True, lock_view(path)) in self.unread

    def locks(self) -> dict[str, Any]:
        """Every known lock that was read, by path."""
        return {path: value for view in self.lock_views.values() for path, value in view.known.items()}

    def extra_locks(self) -> dict[Path, Any]:
        """Every lock that was read and is not known, by path."""
        return {path: value for view in self.lock_views.values() for path, value in view.unknown.items()}

    def locks_unread(self) -> Unread | None:
        """Why some locks could not be read; None where all that were asked for were."""
        return next((unread for key, unread in self.unread.items() if key.locks), None)


class UnknownSetting(NamedTuple):
    """A setting that the schema does not know: the view that has it, its path there, and its value."""

    view: str
    place: Path
    value: Any
