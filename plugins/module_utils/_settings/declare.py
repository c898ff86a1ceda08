# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Declared trees of settings and locks: everything wrong with them at once, and what is left to plan with. Pure."""

from __future__ import annotations

from typing import Any, Mapping

from .._core.errors import Finding
from .._core.texts import Wrong, as_mapping, sane, shortened
from .._core.validation import CONVERTERS
from .declaration import Declaration, not_writable, writable
from .declared_lists import TreeReader
from .hints import nearest_path
from .leaf import LEVELS, canonical
from .schema import LOCKS
from .tree import flatten, path_text, pruned, too_deep


def declare(
    level: str,
    settings: Any = None,
    extra_settings: Any = None,
    locks: Any = None,
    extra_locks: Any = None,
) -> Declaration:
    """Read declared trees for a level (account, group or user). Findings are collected, not raised.

    A tree may come as text in JSON or YAML, as surveys give it.
    """
    declaration = Declaration(level)
    given = {"settings": settings, "extra_settings": extra_settings, "locks": locks, "extra_locks": extra_locks}
    trees = {option: _tree(option, value, declaration) for option, value in given.items()}
    TreeReader(declaration, pruned(trees["settings"])).read()
    declaration.extras.update(flatten(trees["extra_settings"]))
    for path in declaration.extras:
        twin = declaration.wanted.get(canonical(path_text(path)))
        if twin is not None:
            problem = f"is named in settings too, as {twin.name}."
            declaration.findings.append(Finding(f"extra_settings.{path_text(path)}", problem, "Name it once."))
    if level != "user":
        declaration.extra_locks.update(flatten(trees["extra_locks"]))
        _read_locks(declaration, pruned(trees["locks"]))
    elif flatten(trees["locks"]) or flatten(trees["extra_locks"]):
        declaration.findings.append(
            Finding(
                "locks", "do not exist at user level.", "Lock at account or group level, with scope account or group."
            )
        )
    _refuse_only_shown(declaration)
    return declaration


def _tree(option: str, value: Any, declaration: Declaration) -> Mapping[str, Any]:
    """A declared tree; an empty one after a finding."""
    try:
        tree = as_mapping(value)
    except Wrong as wrong:
        remedy = wrong.remedy or "Write a tree of names and values."
        declaration.findings.append(Finding(option, wrong.problem, remedy))
        return {}
    if tree is None:
        return {}
    if too_deep(tree):
        declaration.findings.append(Finding(option, "is nested too deeply.", "Check what wrote it."))
        return {}
    declaration.findings.extend(Finding(*found) for found in _unusable(option, tree))
    return tree


def _unusable(place: str, value: Any) -> list[tuple[str, str, str]]:
    """What no request can hold, as (place, problem, remedy): dates, endless numbers, halves of characters."""
    if isinstance(value, Mapping):
        names = [key for key in value if isinstance(key, str) and not _sendable(key)]
        found = [(place, f"{shortened(key)} holds characters that cannot be sent.", "Remove them.") for key in names]
        inner = [(f"{place}.{key}", item) for key, item in value.items() if key not in names]
    elif isinstance(value, (list, tuple)):
        found, inner = [], [(f"{place}[{index}]", item) for index, item in enumerate(value, 1)]
    else:
        return _unusable_scalar(place, value)
    return found + [item for name, element in inner for item in _unusable(name, element)]


def _unusable_scalar(place: str, value: Any) -> list[tuple[str, str, str]]:
    try:
        sane(value)
    except Wrong as wrong:
        return [(place, wrong.problem, wrong.remedy)]
    if isinstance(value, str) and not _sendable(value):
        return [(place, "holds characters that cannot be sent.", "Remove them.")]
    if value is None or isinstance(value, (str, bool, int, float)):
        return []
    return [(place, f"{shortened(value)} is neither text nor a number.", "Quote it.")]


def _sendable(text: str) -> bool:
    """Whether a text can be sent and stored: no halves of characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


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
