# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/error-codes.md from the table of remedies; with --check compares."""

from __future__ import annotations

import sys
from pathlib import Path

from ansible_collections.openadmin.zoom.plugins.module_utils._core.remedies import OTHERWISE, REMEDIES, Remedy
from ansible_collections.openadmin.zoom.tools.generated_page import write_or_compare

TARGET = Path(__file__).resolve().parents[1] / "docs" / "error-codes.md"
HEAD = """\
<!-- Written by tools/generate_error_codes.py from the table of remedies; change that. -->
# Error codes of Zoom

When Zoom refuses a request, the message of the task holds the operation, the HTTP status, Zoom's code and text, what
was done before, and the next step. The next steps are these. Where a code has several, the text of Zoom or the
operation tells them apart.

| code | where Zoom's text has | of the operations | next step |
|---|---|---|---|
"""
TAIL = f"""
Of every other code the message says: {OTHERWISE}

## Without a code of Zoom

| what happens | next step |
|---|---|
| code 124, HTTP 400 or 401 | The token is renewed and the request sent again; you see it only if that fails too |
| code 4711 or 104 | The app lacks a scope, which the message names: add it and wait. [Scopes](scopes.md) |
| `invalid_client`, `invalid_request` instead of a token | Check client id and secret, or the account id |
| HTTP 429 | The task waits as long as Zoom says, or tells when to come back. [Limits](limits.md) |
| HTTP 500 to 504, a connection that breaks | Reads are repeated. A write is looked up first |
"""


def row(remedy: Remedy) -> str:
    """One line of the table."""
    words = ", ".join(f"`{word}`" for word in remedy.words.split("|") if word) or "–"
    operations = ", ".join(f"`{name}`" for name in remedy.operations) or "all"
    return f"| {remedy.code} | {words} | {operations} | {remedy.text} |\n"


def page() -> str:
    """The whole page, by code; within a code the order of the table decides which applies."""
    return HEAD + "".join(row(remedy) for remedy in sorted(REMEDIES, key=lambda remedy: remedy.code)) + TAIL


if __name__ == "__main__":
    sys.exit(write_or_compare(TARGET, page(), __doc__))
