# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs mypy over the whole repository.

The collection's files import each other by their full names, ansible_collections.openadmin.zoom.…: a folder with a
link of that name lets mypy find them so. Tools and the simulator are plain programs with roots of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tree import CACHE, ROOT

PACKAGE = "ansible_collections.openadmin.zoom"
ROOTS = CACHE / "mypy"


def link_collection() -> None:
    link = ROOTS / "ansible_collections" / "openadmin" / "zoom"
    link.parent.mkdir(parents=True, exist_ok=True)
    if not link.is_symlink():
        link.symlink_to(ROOT)


def python_files(folder: Path) -> bool:
    return next(folder.rglob("*.py"), None) is not None


def main() -> int:
    link_collection()
    programs = [ROOT / "tools", ROOT / "tools" / "dev", *(ROOT / "extensions").glob("*/")]
    search = [ROOTS, *programs]
    packages = [f"--package={PACKAGE}.{part}" for part in ("plugins", "tests") if python_files(ROOT / part)]
    files = [str(path) for folder in programs for path in sorted(folder.glob("*.py"))]
    files += [str(path.parent) for path in sorted((ROOT / "extensions").glob("*/*/__init__.py"))]
    codes = []
    for what in (packages, files):
        done = subprocess.run(
            [sys.executable, "-m", "mypy", f"--cache-dir={CACHE / 'mypy-cache'}", *what],
            cwd=ROOT,
            env={**os.environ, "MYPYPATH": os.pathsep.join(map(str, search))},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        sys.stdout.write(
            done.stdout.replace(f"{(ROOTS / 'ansible_collections/openadmin/zoom').relative_to(ROOT)}/", "")
        )
        codes.append(done.returncode)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
