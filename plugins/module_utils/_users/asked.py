# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task over people was asked for, once its arguments were understood. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, NamedTuple, Sequence

from .to_read import ToRead, to_read_of

if TYPE_CHECKING:
    from .prune import Prune
    from .rows import Row


class Fuses(NamedTuple):
    """The most that one plan may take away: people, and percent of those covered."""

    most: int = 10
    most_percent: float = 5.0


class Rules(NamedTuple):
    """How a task plans. ``password`` makes one that nobody knows, for autoCreate where none is given.

    ``basic_if_short``: a new licensed user comes in as basic where no licence is free. ``protect`` and ``hold`` are
    emails in lower case, or ids. ``allow_roles``: the roles that rows may give; None: any.
    """

    password: Callable[[], str]
    match_by: str = "email"
    basic_if_short: bool = False
    protect: frozenset[str] = frozenset()
    protect_groups: tuple[str, ...] = ()
    hold: frozenset[str] = frozenset()
    allow_roles: frozenset[str] | None = None


class Asked(NamedTuple):
    """What is wanted of the account. ``fuses`` is None for zoom_user: one person who is named is named on purpose.

    ``may_create``: the task has options that create groups and divisions.
    """

    rows: Sequence[Row]
    rules: Rules
    create_missing: tuple[str, ...] = ()
    may_create: bool = False
    ensure_groups: tuple[str, ...] = ()
    ensure_divisions: tuple[str, ...] = ()
    prune: Prune | None = None
    fuses: Fuses | None = None

    @property
    def receivers(self) -> list[str]:
        """The emails of those who receive content."""
        found = [row.receiver for row in self.rows if row.state == "absent"]
        return [email for email in [*found, self.prune.receiver if self.prune else ""] if email]

    def to_read(self) -> ToRead:
        """What has to be read."""
        found = to_read_of(
            self.rows, self.rules.match_by, self.prune.scope if self.prune else None, self.rules.protect_groups
        )
        return found._replace(
            groups=found.groups or bool(self.ensure_groups),
            divisions=found.divisions or bool(self.ensure_divisions),
        )
