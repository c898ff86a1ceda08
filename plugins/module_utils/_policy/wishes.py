# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The changes of a policy as wishes of the settings engine, and what became of them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, Sequence

from .._core.errors import Finding, InputError
from .._settings.compare import as_entries
from .._settings.declare import declare
from .._settings.leaf import canonical, leaves
from .._settings.plan import Blocked, Wish
from .._settings.tree import plant
from .agreements import ACCOUNT
from .conditions import MISSING
from .desired import KEEP, SETTING_CHANGES, Change
from .observe import target_of

if TYPE_CHECKING:
    from .._settings.verdict import Verdict


def wishes_for(changes: Sequence[Change]) -> list[Wish]:
    """What the changes ask of each object. Raises InputError where the API would not take a value."""
    by_object: dict[str, list[Change]] = {}
    for change in changes:
        by_object.setdefault(change.subject.id, []).append(change)
    findings: list[Finding] = []
    wishes = [_wish(some, findings) for some in by_object.values()]
    if findings:
        raise InputError(findings)
    return wishes


def _wish(changes: Sequence[Change], findings: list[Finding]) -> Wish:
    subject = changes[0].subject
    settings: dict[str, Any] = {}
    locks: dict[str, Any] = {}
    for change in changes:
        path = tuple(change.path.split("."))
        if change.kind in SETTING_CHANGES:
            plant(settings, path, as_entries(leaves()[change.path], change.after))
        else:
            plant(locks, path, change.after)
    declaration = declare(subject.level, settings=settings, locks=locks)
    declaration.rewritten.update(canonical(change.path) for change in changes if change.kind == KEEP)
    asking = ", ".join(dict.fromkeys(name for change in changes for name in change.controls))
    findings += [
        Finding(f"{subject.text()}, {finding.place}", finding.problem, f"{finding.remedy} ({asking})".strip())
        for finding in declaration.findings
    ]
    return Wish(target_of(subject), declaration)


def before_and_after(changes: Iterable[Change]) -> tuple[dict[str, Any], dict[str, Any]]:
    """``(before, after)``: per object the settings and locks that change."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for change in changes:
        name = target_of(change.subject).title
        path = change.path if change.kind in SETTING_CHANGES else f"lock {change.path}"
        before.setdefault(name, {})[path] = None if change.before is MISSING else change.before
        after.setdefault(name, {})[path] = change.after
    return before, after


def not_made(verdicts: Iterable[Verdict], changes: Iterable[Change]) -> list[tuple[Change, Blocked]]:
    """The changes that did not take or were held back, each with the reason."""
    by_place = {(target_of(item.subject), item.kind not in SETTING_CHANGES, item.path): item for item in changes}
    return [
        (by_place[verdict.job.target, item.is_lock, item.name], item)
        for verdict in verdicts
        for item in verdict.blocked
    ]


def not_bought(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], str]:
    """What Zoom refused for want of a licence, by object and path."""
    return {
        (ACCOUNT if verdict.job.target.level == ACCOUNT else verdict.job.target.id, item.name): item.detail
        for verdict in verdicts
        for item in verdict.blocked
        if item.reason == "not licensed" and not item.is_lock
    }
