# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""People from a CSV, JSON or YAML file: rows with their numbers, and what is wrong with the file itself."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import Any, Iterator, Mapping, NamedTuple, Sequence

from .._core import files
from .._core.errors import Finding, InputError
from .._core.texts import Wrong, printable
from . import cells, documents, headers, table
from .checks import IDENTIFIERS
from .headers import Header, Headers

VAULT = b"$ANSIBLE_VAULT;"
EXCEL = 'In Excel: File, Save As, "CSV UTF-8 (Comma delimited) (*.csv)".'
LIBREOFFICE = "In LibreOffice: File, Save As, Text CSV, with the character set Unicode (UTF-8)."
NUMBERS = "In Numbers: File, Export To, CSV, with the text encoding Unicode (UTF-8)."
WEB_PAGE = re.compile(rb"\s*<(!doctype|html|\?xml|table|head)", re.IGNORECASE)
# What a file is by the bytes it begins with, and in archives by a name within them.
BINARY_KINDS: tuple[tuple[bytes, bytes, str, str], ...] = (
    (b"PK\x03\x04", b"opendocument.spreadsheet", "is an OpenDocument spreadsheet.", LIBREOFFICE),
    (b"PK\x03\x04", b"Index/", "is a Numbers spreadsheet.", NUMBERS),
    (b"PK\x03\x04", b"[Content_Types].xml", "is an Excel workbook.", EXCEL),
    (b"PK\x03\x04", b"xl/", "is an Excel workbook.", EXCEL),
    (b"PK\x03\x04", b"", "is a ZIP archive.", "Unpack it."),
    (b"\xd0\xcf\x11\xe0", b"", "is an Excel workbook of the older kind, or one with a password.", EXCEL),
    (b"\x1f\x8b", b"", "is compressed.", "Unpack it with gunzip."),
    (b"%PDF", b"", "is a PDF.", "Export the list as CSV instead."),
)
BY_NAME = {".xlsx": EXCEL, ".xlsm": EXCEL, ".xls": EXCEL, ".ods": LIBREOFFICE, ".numbers": NUMBERS}


class FileRow(NamedTuple):
    """One person of a file: the row's number, what findings call it, and the values that it names."""

    number: int
    place: str
    values: dict[str, Any]


@dataclass(frozen=True)
class PeopleFile:
    """What a file holds; it unpacks into ``rows, findings``.

    ``warnings`` say what was left out. ``whole``: False where the file says itself that it is one page of several.
    """

    rows: list[FileRow]
    findings: list[Finding]
    warnings: list[str] = field(default_factory=list)
    whole: bool = True

    def __iter__(self) -> Iterator[Any]:
        return iter((self.rows, self.findings))


def read_people_file(
    path: str,
    columns: Mapping[str, str] | None = None,
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
    list_separator: str = "|",
    unknown_columns: str = "error",
    clear_token: str | None = None,
) -> PeopleFile:
    """The people of a file. Raises InputError where the file cannot be read at all.

    A row of a CSV file is numbered as a spreadsheet does: the first line is row 1. An entry of a JSON or YAML file
    counts from 1.
    """
    name = printable(os.path.basename(path))
    wrong_encoding = files.check_encoding(encoding)
    if wrong_encoding is not None:
        raise InputError([wrong_encoding])
    if not list_separator:
        raise InputError([Finding("list_separator", "is empty.", 'Use "|" or ";".')])
    clear_token = (clear_token or "").strip() or None
    text = _text(path, encoding)
    findings: list[Finding] = []
    reader = _Reader(name, Headers(columns or {}, findings), unknown_columns == "ignore", findings)
    language = documents.language_of(name, text)
    if language:
        return reader.document(documents.read_document(text, name, language), clear_token)
    return reader.table(text, delimiter, list_separator, clear_token)


def _text(path: str, encoding: str) -> str:
    try:
        content = files.read_bytes(path)
        _refuse_other_kinds(content, path)
        text = files.decoded(content, path, encoding)
        if not text.strip():
            raise files.FileError(path, "is empty.", "Check the export that wrote it.")
    except files.FileError as error:
        raise InputError([error.finding("src")]) from error
    return text


def _refuse_other_kinds(content: bytes, path: str) -> None:
    """Raises FileError for what is no text, or none of a table."""
    for beginning, within, problem, remedy in BINARY_KINDS:
        if content.startswith(beginning) and within in content:
            by_name = BY_NAME.get(os.path.splitext(path)[1].casefold(), remedy) if within == b"" else remedy
            raise files.FileError(path, problem, by_name)
    if content.startswith(VAULT):
        raise files.FileError(
            path,
            "is encrypted with ansible-vault.",
            "Decrypt it to another file (ansible-vault decrypt --output FILE), or keep the people in a vaulted YAML"
            " list and give them as users: \"{{ lookup('ansible.builtin.unvault', 'people.yml') | from_yaml }}\".",
        )
    if WEB_PAGE.match(content):
        raise files.FileError(
            path, "is a web page, not a list of people.", "Was it saved while signed out? Download it again."
        )


class _Reader:
    """Makes rows of what a file holds; gathers findings, and what was left out."""

    def __init__(self, name: str, known: Headers, ignore_unknown: bool, findings: list[Finding]) -> None:
        self.name = name
        self.headers = known
        self.ignore_unknown = ignore_unknown
        self.findings = findings
        self.warnings: list[str] = []
        self.says_only: dict[str, None] = {}
        self.ignored: dict[str, None] = {}

    def table(self, text: str, delimiter: str, list_separator: str, clear_token: str | None) -> PeopleFile:
        """The rows of a CSV file."""
        found = table.read_table(text, self.name, delimiter, lambda cell: self.headers.of(cell).field)
        self.warnings += [f"src {self.name}: {note}." for note in found.notes]
        known = self.headers.of_table([cell.strip() for cell in found.header])
        self._check_header(known, found.lines)
        rows: list[FileRow] = []
        for number, line in found.lines:
            place = f"row {number}"
            if any(cell.strip() for cell in line[len(known) :]):
                self.findings.append(
                    Finding(
                        place,
                        f"has {len(line)} cells, the header has {len(known)}.",
                        "Quote cells that hold the delimiter.",
                    )
                )
                continue
            rows.append(FileRow(number, place, self._values(known, line, place, list_separator, clear_token)))
        if not rows and not self.findings:
            self.findings.append(
                Finding(f"src {self.name}", "has a header and no row.", "Check the export that wrote it.")
            )
        return self._result(rows)

    def _values(
        self, known: Sequence[Header], line: Sequence[str], place: str, list_separator: str, clear_token: str | None
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for header, cell in zip(known, line):
            if header.field is None:
                continue
            if clear_token is not None and cell.strip() == clear_token:
                values[header.field] = _cleared(header.field)
                continue
            try:
                value = cells.cell_value(header.field, cell, list_separator)
            except Wrong as wrong:
                self.findings.append(Finding(f"{place}, column {header.field}", wrong.problem, wrong.remedy))
                continue
            if value is not None:
                values[header.field] = value
        return values

    def _check_header(self, known: Sequence[Header], lines: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Findings about the header of a table: unknown, nameless and repeated columns, and none that identifies."""
        fields = [header.field for header in known]
        for at, header in enumerate(known):
            place = f"src {self.name}, column {at + 1}"
            if not header.text:
                self._nameless(at, lines)
            elif header.field is None:
                self._without_field(header, place)
            elif header.field in fields[:at]:
                first = known[fields.index(header.field)]
                self.findings.append(
                    Finding(
                        place,
                        f"{header.text!r} stands for {header.field}, as another column does ({first.text!r}).",
                        "Keep one, or say with columns which of them counts.",
                    )
                )
        self.findings += self.headers.missing([header.text for header in known], self.name)
        if not any(name in fields for name in IDENTIFIERS):
            self.findings.append(
                Finding(f"src {self.name}", "has no column email.", "Name it, or map it with columns.")
            )

    def _nameless(self, at: int, lines: Sequence[tuple[int, Sequence[str]]]) -> None:
        filled = next((number for number, line in lines if at < len(line) and line[at].strip()), None)
        if filled is None:
            return
        if self.ignore_unknown:
            self.ignored[f"column {at + 1}, which has no name"] = None
            return
        self.findings.append(
            Finding(
                f"src {self.name}, column {at + 1}",
                f"has no name, and something in it (row {filled}).",
                "Name it, or set unknown_columns to ignore.",
            )
        )

    def _without_field(self, header: Header, place: str) -> None:
        if headers.normal(header.text) in headers.NOT_IN_FILES:
            self.findings.append(headers.unknown(header.text, place))
        elif header.says_only:
            self.says_only[header.text] = None
        elif self.ignore_unknown:
            self.ignored[header.text] = None
        else:
            self.findings.append(headers.unknown(header.text, place))

    def document(self, document: documents.Document, clear_token: str | None) -> PeopleFile:
        """The entries of a JSON or YAML file, with the types that they have there."""
        for key in document.beside:
            self.says_only[key] = None
        if not document.whole:
            self.warnings.append(
                f"src {self.name}: it is one page of several (next_page_token is set), so not everybody is in it."
            )
        # An answer of the API may hold what no page of Zoom names yet.
        self.ignore_unknown = self.ignore_unknown or bool(document.beside)
        rows = []
        reported: set[str] = set()
        for number, person in enumerate(document.people, start=1):
            place = f"row {number}"
            if isinstance(person, dict):
                rows.append(FileRow(number, place, self._named(person, place, reported, clear_token)))
            else:
                self.findings.append(Finding(place, "is not an object.", 'Write {"email": …, …}.'))
        return self._result(rows, document.whole)

    def _named(
        self, person: Mapping[Any, Any], place: str, reported: set[str], clear_token: str | None
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in person.items():
            header = self.headers.of(key)
            if header.field is None:
                if header.text not in reported:
                    reported.add(header.text)
                    self._without_field(header, f"{place}, column {printable(header.text)}")
            elif clear_token is not None and value in (clear_token, [clear_token]):
                values[header.field] = _cleared(header.field)
            else:
                try:
                    is_text = isinstance(value, str) and value.strip()
                    values[header.field] = cells.without_formula(header.field, value.strip()) if is_text else value
                except Wrong as wrong:
                    self.findings.append(Finding(f"{place}, column {header.field}", wrong.problem, wrong.remedy))
        return values

    def _result(self, rows: list[FileRow], whole: bool = True) -> PeopleFile:
        if self.says_only:
            self.warnings.append(f"src {self.name}: left out, since nothing here can set it: {_words(self.says_only)}.")
        if self.ignored:
            self.warnings.append(f"src {self.name}: left out, since it is not known: {_words(self.ignored)}.")
        return PeopleFile(rows, self.findings, self.warnings, whole)


def _cleared(name: str) -> Any:
    return [] if name in cells.LIST_COLUMNS else ""


def _words(names: Mapping[str, None]) -> str:
    return ", ".join(map(printable, names))
