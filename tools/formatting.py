# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generated Python in the form that the style checks want, so that neither of them finds anything to do."""

from __future__ import annotations

import subprocess
import sys


def formatted(source: str) -> str:
    """The source as `ruff format` lays it out."""
    command = [sys.executable, "-m", "ruff", "format", "--no-cache", "--stdin-filename", "generated.py", "-"]
    return subprocess.run(command, input=source, capture_output=True, text=True, check=True).stdout
