# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of a plan: steps done, refused and not begun."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Sequence

from . import errors
from .steps import Step


@dataclass(frozen=True)
class Failure:
    """A step that was refused, or not begun because of an earlier one (``skipped``)."""

    step: Step
    error: errors.ZoomError
    skipped: bool = False

    def report(self) -> dict[str, Any]:
        """As users see it: verb, object, entries, error, and Zoom's own words where there are any."""
        return dict(
            {
                "verb": self.step.verb,
                "object": self.step.object,
                "entries": list(self.step.entries)[:100],
                "error": self.error.message,
                "not_begun": self.skipped,
            },
            **self.error.result(),
        )


@dataclass
class Outcome:
    """What became of a plan. ``symbols`` maps Symbols to the ids that Zoom gave.

    ``unproven`` are steps over many members whose answer did not name them all: only reading tells who is in.
    It fills while the plan is carried out, so it tells at any moment what was done.
    """

    done: list[Step] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    symbols: dict[str, str] = field(default_factory=dict)
    fallbacks: list[Step] = field(default_factory=list)
    unproven: list[Step] = field(default_factory=list)
    stopped: errors.ZoomError | None = None

    def failed_entries(self) -> dict[str, str]:
        """Entry key → the message of its first failure."""
        found: dict[str, str] = {}
        for failure in self.failures:
            for entry in failure.step.entries:
                found.setdefault(entry, failure.error.message)
        return found

    def clear(self) -> None:
        """Forget everything: the task reads and plans again."""
        self.__init__()  # type: ignore[misc]

    def forgive(self, operation: str, kind: type[errors.ZoomError], codes: Sequence[int] = ()) -> list[str]:
        """Drop expected failures, such as the removal of somebody who is gone already; returns their entries.

        Expected are errors of a kind, and refusals with one of the ``codes``.
        """
        forgiven: list[Failure] = []
        kept: list[Failure] = []
        for item in self.failures:
            code = item.error.code if isinstance(item.error, errors.ApiError) else None
            expected = not item.skipped and (isinstance(item.error, kind) or code in codes)
            (forgiven if expected and item.step.operation == operation else kept).append(item)
        self.failures = kept
        return [entry for item in forgiven for entry in item.step.entries]
