# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures and films that a task names: checked by their size and first bytes before anything is sent."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple, Sequence

from .files import FileError, read_beginning
from .uploads import Upload

if TYPE_CHECKING:
    from .errors import Finding

MEGABYTE = 1024 * 1024


class MediaFormat(NamedTuple):
    """A format: what it is called, its media type, how a file of it begins, and how its name may end."""

    name: str
    media_type: str
    begins: re.Pattern[bytes]
    endings: tuple[str, ...]


JPG = MediaFormat("JPG", "image/jpeg", re.compile(rb"\xff\xd8\xff"), (".jpg", ".jpeg"))
PNG = MediaFormat("PNG", "image/png", re.compile(rb"\x89PNG\r\n\x1a\n"), (".png",))
GIF = MediaFormat("GIF", "image/gif", re.compile(rb"GIF8[79]a"), (".gif",))
MOV = MediaFormat("MOV", "video/quicktime", re.compile(rb"....(ftypqt  |moov|mdat|wide|free)", re.DOTALL), (".mov",))
MP4 = MediaFormat("MP4", "video/mp4", re.compile(rb"....ftyp(?!qt  )", re.DOTALL), (".mp4",))
ALL_FORMATS = (JPG, PNG, GIF, MOV, MP4)
LONGEST_BEGINNING = 16
HALF_OF_CHARACTER = re.compile("[\ud800-\udfff]")


class MediaFiles(NamedTuple):
    """The files that can be sent, in order, and a finding for each of the others."""

    uploads: list[Upload]
    findings: list[Finding]


def media_files(paths: Sequence[str], place: str, formats: Sequence[MediaFormat], most: int) -> MediaFiles:
    """Look at the files that the option ``place`` names. ``most`` is the largest size in bytes."""
    found = MediaFiles([], [])
    for path in paths:
        try:
            found.uploads.append(_media_file(path, formats, most))
        except FileError as error:  # noqa: PERF203 - each file has its own finding
            found.findings.append(error.finding(place))
    return found


def _media_file(path: str, formats: Sequence[MediaFormat], most: int) -> Upload:
    """One file. Raises FileError for what Zoom would refuse."""
    beginning = read_beginning(path, LONGEST_BEGINNING)
    name = os.path.basename(path)
    wanted = ", ".join(one.name for one in formats[:-1]) + f" or {formats[-1].name}"
    kind = next((one for one in ALL_FORMATS if one.begins.match(beginning.content)), None)
    if not beginning.size:
        raise FileError(path, "is empty.", "Check what wrote it.")
    if beginning.size > most:
        size = f"has {beginning.size:,} bytes; Zoom takes {most // MEGABYTE} MB at most."
        raise FileError(path, size, "Make the picture smaller.")
    if kind not in formats:
        is_one = f"is a {kind.name} file" if kind else "is no picture by its first bytes"
        raise FileError(path, f"{is_one}; Zoom takes {wanted} here.", "Convert it.")
    if kind is not None and not name.lower().endswith(kind.endings):
        raise FileError(path, f"is a {kind.name} file by its content.", f"Let its name end in {kind.endings[0]}.")
    if HALF_OF_CHARACTER.search(name):
        raise FileError(path, "has a name that cannot be sent.", "Rename it.")
    return Upload(path, name, beginning.size, kind.media_type if kind else "")
