# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other states in which a control holds: another setting does the same, or what it bounds is off. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, NamedTuple

from .conditions import Condition, readable

if TYPE_CHECKING:
    from .controls import Check, Control, State
    from .facts import Facts


class Way(NamedTuple):
    """A state that holds: ``locked_apart`` says that other locks than that of the check keep it so."""

    reason: str
    locked_apart: bool


def find_way(
    facts: Facts,
    control: Control,
    check: Check,
    lock_needed: bool,
    holds: Callable[[Condition], bool],
    is_locked: Callable[[str], bool],
) -> Way | None:
    """The first state that makes a check right although its own condition fails, None if there is none.

    ``holds`` tells whether a condition is met, ``is_locked`` whether anything known locks a path. Where a lock is
    needed, a state that anybody may leave again does not count.
    """
    for words, states in (("Not needed", check.not_needed), ("Right in another way", control.any_of)):
        for state in states:
            if not all(holds(condition) for condition in state):
                continue
            shared = all(check.lock_path in facts.locks_over(condition.path) for condition in state)
            if shared or not lock_needed or all(is_locked(condition.path) for condition in state):
                return Way(f"{words}: {state_text(state)}.", not shared)
    return None


def state_text(state: State) -> str:
    """``in_meeting.chat is false and in_meeting.polling is false``."""
    return " and ".join(_condition_text(condition) for condition in state)


def _condition_text(condition: Condition) -> str:
    if condition.operator == "!=" and condition.expected == []:
        return f"{condition.path} is not empty"
    word = "" if condition.operator in (">=", "<=", "!=") else "is "
    text = readable(condition.expected) if condition.operator == "==" else condition.text()
    return f"{condition.path} {word}{text}"
