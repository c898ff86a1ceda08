# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the settings modules share: their options, and the checks of trees that say more than an argument spec can."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Callable, Sequence

from .._core.module import ZoomModule
from .._core.secret_keys import MASK
from .declare import declare
from .find_targets import check_scope
from .report import declared_secret_values
from .secret_names import sounds_secret
from .tree import nested, too_deep

if TYPE_CHECKING:
    from .._core.errors import Finding
    from .declaration import Declaration

TREES = ("settings", "extra_settings", "locks", "extra_locks")
TARGET_SPEC: dict[str, Any] = {"group": {"type": "str"}, "groups": {"type": "list", "elements": "str"}}
APPLY_SPEC: dict[str, Any] = {
    "verify": {"type": "bool", "default": True},
    "on_unapplied": {"type": "str", "choices": ["fail", "warn"], "default": "fail"},
    "allow_unverified": {"type": "bool", "default": False},
}


class SettingsModule(ZoomModule):
    """A module with trees of settings or locks.

    ``given`` are the trees as they came: Ansible turns YAML's ``no`` into the text "False" where a text belongs, so
    that only what came tells that quotes are missing.
    """

    def __init__(self, argument_spec: Mapping[str, Any], levels: Sequence[str], **arguments: Any) -> None:
        self.levels = tuple(levels)
        self.given: dict[str, Any] = {}
        scope = {"scope": {"type": "str", "required": True, "choices": list(levels)}}
        super().__init__({**scope, **argument_spec}, **arguments)

    def _load_params(self) -> None:
        super()._load_params()
        for name in TREES:
            given = self.params.get(name)
            self.given[name] = given if too_deep(given) else copy.deepcopy(given)
            if given is not None and name in self.argument_spec:
                self.params[name] = {} if too_deep(given) else fitting(self.argument_spec[name], given)

    def input_findings(self) -> list[Finding]:
        """Findings of the argument spec, and of the trees at the level of the scope."""
        from .._core.validation import find_problems  # each import is compiled anew in every task that needs it

        plain = {name: option for name, option in self.argument_spec.items() if name not in TREES}
        own_trees = [name for name in TREES if name in self.argument_spec]
        values = {name: value for name, value in self.params.items() if name not in own_trees}
        declared = self.declared(without_templates)
        return [*find_problems(plain, values), *declared.findings, *check_scope(self.params, self.levels)]

    def declared(self, prepared: Callable[[Any], Any] = lambda tree: tree) -> Declaration:
        """The trees as they were given, read for the level of the scope. Their secrets are hidden from here on."""
        scope = self.params.get("scope")
        trees = (prepared(self.given.get(tree)) if tree in self.argument_spec else None for tree in TREES)
        declaration = declare(scope if scope in self.levels else "", *trees)
        self._hide_secrets(declaration)
        return declaration

    def _hide_secrets(self, declaration: Declaration) -> None:
        """Keep secrets among the unknown settings out of the arguments that Ansible repeats in its results."""
        self.no_log_values.update(declared_secret_values(declaration))
        shown = {path: MASK if sounds_secret(path, value) else value for path, value in declaration.extras.items()}
        if any(value == MASK for value in shown.values()):
            self.params["extra_settings"] = nested(shown)


def fitting(option: Mapping[str, Any], value: Any) -> Any:
    """A tree without what stands where a mapping belongs: Ansible's own validation ends in a traceback there."""
    inner = option.get("options")
    if not inner:
        return value
    if isinstance(value, list):
        return [fitting(option, item) for item in value if isinstance(item, Mapping)]
    if not isinstance(value, Mapping):
        return None
    return {name: fitting(inner[name], item) if name in inner else item for name, item in value.items()}


def without_templates(tree: Any) -> Any:
    """A tree without templates that are not filled in yet: linters check a task as it is written."""
    if too_deep(tree):
        return tree
    if isinstance(tree, Mapping):
        return {key: without_templates(value) for key, value in tree.items()}
    if isinstance(tree, list):
        items = [without_templates(item) for item in tree]
        return None if any(item is None for item in items) else items
    return None if isinstance(tree, str) and "{{" in tree else tree
