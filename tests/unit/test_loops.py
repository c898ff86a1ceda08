# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every loop that users see says what it prints of an item: without a label, Ansible prints all of it.

A loop over texts that stand in it is short without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PLACES = (
    "README.md",
    "docs/**/*.md",
    "docs/**/*.rst",
    "roles/**/*.yml",
    "roles/**/*.md",
    "playbooks/**/*.yml",
    "extensions/**/*.yml",
    "extensions/**/*.md",
    "plugins/*/*.py",
)
# A fence of Markdown, a literal block of reStructuredText, or the examples in a plugin.
YAML_IN_TEXT = re.compile(
    r"^```ya?ml\n(.*?)^```|code-block:: yaml\n\n((?:(?:    .*)?\n)+)|^EXAMPLES = r?\"\"\"\n?(.*?)^\"\"\"", re.M | re.S
)


class Loader(yaml.SafeLoader):
    """Takes the tags of Ansible, such as !vault, for texts."""


Loader.add_multi_constructor("!", lambda _loader, _suffix, node: str(node.value))


def documents(path: Path) -> Iterator[Any]:
    text = path.read_text("utf-8")
    if path.suffix == ".yml":
        yield from yaml.load_all(text, Loader)
        return
    for match in YAML_IN_TEXT.finditer(text):
        yield from yaml.load_all(next(filter(None, match.groups()), ""), Loader)


def loops(value: Any) -> Iterator[dict[str, Any]]:
    """The tasks with a loop, wherever they stand."""
    if isinstance(value, dict):
        items = [item for key, item in value.items() if str(key) == "loop" or str(key).startswith("with_")]
        if any(not isinstance(item, list) or any(isinstance(one, (dict, list)) for one in item) for item in items):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from loops(item)


def without_label(tasks: Iterator[dict[str, Any]]) -> list[Any]:
    return [task.get("name", task) for task in tasks if "label" not in (task.get("loop_control") or {})]


def test_every_loop_has_a_label() -> None:
    paths = {path for place in PLACES for path in ROOT.glob(place) if path.is_file() and ".cache" not in path.parts}
    found = {str(path.relative_to(ROOT)): [task for one in documents(path) for task in loops(one)] for path in paths}
    assert sum(map(len, found.values())) > 0
    broken = {name: without_label(iter(tasks)) for name, tasks in found.items() if without_label(iter(tasks))}
    assert broken == {}


@pytest.mark.parametrize(
    ("task", "broken"),
    [
        ("{debug: , loop: '{{ people }}'}", True),
        ("{debug: , loop: [{a: 1}]}", True),
        ("{debug: , loop: [a, b]}", False),
        ("{debug: , with_items: '{{ people }}', loop_control: {index_var: i}}", True),
        ("{debug: , loop: '{{ people }}', loop_control: {label: x}}", False),
        ("{block: [{debug: , loop: '{{ people }}'}]}", True),
        ("{debug: }", False),
    ],
)
def test_a_loop_without_a_label_is_found(task: str, broken: bool) -> None:
    assert bool(without_label(loops([yaml.safe_load(task)]))) is broken
