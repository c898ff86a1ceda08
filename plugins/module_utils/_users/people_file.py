# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""People from a CSV or JSON file: rows with their numbers, and what is wrong with the file itself."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
from typing import Any, Mapping

from .._core.errors import Finding, InputError
from .._core.validation import nearest
from .fields import FIELDS
from .values import NAMES, OPTIONS

Row = "tuple[int, str, dict[str, Any]]"
LIST_COLUMNS = {name for name, option in OPTIONS.items() if option["type"] == "list"} | {
    name for name, field in FIELDS.items() if field.kind == "list"
}
NOT_IN_FILES = ("password", "update_password")


def read(
    path: str,
    columns: Mapping[str, str] | None = None,
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
    list_separator: str = "|",
    unknown_columns: str = "error",
    clear_token: str | None = None,
) -> tuple[list[tuple[int, str, dict[str, Any]]], list[Finding]]:
    """Rows ``(number, place, named values)`` and findings. Raises InputError where the file cannot be read at all.

    A row of a CSV file is numbered as a spreadsheet does: the header is row 1. An entry of a JSON file counts from 1.
    """
    findings: list[Finding] = []
    name = os.path.basename(path)
    text = _text(path, encoding)
    mapping = _mapping(columns or {}, findings)
    if path.casefold().endswith(".json") or text.lstrip()[:1] in ("[", "{"):
        rows = _json_rows(text, name, mapping, unknown_columns, findings)
    else:
        rows = _csv_rows(text, name, delimiter, mapping, unknown_columns, findings)
        rows = [(number, place, _cells(values, list_separator)) for number, place, values in rows]
    if clear_token is not None:
        rows = [(number, place, _cleared(values, clear_token)) for number, place, values in rows]
    return rows, findings


def _text(path: str, encoding: str) -> str:
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise InputError(
            [Finding("encoding", f"{encoding!r} is not a known encoding.", "Try utf-8-sig or cp1252.")]
        ) from error
    try:
        with open(path, encoding=encoding, newline="") as stream:
            text = stream.read()
    except OSError as error:
        remedy = "A module's working directory is not yours: give an absolute path, {{ 'people.csv' | realpath }}."
        raise InputError([Finding("src", f"{path} cannot be read: {error.strerror}.", remedy)]) from error
    except UnicodeError as error:
        raise InputError(
            [Finding("src", f"{path} is not {encoding}: {error}.", "Name its encoding, such as cp1252 or utf-16.")]
        ) from error
    if "\0" in text:
        raise InputError([Finding("src", f"{path} holds NUL characters.", "Name its encoding, such as utf-16.")])
    if not text.strip():
        raise InputError([Finding("src", f"{path} is empty.", "Check the export that wrote it.")])
    return text


def _mapping(columns: Mapping[str, str], findings: list[Finding]) -> dict[str, str]:
    """Header in the file → field. ``field: header`` is understood too where it cannot be the other way round."""
    mapping: dict[str, str] = {}
    for key, value in columns.items():
        header, field = (key, value) if value in NAMES else (value, key)
        if field not in NAMES:
            findings.append(Finding(f"columns.{key}", f"{value} is not a field.", nearest(str(value), NAMES)))
        else:
            mapping[_normal(str(header))] = field
    return mapping


def _normal(header: str) -> str:
    return "_".join(header.replace("\u00a0", " ").replace("-", " ").replace("_", " ").casefold().split())


def _field_of(header: str, mapping: Mapping[str, str]) -> str | None:
    normal = _normal(header)
    field = mapping.get(normal) or (normal if normal in NAMES else None)
    return None if field in NOT_IN_FILES else field


def _unknown(header: str, place: str, findings: list[Finding]) -> None:
    if _normal(header) in NOT_IN_FILES:
        findings.append(Finding(place, f"{header!r}: passwords do not belong in a file.", "Use zoom_user for them."))
        return
    remedy = nearest(_normal(header), NAMES).partition("Known")[0]
    findings.append(
        Finding(
            place,
            f"{header!r} is not known.",
            f"{remedy} Map it with columns, or set unknown_columns to ignore.".strip(),
        )
    )


def _csv_rows(
    text: str,
    name: str,
    delimiter: str,
    mapping: Mapping[str, str],
    unknown_columns: str,
    findings: list[Finding],
) -> list[tuple[int, str, dict[str, Any]]]:
    if len(delimiter) != 1:
        raise InputError([Finding("delimiter", f"{delimiter!r} is not one character.", 'Use "," or ";" or "\\t".')])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        table = list(reader)
    except csv.Error as error:
        raise InputError(
            [Finding(f"src {name}, line {reader.line_num}", f"{error}.", "Check the quotes; is the file cut off?")]
        ) from error
    header = table[0]
    fields = _header(header, name, delimiter, mapping, unknown_columns, findings)
    rows = []
    for number, line in enumerate(table[1:], start=2):
        if not any(cell.strip() for cell in line):
            continue
        place = f"row {number}"
        if len(line) != len(header):
            findings.append(
                Finding(
                    place,
                    f"has {len(line)} cells, the header has {len(header)}.",
                    "Quote cells that hold the delimiter; is the file cut off?",
                )
            )
            continue
        rows.append((number, place, {field: cell for field, cell in zip(fields, line) if field is not None}))
    if not rows and not findings:
        findings.append(Finding(f"src {name}", "has a header and no row.", "Check the export that wrote it."))
    return rows


def _header(
    header: list[str],
    name: str,
    delimiter: str,
    mapping: Mapping[str, str],
    unknown_columns: str,
    findings: list[Finding],
) -> list[str | None]:
    fields = [_field_of(cell, mapping) for cell in header]
    if len(header) == 1:
        other = next((mark for mark in ";\t,|" if mark != delimiter and mark in header[0]), None)
        if other is not None:
            raise InputError(
                [Finding(f"src {name}", f"has one column {header[0][:80]!r}.", f"Set delimiter to {other!r}.")]
            )
    for number, (cell, field) in enumerate(zip(header, fields), start=1):
        if field is None and (unknown_columns == "error" or _normal(cell) in NOT_IN_FILES):
            _unknown(cell, f"src {name}, column {number}", findings)
        elif field is not None and field in fields[: number - 1]:
            findings.append(
                Finding(
                    f"src {name}, column {number}", f"{cell!r} stands for {field}, as another column does.", "Keep one."
                )
            )
    findings.extend(
        Finding("columns", f"{missing} is not in the header of {name}.", nearest(missing, header))
        for missing in sorted(set(mapping) - {_normal(cell) for cell in header})
    )
    if not any(field in ("email", "id", "employee_unique_id") for field in fields):
        findings.append(Finding(f"src {name}", "has no column email.", "Name it, or map it with columns."))
    return fields


def _cells(values: Mapping[str, str], list_separator: str) -> dict[str, Any]:
    """Cells stripped; empty ones are not named; list cells split, unless they hold JSON."""
    named: dict[str, Any] = {}
    for field, cell in values.items():
        text = cell.replace("\u00a0", " ").strip()
        if not text:
            continue
        if field in LIST_COLUMNS and text[:1] not in ("[", "{"):
            named[field] = [part.strip() for part in text.split(list_separator) if part.strip()]
        else:
            named[field] = text
    return named


def _cleared(values: Mapping[str, Any], clear_token: str) -> dict[str, Any]:
    return {
        field: ([] if field in LIST_COLUMNS else "") if value in (clear_token, [clear_token]) else value
        for field, value in values.items()
    }


def _json_rows(
    text: str, name: str, mapping: Mapping[str, str], unknown_columns: str, findings: list[Finding]
) -> list[tuple[int, str, dict[str, Any]]]:
    try:
        document = json.loads(text)
    except ValueError as error:
        raise InputError([Finding(f"src {name}", f"is not JSON: {error}.", "Is the file cut off?")]) from error
    people = document.get("users") if isinstance(document, dict) else document
    if not isinstance(people, list):
        raise InputError(
            [Finding(f"src {name}", "holds no list of users.", 'Write [{"email": …}, …] or {"users": [...]}.')]
        )
    rows = []
    reported: set[str] = set()
    for number, person in enumerate(people, start=1):
        place = f"row {number}"
        if not isinstance(person, dict):
            findings.append(Finding(place, "is not an object.", 'Write {"email": …, …}.'))
            continue
        values: dict[str, Any] = {}
        for key, value in person.items():
            field = _field_of(key, mapping)
            if field is not None:
                values[field] = value
            elif key not in reported and (unknown_columns == "error" or _normal(key) in NOT_IN_FILES):
                reported.add(key)
                _unknown(key, f"{place}, column {key}", findings)
        rows.append((number, place, values))
    return rows
