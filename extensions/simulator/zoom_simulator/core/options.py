# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options of the command line and switches for what is unknown about the real service."""

from __future__ import annotations

import argparse
import dataclasses
from dataclasses import dataclass, field
from typing import Any

ACCOUNT_ID = "sim-account"
CLIENT_ID = "sim-client"
CLIENT_SECRET = "sim-secret"
PLANS = ("business", "pro", "free")

# Every switch: its choices (an example for numbers); the first choice is the default: the stricter one for a
# client, but for behaviour that is rare in the service. README.md says what each of them does.
CHOICES: dict[str, tuple[Any, ...]] = {
    "arrays": ("replace", "merge"),
    "create_id": ("empty", "given", "never"),
    "endless_pages": (False, True),
    "error_status": ("documented", 200),
    "expired_token_status": (400, 401),
    "government": (False, True),
    "group_model": ("older", "newer"),
    "licences": ("kept", "dropped"),
    "locked_write": ("silent", "error"),
    "manager": ("kept", "address"),
    "member_ids": ("given", "empty"),
    "pending_get": ("found", "refused"),
    "phone_numbers": ("kept", "digits", "prefixed"),
    "rate_headers": (True, False),
    "rate_window": ("sliding", "fixed"),
    "retry_after": ("iso", "seconds", "http", "absent"),
    "seat_error": (2034, 3412, 2038, 200),
    "set_primary_path": ("member", "primary", "target"),
    "similar_ids": (False, True),
    "single_token": (False, True),
    "status_answer": (204, 200),
    "token_api_url": (True, False),
    "totals": ("exact", "missing", "null", "text", "stale", "zero"),
    "tracking_id": (False, True),
    "unknown_setting": ("silent", "error"),
    "unlicensed_write": ("silent", "error"),
    "user_not_found": (1001, 1010),
    "zoom_backgrounds": (True, False),
}
NUMBERS: dict[str, int] = {
    "empty_page_every": 0,
    "invitation_days": 30,
    "list_lag_ms": 0,
    "page_token_seconds": 900,
    "password_changes": 3,
    "settings_lag_ms": 0,
    "token_seconds": 3600,
}


@dataclass
class Switches:
    """Values of all switches."""

    values: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        given = self.values
        self.values = {name: choices[0] for name, choices in CHOICES.items()} | dict(NUMBERS)
        self.update(given)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["values"][name]
        except KeyError:
            raise AttributeError(name) from None

    def update(self, given: dict[str, Any]) -> None:
        """Change switches; raises ValueError for an unknown name or value."""
        for name, value in given.items():
            self.values[name] = switch_value(name, value)


def switch_value(name: str, value: Any) -> Any:
    """Return the typed value of a switch; text from the command line is converted."""
    if name in NUMBERS:
        try:
            return int(value)
        except (TypeError, ValueError):
            raise ValueError(f"switch {name}: {value!r} is not a number") from None
    if name not in CHOICES:
        known = ", ".join(sorted([*CHOICES, *NUMBERS]))
        raise ValueError(f"switch {name!r} does not exist; switches are {known}")
    for choice in CHOICES[name]:
        if value == choice or str(value).lower() == str(choice).lower():
            return choice
    raise ValueError(f"switch {name}: {value!r} is not one of {', '.join(str(choice) for choice in CHOICES[name])}")


@dataclass
class Options:
    """Everything that the command line decides."""

    host: str = "127.0.0.1"
    port: int = 8089
    users: int = 20
    groups: int = 3
    plan: str = "business"
    no_rate_limits: bool = False
    latency_ms: int = 0
    lag_ms: int = 0
    seats: int | None = None
    basic_seats: int | None = None
    scopes: str = "all"
    seed: int = 1
    master: int = 0
    state: str | None = None
    strict: bool = True
    max_page_size: int = 2000
    active_only: bool = False
    log_size: int = 100_000
    switches: Switches = field(default_factory=Switches)


def switch_argument(text: str) -> tuple[str, str]:
    """Parse ``name=value``."""
    name, separator, value = text.partition("=")
    if not separator:
        raise argparse.ArgumentTypeError(f"{text!r} is not name=value")
    try:
        switch_value(name, value)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None
    return name, value


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="zoom-simulator",
        description="A Zoom account on the loopback interface, for demonstrations, tests and dry runs.",
    )
    add = result.add_argument
    add("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    add("--port", type=int, default=8089, help="port to listen on; 0 takes a free one (default: %(default)s)")
    add("--users", type=int, default=20, help="people in the account, the owner among them (default: %(default)s)")
    add("--groups", type=int, default=3, help="groups in the account (default: %(default)s)")
    add("--plan", choices=PLANS, default="business", help="plan of the account (default: %(default)s)")
    add("--no-rate-limits", action="store_true", help="answer as fast as possible, without rate or daily limits")
    add("--latency-ms", type=int, default=0, metavar="MS", help="delay of every answer")
    add("--lag-ms", type=int, default=0, metavar="MS", help="how long reads show the state before a write")
    add("--seats", type=int, metavar="N", help="licences for licensed users (default: as many as wanted)")
    add("--basic-seats", type=int, metavar="N", help="basic users allowed (default: as many as wanted)")
    add("--scopes", default="all", help="scopes of the app: all, admin (no master-level scopes), or a list of names")
    add("--seed", type=int, default=1, help="same seed, same people (default: %(default)s)")
    add("--master", type=int, default=0, metavar="N", help="make it a master account with this many sub-accounts")
    add("--state", metavar="FILE", help="JSON file to start from when it exists, written at the end")
    mode = result.add_mutually_exclusive_group()
    mode.add_argument(
        "--strict",
        dest="strict",
        action="store_true",
        default=True,
        help="refuse keys and parameters that the API facts do not know (default)",
    )
    mode.add_argument("--lenient", dest="strict", action="store_false", help="ignore them")
    add("--max-page-size", type=int, default=2000, metavar="N", help="largest page granted (default: %(default)s)")
    add("--active-only", action="store_true", help="all seeded people are active; none is pending or inactive")
    add("--log-size", type=int, default=100_000, metavar="N", help="requests kept in the log (default: %(default)s)")
    add(
        "--switch",
        action="append",
        type=switch_argument,
        default=[],
        metavar="NAME=VALUE",
        help="behaviour where the real service is not known; may be repeated (see README.md)",
    )
    return result


def options_from(arguments: list[str] | None = None) -> Options:
    """Return the options of a command line."""
    parsed = vars(parser().parse_args(arguments))
    switches = Switches(dict(parsed.pop("switch")))
    names = {entry.name for entry in dataclasses.fields(Options)}
    return Options(switches=switches, **{name: value for name, value in parsed.items() if name in names})
