# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generated Python in the form that the style checks want, so that neither of them finds anything to do."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
from typing import Any

LINE_LENGTH = 150


def formatted(source: str) -> str:
    """The source as `ruff format` lays it out."""
    command = [sys.executable, "-m", "ruff", "format", "--no-cache", "--stdin-filename", "generated.py", "-"]
    return subprocess.run(command, input=source, capture_output=True, text=True, check=True).stdout


def wrapped(values: list[Any]) -> str:
    """The JSON of a row of a table, on several lines where one would be too long for the style checks."""
    text = json.dumps(values, ensure_ascii=False)
    if len(text) < LINE_LENGTH:
        return text
    # A line may end between two values, not within one.
    whole = re.sub(r'"(?:[^"\\]|\\.)*"', lambda found: found.group().replace(" ", "\0"), text)
    lines = textwrap.wrap(whole, LINE_LENGTH - 10, break_long_words=False, break_on_hyphens=False)
    return "\n  ".join(lines).replace("\0", " ")


def table(name: str, kind: str, row: str, rows: list[list[Any]]) -> str:
    """A table as JSON text: Python compiles a text at once, and JSON reads ten times faster than Python compiles."""
    text = ",\n".join(wrapped(values) for values in rows)
    return f'{name}: {kind} = {{\n    {row} in json.loads(\n        r"""[\n{text}\n]"""\n    )\n}}\n'
