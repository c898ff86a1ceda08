# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Values and locks of account, groups and users, and which of them is in force.

Order of force: a lock of the account, a lock of a group, the user's own value, the group that gives the
unlocked values, the account. Own values of a group or user are kept while a lock overrules them, and are in
force again when it is taken away.
"""

from __future__ import annotations

from typing import Any

from ..core.facts import Facts
from ..directory.account import Account
from ..directory.records import User
from .defaults import defaults
from .locks import LockMap, on
from .schema import Flat, Path, SettingsSchema

Scope = tuple[str, str]
ACCOUNT: Scope = ("account", "")
Views = dict[str, Flat]


class SettingsFacts:
    """What no account changes: the leaves, which locks hold them, and the values of a new account."""

    def __init__(self, facts: Facts) -> None:
        self.schema = SettingsSchema(facts)
        self.locks = LockMap(self.schema)
        self.defaults = defaults(self.schema)


class SettingsStore:
    """Own values per object and view, locks per object, and the values in force."""

    def __init__(self, facts: SettingsFacts, account: Account) -> None:
        self.schema = facts.schema
        self.locks_map = facts.locks
        self.account = account
        self.defaults = facts.defaults
        self.own: dict[Scope, Views] = {}
        self.shapes: dict[Scope, dict[str, set[Path]]] = {}
        self.locks: dict[Scope, Flat] = {}
        self.registration: dict[tuple[Scope, str], dict[str, Any]] = {}
        self.revision = 0
        self._cache: dict[Any, Any] = {}
        self._cached = -1

    # Changes

    def keep(self, scope: Scope) -> None:
        """Remember an object before a change, so that reads may lag behind it."""
        lag = self.account.lag
        seconds = max(lag.seconds, self.account.switches.settings_lag_ms / 1000)
        if seconds > 0:
            own = {view: dict(flat) for view, flat in self.own.get(scope, {}).items()}
            lag.keep("settings", scope, own, seconds)
            lag.keep("locks", scope, dict(self.locks.get(scope, {})), seconds)

    def put(self, scope: Scope, view: str, flat: Flat) -> None:
        """Set own values of an object."""
        self.own.setdefault(scope, {}).setdefault(view, {}).update(flat)
        shape = self.shapes.get(scope, {}).get(view)
        if shape is not None:
            shape.update(flat)
        self.revision += 1

    def put_locks(self, scope: Scope, flat: Flat) -> None:
        """Set locks of an object."""
        self.locks.setdefault(scope, {}).update(flat)
        self.revision += 1

    def record(self, scope: Scope, view: str, flat: Flat) -> None:
        """Take a recorded document as the state of an object: it has these leaves and no others."""
        self.own.setdefault(scope, {})[view] = dict(flat)
        self.shapes.setdefault(scope, {})[view] = set(flat)
        self.revision += 1

    def forget(self, scope: Scope) -> None:
        """Remove everything of an object that is gone."""
        self.own.pop(scope, None)
        self.shapes.pop(scope, None)
        self.locks.pop(scope, None)
        for key in [key for key in self.registration if key[0] == scope]:
            del self.registration[key]
        self.revision += 1

    # What is seen

    def seen_own(self, scope: Scope, view: str) -> Flat:
        """Return own values as reads see them."""
        views: Views = self.account.lag.seen("settings", scope, self.own.get(scope, {}))
        return views.get(view, {})

    def seen_locks(self, scope: Scope) -> Flat:
        """Return locks as reads see them."""
        locks: Flat = self.account.lag.seen("locks", scope, self.locks.get(scope, {}))
        return locks

    def locked(self, scope: Scope, view: str, path: Path) -> bool:
        """Tell whether an object has a lock on a setting."""
        locks = self.seen_locks(scope)
        return bool(locks) and any(on(locks.get(lock, False)) for lock in self.locks_map.locks_of(view, path))

    # Values in force

    def _cache_get(self, key: Any) -> Any:
        revision = self.revision
        if self._cached != revision or not self.account.lag.idle:
            self._cache.clear()
            self._cached = revision
        return self._cache.get(key)

    def account_values(self, view: str) -> Flat:
        """Return all values of the account, under the account's names."""
        kept: Flat | None = self._cache_get(("account", view))
        if kept is None:
            kept = self._cache[("account", view)] = self.defaults[view] | self.seen_own(ACCOUNT, view)
        return kept

    def group_values(self, group_id: str, view: str) -> Flat:
        """Return all values in force in a group."""
        kept: Flat | None = self._cache_get((group_id, view))
        if kept is None:
            own = self.seen_own(("group", group_id), view)
            free = {path: value for path, value in own.items() if not self.locked(ACCOUNT, view, path)}
            kept = self._cache[(group_id, view)] = self.account_values(view) | free
        return kept

    def user_values(self, user: User, view: str) -> Flat:
        """Return all values in force for a user."""
        groups = self.groups_of(user)
        values = dict(self.group_values(groups[0], view) if groups else self.account_values(view))
        held: set[Path] = set()
        for group_id in groups:
            # Locks of any group apply; where several groups lock a leaf, the first one decides.
            for path in self.locked_paths(("group", group_id), view) - held:
                if not self.locked(ACCOUNT, view, path):
                    values[path] = self.group_values(group_id, view).get(path, values.get(path))
                    held.add(path)
        own = self.seen_own(("user", user.id), view)
        return values | {
            path: value for path, value in own.items() if path not in held and not self.locked(ACCOUNT, view, path)
        }

    def groups_of(self, user: User) -> list[str]:
        """Return the groups of a user, the one that gives the unlocked values first.

        In the older model this is the primary group. In the newer one groups have a priority, set on the
        web only; the simulator takes their order in the account.
        """
        ids = [group_id for group_id in user.group_ids if group_id in self.account.groups]
        if self.account.switches.group_model == "newer" and len(ids) > 1:
            ranks = {group_id: rank for rank, group_id in enumerate(self.account.groups)}
            ids.sort(key=ranks.__getitem__)
        return ids

    def locked_paths(self, scope: Scope, view: str) -> set[Path]:
        """Return the settings that an object's locks hold."""
        key = ("locked", scope, view)
        kept: set[Path] | None = self._cache_get(key)
        if kept is None:
            paths = self.defaults[view].keys() | self.seen_own(scope, view).keys()
            kept = self._cache[key] = {path for path in paths if self.locked(scope, view, path)}
        return kept

    def values(self, scope: Scope, view: str) -> Flat:
        """Return all values in force for an object."""
        level, name = scope
        if level == "account":
            # Nothing above a sub-account holds its settings here.
            return self.defaults[view] | self.seen_own(scope, view) if name else self.account_values(view)
        if level == "group":
            return self.group_values(name, view)
        user: User = self.account.lag.seen("user", name, self.account.users[name])
        return self.user_values(user, view)

    def lock_holder(self, scope: Scope, view: str, path: Path) -> str | None:
        """Return which lock above an object holds a setting: ``account``, the id of a group, or None.

        Writes see locks as they are now, whatever reads show.
        """
        level, name = scope
        if level == "account":
            return None
        holders = [ACCOUNT]
        if level == "user":
            holders += [("group", group_id) for group_id in self.groups_of(self.account.users[name])]
        for holder in holders:
            locks = self.locks.get(holder, {})
            if any(on(locks.get(lock, False)) for lock in self.locks_map.locks_of(view, path)):
                return holder[1] or "account"
        return None
