# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which kind of picture or film a file is."""

from __future__ import annotations

IMAGES = ((b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"))
# The word after the length of a film's first part.
FIRST_PARTS = (b"ftyp", b"moov", b"mdat", b"wide", b"free")
PICTURES = (".png", ".jpg")
VIDEOS = (".mp4", ".mov")
MEGABYTE = 1024 * 1024


def kind_of(name: str, content: bytes) -> str:
    """Return the ending that the first bytes of a file stand for; empty for none that is known.

    Films of both kinds begin alike: which one it is, the name says.
    """
    for start, ending in IMAGES:
        if content.startswith(start):
            return ending
    if content[4:8] not in FIRST_PARTS:
        return ""
    return next((ending for ending in VIDEOS if name.lower().endswith(ending)), "")
