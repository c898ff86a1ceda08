# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one table of what an account holds: groups, divisions, roles, contact groups, users.

Everything that differs between them stands here, and is read by planners, steps, proofs, read-back and the table of
scopes. No code asks which kind it has before it. A new kind is one entry. Pure.
"""

from __future__ import annotations

from typing import Mapping, NamedTuple

from .kind import MOVE, Kind, ManagedField, Members, NestedMembers, SettingsOperations


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
        # Shown to master accounts and their partners alone; createRole does not take it.
        ManagedField(
            "sub_account_privileges",
            "sub_account_privileges",
            "",
            "sub_account_privileges",
            listed=False,
            empty={},
            hidden=True,
        ),
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
        closed={
            OWNER: "The ownership is handed over in the web portal.",
            MEMBER: "Give people another role, or take away the one that they have.",
        },
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
            empty="anyone",  # what Zoom takes where nothing is named
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
        sent_with={"type": 1},
        nested=NestedMembers("member_groups", {"type": 2}, 3),
        batch=50,
        remove="removeContactGroupMembers",
        removed_query="member_ids",
        remove_batch=20,
        keeps_one=True,
    ),
)


class UserOperations(NamedTuple):
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
    settings: SettingsOperations = SettingsOperations(
        read="getUserSettings",
        update="updateUserSettings",
        upload_background="uploadUserVirtualBackgroundFiles",
        delete_backgrounds="deleteUserVirtualBackgroundFiles",
    )
    # How listUsers is asked for everybody: it shows one status a call, active users by default.
    statuses: tuple[str, ...] = ("active", "pending", "inactive")
    # updateUserStatus: action → the status that proves it.
    actions: Mapping[str, str] = {"activate": "active", "deactivate": "inactive"}


USER = UserOperations()

# What else has members: groups have administrators, people have others who schedule for them.
GROUP_ADMIN = GROUP._replace(
    members=Members(
        list="listGroupAdmins",
        items="admins",
        item_id="",
        item_email="email",
        add="addGroupAdmins",
        added="admins",
        sent_id="id",
        option="admins",
        sent_email="email",
        batch=10,
        join_verb="add admins to",
        remove="deleteGroupAdmin",
        removed_place="userId",
        leave_words=("remove", "admin {member} of {kind} {name}"),
        not_inside_codes=(4138,),
    ),
)
ASSISTANT = Kind(
    noun="user",
    items=USER.items,
    id_field="id",
    place=USER.place,
    fields=(_text("email", "email"),),
    list=USER.list,
    read=USER.read,
    create=USER.create,
    update=USER.update,
    delete=USER.delete,
    members=Members(
        list="listUserAssistants",
        items="assistants",
        item_id="id",
        item_email="email",
        add="addUserAssistants",
        added="assistants",
        sent_id="id",
        option="assistants",
        paged=False,
        sent_email="email",
        flag="can_manage_host_private_event",
        join_verb="add assistants to",
        remove="deleteUserAssistant",
        removed_place="assistantId",
        remove_all="deleteUserAssistants",
        leave_words=("remove", "assistant {member} of {kind} {name}"),
    ),
)
# The same from the other side: the people for whom somebody schedules.
SCHEDULER = ASSISTANT._replace(
    members=ASSISTANT.members._replace(
        list="listUserSchedulers",
        items="schedulers",
        option="schedulers",
        flag="",
        batch=1,
        added_to_each=True,
        remove="deleteUserScheduler",
        removed_place="schedulerId",
        remove_all="deleteUserSchedulers",
        leave_words=("remove", "scheduler {member} of {kind} {name}"),
    ),
)
KINDS = (GROUP, DIVISION, ROLE, CONTACT_GROUP)
MEMBERSHIPS = (GROUP_ADMIN, SCHEDULER, ASSISTANT)


class AccountOperations(NamedTuple):
    """The operations of the account itself, which the calls name ``me``."""

    id: str = "me"
    place: str = "accountId"
    settings: SettingsOperations = SettingsOperations(
        read="accountSettings",
        update="accountSettingsUpdate",
        upload_background="uploadVB",
        delete_backgrounds="delVB",
        read_locks="getAccountLockSettings",
        update_locks="UpdateLockedSettings",
        read_registration="accountSettingsRegistration",
        update_registration="accountSettingsRegistrationUpdate",
    )
    managed_domains: str = "accountManagedDomain"
    trusted_domains: str = "accountTrustedDomain"
    operation_logs: str = "reportOperationLogs"


ACCOUNT_OPERATIONS = AccountOperations()
