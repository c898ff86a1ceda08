# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Overrides, waivers and attestations as users give them: checked whole, and brought into one shape. Pure."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Mapping, Sequence

from ...module_utils._core.errors import Finding
from ...module_utils._core.validation import nearest
from ...module_utils._policy.agreements import (
    OVERRIDE_LOCKS,
    RESULTS,
    Agreements,
    parse_date,
)
from ...module_utils._policy.conditions import Condition

if TYPE_CHECKING:
    from datetime import date

    from ...module_utils._policy.controls import Composition, Control
    from ...module_utils._policy.facts import Facts


def read_agreements(
    composition: Composition,
    facts: Facts,
    today: date,
    overrides: Sequence[Mapping[str, Any]] = (),
    waivers: Sequence[Mapping[str, Any]] = (),
    attestations: Sequence[Mapping[str, Any]] = (),
) -> tuple[Agreements, list[Finding]]:
    """Agreements in one shape, and every finding about them. Groups are checked later, when they are known."""
    known = composition.by_id()
    findings: list[Finding] = []
    agreements = Agreements(today=today, digest=_digest(overrides, waivers, attestations))
    for number, item in enumerate(overrides, 1):
        place = f"policy overrides, number {number}"
        override = _override(item, place, known, facts, findings)
        if override:
            agreements.overrides.append(override)
    for number, item in enumerate(waivers, 1):
        place = f"policy waivers, number {number}"
        _required(item, ("control", "reason", "owner", "expires"), place, findings)
        _known(item, known, place, findings)
        if item.get("expires") and parse_date(item["expires"]) is None:
            findings.append(Finding(place, f"expires is {item['expires']!r}, which is no date.", "Write 2027-01-31."))
        agreements.waivers.append(dict(item, targets=list(item.get("targets") or [])))
    for number, item in enumerate(attestations, 1):
        place = f"policy attestations, number {number}"
        _attestation(item, place, known, findings)
        agreements.attestations.append(dict(item))
    return agreements, findings


def _digest(*parts: Any) -> str:
    text = json.dumps(parts, sort_keys=True, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _required(item: Mapping[str, Any], keys: Sequence[str], place: str, findings: list[Finding]) -> None:
    findings.extend(Finding(place, f"{key} is missing.", f"Add {key}.") for key in keys if item.get(key) in (None, ""))


def _known(
    item: Mapping[str, Any], known: Mapping[str, Control], place: str, findings: list[Finding]
) -> Control | None:
    name = item.get("control")
    if name and name not in known:
        remedy = nearest(str(name), known) or "Name a control of the baselines that are used."
        findings.append(Finding(place, f"there is no control {name!r} in these baselines.", remedy))
    return known.get(str(name))


def _override(
    item: Mapping[str, Any], place: str, known: Mapping[str, Control], facts: Facts, findings: list[Finding]
) -> dict[str, Any] | None:
    _required(item, ("control", "reason"), place, findings)
    control = _known(item, known, place, findings)
    lock, value, path = item.get("lock"), item.get("value"), item.get("path") or ""
    if lock is not None and lock not in OVERRIDE_LOCKS:
        findings.append(Finding(place, f"lock is {lock!r}.", f"It is one of: {', '.join(OVERRIDE_LOCKS)}."))
    if lock is None and value is None:
        findings.append(Finding(place, "neither value nor lock is given.", "Give what this override changes."))
    if control is None:
        return None
    if lock not in (None, "none") and control.checks and not any(check.lock_path for check in control.checks):
        findings.append(
            Finding(place, f"control {control.id} names no lock.", "Leave lock out, or use a baseline of your own.")
        )
    paths = [check.path for check in control.checks]
    if not paths:
        findings.append(Finding(place, f"control {control.id} is manual: it has no value.", "Use an attestation."))
    elif path and path not in paths:
        findings.append(
            Finding(place, f"control {control.id} does not look at {path}.", f"It looks at: {', '.join(paths)}.")
        )
    elif value is not None and not path and len(paths) > 1:
        findings.append(
            Finding(place, f"control {control.id} looks at {len(paths)} paths.", f"Add path: {' or '.join(paths)}.")
        )
    elif value is not None:
        target = path or paths[0]
        leaf = facts.leaves.get(target)
        if leaf is not None:
            converted = _converted(value, leaf.kind)
            problem = _misfit(converted, leaf.kind, facts.choices(target))
            if problem:
                findings.append(Finding(place, f"value {value!r} {problem}", ""))
            value = converted
    return dict(item, targets=list(item.get("targets") or []), path=path, value=value)


def _converted(value: Any, kind: str) -> Any:
    """Values that were templated arrive as text."""
    if isinstance(value, str) and kind == "bool" and value.lower() in ("true", "false", "yes", "no"):
        return value.lower() in ("true", "yes")
    if isinstance(value, str) and kind == "int" and value.lstrip("-").isdigit():
        return int(value)
    return value


def _misfit(value: Any, kind: str, choices: Sequence[Any]) -> str:
    types: dict[str, Any] = {"bool": bool, "int": int, "float": (int, float), "str": str, "list": list}
    if not isinstance(value, types.get(kind, object)) or (kind == "int" and isinstance(value, bool)):
        return f"is not of the setting's type ({kind})."
    if choices and not Condition("in", list(choices), None).accepts(value):
        return f"is not one of the setting's values: {', '.join(str(choice) for choice in choices)}."
    return ""


def _attestation(item: Mapping[str, Any], place: str, known: Mapping[str, Control], findings: list[Finding]) -> None:
    _required(item, ("control", "result", "by", "date"), place, findings)
    control = _known(item, known, place, findings)
    if control is not None and control.automation != "manual":
        findings.append(
            Finding(place, f"control {control.id} is checked automatically.", "Only manual controls are attested.")
        )
    if item.get("result") not in (None, "", *RESULTS):
        findings.append(Finding(place, f"result is {item['result']!r}.", f"It is one of: {', '.join(RESULTS)}."))
    findings.extend(
        Finding(place, f"{key} is {item[key]!r}, which is no date.", "Write 2027-01-31.")
        for key in ("date", "expires")
        if item.get(key) and parse_date(item[key]) is None
    )
