# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task over people from end to end: gather, decide, apply, settle, report."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Callable, Mapping, Sequence

from .._core.client import Client
from .._core.errors import Finding
from .._core.module import ZoomModule
from .._core.outcome import Outcome
from .._core.steps import Plan, Symbol
from .._directory.catalog import MEMBER, UnknownReference
from .._directory.proofs import PROOFS
from . import results as user_results
from .assembly import assemble
from .draft import Draft
from .entries import Entry
from .gather import gather
from .known import Known
from .needs import Needs, needs_of
from .plan import Rules, locate, plan_person
from .prune import (
    Prune,
    cancel_removals,
    check_fuses,
    in_scope,
    pruned,
)
from .verify import settle_joins
from .words import user_in_words


@dataclass(frozen=True)
class Fuses:
    """The most that one plan may take away: people, and percent of those covered."""

    most: int = 10
    most_percent: float = 5.0


@dataclass(frozen=True)
class Task:
    """What is wanted of the account. ``fuses`` of None: whoever is named is named on purpose (zoom_user)."""

    entries: Sequence[Entry]
    rules: Rules = field(default_factory=Rules)
    create_missing: tuple[str, ...] = ()
    ensure_groups: tuple[str, ...] = ()
    ensure_divisions: tuple[str, ...] = ()
    prune: Prune | None = None
    fuses: Fuses | None = None

    def needs(self) -> Needs:
        """What has to be read."""
        needs = needs_of(
            self.entries,
            self.rules.match_by,
            self.prune.scope if self.prune else None,
            self.prune.protect_groups if self.prune else (),
        )
        return replace(
            needs,
            groups=needs.groups or bool(self.ensure_groups),
            divisions=needs.divisions or bool(self.ensure_divisions),
        )


@dataclass
class Proposal:
    """What is to be done: the drafts of all who are not as wanted, and the plan over them."""

    drafts: list[Draft]
    plan: Plan
    known: Known
    warnings: list[str]


def check_roles(entries: Sequence[Entry], allowed: Sequence[str]) -> list[Finding]:
    """Findings about roles that the list may not give: a file should not make administrators by accident."""
    known = {role.casefold() for role in allowed} | {"member", MEMBER}
    given = {str(entry.new_options["role"]) for entry in entries if entry.new_options.get("role")}
    return [
        Finding("defaults", f"give the role {role!r}, which is not in allow_roles.", "Add it there, or leave it out.")
        for role in sorted(given)
        if role.casefold() not in known
    ] + [
        Finding(
            f"{entry.place}, column role" if entry.place.startswith("row ") else f"{entry.place}.role",
            f"{entry.options['role']!r} is not in allow_roles.",
            "Add it to allow_roles if the list may give this role.",
        )
        for entry in entries
        if entry.options.get("role") and entry.options["role"].casefold() not in known
    ]


def decide(task: Task, known: Known, count_users: Callable[[], int]) -> Proposal:
    """The proposal for what was read. Raises InputError where a fuse blows. Pure but for ``count_users``."""
    for name in task.ensure_groups:
        known.groups.ensure(name)
    for name in task.ensure_divisions:
        known.divisions.ensure(name)
    drafts, listed = _drafts_of_entries(task, known)
    drafts = [_with_receiver(draft, drafts, known) for draft in drafts]
    warnings: list[str] = []
    base, base_words = -1, "users of the account"
    if task.prune is not None:
        try:
            covered = in_scope(task.prune.scope, known)
        except UnknownReference as error:
            drafts.append(Draft(Entry(key="prune_scope", row=0, place=""), action="failed", error=str(error)))
            covered = []
        base, base_words = len(covered), "people in the scope of prune"
        if not any(draft.error for draft in drafts):
            unknown = sum("role_id" not in record and record.get("status") != "pending" for record in covered)
            if unknown:
                warnings.append(f"{unknown} users whose role Zoom does not show were left alone by prune.")
            drafts += pruned(task.prune, task.entries, listed, covered, known, task.rules.protect)
    reason = _why_nobody_goes(drafts, known)
    removing = task.prune is not None or any(draft.entry.state == "absent" and not draft.error for draft in drafts)
    if reason and removing:
        drafts = cancel_removals(drafts, reason)
        warnings.append(f"Nobody is removed: {reason}.")
    if task.fuses is not None and any(draft.fused for draft in drafts):
        base = base if base >= 0 else count_users()
        check_fuses(drafts, task.fuses.most, task.fuses.most_percent, base, base_words)
    warnings += _lost_defaults(drafts)
    return Proposal(drafts, assemble(drafts, known), known, warnings)


def _lost_defaults(drafts: Sequence[Draft]) -> list[str]:
    losers = [draft for draft in drafts if draft.lost and not draft.error]
    names = ", ".join(sorted({name for draft in losers for name in draft.lost}))
    return (
        [
            f"{len(losers)} people who are invited do not get these defaults, which Zoom takes from active users only:"
            f" {names}. Name them in their rows, and a later run gives them; or use another create_action."
        ]
        if losers
        else []
    )


def _drafts_of_entries(task: Task, known: Known) -> tuple[list[Draft], set[int]]:
    """The drafts, and id() of every record that an entry means."""
    drafts: list[Draft] = []
    owners: dict[int, Entry] = {}
    for entry in task.entries:
        try:
            record, rename = locate(entry, known, task.rules.match_by)
        except UnknownReference as error:
            drafts.append(Draft(entry, action="failed", error=str(error)))
            continue
        if record is not None:
            other = owners.setdefault(id(record), entry)
            if other is not entry:
                same = f"{entry.key} is the same person as {other.key} ({other.place}). Keep one of the two."
                drafts.append(Draft(entry, record, action="failed", error=same))
                continue
        draft = plan_person(entry, record, rename, known, task.rules)
        if draft is not None:
            drafts.append(draft)
    return drafts, set(owners)


def _with_receiver(draft: Draft, drafts: Sequence[Draft], known: Known) -> Draft:
    """The draft, or an error in its place if nobody could receive the content: Zoom might delete it all the same."""
    target = str(draft.entry.options.get("transfer_to") or "").casefold()
    if not target or draft.error or draft.entry.options.get("absent_action") == "deactivate":
        return draft
    record = known.people.find(("email", target))
    if record is not None:
        if record.get("status", "active") == "active":
            return draft
        return draft.fail(f"transfer_to: {target} is {record['status']}; content goes to active users only.")
    coming = {
        str(other.entry.options.get("new_email") or other.entry.email).casefold()
        for other in drafts
        if other.action in ("created", "updated") and not other.error and not other.invited
    }
    return draft if target in coming else draft.fail(f"transfer_to: there is no user {target}.")


def _why_nobody_goes(drafts: Sequence[Draft], known: Known) -> str:
    wrong = [draft for draft in drafts if draft.error]
    if wrong:
        first = f"{wrong[0].entry.place} ({wrong[0].key})" if wrong[0].entry.place else wrong[0].key
        return f"{first} is in error" if len(wrong) == 1 else f"{len(wrong)} entries are in error, {first} the first"
    return known.people.short


def count_users(client: Client, known: Known) -> int:
    """How many active users the account has, from the list if it was read (listUsers, medium)."""
    if known.people.active_total is not None:
        return known.people.active_total
    answer = client.call("listUsers", query={"page_size": 1})
    return int(answer.get("total_records") or 0)


def propose(module: ZoomModule, task: Task) -> Proposal:
    """Read and decide."""
    client = module.client
    known = gather(
        client, task.entries, task.needs(), module.progress, task.rules.match_by, create_missing=task.create_missing
    )
    proposal = decide(task, known, lambda: count_users(client, known))
    for warning in proposal.warnings:
        module.warn(warning)
    return proposal


def carry_out(module: ZoomModule, task: Task, proposal: Proposal, undo: Any) -> Outcome:
    """Apply the plan and find out who really joined."""
    module.proofs = PROOFS
    outcome = module.apply(proposal.plan, undo=undo)
    if not module.planning_only:
        sizes = {**proposal.known.groups.sizes, **proposal.known.divisions.sizes, **proposal.known.roles.sizes}
        settle_joins(module.client, outcome, sizes, module.progress)
    if task.rules.basic_if_short:
        user_results.forgive_shortage(proposal.drafts, outcome)
    return outcome


def report(
    module: ZoomModule, task: Task, proposal: Proposal, outcome: Outcome
) -> tuple[dict[str, Any], user_results.Results]:
    """The results that both modules share: changed, diff, steps, and failed with a message if anybody failed."""
    before, after = user_results.diff_of(proposal.drafts)
    result = module.report(proposal.plan, outcome, before, after)
    results = user_results.Results(task.entries, proposal.drafts, outcome, module.planning_only)
    if any(draft.error for draft in proposal.drafts):
        wrong = [draft.error for draft in proposal.drafts if draft.error]
        text = wrong[0] if len(task.entries) == 1 and not task.entries[0].row else results.errors_message()
        parts = [text, *([result["msg"]] if result.get("failed") else []), *proposal.warnings]
        result.update(failed=True, msg="\n".join(parts))
    return result, results


def one_user(task: Task, proposal: Proposal, outcome: Outcome) -> dict[str, Any]:
    """The returns of zoom_user about its person: user, action, deferred, deferred_fields.

    The user is what was read with what the plan changes; a plan that failed in part shows what was read.
    """
    entry = task.entries[0]
    draft = next(iter(proposal.drafts), None) or Draft(entry, _record(task, proposal.known), action="unchanged")
    user: dict[str, Any] = user_in_words(draft.record, proposal.known) if draft.record else {}
    if draft.acts and not outcome.failures:
        if draft.after.get("state") == "absent":
            user = {}
        else:
            identifier = outcome.symbols.get(Symbol("user", draft.key), Symbol("user", draft.key))
            new = {
                "email": str(entry.options.get("new_email") or entry.email),
                "id": "" if "@" in identifier and not isinstance(identifier, Symbol) else str(identifier),
                "status": "pending" if draft.invited else "active",
            }
            after = {name: value for name, value in draft.after.items() if name not in ("state", "groups")}
            user = {**(user or new), **after}
            if proposal.known.groups.names or draft.after.get("groups"):
                user["groups"] = _groups_after(draft, proposal.known)
    return {
        "user": user,
        "action": draft.action,
        "deferred": next(iter(draft.deferred.values()), ""),
        "deferred_fields": sorted(draft.deferred),
    }


def _record(task: Task, known: Known) -> Mapping[str, Any] | None:
    return locate(task.entries[0], known, task.rules.match_by)[0]


def _groups_after(draft: Draft, known: Known) -> list[str]:
    """All groups of the person after the plan; the diff holds only those that the task is about."""
    now = [known.groups.name(group) for group in (draft.record or {}).get("group_ids") or ()]
    gone = [name for name in draft.before.get("groups", ()) if name not in draft.after["groups"]]
    new = [name for name in draft.after.get("groups", ()) if name not in now]
    return [name for name in now if name not in gone] + new
