# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger: what was done with whom, and when. Zoom tells no date of deactivation, so a job keeps its own.

One JSON object a line, added at the end and never changed; readable by its owner only. A ledger that is lost or cannot
be read in part delays: a date that is not known counts from now.
"""

from __future__ import annotations

import fcntl
import json
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Iterable, Mapping, NamedTuple, Sequence

from .._core import files
from .moments import moment_from, text_of

if TYPE_CHECKING:
    from datetime import datetime

    from .._core.errors import Finding


@dataclass(frozen=True)
class LedgerEntry:
    """One line. ``person``: the id, which stays when the address changes; ``requested`` and ``answer`` are words."""

    time: datetime
    account: str
    person: str
    email: str
    stage: str
    heir: str = ""
    requested: str = ""
    answer: str = ""

    def as_line(self) -> str:
        """The line, without its end."""
        data = {
            "time": text_of(self.time),
            "account": self.account,
            "person": self.person,
            "email": self.email,
            "stage": self.stage,
            "heir": self.heir,
            "requested": self.requested,
            "answer": self.answer,
        }
        return json.dumps(data, ensure_ascii=False)


class LedgerRead(NamedTuple):
    """The entries of one account, in order, and how many lines could not be read."""

    entries: list[LedgerEntry]
    unreadable: int


# What Zoom refused changes nothing: it stands in the file, and counts for no stage.
REFUSED = "refused"


class Ledger:
    """The entries of one account, by person. A path of '' keeps nothing."""

    def __init__(self, path: str, account: str, entries: Iterable[LedgerEntry] = ()) -> None:
        self.path = path
        self.account = account
        self._by_person: dict[str, list[LedgerEntry]] = {}
        self._take_in(entries)

    def last(self, person: str) -> LedgerEntry | None:
        """The newest entry about a person."""
        return next(reversed(self._by_person.get(person, [])), None)

    def last_of_email(self, email: str) -> LedgerEntry | None:
        """The newest entry about whoever had this address."""
        found = [
            entries[-1] for entries in self._by_person.values() if entries[-1].email.casefold() == email.casefold()
        ]
        return max(found, key=lambda entry: entry.time, default=None)

    def since(self, person: str, stage: str) -> datetime | None:
        """Since when a person is in a stage without a break; None if the newest entry is of another stage."""
        begun = None
        for entry in reversed(self._by_person.get(person, [])):
            if entry.stage != stage:
                break
            begun = entry.time
        return begun

    @property
    def people(self) -> list[str]:
        """The ids of all who have an entry."""
        return list(self._by_person)

    def add(self, entries: Sequence[LedgerEntry]) -> None:
        """Write entries at the end, and know them. Raises FileError."""
        if self.path and entries:
            append(self.path, entries)
        self._take_in(entries)

    def _take_in(self, entries: Iterable[LedgerEntry]) -> None:
        for entry in entries:
            if entry.account == self.account and entry.stage != REFUSED:
                self._by_person.setdefault(entry.person, []).append(entry)


def read_ledger(path: str, account: str) -> LedgerRead:
    """The entries about one account. No file is an empty ledger. Raises FileError for what is no regular file."""
    if not os.path.lexists(path):
        return LedgerRead([], 0)
    entries = []
    unreadable = 0
    for line in files.read_text(path).splitlines():
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            entry = _entry(data)
        except (ValueError, KeyError, TypeError, AttributeError):
            unreadable += 1  # a line that a killed job left half written, or that somebody edited
            continue
        if entry.account == account:
            entries.append(entry)
    return LedgerRead(entries, unreadable)


def ledger_findings(path: str, place: str) -> list[Finding]:
    """What would hinder adding to the ledger."""
    return files.writing_findings(path, place)


def append(path: str, entries: Sequence[LedgerEntry]) -> None:
    """Add lines at the end, under a lock, and have them on the disk before this returns. Raises FileError."""
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    text = "".join(entry.as_line() + "\n" for entry in entries)
    try:
        descriptor = os.open(path, flags, 0o600)
        with os.fdopen(descriptor, "rb+", buffering=0) as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise files.FileError(path, "is not a regular file.", "Name another file.")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            size = os.fstat(descriptor).st_size
            broken = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
            stream.write((("\n" if broken else "") + text).encode("utf-8", "backslashreplace"))
            os.fsync(descriptor)
    except files.FileError:
        raise
    except OSError as error:
        remedy = "Check its path and its permissions."
        raise files.FileError(path, f"cannot be added to: {error.strerror or error}.", remedy) from error


def _entry(data: Mapping[str, Any]) -> LedgerEntry:
    moment = moment_from(str(data["time"]))
    if moment is None:
        raise ValueError("no time")
    words = {name: str(data.get(name) or "") for name in ("account", "email", "stage", "heir", "requested", "answer")}
    return LedgerEntry(time=moment, person=str(data["person"]), **words)
