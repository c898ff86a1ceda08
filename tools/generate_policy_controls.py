# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/policy-controls.md from the baselines of the collection; with --check compares."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ansible_collections.openadmin.zoom.plugins.module_utils._policy.conditions import Condition
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.ways import state_text
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.baselines import FOLDER, names, read_file

TARGET = Path(__file__).resolve().parents[1] / "docs" / "policy-controls.md"
HEAD = """\
<!-- Written by tools/generate_policy_controls.py from the baselines; change those. -->
# Policy controls

Every control of every baseline: what it asks, how grave it is where it fails, who notices when it is enforced, and,
where no setting tells, what a person looks at. How baselines work: [policy baselines](policy-baselines.md).
"""


def conditions(states: list[list[dict[str, Any]]]) -> Iterator[str]:
    """The states of a control in words."""
    for state in states:
        yield state_text(tuple(Condition(one["op"], one["expected"], None, one["path"]) for one in state))


def asked(check: Mapping[str, Any]) -> str:
    """What a check asks, as one line of a list."""
    if "expected_from" in check:
        value = f"{check['op']} the value of `policy_values.{check['expected_from']}`"
    else:
        value = f"`{Condition(check['op'], check['expected'], None, check['path']).text()}`"
    text = f"`{check['path']}`: {value}"
    if "set" in check and check["op"] not in ("==", ">=", "<="):
        text += f"; sets `{Condition('==', check['set'], None, check['path']).text()}`"
    if check["lock"] != "none":
        text += f"; lock {check['lock']}: `{check['lock_path']}`"
    if check["optional"]:
        text += "; where Zoom shows it"
    return text


def control_text(control: Mapping[str, Any]) -> str:
    """One control as a section."""
    how = {"enforce": "enforced", "audit": "checked, never set", "manual": "a person looks"}[control["automation"]]
    where = " and ".join({"account": "the account", "group": "groups"}[level] for level in control["scope"])
    impact = control["impact"]
    lines = [
        f"### `{control['id']}`: {control['title']}",
        "",
        control["rationale"],
        "",
        f"- Severity: **{control['severity']}**. Who notices: **{impact['who']}**. {impact['how']}",
        f"- {how.capitalize()}" + ("." if control["automation"] == "manual" else f", at {where}."),
    ]
    shared: list[str] = []
    for check in control["checks"]:
        lines.append(f"- {asked(check)}")
        shared += [text for text in conditions(check["not_needed_if"]) if text not in shared]
    lines += [f"- Not needed if {text}" for text in shared]
    lines += [f"- Also right if {text}" for text in conditions(control["any_of"])]
    if control["procedure"]:
        lines.append(f"- Procedure: {control['procedure']}")
    if control["references"]:
        lines.append(f"- Sources: {', '.join(control['references'])}")
    return "\n".join(lines) + "\n"


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for name in names():
        baseline, findings = read_file(f"{FOLDER}/{name}.yml")
        if findings:
            raise SystemExit("\n".join(finding.text() for finding in findings))
        extends = f" Extends {', '.join(f'`{one}`' for one in baseline['extends'])}." if baseline["extends"] else ""
        count = len(baseline["controls"])
        parts.append(f"## {name}\n\n{baseline['title']}, version {baseline['version']}, {count} controls.{extends}\n")
        parts.append(f"{baseline['purpose']}\n")
        parts += [control_text(control) for control in baseline["controls"]]
    return "\n".join(parts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    arguments = parser.parse_args()
    if not arguments.check:
        TARGET.write_text(page(), encoding="utf-8")
        return 0
    return int(not TARGET.exists() or TARGET.read_text(encoding="utf-8") != page())


if __name__ == "__main__":
    sys.exit(main())
