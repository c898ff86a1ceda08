# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a declared tree of locks; everything wrong with it becomes a finding. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping

from .._core.errors import Finding
from .._core.texts import shortened
from .._core.validation import CONVERTERS
from .hints import nearest_path
from .leaf import LEVELS
from .schema import LOCKS
from .tree import flatten, path_text

if TYPE_CHECKING:
    from .declaration import Declaration


def read_locks(declaration: Declaration, tree: Mapping[str, Any]) -> None:
    """Locks by dotted path."""
    level = declaration.level
    for path, value in flatten(tree).items():
        name = path_text(path)
        if name not in LOCKS or any("." in part for part in path):
            _find_lock(declaration, name)
            continue
        kind, access = LOCKS[name]
        levels = [lock_level for lock_level, letters in zip(LEVELS, access.split()) if letters != "-"]
        converted: Any = value
        if not isinstance(value, bool) and not (kind == "str" and isinstance(value, str)):
            try:
                converted = CONVERTERS["bool"](value)
            except (TypeError, ValueError):
                declaration.findings.append(Finding(f"locks.{name}", f"{shortened(value)} is not true or false."))
                continue
        if level in LEVELS and level not in levels:
            remedy = f"It can be locked at {' and '.join(levels)} level."
            declaration.findings.append(Finding(f"locks.{name}", f"is no lock of {level} level.", remedy))
            continue
        declaration.locks[name] = converted


def _find_lock(declaration: Declaration, name: str) -> None:
    """The finding about a name that is no lock."""
    if any(lock.startswith(f"{name}.") for lock in LOCKS):
        finding = Finding(f"locks.{name}", "is not a mapping.", "It is a section; name the locks in it.")
    else:
        finding = Finding(f"locks.{name}", "is not known.", nearest_path(name, list(LOCKS)))
    declaration.findings.append(finding)
