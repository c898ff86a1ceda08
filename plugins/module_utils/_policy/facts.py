# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What policies need to know of each setting: who can read, write and lock it, in which view, with which values. Pure.

Paths are canonical; a level may know the setting by another name.
"""

from __future__ import annotations

from typing import Any, Mapping, Sequence

from .._settings.leaf import LEVELS, Leaf, canonical, leaves, spelled
from .._settings.locks_above import lock_over
from .._settings.schema import LOCKS
from .._settings.views import lock_view


class Facts:
    """The settings and locks that the API documents."""

    def __init__(self) -> None:
        self.leaves: Mapping[str, Leaf] = {path: leaf for path, leaf in leaves().items() if canonical(path) == path}
        # A lock that is a value says what may be chosen, not whether.
        self.locks = {path: access.split() for path, (kind, access) in LOCKS.items() if kind == "bool"}

    def choices(self, path: str) -> Sequence[Any]:
        """The values that the API documents; () where it documents none, and for lists."""
        leaf = self.leaves.get(path)
        if leaf is None or leaf.kind == "list":
            return ()
        return (False, True) if leaf.kind == "bool" else leaf.choices

    def licensed(self, path: str) -> bool:
        """Whether Zoom sells the setting separately."""
        return path in self.leaves and self.leaves[path].licensed

    def view(self, path: str) -> str:
        """The value of ``option`` whose answer holds the leaf."""
        leaf = self.leaves.get(path)
        return leaf.view if leaf else "default"

    def readable(self, path: str, level: str) -> bool:
        """Whether a GET at that level answers with the leaf."""
        return path in self.leaves and leaves()[spelled(path, level)].readable(level)

    def writable(self, path: str, level: str) -> bool:
        """Whether a PATCH at that level takes the leaf."""
        return path in self.leaves and leaves()[spelled(path, level)].writable(level)

    def lockable(self, path: str, level: str) -> bool:
        """Whether the lock can be set at that level."""
        return path in self.locks and "w" in self.locks[path][LEVELS.index(level)]

    def lock_readable(self, path: str, level: str) -> bool:
        """Whether the lock can be read at that level."""
        return path in self.locks and "r" in self.locks[path][LEVELS.index(level)]

    @staticmethod
    def lock_view(path: str) -> str:
        """The value of ``option`` whose answer holds the lock."""
        return lock_view(tuple(path.split(".")))

    @staticmethod
    def locks_over(path: str) -> list[str]:
        """The locks that hold a setting in place."""
        return lock_over(path)
