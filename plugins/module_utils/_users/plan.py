# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan over all rows: the change of each, prune, what protects, heirs and fuses, in the order that is safe. Pure.

``propose`` says what each person needs. ``conclude`` decides, when it is known what the proposal asks to know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Mapping, NamedTuple, Sequence

from .._core.errors import Finding, InputError
from .._core.plan import Planned
from .._directory.resolve import UnknownReference
from .locate import locate

if TYPE_CHECKING:
    from .as_read import Account
    from .asked import Asked, Rules
    from .change import PersonChange
    from .protection import Protection
    from .rows import Row


class Base(NamedTuple):
    """The number of people that ``most_percent`` counts from, and who they are."""

    people: int
    words: str


@dataclass
class Proposal:
    """The changes before anything forbids them. ``base`` is what the fuses count from, None: still to be read."""

    changes: list[PersonChange]
    base: Base | None = None
    warnings: list[str] = field(default_factory=list)

    @property
    def needs_caller(self) -> bool:
        """Whether it matters whose credentials these are."""
        return any(change.locks_out for change in self.changes)

    @property
    def takes(self) -> bool:
        """Whether anything is taken away from anybody."""
        return any(change.takes for change in self.changes)

    @property
    def activates(self) -> bool:
        """Whether anybody comes back who was inactive."""
        return any(change.person and change.after.get("status") == "active" for change in self.changes)

    @property
    def needs_admins(self) -> bool:
        """Whether it matters who has the role Admin."""
        if not self.needs_caller:
            return False
        from .protection import gets_admin, may_lose_admin  # each import is compiled anew in every task that needs it

        return any(map(may_lose_admin, self.changes)) and not any(map(gets_admin, self.changes))

    @property
    def needs_base(self) -> bool:
        """Whether the fuses need a number of people that is not known yet."""
        return self.base is None and self.takes


@dataclass
class PeoplePlan(Planned):
    """The changes of all who are not as wanted, and the plan over them.

    ``withheld`` says why people stay whom prune was to remove; '' if nobody does.
    """

    changes: list[PersonChange] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    withheld: str = ""


def _change_of(
    row: Row, person: Mapping[str, Any] | None, rename: str, account: Account, rules: Rules
) -> PersonChange | None:
    if row.state == "absent":
        from .removal import plan_removal  # each import is compiled anew in every task that needs it

        return plan_removal(row, person, account) if person is not None else None
    if person is None:
        from .creation import Creation  # as above

        return Creation(row, account, rules.password, rules.basic_if_short).change()
    from .update import Update  # as above

    return Update(row, person, rename, account, rules.hold).change()


def propose(asked: Asked, account: Account) -> Proposal:
    """What the account needs to be as asked."""
    for name in asked.ensure_groups:
        account.groups.ensure(name)
    for name in asked.ensure_divisions:
        account.divisions.ensure(name)
    changes, meant = _changes_of_rows(asked, account)
    proposal = Proposal(changes)
    if asked.prune is not None:
        from .change import PersonChange  # as above
        from .protection import has_hidden_role
        from .prune import in_scope, prune_changes
        from .rows import Row

        try:
            covered = in_scope(asked.prune.scope, account)
        except UnknownReference as error:
            changes.append(PersonChange(Row(key="prune_scope", number=0, place=""), action="failed", error=str(error)))
            covered = []
        proposal.base = Base(len(covered), "people in the scope of prune")
        if not any(change.error for change in changes):
            hidden = sum(map(has_hidden_role, covered))
            if hidden:
                proposal.warnings.append(f"{hidden} users whose role Zoom does not show were left alone by prune.")
            changes += prune_changes(asked.prune, asked.rows, meant, covered, account)
    return proposal


def protection_of(rules: Rules, account: Account) -> Protection:
    """Who is protected. Raises InputError for a group or pattern that means none."""
    from .protection import Protection  # as above

    return Protection(rules.protect, _safe_groups(rules, account))


def _safe_groups(rules: Rules, account: Account) -> frozenset[str]:
    found = account.groups.matching_any(rules.protect_groups, "protect_groups")
    if found.findings:
        raise InputError(found.findings, asked=True)
    return found.ids


def conclude(proposal: Proposal, asked: Asked, account: Account) -> PeoplePlan:
    """The plan. Raises InputError for what must not be done at all."""
    rules = asked.rules
    if not (proposal.changes or asked.prune or account.groups.created or account.divisions.created):
        _safe_groups(rules, account)
        return PeoplePlan(undo=[], warnings=proposal.warnings)
    from . import pending  # as above
    from .fuses import cancel_removals, check_fuses
    from .heirs import check_receivers, receiver_problem
    from .protection import guard
    from .stages import in_stages
    from .undo import not_given_back, undo_rows

    changes = guard(proposal.changes, protection_of(rules, account), account)
    _check_roles(changes, rules)
    if asked.prune is not None and asked.prune.receiver:
        problem = receiver_problem(asked.prune.receiver, changes, account)
        if problem and any(change.pruned for change in changes):
            raise InputError([Finding("prune_transfer_to", problem)], asked=True)
    changes = check_receivers(changes, account)
    warnings = list(proposal.warnings)
    withheld = ""
    reason = _why_nobody_goes(changes, account)
    removing = asked.prune is not None or any(change.row.state == "absent" and not change.error for change in changes)
    if reason and removing:
        pruned = sum(change.pruned for change in changes)
        if pruned:
            withheld = f"prune left {pruned} alone who are not in the list: {reason}. Run again later."
        changes = cancel_removals(changes, reason)
        warnings.append(f"Nobody is removed: {reason}.")
    if asked.fuses is not None and proposal.base is not None:
        check_fuses(changes, asked.fuses, proposal.base)
    acting = [change for change in changes if change.acts]
    return PeoplePlan(
        plan=in_stages(changes, account),
        before={change.key: change.before for change in acting},
        after={change.key: change.after for change in acting},
        undo=undo_rows(changes, account),
        undo_left_out=not_given_back(changes),
        changes=changes,
        warnings=warnings + pending.lost_defaults(changes),
        withheld=withheld,
    )


class OfRows(NamedTuple):
    """The changes of rows, and id() of everybody whom a row means."""

    changes: list[PersonChange]
    meant: set[int]


def _changes_of_rows(asked: Asked, account: Account) -> OfRows:
    changes: list[PersonChange] = []
    rows_of: dict[int, Row] = {}
    for row in asked.rows:
        try:
            person, rename = locate(row, account, asked.rules.match_by)
            other = row if person is None else rows_of.setdefault(id(person), row)
            if other is not row:
                from .change import PersonChange  # as above

                same = f"{row.key} is the same person as {other.key} ({other.place}). Keep one of the two."
                changes.append(PersonChange(row, person, action="failed", error=same))
                continue
            change = _change_of(row, person, rename, account, asked.rules)
        except UnknownReference as error:
            from .change import PersonChange  # as above

            change = PersonChange(row, action="failed", error=str(error))
        if change is not None:
            changes.append(change)
    return OfRows(changes, set(rows_of))


def _check_roles(changes: Sequence[PersonChange], rules: Rules) -> None:
    """A file should not make administrators by accident: raises InputError for a role that rows may not give."""
    if rules.allow_roles is None:
        return
    from .rows import column  # as above

    findings = []
    for change in changes:
        role = str(change.row.options.get("role") or "")
        given = any(join.kind.gives_rights for join in change.joins) and not change.error
        if not given or role.casefold() in rules.allow_roles:
            continue
        if "role" in change.row.new_options:
            remedy = "Add it there, or leave it out."
            findings.append(Finding("defaults", f"give the role {role!r}, which is not in allow_roles.", remedy))
        else:
            place = column(change.row.place, "role")
            remedy = "Add it to allow_roles if the list may give this role."
            findings.append(Finding(place, f"{role!r} is not in allow_roles.", remedy))
    if findings:
        raise InputError(list(dict.fromkeys(findings)), asked=True)


def _why_nobody_goes(changes: Sequence[PersonChange], account: Account) -> str:
    wrong = [change for change in changes if change.error]
    if wrong:
        first = f"{wrong[0].row.place} ({wrong[0].key})" if wrong[0].row.place else wrong[0].key
        return f"{first} is in error" if len(wrong) == 1 else f"{len(wrong)} rows are in error, {first} the first"
    return account.people.short
