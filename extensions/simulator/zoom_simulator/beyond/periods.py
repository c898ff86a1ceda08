# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Periods that reports are asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from ..core.clock import DAY
from ..core.errors import invalid_field, refused
from ..directory.call import Call

LONGEST = timedelta(days=31)


class Period(NamedTuple):
    """Seconds since 1970 at the begin of the first day and at the end of the last one."""

    begins: int
    ends: int


def day(call: Call, name: str) -> date:
    """Return a date of the query, which is written ``2026-01-31``."""
    try:
        return date.fromisoformat(call.query[name])
    except ValueError:
        raise invalid_field(name) from None


def period_of(call: Call) -> Period:
    """Return the days from ``from`` to ``to``, both included: one month at most."""
    first, last = day(call, "from"), day(call, "to")
    if last < first:
        raise invalid_field("to")
    if last - first > LONGEST:
        raise refused("The date range between from and to cannot be more than one month.")
    moments = [int(datetime(entry.year, entry.month, entry.day, tzinfo=UTC).timestamp()) for entry in (first, last)]
    return Period(moments[0], moments[1] + DAY)
