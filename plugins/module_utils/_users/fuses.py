# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fuses over everything that takes something away, and what cancels every removal. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Sequence

from .._core.errors import Finding, InputError
from .change import DEACTIVATION, LICENCE, REMOVAL, ROLE_TAKEN

if TYPE_CHECKING:
    from .asked import Fuses
    from .change import PersonChange
    from .plan import Base

NAMED_IN_ERRORS = 10
NOUNS = {REMOVAL: "removal", DEACTIVATION: "deactivation", LICENCE: "licence downgrade", ROLE_TAKEN: "role taken away"}
PLURALS = {ROLE_TAKEN: "roles taken away"}


def check_fuses(changes: Sequence[PersonChange], fuses: Fuses, base: Base) -> None:
    """Raises InputError where the plan takes more away than the fuses allow; one is always allowed by percent."""
    taking = [change for change in changes if change.takes and not change.error]
    count = len(taking)
    allowed = max(1, int(base.people * fuses.most_percent / 100))
    what = _what_is_taken(taking)
    findings = []
    names = ", ".join(change.key for change in taking[:NAMED_IN_ERRORS])
    names += f" and {count - NAMED_IN_ERRORS} more" if count > NAMED_IN_ERRORS else ""
    if count > fuses.most:
        whom = f"{count} {'person' if count == 1 else 'people'}"
        findings.append(
            Finding(
                "max_removals",
                f"the plan takes something away from {whom} ({what}); {fuses.most} are allowed: {names}.",
                f"Check the list; if it is right, set max_removals to {count}.",
            )
        )
    if count > allowed:
        percent = -(-count * 1000 // max(1, base.people)) / 10
        findings.append(
            Finding(
                "max_removals_percent",
                f"the plan takes something away from {count} of {base.people} {base.words}, that is {percent} %"
                f" ({what}); {fuses.most_percent:g} % are allowed: {names}.",
                f"Check the list; if it is right, set max_removals_percent to {percent}.",
            )
        )
    if findings:
        raise InputError(findings, asked=True)


def _what_is_taken(changes: Sequence[PersonChange]) -> str:
    """``3 removals, 1 deactivation``: each person under the gravest that is taken."""
    counts = dict.fromkeys(NOUNS, 0)
    for change in changes:
        counts[next(kind for kind in NOUNS if kind in change.takes)] += 1
    nouns = {kind: (PLURALS.get(kind, noun + "s"), noun) for kind, noun in NOUNS.items()}
    return ", ".join(f"{number} {nouns[kind][number == 1]}" for kind, number in counts.items() if number)


def cancel_removals(changes: Sequence[PersonChange], reason: str) -> list[PersonChange]:
    """The changes without any removal: incomplete knowledge removes nobody. Pruned people are simply left alone."""
    kept = []
    for change in changes:
        if change.row.state != "absent" or change.error:
            kept.append(change)
        elif not change.pruned:
            kept.append(change.fail(f"was not removed, because {reason}."))
    return kept
