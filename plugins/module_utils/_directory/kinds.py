# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one table of what an account holds: groups, divisions, roles, contact groups, users.

Everything that differs between them stands here, and is read by planners, steps, proofs, read-back and the table of
scopes. No code asks which kind it has before it. A new kind is one entry. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping

from .._core.steps import Symbol

# What becomes of members when their group is deleted.
FORCE, MOVE = "force", "move"  # they stay without it, which must be asked for · they must be somewhere else before
ACTIVE = ("active",)


@dataclass(frozen=True, eq=False)
class ManagedField:
    """A managed field: its name in the modules and in each of the API's bodies.

    ``listed``: the list shows it too, not only the read of one. ``words`` maps the modules' values to the API's.
    ``unordered``: a list in which the order does not count. ``empty`` stands where Zoom shows no value.
    """

    name: str
    read: str
    created: str
    updated: str
    listed: bool = True
    longest: int = 0
    words: Mapping[str, Any] = field(default_factory=dict)
    unordered: bool = False
    empty: Any = ""

    def code(self, value: Any) -> Any:
        """The API's value for a value of the modules."""
        return self.words.get(value, value)

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


@dataclass(frozen=True, eq=False)
class SettingsOperations:
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


@dataclass(frozen=True, eq=False)
class Members:
    """How people are in an object of a kind: listed, added, removed, shown.

    ``item_id`` and ``item_email`` are the fields of a listed member, ``sent_id`` and ``sent_email`` those of a member
    in the body of ``add`` (no ``sent_email``: only ids are taken), ``sent_with`` the constant keys beside them.
    ``change`` moves a member to another object, or makes this one the primary.
    ``remove`` takes one member in its path, or up to ``remove_batch`` ids in the query ``removed_query``. Without
    ``remove``, people leave by joining another object of the kind. ``single``: a person is in exactly one.
    ``shown_by`` is the field of getUser that names the objects in which a person is; '' if none does.
    ``not_inside_codes``: the refusals of ``remove`` which say that the person is no member.
    ``keeps_one``: the last member cannot be removed.
    """

    list: str
    items: str
    item_id: str
    item_email: str
    add: str
    added: str
    sent_id: str
    sent_email: str = ""
    sent_with: Mapping[str, Any] = field(default_factory=dict)
    batch: int = 30
    join_verb: str = "add members to"
    change: str = ""
    remove: str = ""
    removed_query: str = ""
    remove_batch: int = 1
    leave_words: tuple[str, str] = ("remove", "member {member} of {kind} {name}")
    not_inside_codes: tuple[int, ...] = ()
    shown_by: str = ""
    single: bool = False
    keeps_one: bool = False
    statuses: tuple[str, ...] = ACTIVE

    def item(self, address: str) -> dict[str, Any]:
        """A member in the body of ``add``: by id, or by email where no id is known. A Symbol replaces an id."""
        by_email = self.sent_email and "@" in address and not isinstance(address, Symbol)
        return {(self.sent_email if by_email else self.sent_id): address, **self.sent_with}


@dataclass(frozen=True, eq=False)
class Kind:
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
    built_in: Mapping[str, str] = field(default_factory=dict)
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


def _text(name: str, read: str, longest: int = 0) -> ManagedField:
    """A field that the API calls the same wherever it stands."""
    return ManagedField(name, read, read, read, longest=longest)


GROUP_SETTINGS = SettingsOperations(
    read="getGroupSettings",
    update="updateGroupSettings",
    upload_background="uploadGroupVirtualBackgroundFiles",
    delete_backgrounds="deleteGroupVirtualBackgroundFiles",
    read_locks="getGroupLockSettings",
    update_locks="updateGroupLockSettings",
    read_registration="getGroupRegistrationSettings",
    update_registration="updateGroupRegistrationSettings",
)
GROUP = Kind(
    noun="group",
    items="groups",
    id_field="id",
    place="groupId",
    fields=(_text("name", "name", 127),),  # updateGroup: fewer than 128
    list="listGroups",
    read="getGroup",
    create="createGroup",
    update="updateGroup",
    delete="deleteGroup",
    gone_codes=(4130,),
    loss="who would lose its settings",
    settings=GROUP_SETTINGS,
    members=Members(
        list="listGroupMembers",
        items="members",
        item_id="id",
        item_email="email",
        add="addGroupMembers",
        added="members",
        sent_id="id",
        sent_email="email",
        change="updateGroupMember",
        remove="deleteGroupMember",
        not_inside_codes=(4131,),
        shown_by="group_ids",
    ),
)
DIVISION = Kind(
    noun="division",
    items="divisions",
    id_field="division_id",
    place="divisionId",
    fields=(_text("name", "division_name", 128), _text("description", "division_description")),
    list="listDivisions",
    read="getDivision",
    create="createDivision",
    update="updateDivision",
    delete="deleteDivision",
    gone_codes=(40406,),
    not_empty_codes=(42012,),
    members_at_deletion=MOVE,
    main_field="is_main_division",
    members=Members(
        list="listDivisionMembers",
        items="users",
        item_id="user_id",
        item_email="user_email",
        add="assignDivision",
        added="users",
        sent_id="user_id",
        sent_email="user_email",
        join_verb="assign users to",
        shown_by="division_ids",
        single=True,
    ),
)
OWNER, ADMIN, MEMBER = "0", "1", "2"
ROLE = Kind(
    noun="role",
    items="roles",
    id_field="id",
    place="roleId",
    fields=(
        _text("name", "name"),
        _text("description", "description"),
        ManagedField("privileges", "privileges", "privileges", "privileges", listed=False, unordered=True, empty=()),
    ),
    list="roles",
    read="getRoleInformation",
    create="createRole",
    update="updateRole",
    delete="deleteRole",
    paged=False,
    gone_codes=(1034,),
    loss="who would become plain members",
    built_in={OWNER: "Owner", ADMIN: "Admin", MEMBER: "Member"},
    gives_rights=True,
    members=Members(
        list="roleMembers",
        items="members",
        item_id="id",
        item_email="email",
        add="AddRoleMembers",
        added="members",
        sent_id="id",
        sent_email="email",
        remove="roleMemberDelete",
        leave_words=("take role from", "user {member}"),
        shown_by="role_id",
        single=True,
    ),
)
CONTACT_GROUP = Kind(
    noun="contact_group",
    items="groups",
    id_field="group_id",
    place="groupId",
    fields=(
        ManagedField("name", "group_name", "group_name", "name"),
        _text("description", "description"),
        ManagedField(
            "privacy",
            "group_privacy",
            "group_privacy",
            "privacy",
            words={"anyone": 1, "searchable": 2, "members": 3},
        ),
    ),
    list="listContactGroups",
    read="getContactGroup",
    create="createContactGroup",
    update="updateContactGroup",
    delete="deleteContactGroup",
    counted=False,
    gone_codes=(),  # a missing one is answered with code 300, as many other things are
    loss="who would no longer see each other in it",
    members=Members(
        list="listContactGroupMembers",
        items="group_members",
        item_id="id",
        item_email="",
        add="addContactGroupMembers",
        added="group_members",
        sent_id="id",
        sent_with={"type": 1},  # a user; 2 is a group
        batch=50,
        remove="removeContactGroupMembers",
        removed_query="member_ids",
        remove_batch=20,
        keeps_one=True,
    ),
)
KINDS = (GROUP, DIVISION, ROLE, CONTACT_GROUP)


@dataclass(frozen=True, eq=False)
class UserOperations:
    """The operations of the people themselves; they have no name, but an id and an email."""

    noun: str = "user"
    items: str = "users"
    place: str = "userId"
    list: str = "listUsers"
    read: str = "getUser"
    create: str = "createUser"
    update: str = "updateUser"
    delete: str = "deleteUser"
    set_status: str = "updateUserStatus"
    set_email: str = "updateUserEmail"
    set_password: str = "updateUserPassword"
    summary: str = "getUserSummary"
    upload_picture: str = "uploadUserPicture"
    delete_picture: str = "deleteUserPicture"
    sign_out: str = "revokeUserSsoToken"
    report: str = "reportUsers"
    settings: SettingsOperations = field(
        default_factory=lambda: SettingsOperations(
            read="getUserSettings",
            update="updateUserSettings",
            upload_background="uploadUserVirtualBackgroundFiles",
            delete_backgrounds="deleteUserVirtualBackgroundFiles",
        )
    )
    # How listUsers is asked for everybody: it shows one status a call, active users by default.
    statuses: tuple[str, ...] = ("active", "pending", "inactive")
    # updateUserStatus: action → the status that proves it.
    actions: Mapping[str, str] = field(default_factory=lambda: {"activate": "active", "deactivate": "inactive"})


USER = UserOperations()


@dataclass(frozen=True, eq=False)
class AccountOperations:
    """The operations of the account itself, which the calls name ``me``."""

    id: str = "me"
    place: str = "accountId"
    settings: SettingsOperations = field(
        default_factory=lambda: SettingsOperations(
            read="accountSettings",
            update="accountSettingsUpdate",
            upload_background="uploadVB",
            delete_backgrounds="delVB",
            read_locks="getAccountLockSettings",
            update_locks="UpdateLockedSettings",
            read_registration="accountSettingsRegistration",
            update_registration="accountSettingsRegistrationUpdate",
        )
    )
    managed_domains: str = "accountManagedDomain"
    trusted_domains: str = "accountTrustedDomain"
    operation_logs: str = "reportOperationLogs"


ACCOUNT_OPERATIONS = AccountOperations()
