# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the artifact of the collection and checks it as Galaxy and a user would: imported, and installed alone."""

from __future__ import annotations

import os
import re
import shutil
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

from tree import CACHE, ROOT

if TYPE_CHECKING:
    from stages import Run

MOST_BYTES = 1_000_000
# What only those who change the collection need.
UNWANTED = re.compile(r"^(\.|tests/|tools/|requirements/|dev$|pyproject\.toml$)")
# Each playbook that needs an account, with what it must be given; `tour` and `simulator` bring their own.
PLAYBOOKS: dict[str, dict[str, str]] = {
    "doctor": {},
    "onboard": {"people_src": "people.csv"},
    "offboard": {"leavers_src": "leavers.csv", "offboarding_heir": "owner@example.com"},
    "reclaim": {"reclaim_max_percent": "100"},
    "audit": {"policy_report_dir": "reports"},
    "audit_ticket": {"ticket_url": "https://tickets.example.com/api"},
    "policy": {"policy_report_dir": "reports", "policy_mode": "enforce"},
    "undo": {"undo_file": "undo.json", "undo_module": "zoom_users"},
    "export": {"export_dir": "account"},
    "drift": {"drift_against": "account"},
    "apply": {"apply_dir": "account"},
}
# These write files alone, which the next ones read.
WITHOUT_CHECK = {"export"}
# It needs AWX and its collection; tests/integration/test_awx_setup.py runs it.
ELSEWHERE = {"awx_setup"}
FILES = {
    "people.csv": "email,dept\nsim.user0001@example.com,Sales\n",
    "leavers.csv": "email,leave_date\nsim.user0002@example.com,2020-01-31\n",
    "undo.json": '{"users": [{"email": "sim.user0001@example.com", "dept": "Support"}]}',
}


def build(run: Run, source: Path, folder: Path) -> Path | None:
    """Builds the collection in `source`; returns the artifact."""
    galaxy = CACHE / "venv" / "bin" / "ansible-galaxy"
    shutil.rmtree(folder, ignore_errors=True)
    run.command(galaxy, "collection", "build", "--force", "--output-path", folder, source)
    found = sorted(folder.glob("openadmin-zoom-*.tar.gz"))
    if not found:
        return None
    size = found[-1].stat().st_size
    if size > MOST_BYTES:
        run.fail(f"{found[-1].name} has {size:,} bytes, more than {MOST_BYTES:,}")
    with tarfile.open(found[-1]) as archive:
        names = archive.getnames()
    run.findings += [f"{name} does not belong into the artifact" for name in names if UNWANTED.match(name)]
    return found[-1]


def import_it(run: Run, artifact: Path) -> None:
    """As Galaxy imports it, where every warning counts."""
    run.command(
        CACHE / "venv" / "bin" / "python",
        "-m",
        "galaxy_importer.main",
        artifact.name,
        refuse=r"^(WARNING|ERROR)",
        cwd=artifact.parent,
        environment={"ANSIBLE_HOME": str(CACHE / "home" / ".ansible-importer")},
    )


def try_it(run: Run, artifact: Path) -> None:
    """As a user has it: in an environment with ansible-core and requests alone, with the simulator that it brings."""
    from matrix import environment, pins

    python = CACHE / "venv" / "bin" / "python"
    names = ("ansible-core", "requests")
    place = environment(run, "user", str(python.resolve()), [pins()[name] for name in names], linked=False)
    folder = artifact.parent / "user"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    settings = {
        "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "ANSIBLE_COLLECTIONS_PATH": str(folder / "collections"),
        "ZOOM_SIMULATOR_CACHE": str(CACHE / "matrix" / "user-simulator"),
        "HOME": os.environ.get("HOME", ""),  # pip's configuration may lie there
    }
    run.command("ansible-galaxy", "collection", "install", artifact, cwd=folder, environment=settings)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    run.command("ansible-playbook", "openadmin.zoom.tour", cwd=folder, environment=settings)
    small = ("-e", "simulator_users=20", "-e", "simulator_groups=2")
    run.command("ansible-playbook", "openadmin.zoom.simulator", *small, cwd=folder, environment=settings)
    try:
        for playbook, variables in PLAYBOOKS.items():
            given = [word for name, value in variables.items() for word in ("-e", f"{name}={value}")]
            check = () if playbook in WITHOUT_CHECK else ("--check", "--diff")
            words = ["ansible-playbook", f"openadmin.zoom.{playbook}", *check, *given]
            run.command(
                "bash", "-c", '. ./zoom-simulator.env && exec "$@"', "-", *words, cwd=folder, environment=settings
            )
    finally:
        stop = ("-e", "simulator_state=stopped")
        run.command("ansible-playbook", "openadmin.zoom.simulator", *stop, cwd=folder, environment=settings)


def untested_playbooks() -> set[str]:
    """Playbooks that no line above runs."""
    return {path.stem for path in ROOT.glob("playbooks/*.yml")} - set(PLAYBOOKS) - ELSEWHERE - {"tour", "simulator"}
