# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom prune removes: everybody in its scope whom no row means. Who must not be touched, protection decides. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, Mapping, NamedTuple, Sequence

from .removal import plan_removal
from .rows import Row

if TYPE_CHECKING:
    from .as_read import Account
    from .change import PersonChange
    from .to_read import Scope


class Prune(NamedTuple):
    """What ``prune`` was told. ``options`` are those of a removal: absent_action, transfer_to, transfer."""

    scope: Scope
    options: Mapping[str, Any]

    @property
    def receiver(self) -> str:
        """The email of who receives the content of those pruned; '' if nobody does."""
        return str(self.options.get("transfer_to") or "")


def in_scope(scope: Scope, account: Account) -> list[dict[str, Any]]:
    """Everybody whom the scope covers. Raises UnknownReference for a group or division that is not there."""
    people = account.people.everybody()
    if scope.kind == "account":
        return people
    if scope.kind == "domain":
        ending = "@" + scope.value.lstrip("@").casefold()
        return [person for person in people if str(person.get("email") or "").casefold().endswith(ending)]
    catalog, field = (account.groups, "group_ids") if scope.kind == "group" else (account.divisions, "division_ids")
    target = catalog.resolve(scope.value)
    main = (catalog.main,) if scope.kind == "division" and catalog.main else ()
    return [person for person in people if target in (person.get(field) or main)]


def prune_changes(
    prune: Prune, rows: Sequence[Row], meant: set[int], covered: Iterable[Mapping[str, Any]], account: Account
) -> list[PersonChange]:
    """Changes that remove those covered whom no row means. ``meant`` is id() of the people whom rows mean."""
    emails = {email.casefold() for row in rows for email in (row.email, row.new_email, row.receiver) if email}
    emails.add(prune.receiver.casefold())
    changes = []
    for person in covered:
        email = str(person.get("email") or "").casefold()
        if id(person) in meant or (email and email in emails):
            continue
        row = Row(
            key=email or str(person.get("id")),
            number=0,
            place="prune",
            email=email,
            state="absent",
            options=dict(prune.options),
        )
        change = plan_removal(row, person, account)
        if change is not None:
            changes.append(change)
    return changes
