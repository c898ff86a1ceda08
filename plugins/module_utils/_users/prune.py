# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is pruned, who never is, and the fuses over everything that takes something away. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterable, Mapping, Sequence

from .._core.errors import Finding, InputError
from .._directory.catalog import MEMBER
from .draft import Draft
from .entries import Entry
from .known import Known
from .needs import Scope
from .removal import plan_removal

NAMED_IN_ERRORS = 10


@dataclass(frozen=True)
class Prune:
    """What ``prune`` was told. ``options`` are those of a removal: absent_action, transfer_to, transfer."""

    scope: Scope
    options: Mapping[str, Any]
    protect_groups: tuple[str, ...] = ()


def in_scope(scope: Scope, known: Known) -> list[dict[str, Any]]:
    """Everybody whom the scope covers. Raises UnknownReference for a group or division that is not there."""
    records = known.people.records()
    if scope.kind == "account":
        return records
    if scope.kind == "domain":
        ending = "@" + scope.value.lstrip("@").casefold()
        return [record for record in records if str(record.get("email") or "").casefold().endswith(ending)]
    catalog, field = (known.groups, "group_ids") if scope.kind == "group" else (known.divisions, "division_ids")
    target = catalog.resolve(scope.value)
    main = (catalog.main,) if scope.kind == "division" and catalog.main else ()
    return [record for record in records if target in (record.get(field) or main)]


def pruned(
    prune: Prune,
    entries: Sequence[Entry],
    listed: set[int],
    covered: Iterable[Mapping[str, Any]],
    known: Known,
    protect: frozenset[str],
) -> list[Draft]:
    """Drafts that remove those covered who stand in no entry and are not protected.

    ``listed`` is id() of the records that entries mean.
    """
    emails = {email.casefold() for entry in entries for email in (entry.email, entry.options.get("new_email")) if email}
    emails.update(str(entry.options["transfer_to"]).casefold() for entry in entries if entry.options.get("transfer_to"))
    emails.add(str(prune.options.get("transfer_to") or "").casefold())
    safe_groups = known.groups.matching_any(prune.protect_groups)
    drafts = []
    for record in covered:
        email = str(record.get("email") or "").casefold()
        if id(record) in listed or (email and email in emails) or email in protect:
            continue
        # A role that is not shown may be any; whoever is only invited has none yet.
        hidden = "" if record.get("status") != "pending" else MEMBER
        if str(record.get("role_id") or hidden) != MEMBER or (known.caller and record.get("id") == known.caller):
            continue
        if safe_groups.intersection(record.get("group_ids") or ()):
            continue
        entry = Entry(
            key=email or str(record.get("id")), row=0, place="prune", email=email, state="absent",
            options=dict(prune.options),
        )  # fmt: skip
        draft = plan_removal(entry, record, known)
        if draft is not None:
            drafts.append(draft)
    return drafts


def check_fuses(drafts: Sequence[Draft], most: int, most_percent: float, base: int, base_words: str) -> None:
    """Raises InputError where the plan takes more away than the fuses allow; one removal is always allowed by percent.

    ``base`` is the number of people that ``most_percent`` counts from, ``base_words`` says who they are.
    """
    fused = [draft for draft in drafts if draft.fused]
    count = len(fused)
    allowed = max(1, int(base * most_percent / 100))
    findings = []
    parts = {
        "removal": sum(draft.action == "removed" for draft in fused),
        "deactivation": sum(draft.action == "deactivated" for draft in fused),
        "licence downgrade": sum(draft.action not in ("removed", "deactivated") for draft in fused),
    }
    what = ", ".join(f"{number} {noun}{'s' * (number > 1)}" for noun, number in parts.items() if number)
    whom = f"{count} {'person' if count == 1 else 'people'}"
    names = ", ".join(draft.key for draft in fused[:NAMED_IN_ERRORS])
    names += f" and {count - NAMED_IN_ERRORS} more" if count > NAMED_IN_ERRORS else ""
    if count > most:
        findings.append(
            Finding(
                "max_removals",
                f"the plan takes something away from {whom} ({what}); {most} are allowed: {names}.",
                f"Check the list; if it is right, set max_removals to {count}.",
            )
        )
    if count > allowed:
        percent = -(-count * 1000 // max(1, base)) / 10
        findings.append(
            Finding(
                "max_removals_percent",
                f"the plan takes something away from {count} of {base} {base_words}, that is {percent} %"
                f" ({what}); {most_percent:g} % are allowed: {names}.",
                f"Check the list; if it is right, set max_removals_percent to {percent}.",
            )
        )
    if findings:
        raise InputError(findings, asked=True)


def cancel_removals(drafts: Sequence[Draft], reason: str) -> list[Draft]:
    """The drafts without any removal: incomplete knowledge removes nobody. Pruned people are simply left alone."""
    kept = []
    for draft in drafts:
        if draft.entry.state != "absent" or draft.error:
            kept.append(draft)
        elif not draft.pruned:
            kept.append(draft.fail(f"was not removed, because {reason}."))
    return kept
