# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""People as they come in: entries of a list, or rows of a CSV or JSON file, made into typed entries.

Every finding about every row comes back, none stops the others; nothing here knows the account.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Iterable, Mapping, Sequence

from .._core.errors import Finding
from .._core.validation import nearest
from . import checks as people_checks
from . import fields as user_fields
from . import options as user_spec
from .values import NAMES, OPTIONS, Wrong, typed


@dataclass(frozen=True)
class Entry:
    """One person as asked for.

    ``key`` labels the entry in every output: the email in lower case, else the id. ``row`` is the row of the file or
    the place in the list (0 for a single user), ``place`` names it in findings. ``values`` holds the fields named, in
    the words of the API where it has codes ('' and [] clear), ``options`` what is named beside them, with defaults.
    ``new_values`` and ``new_options`` hold for a user who is yet to be created, below what the entry itself names.
    ``reactivate``: an inactive user comes back although ``status`` is not named.
    """

    key: str
    row: int
    place: str
    email: str = ""
    user_id: str = ""
    unique_id: str = ""
    state: str = "present"
    status: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    new_values: dict[str, Any] = field(default_factory=dict)
    new_options: dict[str, Any] = field(default_factory=dict)
    reactivate: bool = False

    def as_new(self) -> Entry:
        """The entry with the defaults for new users filled in; ``new_values`` and ``new_options`` keep those used."""
        return replace(
            self,
            values={**self.new_values, **self.values},
            options={**self.new_options, **self.options},
            new_values={name: value for name, value in self.new_values.items() if name not in self.values},
            new_options={name: value for name, value in self.new_options.items() if name not in self.options},
        )


@dataclass(frozen=True)
class Defaults:
    """What new users get where their entry does not say: for all, by group and by division (name or id).

    Each is a mapping of the options of a user. A division's win over a group's, a group's over those for all.
    """

    everyone: Mapping[str, Any] = field(default_factory=dict)
    by_group: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    by_division: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def entries(
    rows: Iterable[tuple[int, str, Mapping[str, Any]]], match_by: str = "email"
) -> tuple[list[Entry], list[Finding]]:
    """Entries and findings from ``(row, place, named values)``; values of None are not named."""
    found: list[Entry] = []
    everybody: list[Entry] = []  # rows in error too: a person who stands twice is found at the first try
    findings: list[Finding] = []
    for row, place, values in rows:
        problems: list[Finding] = []
        entry = _entry(row, place, values, match_by, problems)
        findings.extend(problems)
        everybody.append(entry)
        if not problems:
            found.append(entry)
    findings.extend(people_checks.between(everybody))
    return found, findings


def with_defaults(
    people: Sequence[Entry], defaults: Defaults, reactivate: bool = False, hold: Iterable[str] = ()
) -> tuple[list[Entry], list[Finding]]:
    """The entries with defaults for new users, and with ``reactivate`` unless their email is in ``hold``."""
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
    held = {str(email).strip().casefold() for email in hold}

    def filled(entry: Entry) -> Entry:
        layers = [everyone]
        layers += [
            by_group[name.casefold()] for name in entry.options.get("groups") or () if name.casefold() in by_group
        ]
        layers += [by_division.get(str(entry.options.get("division") or "").casefold(), ({}, {}))]
        values: dict[str, Any] = {}
        options: dict[str, Any] = {}
        for layer_values, layer_options in layers:
            values.update(layer_values)
            options.update(layer_options)
        return replace(
            entry,
            new_values=values,
            new_options=options,
            reactivate=reactivate and entry.status is None and entry.email.casefold() not in held,
        )

    return [filled(entry) for entry in people], findings


def _typed_defaults(
    values: Mapping[str, Any], place: str, findings: list[Finding]
) -> tuple[dict[str, Any], dict[str, Any]]:
    refused = [name for name in values if name in ("email", "id", "employee_unique_id", "state", "status", "new_email")]
    findings.extend(Finding(f"{place}.{name}", "cannot be a default.", "Give it with each user.") for name in refused)
    problems: list[Finding] = []
    entry = _entry(
        0,
        place,
        dict({name: values[name] for name in values if name not in refused}, email="a@b.cd"),
        "email",
        problems,
    )
    findings.extend(problems)
    named = {name: value for name, value in entry.options.items() if name in values}
    return entry.values, named


def _entry(row: int, place: str, values: Mapping[str, Any], match_by: str, problems: list[Finding]) -> Entry:
    known: dict[str, Any] = {}
    for name, value in values.items():
        if value is None:
            continue
        if name not in NAMES:
            problems.append(Finding(column(place, name), "is not known here.", nearest(name, NAMES)))
            continue
        try:
            known[name] = typed(name, value)
        except Wrong as wrong:
            problems.append(Finding(column(place, name), wrong.problem, wrong.remedy))
    known = {name: value for name, value in known.items() if value is not None}
    wrong_places = {problem.place for problem in problems}
    for name, problem, remedy in people_checks.within(known, match_by):
        if column(place, name) not in wrong_places:
            problems.append(Finding(column(place, name), problem, remedy))
    email = known.get("email", "")
    return Entry(
        key=email.casefold() or known.get("id", "") or known.get("employee_unique_id", ""),
        row=row,
        place=place,
        email=email,
        user_id=known.get("id", ""),
        unique_id=known.get("employee_unique_id", ""),
        state=known.get("state", "present"),
        status=known.get("status"),
        values={name: known[name] for name in user_fields.FIELDS if name in known},
        options={
            **user_spec.DEFAULTS,
            **{name: known[name] for name in OPTIONS if name in known and name not in user_spec.IDENTITY},
        },
    )


def column(place: str, name: str) -> str:
    """The place of one value in a finding: ``row 3, column type``, ``users[3].type`` or ``type``."""
    if not place:
        return name
    return f"{place}, column {name}" if place.startswith("row ") else f"{place}.{name}"
