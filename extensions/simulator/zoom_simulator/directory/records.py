# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the account holds: users, groups, divisions, roles."""

from __future__ import annotations

from typing import Any

from ..core.clock import from_iso, iso

BASIC, LICENSED, UNASSIGNED, NONE = 1, 2, 4, 99
ACTIVE, INACTIVE, PENDING = "active", "inactive", "pending"
SSO, WORK_EMAIL, API_USER = 101, 100, 99
OWNER, ADMIN, MEMBER = "0", "1", "2"
# What a role may allow: owner and admins have all of it.
SUBJECTS = (
    "User", "Role", "Group", "AccountSetting", "AccountProfile", "SubAccount", "IM", "Recording", "Branding",
    "RoomsManagement", "Report", "Dashboard",
)  # fmt: skip
PRIVILEGES = tuple(f"{subject}:{action}" for subject in SUBJECTS for action in ("Read", "Edit"))


class User:
    """One person. Rare fields live in ``extra``, which is replaced and never changed in place,
    so that a shallow copy is a picture of the user at one moment."""

    __slots__ = (
        "created", "dept", "display_name", "division_id", "email", "extra", "first_name", "group_ids", "id",
        "last_login", "last_name", "login_type", "pmi", "role_id", "status", "timezone", "type",
    )  # fmt: skip

    def __init__(self, user_id: str, email: str, kind: int = BASIC, status: str = ACTIVE) -> None:
        self.id = user_id
        self.email = email
        self.type = kind
        self.status = status
        self.first_name = ""
        self.last_name = ""
        self.display_name = ""
        self.dept = ""
        self.timezone = ""
        self.pmi = 0
        self.role_id = MEMBER
        self.division_id = ""
        self.group_ids: tuple[str, ...] = ()
        self.login_type = WORK_EMAIL
        self.created = 0
        self.last_login = 0
        self.extra: dict[str, Any] | None = None

    def get(self, name: str, default: Any = None) -> Any:
        """Return one of the rare fields."""
        return default if self.extra is None else self.extra.get(name, default)

    def put(self, name: str, value: Any) -> None:
        """Set one of the rare fields; None removes it."""
        extra = dict(self.extra or {})
        if value is None:
            extra.pop(name, None)
        else:
            extra[name] = value
        self.extra = extra or None

    def copy(self) -> User:
        """Return a picture of the user as it is now."""
        twin = User.__new__(User)
        for name in User.__slots__:
            setattr(twin, name, getattr(self, name))
        return twin

    @property
    def licensed(self) -> bool:
        """Tell whether the user takes a paid seat."""
        return self.status != INACTIVE and self.type == LICENSED

    def to_state(self) -> dict[str, Any]:
        """Return the user as the state document holds it."""
        state: dict[str, Any] = {
            "id": self.id, "email": self.email, "type": self.type, "status": self.status,
            "first_name": self.first_name, "last_name": self.last_name, "display_name": self.display_name,
            "dept": self.dept, "timezone": self.timezone, "pmi": self.pmi, "role_id": self.role_id,
            "division_id": self.division_id, "group_ids": list(self.group_ids), "login_type": self.login_type,
            "created_at": iso(self.created), "last_login_time": iso(self.last_login) if self.last_login else "",
        }  # fmt: skip
        return state | (self.extra or {})


RENAMED = {"created_at": "created", "last_login_time": "last_login"}


def user_from_state(state: dict[str, Any], user_id: str) -> User:
    """Build a user from the state document; what is missing gets its default."""
    user = User(str(state.get("id") or user_id), str(state["email"]))
    for name, value in state.items():
        if name in RENAMED:
            setattr(user, RENAMED[name], from_iso(value) if value else 0)
        elif name == "group_ids":
            user.group_ids = tuple(value)
        elif name == "division_ids":
            user.division_id = value[0] if value else ""
        elif name == "id":
            continue
        elif name in User.__slots__:
            setattr(user, name, value)
        else:
            user.put(name, value)
    if not user.display_name:
        user.display_name = f"{user.first_name} {user.last_name}".strip()
    return user


class Group:
    """A user group. ``members`` keeps the order of joining; its values mean nothing."""

    __slots__ = ("admins", "channels", "id", "members", "name")

    def __init__(self, group_id: str, name: str) -> None:
        self.id = group_id
        self.name = name
        self.channels: list[dict[str, Any]] = []
        self.members: dict[str, None] = {}
        self.admins: dict[str, None] = {}

    def copy(self) -> Group:
        """Return a picture of the group as it is now."""
        twin = Group(self.id, self.name)
        twin.members = dict(self.members)
        twin.admins = dict(self.admins)
        twin.channels = self.channels
        return twin

    def to_state(self) -> dict[str, Any]:
        """Return the group as the state document holds it; members are kept with the users."""
        return {"id": self.id, "name": self.name, "admins": list(self.admins), "channels": self.channels}


class Division:
    """A division; each user belongs to one, to the main division if not assigned."""

    __slots__ = ("description", "id", "main", "name")

    def __init__(self, division_id: str, name: str, description: str = "", main: bool = False) -> None:
        self.id = division_id
        self.name = name
        self.description = description
        self.main = main

    def copy(self) -> Division:
        """Return a picture of the division as it is now."""
        return Division(self.id, self.name, self.description, self.main)

    def to_state(self) -> dict[str, Any]:
        """Return the division as the state document holds it."""
        return {"id": self.id, "name": self.name, "description": self.description, "main": self.main}


class Role:
    """A role. Ids 0, 1 and 2 are owner, admin and member; other ids are strings that the server chose."""

    __slots__ = ("description", "id", "kind", "name", "privileges", "sub_account_privileges")

    def __init__(self, role_id: str, name: str, description: str = "", privileges: list[str] | None = None) -> None:
        self.id = role_id
        self.name = name
        self.description = description
        self.privileges = privileges or []
        self.kind = "common"
        self.sub_account_privileges: dict[str, int] = {}

    def copy(self) -> Role:
        """Return a picture of the role as it is now."""
        twin = Role(self.id, self.name, self.description, list(self.privileges))
        twin.kind, twin.sub_account_privileges = self.kind, dict(self.sub_account_privileges)
        return twin

    def to_state(self) -> dict[str, Any]:
        """Return the role as the state document holds it."""
        return {"id": self.id, "name": self.name, "description": self.description, "type": self.kind,
                "privileges": self.privileges, "sub_account_privileges": self.sub_account_privileges}  # fmt: skip


class ContactGroup:
    """A contact group. ``members`` has the ids of users (1) and groups (2)."""

    __slots__ = ("description", "id", "members", "name", "privacy")

    def __init__(self, group_id: str, name: str, privacy: int = 1, description: str = "") -> None:
        self.id = group_id
        self.name = name
        self.privacy = privacy
        self.description = description
        self.members: dict[str, int] = {}

    def copy(self) -> ContactGroup:
        """Return a picture of the contact group as it is now."""
        twin = ContactGroup(self.id, self.name, self.privacy, self.description)
        twin.members = dict(self.members)
        return twin

    def to_state(self) -> dict[str, Any]:
        """Return the contact group as the state document holds it."""
        return {"id": self.id, "name": self.name, "privacy": self.privacy, "description": self.description,
                "members": self.members}  # fmt: skip
