# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the simulator's code: which room may import which, and how long files and functions may be."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

CODE = Path(__file__).resolve().parents[2] / "extensions" / "simulator" / "zoom_simulator"
ABOVE = {"core", "directory"}
ROOMS = {
    "core": set(),
    "directory": {"core"},
    "settings": ABOVE,
    "users": ABOVE,
    "groups": ABOVE,
    "account": ABOVE,
    "beyond": ABOVE,
    "service": {"core", "directory", "settings", "users", "groups", "account", "beyond"},
}
FILES = sorted(CODE.rglob("*.py"))


def imported_rooms(tree: ast.Module) -> set[str]:
    """Rooms that a file imports when it runs; imports for types alone are not followed."""
    for node in tree.body:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            node.body = []
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 2]
    return {(node.module or "").partition(".")[0] for node in imports}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CODE)))
def test_a_file_keeps_the_rules(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert text.count("\n") <= 400
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name
    room = path.parent.name
    if room in ROOMS:
        assert imported_rooms(tree) <= ROOMS[room]
