# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was read of an object, as a document that can be declared again, and which level decides a user's settings."""

from __future__ import annotations

from typing import Any, Sequence

from .compare import locked
from .gather import LOCK_VIEWS, Engine, Read
from .leaf import leaves
from .plan import Reading, lock_over, secret_paths
from .steps import Target
from .tree import (
    dotted,
    nested,
    sounds_secret,
    views_of,
)


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
        "locks": _lock_tree(reading),
        "extra_locks": nested(reading.extra_locks()),
        "masked": masked,
    }


def _lock_tree(reading: Reading) -> dict[str, Any]:
    return nested(dotted(reading.locks()))


def effective(engine: Engine, user: Target) -> dict[str, Any]:
    """For each setting of a user: ``value``, the ``level`` that decides, the ``lock`` and ``group`` that hold it.

    A lock of the account decides before a lock of a group, a lock of a group before the user's own value. Where a lock
    that the token may not read could decide, the level is unknown. Reads locks and settings of all that is above.
    """
    reading = engine.reading(user)
    holders = engine.holders(user)
    engine.read([Read(holder, True, view) for holder in holders for view in LOCK_VIEWS], "reading locks")
    engine.require_locks(holders)
    engine.read([Read(holder, False, view) for holder in holders for view in views_of("user")])
    found: dict[str, Any] = {}
    for path, value in sorted(reading.settings().items()):
        if leaves()[path].secret:
            continue
        found[path] = _decided(engine, holders, path, value)
    return found


def _decided(engine: Engine, holders: Sequence[Target], path: str, value: Any) -> dict[str, Any]:
    for holder in holders:
        above = engine.reading(holder)
        for lock in lock_over(path):
            if locked(above.lock(lock)):
                forced = above.value(path)
                entry = {"value": value if forced is None else forced, "level": holder.level, "lock": lock}
                return dict(entry, group=holder.name) if holder.level == "group" else entry
    hidden = any(engine.reading(holder).locks_unreadable() for holder in holders)
    return {"value": value, "level": "unknown" if hidden and lock_over(path) else "user"}


def object_document(engine: Engine, target: Target) -> dict[str, Any]:
    """The document of one object, with its name and id."""
    return {
        "scope": target.level,
        "id": target.id,
        "name": target.name,
        "members": target.members,
        **document(engine.reading(target)),
    }


def unreadable(engine: Engine, targets: Sequence[Target]) -> list[str]:
    """The objects among some whose locks the token may not read."""
    return [target.title for target in targets if engine.reading(target).locks_unreadable()]
