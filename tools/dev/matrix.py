# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The supported versions of ansible-core, each on a Python of its own; and the oldest Python that runs modules."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tree import CACHE, ROOT

if TYPE_CHECKING:
    from stages import Run

# What modules, the smoke tests and their conftest import; the simulator has an environment of its own.
TOOLS = ("pytest", "requests", "hypothesis")
# Unit tests that touch ansible-core itself are in here; all of them would prove little more and take minutes.
SMOKE = ("tests/unit/harness", "tests/unit/action", "tests/unit/account", "tests/unit/core/test_module.py")


@dataclass(frozen=True)
class Version:
    core: str
    python: str


VERSIONS = (Version("2.20", "3.12"), Version("2.21", "3.13"))
OLDEST_MODULE_PYTHON = "3.8"
SMOKE_TARGET = ROOT / "tests" / "integration" / "targets" / "smoke"


def find_python(version: str) -> str | None:
    """A Python of this version: on PATH, or a pyenv version that is installed but not active."""
    found = shutil.which(f"python{version}")
    folders = os.environ.get("PATH", "").split(os.pathsep)
    # pyenv may live elsewhere than in the home folder: its shims on PATH tell where.
    roots = [os.environ.get("PYENV_ROOT", ""), str(Path.home() / ".pyenv")]
    roots += [str(Path(folder).parent) for folder in folders if Path(folder).name == "shims"]
    candidates = [found] if found else []
    for root in filter(None, roots):
        candidates += sorted(str(path) for path in Path(root, "versions").glob(f"{version}.*/bin/python3"))
    for candidate in candidates:
        asked = subprocess.run([candidate, "-c", "import ensurepip, venv"], capture_output=True, check=False)
        if asked.returncode == 0:
            return candidate
    return None


def pins() -> dict[str, str]:
    lines = [line for name in ("demo", "test") for line in (ROOT / "requirements" / f"{name}.txt").read_text().split()]
    return {line.split("==")[0]: line for line in lines if "==" in line}


def environment(run: Run, name: str, python: str, packages: list[str]) -> Path:
    """A virtual environment below .cache/matrix with these packages and the collection linked into it."""
    folder = CACHE / "matrix" / name
    mark = folder / ".installed"
    wanted = hashlib.sha256(" ".join([str(folder), *packages]).encode()).hexdigest()
    if not mark.exists() or mark.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        known = len(run.findings)
        home = {"HOME": os.environ.get("HOME", "")}  # pip's configuration may lie there
        run.command(python, "-m", "venv", folder, count=False)
        run.command(folder / "bin" / "python", "-m", "pip", "install", "-qq", *packages, environment=home, count=False)
        if len(run.findings) > known:
            raise RuntimeError(f"the environment {name} could not be made")
        mark.write_text(wanted)
    for site in folder.glob("lib/python3*/site-packages"):
        link = site / "ansible_collections" / "openadmin" / "zoom"
        link.parent.mkdir(parents=True, exist_ok=True)
        if not link.is_symlink():
            link.symlink_to(ROOT)
    return folder


def run_matrix(run: Run) -> None:
    for version in VERSIONS:
        python = find_python(version.python)
        label = f"ansible-core {version.core} on Python {version.python}"
        if python is None:
            run.skip(f"{label}: no such Python here")
            continue
        packages = [f"ansible-core~={version.core}.0", *(pins()[tool] for tool in TOOLS)]
        folder = environment(run, f"core-{version.core}", python, packages)
        smoke(run, folder)
    old_python(run)


def smoke(run: Run, folder: Path) -> None:
    """The tests that touch ansible-core most, and one playbook."""
    tests = [test for test in SMOKE if (ROOT / test).exists()]
    path = {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    python = folder / "bin" / "python"
    run.command(python, "-m", "pytest", "-q", "-x", "-m", "not slow", *tests, environment=path)
    if SMOKE_TARGET.exists():
        run.command(python, "-m", "pytest", "-q", "-k", SMOKE_TARGET.name, SMOKE_TARGET.parents[1], environment=path)


def old_python(run: Run) -> None:
    """Modules run on the Python of the target, which may be older than the controller's."""
    python = find_python(OLDEST_MODULE_PYTHON)
    label = f"modules on Python {OLDEST_MODULE_PYTHON}"
    if python is None:
        run.skip(f"{label}: no such Python here")
        return
    folder = environment(run, f"python-{OLDEST_MODULE_PYTHON}", python, ["requests"])
    # ansible-core itself cannot be installed there; of it, modules import ansible.module_utils, which runs there.
    core = folder / "core"
    core.mkdir(exist_ok=True)
    if not (core / "ansible").exists():
        (core / "ansible").symlink_to(Path(sysconfig.get_path("purelib"), "ansible"))
    run.command(folder / "bin" / "python", "tools/dev/import_plugins.py", environment={"PYTHONPATH": str(core)})
    if SMOKE_TARGET.exists():
        interpreter = {"ZOOM_TEST_INTERPRETER": str(folder / "bin" / "python")}
        arguments = ("-k", SMOKE_TARGET.name, str(SMOKE_TARGET.parents[1]))
        run.command(sys.executable, "-m", "pytest", "-q", *arguments, environment=interpreter)
