# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a declared tree of settings leaf by leaf; everything wrong with it becomes a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._core.errors import Finding
from .._core.texts import shortened
from .._core.validation import CONVERTERS, WORDS
from .declaration import Declaration, Wanted, not_writable
from .hints import choices_sentence, nearest_path, nearest_setting
from .leaf import (
    LEVELS,
    Leaf,
    canonical,
    is_nested_profile,
    leaves,
    sections,
    spelled,
)
from .tree import flatten, path_text, plant, value_at


class Reader:
    """Walks the plain leaves of one tree of settings."""

    def __init__(self, declaration: Declaration, tree: dict[str, Any]) -> None:
        self.declaration = declaration
        self.level = declaration.level
        self.tree = tree

    def _walk(self, tree: Mapping[str, Any], prefix: tuple[str, ...]) -> None:
        for key, value in tree.items():
            path = (*prefix, str(key))
            name = path_text(path)
            leaf = leaves().get(name) if "." not in str(key) else None
            if leaf is not None and not is_nested_profile(name):
                self._leaf(name, leaf, value)
            elif name in sections() and "." not in str(key):
                if isinstance(value, Mapping):
                    self._walk(value, path)
                else:
                    self._find(
                        name, f"{shortened(value)} is not a mapping.", "It is a section; name the settings in it."
                    )
            else:
                self._find(name, "is not known.", nearest_setting(name))

    def _leaf(self, name: str, leaf: Leaf, value: Any) -> None:
        converted = self._converted(name, leaf, value)
        if converted is None:
            return
        path = canonical(name)
        at_level = leaves()[spelled(path, self.level)] if self.level in LEVELS else leaf
        if path in self.declaration.wanted and self.declaration.wanted[path].value != converted:
            other = self.declaration.wanted[path].name
            self._find(name, f"is the same setting as {other}, with another value.", "Name it once.")
            return
        wanted = Wanted(path, name, leaf, converted)
        if self.level in LEVELS and not at_level.known(self.level):
            self.declaration.findings.append(not_writable(wanted, self.level))
            return
        if self.level in leaf.deprecated:
            self.declaration.warnings.append(f"settings.{name} is deprecated by Zoom at {self.level} level.")
        self.declaration.wanted[path] = wanted

    def _converted(self, name: str, leaf: Leaf, value: Any) -> Any:
        """The value in the leaf's own type, or None after a finding."""
        if leaf.kind != "list":
            return self._scalar(name, leaf, leaf.kind, value)
        if isinstance(value, (Mapping, bool, int)) or (isinstance(value, str) and leaf.elements == "dict"):
            return self._find(name, f"{shortened(value)} is not a list.")
        items = CONVERTERS["list"](value)
        if leaf.elements != "dict":
            found = [self._scalar(f"{name}[{index}]", leaf, leaf.elements, item) for index, item in enumerate(items, 1)]
        else:
            found = [self._entry(f"{name}[{index}]", leaf, item) for index, item in enumerate(items, 1)]
        return None if any(item is None for item in found) else found

    def _scalar(self, name: str, leaf: Leaf, kind: str, value: Any) -> Any:
        text = "the value (hidden)" if leaf.secret else shortened(value)
        if kind == "raw":
            return value
        wrong_shape = isinstance(value, (Mapping, list, tuple)) or (kind != "bool" and isinstance(value, bool))
        try:
            converted = None if wrong_shape else CONVERTERS[kind](value)
        except (TypeError, ValueError, OverflowError):  # OverflowError: an infinite number as an integer
            converted = None
        if converted is None:
            return self._find(name, f"{text} is not {WORDS[kind]}.", choices_sentence(leaf, value))
        if leaf.choices and converted not in leaf.choices:
            return self._find(name, f"{text} is not one of its choices.", choices_sentence(leaf, converted))
        low, high = leaf.minimum, leaf.maximum
        if (low is not None and converted < low) or (high is not None and converted > high):
            return self._find(name, f"{text} is out of range.", f"It goes from {low} to {high}.")
        return converted

    def _entry(self, name: str, leaf: Leaf, item: Any) -> Any:
        if not isinstance(item, Mapping):
            return self._find(name, f"{shortened(item)} is not a mapping.", f"An entry has: {', '.join(leaf.fields)}.")
        entry: dict[str, Any] = {}
        bad = False
        for path in flatten(item):
            field_name = path_text(path)
            inner = leaf.fields.get(field_name)
            value = value_at(item, path)
            if inner is None:
                self._find(
                    f"{name}.{path_text(path)}", "is not known.", nearest_path(path_text(path), list(leaf.fields))
                )
                bad = True
                continue
            converted = self._converted(f"{name}.{field_name}", inner, value)
            bad = bad or converted is None
            plant(entry, path, converted)
        keys = [key for key in leaf.key if value_at(entry, tuple(key.split("."))) is not None]
        alternatives = leaf.key and leaf.key[0] == "id"
        if not bad and leaf.key and (not keys or (not alternatives and len(keys) < len(leaf.key))):
            wanted = " or ".join(leaf.key) if alternatives else " and ".join(leaf.key)
            return self._find(name, f"has no {wanted}.", "Entries are told apart by it.")
        return None if bad else entry

    def _find(self, name: str, problem: str, remedy: str = "") -> None:
        self.declaration.findings.append(Finding(f"settings.{name}", problem, remedy))
