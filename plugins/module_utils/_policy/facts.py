# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What policies need to know of each setting: who can read, write and lock it, in which view, with which values."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Sequence

from .._settings.locks_above import lock_over

LOCK_VIEWS = ("default", "meeting_security")


class Leaf(NamedTuple):
    """One path. ``account`` and ``group`` hold ``r``, ``w`` or both; ``locks`` likewise, by level.

    ``kind`` is bool, int, float, str, list or '' for a path that is a lock alone.
    """

    kind: str
    choices: tuple[Any, ...]
    view: str
    account: str
    group: str
    account_lock: str
    group_lock: str


class Facts:
    """Leaves by their path in the project's vocabulary, lists without brackets."""

    def __init__(self, leaves: Mapping[str, Leaf]) -> None:
        self.leaves = dict(leaves)

    @classmethod
    def from_schema(cls, settings: Mapping[str, Any], locks: Mapping[str, Any]) -> Facts:
        """From the tables of settings_schema: a list of objects counts as one leaf, another spelling as the same."""
        leaves: dict[str, Leaf] = {}
        for spelling, (kind, view, access, further) in settings.items():
            path, bracket, field = further.get("same_as", spelling).partition("[]")
            old = leaves.get(path)
            account, group, _user = ("" if flags == "-" else flags for flags in access.split())
            leaves[path] = Leaf(
                kind="list" if bracket or kind.startswith("list") else kind,
                choices=old.choices if old else () if field else tuple(further.get("choices", ())),
                view=old.view if old else view,
                account=_merged(old.account if old else "", account),
                group=_merged(old.group if old else "", group),
                account_lock="",
                group_lock="",
            )
        for path, (kind, access) in locks.items():
            if kind != "bool":  # a lock that is a value says what may be chosen, not whether
                continue
            account, group, *_user = ("" if flags == "-" else flags for flags in access.split())
            old = leaves.get(path, Leaf("", (), "default", "", "", "", ""))
            leaves[path] = old._replace(account_lock=account, group_lock=group)
        return cls(leaves)

    def choices(self, path: str) -> Sequence[Any]:
        """The values that the API documents; () where it documents none, and for lists."""
        leaf = self.leaves.get(path)
        if leaf is None or leaf.kind == "list":
            return ()
        return (False, True) if leaf.kind == "bool" else leaf.choices

    def view(self, path: str) -> str:
        """The value of ``option`` whose answer holds the leaf."""
        leaf = self.leaves.get(path)
        return leaf.view if leaf else "default"

    def readable(self, path: str, level: str) -> bool:
        """Whether a GET at that level answers with the leaf."""
        return "r" in self._flags(path, level)

    def writable(self, path: str, level: str) -> bool:
        """Whether a PATCH at that level takes the leaf."""
        return "w" in self._flags(path, level)

    def lockable(self, path: str, level: str) -> bool:
        """Whether the lock can be set at that level (locks that are not yes or no are not)."""
        return "w" in self._flags(path, f"{level}_lock")

    def lock_readable(self, path: str, level: str) -> bool:
        """Whether the lock can be read at that level."""
        return "r" in self._flags(path, f"{level}_lock")

    @staticmethod
    def lock_view(path: str) -> str:
        """The value of ``option`` whose answer holds the lock."""
        return "meeting_security" if path.startswith("meeting_security.") else "default"

    @staticmethod
    def locks_over(path: str) -> list[str]:
        """The locks that hold a setting in place."""
        return lock_over(path)

    def _flags(self, path: str, column: str) -> str:
        leaf = self.leaves.get(path)
        return str(getattr(leaf, column)) if leaf else ""


def _merged(left: str, right: str) -> str:
    return "".join(flag for flag in "rw" if flag in left or flag in right)
