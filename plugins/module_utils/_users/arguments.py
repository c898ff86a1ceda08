# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The arguments of zoom_user and zoom_users made into a task, with every finding about them."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

from .._core.errors import Finding, InputError
from .._core.module import ZoomModule
from . import entries as people
from . import options as user_spec
from . import people_file
from .needs import Scope
from .plan import Rules
from .prune import Prune
from .task import Fuses, Task, check_roles
from .values import NAMES

SCOPES = ("group", "division", "domain", "account")

MATCH_BY: dict[str, Any] = {"type": "str", "choices": list(user_spec.MATCHES), "default": "email"}
USERS_SPEC: dict[str, Any] = {
    "users": {"type": "list", "elements": "dict", "options": user_spec.row_options()},
    "src": {"type": "path"},
    "columns": {"type": "dict", "default": {}},
    "delimiter": {"type": "str", "default": ","},
    "encoding": {"type": "str", "default": "utf-8-sig"},
    "list_separator": {"type": "str", "default": "|"},
    "unknown_columns": {"type": "str", "choices": ["error", "ignore"], "default": "error"},
    "clear_token": {"type": "str", "no_log": False},
    "match_by": MATCH_BY,
    "create_missing": {"type": "list", "elements": "str", "choices": ["groups", "divisions"], "default": []},
    "ensure_groups": {"type": "list", "elements": "str", "default": []},
    "ensure_divisions": {"type": "list", "elements": "str", "default": []},
    "defaults": {"type": "dict", "default": {}},
    "group_defaults": {"type": "dict", "default": {}},
    "division_defaults": {"type": "dict", "default": {}},
    "reactivate": {"type": "bool", "default": False},
    "hold": {"type": "list", "elements": "str", "default": []},
    "allow_roles": {"type": "list", "elements": "str", "default": []},
    "license_shortage": {"type": "str", "choices": ["fail", "basic"], "default": "fail"},
    "prune": {"type": "bool", "default": False},
    "prune_scope": {
        "type": "dict",
        "options": {
            "group": {"type": "str"},
            "division": {"type": "str"},
            "domain": {"type": "str"},
            "account": {"type": "bool"},
        },
    },
    "prune_action": {"type": "str", "choices": list(user_spec.ABSENT_ACTIONS), "default": "deactivate"},
    "prune_transfer_to": {"type": "str"},
    "min_rows": {"type": "int"},
    "max_removals": {"type": "int", "default": 10},
    "max_removals_percent": {"type": "float", "default": 5.0},
    "protect": {"type": "list", "elements": "str", "default": []},
    "protect_groups": {"type": "list", "elements": "str", "default": []},
    "report": {"type": "str", "choices": ["changed", "failed", "all", "none"], "default": "changed"},
}


def task_of_one(params: Mapping[str, Any], findings: Sequence[Finding] = ()) -> Task:
    """The task of zoom_user. Raises InputError with every finding, those given among them."""
    named = {name: params[name] for name in NAMES if params.get(name) is not None}
    entries, problems = people.entries([(0, "", named)], params["match_by"])
    if problems or findings:
        raise InputError([*findings, *problems])
    return Task(entries, Rules(match_by=params["match_by"]))


class UsersModule(ZoomModule):
    """zoom_users: what only a look at the people shows stands beside the findings of the argument spec."""

    def input_findings(self) -> list[Finding]:
        """Findings of the argument spec, and of the entries of ``users``."""
        findings = super().input_findings()
        users = self.params.get("users")
        rows = [
            (number, f"users[{number}]", row)
            for number, row in enumerate(users if isinstance(users, list) else [], start=1)
            if isinstance(row, dict)
        ]
        match_by = self.params.get("match_by")
        problems = people.entries(rows, match_by if match_by in user_spec.MATCHES else "email")[1]
        places = {finding.place for finding in findings}
        return findings + [problem for problem in problems if problem.place not in places]


def task_of_many(params: Mapping[str, Any], findings: Sequence[Finding] = ()) -> Task:
    """The task of zoom_users. Raises InputError with every finding, those given among them."""
    found = list(findings)
    rows = _rows(params, found)
    entries, problems = people.entries(rows, params["match_by"])
    found += problems
    entries, problems = people.with_defaults(
        entries,
        people.Defaults(params["defaults"], params["group_defaults"], params["division_defaults"]),
        params["reactivate"],
        params["hold"],
    )
    found += problems + check_roles(entries, params["allow_roles"])
    found += _fuse_findings(params)
    prune = _prune(params, len(rows), found)
    if found:
        raise InputError(found)
    return Task(
        entries,
        Rules(
            match_by=params["match_by"],
            basic_if_short=params["license_shortage"] == "basic",
            protect=frozenset(email.strip().casefold() for email in params["protect"]),
        ),
        create_missing=tuple(params["create_missing"]),
        ensure_groups=tuple(params["ensure_groups"]),
        ensure_divisions=tuple(params["ensure_divisions"]),
        prune=prune,
        fuses=Fuses(params["max_removals"], params["max_removals_percent"]),
    )


def _rows(params: Mapping[str, Any], findings: list[Finding]) -> list[tuple[int, str, Mapping[str, Any]]]:
    if (params["src"] is None) == (params["users"] is None):
        findings.append(Finding("users", "and src: give one of the two.", "A list goes into users, a file into src."))
        return []
    if params["users"] is not None:
        return [(index, f"users[{index}]", row) for index, row in enumerate(params["users"], start=1)]
    rows, problems = people_file.read(
        params["src"],
        params["columns"],
        params["delimiter"],
        params["encoding"],
        params["list_separator"],
        params["unknown_columns"],
        params["clear_token"],
    )
    findings += problems
    return list(rows)


def _fuse_findings(params: Mapping[str, Any]) -> list[Finding]:
    findings = []
    if params["max_removals"] < 0:
        findings.append(Finding("max_removals", "is negative.", "Give 0 or more."))
    if not 0 <= params["max_removals_percent"] <= 100:
        findings.append(Finding("max_removals_percent", "is not between 0 and 100.", ""))
    return findings


def _prune(params: Mapping[str, Any], rows: int, findings: list[Finding]) -> Prune | None:
    scope = {name: value for name, value in (params["prune_scope"] or {}).items() if value not in (None, False, "")}
    if not params["prune"]:
        return None
    if len(scope) != 1:
        findings.append(
            Finding("prune_scope", f"names {len(scope)} scopes.", f"prune needs exactly one of {', '.join(SCOPES)}.")
        )
    least = params["min_rows"]
    if least is None or least < 1:
        findings.append(
            Finding("min_rows", "is needed with prune, and 1 at the least.", "Give the fewest rows a whole list has.")
        )
    elif rows < least:
        findings.append(
            Finding(
                "min_rows",
                f"the list has {rows} rows, fewer than {least}: it may be cut off.",
                "Check the list; if it is whole, lower min_rows.",
            )
        )
    kind, value = next(iter(scope.items()), ("account", ""))
    options: dict[str, Any] = {"absent_action": params["prune_action"]}
    if params["prune_transfer_to"]:
        options["transfer_to"] = params["prune_transfer_to"]
        if params["prune_action"] == "deactivate":
            findings.append(Finding("prune_transfer_to", "moves nothing when users are deactivated.", "Leave it out."))
    return Prune(Scope(kind, str(value)), options, tuple(params["protect_groups"]))
