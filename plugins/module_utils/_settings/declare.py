# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Declared trees of settings and locks: everything wrong with them at once, and what is left to plan with. Pure."""

from __future__ import annotations

from typing import Any, Mapping

from .._core.errors import Finding
from .declaration import Declaration, not_writable, writable
from .leaf import LEVELS, canonical
from .tree import flatten, path_text, pruned


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
    tree = pruned(trees["settings"])
    if tree:
        from .declared_lists import TreeReader  # each import is compiled anew in every task that needs it

        TreeReader(declaration, tree).read()
    declaration.extras.update(flatten(trees["extra_settings"]))
    for path in declaration.extras:
        twin = declaration.wanted.get(canonical(path_text(path)))
        if twin is not None:
            problem = f"is named in settings too, as {twin.name}."
            declaration.findings.append(Finding(f"extra_settings.{path_text(path)}", problem, "Name it once."))
    if level != "user":
        declaration.extra_locks.update(flatten(trees["extra_locks"]))
        tree = pruned(trees["locks"])
        if tree:
            from .declared_locks import read_locks  # as above

            read_locks(declaration, tree)
    elif flatten(trees["locks"]) or flatten(trees["extra_locks"]):
        declaration.findings.append(
            Finding(
                "locks", "do not exist at user level.", "Lock at account or group level, with scope account or group."
            )
        )
    _refuse_only_shown(declaration)
    return declaration


def _tree(option: str, value: Any, declaration: Declaration) -> Mapping[str, Any]:
    if value is None or value == {}:
        return {}
    from .usable_tree import usable_tree  # as above

    return usable_tree(option, value, declaration.findings)


def _refuse_only_shown(declaration: Declaration) -> None:
    """A document that was read holds leaves that its level only shows: they may be declared along with others.

    Alone they are a mistake, since nothing could come of them.
    """
    if declaration.level not in LEVELS:
        return
    shown = [wanted for wanted in declaration.wanted.values() if not writable(wanted, declaration.level)]
    if shown and len(shown) == len(declaration.wanted) and not declaration.extras and not declaration.names_locks:
        declaration.findings.extend(not_writable(wanted, declaration.level) for wanted in shown)
