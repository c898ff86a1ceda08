# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task wants of settings and locks, as data. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Sequence

from .._core.errors import Finding, InputError
from .leaf import LEVELS, Leaf, canonical, leaves, spelled

if TYPE_CHECKING:
    from .tree import Flat

TEMPLATES = "schedule_meeting.meeting_template.templates"
TEMPLATE_ACTION = "schedule_meeting.meeting_template.action"


class Entries(NamedTuple):
    """A list told by its entries: those to be there, those to be gone, and whether any other may stay."""

    present: list[dict[str, Any]]
    absent: list[dict[str, Any]]
    exact: bool


class Wanted(NamedTuple):
    """One declared leaf: its canonical path, the path as it was declared, and the value (Entries for such lists)."""

    path: str
    name: str
    leaf: Leaf
    value: Any


class Declaration:
    """What one task wants of an object of a level. ``locks`` and ``extra_locks`` are by path, values as declared.

    ``rewritten`` are canonical paths that are written although they read the same, so that the object has the value of
    its own and not one that it inherits.
    """

    def __init__(self, level: str) -> None:
        self.level = level
        self.wanted: dict[str, Wanted] = {}
        self.extras: Flat = {}
        self.locks: dict[str, Any] = {}
        self.extra_locks: Flat = {}
        self.template_action = ""
        self.warnings: list[str] = []
        self.findings: list[Finding] = []
        self.rewritten: set[str] = set()

    @property
    def names_locks(self) -> bool:
        """Whether any lock is declared."""
        return bool(self.locks or self.extra_locks)


class RefusedPlanError(InputError):
    """Findings that only reading could bring to light: requests were sent by then, and nothing was changed."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings, asked=True)


def writable(wanted: Wanted, level: str) -> bool:
    """Whether the level's PATCH takes the leaf."""
    return leaves()[spelled(wanted.path, level)].writable(level)


def not_writable(wanted: Wanted, level: str) -> Finding:
    """The finding about a leaf that this level cannot write."""
    levels = settable(wanted.path)
    remedy = f"It can be set at {' and '.join(levels)} level." if levels else "Zoom lets nobody set it."
    return Finding(f"settings.{wanted.name}", f"cannot be set at {level} level.", remedy)


def settable(path: str) -> list[str]:
    """The levels that can write the setting, under whatever name."""
    name = canonical(path)
    return [level for level in LEVELS if leaves()[spelled(name, level)].writable(level)]
