# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of settings share: an account with a member of two groups, and ways through documents."""

from __future__ import annotations

from typing import Any

ACCOUNT = "/accounts/me"
MEMBER = "/users/member@example.com"


def at(tree: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        tree = tree[name]
    return tree


def nested(path: tuple[str, ...], value: Any) -> dict[str, Any]:
    for name in reversed(path):
        value = {name: value}
    return value


def flat(tree: dict[str, Any], path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    found = {}
    for name, value in tree.items():
        if isinstance(value, dict) and value:
            found.update(flat(value, (*path, name)))
        else:
            found[(*path, name)] = value
    return found
