# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What zoom_account_info returns besides (``include``): domains, roles with their privileges, seats."""

from __future__ import annotations

from typing import Any, Callable, Iterable, Mapping

from .._core.errors import ApiError
from .._directory.included import IncludedReader, NotReadable
from .._directory.kinds import ROLE
from .._directory.listings import read_object
from .._directory.objects import DirectoryObject, parse_object, shown
from .probe import DOMAINS_MANAGED, DOMAINS_TRUSTED, ROLES_LISTED, USERS_COUNTED, Looked

# Kinds of seats, by the name that Zoom's summary gives their number of users.
SEATS = {"licensed": "licensed", "basic": "basic", "on_prem": "on_prem", "room": "room"}


def read_included_of_account(reader: IncludedReader, include: Iterable[str], looked: Looked) -> dict[str, Any]:
    """What is included, by its name. It is taken from the reads that were made anyway; roles are read one by one."""
    return {name: INCLUDED_OF_ACCOUNT[name](reader, looked) for name in include}


def _managed_domains(reader: IncludedReader, looked: Looked) -> list[Any]:
    answer = _answer(reader, "managed_domains", looked, DOMAINS_MANAGED)
    return sorted(answer.get("domains") or (), key=lambda item: str(item.get("domain")))


def _trusted_domains(reader: IncludedReader, looked: Looked) -> list[str]:
    answer = _answer(reader, "trusted_domains", looked, DOMAINS_TRUSTED)
    return sorted(map(str, answer.get("trusted_domains") or ()))


def _roles(reader: IncludedReader, looked: Looked) -> list[dict[str, Any]]:
    """The roles in the words of zoom_role, by name."""
    answer = _answer(reader, "roles", looked, ROLES_LISTED)
    listed = [parse_object(ROLE, item) for item in answer.get(ROLE.items) or () if isinstance(item, dict)]
    names = {one.id: one.name for one in listed if one.id}

    def ask(identifier: str) -> DirectoryObject | None:
        return read_object(reader.client, ROLE, identifier)

    detailed = reader.each("roles", names, ask)
    sizes = {one.id: one.total_members for one in listed}
    found = [dict(shown(ROLE, one), total_members=sizes[key]) for key, one in detailed.items() if one is not None]
    return sorted(found, key=lambda role: (str(role["name"]).casefold(), str(role["id"])))


def _seats(reader: IncludedReader, looked: Looked) -> dict[str, Any]:
    """By kind of seat how many are used."""
    answer = _answer(reader, "seats", looked, USERS_COUNTED)
    return {
        seat: {"used": answer[f"{name}_users_count"]} for seat, name in SEATS.items() if f"{name}_users_count" in answer
    }


def _answer(reader: IncludedReader, include: str, looked: Looked, probe: str) -> Mapping[str, Any]:
    """The answer to one of the reads that were made anyway; what was refused is noted."""
    error = looked.errors.get(probe)
    if isinstance(error, ApiError):
        reader.note(include, error)
    elif error is not None:
        reader.note_reason(NotReadable(include, error.message, []))
    answer = looked.answers.get(probe)
    return answer if isinstance(answer, Mapping) else {}


INCLUDED_OF_ACCOUNT: dict[str, Callable[[IncludedReader, Looked], Any]] = {
    "managed_domains": _managed_domains,
    "roles": _roles,
    "seats": _seats,
    "trusted_domains": _trusted_domains,
}
