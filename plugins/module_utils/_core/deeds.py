# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a writing task tells of its plan: the results that all of them share, and what an error left done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Hashable, Sequence

from .plan import REPORTED_STEPS, Plan, step_counts

if TYPE_CHECKING:
    from .outcome import Failure, Outcome

FAILURES_SHOWN = 20


def shared_results(plan: Plan, outcome: Outcome, before: Any, after: Any) -> dict[str, Any]:
    """diff, steps, step_counts, and failures if any."""
    steps = plan.steps()
    result: dict[str, Any] = {
        "diff": {"before": before, "after": after},
        "steps": [step.report() for step in steps[:REPORTED_STEPS]],
        "step_counts": plan.counts(),
    }
    if outcome.failures:
        result.update(failed=True, msg=failure_message(outcome, len(steps)))
        result["failures"] = [failure.report() for failure in outcome.failures[:REPORTED_STEPS]]
    return result


def with_deeds(message: str, outcome: Outcome) -> str:
    """An error that ends a task early, with what had been done by then."""
    counts = step_counts(outcome.done)
    done = ", ".join(f"{name}: {number}" for name, number in counts.items() if name != "total") or "nothing"
    failed = f" {len(outcome.failures)} steps failed or were not begun, see failures." if outcome.failures else ""
    return f"{message}\nDone before that: {done}.{failed} Running the task again goes on from there."


def deeds(outcome: Outcome) -> dict[str, Any]:
    """What was done and what failed before an error ended the task; ``done_counts`` by kind of step."""
    return {
        "changed": bool(outcome.done),
        "done_counts": step_counts(outcome.done),
        "done": [step.report() for step in outcome.done[:REPORTED_STEPS]],
        "failures": [failure.report() for failure in outcome.failures[:REPORTED_STEPS]],
    }


def failure_message(outcome: Outcome, planned: int) -> str:
    """What failed, by its causes, what was done, and what was not begun."""
    from .findings import by_cause  # each import is compiled anew, and most tasks do not fail

    refused = [failure for failure in outcome.failures if not failure.skipped]
    skipped = len(outcome.failures) - len(refused)
    # Where nothing was refused and nobody stopped the task, the reason stands at what was not begun.
    told = refused if refused or outcome.stopped is not None else outcome.failures
    text = f"{len(refused)} of {planned} steps failed, {len(outcome.done)} were done"
    text += f", {skipped} were not begun after that." if skipped else "."
    if outcome.stopped is not None and not any(failure.error is outcome.stopped for failure in refused):
        text += f"\n{outcome.stopped.message}"
    lines = [line for group in by_cause(told, _cause) for line in _lines(group)]
    more = len(lines) - FAILURES_SHOWN
    return "\n- ".join([text, *lines[:FAILURES_SHOWN], *([f"… and {more} more, in failures."] if more > 0 else [])])


def _cause(failure: Failure) -> Hashable:
    """What failures have in common that differ in the people or objects only."""
    from .errors import ApiError  # as above
    from .findings import same_but_values

    error = failure.error
    if not isinstance(error, ApiError):
        return failure.step.verb, same_but_values(error.message)
    return failure.step.verb, error.operation, error.status, error.code, same_but_values(error.zoom_message)


def _lines(group: Sequence[Failure]) -> list[str]:
    """Failures of one cause, one by one where they are few."""
    from .findings import FEW, FIRST_PLACES, with_others  # as above

    if len(group) <= FEW:
        return [f"{failure.step.verb} {failure.step.object}: {failure.error.message}" for failure in group]
    first = group[0]
    names = ", ".join(failure.step.object for failure in group[:FIRST_PLACES])
    message = with_others(first.error.message, [failure.error.message for failure in group])
    return [f"{first.step.verb}, {len(group):,} times, {names} and {len(group) - FIRST_PLACES:,} more: {message}"]
