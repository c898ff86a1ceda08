# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files on the controller: read with a reason where that fails, written whole or not at all, never through a link."""

from __future__ import annotations

import os
import secrets
import stat

from ...module_utils._core.errors import Finding

LARGEST = 50_000_000


class UnreadableError(Exception):
    """A file that cannot be read; the text says why."""


def read_text(path: str, largest: int = LARGEST) -> str:
    """The text of a file. Raises UnreadableError."""
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableError("it is not a file")  # a pipe would be waited for
        if found.st_size > largest:
            raise UnreadableError(f"it is larger than {largest // 1_000_000} MB")
        with open(path, encoding="utf-8") as stream:
            return stream.read()
    except OSError as error:
        raise UnreadableError(error.strerror or str(error)) from error
    except ValueError as error:  # not decodable, or a path that no file can have
        raise UnreadableError("it is not UTF-8 text" if isinstance(error, UnicodeError) else str(error)) from error


def write_whole(path: str, content: bytes, mode: int) -> None:
    """Write a file, or leave what was there: it is written under a name that nobody can guess, then moved.

    ``mode`` is the most that it allows; the umask may take away from it. Raises OSError.
    """
    temporary = os.path.join(os.path.dirname(path), f".{secrets.token_hex(16)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def make_folder(option: str, path: str) -> list[Finding]:
    """Make a folder for files, where it is not there yet; findings where it cannot be made or written."""
    remedy = "Name a folder that can be written."
    try:
        os.makedirs(path, mode=0o750, exist_ok=True)
    except (OSError, ValueError) as error:
        return [Finding(option, f"{path} cannot be made: {getattr(error, 'strerror', None) or error}.", remedy)]
    if not os.access(path, os.W_OK | os.X_OK):
        return [Finding(option, f"{path} cannot be written.", remedy)]
    return []


def not_to_be_written(option: str, path: str) -> list[Finding]:
    """A finding where something other than a file has the name of a file that is to be written."""
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError):
        return []  # not there; whether it can be made is found out elsewhere
    if stat.S_ISREG(mode):
        return []
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISLNK, "a link"), (stat.S_ISFIFO, "a pipe"))
    kind = next((words for is_kind, words in kinds if is_kind(mode)), "a device")
    return [Finding(option, f"{path} cannot be written: it is {kind}.", "Name a file.")]
