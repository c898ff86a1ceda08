# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an audit reads, and what was read as the evaluation sees it. Pure.

Of each object the views that hold a checked leaf or lock are read, and no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Container, Mapping, Sequence

from .._settings.reading import Reading, ViewKey
from .._settings.target import ACCOUNT as OWN_ACCOUNT
from .._settings.target import Read, Target
from .agreements import ACCOUNT, Subject
from .evaluate import Observed

if TYPE_CHECKING:
    from .controls import Composition
    from .facts import Facts

SETTINGS, LOCKS = "settings", "locks"
THE_ACCOUNT = Subject(ACCOUNT, ACCOUNT, ACCOUNT)


def target_of(subject: Subject) -> Target:
    """The subject as the API addresses it."""
    return OWN_ACCOUNT if subject.level == ACCOUNT else Target(subject.level, subject.id, subject.name)


def kind_of(locks: bool) -> str:
    """The word for an answer in reports: settings or locks."""
    return LOCKS if locks else SETTINGS


def reads_needed(
    composition: Composition, facts: Facts, subjects: Sequence[Subject], overridden: Container[str] = ()
) -> list[Read]:
    """The reads that answer every control for these subjects, the account's first.

    Locks are read where one is required or recommended, by the baseline or by an override (``overridden`` are the ids
    of the controls that have one). The account's locks are read for groups too: they decide.
    """
    levels = {subject.level for subject in subjects}
    needed = {level: _views(composition, facts, level, overridden) for level in ("account", "group")}
    found = [
        Read(target_of(subject), key.locks, key.view)
        for subject in sorted(subjects, key=lambda item: item.level != ACCOUNT)
        for key in needed[subject.level]
    ]
    if ACCOUNT not in levels:
        found[:0] = [Read(OWN_ACCOUNT, True, key.view) for key in needed["group"] if key.locks]
    return found


def _views(composition: Composition, facts: Facts, level: str, overridden: Container[str]) -> list[ViewKey]:
    found = set()
    for control in composition.controls:
        if level not in control.scope:
            continue
        for check in control.checks:
            if not facts.readable(check.path, level):
                continue
            found.add(ViewKey(False, facts.view(check.path)))
            looked_at = check.lock != "none" or control.id in overridden
            for condition in (one for state in (*check.not_needed, *control.any_of) for one in state):
                if facts.readable(condition.path, level):
                    found.add(ViewKey(False, facts.view(condition.path)))
                    locks = facts.locks_over(condition.path) if looked_at else []
                    found |= {
                        ViewKey(True, facts.lock_view(lock)) for lock in locks if facts.lock_readable(lock, level)
                    }
            if check.lock_path and looked_at and facts.lock_readable(check.lock_path, level):
                found.add(ViewKey(True, facts.lock_view(check.lock_path)))
    return sorted(found)


def observed(subject: Subject, reading: Reading, evidence: Mapping[Read, int]) -> Observed:
    """What was read of a subject. ``evidence`` holds the number of each answer."""
    target = target_of(subject)
    keys = [ViewKey(locks, view) for read_of, locks, view in evidence if read_of == target]
    return Observed(
        subject,
        settings=reading.all_settings(),
        locks=reading.locks(),
        unread={(kind_of(key.locks), key.view): why for key, why in reading.unread.items()},
        evidence={(kind_of(key.locks), key.view): evidence[Read(target, *key)] for key in keys},
    )
