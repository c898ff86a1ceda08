# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which kind of picture or film a file is."""

from __future__ import annotations

IMAGES = ((b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"))
PICTURES = (".png", ".jpg")
VIDEOS = (".mp4", ".mov")
MEGABYTE = 1024 * 1024


def kind_of(name: str, content: bytes) -> str:
    """Return the ending that the first bytes of a file stand for; empty for none that is known."""
    for start, ending in IMAGES:
        if content.startswith(start):
            return ending
    return next((ending for ending in VIDEOS if name.lower().endswith(ending)), "")
