# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The argument specs of settings and locks, made from what is known of them."""

from __future__ import annotations

import re
from typing import Any, Mapping

from .leaf import Leaf, leaves
from .schema import LOCKS

# Names that Ansible's own checks take for secrets.
SOUNDS_SECRET = re.compile(r"(?i)pass|secret|token|key|credential")


def _option(leaf: Leaf, name: str) -> dict[str, Any]:
    option: dict[str, Any] = {"type": leaf.kind}
    if leaf.elements:
        option["elements"] = leaf.elements
    if leaf.choices:
        option["choices"] = list(leaf.choices)
    if leaf.fields:
        option["options"] = _tree(leaf.fields)
    if leaf.secret or SOUNDS_SECRET.search(name):
        option["no_log"] = leaf.secret
    return option


def _tree(table: Mapping[str, Leaf]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path, leaf in table.items():
        *parents, name = path.split(".")
        place = tree
        for parent in parents:
            empty: dict[str, Any] = {"type": "dict", "options": {}}
            if SOUNDS_SECRET.search(parent):
                empty["no_log"] = False
            place = place.setdefault(parent, empty)["options"]
        place[name] = _option(leaf, name)
    return tree


def settings_spec() -> dict[str, Any]:
    """The argument spec of ``settings`` and ``extra_settings``."""
    tree = _tree({path: leaf for path, leaf in leaves().items() if not path.startswith("authentication_options")})
    tree["authentication_options"] = {"type": "raw"}
    return {"settings": {"type": "dict", "options": tree}, "extra_settings": {"type": "dict"}}


def locks_spec() -> dict[str, Any]:
    """The argument spec of ``locks`` and ``extra_locks``."""
    tree: dict[str, Any] = {}
    above = {path[:place] for path in LOCKS for place, letter in enumerate(path) if letter == "."}
    for path, (kind, _access) in LOCKS.items():
        *parents, name = path.split(".")
        if ".".join(parents) in LOCKS:
            continue  # a boolean at one level, a mapping at the other
        both = path in above
        place = tree
        for parent in parents:
            place = place.setdefault(parent, {"type": "dict", "options": {}})["options"]
        place[name] = {"type": "bool" if kind == "bool" and not both else "raw"}
        if SOUNDS_SECRET.search(name):
            place[name]["no_log"] = False
    return {"locks": {"type": "dict", "options": tree}, "extra_locks": {"type": "dict"}}
