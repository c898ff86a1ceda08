# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The arguments of zoom_user and zoom_users: what they ask for, with every finding about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator, Mapping, NamedTuple, Sequence

from .._core.errors import Finding
from .._core.module import ZoomModule
from . import options as user_spec
from .asked import Asked, Fuses, Rules

if TYPE_CHECKING:
    from .prune import Prune
    from .rows import Row

SCOPES = ("group", "division", "domain", "account")

MATCH_BY: dict[str, Any] = {"type": "str", "choices": list(user_spec.MATCHES), "default": "email"}
VERIFY: dict[str, Any] = {"type": "bool", "default": True}
# A mapping by names that people chose: a group called "Token" makes nothing secret.
KEYED_BY_NAME: dict[str, Any] = {"type": "dict", "default": {}, "no_log": False}
USERS_SPEC: dict[str, Any] = {
    "verify": VERIFY,
    "users": {"type": "list", "elements": "dict", "options": user_spec.row_options()},
    "src": {"type": "path"},
    "columns": KEYED_BY_NAME,
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
    "group_defaults": KEYED_BY_NAME,
    "division_defaults": KEYED_BY_NAME,
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
    "allow_data_loss": {"type": "bool", "default": False},
    "min_rows": {"type": "int"},
    "max_removals": {"type": "int", "default": 10},
    "max_removals_percent": {"type": "float", "default": 5.0},
    "protect": {"type": "list", "elements": "str", "default": []},
    "protect_groups": {"type": "list", "elements": "str", "default": []},
    "report": {"type": "str", "choices": ["changed", "failed", "all", "none"], "default": "changed"},
}


class Understood(NamedTuple):
    """What the arguments ask for, what is wrong with them, and what a file holds that is left out."""

    asked: Asked
    findings: list[Finding]
    warnings: Sequence[str] = ()


def unknown_password() -> str:
    """A password that fits Zoom's rules and that nobody knows."""
    import secrets  # each import is compiled anew, or read, in every task that needs it

    return "Z" + secrets.token_urlsafe(18) + "z7"


def asked_of_one(params: Mapping[str, Any]) -> Understood:
    """What zoom_user is asked for."""
    from .rows import read_rows  # as above
    from .values import ROW_NAMES

    named = {name: params[name] for name in ROW_NAMES if params.get(name) is not None}
    rows, findings = read_rows([(0, "", named)], params["match_by"])
    return Understood(Asked(rows, Rules(unknown_password, match_by=params["match_by"])), findings)


class UsersModule(ZoomModule):
    """zoom_users: findings about the people come together with those of the argument spec."""

    def input_findings(self) -> list[Finding]:
        """Findings of the argument spec, and of the rows of ``users``."""
        findings = super().input_findings()
        users = self.params.get("users")
        rows = [
            (number, f"users[{number}]", row)
            for number, row in enumerate(users if isinstance(users, list) else [], start=1)
            if isinstance(row, dict)
        ]
        from .rows import read_rows  # as above

        match_by = self.params.get("match_by")
        problems = read_rows(rows, match_by if match_by in user_spec.MATCHES else "email").findings
        places = {finding.place for finding in findings}
        return findings + [problem for problem in problems if problem.place not in places]


def asked_of_many(params: Mapping[str, Any]) -> Understood:
    """What zoom_users is asked for. Raises InputError for a file that cannot be read at all."""
    given = _rows(params)
    findings = [*given.findings]
    rows: list[Row] = []
    defaults = (params["defaults"], params["group_defaults"], params["division_defaults"])
    if given.rows or any(defaults):
        from .rows import Defaults, read_rows, with_defaults  # as above

        typed = read_rows(given.rows, params["match_by"])
        rows, problems = with_defaults(typed.rows, Defaults(*defaults), params["reactivate"])
        findings += [*typed.findings, *problems]
    prune = _prune(params, len(given.rows))
    asked = Asked(
        rows,
        Rules(
            unknown_password,
            match_by=params["match_by"],
            basic_if_short=params["license_shortage"] == "basic",
            protect=_people(params["protect"]),
            protect_groups=tuple(params["protect_groups"]),
            hold=_people(params["hold"]),
            allow_roles=frozenset(role.casefold() for role in params["allow_roles"]),
        ),
        create_missing=tuple(params["create_missing"]),
        may_create=True,
        ensure_groups=tuple(params["ensure_groups"]),
        ensure_divisions=tuple(params["ensure_divisions"]),
        prune=prune.prune,
        fuses=Fuses(params["max_removals"], params["max_removals_percent"]),
    )
    findings += [*_fuse_findings(params), *prune.findings]
    if prune.prune is not None and not given.whole:
        problem = "is one page of several, so prune would remove everybody who is on the others."
        findings.append(Finding("src", problem, "Save all pages in one file, or leave prune out."))
    return Understood(asked, findings, given.warnings)


def _people(named: Sequence[str]) -> frozenset[str]:
    """Emails in lower case, and ids as they are."""
    return frozenset(key.strip().casefold() if "@" in key else key.strip() for key in named)


class Given(NamedTuple):
    """Rows as they were given, ``(number, place, named values)``, and what is wrong with their file.

    ``warnings`` say what the file holds that is left out; not ``whole`` is one page of several.
    """

    rows: list[tuple[int, str, Mapping[str, Any]]]
    findings: list[Finding]
    warnings: Sequence[str] = ()
    whole: bool = True


def _rows(params: Mapping[str, Any]) -> Given:
    if (params["src"] is None) == (params["users"] is None):
        wrong = Finding("users", "and src: give one of the two.", "A list goes into users, a file into src.")
        return Given([], [wrong])
    if params["users"] is not None:
        return Given([(index, f"users[{index}]", row) for index, row in enumerate(params["users"], start=1)], [])
    from . import people_file  # as above

    read = people_file.read_people_file(
        params["src"],
        params["columns"],
        params["delimiter"],
        params["encoding"],
        params["list_separator"],
        params["unknown_columns"],
        params["clear_token"],
    )
    return Given(list(read.rows), read.findings, read.warnings, read.whole)


def _fuse_findings(params: Mapping[str, Any]) -> list[Finding]:
    findings = []
    if params["max_removals"] < 0:
        findings.append(Finding("max_removals", "is negative.", "Give 0 or more."))
    if not 0 <= params["max_removals_percent"] <= 100:
        findings.append(Finding("max_removals_percent", "is not between 0 and 100.", ""))
    return findings


class PruneAsked(NamedTuple):
    """What prune is told, None without it, and what is wrong with that."""

    prune: Prune | None
    findings: list[Finding]


def _prune(params: Mapping[str, Any], rows: int) -> PruneAsked:
    if not params["prune"]:
        return PruneAsked(None, [])
    scope = {name: value for name, value in (params["prune_scope"] or {}).items() if value not in (None, False, "")}
    kind, value = next(iter(scope.items()), ("account", ""))
    options: dict[str, Any] = {"absent_action": params["prune_action"]}
    if params["prune_transfer_to"]:
        options["transfer_to"] = params["prune_transfer_to"]
    findings = [*_scope_findings(scope, params["min_rows"], rows), *_receiver_findings(params)]
    from .prune import Prune  # as above
    from .to_read import Scope

    return PruneAsked(Prune(Scope(kind, str(value)), options), findings)


def _scope_findings(scope: Mapping[str, Any], least: int | None, rows: int) -> Iterator[Finding]:
    if len(scope) != 1:
        remedy = f"prune needs exactly one of {', '.join(SCOPES)}."
        yield Finding("prune_scope", f"names {len(scope)} scopes.", remedy)
    if least is None or least < 1:
        yield Finding("min_rows", "is needed with prune, and 1 at the least.", "Give the fewest rows a whole list has.")
    elif rows < least:
        problem = f"the list has {rows} rows, fewer than {least}: it may be cut off."
        yield Finding("min_rows", problem, "Check the list; if it is whole, lower min_rows.")


def _receiver_findings(params: Mapping[str, Any]) -> Iterator[Finding]:
    receiver, action = params["prune_transfer_to"], params["prune_action"]
    if receiver and action == "deactivate":
        yield Finding("prune_transfer_to", "moves nothing when users are deactivated.", "Leave it out.")
    if action == "delete" and not receiver and not params["allow_data_loss"]:
        yield Finding(
            "prune_transfer_to",
            "is not given, so prune_action delete would destroy the users' content.",
            "Name who receives it, or set allow_data_loss to true.",
        )
