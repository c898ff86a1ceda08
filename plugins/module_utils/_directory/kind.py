# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a kind of object that an account holds is made of: its fields, its operations, its members. Pure."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple

# What becomes of members when their group is deleted.
FORCE, MOVE = "force", "move"  # they stay without it, which must be asked for · they must be somewhere else before
ACTIVE = ("active",)


class ManagedField(NamedTuple):
    """A managed field: its name in the modules and in each of the API's bodies.

    ``listed``: the list shows it too, not only the read of one. ``words`` maps the modules' values to the API's.
    ``unordered``: a list in which the order does not count. ``empty`` stands where Zoom shows no value.
    ``created`` is '' for what Zoom takes in an update only. ``hidden``: some accounts never show it.
    """

    name: str
    read: str
    created: str
    updated: str
    listed: bool = True
    longest: int = 0
    words: Mapping[str, Any] = {}
    unordered: bool = False
    empty: Any = ""
    hidden: bool = False

    def code(self, value: Any) -> Any:
        """The API's value for a value of the modules."""
        return self.words.get(value, value) if self.words else value

    def word(self, value: Any) -> Any:
        """The modules' value for a value of the API."""
        return next(
            (word for word, code in self.words.items() if code == value), self.empty if value is None else value
        )

    def equal(self, have: Any, want: Any) -> bool:
        """Whether Zoom holds what is wanted."""
        if self.unordered and isinstance(have, (list, tuple)) and isinstance(want, (list, tuple)):
            return sorted(map(str, have)) == sorted(map(str, want))
        return bool(have == want)


class SettingsOperations(NamedTuple):
    """How settings and locks of an object are read and changed, the files and the questions of registration that belong
    to them too; '' where there are none. ``read`` shows the backgrounds."""

    read: str
    update: str
    upload_background: str
    delete_backgrounds: str
    read_locks: str = ""
    update_locks: str = ""
    read_registration: str = ""
    update_registration: str = ""


class NestedMembers(NamedTuple):
    """Objects of another kind that are members beside people: ``option`` names them, ``batch`` of them go with one
    request, ``sent_with`` tells them from people in every body."""

    option: str
    sent_with: Mapping[str, Any]
    batch: int


class Members(NamedTuple):
    """How people are in an object of a kind: listed, added, removed, shown.

    ``option`` is their name in the modules. ``paged``: the list takes a page size.
    ``item_id`` and ``item_email`` are the fields of a listed member, ``sent_id`` and ``sent_email`` those of a member
    in the body of ``add`` (no ``sent_email``: only ids are taken), ``sent_with`` the constant keys beside them.
    ``flag`` is a yes or no that every member has; ``nested`` are members that are no people.
    ``added_to_each``: ``add`` has the member in its path and the object in its body.
    ``change`` moves a member to another object, or makes this one the primary.
    ``remove`` takes one member in its path, under ``removed_place``, or up to ``remove_batch`` ids in the query
    ``removed_query``; ``remove_all`` removes everybody. Without ``remove``, people leave by joining another object of
    the kind. ``single``: a person is in exactly one.
    ``shown_by`` is the field of getUser that names the objects in which a person is; '' if none does.
    ``not_inside_codes``: the refusals of ``remove`` which say that the person is no member.
    ``keeps_one``: the last member cannot be removed. ``closed``: objects whose members never change (id → remedy).
    """

    list: str
    items: str
    item_id: str
    item_email: str
    add: str
    added: str
    sent_id: str
    option: str = "members"
    paged: bool = True
    sent_email: str = ""
    sent_with: Mapping[str, Any] = {}
    flag: str = ""
    nested: NestedMembers | None = None
    batch: int = 30
    join_verb: str = "add members to"
    added_to_each: bool = False
    change: str = ""
    remove: str = ""
    removed_place: str = "memberId"
    removed_query: str = ""
    remove_batch: int = 1
    remove_all: str = ""
    leave_words: tuple[str, str] = ("remove", "member {member} of {kind} {name}")
    not_inside_codes: tuple[int, ...] = ()
    shown_by: str = ""
    single: bool = False
    keeps_one: bool = False
    closed: Mapping[str, str] = {}
    statuses: tuple[str, ...] = ACTIVE

    def shows(self, reference: str) -> bool:
        """Whether the list of members shows what a task calls a person by: an email, or an id."""
        return bool(self.item_email if "@" in reference else self.item_id)

    def address(self, identifier: str, email: str) -> str:
        """What addresses a person: the id, or the email where there is none or the list of members shows no ids."""
        return (identifier if self.item_id else email) or identifier or email


class Kind(NamedTuple):
    """A kind of object that an account holds.

    ``place`` is the name of its id in paths. ``paged``: the list takes a page size. ``counted``: the list names the
    number of members. ``gone_codes``: refusals which say that the object itself is not there. ``main_field`` marks the
    one that Zoom never deletes, ``built_in`` are those that every account has and none deletes (id → name).
    ``gives_rights``: its members may administer the account.
    ``members_at_deletion`` is FORCE or MOVE, ``loss`` says what becomes of members by force.
    """

    noun: str
    items: str
    id_field: str
    place: str
    fields: tuple[ManagedField, ...]
    list: str
    read: str
    create: str
    update: str
    delete: str
    members: Members
    paged: bool = True
    counted: bool = True
    gone_codes: tuple[int, ...] = ()
    not_empty_codes: tuple[int, ...] = ()
    members_at_deletion: str = FORCE
    loss: str = ""
    settings: SettingsOperations | None = None
    main_field: str = ""
    built_in: Mapping[str, str] = {}
    gives_rights: bool = False

    @property
    def name(self) -> ManagedField:
        """The field that names it."""
        return self.fields[0]

    @property
    def more(self) -> tuple[ManagedField, ...]:
        """Its fields beyond the name."""
        return self.fields[1:]

    @property
    def words(self) -> str:
        """The noun in a sentence."""
        return self.noun.replace("_", " ")

    @property
    def detailed(self) -> bool:
        """Whether the read of one shows more than the list."""
        return not self.counted or any(not one.listed for one in self.fields)

    def is_built_in(self, reference: str) -> bool:
        """Whether an id or a name means a built-in one, which is known without any read."""
        names = {name.casefold() for name in self.built_in.values()}
        return reference in self.built_in or reference.strip().casefold() in names
