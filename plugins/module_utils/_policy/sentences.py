# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences that the module and its action plugin both say. Pure."""

from __future__ import annotations

from typing import Any, Iterable, Mapping

from .._core.errors import Finding

NAMED = 20


def listed(title: str, lines: Iterable[str]) -> str:
    """A title and its lines, the first of them."""
    items = list(lines)
    more = [f"… and {len(items) - NAMED} more"] if len(items) > NAMED else []
    return "\n- ".join([title, *items[:NAMED], *more])


def expired_sentence(item: Mapping[str, Any]) -> str:
    """A waiver that has expired."""
    return f"the waiver of control {item['control']} by {item.get('owner')} expired on {item.get('expires')}."


def other_account(place: str, found: str, account: str) -> list[Finding]:
    """A finding where an earlier report is about another account."""
    if found == account:
        return []
    problem = f"the earlier report is about account {found}, not {account}."
    return [Finding(place, problem, "Give an earlier report of this account.")]
