# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task wants of settings and locks, as data, and the words in which findings about it are put."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Sequence

from .._core.errors import Finding, InputError
from .._core.steps import MASK
from .leaf import (
    LEVELS,
    SPECIAL_ACCESS,
    Leaf,
    canonical,
    leaves,
    sections,
    spelled,
)
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


@dataclass
class Declaration:
    """What one task wants of an object of a level. ``locks`` and ``extra_locks`` are by path, values as declared."""

    level: str
    wanted: dict[str, Wanted] = field(default_factory=dict)
    extras: Flat = field(default_factory=dict)
    locks: dict[str, Any] = field(default_factory=dict)
    extra_locks: Flat = field(default_factory=dict)
    template_action: str = ""
    warnings: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

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


def known_names() -> list[str]:
    """Every path that a tree of settings may hold."""
    return [path for path in (*leaves(), *sections()) if path not in SPECIAL_ACCESS]


def nearest(name: str, known: Sequence[str]) -> str:
    """``Did you mean X?``: the same last name elsewhere, or the most similar path."""
    last = name.rsplit(".", 1)[-1]
    elsewhere = [path for path in known if path.rsplit(".", 1)[-1] == last]
    if elsewhere:
        return f"Did you mean {' or '.join(elsewhere[:3])}?"
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    if not close:
        lasts = {path.rsplit(".", 1)[-1]: path for path in known}
        close = [lasts[item] for item in difflib.get_close_matches(last, list(lasts), n=1, cutoff=0.6)]
    if not close and len(known) <= 12:
        return f"Known are: {', '.join(known)}."
    return f"Did you mean {close[0]}?" if close else "A setting newer than this collection goes into the extra tree."


def shown(value: Any) -> str:
    """A value as a finding may show it."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def choices_sentence(leaf: Leaf, value: Any = None) -> str:
    if not leaf.choices:
        return ""
    close = difflib.get_close_matches(str(value), [str(choice) for choice in leaf.choices], n=1, cutoff=0.6)
    sentence = f"Choices: {', '.join(str(choice) for choice in leaf.choices)}."
    return f"Did you mean {close[0]}? {sentence}" if close and value is not None else sentence


def hidden(secret: bool, value: Any) -> Any:
    """A value as it may be shown."""
    return MASK if secret and value not in ("", None) else value
