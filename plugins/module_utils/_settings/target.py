# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An object that has settings, and how the API addresses it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .._directory.kinds import ACCOUNT_OPERATIONS, GROUP_SETTINGS, USER
from .leaf import DEFAULT_VIEW

if TYPE_CHECKING:
    from .._directory.kind import SettingsOperations

OWN_ACCOUNT = "me"
LOCK_VIEWS = (DEFAULT_VIEW, "meeting_security")


class Target(NamedTuple):
    """An object that has settings. ``members`` is how many people a group reaches, None where it is not known."""

    level: str
    id: str
    name: str
    members: int | None = None

    @property
    def title(self) -> str:
        """``account``, ``group Sales`` or ``user ann@example.com``."""
        return self.level if self.level == "account" else f"{self.level} {self.name}"

    @property
    def called(self) -> str:
        """As ``title``, in the middle of a sentence: ``the account``."""
        return "the account" if self.level == "account" else self.title

    @property
    def path(self) -> dict[str, str]:
        """What fills the place in the paths of the operations."""
        return {f"{self.level}Id": self.id}


SETTINGS_OPERATIONS: dict[str, SettingsOperations] = {
    "account": ACCOUNT_OPERATIONS.settings,
    "group": GROUP_SETTINGS,
    "user": USER.settings,
}
ACCOUNT = Target("account", OWN_ACCOUNT, "account")


class Read(NamedTuple):
    """One GET: the settings or the locks of an object, one view of them."""

    target: Target
    locks: bool
    view: str

    @property
    def operation(self) -> str:
        """The operationId."""
        operations = SETTINGS_OPERATIONS[self.target.level]
        return operations.read_locks if self.locks else operations.read


def view_query(view: str) -> dict[str, str]:
    """The query that picks a view; the default one needs none."""
    return {} if view == DEFAULT_VIEW else {"option": view}
