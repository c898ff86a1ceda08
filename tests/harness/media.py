# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that begin as pictures and films do."""

from __future__ import annotations

from pathlib import Path

BEGINNINGS = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff\xe0",
    ".gif": b"GIF89a",
    ".mp4": b"\x00\x00\x00\x18ftypmp42",
    ".mov": b"\x00\x00\x00\x14ftypqt  ",
}


def media_file(folder: Path, name: str, size: int = 100, content: str = "") -> str:
    """A file of ``size`` bytes that begins as its name ends, or as ``content`` (an ending) says; returns its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    begin = BEGINNINGS.get(content or path.suffix, b"")
    path.write_bytes((begin + b"0" * size)[:size])
    return str(path)
