# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the report for the site: an audit of a simulated account, photographed by a headless browser."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ansible_collections.openadmin.zoom.tests.harness.playbooks import run_playbook
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ACCOUNT = ("--users", "200", "--groups", "8", "--seed", "1", "--no-rate-limits")
SIZES = {"report": "1200,1000", "report_narrow": "420,900"}
SECONDS = 120


def find_browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def take_pictures(folder: Path) -> set[str]:
    """Takes the pictures; returns the names of those that there are."""
    browser = find_browser()
    if browser is None:
        sys.stdout.write("dev: no Chromium or Chrome here: the site has no pictures of the report\n")
        return set()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        report = audit(Path(name))
        return {title for title, size in SIZES.items() if photograph(browser, report, folder / f"{title}.png", size)}


def audit(folder: Path) -> Path:
    """The HTML report of an audit."""
    simulator = Simulator(*ACCOUNT)
    try:
        variables = {"policy_baselines": ["core"], "policy_report_dir": str(folder), "policy_report_formats": ["html"]}
        run_playbook("openadmin.zoom.audit", simulator, variables=variables, folder=folder).expect_success()
    finally:
        simulator.stop()
    return next(folder.glob("*.html"))


def photograph(browser: str, page: Path, target: Path, size: str) -> bool:
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
        command += [f"--user-data-dir={profile}", f"--window-size={size}", f"--screenshot={target}", page.as_uri()]
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    if not target.exists():
        sys.stdout.write(f"dev: {Path(browser).name} took no picture: the site is without {target.name}\n")
    return target.exists()
