# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Controls as they are evaluated, and the form in which the controller hands them to the module."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Iterable, Mapping

from .conditions import Condition


@dataclass(frozen=True)
class Check:
    """A leaf that a control looks at; ``condition`` is None while ``needs`` (a name in policy_values) has no value."""

    path: str
    condition: Condition | None
    needs: str
    lock: str
    lock_path: str


@dataclass(frozen=True)
class Control:
    """One control. The fields from ``title`` on are for readers of reports; the module does without them.

    ``baseline`` is the name of the baseline that the control comes from.
    """

    id: str
    scope: tuple[str, ...]
    automation: str
    procedure: str
    checks: tuple[Check, ...]
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


def as_data(controls: Iterable[Control]) -> list[dict[str, Any]]:
    """What the module needs of some controls, as JSON data."""
    return [
        {
            "id": control.id,
            "scope": list(control.scope),
            "automation": control.automation,
            "procedure": control.procedure,
            "checks": [
                {
                    "path": check.path,
                    "condition": list(check.condition) if check.condition else None,
                    "needs": check.needs,
                    "lock": check.lock,
                    "lock_path": check.lock_path,
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
            Check(**dict(check, condition=Condition(*check["condition"]) if check["condition"] else None))
            for check in item["checks"]
        )
        controls.append(Control(item["id"], tuple(item["scope"]), item["automation"], item["procedure"], checks))
    return Composition(controls)
