# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a writing task tells of its plan: the results that all of them share, and what an error left done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .plan import REPORTED_STEPS, Plan, step_counts

if TYPE_CHECKING:
    from .outcome import Outcome

DIFF_ENTRIES = 200
FAILURES_SHOWN = 20


def shared_results(plan: Plan, outcome: Outcome, before: Any, after: Any) -> dict[str, Any]:
    """diff, steps, step_counts, and failures if any."""
    steps = plan.steps()
    result: dict[str, Any] = {
        "diff": {"before": bounded(before), "after": bounded(after)},
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


def bounded(value: Any) -> Any:
    """At most DIFF_ENTRIES entries of a mapping, with a word on what was left out: diffs are for reading."""
    if not isinstance(value, dict) or len(value) <= DIFF_ENTRIES:
        return value
    kept = dict(list(value.items())[:DIFF_ENTRIES])
    kept["…"] = f"{len(value) - DIFF_ENTRIES} more; steps_file takes the whole list of steps"
    return kept


def failure_message(outcome: Outcome, planned: int) -> str:
    """What failed, entry by entry, what was done, and what was not begun."""
    refused = [failure for failure in outcome.failures if not failure.skipped]
    skipped = len(outcome.failures) - len(refused)
    # Where nothing was refused and nobody stopped the task, the reason stands at what was not begun.
    told = refused if refused or outcome.stopped is not None else outcome.failures
    lines = [f"{failure.step.verb} {failure.step.object}: {failure.error.message}" for failure in told]
    text = f"{len(refused)} of {planned} steps failed, {len(outcome.done)} were done"
    text += f", {skipped} were not begun after that." if skipped else "."
    if outcome.stopped is not None and not any(failure.error is outcome.stopped for failure in refused):
        text += f"\n{outcome.stopped.message}"
    more = len(lines) - FAILURES_SHOWN
    return "\n- ".join([text, *lines[:FAILURES_SHOWN], *([f"… and {more} more, in failures."] if more > 0 else [])])
