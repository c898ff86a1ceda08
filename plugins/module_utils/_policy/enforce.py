# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes of a policy as steps of the settings engine, as a diff, and as the input that takes them back. Pure."""

from __future__ import annotations

from typing import Any, Iterable, Mapping, Sequence

from .._core.errors import Finding, InputError
from .._core.steps import Plan, Stage, Step
from .._settings.declare import declare
from .._settings.leaf import leaves
from .._settings.plan import Job, Wish, plan_locks, plan_settings
from .._settings.reading import Reading
from .._settings.steps import staged_plan
from .._settings.tree import plant
from .._settings.views import fits
from .agreements import ACCOUNT
from .conditions import MISSING, same
from .desired import (
    KEEP,
    LOCK,
    UNLOCK,
    VALUES,
    Change,
)
from .gather import Gathered, target_of

# What comes before what; locks come last, since a group cannot be written under the account's lock.
STAGES = (
    ("removing locks of the account", ACCOUNT, (UNLOCK,)),
    ("removing locks of groups", "group", (UNLOCK,)),
    ("setting values of the account", ACCOUNT, VALUES),
    ("setting values of groups", "group", VALUES),
    ("locking the account", ACCOUNT, (LOCK,)),
    ("locking groups", "group", (LOCK,)),
)


def steps_for(changes: Sequence[Change], gathered: Mapping[str, Gathered]) -> Plan:
    """The requests that make the changes, in their stages: one PATCH per object and view.

    Raises InputError where the API would not take a value.
    """
    stages = []
    for name, level, kinds in STAGES:
        chosen: dict[str, list[Change]] = {}
        for change in changes:
            if change.kind in kinds and change.subject.level == level:
                chosen.setdefault(change.subject.id, []).append(change)
        chains = [_chain(some, gathered[identifier].reading) for identifier, some in chosen.items()]
        stages.append(Stage(name, tuple(steps for steps in chains if steps)))
    return Plan(stages)


def _chain(changes: Sequence[Change], reading: Reading) -> tuple[Step, ...]:
    subject = changes[0].subject
    tree: dict[str, Any] = {}
    for change in changes:
        plant(tree, tuple(change.path.split(".")), _entries(change.path, change.after))
    values = changes[0].kind in VALUES
    option = "settings" if values else "locks"
    declaration = declare(subject.level, **{option: tree})
    if declaration.findings:
        controls = ", ".join(dict.fromkeys(name for change in changes for name in change.controls))
        raise InputError(
            [
                Finding(f"{subject.text()}, {finding.place}", finding.problem, f"{finding.remedy} ({controls})".strip())
                for finding in declaration.findings
            ]
        )
    job = Job(Wish(target_of(subject), declaration), reading)
    if values:
        declaration.rewritten.update(change.path for change in changes if change.kind == KEEP)
        job.settings = plan_settings(declaration, reading)
    else:
        job.locks = plan_locks(declaration, reading)
    return tuple(staged_plan([job]).steps())


def _entries(path: str, value: Any) -> Any:
    """Policies name the entries of a list of objects by their key; the API wants objects."""
    leaf = leaves().get(path)
    if leaf is None or leaf.elements != "dict" or not isinstance(value, list) or not leaf.key:
        return value
    return [item if isinstance(item, Mapping) else {leaf.key[0]: item} for item in value]


def undo(changes: Sequence[Change]) -> tuple[list[dict[str, Any]], list[str]]:
    """Arguments of zoom_settings, one mapping per object, that give the previous values and locks back.

    With them, in words, what they cannot give back: a previous value that the API shows but does not document.
    """
    documents: dict[str, dict[str, Any]] = {}
    left_out = []
    for change in changes:
        subject = change.subject
        if change.kind == KEEP:
            continue
        if change.kind in VALUES and not fits(leaves()[change.path], change.before):
            left_out.append(f"{change.path} of {subject.text()} ({change.before!r})")
            continue
        if subject.id not in documents:
            documents[subject.id] = {"scope": subject.level}
            if subject.level != ACCOUNT:
                documents[subject.id]["group"] = subject.id
        tree = documents[subject.id].setdefault("settings" if change.kind in VALUES else "locks", {})
        # A lock that could not be read was most likely open; a value is only ever set where it was read.
        before = False if change.before is MISSING else change.before
        plant(tree, tuple(change.path.split(".")), before)
    return list(documents.values()), left_out


def differences(changes: Iterable[Change]) -> tuple[dict[str, Any], dict[str, Any]]:
    """``(before, after)``: per object the settings and locks that change."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for change in changes:
        name = "account" if change.subject.level == ACCOUNT else f"group {change.subject.name}"
        path = change.path if change.kind in VALUES else f"lock {change.path}"
        before.setdefault(name, {})[path] = None if change.before is MISSING else change.before
        after.setdefault(name, {})[path] = change.after
    return before, after


def not_taken(changes: Iterable[Change], gathered: Mapping[str, Gathered], blind: frozenset[str]) -> list[Change]:
    """Changes that a later reading does not show. Locks of objects in ``blind`` cannot be read: they are not judged."""
    missing = []
    for change in changes:
        observed = gathered[change.subject.id].observed
        if change.kind in VALUES:
            shown = observed.settings.get(change.path)
        elif change.subject.id in blind:
            continue
        else:
            shown = observed.locks.get(change.path)
        if shown is None or not same(shown, change.after):
            missing.append(change)
    return missing
