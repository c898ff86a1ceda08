# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the doc fragment of a user's options from the field table; ``--check`` compares instead."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import yaml

from ansible_collections.openadmin.zoom.plugins.module_utils._users import fields as user_fields
from ansible_collections.openadmin.zoom.plugins.module_utils._users import options as user_spec

TARGET = Path(__file__).resolve().parent.parent / "plugins" / "doc_fragments" / "user.py"
HEADER = '''# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/generate_user_options.py from the field table; do not edit.
"""Documentation of the options of a user: flat for zoom_user, as suboptions of users for zoom_users."""

from __future__ import annotations


class ModuleDocFragment:
    """Options of a user."""
'''


def documented(option: dict[str, Any], prefix: str) -> dict[str, Any]:
    """One option in Ansible's documentation form; references to options get the prefix of where they stand."""
    description = re.sub(r"O\((?!match_by)(\w+)", rf"O({prefix}\1", option["description"])
    description = re.sub(r"V\((state=absent)\)", rf"O({prefix}\1)", description)
    shown: dict[str, Any] = {"description": [description], "type": option["type"]}
    for key in ("elements", "choices", "default"):
        if option.get(key) is not None:
            shown[key] = option[key]
    return shown


def field_option(field: user_fields.Field, prefix: str) -> dict[str, Any]:
    """One field of the table in Ansible's documentation form."""
    option: dict[str, Any] = {"type": field.kind, "description": field.description}
    if field.choices:
        option["choices"] = list(field.choices)
    if field.kind == "list":
        option["elements"] = "dict"
    shown = documented(option, prefix)
    if field.suboptions:
        shown["suboptions"] = {
            name: documented(dict(suboption), prefix) | ({"required": True} if suboption.get("required") else {})
            for name, suboption in field.suboptions.items()
        }
    return shown


def options(rows: bool) -> dict[str, Any]:
    """All options of zoom_user, or of an entry of zoom_users."""
    prefix = "users[]." if rows else ""
    plain = {**user_spec.IDENTITY, **user_spec.ACTIONS, **({} if rows else user_spec.PASSWORD)}
    if rows:
        plain.pop("update_password")
    shown = {name: documented(option, prefix) for name, option in plain.items()}
    shown.update({name: field_option(field, prefix) for name, field in user_fields.FIELDS.items()})
    return shown


def fragment(name: str, content: dict[str, Any]) -> str:
    """One attribute of the class."""
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110)
    return f'\n    {name} = r"""\n{text}"""\n'


def main() -> int:
    """Write or compare."""
    users = {
        "description": ["The users, each with the options of M(openadmin.zoom.zoom_user) under the same names."],
        "type": "list",
        "elements": "dict",
        "suboptions": options(rows=True),
    }
    text = HEADER + fragment("DOCUMENTATION", {"options": options(rows=False)})
    text += fragment("ROWS", {"options": {"users": users}})
    if "--check" in sys.argv:
        if TARGET.read_text() == text:
            return 0
        print(f"{TARGET} differs from the field table: run ./dev generate")
        return 1
    TARGET.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
