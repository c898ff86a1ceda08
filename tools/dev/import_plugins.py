# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports every module and what modules import; runs on the oldest Python that a target may have."""

from __future__ import annotations

import importlib
import sys
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "ansible_collections.openadmin.zoom"


def main() -> int:
    failed = 0
    files = [
        file for folder in ("module_utils", "modules") for file in sorted((ROOT / "plugins" / folder).rglob("*.py"))
    ]
    for file in files:
        name = ".".join([PACKAGE, *file.relative_to(ROOT).with_suffix("").parts])
        try:
            importlib.import_module(name)
        except Exception:  # noqa: BLE001 - each file has its own say
            failed += 1
            sys.stdout.write(f"{file.relative_to(ROOT)}:\n{traceback.format_exc(limit=-3)}\n")
    version = ".".join(str(part) for part in sys.version_info[:3])
    sys.stdout.write(f"{len(files) - failed} of {len(files)} files import on Python {version}\n")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
