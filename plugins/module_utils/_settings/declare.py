# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Declared trees of settings and locks: everything wrong with them at once, and what is left to plan with."""

from __future__ import annotations

from typing import Any, Mapping

from .._core.errors import Finding
from .._core.validation import CONVERTERS
from .declaration import (
    Declaration,
    nearest,
    not_writable,
    shown,
    writable,
)
from .declared_lists import TreeReader
from .leaf import LEVELS, canonical
from .schema import LOCKS
from .tree import flatten, join, pruned


def declare(
    level: str,
    settings: Any = None,
    extra_settings: Any = None,
    locks: Any = None,
    extra_locks: Any = None,
) -> Declaration:
    """Read declared trees for a level (account, group or user). Findings are collected, not raised."""
    declaration = Declaration(level)
    if _is_tree("settings", settings, declaration):
        TreeReader(declaration, pruned(settings or {})).read()
    for option, tree, target in (
        ("extra_settings", extra_settings, declaration.extras),
        ("extra_locks", extra_locks, declaration.extra_locks),
    ):
        if _is_tree(option, tree, declaration):
            target.update(flatten(tree or {}))
    for path in declaration.extras:
        twin = declaration.wanted.get(canonical(join(path)))
        if twin is not None:
            problem = f"is named in settings too, as {twin.name}."
            declaration.findings.append(Finding(f"extra_settings.{join(path)}", problem, "Name it once."))
    if level != "user" and _is_tree("locks", locks, declaration):
        _read_locks(declaration, pruned(locks or {}))
    if level == "user" and (flatten(pruned(locks)) or flatten(extra_locks)):
        declaration.findings.append(
            Finding(
                "locks", "do not exist at user level.", "Lock at account or group level, with scope account or group."
            )
        )
    _refuse_only_shown(declaration)
    return declaration


def _is_tree(option: str, tree: Any, declaration: Declaration) -> bool:
    if tree is None or isinstance(tree, Mapping):
        return True
    declaration.findings.append(Finding(option, "is not a mapping.", "Write a tree of names and values."))
    return False


def _refuse_only_shown(declaration: Declaration) -> None:
    """A document that was read holds leaves that its level only shows: they may be declared along with others.

    Alone they are a mistake, since nothing could come of them.
    """
    if declaration.level not in LEVELS:
        return
    shown = [wanted for wanted in declaration.wanted.values() if not writable(wanted, declaration.level)]
    if shown and len(shown) == len(declaration.wanted) and not declaration.extras and not declaration.names_locks:
        declaration.findings.extend(not_writable(wanted, declaration.level) for wanted in shown)


def _read_locks(declaration: Declaration, tree: Mapping[str, Any]) -> None:
    """Locks by dotted path."""
    level = declaration.level
    for path, value in flatten(tree).items():
        name = join(path)
        if name not in LOCKS or any("." in part for part in path):
            declaration.findings.append(Finding(f"locks.{name}", "is not known.", nearest(name, list(LOCKS))))
            continue
        kind, access = LOCKS[name]
        levels = [lock_level for lock_level, letters in zip(LEVELS, access.split()) if letters != "-"]
        converted: Any = value
        if not isinstance(value, bool) and not (kind == "str" and isinstance(value, str)):
            try:
                converted = CONVERTERS["bool"](value)
            except (TypeError, ValueError):
                declaration.findings.append(Finding(f"locks.{name}", f"{shown(value)} is not true or false."))
                continue
        if level in LEVELS and level not in levels:
            remedy = f"It can be locked at {' and '.join(levels)} level."
            declaration.findings.append(Finding(f"locks.{name}", f"is no lock of {level} level.", remedy))
            continue
        declaration.locks[name] = converted
