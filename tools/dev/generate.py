# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every generator, tools/generate_*.py; with --check each compares its files instead of writing them."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        sys.stderr.write("usage: ./dev generate | ./dev check-generated\n")
        return 2
    outdated = 0
    generators = sorted((ROOT / "tools").glob("generate_*.py"))
    for generator in generators:
        began = time.monotonic()
        code = subprocess.run([sys.executable, str(generator), *sys.argv[1:]], cwd=ROOT, check=False).returncode
        outdated += bool(code)
        word = "differs" if check else "failed"
        sys.stdout.write(f"{generator.name}: {word if code else 'ok'} ({time.monotonic() - began:.1f} s)\n")
    if outdated and check:
        sys.stdout.write("run ./dev generate and commit what it writes\n")
    return 1 if outdated else 0


if __name__ == "__main__":
    sys.exit(main())
