# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Moments as text, in UTC. Pure."""

from __future__ import annotations

from datetime import datetime, timezone


def moment_from(text: str) -> datetime | None:
    """The moment of ``2026-11-21T22:40:00Z`` or ``2026-11-21``; None for what is neither."""
    try:
        moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def text_of(moment: datetime) -> str:
    """``2026-11-21T22:40:00Z``."""
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
