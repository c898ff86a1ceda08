# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev record [PAGE…]: runs the commands of the README and of docs/*.md and writes what they print into the pages.

tests/harness/pages.py tells how a page says what is run and shown. The tests run the same commands and compare.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tree import ROOT

from ansible_collections.openadmin.zoom.tests.harness.pages import account_of, commands, recorded, run_page
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator


def record(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    options = account_of(text)
    simulator = Simulator(*options) if options is not None else None
    try:
        with tempfile.TemporaryDirectory() as folder:
            ran = run_page(text, Path(folder), simulator.environment if simulator else {})
    finally:
        if simulator:
            simulator.stop()
    page.write_text(recorded(text, ran), encoding="utf-8")


def main() -> int:
    pages = [Path(name).resolve() for name in sys.argv[1:]] or [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
    for page in pages:
        if commands(page.read_text(encoding="utf-8")):
            record(page)
            sys.stdout.write(f"{page.relative_to(ROOT)} is written\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
