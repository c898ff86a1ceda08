# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows: people as they are asked for, in a list or in a CSV or JSON file, made into typed values.

Every finding about every row comes back, none stops the others; nothing here knows the account.
"""

from __future__ import annotations

from typing import Any, Iterable, Mapping, NamedTuple, Sequence

from .._core.errors import Finding
from .._core.texts import shortened
from .._core.validation import nearest
from . import checks
from . import fields as user_fields
from . import options as user_spec
from .values import OPTIONS, ROW_NAMES, Wrong, typed


class Row(NamedTuple):
    """One person as asked for.

    ``key`` labels the row in every output: the email in lower case, else the id. ``number`` is the row of the file or
    the place in the list (0 for a single user), ``place`` names it in findings. ``values`` holds the fields named, in
    the words of the API where it has codes ('' and [] clear), ``options`` what is named beside them, with defaults.
    ``new_values`` and ``new_options`` apply only where the user is created; what the row itself names wins.
    ``reactivate``: an inactive user comes back although ``status`` is not named.
    """

    key: str
    number: int
    place: str
    email: str = ""
    user_id: str = ""
    unique_id: str = ""
    state: str = "present"
    status: str | None = None
    values: Mapping[str, Any] = {}
    options: Mapping[str, Any] = {}
    new_values: Mapping[str, Any] = {}
    new_options: Mapping[str, Any] = {}
    reactivate: bool = False

    @property
    def new_email(self) -> str:
        """The email that the person is to have, as given; '' if it stays."""
        return str(self.options.get("new_email") or "")

    @property
    def receiver(self) -> str:
        """The email of who receives the content of a person who goes; '' if nobody does."""
        return str(self.options.get("transfer_to") or "")

    def as_new(self) -> Row:
        """The row with the defaults for new users filled in; ``new_values`` and ``new_options`` keep those used."""
        return self._replace(
            values={**self.new_values, **self.values},
            options={**self.new_options, **self.options},
            new_values={name: value for name, value in self.new_values.items() if name not in self.values},
            new_options={name: value for name, value in self.new_options.items() if name not in self.options},
        )


class Defaults(NamedTuple):
    """What new users get where their row does not say: for all, by group and by division (name or id).

    Each is a mapping of the options of a user. A division's win over a group's, a group's over those for all.
    """

    everyone: Mapping[str, Any] = {}
    by_group: Mapping[str, Any] = {}
    by_division: Mapping[str, Any] = {}


class RowsRead(NamedTuple):
    """The rows that are valid, and what is wrong with the others."""

    rows: list[Row]
    findings: list[Finding]


def read_rows(given: Iterable[tuple[int, str, Mapping[str, Any]]], match_by: str = "email") -> RowsRead:
    """Typed rows and findings from ``(number, place, named values)``; values of None are not named."""
    valid: list[Row] = []
    everybody: list[Row] = []  # rows in error too: a person who is named twice is found at the first try
    findings: list[Finding] = []
    for number, place, values in given:
        problems: list[Finding] = []
        row = _row(number, place, values, match_by, problems)
        findings.extend(problems)
        everybody.append(row)
        if not problems:
            valid.append(row)
    findings.extend(checks.between(everybody))
    return RowsRead(valid, findings)


def with_defaults(rows: Sequence[Row], defaults: Defaults, reactivate: bool = False) -> RowsRead:
    """The rows with defaults for new users, and with ``reactivate`` where they name no status."""
    findings: list[Finding] = []
    everyone = _typed_defaults(defaults.everyone, "defaults", findings)
    by_group = {
        name.casefold(): _typed_defaults(values, f"group_defaults.{name}", findings)
        for name, values in defaults.by_group.items()
    }
    by_division = {
        name.casefold(): _typed_defaults(values, f"division_defaults.{name}", findings)
        for name, values in defaults.by_division.items()
    }

    def filled(row: Row) -> Row:
        layers = [everyone]
        layers += [by_group[name.casefold()] for name in row.options.get("groups") or () if name.casefold() in by_group]
        layers += [by_division.get(str(row.options.get("division") or "").casefold(), Layer({}, {}))]
        values: dict[str, Any] = {}
        options: dict[str, Any] = {}
        for layer_values, layer_options in layers:
            values.update(layer_values)
            options.update(layer_options)
        return row._replace(
            new_values=values,
            new_options=options,
            reactivate=reactivate and row.status is None,
        )

    return RowsRead([filled(row) for row in rows], findings)


class Layer(NamedTuple):
    """Typed defaults: fields, and options beside them."""

    values: Mapping[str, Any]
    options: Mapping[str, Any]


def _typed_defaults(values: Any, place: str, findings: list[Finding]) -> Layer:
    if values is None:
        return Layer({}, {})
    if not isinstance(values, dict):
        findings.append(Finding(place, f"{shortened(values)} is not a mapping.", "Write {dept: Sales}."))
        return Layer({}, {})
    refused = [name for name in values if name in ("email", "id", "employee_unique_id", "state", "status", "new_email")]
    findings.extend(Finding(f"{place}.{name}", "cannot be a default.", "Give it with each user.") for name in refused)
    problems: list[Finding] = []
    row = _row(
        0,
        place,
        dict({name: values[name] for name in values if name not in refused}, email="a@b.cd"),
        "email",
        problems,
    )
    findings.extend(problems)
    named = {name: value for name, value in row.options.items() if name in values}
    return Layer(row.values, named)


def _row(number: int, place: str, values: Mapping[str, Any], match_by: str, problems: list[Finding]) -> Row:
    given: dict[str, Any] = {}
    for name, value in values.items():
        # An info module shows an empty id of people who are only invited.
        if value is None or (value == "" and name == "id"):
            continue
        if name not in ROW_NAMES:
            problems.append(Finding(column(place, name), "is not known here.", nearest(name, ROW_NAMES)))
            continue
        try:
            given[name] = typed(name, value)
        except Wrong as wrong:
            problems.append(Finding(column(place, name), wrong.problem, wrong.remedy))
    given = {name: value for name, value in given.items() if value is not None}
    wrong_places = {problem.place for problem in problems}
    for name, problem, remedy in checks.within(given, match_by):
        if column(place, name) not in wrong_places:
            problems.append(Finding(column(place, name), problem, remedy))
    email = given.get("email", "")
    return Row(
        key=email.casefold() or given.get("id", "") or given.get("employee_unique_id", ""),
        number=number,
        place=place,
        email=email,
        user_id=given.get("id", ""),
        unique_id=given.get("employee_unique_id", ""),
        state=given.get("state", "present"),
        status=given.get("status"),
        values={name: given[name] for name in user_fields.FIELDS if name in given},
        options={
            **user_spec.DEFAULTS,
            **{name: given[name] for name in OPTIONS if name in given and name not in user_spec.IDENTITY},
        },
    )


def column(place: str, name: str) -> str:
    """The place of one value in a finding: ``row 3, column type``, ``users[3].type`` or ``type``."""
    if not place:
        return name
    return f"{place}, column {name}" if place.startswith("row ") else f"{place}.{name}"
