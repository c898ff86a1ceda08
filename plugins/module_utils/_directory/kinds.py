# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups and divisions: how the API spells each of them, and how a name or an id finds one."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any, Mapping, Sequence

from .._core.errors import Finding, InputError
from .._core.validation import nearest

BATCH = 30  # addGroupMembers and assignDivision take 30 people a call


@dataclass(frozen=True)
class Kind:
    """A kind of container: operations and field names of the API. An empty field name: the kind has no such field."""

    noun: str
    items: str
    id_field: str
    name_field: str
    description_field: str
    path: str
    list_all: str
    read: str
    create: str
    update: str
    delete: str
    list_members: str
    add_members: str
    member_items: str
    member_prefix: str
    longest_name: int


GROUP = Kind(
    noun="group",
    items="groups",
    id_field="id",
    name_field="name",
    description_field="",
    path="groupId",
    list_all="listGroups",
    read="getGroup",
    create="createGroup",
    update="updateGroup",
    delete="deleteGroup",
    list_members="listGroupMembers",
    add_members="addGroupMembers",
    member_items="members",
    member_prefix="",
    longest_name=127,  # updateGroup: fewer than 128
)
DIVISION = Kind(
    noun="division",
    items="divisions",
    id_field="division_id",
    name_field="division_name",
    description_field="division_description",
    path="divisionId",
    list_all="listDivisions",
    read="getDivision",
    create="createDivision",
    update="updateDivision",
    delete="deleteDivision",
    list_members="listDivisionMembers",
    add_members="assignDivision",
    member_items="users",
    member_prefix="user_",
    longest_name=128,
)


@dataclass(frozen=True)
class Container:
    """A group or a division as Zoom has it. ``total_members`` is None where the read does not tell (getDivision)."""

    id: str
    name: str
    description: str = ""
    total_members: int | None = None
    is_main: bool = False

    def label(self) -> str:
        """``Sales (id AbC)``, for messages."""
        return f"{self.name} (id {self.id})"


@dataclass(frozen=True)
class Member:
    """A person as the member lists show them; ``id`` or ``email`` may be empty, not both."""

    id: str
    email: str

    @property
    def key(self) -> str:
        """How the person is shown and can be named again: the email in lower case, else the id."""
        return self.email.lower() or self.id


def name_key(name: str) -> str:
    """Names that Zoom takes for the same have the same key: outer spaces and case do not count."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def parse(kind: Kind, item: Mapping[str, Any]) -> Container:
    """A Container from an item of the API."""
    total = item.get("total_members")
    return Container(
        id=str(item.get(kind.id_field) or ""),
        name=str(item.get(kind.name_field) or ""),
        description=str(item.get(kind.description_field) or "") if kind.description_field else "",
        total_members=total if isinstance(total, int) else None,
        is_main=bool(item.get("is_main_division")),
    )


def shown(kind: Kind, container: Container) -> dict[str, Any]:
    """A container in the words of the modules that write it."""
    values: dict[str, Any] = {"id": container.id, "name": container.name}
    if kind is DIVISION:
        values = dict(values, description=container.description, is_main=container.is_main)
    return dict(values, total_members=container.total_members)


def by_name(containers: Sequence[Container], name: str) -> list[Container]:
    """Those that Zoom takes to have this name; one that is spelt exactly so comes alone."""
    exact = [container for container in containers if container.name == name]
    return exact or [container for container in containers if name_key(container.name) == name_key(name)]


def find(kind: Kind, containers: Sequence[Container], name: str, place: str = "name") -> Container | None:
    """The one of this name, or None. Raises InputError where several have it."""
    found = by_name(containers, name)
    if len(found) > 1:
        ids = ", ".join(container.id for container in found)
        finding = Finding(place, f"{len(found)} {kind.items} are called {name!r}: {ids}.", "Give the id.")
        raise InputError([finding], asked=True)
    return found[0] if found else None


def find_reference(kind: Kind, containers: Sequence[Container], reference: str, place: str) -> Container:
    """The one that ``reference``, an id or a name, means; an id wins. Raises InputError where there is none."""
    for container in containers:
        if container.id == reference:
            return container
    found = find(kind, containers, reference, place)
    if found is None:
        names = [container.name for container in containers]
        raise InputError(
            [Finding(place, f"there is no {kind.noun} {reference!r}.", nearest(reference, names))], asked=True
        )
    return found


def check_name(kind: Kind, place: str, name: str | None) -> list[Finding]:
    """Findings about a name that Zoom would not take."""
    if name is None:
        return []
    if not name.strip():
        return [Finding(place, "is empty.", "Give a name.")]
    length = len(name.strip())
    if length > kind.longest_name:
        return [Finding(place, f"has {length} characters.", f"Zoom takes at most {kind.longest_name}.")]
    return []
