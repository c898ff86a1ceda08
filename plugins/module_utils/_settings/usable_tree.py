# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A declared tree as it was given: whether it can be read at all, and sent. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._core.errors import Finding
from .._core.texts import Wrong, as_mapping, sane, shortened
from .tree import too_deep


def usable_tree(option: str, value: Any, findings: list[Finding]) -> Mapping[str, Any]:
    """The tree that was given, perhaps as text; an empty one after a finding."""
    try:
        tree = as_mapping(value)
    except Wrong as wrong:
        remedy = wrong.remedy or "Write a tree of names and values."
        findings.append(Finding(option, wrong.problem, remedy))
        return {}
    if tree is None:
        return {}
    if too_deep(tree):
        findings.append(Finding(option, "is nested too deeply.", "Check what wrote it."))
        return {}
    findings.extend(Finding(*found) for found in _unusable(option, tree))
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
