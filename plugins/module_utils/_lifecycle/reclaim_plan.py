# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose licence is taken back, and why; whose is not, and why not. Pure.

Zoom shows the last sign-in up to three days late, and nothing of people who are only invited.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, Iterable, Mapping, NamedTuple, Sequence

from .._core.errors import Finding, InputError
from .._directory.kinds import OWNER
from .moments import moment_from

RECLAIM, NOTIFY, WAIT, AWAKE, EXEMPT, KEEP = "reclaim", "notify", "wait", "awake", "exempt", "keep"


@dataclass(frozen=True)
class ReclaimRules:
    """How to decide. ``exempt`` are emails in lower case or ids; groups, divisions and roles are ids.

    ``most``: the most licences to take, None: all that may be. ``hosts``: ids of those who hosted something in the
    period; None: judged by sign-in. ``grace_group``: the id of the group that people go into first; '' without.
    """

    now: datetime
    days: int = 90
    most: int | None = None
    most_percent: float = 10.0
    exempt: frozenset[str] = frozenset()
    exempt_groups: frozenset[str] = frozenset()
    exempt_divisions: frozenset[str] = frozenset()
    exempt_roles: frozenset[str] = frozenset()
    main_division: str = ""
    hosts: frozenset[str] | None = None
    grace_group: str = ""
    notice_days: int = 14
    notified: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Decision:
    """What becomes of one licensed person. ``last``: the last sign-in, None if there was none."""

    person: Mapping[str, Any]
    last: datetime | None
    decision: str
    reason: str
    due: datetime | None = None


class Reclaimed(NamedTuple):
    """The decisions about everybody who is asleep, was told so, or is exempt; ``licensed``: how many have a licence."""

    decisions: list[Decision]
    licensed: int


def decide(people: Iterable[Mapping[str, Any]], rules: ReclaimRules, licensed_type: int) -> Reclaimed:
    """The decisions, the longest asleep first. Raises InputError where more would be taken than may be."""
    licensed = [person for person in people if person.get("type") == licensed_type]
    found = [decision for person in licensed for decision in [_judge(person, rules)] if decision is not None]
    found.sort(key=_order)
    decisions = _no_more_than_needed(found, rules)
    _check_share(decisions, len(licensed), rules)
    return Reclaimed(decisions, len(licensed))


def _judge(person: Mapping[str, Any], rules: ReclaimRules) -> Decision | None:
    """None for whoever is awake and was never told otherwise."""
    last = moment_from(str(person.get("last_login_time") or ""))
    since = rules.now - timedelta(days=rules.days)
    asleep = _why_asleep(person, last, since, rules)
    in_grace = bool(rules.grace_group) and rules.grace_group in (person.get("group_ids") or ())
    if not asleep:
        return Decision(person, last, AWAKE, "is active again; leaves the group") if in_grace else None
    spared = _why_spared(person, since, rules)
    if spared:
        return Decision(person, last, EXEMPT, spared)
    if not rules.grace_group:
        return Decision(person, last, RECLAIM, asleep)
    told = rules.notified.get(str(person.get("id"))) if in_grace else None
    due = (told or rules.now) + timedelta(days=rules.notice_days)
    if told is None:
        return Decision(person, last, NOTIFY, asleep, due)
    if due > rules.now:
        return Decision(person, last, WAIT, f"was told on {told:%Y-%m-%d}", due)
    return Decision(person, last, RECLAIM, f"{asleep}; was told on {told:%Y-%m-%d}")


def _why_asleep(person: Mapping[str, Any], last: datetime | None, since: datetime, rules: ReclaimRules) -> str:
    if rules.hosts is not None:
        return "" if str(person.get("id")) in rules.hosts else f"has hosted nothing for {rules.days} days"
    if last is None:
        return "has never signed in"
    return f"has not signed in for {(rules.now - last).days} days" if last < since else ""


def _why_spared(person: Mapping[str, Any], since: datetime, rules: ReclaimRules) -> str:
    address, identifier = str(person.get("email") or "").casefold(), str(person.get("id"))
    role = str(person.get("role_id") or "")
    divisions = person.get("division_ids") or (rules.main_division,)
    spared = {
        "is the owner of the account": role == OWNER,
        "is exempt by address": not rules.exempt.isdisjoint((address, identifier)),
        "is exempt by group": not rules.exempt_groups.isdisjoint(person.get("group_ids") or ()),
        "is exempt by division": not rules.exempt_divisions.isdisjoint(divisions),
        "is exempt by role": role in rules.exempt_roles,
    }
    reason = next((words for words, holds in spared.items() if holds), "")
    if reason:
        return reason
    came = moment_from(str(person.get("user_created_at") or person.get("created_at") or ""))
    if came is None:
        return "Zoom does not show since when this user is in the account"
    return f"is in the account since {came:%Y-%m-%d} only" if came >= since else ""


def _order(decision: Decision) -> tuple[datetime, str]:
    never = datetime.min.replace(tzinfo=timezone.utc)
    return decision.last or never, str(decision.person.get("email") or "")


def _no_more_than_needed(found: Sequence[Decision], rules: ReclaimRules) -> list[Decision]:
    """The longest asleep first; whoever waits for the end of the notice counts, too."""
    if rules.most is None:
        return list(found)
    taken = 0
    kept = []
    for one in sorted(found, key=lambda decision: decision.decision == NOTIFY):
        if one.decision not in (RECLAIM, NOTIFY, WAIT):
            kept.append(one)
            continue
        taken += 1
        spare = taken > rules.most and one.decision != WAIT
        reason = f"{one.reason}; not needed, enough licences are free without it"
        kept.append(Decision(one.person, one.last, KEEP, reason) if spare else one)
    return sorted(kept, key=_order)


def _check_share(decisions: Sequence[Decision], licensed: int, rules: ReclaimRules) -> None:
    taking = [one for one in decisions if one.decision in (RECLAIM, NOTIFY)]
    allowed = max(1, int(licensed * rules.most_percent / 100))
    if len(taking) <= allowed:
        return
    percent = -(-len(taking) * 1000 // max(1, licensed)) / 10
    problem = (
        f"the licences of {len(taking)} of {licensed} licensed people would be taken, that is {percent} %;"
        f" {rules.most_percent:g} % are allowed."
    )
    remedy = f"Check the period and who is exempt; if it is right, set max_percent to {percent}."
    raise InputError([Finding("max_percent", problem, remedy)], asked=True)
