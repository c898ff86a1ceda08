# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy of the checkout at the path that ansible-test and the galaxy tools insist on.

ansible-test resolves symbolic links and refuses a folder that is not …/ansible_collections/<namespace>/<name>;
`ansible-galaxy collection build` takes ignored folders along. A copy of what git knows serves both.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"


def project_files() -> list[Path]:
    """The files that git tracks or would track, relative to the checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    names = sorted({name for name in listed.split("\0") if name})
    return [Path(name) for name in names if (ROOT / name).is_file()]


def copy_tree(name: str) -> Path:
    """Copies the project to …/ansible_collections/openadmin/zoom below .cache/trees and returns that folder.

    It is this process's own, so that two runs do not meet, and goes away with it.
    """
    top = CACHE / "trees" / f"{name}-{os.getpid()}"
    target = top / "ansible_collections" / "openadmin" / "zoom"
    shutil.rmtree(top, ignore_errors=True)
    atexit.register(shutil.rmtree, top, ignore_errors=True)
    for file in project_files():
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / file, target / file)
    # Below an ignored folder ansible-test finds no files and skips every test, unless the copy is a repository itself.
    subprocess.run(["git", "init", "-q"], cwd=target, check=True)
    return target
