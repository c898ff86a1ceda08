# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of zoom_offboarding, read: the leavers, the exceptions, the rules for heirs. Pure but for the file."""

from __future__ import annotations

from typing import Any, Iterator, Mapping, NamedTuple, Sequence

from .._core.errors import Finding
from .._users.to_read import Scope
from .heirs_plan import HeirRules
from .leavers_file import Leaver, read_leavers
from .moments import moment_from
from .offboard_plan import HeldBack

SCOPES_OF_LEAVERS = ("group", "division", "domain")


class OffboardAsked(NamedTuple):
    """What is asked for. With a ``scope`` the rows name who stays, and everybody else in it leaves."""

    rows: list[Leaver]
    scope: Scope | None
    exceptions: dict[str, HeldBack]
    heirs: HeirRules
    findings: list[Finding]


def read_options(params: Mapping[str, Any]) -> OffboardAsked:
    """Raises InputError where the file cannot be read at all."""
    scope = {name: value for name, value in (params["scope"] or {}).items() if value}
    findings = list(_scope_findings(params, scope))
    rows, problems = read_leavers(params["src"], params["leavers"], bool(scope))
    least = params["min_rows"]
    if least is not None and len(rows) < least:
        problem = f"the list has {len(rows)} rows, fewer than {least}: it may be cut off."
        findings.append(Finding("min_rows", problem, "Check the list; if it is whole, lower min_rows."))
    exceptions = _exceptions(params["exceptions"], findings)
    kind, value = next(iter(scope.items()), ("", ""))
    return OffboardAsked(
        rows, Scope(kind, str(value)) if scope else None, exceptions, _heirs(params), [*findings, *problems]
    )


def _scope_findings(params: Mapping[str, Any], scope: Mapping[str, Any]) -> Iterator[Finding]:
    if (params["src"] is None) == (params["leavers"] is None):
        yield Finding("leavers", "and src: give one of the two.", "A list goes into leavers, a file into src.")
    if len(scope) > 1:
        yield Finding("scope", f"names {len(scope)} scopes.", f"Give one of {', '.join(SCOPES_OF_LEAVERS)}.")
    if scope and (params["min_rows"] is None or params["min_rows"] < 1):
        yield Finding("min_rows", "is needed with scope, and 1 at the least.", "Give the fewest rows a whole list has.")
    if params["grace_days"] < 0:
        yield Finding("grace_days", "is negative.", "Give 0 or more.")
    if params["max_removals"] < 0:
        yield Finding("max_removals", "is negative.", "Give 0 or more.")
    if not 0 <= params["max_removals_percent"] <= 100:
        yield Finding("max_removals_percent", "is not between 0 and 100.", "")


def _exceptions(given: Sequence[Mapping[str, Any]], findings: list[Finding]) -> dict[str, HeldBack]:
    found: dict[str, HeldBack] = {}
    for number, one in enumerate(given, start=1):
        until = None
        if one.get("until"):
            until = moment_from(str(one["until"]))
            if until is None:
                problem = f"{one['until']!r} is not a date."
                findings.append(Finding(f"exceptions[{number}].until", problem, "Write it as 2026-01-31."))
        address = str(one["address"]).strip()
        key = address.casefold() if "@" in address else address
        found[key] = HeldBack(str(one.get("reason") or "no reason given"), until, bool(one.get("legal_hold")))
    return found


def _heirs(params: Mapping[str, Any]) -> HeirRules:
    def by_name(option: str) -> dict[str, str]:
        return {str(name).strip().casefold(): str(email).strip() for name, email in params[option].items()}

    return HeirRules(
        by_division=by_name("heirs_by_division"),
        by_department=by_name("heirs_by_department"),
        by_group=by_name("heirs_by_group"),
        manager=params["heir_manager"],
        everyone=str(params["heir"] or "").strip(),
        transfer=tuple(params["transfer"] or ()),
    )
