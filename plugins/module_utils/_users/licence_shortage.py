# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a lack of licences is no failure, it defers: who could not get one gets it from a later run. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Sequence

from .._core.errors import SeatError
from .._directory.kinds import USER
from .change import NO_LICENCE, PersonChange
from .fields import LICENCE_FIELDS

if TYPE_CHECKING:
    from .._core.outcome import Outcome


def defer_licences(changes: Sequence[PersonChange], outcome: Outcome) -> None:
    """Take the refusals for want of a licence out of ``outcome``, and note in ``changes`` what waits."""
    by_key = {change.key: change for change in changes}
    kept = []
    for failure in outcome.failures:
        if isinstance(failure.error, SeatError) and failure.step.operation == USER.update:
            for key in failure.step.entries:
                by_key[key].deferred.update({name: NO_LICENCE for name in LICENCE_FIELDS if name in by_key[key].after})
        else:
            kept.append(failure)
    outcome.failures[:] = kept
    for step in outcome.fallbacks:
        for key in step.entries if step.operation == USER.create else ():
            change = by_key[key]
            taken = [name for name in LICENCE_FIELDS if change.after.get(name) not in (None, "basic", "unassigned")]
            change.deferred.update(dict.fromkeys(taken, NO_LICENCE))
