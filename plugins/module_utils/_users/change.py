# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to become of one person: the steps, in their places of the plan, and what they change. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Iterator, Mapping, NamedTuple, Tuple

from .._core.steps import Step, Symbol

if TYPE_CHECKING:
    from .._directory.kind import Kind
    from .rows import Row

# Why something waits for a later run; see pending.py for the third reason.
INACTIVE, NO_LICENCE = "inactive", "license"
# What a change takes away from a person.
REMOVAL, DEACTIVATION, LICENCE, ROLE_TAKEN = "removal", "deactivation", "licence", "administrative role"
ABSENT = {"state": "absent"}


class Join(NamedTuple):
    """One person into one group, division or role; joins into the same are sent together.

    ``first``: before the other groups of the person, so that this one becomes the primary group.
    """

    kind: Kind
    target: str
    first: bool = False


@dataclass
class PersonChange:
    """One row, or one person whom prune removes, that is not as wanted.

    ``action`` is created, updated, deactivated, removed, deferred or failed. ``freeing`` steps give licences back,
    ``main`` steps create and change the person, ``late`` ones must wait for everybody else. ``before`` and ``after``
    hold the managed fields that change, in the words of the modules, ``written`` the values of fields as they are sent.
    ``deferred`` maps what waits to its reason.
    ``lost`` names defaults for new users that an invited person does not take: no later run would give them.
    ``takes``: what is taken away from the person; protection and the fuses look at it.
    """

    row: Row
    person: Mapping[str, Any] | None = None
    action: str = "updated"
    freeing: list[Step] = field(default_factory=list)
    main: list[Step] = field(default_factory=list)
    late: list[Step] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    primary: list[Step] = field(default_factory=list)
    leaves: list[Step] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    written: dict[str, Any] = field(default_factory=dict)
    deferred: dict[str, str] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    error: str = ""
    takes: set[str] = field(default_factory=set)
    invited: bool = False
    licences_freed: int = 0
    pruned: bool = False

    @property
    def key(self) -> str:
        """The label of the person in every output."""
        return self.row.key

    @property
    def address(self) -> str:
        """What addresses the person in a path: the id; for pending people the email, all that lists show of them."""
        if self.person is None:
            return Symbol("user", self.key)
        if self.person.get("status") == "pending" and self.person.get("email"):
            return str(self.person["email"])
        return str(self.person.get("id") or self.person.get("email"))

    @property
    def pair(self) -> Tuple[str, str]:
        """The person as the steps of the directory take one: key and address."""
        return self.key, self.address

    def note(self, name: str, before: Any, after: Any) -> None:
        """Note a change of a managed field."""
        self.before[name] = before
        self.after[name] = after

    def steps(self) -> Iterator[Step]:
        """The steps of this person alone."""
        for part in (self.freeing, self.main, self.primary, self.leaves, self.late):
            yield from part

    @property
    def locks_out(self) -> bool:
        """Whether it would lock somebody out of the account, or of administering it."""
        return bool(self.takes & {REMOVAL, DEACTIVATION, ROLE_TAKEN})

    @property
    def acts(self) -> bool:
        """Whether anything is to be sent for this person."""
        return bool(self.freeing or self.main or self.late or self.joins or self.primary or self.leaves)

    def fail(self, error: str) -> PersonChange:
        """The change of a person for whom nothing is done, and why."""
        return PersonChange(self.row, self.person, action="failed", error=error, pruned=self.pruned)
