# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs ansible-test on a copy of the checkout, without containers: `python tools/dev/upstream_tests.py sanity`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tree import CACHE, ROOT, copy_tree

# ansible-test keeps its virtual environments in its home folder; its own keeps the user's clean.
HOME = CACHE / "home"

# ansible-test downloads a get-pip script, which a machine that reaches only package registries cannot.
# This stands in for it: pip comes as a package, and installs itself.
GET_PIP = """
import os
import sys

folder = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(folder, "pip-{version}-py3-none-any.whl"))
given = [argument for argument in sys.argv[1:] if argument not in ("--no-setuptools", "--no-wheel")]
import pip._internal.cli.main
sys.exit(pip._internal.cli.main.main(["install", "--upgrade", *given]))
"""


def pip_version() -> str:
    """The version of pip that this ansible-test puts into its environments."""
    import ansible_test

    source = Path(ansible_test.__path__[0], "_internal", "python_requirements.py").read_text(encoding="utf-8")
    found = re.search(r"""^\s+pip=["']([0-9.]+)["']""", source, re.MULTILINE)
    if not found:
        raise SystemExit("upstream_tests.py: cannot tell which pip this ansible-test wants; its sources have changed")
    return found.group(1)


def provide_get_pip() -> None:
    cache = HOME / ".ansible" / "test" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    version = pip_version()
    if not (cache / f"pip-{version}-py3-none-any.whl").exists():
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "-d", str(cache), f"pip=={version}"],
            check=True,
        )
    script = cache / f"get_pip_{version.replace('.', '_')}.py"
    script.write_text(GET_PIP.replace("{version}", version), encoding="utf-8")


def run(command: str, arguments: list[str]) -> int:
    """Runs `ansible-test <command>` in a fresh copy; 1 also where it found nothing to test."""
    provide_get_pip()
    copy = copy_tree(f"ansible-test-{command}")
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    environment = {
        **os.environ,
        "HOME": str(HOME),
        "LC_ALL": "C.UTF-8",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    # The copy is the collection under test; a second one on the path would shadow it.
    environment.pop("ANSIBLE_COLLECTIONS_PATH", None)
    process = subprocess.Popen(
        ["ansible-test", command, "--python", python, "--color", "no", *arguments],
        cwd=copy,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    skipped = False
    for line in process.stdout:
        skipped = skipped or "All targets skipped" in line
        sys.stdout.write(line.replace(f"{copy}{os.sep}", "").replace(str(copy), str(ROOT)))
    if skipped:
        sys.stdout.write("ERROR: ansible-test saw no files to test\n")
    return process.wait() or int(skipped)


def main() -> int:
    if len(sys.argv) < 2:
        sys.stderr.write("usage: upstream_tests.py sanity|units [ARGUMENTS]\n")
        return 2
    command, *arguments = sys.argv[1:]
    defaults = {"sanity": ["--local"], "units": ["--local"]}
    return run(command, [*defaults.get(command, []), *arguments])


if __name__ == "__main__":
    sys.exit(main())
