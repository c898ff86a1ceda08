# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which controls are enforced: by severity, by who notices, by id. The others are judged all the same. Pure."""

from __future__ import annotations

import fnmatch
from typing import Any, Mapping, Sequence

from ...module_utils._core.errors import Finding
from ...module_utils._core.validation import nearest
from ...module_utils._policy.controls import AUDIENCES, SEVERITIES, Control


class Choice:
    """The options ``only``, ``except``, ``severity_min`` and ``impact_max`` of a task."""

    def __init__(self, params: Mapping[str, Any]) -> None:
        self.only: Sequence[str] = params["only"] or ()
        self.exempt: Sequence[str] = params["except"] or ()
        self.severity_min: str | None = params["severity_min"]
        self.impact_max: str | None = params["impact_max"]

    def holds(self, control: Control) -> bool:
        """Whether a control is to be enforced."""
        if self.only and not _named(control.id, self.only):
            return False
        if _named(control.id, self.exempt):
            return False
        if self.severity_min and SEVERITIES.index(control.severity) > SEVERITIES.index(self.severity_min):
            return False
        return not self.impact_max or AUDIENCES.index(control.impact) <= AUDIENCES.index(self.impact_max)

    def findings(self, known: Sequence[str]) -> list[Finding]:
        """Names that name no control."""
        return [
            Finding(option, f"no control is called {name!r}.", nearest(name, known) or "Name a control by its id.")
            for option, names in (("only", self.only), ("except", self.exempt))
            for name in names
            if not any(_named(identifier, [name]) for identifier in known)
        ]

    def as_data(self) -> dict[str, Any]:
        """What was chosen, for the report."""
        return {
            "only": list(self.only),
            "except": list(self.exempt),
            "severity_min": self.severity_min or "",
            "impact_max": self.impact_max or "",
        }


def _named(identifier: str, names: Sequence[str]) -> bool:
    return any(fnmatch.fnmatchcase(identifier, name) for name in names)
