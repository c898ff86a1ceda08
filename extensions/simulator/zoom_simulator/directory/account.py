# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The account: its records, their indexes and counts."""

from __future__ import annotations

import base64
import random
from collections import deque
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..core.clock import Clock
from ..core.errors import Refusal, no_group, no_user
from ..core.lag import Lag
from ..core.options import Options
from .records import ACTIVE, BASIC, INACTIVE, MEMBER, OWNER, PENDING, ContactGroup, Division, Group, Role, User
from .sub_accounts import SubAccount

if TYPE_CHECKING:
    from .operation_log import LogEntry

KEPT_LOG_ENTRIES = 100_000
MAXIMUM_GROUPS = 5000
MAXIMUM_DIVISIONS = 500


class Account:
    """All that a Zoom account holds, apart from settings (see settings_store)."""

    def __init__(self, options: Options, clock: Clock) -> None:
        self.options = options
        self.switches = options.switches
        self.clock = clock
        self.lag = Lag(clock, options.switches, options.lag_ms / 1000)
        self.random = random.Random(options.seed)
        self.plan = options.plan
        self.seats = options.seats
        self.basic_seats = options.basic_seats
        self.phone_seats: int | None = None
        self.managed_domains: list[str] = ["example.com"]
        self.trusted_domains: list[str] = ["partner.example"]
        self.subscriptions: list[str] = []
        self.sso = True
        self.unlicensed: list[str] = []
        self.feature_seats: dict[str, int] = {}
        self.users: dict[str, User] = {}
        self.by_email: dict[str, str] = {}
        self.groups: dict[str, Group] = {}
        self.divisions: dict[str, Division] = {}
        self.roles: dict[str, Role] = {}
        self.contact_groups: dict[str, ContactGroup] = {}
        self.outside: set[str] = set()
        self.sub_accounts: dict[str, SubAccount] = {}
        self.operation_log: deque[LogEntry] = deque(maxlen=KEPT_LOG_ENTRIES)
        self.summary_templates: list[dict[str, Any]] = []
        self.revision = 0
        self.listing: tuple[tuple[str, str, str], int, list[User]] | None = None
        self._former_id = ""
        self._owner_id = ""
        self._licensed = 0
        self._basic = 0
        self._phones = 0
        self._division_counts: dict[str, int] = {}
        self._role_counts: dict[str, int] = {}
        self._tuples: dict[tuple[str, ...], tuple[str, ...]] = {}

    def new_id(self) -> str:
        """Return an id as Zoom makes them: 22 characters of URL-safe base64.

        A switch makes two by two differ in case alone.
        """
        former, self._former_id = self._former_id, ""
        if former and self.switches.similar_ids:
            return former.swapcase()
        self._former_id = base64.urlsafe_b64encode(self.random.randbytes(16)).decode().rstrip("=")
        return self._former_id

    # Users

    def _count(self, user: User, step: int) -> None:
        self._licensed += step * user.licensed
        self._basic += step * (user.type == BASIC and user.status != INACTIVE)
        self._phones += step * bool(user.get("zoom_phone"))
        if user.status != PENDING:
            division = self.division_of(user)
            self._division_counts[division] = self._division_counts.get(division, 0) + step
            self._role_counts[user.role_id] = self._role_counts.get(user.role_id, 0) + step

    def add_user(self, user: User) -> None:
        """Put a user into the account."""
        self.lag.keep("user", user.id, None)
        self.lag.keep("email", user.email.lower(), self.by_email.get(user.email.lower()))
        user.group_ids = self.shared(group for group in user.group_ids if group in self.groups)
        self.users[user.id] = user
        self.by_email[user.email.lower()] = user.id
        if user.status != PENDING:
            for group_id in user.group_ids:
                self.groups[group_id].members[user.id] = None
        self._count(user, 1)
        self.revision += 1

    def remove_user(self, user: User) -> None:
        """Take a user out of the account and out of its groups."""
        self.lag.keep("user", user.id, user)
        self.lag.keep("email", user.email.lower(), user.id)
        for group_id in user.group_ids:
            self.keep_group(group_id)
            self.groups[group_id].members.pop(user.id, None)
        for group in self.groups.values():
            group.admins.pop(user.id, None)
        self.forget_contact(user.id)
        del self.users[user.id]
        self.by_email.pop(user.email.lower(), None)
        self._count(user, -1)
        self.revision += 1

    def change(self, user: User) -> UserChange:
        """Return the context in which the fields of a user may be changed."""
        return UserChange(self, user)

    def seen_user(self, key: str) -> User:
        """Return a user by id or email as reads see it; ``me`` is the owner, who made the app."""
        if key == "me":
            return self.owner()
        user_id = key if key in self.users or (not self.lag.idle and ("user", key) in self.lag.pictures) else None
        if user_id is None:
            user_id = self.lag.seen("email", key.lower(), self.by_email.get(key.lower()))
        user = self.lag.seen("user", user_id, self.users.get(user_id)) if user_id else None
        if user is None:
            raise no_user(key)
        found: User = user
        return found

    def find_user(self, key: str) -> User | None:
        """Return a user by id or email as it is; None when there is none."""
        return self.users.get(key) or self.users.get(self.by_email.get(key.lower(), ""))

    def true_user(self, key: str) -> User:
        """Return a user by id, email or ``me`` as it is; refuses when there is none."""
        user = self.owner() if key == "me" else self.find_user(key)
        if user is None:
            raise no_user(key)
        return user

    def owner(self) -> User:
        """Return the owner of the account, remembered as long as the user is it: every write asks."""
        known = self.users.get(self._owner_id)
        if known is not None and known.role_id == OWNER:
            return known
        for user in self.users.values():
            if user.role_id == OWNER:
                self._owner_id = user.id
                return user
        raise no_user("me")

    def seen_users(self) -> Iterable[User]:
        """Return all users as reads see them."""
        return self.lag.seen_all("user", self.users)

    # Groups

    def shared(self, group_ids: Iterable[str]) -> tuple[str, ...]:
        """Return one tuple for equal lists of groups: thousands of users are in the same few."""
        ids = tuple(group_ids)
        return self._tuples.setdefault(ids, ids)

    def keep_group(self, group_id: str) -> None:
        """Remember a group before a change of its name, members or administrators."""
        if self.lag.keeps:
            group = self.groups.get(group_id)
            self.lag.keep("group", group_id, group.copy() if group else None)

    def true_group(self, group_id: str) -> Group:
        """Return a group as it is; refuses when there is none."""
        group = self.groups.get(group_id)
        if group is None:
            raise no_group(group_id)
        return group

    def seen_group(self, group_id: str) -> Group:
        """Return a group as reads see it; refuses when there is none."""
        group: Group | None = self.lag.seen("group", group_id, self.groups.get(group_id))
        if group is None:
            raise no_group(group_id)
        return group

    def join(self, user: User, group: Group, place: int | None = None) -> bool:
        """Put a user into a group, at the end unless told; the first group is the primary one."""
        if group.id in user.group_ids:
            return False
        ids = list(user.group_ids)
        ids.insert(len(ids) if place is None else place, group.id)
        self._regroup(user, ids, group)
        group.members[user.id] = None
        return True

    def leave(self, user: User, group: Group) -> None:
        """Take a user out of a group; the next group becomes the primary one."""
        self._regroup(user, [entry for entry in user.group_ids if entry != group.id], group)
        group.members.pop(user.id, None)

    def _regroup(self, user: User, ids: Sequence[str], group: Group) -> None:
        self.keep_group(group.id)
        with self.change(user):
            user.group_ids = self.shared(ids)

    def forget_contact(self, key: str) -> None:
        """Take a user or group that is gone out of all contact groups."""
        for contact_group in self.contact_groups.values():
            if key in contact_group.members:
                self.keep_contact_group(contact_group.id)
                del contact_group.members[key]

    def keep_contact_group(self, key: str) -> None:
        """Remember a contact group before a change."""
        if self.lag.keeps:
            contact_group = self.contact_groups.get(key)
            self.lag.keep("contact_group", key, contact_group.copy() if contact_group else None)

    def keep_role(self, key: str) -> None:
        """Remember a role before a change."""
        if self.lag.keeps:
            role = self.roles.get(key)
            self.lag.keep("role", key, role.copy() if role else None)

    # Divisions and roles

    def main_division(self) -> str:
        """Return the id of the main division; empty where there are no divisions."""
        if self.switches.government:
            return ""
        return next((division.id for division in self.divisions.values() if division.main), "")

    def division_of(self, user: User) -> str:
        """Return the id of the division of a user."""
        return user.division_id or self.main_division()

    def division_members(self, division_id: str) -> int:
        """Return how many users a division has."""
        return self._division_counts.get(division_id, 0)

    def role_members(self, role_id: str) -> int:
        """Return how many users have a role."""
        return self._role_counts.get(role_id, 0)

    def recount(self) -> None:
        """Build all counts and indexes anew, after whole parts of the state were replaced."""
        self.by_email = {user.email.lower(): user.id for user in self.users.values()}
        self._licensed = self._basic = self._phones = 0
        self._division_counts, self._role_counts = {}, {}
        for group in self.groups.values():
            group.members = {}
        for user in self.users.values():
            user.group_ids = self.shared(group for group in user.group_ids if group in self.groups)
            if user.division_id not in self.divisions:
                user.division_id = ""
            if user.role_id not in self.roles:
                user.role_id = MEMBER
            self._count(user, 1)
            if user.status != PENDING:
                for group_id in user.group_ids:
                    self.groups[group_id].members[user.id] = None
        self.revision += 1

    # Seats

    @property
    def licensed_users(self) -> int:
        """Licensed users, pending ones among them."""
        return self._licensed

    @property
    def basic_users(self) -> int:
        """Basic users, pending ones among them."""
        return self._basic

    @property
    def phone_users(self) -> int:
        """Users with a Zoom Phone licence."""
        return self._phones


class UserChange:
    """Keeps counts and the read-after-write lag right while a user changes."""

    def __init__(self, account: Account, user: User) -> None:
        self.account = account
        self.user = user

    def __enter__(self) -> User:
        account, user = self.account, self.user
        if account.lag.keeps:
            account.lag.keep("user", user.id, user.copy())
        account._count(user, -1)
        return user

    def __exit__(self, *_: object) -> None:
        self.account._count(self.user, 1)
        self.account.revision += 1


def require_active(user: User, key: str) -> None:
    """Refuse writes to a user who is not active: inactive users can be read only."""
    if user.status != ACTIVE:
        raise no_user(key)


def expired_invitation() -> Refusal:
    """Return the answer to a pending user whose invitation is too old."""
    return Refusal(400, 1120, "A valid invitation to join the Zoom account was not found for this user.")
