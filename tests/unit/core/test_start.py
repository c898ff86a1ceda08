# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import start

# Python warns of this comparison each time that it compiles it.
WARNED = "print(__name__, __file__, 1 is 1)\n"
FILES = {
    "task/__init__.py": "",
    "task/start.py": Path(start.__file__).read_text("utf-8"),
    "task/plain.py": WARNED,
    "task/package/__init__.py": WARNED,
    "task/package/within.py": WARNED,
}


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("task.plain", "task/plain.py"),
        ("task.package", "task/package/__init__.py"),
        ("task.package.within", "task/package/within.py"),
    ],
)
def test_a_file_in_a_zip_is_compiled_once_and_knows_its_place(tmp_path: Path, name: str, file: str) -> None:
    archive = tmp_path / "task.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path, text in FILES.items():
            packed.writestr(path, text)
    program = f"import sys; sys.path.insert(0, {str(archive)!r}); import task.start; task.start.begin()"
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", f"{program}; import {name}"], capture_output=True, text=True, check=True
    )
    assert f"{name} {archive / file} True" in done.stdout
    warned = [line for line in done.stderr.splitlines() if f"{archive / file}:1: SyntaxWarning" in line]
    assert len(warned) == 1


def test_files_that_are_not_in_a_zip_are_imported_as_ever() -> None:
    before = list(sys.path_hooks)
    start.begin()
    assert sys.path_hooks == before
