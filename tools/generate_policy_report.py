# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of the policy report in, the Python literals that modules ship out: policy_report_template.py.

Sources: extensions/policy_report/report.html, report.css, report.js. `--check` compares instead of writing.
"""

from __future__ import annotations

import base64
import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "extensions" / "policy_report"
TARGET = ROOT / "plugins" / "module_utils" / "_policy" / "report_template.py"
HEADER = '''\
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Written by tools/generate_policy_report.py from extensions/policy_report: do not edit."""

from __future__ import annotations

# fmt: off

'''
WIDTH = 96


def literal(name: str, content: str) -> str:
    """A text as adjacent string literals, each short enough for a line."""
    pieces: list[str] = []
    for line in content.splitlines(keepends=True):
        pieces += [line[start : start + WIDTH] for start in range(0, len(line), WIDTH)]
    body = "\n".join(f"    {piece!r}" for piece in pieces)
    return f"{name} = (\n{body}\n)\n"


def digest(content: str) -> str:
    """What a Content-Security-Policy calls the inline text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def text() -> str:
    """The whole file."""
    page, style, script = (
        (SOURCES / name).read_text(encoding="utf-8") for name in ("report.html", "report.css", "report.js")
    )
    page = page.replace("@STYLE_HASH@", digest(style)).replace("@SCRIPT_HASH@", digest(script))
    parts = [literal("PAGE", page), literal("STYLE", style), literal("SCRIPT", script)]
    return HEADER + "\n".join(parts)


def main() -> None:
    """Write the file, or compare it."""
    new = text()
    old = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
    if "--check" in sys.argv[1:]:
        if old != new:
            sys.exit(f"{TARGET.relative_to(ROOT)} is not what its sources give: run ./dev generate")
    elif old != new:
        TARGET.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
