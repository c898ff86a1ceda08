# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which operations each module rests on, and so which scopes an app needs for it. The one table of this."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterable, Mapping, Sequence

from .._core.operations import OPERATIONS


@dataclass(frozen=True)
class Needs:
    """Operation ids: ``read`` and ``write`` are needed whatever is asked; ``optional`` only for what they stand under,
    an option or a few words."""

    read: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    optional: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_USERS = Needs(
    read=("listUsers", "getUser"),
    write=("createUser", "updateUser", "updateUserStatus", "deleteUser"),
    optional={
        "groups": ("listGroups", "listGroupMembers", "addGroupMembers", "deleteGroupMember", "updateGroupMember"),
        "division": ("listDivisions", "assignDivision"),
        "role": ("roles", "roleMembers", "AddRoleMembers", "roleMemberDelete"),
        "new_email": ("updateUserEmail",),
        "zoom_phone": ("getUserSettings",),
    },
)
_GROUP_SETTINGS = ("listGroups", "getGroupSettings", "getGroupLockSettings")
# Documented for master accounts only; without it account locks are written blind and audited as unknown.
_ACCOUNT_LOCKS = {"locks of the account": ("getAccountLockSettings",)}

MODULES: dict[str, Needs] = {
    "zoom_account_info": Needs(read=("getUserSummary",), optional={"counts": ("listGroups", "listDivisions")}),
    "zoom_division": Needs(
        read=("listDivisions", "getDivision", "listDivisionMembers"),
        write=("createDivision", "updateDivision", "deleteDivision", "assignDivision"),
        optional={"members": ("getUser", "listUsers")},
    ),
    "zoom_division_info": Needs(read=("listDivisions", "getDivision"), optional={"members": ("listDivisionMembers",)}),
    "zoom_group": Needs(read=("listGroups", "getGroup"), write=("createGroup", "updateGroup", "deleteGroup")),
    "zoom_group_info": Needs(read=("listGroups", "getGroup"), optional={"members": ("listGroupMembers",)}),
    "zoom_group_member": Needs(
        read=("listGroups", "listGroupMembers", "getUser", "listUsers"),
        write=("addGroupMembers", "deleteGroupMember"),
        optional={"primary": ("updateGroupMember",), "move_from": ("updateGroupMember",)},
    ),
    "zoom_lock_settings": Needs(
        optional={
            "locks of the account": ("getAccountLockSettings", "UpdateLockedSettings"),
            "locks of groups": ("listGroups", "getGroupLockSettings", "updateGroupLockSettings"),
        }
    ),
    "zoom_policy": Needs(
        read=("accountSettings", *_GROUP_SETTINGS),
        write=("accountSettingsUpdate", "UpdateLockedSettings", "updateGroupSettings", "updateGroupLockSettings"),
        optional=_ACCOUNT_LOCKS,
    ),
    "zoom_settings": Needs(
        optional={
            "settings of the account": ("accountSettings", "accountSettingsUpdate"),
            "settings of groups": ("listGroups", "getGroupSettings", "updateGroupSettings"),
            "settings of people": ("getUser", "getUserSettings", "updateUserSettings"),
            "locks of the account": ("getAccountLockSettings", "UpdateLockedSettings"),
            "locks of groups": ("listGroups", "getGroupLockSettings", "updateGroupLockSettings"),
        }
    ),
    "zoom_settings_info": Needs(
        optional={
            "settings of the account": ("accountSettings",),
            "settings of groups": ("listGroups", "getGroupSettings"),
            "settings of people": ("getUser", "getUserSettings"),
            "locks of the account": ("getAccountLockSettings",),
            "locks of groups": ("listGroups", "getGroupLockSettings"),
        }
    ),
    "zoom_user": Needs(_USERS.read, _USERS.write, dict(_USERS.optional, password=("updateUserPassword",))),
    "zoom_user_info": Needs(
        read=("listUsers", "getUser"),
        optional={
            "group": ("listGroups", "listGroupMembers"),
            "division": ("listDivisions", "listDivisionMembers"),
            "role": ("roles", "roleMembers"),
        },
    ),
    "zoom_users": Needs(
        _USERS.read, _USERS.write, dict(_USERS.optional, create_missing=("createGroup", "createDivision"))
    ),
}

# The modules that each role calls.
ROLES: dict[str, tuple[str, ...]] = {
    "onboarding": ("zoom_users",),
    "policy_baseline": ("zoom_policy",),
}


def serves(operation: str, scopes: Iterable[str]) -> bool:
    """Whether a token with these scopes may call the operation: one of its granular or classic scopes is enough."""
    _method, _path, _label, classic, granular = OPERATIONS[operation]
    # Zoom's reference spells the classic scope of divisions "wirte"; accounts have it spelt right as well.
    wanted = {*classic, *granular, *(scope.replace(":wirte:", ":write:") for scope in classic)}
    return not wanted.isdisjoint(scopes)


def scope_to_add(operation: str, classic_app: bool = False) -> str:
    """The scope to add to an app for an operation: the admin-level granular one where there is one.

    An app with classic scopes takes classic ones only.
    """
    _method, _path, _label, classic, granular = OPERATIONS[operation]
    offered = classic if classic_app and classic else granular or classic
    admin = [scope for scope in offered if scope.endswith(":admin")] or list(offered)
    return next((scope for scope in admin if ":read:" in scope), admin[0]).replace(":wirte:", ":write:")


def is_classic(scopes: Iterable[str]) -> bool:
    """Whether these are the scopes of an app made before granular ones came: none names a thing after the verb."""
    known = {scope for *_rest, granular in OPERATIONS.values() for scope in granular}
    return known.isdisjoint(scopes)


def missing_scopes(operations: Sequence[str], scopes: Iterable[str]) -> list[str]:
    """The scopes to add for these operations, sorted; empty where the token serves all of them."""
    had = frozenset(scopes)
    classic = bool(had) and is_classic(had)
    return sorted({scope_to_add(operation, classic) for operation in operations if not serves(operation, had)})


def missing_of_module(name: str, scopes: Iterable[str]) -> dict[str, object]:
    """``{"read": [...], "write": [...], "optional": {option: [...]}}``: the scopes that a module still needs."""
    had, needs = frozenset(scopes), MODULES[name]
    optional = {option: missing_scopes(operations, had) for option, operations in needs.optional.items()}
    return {
        "read": missing_scopes(needs.read, had),
        "write": missing_scopes(needs.write, had),
        "optional": {option: missing for option, missing in optional.items() if missing},
    }
