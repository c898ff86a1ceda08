# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The content of one cell of a table: text, a list, or what a spreadsheet left there by mistake."""

from __future__ import annotations

import re
from typing import Any

from .._core.texts import LINE_BREAKS, Wrong, shortened
from .fields import FIELDS
from .values import OPTIONS

LIST_COLUMNS = frozenset(
    [name for name, option in OPTIONS.items() if option["type"] == "list"]
    + [name for name, field in FIELDS.items() if field.kind == "list"]
)
# Lists whose entries are names or words: a comma or semicolon in one of them is a separator, most probably.
LISTS_OF_NAMES = ("groups", "groups_managed", "transfer", "create_only", "phone_numbers")
# People are called Null and Nan; what writes these for nothing writes them small, or in capitals.
NAMES_OF_PEOPLE = ("first_name", "last_name", "display_name", "manager")
FIELDS_OF_DIGITS = ("pmi", "host_key", "id", "employee_unique_id", "cost_center", "cms_user_id")
TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')  # how Excel is made to keep leading zeros
# A number with a sign (+1 555 0100) is no formula; a sign before a name, or a call of another program, is one.
FORMULA = re.compile(r"=|\+\s*[A-Za-z(]|[-@]\s*\w+\s*[(!|]|[-+@][^|]*\|.*!", re.DOTALL)
ERROR_VALUE = re.compile(r"#(N/?A|NV|[A-Z0-9/_]+[!?]|GETTING_DATA|#+)|Err:[0-9]+")
NOTHING = ("null", "(null)", "<null>", "nan", "<na>", "undefined", "[object object]", "#n/a")
ROUNDED = re.compile(r"[0-9][.,][0-9]+E\+?[0-9]+", re.IGNORECASE)
SUSPECT = frozenset("=+-@#(<[ENUnu")  # first characters of the above: other cells need no look


def cell_value(field: str, cell: str, list_separator: str) -> Any:
    """The value in a cell; None for an empty one. Raises Wrong."""
    text = cell.replace("\u00a0", " ").strip()
    if not text:
        return None
    text = without_formula(field, text)
    if field in LIST_COLUMNS and text[:1] not in ("[", "{"):
        return _split(field, text, list_separator)
    return text or None


def without_formula(field: str, text: str) -> str:
    """A text without the formula that Excel wraps it in. Raises Wrong where it is no value of a person."""
    if text[0] in SUSPECT:
        wrapped = TEXT_FORMULA.fullmatch(text)
        if wrapped is not None:
            text = wrapped[1].replace('""', '"').strip()
        if FORMULA.match(text):
            raise Wrong(f"{shortened(text)} is a formula, not a value.", "Paste the column as values, and save again.")
        if ERROR_VALUE.fullmatch(text):
            raise Wrong(f"{text!r} is an error of the spreadsheet.", "Mend its formula, or empty the cell.")
        if text.casefold() in NOTHING and not (text.istitle() and field in NAMES_OF_PEOPLE):
            raise Wrong(f"{text!r} means no value in the program that wrote the file.", "Empty the cell.")
    elif field in FIELDS_OF_DIGITS and ROUNDED.fullmatch(text):
        raise Wrong(f"{text!r} is a number that the spreadsheet rounded.", "Format the column as text, and fill it in.")
    return text


def _split(field: str, text: str, list_separator: str) -> list[str]:
    parts = [part.strip() for line in LINE_BREAKS.split(text) for part in line.split(list_separator)]
    parts = [without_formula(field, part) for part in parts if part]
    if len(parts) == 1 and field in LISTS_OF_NAMES:
        other = next((mark for mark in ",;|" if mark != list_separator and mark in parts[0]), None)
        if other is not None:
            several = list_separator.join(part.strip() for part in parts[0].split(other))
            raise Wrong(
                f"{shortened(text)} looks like several entries, and list_separator is {list_separator!r}.",
                f"Set list_separator to {other!r}, or write {several}; a single name that holds {other!r} is written"
                f' ["{shortened(text)[1:-1]}"].',
            )
    return parts
