# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that users name: what is read, what is replaced, and what is refused."""

from __future__ import annotations

import errno
import json
import os
import socket
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import files


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with one of each kind; sockets want short paths, so it is also the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("content")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "to-device").symlink_to("/dev/null")
    (tmp_path / "to-pipe").symlink_to("pipe")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind("socket")
    yield tmp_path
    listener.close()


NOT_REGULAR = [
    ("folder", "folder is a folder, not a file. Name a file in it."),
    ("pipe", "pipe is a named pipe, not a file. Write what comes out of it to a file first"),
    ("socket", "socket is a socket, not a file. Name a regular file."),
    ("/dev/null", "/dev/null is a device, not a file. Name a regular file."),
    ("/dev/zero", "/dev/zero is a device, not a file."),
    ("loop", "loop "),
    ("file/below", "file/below "),
    ("nul\0nul", "nul\\x00nul cannot be "),
    ("half\ud800", "half\\ud800 cannot be "),
    ("long" * 5000, "longlong"),
]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        *NOT_REGULAR,
        ("to-device", "to-device is a device, not a file."),
        ("to-pipe", "to-pipe is a named pipe, not a file."),
        ("dangling", "dangling is a link to a file that does not exist. Name the file itself."),
        ("none", "none cannot be read: there is no such file. A module's working directory is not yours"),
        ("", " cannot be read: there is no such file."),
    ],
)
def test_what_is_not_read(place: Path, path: str, expected: str) -> None:
    with pytest.raises(files.FileError) as raised:
        files.read_bytes(path)
    assert str(raised.value).startswith(expected)
    assert len(str(raised.value)) < 500


@pytest.mark.parametrize("path", ["file", "link", "folder/../file"])
def test_what_is_read(place: Path, path: str) -> None:
    assert files.read_bytes(path) == b"content"
    assert files.read_text(path) == "content"


def test_a_file_has_a_bound_of_size(place: Path) -> None:
    assert files.read_bytes("file", most=7) == b"content"
    with pytest.raises(files.FileError, match=r"^file has more than 6 bytes\. Split it"):
        files.read_bytes("file", most=6)
    with open("sparse", "wb") as stream:
        stream.truncate(files.MOST_BYTES + 1)
    with pytest.raises(files.FileError, match=r"^sparse has more than 64 MB\."):
        files.read_bytes("sparse")


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at the file and its opening."""
    monkeypatch.setattr(files.os, "stat", lambda _path: os.lstat("file"))
    with pytest.raises(files.FileError, match="is a named pipe"):
        files.read_bytes("pipe")


@pytest.mark.parametrize(
    ("content", "encoding", "expected"),
    [
        ("é".encode(), "utf-8-sig", "é"),
        (b"\xef\xbb\xbf\xc3\xa9", "utf-8", "é"),
        ("é".encode("cp1252"), "cp1252", "é"),
        ("é".encode("utf-16"), "utf-8-sig", "é"),
        ("\ufeffé".encode("utf-16-be"), "cp1252", "é"),
        ("é".encode("utf-32"), "utf-8", "é"),
        (b"", "utf-8-sig", ""),
    ],
)
def test_the_mark_at_the_beginning_wins(content: bytes, encoding: str, expected: str) -> None:
    assert files.decoded(content, "people.csv", encoding) == expected


@pytest.mark.parametrize(
    ("content", "encoding", "expected"),
    [
        (b"a\nJos\xe9,", "utf-8-sig", "people.csv is not utf-8-sig (line 2, byte 0xe9). Save it as UTF-8, or name"),
        (b"a\xe9", "ascii", "people.csv is not ascii (line 1, byte 0xe9)."),
        (b"\xff\xfea", "utf-8", "people.csv is not utf-16 (line 1"),
        ("é".encode("utf-16-le"), "utf-8-sig", "people.csv is not utf-8-sig"),
        ("a".encode("utf-16-le"), "utf-8-sig", "people.csv holds NUL characters. Name its encoding, such as utf-16."),
        (b"a", "undefined", "people.csv is not undefined."),
        (b"a\\ud800", "raw_unicode_escape", "people.csv is not raw_unicode_escape."),
    ],
)
def test_what_is_not_text(content: bytes, encoding: str, expected: str) -> None:
    with pytest.raises(files.FileError) as raised:
        files.decoded(content, "people.csv", encoding)
    assert str(raised.value).startswith(expected)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "UTF8", "cp1252", "latin-1", "utf_16", "shift_jis"])
def test_encodings(encoding: str) -> None:
    assert files.check_encoding(encoding) is None


@pytest.mark.parametrize("encoding", ["rot13", "base64", "zip", "hex", "utf-9", "", "a\0b", "\ud800", "../etc"])
def test_what_is_no_encoding_of_text(encoding: str) -> None:
    finding = files.check_encoding(encoding)
    assert finding is not None
    assert finding.text().endswith("is not a known encoding of text. Try utf-8-sig or cp1252.")


WRITERS: list[Callable[..., Any]] = [files.write_text, files.write_json]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        *NOT_REGULAR,
        ("link", "link is a link, not a file. Name a regular file."),
        ("dangling", "dangling is a link, not a file."),
        ("to-device", "to-device is a link, not a file."),
        ("folder/", "folder/ is a folder, not a file."),
        ("", " is a folder, not a file."),
        ("none/file", "none/file lies in a folder that does not exist. Create it, or name another file."),
    ],
)
def test_what_is_not_replaced(place: Path, write: Callable[..., Any], path: str, expected: str) -> None:
    before = {entry.name: entry.lstat() for entry in place.iterdir()}
    null = os.stat("/dev/null")
    with pytest.raises(files.FileError) as raised:
        write(path, "x")
    assert str(raised.value).startswith(expected)
    assert {entry.name: entry.lstat() for entry in place.iterdir()} == before
    assert os.stat("/dev/null").st_ino == null.st_ino
    if not path.startswith(("long", "/dev")):
        with pytest.raises(files.FileError) as beforehand:
            files.check_writable(path)
        assert str(beforehand.value) == str(raised.value)


@pytest.mark.parametrize(
    ("umask", "mode", "expected"),
    [
        (0o000, 0o600, 0o600),
        (0o000, 0o640, 0o640),
        (0o000, 0o666, 0o640),
        (0o022, 0o640, 0o640),
        (0o077, 0o640, 0o600),
    ],
)
def test_who_may_read_what_is_written(place: Path, umask: int, mode: int, expected: int) -> None:
    os.chmod("file", 0o666)
    former = os.umask(umask)
    try:
        files.write_text("file", "é\r\n", mode=mode)
        files.write_json("new", {"a": "é"}, mode=mode)
    finally:
        os.umask(former)
    assert Path("file").read_bytes() == "é\r\n".encode()
    assert Path("new").read_text(encoding="utf-8") == '{\n "a": "é"\n}\n'
    assert stat.S_IMODE(os.stat("file").st_mode) == expected
    assert stat.S_IMODE(os.stat("new").st_mode) == expected


def test_temporary_names_differ_and_nothing_of_them_is_left(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []
    replace = os.replace

    def seen(old: str, new: str) -> None:
        names.append(old)
        replace(old, new)

    monkeypatch.setattr(files.os, "replace", seen)
    before = sorted(os.listdir("."))
    files.write_text("file", "1")
    files.write_text("file", "2")
    assert len(set(names)) == 2
    assert all(len(os.path.basename(name)) >= len(".file.0123456789abcdef.tmp") for name in names)
    assert sorted(os.listdir(".")) == before


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_what_stood_there(place: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    def full(*_arguments: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = sorted(os.listdir("."))
    monkeypatch.setattr(files.os, failing, full)
    with pytest.raises(files.FileError, match=r"^file cannot be written: No space left on device\."):
        files.write_text("file", "new")
    assert Path("file").read_text() == "content"
    assert sorted(os.listdir(".")) == before


def test_half_a_character_is_written_as_its_escape(place: Path) -> None:
    files.write_json("file", ["\ud800"])
    assert json.loads(Path("file").read_text()) == ["\ud800"]
    files.write_text("file", "\ud800")
    assert Path("file").read_text() == "\\ud800"


def test_a_folder_that_may_not_be_written_to(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.check_writable("new")
    monkeypatch.setattr(files.os, "access", lambda *_arguments: False)
    with pytest.raises(files.FileError, match="may not write to"):
        files.check_writable("new")


def test_an_error_is_a_finding_of_its_option(place: Path) -> None:
    with pytest.raises(files.FileError) as raised:
        files.read_bytes("folder")
    assert raised.value.finding("src").text() == "src: folder is a folder, not a file. Name a file in it."
