# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/playbooks.md: every playbook with its variables, from the playbooks and the roles' argument specs.

With --check it compares.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ansible_collections.openadmin.zoom.tools.generated_page import write_or_compare

ROOT = Path(__file__).resolve().parents[1]
PLAYBOOKS = ROOT / "playbooks"
TARGET = ROOT / "docs" / "playbooks.md"
HEAD = """\
<!-- Written by tools/generate_playbooks.py from the playbooks and the roles' argument specs; change those. -->
# Playbooks

Each runs by its name, `ansible-playbook openadmin.zoom.NAME`, and takes its variables with `-e`, from an inventory, or
from a survey. Add `--check --diff` to see what would be done. Without an inventory they work on the account of the
environment variables `ZOOM_ACCOUNT_ID`, `ZOOM_CLIENT_ID` and `ZOOM_CLIENT_SECRET`; with a group `zoom_accounts` in the
inventory, on each of [many accounts](many-accounts.md).

A playbook is a thin cover of a role: every other variable of the role can be given too, under the role's name for it.
"""
# A variable of a playbook as it is handed on: its name, and what stands in where it is not given.
GIVEN = re.compile(
    r"\{\{ (?P<name>\w+) if lookup\('ansible\.builtin\.varnames', '\^\w+\$'\) else (?P<default>.*) \}\}$"
)
MARKUP = re.compile(r"\b[A-Z]\(([^()]*(?:\([^()]*\))?)\)")


class Variable(NamedTuple):
    """A variable of a playbook."""

    name: str
    kind: str
    default: str
    meaning: str


def plain(text: str) -> str:
    """A description without Ansible's markup."""
    return MARKUP.sub(lambda found: f"`{found[1]}`", " ".join(text.split())).replace("|", "\\|")


def sentences(description: str | list[str]) -> str:
    return plain(" ".join([description] if isinstance(description, str) else description))


def options_of(role: str) -> dict[str, dict[str, Any]]:
    """The options of a role of this collection."""
    spec = ROOT / "roles" / role.rpartition(".")[2] / "meta" / "argument_specs.yml"
    content = yaml.safe_load(spec.read_text(encoding="utf-8"))
    options: dict[str, dict[str, Any]] = content["argument_specs"]["main"]["options"]
    return options


def kind_of(option: dict[str, Any]) -> str:
    """The type of an option, or the values that it may have."""
    if option.get("choices"):
        return ", ".join(f"`{choice}`" for choice in option["choices"])
    kind = str(option.get("type", "str"))
    return f"{kind} of {option['elements']}" if option.get("elements") else kind


def handed_on(value: Any) -> re.Match[str] | None:
    return GIVEN.search(value) if isinstance(value, str) else None


def variables_of(play: dict[str, Any], text: str) -> Iterator[Variable]:
    """The variables of a play: those that it hands to its role, and its own, with the comment behind them."""
    for role in play.get("roles", []):
        options = options_of(role["role"])
        for name, value in role.get("vars", {}).items():
            if found := handed_on(value):
                option = options[name]
                default = "" if found["default"] in {"''", "omit"} else f"`{found['default']}`"
                yield Variable(found["name"], kind_of(option), default, sentences(option["description"]))
    for name, value in play.get("vars", {}).items():
        comment = re.search(rf"^    {name}: .* # (.*)$", text, re.MULTILINE)
        meaning = comment[1] if comment else ""
        if found := handed_on(value):
            yield Variable(found["name"], "str", "" if found["default"] == "''" else f"`{found['default']}`", meaning)
        elif isinstance(value, (str, int)) and "{{" not in str(value) and not name.startswith("ansible_"):
            yield Variable(name, type(value).__name__, f"`{value}`", meaning)


def head_of(text: str) -> list[str]:
    """The comment at the head of a playbook: the command, then sentences."""
    lines = []
    for line in text.splitlines()[1:]:
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").strip())
    return lines


def section(path: Path) -> str:
    """One playbook."""
    text = path.read_text(encoding="utf-8")
    command, *sentences_of_head = head_of(text)
    plays = yaml.safe_load(text)
    names = plays[-1]["name"] if len(plays) == 1 else f"{plays[0]['name']}; {plays[-1]['name'].lower()}"
    parts = [
        f"## {path.stem}\n",
        f"{names}. {' '.join(sentences_of_head)}".strip() + "\n",
        f"```text\n{command}\n```\n",
    ]
    rows = [variable for play in plays for variable in variables_of(play, text)]
    if rows:
        lines = ["| variable | type or values | default | means |", "|---|---|---|---|"]
        lines += [f"| `{row.name}` | {row.kind or '–'} | {row.default or '–'} | {row.meaning or '–'} |" for row in rows]
        parts.append("\n".join(lines) + "\n")
    roles = [role["role"] for play in plays for role in play.get("roles", [])]
    if roles:
        parts.append(f"Role: `{roles[0]}`; `ansible-doc -t role {roles[0]}` shows all that it takes.\n")
    return "\n".join(parts)


def page() -> str:
    """The whole page."""
    return HEAD + "\n" + "\n".join(section(path) for path in sorted(PLAYBOOKS.glob("*.yml")))


if __name__ == "__main__":
    sys.exit(write_or_compare(TARGET, page(), __doc__))
