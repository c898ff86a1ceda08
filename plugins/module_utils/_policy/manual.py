# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The finding of a manual control: what people attested of it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .agreements import ACCOUNT, Agreements, Subject
from .statuses import ATTESTED, FAIL, MANUAL, NOT_APPLICABLE, WAIVED

if TYPE_CHECKING:
    from .controls import Control

ATTESTED_RESULTS = {"fail": FAIL, "not_applicable": NOT_APPLICABLE}


def manual_finding(control: Control, agreements: Agreements) -> dict[str, Any]:
    """The finding of a manual control, which is about the account."""
    finding: dict[str, Any] = {
        "control": control.id,
        "object": ACCOUNT,
        "status": MANUAL,
        "reason": control.procedure,
        "checks": [],
    }
    attestation = agreements.attestation(control.id)
    if attestation is not None:
        named = {key: str(attestation.get(key) or "") for key in ("result", "by", "date", "expires", "evidence")}
        finding["attestation"] = named
        if agreements.expired(attestation):
            finding["reason"] = f"The attestation of {named['by']} expired on {named['expires']}. {control.procedure}"
        else:
            finding["status"] = ATTESTED_RESULTS.get(named["result"], ATTESTED)
            finding["reason"] = f"Attested by {named['by']} on {named['date']}: {named['result']}."
    waiver = agreements.waiver(control.id, Subject(ACCOUNT, ACCOUNT, ACCOUNT))
    if waiver is not None:
        named = {key: str(waiver.get(key, "")) for key in ("reason", "owner", "expires")}
        if agreements.expired(waiver):
            finding["expired_waiver"] = named
        else:
            finding.update(would_be=finding["status"], status=WAIVED, waiver=named)
    return finding
