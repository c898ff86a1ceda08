# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/operations.md: every operation of the API, and the module or recipe that reaches it.

It takes the operations and their scopes from the facts, what modules use from the table of scopes, and recipes from
docs/recipes.md, where a comment below a heading names operations: `<!-- operations: getMyZak, getUserToken -->`.
With --check it compares.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ansible_collections.openadmin.zoom.plugins.module_utils._account.scopes import MODULES, scope_to_add
from ansible_collections.openadmin.zoom.plugins.module_utils._core.operations import OPERATIONS
from ansible_collections.openadmin.zoom.tools.generated_page import write_or_compare

ROOT = Path(__file__).resolve().parents[1]
DOCS, FACTS = ROOT / "docs", ROOT / "extensions" / "facts" / "openapi.json"
TARGET, RECIPES = DOCS / "operations.md", DOCS / "recipes.md"
READ, WRITTEN, DONE = "read", "written", "done"
# A GET that makes a key to somebody's account is no read.
MAKES_A_TOKEN = re.compile(r"/(token|zak)$")
RECIPE = re.compile(r"^## +(?P<heading>.+?) *$|<!-- *operations: *(?P<operations>[^>]*?) *-->", re.MULTILINE)
# Operations of other parts of Zoom's API that recipes reach: what Zoom's documents call them, and their paths.
OTHERS = {
    "accounts": "GET /accounts",
    "listPhoneUsers": "GET /phone/users",
    "recordingsList": "GET /users/{userId}/recordings",
}
NOTHING_YET = "no module or recipe yet"
HEAD = """# Operations of the API

<!-- Written by tools/generate_operations_table.py. -->

{count} operations of Zoom's API, {reached} of them within reach. What an operation is to this collection:

- **read**: an info module returns it, or a module looks at it before it writes.
- **written**: a module declares it, and writes only what differs.
- **done**: it has no state that could be declared. A recipe does it each time that it runs.

Of the scopes that would do, the one to add to an app of today's kind is named. Zoom gives scopes that end in `:master`
to master accounts only; where no other would do, the operation is marked *master only*. The rate label is the one
under which Zoom counts requests. In brackets behind a module stands what needs the operation, where not every task
does.
"""
TABLE_HEAD = "\n## {section}\n\n| operation | by | scope | rate label | is |\n|---|---|---|---|---|\n"
BEYOND_HEAD = """
## Beyond these

Modules and recipes reach these of other parts of Zoom's API, and `zoom_api` any path of it.

| operation | by | scope | rate label | is |
|---|---|---|---|---|
"""


class Recipe(NamedTuple):
    """A heading of docs/recipes.md and the operations that its recipe calls."""

    heading: str
    operations: tuple[str, ...]

    @property
    def link(self) -> str:
        """A link to the heading, as GitHub and Sphinx make its anchor."""
        anchor = re.sub(r"[^\w\- ]", "", self.heading.lower()).replace(" ", "-")
        return f"[{self.heading}](recipes.md#{anchor})"


def recipes_in(text: str) -> list[Recipe]:
    """The recipes of a document. Exits where one names an operation that is none."""
    found, heading = [], ""
    for match in RECIPE.finditer(text):
        if match["heading"]:
            heading = match["heading"]
            continue
        named = tuple(name.strip() for name in match["operations"].split(",") if name.strip())
        unknown = sorted(set(named) - set(OPERATIONS) - set(OTHERS))
        if unknown:
            raise SystemExit(f"{RECIPES.name}, {heading}: no such operation: {', '.join(unknown)}")
        found.append(Recipe(heading, named))
    return found


def modules_of(operation: str) -> list[str]:
    """The modules that call an operation, with the options for which they do where they do not always."""
    found = []
    for name, needs in sorted(MODULES.items()):
        options = [option for option, operations in needs.optional.items() if operation in operations]
        if operation in (*needs.read, *needs.write):
            found.append(f"`{name}`")
        elif options:
            found.append(f"`{name}` ({', '.join(options)})")
    return found


def what_it_is(operation: str, by_module: bool) -> str:
    """Whether an operation is read, written or done."""
    method, path, *_rest = OPERATIONS[operation]
    if method == "GET" and not MAKES_A_TOKEN.search(path):
        return READ
    return WRITTEN if by_module else DONE


def is_for_masters(operation: str) -> bool:
    """Whether Zoom documents no scope for it but those of master accounts."""
    granular = OPERATIONS[operation].granular_scopes
    return bool(granular) and all(scope.endswith(":master") for scope in granular)


def row(operation: str, recipes: Iterable[Recipe]) -> str:
    method, path, label, *_scopes = OPERATIONS[operation]
    modules = modules_of(operation)
    ways = modules + [recipe.link for recipe in recipes if operation in recipe.operations]
    scope = f"`{scope_to_add(operation)}`" + (" *master only*" if is_for_masters(operation) else "")
    cells = (f"`{method} {path}`<br>{operation}", "<br>".join(ways) or NOTHING_YET, scope, label)
    return "| " + " | ".join([*cells, what_it_is(operation, bool(modules)) if ways else "–"]) + " |\n"


def beyond(recipes: list[Recipe]) -> str:
    """The operations of other parts of Zoom's API that are reached."""
    text = "".join(row(name, recipes) for name in sorted(set(OPERATIONS) - documented()))
    for name, path in OTHERS.items():
        links = [recipe.link for recipe in recipes if name in recipe.operations]
        text += f"| `{path}`<br>{name} | {'<br>'.join(links)} | – | – | {READ} |\n" if links else ""
    return BEYOND_HEAD + text


def documented() -> set[str]:
    """The operations that the facts hold."""
    paths = json.loads(FACTS.read_text(encoding="utf-8"))["paths"]
    return {each["operationId"] for methods in paths.values() for each in methods.values() if "operationId" in each}


def section_of(operation: str) -> str:
    """What an operation is about, by its path: accounts, contacts and so on."""
    return OPERATIONS[operation][1].split("/")[1].capitalize()


def document(recipes: list[Recipe]) -> str:
    """The text of docs/operations.md."""
    operations = sorted(documented())
    within_reach = [
        operation
        for operation in operations
        if modules_of(operation) or any(operation in recipe.operations for recipe in recipes)
    ]
    text = HEAD.format(count=len(operations), reached=len(within_reach))
    for section in sorted({section_of(operation) for operation in operations}):
        inside = [operation for operation in operations if section_of(operation) == section]
        inside.sort(key=lambda operation: (OPERATIONS[operation][1], OPERATIONS[operation][0]))
        text += TABLE_HEAD.format(section=section) + "".join(row(operation, recipes) for operation in inside)
    return text + beyond(recipes)


def main() -> int:
    recipes = recipes_in(RECIPES.read_text(encoding="utf-8") if RECIPES.exists() else "")
    return write_or_compare(TARGET, document(recipes), __doc__)


if __name__ == "__main__":
    sys.exit(main())
