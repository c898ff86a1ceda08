# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task has to know of the account, and which way of reading it costs least. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping, NamedTuple, Sequence

from .._directory.kinds import ROLE, USER
from .fields import (
    DETAIL,
    FIELDS,
    LIST,
    LIST_EXTRA,
    USER_SETTINGS,
)

if TYPE_CHECKING:
    from .rows import Row

# Always kept: who it is, what protects it, and what removal takes away.
KEPT = ("id", "email", "status", "type", "role_id")


class Scope(NamedTuple):
    """Whom ``prune`` may remove: exactly one of group, division, domain, account."""

    kind: str
    value: str = ""


class ToRead(NamedTuple):
    """What is to be read. ``fields`` are the API fields kept of each listed person; ``whole``: everybody is listed who
    has one of the ``statuses``."""

    fields: tuple[str, ...]
    attributes: bool = False
    groups: bool = False
    divisions: bool = False
    roles: bool = False
    whole: bool = False
    by_unique_id: bool = False
    note_secrets: bool = False
    statuses: tuple[str, ...] = USER.statuses


def to_read_of(
    rows: Sequence[Row], match_by: str = "email", scope: Scope | None = None, protect_groups: Sequence[str] = ()
) -> ToRead:
    """What a task has to read. A new user's defaults count too: they name groups and divisions, but read no field."""
    named: set[str] = set()
    options: set[str] = set()
    role_names: set[str] = set()
    for row in rows:
        named.update(row.values)
        for given in (row.options, row.new_options):
            options.update(name for name, value in given.items() if value not in (None, []))
            if given.get("role"):
                role_names.add(given["role"])
    if scope is not None or any(row.state == "absent" for row in rows):
        # What lists show anyway, so that undo_file can give people back.
        named.update(name for name, field in FIELDS.items() if field.read == LIST)
    fields = list(KEPT) + [name for name in FIELDS if name in named and FIELDS[name].read in (LIST, LIST_EXTRA)]
    if "display_name" in named:
        fields += ["first_name", "last_name"]
    groups = bool(options & {"groups", "groups_managed", "primary_group"}) or bool(protect_groups)
    divisions = "division" in options
    if scope is not None:
        groups = groups or scope.kind == "group"
        divisions = divisions or scope.kind == "division"
    by_unique_id = match_by == "employee_unique_id"
    fields += ["group_ids"] if groups else []
    fields += ["division_ids"] if divisions else []
    fields += ["employee_unique_id"] if by_unique_id else []
    return ToRead(
        fields=tuple(dict.fromkeys(fields)),
        attributes="custom_attributes" in named,
        groups=groups,
        divisions=divisions,
        roles="role" in options and not all(ROLE.is_built_in(name) for name in role_names),
        whole=scope is not None,
        by_unique_id=by_unique_id,
    )


def read_places(row: Row) -> frozenset[str]:
    """Where an existing person must be read beyond the list: DETAIL, SETTINGS, both or neither."""
    if row.state == "absent":
        return frozenset()
    create_only = row.options.get("create_only") or ()
    places = {FIELDS[name].read for name in row.values if name not in create_only}
    return frozenset(places & {DETAIL, USER_SETTINGS})


def slim(item: Mapping[str, Any], fields: Sequence[str], shared: dict[Any, Any]) -> dict[str, Any]:
    """A person with only the fields that are needed; equal strings are kept once, lists of ids as shared tuples."""
    person: dict[str, Any] = {}
    for name in fields:
        value = item.get(name)
        if value is None:
            continue
        if name in ("group_ids", "division_ids"):
            value = tuple(str(part) for part in value)
        if isinstance(value, (str, tuple)) and name not in ("id", "email"):
            value = shared.setdefault(value, value)
        person[name] = value
    return person
