# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The people whom a task names: who can join now, who must wait, who is unknown. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Mapping, NamedTuple, Sequence

from .._core.errors import Finding
from .plan import NAMES_SHOWN

if TYPE_CHECKING:
    from .._directory.kind import Kind
    from .._directory.objects import Person


class Sorted(NamedTuple):
    """People who can join now, those who are deferred with the reason, and the names that nobody has."""

    joining: list[Person]
    deferred: list[dict[str, str]]
    unknown: list[str]


def sort_people(kind: Kind, named: Mapping[str, Person | None]) -> Sorted:
    """Who of those named can be put into an object of the kind.

    Zoom loses the assignments of people who have not accepted their invitation, and takes none for inactive people.
    """
    found = Sorted([], [], [])
    for key, person in named.items():
        if person is None:
            found.unknown.append(key)
        elif person.status in kind.members.statuses:
            found.joining.append(person)
        else:
            found.deferred.append({"member": key, "reason": person.status})
    return found


def empty_names(members: Sequence[str], option: str = "members", what: str = "an email or an id") -> list[Finding]:
    """Findings about names that are no names."""
    return [
        Finding(f"{option}[{number}]", "is empty.", f"Give {what}.") for number, key in enumerate(members, 1) if not key
    ]


def unknown_message(unknown: Sequence[str]) -> str:
    """The error about people who are not in the account."""
    return (
        f"{len(unknown)} of the people named are not in the account: {_list(unknown)}. Create them, or correct the"
        " list. Everybody else was handled; nobody is removed."
    )


def not_shown_message(label: str, done: str, people: Sequence[str], words: str) -> str:
    """The error about people for whom Zoom did not do what it had accepted."""
    accepted = f"Zoom accepted that {len(people)} people be {done}, but {words} in {label}: {_list(people)}."
    return f"{accepted} Look at them in Zoom, then run again."


def _list(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMES_SHOWN]) + (" …" if len(names) > NAMES_SHOWN else "")
