# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the lists that a PATCH writes entry by entry, and the instructions of the API that mean the same.

Zoom's reads show ``authentication_options``, ``sso_bypass_users`` and ``policies``; its writes take
``authentication_option`` with an ``action``, ``sso_bypass_user_ids`` with an ``operation`` and ``policies`` with
``operate``. Both are understood; what is planned with is the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Sequence

from .._core.texts import shortened
from .declaration import TEMPLATE_ACTION, TEMPLATES, Entries, Wanted
from .declared_leaves import Reader
from .hints import nearest_path
from .leaf import (
    BYPASS_USERS,
    POLICY_LISTS,
    PROFILE_LISTS,
    canonical,
    leaves,
)


class TreeReader(Reader):
    """Walks one tree of settings."""

    def read(self) -> None:
        """Fill the declaration."""
        rest = dict(self.tree)
        self._profiles(rest.pop("authentication_options", None), rest.pop("authentication_option", None))
        self._walk(rest, ())
        self._commands()

    def _profiles(self, options: Any, single: Any) -> None:
        """Authentication profiles: a mapping by view, or one list where it is clear which view is meant."""
        for view, (place, entries) in self._by_view(options).items():
            self._profile_list(view, place, entries)
        if isinstance(single, Mapping):
            view = self._guess("authentication_option", [single])
            if view:
                self._profile_command(view, "authentication_option", dict(single))
        elif single is not None:
            self._find("authentication_option", f"{shortened(single)} is not a mapping.")

    def _by_view(self, options: Any) -> dict[str, Any]:
        """View → (place, list of entries)."""
        by_view: dict[str, Any] = {}
        if isinstance(options, list):
            view = self._guess("authentication_options", options)
            return {view: ("authentication_options", options)} if view else {}
        if not isinstance(options, Mapping):
            if options is not None:
                self._find("authentication_options", f"{shortened(options)} is neither a mapping nor a list.")
            return {}
        for view, inner in options.items():
            place = f"authentication_options.{view}"
            if view not in PROFILE_LISTS:
                self._find(place, "is not known.", nearest_path(str(view), list(PROFILE_LISTS)))
            elif isinstance(inner, Mapping):
                self._nested_profiles(view, dict(inner), by_view)
            elif isinstance(inner, list):
                by_view[view] = (place, inner)
            else:
                self._find(place, f"{shortened(inner)} is not a mapping.", "It holds the list authentication_options.")
        return by_view

    def _nested_profiles(self, view: str, inner: dict[str, Any], by_view: dict[str, Any]) -> None:
        place = f"authentication_options.{view}"
        if "authentication_options" in inner:
            by_view[view] = (f"{place}.authentication_options", inner.pop("authentication_options"))
        if isinstance(inner.get("authentication_option"), Mapping):
            self._profile_command(view, f"{place}.authentication_option", dict(inner.pop("authentication_option")))
        for key, value in inner.items():
            leaf = leaves().get(canonical(f"{place}.{key}"))
            if leaf is None or leaf.view != view:
                self._find(f"{place}.{key}", "is not known.", nearest_path(key, [view, "authentication_options"]))
            else:
                self._leaf(f"{place}.{key}", leaf, value)

    def _guess(self, place: str, entries: Sequence[Any]) -> str:
        """The view of entries that do not say which they belong to; '' after a finding."""
        meeting = "meeting_authentication" in self.tree or "allow_authentication_exception" in self.tree
        recording = "recording_authentication" in self.tree
        types = [item.get("type") for item in entries if isinstance(item, Mapping)]
        for view, named, telling in (
            ("meeting_authentication", meeting and not recording, "enforce_login_with_same_account"),
            ("recording_authentication", recording and not meeting, "internally"),
        ):
            if named or telling in types:
                return view
        self._find(
            place,
            "may mean meetings or recordings.",
            "Write authentication_options: {meeting_authentication: {authentication_options: […]}} or the same with"
            " recording_authentication.",
        )
        return ""

    def _profile_list(self, view: str, place: str, entries: Any) -> None:
        leaf = leaves()[PROFILE_LISTS[view]]
        converted = self._converted(place, leaf, entries)
        if converted is not None:
            value = Entries(converted, [], self.level == "account")
            self.declaration.wanted[leaf.path] = Wanted(leaf.path, place, leaf, value)

    def _profile_command(self, view: str, place: str, command: dict[str, Any]) -> None:
        """``authentication_option`` as the API writes it: an entry and what to do with it."""
        leaf = leaves()[PROFILE_LISTS[view]]
        action = command.pop("action", "update")
        entry = self._entry(place, leaf, command)
        known = ("add", "update", "delete") if self.level == "account" else ("update", "show", "hide")
        if action not in known:
            self._find(
                f"{place}.action", f"{shortened(action)} is not an action here.", f"Choices: {', '.join(known)}."
            )
        elif entry is not None:
            if action in ("show", "hide"):
                entry["visible"] = action == "show"
            value = Entries([], [entry], False) if action == "delete" else Entries([entry], [], False)
            self.declaration.wanted[leaf.path] = Wanted(leaf.path, place, leaf, value)

    def _commands(self) -> None:
        """Fold instructions to the API into the lists that they are about."""
        wanted = self.declaration.wanted
        action = wanted.pop(TEMPLATE_ACTION, None)
        if action is not None:
            self.declaration.template_action = action.value
        if TEMPLATES in wanted:
            templates = wanted[TEMPLATES]
            wanted[TEMPLATES] = templates._replace(value=Entries(templates.value, [], False))
        for path in POLICY_LISTS:
            operate = wanted.pop(path.replace(".policies", ".operate"), None)
            if path in wanted:
                policies = wanted[path]
                exact = self.level == "account" and operate is None
                delete = operate is not None and operate.value == "delete"
                value = Entries([], policies.value, False) if delete else Entries(policies.value, [], exact)
                wanted[path] = policies._replace(value=value)
        self._bypass_users()

    def _bypass_users(self) -> None:
        wanted = self.declaration.wanted
        operation = wanted.pop("security.signin_with_sso.operation", None)
        ids = wanted.pop("security.signin_with_sso.sso_bypass_user_ids", None)
        users = wanted.pop(BYPASS_USERS, None)
        if ids is not None and users is not None:
            self._find(ids.name, f"is another way to write {users.name}.", "Name one of the two.")
            return
        given = users or ids
        if given is None:
            return
        entries = users.value if users else [{"id": item} for item in given.value]
        if operation is not None and operation.value == "remove":
            value = Entries([], entries, False)
        else:
            value = Entries(entries, [], operation is None)
        wanted[BYPASS_USERS] = Wanted(BYPASS_USERS, given.name, leaves()[BYPASS_USERS], value)
