# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An object of a kind and a member of it, as Zoom shows them, in the words of the modules. Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Mapping, NamedTuple, Sequence

from .._core.errors import Finding
from .._core.values import NOT_IN_NAME, whole_number

if TYPE_CHECKING:
    from .kind import Kind


class DirectoryObject(NamedTuple):
    """A group, division, role or contact group. ``total_members`` is None where Zoom does not name a usable count.

    ``values`` are its fields beyond the name, in the words of the modules.
    """

    id: str
    name: str
    values: Mapping[str, Any] = {}
    total_members: int | None = None
    is_main: bool = False

    def label(self) -> str:
        """``Sales (id AbC)``, for messages."""
        return f"{self.name} (id {self.id})"

    def value(self, name: str) -> Any:
        """The value of a managed field, '' where it is not known."""
        return self.name if name == "name" else self.values.get(name, "")


class Person(NamedTuple):
    """A person of the account. Of a member of an object only id and email are known, or one of the two.

    ``id`` is empty for most pending people, who are addressed by email.
    ``group_ids`` are in Zoom's order, which puts the primary group first. ``division_ids`` hold one at most, and none
    for people of the main division. ``role_id`` is '' where Zoom does not show it.
    """

    id: str
    email: str
    status: str = "active"
    group_ids: tuple[str, ...] = ()
    division_ids: tuple[str, ...] = ()
    role_id: str = ""

    @property
    def key(self) -> str:
        """How the person is shown and can be named again: the email in lower case, else the id."""
        return self.email.lower() or self.id

    @property
    def address(self) -> str:
        """What addresses the person in a path."""
        return self.id or self.email

    def places(self, kind: Kind) -> tuple[str, ...]:
        """The ids of the objects of a kind that the person is in, as getUser shows them; () where it shows none."""
        value = getattr(self, kind.members.shown_by) if kind.members.shown_by else ()
        return value if isinstance(value, tuple) else (value,)


class Key(NamedTuple):
    """How a person is looked up: ``by`` email (case does not count), id or unique (employee_unique_id)."""

    by: str
    value: str

    def folded(self) -> Key:
        """The same for the same person."""
        return Key(self.by, self.value.casefold()) if self.by == "email" else self


def person_key(reference: str) -> Key:
    """The key of an email or an id as users give it. An id never holds an @."""
    return Key("email" if "@" in reference else "id", reference)


class MemberList(NamedTuple):
    """The people in an object. Where the list is not ``whole``, nobody may be removed on its word.

    ``listed`` counts all that Zoom lists; ``nested`` are the members that are no people.
    ``flagged`` are the keys of those who have the flag of the kind's members.
    """

    people: Sequence[Person] = ()
    whole: bool = True
    listed: int = 0
    nested: Sequence[DirectoryObject] = ()
    flagged: frozenset[str] = frozenset()


def parse_person(item: Mapping[str, Any], status: str = "active") -> Person:
    """A Person from an item of listUsers or an answer of getUser; ``status`` is for one that names none."""
    return Person(
        id=str(item.get("id") or ""),
        email=str(item.get("email") or ""),
        status=str(item.get("status") or status),
        group_ids=_ids(item.get("group_ids")),
        division_ids=_ids(item.get("division_ids")),
        role_id=str(item.get("role_id") or ""),
    )


def _ids(value: Any) -> tuple[str, ...]:
    return tuple(str(part) for part in value) if isinstance(value, (list, tuple)) else ()


def name_key(name: str) -> str:
    """Names that Zoom takes for the same have the same key: composed letters, outer spaces and case do not count."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def member_count(value: Any) -> int | None:
    """A number of members as Zoom names it, which may be absent, null or a text; None if it is of no use."""
    number = whole_number(value)
    return number if number is not None and number >= 0 else None


def parse_object(kind: Kind, item: Mapping[str, Any]) -> DirectoryObject:
    """An object from an item of a list or the answer to a read."""
    return DirectoryObject(
        id=str(item.get(kind.id_field) or ""),
        name=str(item.get(kind.name.read) or ""),
        values={one.name: one.word(item.get(one.read)) for one in kind.more},
        total_members=member_count(item.get("total_members")),
        is_main=bool(kind.main_field and item.get(kind.main_field)),
    )


def parse_member(kind: Kind, item: Mapping[str, Any]) -> Person | None:
    """A member from an item of a list of members; None for what is no person, and for one with neither id nor email."""
    members = kind.members
    if any(item.get(name, value) != value for name, value in members.sent_with.items()):
        return None
    email = item.get(members.item_email) if members.item_email else ""
    member = Person(str(item.get(members.item_id) or ""), str(email or ""))
    return member if member.key else None


def parse_nested(kind: Kind, item: Mapping[str, Any]) -> DirectoryObject | None:
    """A member that is no person, from an item of a list of members; None for any other item."""
    nested = kind.members.nested
    identifier = str(item.get(kind.members.item_id) or "")
    if nested is None or not identifier or any(item.get(name) != value for name, value in nested.sent_with.items()):
        return None
    return DirectoryObject(identifier, str(item.get("name") or identifier))


def result_of(kind: Kind, found: DirectoryObject) -> dict[str, Any]:
    """An object in the words of the modules that write it."""
    values: dict[str, Any] = {"id": found.id, "name": found.name, **found.values}
    if kind.main_field:
        values["is_main"] = found.is_main
    return dict(values, total_members=found.total_members)


def check_name(kind: Kind, place: str, name: str | None) -> list[Finding]:
    """Findings about a name that Zoom would not take."""
    if name is None:
        return []
    if not name.strip():
        return [Finding(place, "is empty.", "Give a name.")]
    if NOT_IN_NAME.search(name.strip()):
        return [Finding(place, f"{name!r} holds control characters.", "Remove them.")]
    length, longest = len(name.strip()), kind.name.longest
    if longest and length > longest:
        return [Finding(place, f"has {length} characters.", f"Zoom takes at most {longest}.")]
    return []
