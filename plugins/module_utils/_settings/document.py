# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was read of an object, as a document that can be declared again, and which level decides. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Sequence

from .compare import locked
from .leaf import leaves
from .locks_above import Holder, lock_over
from .secret_names import secret_paths, sounds_secret
from .tree import dotted, nested

if TYPE_CHECKING:
    from .reading import Reading
    from .target import Target


def document(reading: Reading) -> dict[str, Any]:
    """``settings``, ``extra_settings``, ``locks`` and ``extra_locks`` as trees, secrets left out.

    ``masked`` holds the paths of what was left out.
    """
    settings, extras = reading.settings(), reading.extras()
    masked = secret_paths(settings, extras)
    shown = {path: value for path, value in settings.items() if path not in masked}
    open_extras = {path: value for path, value in extras.items() if not sounds_secret(path, value)}
    return {
        "settings": nested(dotted(shown)),
        "extra_settings": nested(open_extras),
        "locks": nested(dotted(reading.locks())),
        "extra_locks": nested(reading.extra_locks()),
        "masked": masked,
    }


def object_document(target: Target, reading: Reading) -> dict[str, Any]:
    """The document of one object, with its name and id."""
    return {
        "scope": target.level,
        "id": target.id,
        "name": target.name,
        "members": target.members,
        **document(reading),
    }


def effective(reading: Reading, holders: Sequence[Holder], groups_known: bool = True) -> dict[str, Any]:
    """For each setting of a user: ``value``, the ``level`` that decides, the ``lock`` and ``group`` that hold it.

    A lock of the account decides before a lock of a group, a lock of a group before the user's own value. Where a lock
    that could not be read could decide, the level is unknown.
    """
    hidden = not groups_known or any(holder.reading.locks_unread() for holder in holders)
    return {
        path: _decided(holders, path, value, hidden)
        for path, value in sorted(reading.settings().items())
        if not leaves()[path].secret
    }


def _decided(holders: Sequence[Holder], path: str, value: Any, hidden: bool) -> dict[str, Any]:
    for holder in holders:
        for lock in lock_over(path):
            if locked(holder.reading.lock(lock)):
                forced = holder.reading.value(path)
                entry = {"value": value if forced is None else forced, "level": holder.target.level, "lock": lock}
                return dict(entry, group=holder.target.name) if holder.target.level == "group" else entry
    return {"value": value, "level": "unknown" if hidden and lock_over(path) else "user"}
