# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of zoom_policy: the module and its action plugin check them by the same table."""

from __future__ import annotations

from typing import Any

from .agreements import OVERRIDE_LOCKS, RESULTS
from .controls import AUDIENCES, SEVERITIES

FORMATS = ("json", "csv", "junit", "html", "oscal", "sarif")
MODES = ("audit", "enforce")
REQUIRED = {"required": True}


def strings(**further: Any) -> dict[str, Any]:
    """A list of texts."""
    return {"type": "list", "elements": "str", **further}


def rows(**options: dict[str, Any]) -> dict[str, Any]:
    """A list of mappings; an option without a type is a text."""
    return {
        "type": "list",
        "elements": "dict",
        "options": {name: {"type": "str", **option} for name, option in options.items()},
    }


SPECIFICATION: dict[str, Any] = {
    "mode": {"type": "str", "choices": list(MODES), "default": "audit"},
    "baselines": strings(default=["core"]),
    "targets": strings(default=["account", "groups"]),
    "overrides": rows(
        control=REQUIRED,
        path={},
        targets=strings(),
        value={"type": "raw"},
        lock={"choices": list(OVERRIDE_LOCKS)},
        reason=REQUIRED,
    ),
    "waivers": rows(control=REQUIRED, targets=strings(), reason=REQUIRED, owner=REQUIRED, expires=REQUIRED),
    "values": {"type": "dict", "default": {}, "no_log": False},
    "attestations": rows(
        control=REQUIRED,
        result={"choices": list(RESULTS), "required": True},
        by=REQUIRED,
        date=REQUIRED,
        expires={},
        evidence={},
    ),
    "only": strings(),
    "except": strings(),
    "severity_min": {"type": "str", "choices": list(SEVERITIES)},
    "impact_max": {"type": "str", "choices": list(AUDIENCES)},
    "pilot": strings(),
    "people": {"type": "str", "default": "none"},
    "allow_unverified": {"type": "bool", "default": False},
    "approved_plan": {"type": "raw"},
    "fail_on": {"type": "str", "choices": ["never", "fail", "unknown"], "default": "never"},
    "report_dir": {"type": "path"},
    "report_formats": strings(choices=list(FORMATS), default=["json", "html"]),
    "report_archive": {"type": "bool", "default": False},
    "signing_key": {"type": "path"},
    "previous": {"type": "path"},
    "evidence_dir": {"type": "path"},
    "run_id": {"type": "str"},
    "launched_by": {"type": "str"},
    "prepared": {"type": "dict"},
}
