# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who leaves, as a list or a CSV, JSON or YAML file says it: rows made into typed values, with every finding."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Iterable, Mapping, NamedTuple, Sequence

from .._core import files
from .._core.errors import Finding, InputError
from .._core.texts import printable
from .._core.validation import nearest
from .._users import documents, table
from .._users.checks import IDENTIFIERS
from .moments import moment_from

if TYPE_CHECKING:
    from datetime import datetime

LEAVER_COLUMNS = ("email", "id", "employee_unique_id", "leave_date", "heir")


@dataclass(frozen=True)
class Leaver:
    """One row. ``leave_date`` of None is at once; ``heir`` is an email, '' where the row names none."""

    place: str
    email: str = ""
    user_id: str = ""
    unique_id: str = ""
    leave_date: datetime | None = None
    heir: str = ""

    @property
    def name(self) -> str:
        """What the row calls the person."""
        return self.email or self.user_id or self.unique_id


class LeaversRead(NamedTuple):
    """The rows, and what is wrong with them or with their file."""

    leavers: list[Leaver]
    findings: list[Finding]


def read_leavers(src: str | None, given: Sequence[Mapping[str, Any]] | None, others: bool) -> LeaversRead:
    """The rows of the file or of the list. With ``others`` columns that are not known are left aside: the file lists
    who stays, and comes from elsewhere. Raises InputError where a file cannot be read at all."""
    rows = _rows_of_file(src) if src else [(f"leavers[{number}]", row) for number, row in enumerate(given or (), 1)]
    findings: list[Finding] = []
    leavers = [_leaver(place, row, others, findings) for place, row in rows]
    findings += _twice(leavers)
    return LeaversRead(leavers, findings)


def _rows_of_file(path: str) -> list[tuple[str, Mapping[str, Any]]]:
    name = printable(os.path.basename(path))
    try:
        text = files.read_text(path)
    except files.FileError as error:
        raise InputError([error.finding("src")]) from error
    if not text.strip():
        raise InputError([Finding(f"src {name}", "is empty.", "Check the export that wrote it.")])
    language = documents.language_of(name, text)
    if language:
        found = documents.read_document(text, name, language).people
        return [(f"row {number}", row if isinstance(row, dict) else {}) for number, row in enumerate(found, 1)]
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    read = table.read_table(text, name, delimiter, _column)
    header = [_column(cell) or cell.strip() for cell in read.header]
    if not set(header) & set(IDENTIFIERS):
        raise InputError([Finding(f"src {name}", "has no column email.", "Name the column email.")])
    return [(f"row {number}", dict(zip(header, line))) for number, line in read.lines]


def _column(cell: str) -> str | None:
    name = "_".join(cell.strip().casefold().replace("-", " ").split())
    return name if name in LEAVER_COLUMNS else None


def _leaver(place: str, row: Mapping[str, Any], others: bool, findings: list[Finding]) -> Leaver:
    values = {str(name): str(value).strip() for name, value in row.items() if value not in (None, "")}
    unknown = [] if others else [name for name in values if name not in LEAVER_COLUMNS]
    findings += [
        Finding(f"{place}, column {printable(name)}", "is not known here.", nearest(name, LEAVER_COLUMNS))
        for name in unknown
    ]
    if not any(values.get(name) for name in IDENTIFIERS):
        findings.append(Finding(place, "names nobody.", "Give the email or employee_unique_id."))
    moment = None
    if values.get("leave_date") and not others:
        moment = moment_from(values["leave_date"])
        if moment is None:
            problem = f"{values['leave_date']!r} is not a date."
            findings.append(Finding(f"{place}, column leave_date", problem, "Write it as 2026-01-31."))
    heir = values.get("heir", "")
    if heir and heir.casefold() == values.get("email", "").casefold():
        findings.append(Finding(f"{place}, column heir", "is the person who leaves.", "Name somebody who stays."))
    return Leaver(
        place,
        values.get("email", ""),
        values.get("id", ""),
        values.get("employee_unique_id", ""),
        moment,
        heir,
    )


def _twice(leavers: Iterable[Leaver]) -> list[Finding]:
    first: dict[str, Leaver] = {}
    findings = []
    for one in leavers:
        key = one.name.casefold()
        if key and key in first:
            findings.append(Finding(one.place, f"{one.name} stands at {first[key].place} already.", "Keep one."))
        first.setdefault(key, one)
    return findings
