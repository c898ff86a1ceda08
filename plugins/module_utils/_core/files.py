# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that users name: only regular files are read or replaced, within a bound of size, and never half.

A device, named pipe, socket, folder or link is refused before it is opened: as root, writing would replace
``/dev/null``, and reading ``/dev/zero`` would never end.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import json
import os
import secrets
import stat
from typing import IO, Any, Callable, Iterator, NamedTuple

from .errors import Finding
from .texts import printable

MOST_BYTES = 64 * 1024 * 1024  # 50,000 people with every field filled in need about 30 MB
MOST_OPEN = 0o640  # what is written names people: never readable by everybody, whatever the umask
UNICODE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FILE_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISLNK, "a link"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class FileError(OSError):
    """A file that cannot be read or written: ``path``, ``problem`` and ``remedy`` are fit to be shown."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        super().__init__(errno.EINVAL, problem)
        self.path = printable(path)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.path} {self.problem} {self.remedy}".rstrip()

    def finding(self, place: str) -> Finding:
        """The finding about the option that named the file."""
        return Finding(place, f"{self.path} {self.problem}", self.remedy)


# -- Reading -----------------------------------------------------------------------------------------------------


def read_bytes(path: str, most: int = MOST_BYTES) -> bytes:
    """The content of a regular file, or of one that a link leads to. Raises FileError."""
    with _opened(path) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise FileError(path, f"has more than {_size(most)}.", "Split it, or check that it is the right file.")
    return content


class Beginning(NamedTuple):
    """The first bytes of a file, and its size."""

    content: bytes
    size: int


def read_beginning(path: str, most: int) -> Beginning:
    """The first ``most`` bytes of a regular file, however large it is. Raises FileError."""
    with _opened(path) as stream:
        return Beginning(stream.read(most), os.fstat(stream.fileno()).st_size)


@contextlib.contextmanager
def _opened(path: str) -> Iterator[IO[bytes]]:
    with _file_errors(path, "cannot be read"):
        _refuse_unless_regular(path, os.stat(path).st_mode)
        # Between stat and open somebody may put a pipe there: O_NONBLOCK does not wait for its writer.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as stream:
            _refuse_unless_regular(path, os.fstat(descriptor).st_mode)
            yield stream


def read_text(path: str, encoding: str = "utf-8-sig", most: int = MOST_BYTES) -> str:
    """The text of a file; a mark of UTF-8, UTF-16 or UTF-32 at its beginning wins over ``encoding``.

    Raises FileError. ``check_encoding`` says beforehand whether the encoding is one.
    """
    return decoded(read_bytes(path, most), path, encoding)


def decoded(content: bytes, path: str, encoding: str) -> str:
    """The text of a file's bytes; see read_text. ``path`` is for messages. Raises FileError."""
    encoding = next((name for mark, name in UNICODE_MARKS if content.startswith(mark)), encoding)
    try:
        text = content.decode(encoding)
        text.encode()  # some encodings give halves of characters, which nothing can print
    except UnicodeError as error:
        where = ""
        if isinstance(error, UnicodeDecodeError):
            line = content.count(b"\n", 0, error.start) + 1
            where = f" (line {line}, byte {content[error.start] if error.start < len(content) else 0:#04x})"
        raise FileError(
            path, f"is not {encoding}{where}.", "Save it as UTF-8, or name its encoding, such as cp1252 or utf-16."
        ) from error
    if "\0" in text:
        raise FileError(path, "holds NUL characters.", "Name its encoding, such as utf-16.")
    return text


def check_encoding(encoding: str, place: str = "encoding") -> Finding | None:
    """What is wrong with the name of an encoding. Python's codecs that make no text (rot13, zip) are refused."""
    try:
        known = codecs.lookup(encoding)._is_text_encoding
    except (LookupError, ValueError):
        known = False
    if known:
        return None
    return Finding(place, f"{encoding!r} is not a known encoding of text.", "Try utf-8-sig or cp1252.")


# -- Writing -----------------------------------------------------------------------------------------------------


def write_json(path: str, content: Any, mode: int = 0o600) -> None:
    """Write JSON; see write_text."""

    def write(stream: IO[str]) -> None:
        json.dump(content, stream, indent=1, ensure_ascii=False)
        stream.write("\n")

    _replace(path, write, mode)


def write_text(path: str, text: str, mode: int = 0o600) -> None:
    """Write a file whole or not at all: what stood there before stays until all is written.

    At most ``mode`` and 0640, less what the umask takes. Raises FileError where ``path`` is something else than a
    regular file, and where it cannot be written.
    """
    _replace(path, lambda stream: stream.write(text), mode)


def check_writable(path: str) -> None:
    """Find before anything is done what would hinder write_text. Raises FileError."""
    with _file_errors(path, "cannot be written"):
        folder = _folder_of(path)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise FileError(path, "lies in a folder that you may not write to.", "Name a file in another folder.")


def writing_findings(path: str, place: str) -> list[Finding]:
    """The finding of check_writable about the option that named the file; none where it can be written."""
    try:
        check_writable(path)
    except FileError as error:
        return [error.finding(place)]
    return []


def _replace(path: str, write: Callable[[IO[str]], Any], mode: int) -> None:
    with _file_errors(path, "cannot be written"):
        folder = _folder_of(path)
        # A name that nobody can guess, and O_EXCL: nobody can put a link there first.
        temporary = os.path.join(folder, f".{os.path.basename(path)[:100]}.{secrets.token_hex(8)}.tmp")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode & MOST_OPEN)
        try:
            # Half a character (a lone surrogate) has no UTF-8; its escape is what JSON calls it too.
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                write(stream)
                stream.flush()
                os.fsync(descriptor)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise


def _folder_of(path: str) -> str:
    """The folder of a file to be written. Raises FileError where it does not exist, or ``path`` is no regular file."""
    if not os.path.basename(path):
        raise FileError(path, "is a folder, not a file.", "Name a file in it.")
    with contextlib.suppress(FileNotFoundError):
        _refuse_unless_regular(path, os.lstat(path).st_mode)
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise FileError(path, "lies in a folder that does not exist.", "Create it, or name another file.")
    return folder


# -- Both --------------------------------------------------------------------------------------------------------


def _refuse_unless_regular(path: str, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    kind = next((name for is_kind, name in FILE_KINDS if is_kind(mode)), "something else")
    remedy = "Name a file in it." if kind == "a folder" else "Name a regular file."
    if kind == "a named pipe":
        remedy = "Write what comes out of it to a file first, and name that."
    raise FileError(path, f"is {kind}, not a file.", remedy)


@contextlib.contextmanager
def _file_errors(path: str, what: str) -> Iterator[None]:
    """Every error of the system as a FileError; ValueError is a NUL, or a character that no path can hold."""
    try:
        yield
    except FileError:
        raise
    except FileNotFoundError as error:
        if os.path.islink(path):
            raise FileError(path, "is a link to a file that does not exist.", "Name the file itself.") from error
        raise FileError(
            path,
            f"{what}: there is no such file.",
            "A module's working directory is not yours: give an absolute path, {{ 'people.csv' | realpath }}.",
        ) from error
    except OSError as error:
        raise FileError(path, f"{what}: {error.strerror or error}.", "Check its path and its permissions.") from error
    except ValueError as error:
        raise FileError(path, f"{what}: it is not a path.", "Remove what is no character of a file's name.") from error


def _size(count: int) -> str:
    return f"{count // 1024 // 1024} MB" if count >= 1024 * 1024 else f"{count:,} bytes"
