# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Baselines in YAML in, the Python literal that modules ship out: plugins/module_utils/_policy/catalogue.py.

Modules travel as Python alone, so what they read must be Python too. `--check` compares instead of writing.
"""

from __future__ import annotations

import pprint
import re
import sys
import types
from pathlib import Path
from typing import Any

from formatting import formatted

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "roles" / "policy_baseline" / "files" / "baselines"
TARGET = ROOT / "plugins" / "module_utils" / "_policy" / "catalogue.py"
PACKAGE = "ansible_collections.openadmin.zoom.plugins.module_utils"
HEADER = '''\
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Written by tools/generate_policy_catalogue.py from roles/policy_baseline/files/baselines: do not edit."""

from __future__ import annotations

from typing import Any

# ruff: noqa: E501
'''


def read_all() -> dict[str, Any]:
    """Every baseline in the one shape that policy_schema gives it. Exits with all findings."""
    # policy_files imports the catalogue that is being made.
    sys.modules.setdefault(f"{PACKAGE}._policy.catalogue", types.SimpleNamespace(BASELINES={}))  # type: ignore[arg-type]
    from ansible_collections.openadmin.zoom.plugins.module_utils._policy.files import read_file

    baselines, problems = {}, []
    for source in sorted(SOURCES.glob("*.yml")):
        baseline, findings = read_file(str(source))
        problems += [finding.text() for finding in findings]
        if baseline.get("name") != source.stem:
            problems.append(f"{source.name}: the name is {baseline.get('name')!r}, not that of the file")
        baselines[source.stem] = baseline
    if problems:
        sys.exit("\n".join(problems))
    return baselines


def text() -> str:
    """The whole file."""
    body = pprint.pformat(read_all(), width=118, sort_dicts=False)
    version = re.search(r"^version: (\S+)$", (ROOT / "galaxy.yml").read_text(encoding="utf-8"), re.MULTILINE)
    collection = version.group(1) if version else "unknown"
    return formatted(f'{HEADER}COLLECTION_VERSION = "{collection}"\n\nBASELINES: dict[str, Any] = {body}\n')


def main() -> None:
    """Write the file, or compare it."""
    new = text()
    old = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
    if "--check" in sys.argv[1:]:
        if old != new:
            sys.exit(f"{TARGET.relative_to(ROOT)} is not what its sources give: run ./dev generate")
        return
    if old != new:
        TARGET.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
