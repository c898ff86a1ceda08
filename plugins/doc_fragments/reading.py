# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the connection options of plugins that read on the controller: those of the modules."""

from __future__ import annotations

from typing import Any

import yaml

from .zoom import ModuleDocFragment as OfModules

# Plugins that only read write nothing, and tell of no progress.
OF_MODULES_ALONE = ("read_only", "progress_file")


def _as_plugin_options() -> str:
    """Each option of the modules, which for a plugin is a variable too, as in the playbooks of the collection.

    The plugin checks types and choices as the modules do: an empty text is as if the option were not given.
    """
    documented: dict[str, Any] = yaml.safe_load(OfModules.DOCUMENTATION)
    options = {
        name: {"description": _described(option), "type": "raw", "vars": [{"name": f"zoom_{name}"}]}
        for name, option in documented["options"].items()
        if name not in OF_MODULES_ALONE
    }
    return str(yaml.safe_dump({**documented, "options": options}, sort_keys=False))


def _described(option: dict[str, Any]) -> list[str]:
    choices = [f"One of {', '.join(f'V({choice})' for choice in option['choices'])}."] if "choices" in option else []
    default = [f"The default is V({option['default']})."] if "default" in option else []
    return [*option["description"], *choices, *default]


class ModuleDocFragment:
    """Connection options."""

    # With its type, since the linter of YAML takes a plain assignment for a literal text.
    DOCUMENTATION: str = _as_plugin_options()
