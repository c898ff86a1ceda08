# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a finding can be."""

from __future__ import annotations

PASS, FAIL, FAIL_UNLOCKED, FAIL_GROUP_OVERRIDE = "pass", "fail", "fail_unlocked", "fail_group_override"
UNKNOWN, MANUAL, ATTESTED, WAIVED = "unknown", "manual", "attested", "waived"
NOT_APPLICABLE, NOT_BOUGHT = "not_applicable", "not_bought"
STATUSES = (
    PASS,
    FAIL,
    FAIL_UNLOCKED,
    FAIL_GROUP_OVERRIDE,
    UNKNOWN,
    MANUAL,
    ATTESTED,
    WAIVED,
    NOT_APPLICABLE,
    NOT_BOUGHT,
)
FAILING = (FAIL, FAIL_UNLOCKED, FAIL_GROUP_OVERRIDE)
