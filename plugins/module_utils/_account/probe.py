# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a token can do in its account, found out by asking. A probe that Zoom refuses is an answer and not an error."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Dict, Mapping, NamedTuple

from .._core import errors
from .._core.operations import OPERATIONS
from .._directory.kinds import ACCOUNT_OPERATIONS, DIVISION, GROUP, ROLE, USER
from .._directory.listings import read_objects
from .._directory.objects import member_count
from .scopes import MODULES, ROLES, missing_of_module

if TYPE_CHECKING:
    from .._core.client import Client
    from .._directory.kind import Kind

READABLE, MISSING_SCOPE, NOT_OFFERED, NO_ANSWER = "readable", "missing scope", "not offered", "no answer"
_OWN_ACCOUNT: Mapping[str, str] = {ACCOUNT_OPERATIONS.place: ACCOUNT_OPERATIONS.id}


@dataclass(frozen=True)
class Probe:
    """A read that tells whether something is within reach."""

    name: str
    operation: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)


ONE: Mapping[str, Any] = {"page_size": 1}
USERS_COUNTED, ROLES_LISTED = "user counts", "roles"
DOMAINS_MANAGED, DOMAINS_TRUSTED = "managed domains", "trusted domains"
PROBES = (
    Probe(USERS_COUNTED, USER.summary),
    Probe("users", USER.list, query=ONE),
    Probe("groups", GROUP.list, query=ONE),
    Probe("divisions", DIVISION.list, query=ONE),
    Probe(ROLES_LISTED, ROLE.list),
    Probe("account settings", ACCOUNT_OPERATIONS.settings.read, _OWN_ACCOUNT),
    Probe("account locks", ACCOUNT_OPERATIONS.settings.read_locks, _OWN_ACCOUNT),
    Probe("registration settings", ACCOUNT_OPERATIONS.settings.read_registration, _OWN_ACCOUNT),
    Probe(DOMAINS_MANAGED, ACCOUNT_OPERATIONS.managed_domains, _OWN_ACCOUNT),
    Probe(DOMAINS_TRUSTED, ACCOUNT_OPERATIONS.trusted_domains, _OWN_ACCOUNT),
)


class Probed(NamedTuple):
    """What came of a probe: ``{"name", "operation", "level", "result", "scopes", "message"}``, the answer, None if it
    was refused, and the refusal."""

    found: Dict[str, Any]
    answer: Any
    error: errors.ZoomError | None = None


class Looked(NamedTuple):
    """Everything that zoom_account_info returns but its report, and by name the answers and refusals it rests on."""

    facts: Dict[str, Any]
    answers: Dict[str, Any]
    errors: Dict[str, errors.ZoomError]


def probe(client: Client, item: Probe) -> Probed:
    """Ask once.

    ``level`` is master for what Zoom documents for master accounts only. ``scopes`` would do, where one is missing.
    Raises AuthenticationError: without a token nothing can be found out.
    """
    granular = OPERATIONS[item.operation].granular_scopes
    level = "master" if granular and all(scope.endswith(":master") for scope in granular) else "admin"
    found: dict[str, Any] = {"name": item.name, "operation": item.operation, "level": level, "scopes": []}
    try:
        answer = client.call(item.operation, item.path, item.query)
    except errors.AuthenticationError:
        raise
    except errors.ScopeError as error:
        return Probed(dict(found, result=MISSING_SCOPE, scopes=error.scopes, message=error.zoom_message), None, error)
    except errors.ApiError as error:
        return Probed(dict(found, result=NOT_OFFERED, message=error.zoom_message), None, error)
    except errors.ZoomError as error:
        return Probed(dict(found, result=NO_ANSWER, message=error.message), None, error)
    return Probed(dict(found, result=READABLE, message=""), answer)


def look(client: Client) -> Looked:
    """Ask for everything that tells what the app can do. Raises AuthenticationError, ConnectionFailedError."""
    scopes = client.scopes()
    probed = client.map(lambda item: probe(client, item), PROBES)
    bodies = {one.found["name"]: one.answer for one in probed}
    refusals = {one.found["name"]: one.error for one in probed if one.error is not None}
    probes = [one.found for one in probed]
    facts = {
        "token": _token(client, scopes),
        "scopes": sorted(scopes) if scopes is not None else None,
        "missing_scopes": {name: missing_of_module(name, scopes) for name in MODULES} if scopes is not None else {},
        "role_modules": {name: list(modules) for name, modules in ROLES.items()},
        "limits": _limits(client),
        "plan": plan_guess(client.limiter.learned, probes),
        "clock_skew": None if client.clock_skew is None else round(client.clock_skew, 1),
        "counts": {
            "users": counts_of_users(bodies[USERS_COUNTED]),
            "groups": _total(client, GROUP, bodies["groups"]),
            "divisions": _total(client, DIVISION, bodies["divisions"]),
        },
        "access": probes,
    }
    return Looked(facts, bodies, refusals)


def _token(client: Client, scopes: frozenset[str] | None) -> dict[str, Any]:
    by_hand = bool(client.connection.access_token)
    level = "master" if any(scope.endswith((":master", ":master:admin")) for scope in scopes or ()) else "admin"
    return {
        "source": "access_token" if by_hand else "app credentials",
        "renewable": not by_hand,
        "lifetime": client.tokens.lifetime,
        "level": level if scopes is not None else None,
        "account_id": client.connection.account_id,
        "api_url": client.connection.api_url,
        "named_api_url": client.tokens.named_api_url,
    }


def _limits(client: Client) -> dict[str, dict[str, Any]]:
    """By label: requests in ``window`` seconds as Zoom named them, as assumed, and as much of it as is taken."""
    return {
        label: {
            "named_by_zoom": client.limiter.learned.get(label),
            "in_force": limiter.capacity,
            "taken": round(limiter.capacity * limiter.share, 1),
            "window": int(limiter.window),
        }
        for label, limiter in client.limiter.labels.items()
    }


def plan_guess(learned: Mapping[str, int], probes: list[dict[str, Any]]) -> str:
    """The plan that the limits in the headers, or a refusal of what paid accounts have, speak for; '' if none does."""
    if any("only available for paid" in item["message"].lower() for item in probes):
        return "free"
    for label, thresholds in (("light", (80, 30)), ("medium", (60, 20)), ("heavy", (40, 10))):
        if label in learned:
            business, pro = thresholds
            return "business" if learned[label] >= business else "pro" if learned[label] >= pro else "free"
    return ""


def counts_of_users(summary: Any) -> dict[str, int]:
    """``total_users_count`` and its like as ``total``; empty where the summary cannot be read."""
    return {
        key[: -len("_users_count")]: value
        for key, value in sorted((summary or {}).items())
        if key.endswith("_users_count") and isinstance(value, int)
    }


def _total(client: Client, kind: Kind, answer: Any) -> int | None:
    """How many objects of a kind there are; None where they cannot be read."""
    if answer is None:
        return None
    total = member_count(answer.get("total_records"))
    return total if total is not None else len(read_objects(client, kind))
