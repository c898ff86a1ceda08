# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What zoom_account_info returns besides (``include``): domains, roles with their privileges, seats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable, Iterable, Sequence

from .._core.errors import ApiError
from .._core.values import whole_number
from .._directory.included import OF_WEBINARS, PLAN_USAGE
from .._directory.included_reader import IncludedReader, NotReadable
from .._directory.kinds import ACCOUNT_OPERATIONS, ROLE
from .._directory.listings import read_object
from .._directory.objects import DirectoryObject, parse_object, result_of
from .probe import DOMAINS_MANAGED, DOMAINS_TRUSTED, ROLES_LISTED, USERS_COUNTED, Looked

# Kinds of seats that Zoom's summary counts the users of; those of the plans that it counts under other names.
SEATS = ("licensed", "basic", "on_prem", "room")
PLANS = {"plan_base": "licensed", "plan_zoom_rooms": "room"}


def read_included_of_account(reader: IncludedReader, include: Iterable[str], looked: Looked) -> dict[str, Any]:
    """What is included, by its name. Domains are taken from the reads that were made anyway."""
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
    # Zoom shows the privileges of some roles to the owner alone: null is what is not named, [] would clear.
    unlisted = [field.name for field in ROLE.fields if not field.listed]
    found = [{**result_of(ROLE, one), **_unlisted(detailed.get(one.id), unlisted)} for one in listed if one.id]
    return sorted(found, key=lambda role: (str(role["name"]).casefold(), str(role["id"])))


def _unlisted(role: DirectoryObject | None, names: Sequence[str]) -> dict[str, Any]:
    """What the list of roles does not show, from the read of one; None where Zoom does not show it."""
    return {name: None if role is None else role.value(name) for name in names}


def _registration(reader: IncludedReader, _looked: Looked) -> dict[str, Any]:
    """The registration settings of webinars, as zoom_webinar_registration takes them; those of meetings it has not."""
    own = {ACCOUNT_OPERATIONS.place: ACCOUNT_OPERATIONS.id}
    operation = ACCOUNT_OPERATIONS.settings.read_registration
    found: dict[str, Any] = reader.one("registration", lambda: reader.client.call(operation, own, OF_WEBINARS), {})
    return found


def _seats(reader: IncludedReader, looked: Looked) -> dict[str, Any]:
    """By kind of seat how many are used, and bought and free where the plans can be read; else those are None."""
    summary = _answer(reader, "seats", looked, USERS_COUNTED)
    used = {seat: summary[f"{seat}_users_count"] for seat in SEATS if f"{seat}_users_count" in summary}
    own = {ACCOUNT_OPERATIONS.place: ACCOUNT_OPERATIONS.id}
    plans = reader.one("seats", lambda: reader.client.call(PLAN_USAGE, own), {})
    found = {seat: _seat(None, number) for seat, number in used.items()}
    for name, plan in plans.items() if isinstance(plans, Mapping) else ():
        seat = PLANS.get(name, name.partition("plan_")[2])
        parts = [part for part in (plan if isinstance(plan, list) else [plan]) if isinstance(part, Mapping)]
        bought = [number for number in (whole_number(part.get("hosts")) for part in parts) if number is not None]
        if seat and bought:
            usage = sum(whole_number(part.get("usage")) or 0 for part in parts)
            found[seat] = _seat(sum(bought), used.get(seat, usage))
    return found


def _seat(bought: int | None, used: int) -> dict[str, int | None]:
    return {"bought": bought, "used": used, "free": None if bought is None else max(0, bought - used)}


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
    "registration": _registration,
    "roles": _roles,
    "seats": _seats,
    "trusted_domains": _trusted_domains,
}
