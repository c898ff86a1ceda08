# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From plan and outcome to what a task returns: changes, leaves that did not take, locks left open, undo."""

from __future__ import annotations

from typing import Any, NamedTuple, Sequence

from .._core import errors
from .._core.module import failure_message
from .._core.outcome import Failure, Outcome
from .._core.steps import MASK, Plan
from .declaration import Declaration, Wanted
from .gather import Engine, Job
from .plan import Blocked, Change, knows_lock
from .steps import LeafStep
from .tree import Path, join, plant, sounds_secret
from .verify import (
    Verdict,
    failed_changes,
    refused,
    stands_open,
    verify,
)

DIFF_CHANGES = 200
SHOWN = 50


class Result(NamedTuple):
    """What became of a task: the verdict on each object, failures that concern more than a leaf, locks left open."""

    verdicts: list[Verdict]
    failures: list[Failure]
    left_open: list[tuple[Job, str]]
    problem: str


def judge(engine: Engine, jobs: Sequence[Job], outcome: Outcome, planned_only: bool, read_back: bool) -> Result:
    """Read back (if asked), and tell leaves that did not take from failures of more than a leaf."""
    if planned_only:
        verdicts = [Verdict(job, job.changes, list(job.settings.blocked), []) for job in jobs]
        return Result(verdicts, [], [(job, change.name) for job in jobs for change in job.locks.closed], "")
    failed = failed_changes(outcome)
    problem = ""
    verdicts = [
        Verdict(job, [change for change in job.changes if (job.target, change.name) not in failed], [], [])
        for job in jobs
    ]
    if read_back:
        try:
            verdicts = verify(engine, jobs, outcome)
        except errors.ZoomError as error:
            problem = f"What was written could not be read back: {error.message}"
    for verdict in verdicts:
        job = verdict.job
        verdict.blocked.extend(job.settings.blocked)
        for change in job.changes:
            failure = failed.get((job.target, change.name))
            if failure is not None and is_about_leaf(failure):
                verdict.blocked.append(refused(engine, job, change, failure))
    return Result(
        verdicts,
        [failure for failure in outcome.failures if not is_about_leaf(failure)],
        stands_open(jobs, outcome),
        problem,
    )


def is_about_leaf(failure: Failure) -> bool:
    """Whether Zoom refused one leaf, and not the kind of request as such."""
    single = isinstance(failure.step, LeafStep) and len(failure.step.changes) == 1
    about_leaf = isinstance(failure.error, errors.ApiError) and not isinstance(failure.error, errors.AccountWideError)
    paid = isinstance(failure.error, (errors.PaidOnlyError, errors.SeatError))
    return single and (about_leaf or paid) and not failure.skipped


# -- what is returned ----------------------------------------------------------------------------------------------


def shown_value(value: Any, secret: bool) -> Any:
    """A value as results may hold it."""
    return MASK if secret and value not in ("", None) else value


def report_blocked(job: Job, item: Blocked) -> dict[str, Any]:
    """An entry of ``unapplied``."""
    return {
        "object": job.target.title,
        "path": item.name,
        "wanted": shown_value(item.wanted, item.secret),
        "actual": shown_value(item.actual, item.secret),
        "reason": item.reason,
        "detail": item.detail,
    }


def is_lock(job: Job, change: Change) -> bool:
    """Whether a change is one of a lock."""
    return any(change is other for other in [*job.locks.opened, *job.locks.closed])


def describe(result: Result) -> dict[str, Any]:
    """The returns about settings and locks, for the task and for each object."""
    objects: list[dict[str, Any]] = []
    for verdict in result.verdicts:
        job = verdict.job
        settings = [change.name for change in verdict.taken if not is_lock(job, change)]
        locks = [change.name for change in verdict.taken if is_lock(job, change)]
        objects.append(
            {
                "object": job.target.title,
                "id": job.target.id,
                "name": job.target.name,
                "members": job.target.members,
                "changed_settings": sorted(settings),
                "changed_locks": sorted(locks),
                "unapplied": [report_blocked(job, item) for item in verdict.blocked],
                "unverified": sorted(verdict.unverified),
            }
        )
    changed = [item for item in objects if item["changed_settings"] or item["changed_locks"]]
    secrets = {change.name for verdict in result.verdicts for change in verdict.job.settings.changes if change.secret}
    return {
        "changed_settings": _union(objects, "changed_settings"),
        "changed_locks": _union(objects, "changed_locks"),
        "unapplied": [entry for item in objects for entry in item["unapplied"]],
        "unverified": _union(objects, "unverified"),
        "open_locks": [f"{job.target.title}: {name}" for job, name in result.left_open],
        "masked": sorted(secrets | declared_secrets(verdict.job.declaration for verdict in result.verdicts)),
        "reach": {
            "objects": len(changed),
            "members": sum(item["members"] or 0 for item in changed),
        },
        "objects": objects,
    }


def _union(objects: Sequence[dict[str, Any]], name: str) -> list[str]:
    return sorted({path for item in objects for path in item[name]})


def declared_secrets(declarations: Any) -> set[str]:
    """The names of declared leaves whose values are secrets."""
    found: set[str] = set()
    for declaration in declarations:
        found.update(wanted.name for wanted in declaration.wanted.values() if wanted.leaf.secret)
        found.update(join(path) for path, value in declaration.extras.items() if sounds_secret(path, value))
    return found


def secret_values(declaration: Declaration, jobs: Sequence[Job] = ()) -> set[str]:
    """Texts that Ansible's own censor is to know: declared secrets, and those that were read."""
    values = [wanted.value for wanted in declaration.wanted.values() if wanted.leaf.secret]
    values += [value for path, value in declaration.extras.items() if sounds_secret(path, value)]
    for job in jobs:
        values += [item for change in job.changes if change.secret for item in (change.before, change.after)]
    return {text for value in values for text in _texts(value) if len(text) > 3}


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, (list, tuple)):
        return [text for item in value for text in _texts(item)]
    return [] if value is None or isinstance(value, bool) else [str(value)]


def differences(result: Result) -> tuple[dict[str, Any], dict[str, Any]]:
    """``(before, after)`` of what changes, as trees; under the object's title where there are several."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    several = len(result.verdicts) > 1
    count = 0
    for verdict in result.verdicts:
        job = verdict.job
        for change in verdict.taken:
            count += 1
            if count > DIFF_CHANGES:
                after["…"] = "more changes follow; steps_file takes the whole list of steps"
                return before, after
            head = (job.target.title,) if several else ()
            path: Path = (*head, "locks" if is_lock(job, change) else "settings", *_name_path(change))
            plant(before, path, shown_value(change.before, change.secret))
            plant(after, path, f"{MASK} (changed)" if change.secret else change.after)
    return before, after


def _name_path(change: Change) -> Path:
    """The declared path, cut where its keys end; unknown keys may hold dots themselves."""
    return tuple(change.name.split(".")) if isinstance(change.wanted, Wanted) else change.path


def undo_document(scope: str, jobs: Sequence[Job]) -> Any:
    """Arguments that give back the previous values: one mapping, or a list of them for several objects.

    Secrets and settings that were not shown cannot be given back; they are left out.
    """
    documents = []
    for job in jobs:
        if not job.changes:
            continue
        document: dict[str, Any] = {"scope": scope}
        if scope != "account":
            document[scope] = job.target.id
        passing = set(job.locks.passing)
        for change in job.settings.changes:
            if change.before is None or change.secret:
                continue
            option = "settings" if isinstance(change.wanted, Wanted) else "extra_settings"
            plant(document.setdefault(option, {}), change.path, change.before)
        for change in [*job.locks.opened, *job.locks.closed]:
            was = True if change.name in passing else (change.before if change.before is not None else False)
            option = "locks" if knows_lock(change.name, job.target.level) else "extra_locks"
            plant(document.setdefault(option, {}), change.path, was)
        documents.append(document)
    return documents[0] if len(documents) == 1 else documents


def messages(result: Result, outcome: Outcome, plan: Plan) -> tuple[str, str]:
    """``(about leaves, about the task)``: what did not take, and what failed as a whole; '' where there is nothing."""
    unapplied = [(verdict.job, item) for verdict in result.verdicts for item in verdict.blocked]
    lines = [sentence(job, item) for job, item in unapplied[:SHOWN]]
    if len(unapplied) > SHOWN:
        lines.append(f"… and {len(unapplied) - SHOWN} more, in unapplied.")
    about_leaves = "\n- ".join([f"{len(unapplied)} settings or locks are not as wanted:", *lines]) if lines else ""
    parts = []
    if result.failures:
        whole = Outcome(done=outcome.done, failures=result.failures)
        parts.append(failure_message(whole, len(plan.steps())))
    if result.problem:
        parts.append(result.problem)
    if result.left_open and (parts or any(_interrupted(job, name, outcome) for job, name in result.left_open)):
        names = ", ".join(f"{job.target.title}: {name}" for job, name in result.left_open)
        parts.append(f"These locks stand open and should be closed: {names}. Running the task again closes them.")
    return about_leaves, "\n".join(parts)


def _interrupted(job: Job, name: str, outcome: Outcome) -> bool:
    return bool(outcome.failures) and any(change.name == name for change in job.locks.closed)


def sentence(job: Job, item: Blocked) -> str:
    """One unapplied leaf, as the message of a failed task says it."""
    wanted, actual = (shown_value(value, item.secret) for value in (item.wanted, item.actual))
    there = "not shown" if actual is None else _short(actual)
    return f"{job.target.title}: {item.name}: wanted {_short(wanted)}, is {there}: {item.reason}. {item.detail}"


def _short(value: Any) -> str:
    text = ("true" if value else "false") if isinstance(value, bool) else repr(value)
    return text if len(text) <= 80 else text[:77] + "…"
