# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Controls as they are evaluated, and the form in which the controller hands them to the module."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Iterable, Mapping, NamedTuple, Sequence, Tuple

from .conditions import Condition

SEVERITIES = ("critical", "high", "medium", "low")
# Who notices a change, from nobody to everybody.
AUDIENCES = ("nobody", "administrators", "helpdesk", "hosts", "participants")
# Conditions that hold together.
State = Tuple[Condition, ...]


class Check(NamedTuple):
    """A leaf that a control looks at; ``condition`` is None while ``needs`` (a name in policy_values) has no value.

    ``not_needed`` are states (each a set of conditions that all hold) in which the leaf does not matter, since what it
    bounds is off. An ``optional`` leaf is an older or newer name of another one: it counts where Zoom shows it.
    """

    path: str
    condition: Condition | None
    needs: str
    lock: str
    lock_path: str
    not_needed: tuple[State, ...] = ()
    optional: bool = False


class Control(NamedTuple):
    """One control. The fields from ``title`` on are for readers of reports; the module does without them.

    All of ``checks`` must hold, or all conditions of one of ``any_of``. ``impact`` is one of AUDIENCES, ``notice`` what
    they notice. ``baseline`` is the name of the baseline that the control comes from.
    """

    id: str
    scope: tuple[str, ...]
    automation: str
    procedure: str
    checks: tuple[Check, ...]
    any_of: tuple[State, ...] = ()
    severity: str = "medium"
    impact: str = AUDIENCES[-1]
    notice: str = ""
    title: str = ""
    rationale: str = ""
    profile_level: int = 1
    references: tuple[str, ...] = ()
    baseline: str = ""


@dataclass
class Composition:
    """``controls`` in order; ``notes`` say what was replaced and what gave way in a conflict.

    ``notes`` and ``baselines`` are for reports; the module does without them.
    """

    controls: list[Control] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    baselines: list[dict[str, str]] = field(default_factory=list)

    def by_id(self) -> dict[str, Control]:
        """Controls by their id."""
        return {control.id: control for control in self.controls}


def as_data(controls: Iterable[Control], chosen: Callable[[Control], bool]) -> list[dict[str, Any]]:
    """What the module needs of some controls, as JSON data. Only the ``chosen`` ones are enforced."""
    return [
        {
            "id": control.id,
            "scope": list(control.scope),
            "automation": control.automation if control.automation != "enforce" or chosen(control) else "audit",
            "procedure": control.procedure,
            "severity": control.severity,
            "any_of": _states_data(control.any_of),
            "checks": [
                {
                    "path": check.path,
                    "condition": list(check.condition) if check.condition else None,
                    "needs": check.needs,
                    "lock": check.lock,
                    "lock_path": check.lock_path,
                    "not_needed": _states_data(check.not_needed),
                    "optional": check.optional,
                }
                for check in control.checks
            ],
        }
        for control in controls
    ]


def from_data(data: Iterable[Mapping[str, Any]]) -> Composition:
    """The controls of ``as_data``."""
    controls = []
    for item in data:
        checks = tuple(
            Check(
                **dict(
                    check,
                    condition=Condition(*check["condition"]) if check["condition"] else None,
                    not_needed=_states(check["not_needed"]),
                )
            )
            for check in item["checks"]
        )
        read = dict(item, scope=tuple(item["scope"]), checks=checks, any_of=_states(item["any_of"]))
        controls.append(Control(**read))
    return Composition(controls)


def _states_data(states: Sequence[State]) -> list[list[list[Any]]]:
    return [[list(condition) for condition in state] for state in states]


def _states(data: Sequence[Sequence[Sequence[Any]]]) -> tuple[State, ...]:
    return tuple(tuple(Condition(*condition) for condition in state) for state in data)
