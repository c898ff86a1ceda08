# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The control endpoints under /_simulator/: state, reset, requests, faults, clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from ..core.clock import iso
from ..core.faults import fault_from
from ..core.messages import Request, Response, json_response
from ..directory.records import ACTIVE, PENDING
from .application import Simulator
from .state import load_state, state_of

Action = Callable[[Simulator, Request], Response]


class WrongRequest(Exception):
    """A control request that cannot be carried out, and why."""


def control(simulator: Simulator, request: Request) -> Response:
    """Answer a control request. Control requests need no token, are not limited and not logged."""
    name = request.path.removeprefix("/_simulator/").strip("/")
    action = ACTIONS.get((request.method, name))
    if action is None:
        known = ", ".join(f"{method} {path}" for method, path in sorted(ACTIONS))
        return json_response(404, {"error": f"there is no {request.method} /_simulator/{name}; there are {known}"})
    try:
        return action(simulator, request)
    except (WrongRequest, ValueError, KeyError, TypeError) as problem:
        return json_response(400, {"error": f"{type(problem).__name__}: {problem}"})


def parsed(request: Request) -> Any:
    """Return the JSON body; an empty one is {}."""
    if not request.body:
        return {}
    try:
        return orjson.loads(request.body)
    except orjson.JSONDecodeError as problem:
        raise WrongRequest(f"the body is not JSON: {problem}") from None


def get_state(simulator: Simulator, request: Request) -> Response:
    """Answer the whole state, or the parts that ``parts=users,groups`` names."""
    parts = [part for part in request.query.get("parts", "").split(",") if part]
    return json_response(200, state_of(simulator, parts))


def put_state(simulator: Simulator, request: Request) -> Response:
    """Replace the parts of the state that the body holds; with ``merge=true`` add to them."""
    body = parsed(request)
    if not isinstance(body, dict):
        raise WrongRequest("the state is an object; see README.md for its shape")
    load_state(simulator, body, merge=request.query.get("merge", "").lower() == "true")
    return json_response(200, {"parts": sorted(body)})


def reset(simulator: Simulator, _request: Request) -> Response:
    """Build the account anew, and forget requests, faults, problems and the clock's offset."""
    simulator.clock.offset = 0.0
    simulator.reset()
    simulator.log.clear()
    simulator.faults.waiting.clear()
    simulator.problems.clear()
    return json_response(200, {"users": len(simulator.account.users), "groups": len(simulator.account.groups)})


def get_requests(simulator: Simulator, request: Request) -> Response:
    """Answer the log, or its counts with ``summary=true``."""
    if request.query.get("summary", "").lower() == "true":
        return json_response(200, simulator.log.summary())
    headers = {"X-Simulator-Requests": str(simulator.log.total)}
    return json_response(200, simulator.log.listing(), headers)


def clear_requests(simulator: Simulator, _request: Request) -> Response:
    """Forget the requests so far."""
    simulator.log.clear()
    return json_response(200, {})


def add_faults(simulator: Simulator, request: Request) -> Response:
    """Add faults: a list, or one object."""
    body = parsed(request)
    entries = body if isinstance(body, list) else [body]
    faults = [fault_from(entry) for entry in entries]
    simulator.faults.waiting += faults
    return json_response(200, [fault.to_state() for fault in simulator.faults.waiting])


def get_faults(simulator: Simulator, _request: Request) -> Response:
    """Answer the faults that are waiting."""
    return json_response(200, [fault.to_state() for fault in simulator.faults.waiting])


def clear_faults(simulator: Simulator, _request: Request) -> Response:
    """Forget the faults that are waiting."""
    simulator.faults.waiting.clear()
    return json_response(200, [])


def set_clock(simulator: Simulator, request: Request) -> Response:
    """Move the clock forward: ``{"advance": SECONDS}``, or ``seconds``, or just a number."""
    body = parsed(request)
    seconds = body if isinstance(body, (int, float)) else body.get("advance", body.get("seconds", 0))
    simulator.clock.advance(float(seconds))
    return get_clock(simulator, request)


def get_clock(simulator: Simulator, _request: Request) -> Response:
    """Answer the simulated time."""
    return json_response(200, {"now": iso(simulator.clock.now()), "offset": simulator.clock.offset})


def accept(simulator: Simulator, request: Request) -> Response:
    """Let invited people accept: ``{"emails": [...]}``; without emails all of them."""
    account = simulator.account
    emails = parsed(request).get("emails")
    chosen = None if emails is None else {email.lower() for email in emails}
    accepted = []
    for user in account.users.values():
        if user.status == PENDING and (chosen is None or user.email.lower() in chosen):
            with account.change(user):
                user.status = ACTIVE
                user.last_login = int(account.clock.now())
                user.pmi = user.pmi or account.random.randrange(10**9, 10**10)
            for group_id in user.group_ids:
                account.keep_group(group_id)
                account.groups[group_id].members[user.id] = None
            accepted.append(user.email)
    return json_response(200, {"accepted": accepted})


def get_problems(simulator: Simulator, _request: Request) -> Response:
    """Answer the simulator's own mistakes: answers that did not fit the facts."""
    return json_response(200, simulator.problems)


ACTIONS: dict[tuple[str, str], Action] = {
    ("GET", "state"): get_state,
    ("PUT", "state"): put_state,
    ("POST", "reset"): reset,
    ("GET", "requests"): get_requests,
    ("DELETE", "requests"): clear_requests,
    ("POST", "faults"): add_faults,
    ("GET", "faults"): get_faults,
    ("DELETE", "faults"): clear_faults,
    ("POST", "clock"): set_clock,
    ("GET", "clock"): get_clock,
    ("POST", "accept"): accept,
    ("GET", "problems"): get_problems,
}
