# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The score of an audit: the share of controls that hold everywhere, weighted by severity. Pure."""

from __future__ import annotations

from collections import Counter
from typing import Any, Mapping, Sequence

from .evaluate import account_locks_unread
from .statuses import ATTESTED, FAILING, PASS, STATUSES, UNKNOWN

WEIGHTS = {"critical": 10, "high": 5, "medium": 2, "low": 1}
# While critical controls fail, the score is at most this, and less with each further one.
CEILING, FURTHER = 85.0, 5.0


def summarise(findings: Sequence[Mapping[str, Any]], severities: Mapping[str, str]) -> dict[str, Any]:
    """Counts by status, the score, and what could not be decided for want of the account's locks.

    A control holds where each of its findings passes or is attested, as far as they count. What is manual, waived, not
    applicable or not bought does not count, nor what is unknown for no other reason than unreadable account locks. The
    score is the share, in percent, of the controls that hold among those that count, each weighted by its severity
    (``severities`` by control); None if nothing counts. While a critical control fails it is at most 85, and 5 less
    with each further one.
    """
    counts = Counter(finding["status"] for finding in findings)
    holding = _holding(findings)
    failing = {finding["control"] for finding in findings if finding["status"] in FAILING}
    critical = sum(severities.get(control) == "critical" for control in failing)
    apart = sum(account_locks_unread(finding) for finding in findings)
    scopes = sorted(
        {scope for finding in findings for check in finding["checks"] for scope in check.get("missing_scopes", ())}
    )
    return {
        "score": _score(holding, severities, critical),
        "controls": {
            "counted": len(holding),
            "holding": sum(holding.values()),
            "failing": len(failing),
            "failing_by_severity": {
                severity: sum(severities.get(control, "medium") == severity for control in failing)
                for severity in WEIGHTS
            },
        },
        "counts": {status: counts[status] for status in STATUSES},
        "findings": len(findings),
        "failing": sum(counts[status] for status in FAILING),
        "unknown": counts[UNKNOWN],
        "account_locks_unread": apart,
        "missing_scopes": scopes,
    }


def _holding(findings: Sequence[Mapping[str, Any]]) -> dict[str, bool]:
    """Whether each control that counts holds everywhere."""
    holding: dict[str, bool] = {}
    for finding in findings:
        status = finding["status"]
        if status in (PASS, ATTESTED):
            holding.setdefault(finding["control"], True)
        elif status in FAILING or (status == UNKNOWN and not account_locks_unread(finding)):
            holding[finding["control"]] = False
    return holding


def _score(holding: Mapping[str, bool], severities: Mapping[str, str], critical: int) -> float | None:
    if not holding:
        return None
    weights = {control: WEIGHTS[severities.get(control, "medium")] for control in holding}
    good = sum(weight for control, weight in weights.items() if holding[control])
    share = 100 * good / sum(weights.values())
    ceiling = max(0.0, CEILING - FURTHER * (critical - 1)) if critical else 100.0
    # What is not whole is not rounded up to it.
    return round(min(share, ceiling, 100.0 if share == 100 else 99.9), 1)
