# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table in a CSV file: its header, its rows, and what spreadsheets and reports write around them."""

from __future__ import annotations

import csv
import io
import itertools
import re
from dataclasses import dataclass, field
from typing import Callable, Iterable

from .._core.errors import Finding, InputError
from .._core.texts import shortened
from .checks import IDENTIFIERS

SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=(.)"?[,;\t ]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
DELIMITERS = ";,\t|"
TITLES = 25  # rows that may stand above the header
SAMPLE = 20_000  # characters in which the header is looked for
TOTAL = re.compile(
    r"((grand|sub|overall)[ -]?)?(total|totals|sum|count|summe|gesamt|anzahl)\b.{0,40}"
    r"|[0-9]+ (users|people|rows|records|entries)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass
class Table:
    """``header`` and ``lines`` (with the rows' numbers in a spreadsheet); ``notes`` say what was left out."""

    header: list[str]
    lines: list[tuple[int, list[str]]]
    notes: list[str] = field(default_factory=list)


def read_table(text: str, name: str, delimiter: str, known: Callable[[str], str | None]) -> Table:
    """The table of a file. ``known`` gives the option that a header is. Raises InputError."""
    text, delimiter = _delimiter(text.lstrip("\ufeff"), delimiter)
    _check_delimiter(text, name, delimiter, known)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        table = [(number, line) for number, line in enumerate(reader, start=1) if any(map(str.strip, line))]
    except csv.Error as error:
        raise InputError(
            [Finding(f"src {name}, line {reader.line_num}", f"{error}.", "Check the quotes; is the file cut off?")]
        ) from error
    if not table:
        raise InputError([Finding(f"src {name}", "has no row.", "Check the export that wrote it.")])
    place = next((at for at, (_row, line) in enumerate(table[:TITLES]) if any(map(known, line))), 0)
    titles, (_number, header), lines = table[:place], table[place], table[place + 1 :]
    notes = []
    if titles:
        notes.append(_left_out(titles, "stands above the header", "stand above the header"))
    return _without_totals(Table(header, lines, notes), known)


def _delimiter(text: str, delimiter: str) -> tuple[str, str]:
    """The text without Excel's line ``sep=;``, which Excel does not count as a row, and the delimiter."""
    line = SEPARATOR_LINE.match(text)
    if line is not None:
        text, delimiter = text[line.end() :], line[1]
    delimiter = "\t" if delimiter in ("\\t", "tab") else delimiter
    printable = delimiter == "\t" or delimiter.isprintable()
    if len(delimiter) != 1 or delimiter.isalnum() or delimiter == '"' or not printable:
        raise InputError(
            [Finding("delimiter", f"{delimiter!r} is not one character that parts cells.", 'Use "," or ";" or "\\t".')]
        )
    return text, delimiter


def _check_delimiter(text: str, name: str, delimiter: str, known: Callable[[str], str | None]) -> None:
    """Raises InputError where another delimiter gives a header, and this one none."""
    if _has_header(text, delimiter, known):
        return
    for other in DELIMITERS:
        if other != delimiter and _has_header(text, other, known):
            problem = f"has cells parted by {other!r}, not {delimiter!r}."
            raise InputError([Finding(f"src {name}", problem, f"Set delimiter to {other!r}.")])


def _has_header(text: str, delimiter: str, known: Callable[[str], str | None]) -> bool:
    """Whether a line at the beginning names a column by which people are found."""
    reader = csv.reader(io.StringIO(text[:SAMPLE], newline=""), delimiter=delimiter)
    return any(known(cell) in IDENTIFIERS for line in itertools.islice(reader, 2 * TITLES) for cell in line)


def _without_totals(table: Table, known: Callable[[str], str | None]) -> Table:
    """The table without totals at its end, and without its header where it comes again."""
    identifiers = [at for at, cell in enumerate(table.header) if known(cell) in IDENTIFIERS]
    totals: list[tuple[int, list[str]]] = []
    while table.lines and _is_total(table.lines[-1][1], identifiers):
        totals.insert(0, table.lines.pop())
    if totals:
        table.notes.append(_left_out(totals, "is a total", "are totals"))
    again = [(number, line) for number, line in table.lines if line == table.header]
    if again:
        table.lines = [(number, line) for number, line in table.lines if line != table.header]
        table.notes.append(_left_out(again, "repeats the header", "repeat the header"))
    return table


def _is_total(line: list[str], identifiers: Iterable[int]) -> bool:
    """Whether a line identifies nobody and says that it counts."""
    named = [line[at].strip() for at in identifiers if at < len(line) and line[at].strip()]
    filled = [cell.strip() for cell in line if cell.strip()]
    return all(TOTAL.fullmatch(cell) for cell in named) and any(TOTAL.fullmatch(cell) for cell in filled)


def _left_out(lines: list[tuple[int, list[str]]], one: str, several: str) -> str:
    numbers = ", ".join(str(number) for number, _line in lines[:5]) + (", …" if len(lines) > 5 else "")
    rows = f"row {numbers} {one} and was" if len(lines) == 1 else f"rows {numbers} {several} and were"
    first = next(cell.strip() for cell in lines[0][1] if cell.strip())
    return f"{rows} left out: {shortened(first)}"
