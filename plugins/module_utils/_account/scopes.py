# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which operations each module rests on, and so which scopes an app needs for it. The one table of this."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Iterable, Mapping, Sequence

from .._core.operations import OPERATIONS
from .._directory.included import (
    CHECK_EMAIL,
    CHECK_VANITY_NAME,
    GROUP_INCLUDED,
    MEETING_TEMPLATE,
    USER_INCLUDED,
    IncludedRead,
)
from .._directory.kinds import (
    ACCOUNT_OPERATIONS,
    ASSISTANT,
    CONTACT_GROUP,
    DIVISION,
    GROUP,
    GROUP_ADMIN,
    GROUP_SETTINGS,
    ROLE,
    SCHEDULER,
    USER,
)

if TYPE_CHECKING:
    from .._directory.kind import Kind, Members, SettingsOperations


@dataclass(frozen=True)
class Needs:
    """Operation ids: ``read`` and ``write`` are needed whatever is asked; ``optional`` only for what they stand under,
    an option or a few words."""

    read: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    optional: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _reading(kind: Kind) -> tuple[str, ...]:
    return (kind.list, kind.read)


def _writing(kind: Kind) -> tuple[str, ...]:
    return (kind.create, kind.update, kind.delete)


def _backgrounds(operations: SettingsOperations) -> tuple[str, ...]:
    return (operations.read, operations.upload_background, operations.delete_backgrounds)


def _registration(operations: SettingsOperations) -> tuple[str, ...]:
    return (operations.read_registration, operations.update_registration)


def _including(reads: Mapping[str, IncludedRead]) -> dict[str, tuple[str, ...]]:
    return {f"include {name}": (read.operation,) for name, read in reads.items()}


def _changing(members: Members) -> tuple[str, ...]:
    """The operations that change who is in an object."""
    return tuple(name for name in (members.add, members.remove, members.remove_all) if name)


_PEOPLE = (USER.read, USER.list)
_MEMBERS = {"members": _PEOPLE}
_PRIMARY = (GROUP.members.change,)
_USERS = Needs(
    read=(USER.list, USER.read),
    write=(USER.create, USER.update, USER.set_status, USER.delete),
    optional={
        "groups": (GROUP.list, GROUP.members.list, GROUP.members.add, GROUP.members.remove, *_PRIMARY),
        "division": (DIVISION.list, DIVISION.members.add),
        "role": (ROLE.list, ROLE.members.list, ROLE.members.add, ROLE.members.remove),
        "new_email": (USER.set_email,),
        "zoom_phone": (USER.settings.read,),
    },
)
_READ_GROUPS = (GROUP.list, GROUP_SETTINGS.read, GROUP_SETTINGS.read_locks)
# Documented for master accounts only; without it account locks are written blind and audited as unknown.
_ACCOUNT_LOCKS = {"locks of the account": (ACCOUNT_OPERATIONS.settings.read_locks,)}

_EXPORT = Needs(
    read=(USER.list, GROUP.list, DIVISION.list, ROLE.list),
    optional={
        "details": (USER.read,),
        "members": (GROUP.members.list, GROUP_ADMIN.members.list, CONTACT_GROUP.members.list),
        "roles": (ROLE.read,),
        "contact groups": (CONTACT_GROUP.list,),
        "settings": (ACCOUNT_OPERATIONS.settings.read, GROUP_SETTINGS.read, GROUP_SETTINGS.read_locks),
        "locks of the account": (ACCOUNT_OPERATIONS.settings.read_locks,),
    },
)

MODULES: dict[str, Needs] = {
    "zoom_account_drift": Needs(_EXPORT.read, (), dict(_EXPORT.optional, who=(ACCOUNT_OPERATIONS.operation_logs,))),
    "zoom_account_export": _EXPORT,
    "zoom_account_info": Needs(
        read=(USER.summary,),
        optional={
            "counts": (GROUP.list, DIVISION.list),
            "include managed_domains": (ACCOUNT_OPERATIONS.managed_domains,),
            "include registration": (ACCOUNT_OPERATIONS.settings.read_registration,),
            "include roles": (ROLE.list, ROLE.read),
            "include trusted_domains": (ACCOUNT_OPERATIONS.trusted_domains,),
        },
    ),
    "zoom_api": Needs(),  # those of whatever is called
    "zoom_contact_group": Needs(
        read=_reading(CONTACT_GROUP),
        write=_writing(CONTACT_GROUP),
        optional={"absent without force": (CONTACT_GROUP.members.list,)},
    ),
    "zoom_contact_group_info": Needs(read=_reading(CONTACT_GROUP), optional={"members": (CONTACT_GROUP.members.list,)}),
    "zoom_contact_group_member": Needs(
        read=(CONTACT_GROUP.list, CONTACT_GROUP.members.list),
        write=_changing(CONTACT_GROUP.members),
        optional={**_MEMBERS, "member_groups": (GROUP.list,)},
    ),
    "zoom_division": Needs(
        read=(*_reading(DIVISION), DIVISION.members.list),
        write=(*_writing(DIVISION), DIVISION.members.add),
        optional=_MEMBERS,
    ),
    "zoom_division_info": Needs(read=_reading(DIVISION), optional={"members": (DIVISION.members.list,)}),
    "zoom_group": Needs(
        read=_reading(GROUP), write=_writing(GROUP), optional={"absent without force": (GROUP.members.list,)}
    ),
    "zoom_group_admin": Needs(
        read=(GROUP.list, GROUP_ADMIN.members.list, *_PEOPLE), write=_changing(GROUP_ADMIN.members)
    ),
    "zoom_group_info": Needs(
        read=_reading(GROUP), optional={"members": (GROUP.members.list,), **_including(GROUP_INCLUDED)}
    ),
    "zoom_group_member": Needs(
        read=(GROUP.list, GROUP.members.list, *_PEOPLE),
        write=(GROUP.members.add, GROUP.members.remove),
        optional={"primary": _PRIMARY, "move_from": _PRIMARY},
    ),
    "zoom_license_reclaim": Needs(
        read=(USER.list, GROUP.list, DIVISION.list, ROLE.list),
        write=(USER.update,),
        optional={
            "by hosted": (USER.report,),
            "grace_group": (GROUP.create, GROUP.members.add, GROUP.members.remove),
            "cost_centers": (USER.read,),
        },
    ),
    "zoom_lock_settings": Needs(
        optional={
            "locks of the account": (ACCOUNT_OPERATIONS.settings.read_locks, ACCOUNT_OPERATIONS.settings.update_locks),
            "locks of groups": (GROUP.list, GROUP_SETTINGS.read_locks, GROUP_SETTINGS.update_locks),
        }
    ),
    "zoom_offboarding": Needs(
        read=(USER.list, USER.read, GROUP.list, DIVISION.list, ROLE.list),
        write=(USER.set_status, USER.delete),
        optional={
            "signing out everywhere": (USER.sign_out,),
            "managed domains": (ACCOUNT_OPERATIONS.managed_domains,),
        },
    ),
    "zoom_policy": Needs(
        read=(ACCOUNT_OPERATIONS.settings.read, *_READ_GROUPS),
        write=(
            ACCOUNT_OPERATIONS.settings.update,
            ACCOUNT_OPERATIONS.settings.update_locks,
            GROUP_SETTINGS.update,
            GROUP_SETTINGS.update_locks,
        ),
        optional={**_ACCOUNT_LOCKS, "people": (USER.list, USER.settings.read, GROUP.members.list)},
    ),
    "zoom_profile_picture": Needs(read=(USER.read,), write=(USER.upload_picture, USER.delete_picture)),
    "zoom_role": Needs(
        read=_reading(ROLE),
        write=_writing(ROLE),
        optional={"less for a role, or absent": (USER.read, ROLE.members.list)},
    ),
    "zoom_role_info": Needs(read=_reading(ROLE), optional={"members": (ROLE.members.list,)}),
    "zoom_role_member": Needs(read=(ROLE.list, ROLE.members.list, *_PEOPLE), write=_changing(ROLE.members)),
    "zoom_settings": Needs(
        optional={
            "settings of the account": (ACCOUNT_OPERATIONS.settings.read, ACCOUNT_OPERATIONS.settings.update),
            "settings of groups": (GROUP.list, GROUP_SETTINGS.read, GROUP_SETTINGS.update),
            "settings of people": (USER.read, USER.settings.read, USER.settings.update),
            "locks of the account": (ACCOUNT_OPERATIONS.settings.read_locks, ACCOUNT_OPERATIONS.settings.update_locks),
            "locks of groups": (GROUP.list, GROUP_SETTINGS.read_locks, GROUP_SETTINGS.update_locks),
        }
    ),
    "zoom_settings_info": Needs(
        optional={
            "settings of the account": (ACCOUNT_OPERATIONS.settings.read,),
            "settings of groups": (GROUP.list, GROUP_SETTINGS.read),
            "settings of people": (USER.read, USER.settings.read),
            "locks of the account": (ACCOUNT_OPERATIONS.settings.read_locks,),
            "locks of groups": (GROUP.list, GROUP_SETTINGS.read_locks),
        }
    ),
    # What it undoes with needs what the module needs that wrote the file.
    "zoom_undo": Needs(),
    "zoom_user": Needs(_USERS.read, _USERS.write, dict(_USERS.optional, password=(USER.set_password,))),
    "zoom_user_assistant": Needs(
        read=_PEOPLE,
        optional={
            "assistants": (ASSISTANT.members.list, *_changing(ASSISTANT.members)),
            "schedulers": (SCHEDULER.members.list, *_changing(SCHEDULER.members)),
        },
    ),
    "zoom_user_info": Needs(
        read=(USER.list, USER.read),
        optional={
            "group": (GROUP.list, GROUP.members.list),
            "division": (DIVISION.list,),
            "role": (ROLE.list,),
            **_including(USER_INCLUDED),
            "include meeting_templates": (ACCOUNT_OPERATIONS.settings.read, MEETING_TEMPLATE.operation),
            "include settings": (USER.settings.read,),
            "include zoom_phone": (USER.settings.read,),
            "checks": (CHECK_EMAIL, CHECK_VANITY_NAME),
        },
    ),
    "zoom_users": Needs(
        _USERS.read, _USERS.write, dict(_USERS.optional, create_missing=(GROUP.create, DIVISION.create))
    ),
    "zoom_virtual_background": Needs(
        optional={
            "backgrounds of the account": _backgrounds(ACCOUNT_OPERATIONS.settings),
            "backgrounds of groups": (GROUP.list, *_backgrounds(GROUP_SETTINGS)),
            "backgrounds of people": _backgrounds(USER.settings),
            "inherited backgrounds": (ACCOUNT_OPERATIONS.settings.read, GROUP_SETTINGS.read, USER.read),
        }
    ),
    "zoom_webinar_registration": Needs(
        optional={
            "registration of the account": _registration(ACCOUNT_OPERATIONS.settings),
            "registration of groups": (GROUP.list, *_registration(GROUP_SETTINGS)),
        }
    ),
}

# The modules that each role calls.
ROLES: dict[str, tuple[str, ...]] = {
    "account_export": ("zoom_account_export",),
    "licence_reclaim": ("zoom_license_reclaim",),
    "offboarding": ("zoom_offboarding",),
    "onboarding": ("zoom_users",),
    "policy_baseline": ("zoom_policy",),
}


def serves(operation: str, scopes: Iterable[str]) -> bool:
    """Whether a token with these scopes may call the operation: one of its granular or classic scopes is enough."""
    classic, granular = OPERATIONS[operation].classic_scopes, OPERATIONS[operation].granular_scopes
    # Zoom's reference spells the classic scope of divisions "wirte"; accounts have it spelt right as well.
    wanted = {*classic, *granular, *(scope.replace(":wirte:", ":write:") for scope in classic)}
    return not wanted.isdisjoint(scopes)


def scope_to_add(operation: str, classic_app: bool = False) -> str:
    """The scope to add to an app for an operation: the admin-level granular one where there is one.

    An app with classic scopes takes classic ones only.
    """
    classic, granular = OPERATIONS[operation].classic_scopes, OPERATIONS[operation].granular_scopes
    offered = classic if classic_app and classic else granular or classic
    admin = [scope for scope in offered if scope.endswith(":admin")] or list(offered)
    return next((scope for scope in admin if ":read:" in scope), admin[0]).replace(":wirte:", ":write:")


def is_classic(scopes: Iterable[str]) -> bool:
    """Whether these are the scopes of an app made before granular ones came: none names a thing after the verb."""
    granular = {scope for known in OPERATIONS.values() for scope in known.granular_scopes}
    return granular.isdisjoint(scopes)


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
