# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The score of an audit: what of all that was or should have been decided is right. Pure."""

from __future__ import annotations

from collections import Counter
from typing import Any, Mapping, Sequence

from .evaluate import (
    ATTESTED,
    FAILING,
    PASS,
    STATUSES,
    UNKNOWN,
    account_locks_unread,
)


def summarise(findings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Counts by status, the score, and what could not be decided for want of the account's locks.

    The score is the share, in percent, of pass and attested among all that was or should have been decided: pass,
    attested, failing and unknown. Unknown for no other reason than unreadable account locks is counted apart and is
    not part of it; nor are manual and waived. None if there is nothing to count.
    """
    counts = Counter(finding["status"] for finding in findings)
    apart = sum(account_locks_unread(finding) for finding in findings)
    good = counts[PASS] + counts[ATTESTED]
    failing = sum(counts[status] for status in FAILING)
    counted = good + failing + counts[UNKNOWN] - apart
    scopes = sorted(
        {scope for finding in findings for check in finding["checks"] for scope in check.get("missing_scopes", ())}
    )
    return {
        "score": round(100 * good / counted, 1) if counted else None,
        "counts": {status: counts[status] for status in STATUSES},
        "findings": len(findings),
        "failing": failing,
        "unknown": counts[UNKNOWN],
        "account_locks_unread": apart,
        "missing_scopes": scopes,
    }
