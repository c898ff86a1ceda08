# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One request from its arrival to its answer."""

from __future__ import annotations

import functools
import sys
import traceback
from collections.abc import Callable
from typing import Any

import orjson

from ..beyond.facts import operations
from ..core.clock import Clock
from ..core.errors import Refusal, invalid_field, refused, unknown_endpoint
from ..core.facts import Facts, Operation
from ..core.faults import Faults, spoil, without
from ..core.limits import Limits
from ..core.log import RequestLog
from ..core.messages import Answer, Request, Response, json_response
from ..core.multipart import parts_of
from ..core.options import Options
from ..core.pages import Pages
from ..core.tokens import Token, TokenRefusal, Tokens, check_scope
from ..core.totals import Totals
from ..core.validators import Validators
from ..directory.account import Account
from ..directory.call import Call, Handler
from ..directory.operation_log import entry_of
from ..settings.store import SettingsFacts, SettingsStore

KEPT_PROBLEMS = 100


@functools.cache
def shared_facts() -> Facts:
    """Return the facts, read once for all simulators of a process, with the operations beyond them."""
    facts = Facts()
    for operation in operations():
        facts.add(operation)
    return facts


@functools.cache
def shared_validators(strict: bool) -> Validators:
    """Return the compiled checks, shared by all simulators of a process."""
    return Validators(shared_facts(), strict)


@functools.cache
def shared_settings_facts() -> SettingsFacts:
    """Return the facts about settings, worked out once for all simulators of a process."""
    return SettingsFacts(shared_facts())


class Simulator:
    """The simulated service with all its parts."""

    def __init__(self, options: Options, handlers: dict[str, Handler], seed: Callable[[Simulator], None]) -> None:
        self.options = options
        self.clock = Clock()
        self.facts = shared_facts()
        self.validators = shared_validators(options.strict)
        self.settings_facts = shared_settings_facts()
        self.first_switches = dict(options.switches.values)
        self.faults = Faults()
        self.log = RequestLog(options.log_size)
        self.handlers = handlers
        self.seed = seed
        self.problems: list[str] = []
        self.bulk_calls: list[float] = []
        self.removals: dict[str, float] = {}
        self.control: Callable[[Simulator, Request], Response] | None = None
        self.issued: dict[str, Token] = {}
        self.reset()

    def reset(self) -> None:
        """Build the account anew from the options: people, groups, settings, limits, switches; tokens stay valid."""
        self.options.switches.values.update(self.first_switches)
        self.account = Account(self.options, self.clock)
        self.settings = SettingsStore(self.settings_facts, self.account)
        self.limits = Limits(self.options, self.clock)
        self.totals = Totals(self.options.switches, self.clock)
        self.pages = Pages(self.options, self.clock)
        self.tokens = Tokens(self.options, self.clock, self.facts, self.issued)
        self.bulk_calls = []
        self.removals = {}
        self.seed(self)
        self.account.lag.clear()

    def handle(self, request: Request) -> Response:
        """Return the answer to a request; never raises."""
        if request.path.startswith("/_simulator/") and self.control is not None:
            return self.control(self, request)
        fault = self.faults.take(request) if self.faults.waiting else None
        name, label = "", "none"
        if fault is not None and not fault.lets_through():
            response = spoil(fault, None)
        else:
            if fault is not None and fault.drop:
                request = without(request, fault.drop)
            response, name, label = self.serve(request)
            if fault is not None:
                response = spoil(fault, response)
        response.delay += self.options.latency_ms / 1000
        status = 0 if response.reset else response.status
        self.log.add(
            request.method, request.path, request.query_text, status, label, self.clock.now(), len(response.body), name
        )
        return response

    def serve(self, request: Request) -> tuple[Response, str, str]:
        """Return the answer without faults, the operationId and the rate label."""
        if request.path == "/oauth/token":
            return self.serve_token(request), "token", "token"
        operation: Operation | None = None
        headers: dict[str, str] = {}
        try:
            if not request.path.startswith("/v2/"):
                raise unknown_endpoint()
            match = self.facts.match(request.method, request.path[3:])
            if match is None:
                raise unknown_endpoint()
            operation, path = match
            answer = self.answer(request, operation, path, headers)
        except Refusal as refusal:
            if refusal.code == 1001:
                refusal.code = self.account.switches.user_not_found
            answer = self.refused(refusal)
            headers = headers | refusal.headers
        except Exception as problem:  # noqa: BLE001 - a mistake in a handler is answered, not fatal
            traceback.print_exc(file=sys.stderr)
            answer = self.failed(f"{request.method} {request.path}: {problem!r}")
        if operation is None:
            return json_response(answer.status, answer.body, headers), "", "none"
        return json_response(answer.status, answer.body, headers), operation.name, operation.label

    def answer(self, request: Request, operation: Operation, path: dict[str, str], headers: dict[str, str]) -> Answer:
        """Admit, check and carry out one operation, and check its answer."""
        divisions = operation.template.startswith("/divisions")
        token = self.tokens.check(request.headers.get("authorization", ""), divisions)
        check_scope(token, operation)
        if divisions and self.account.switches.government:
            raise unknown_endpoint()
        headers.update(self.limits.admit(operation.label, self.account.plan))
        handler = self.handlers.get(operation.name)
        if handler is None:
            raise unknown_endpoint()
        if self.account.plan == "free" and operation.paid_only:
            status, message = operation.paid_only
            return Answer(status, {"code": 200, "message": message})
        query = request.query
        self.validators.check_query(operation, query, path)
        body = self.body_of(request, operation, path)
        call = Call(self, self.account, operation, path, query, body)
        entry = entry_of(call) if request.method != "GET" else None
        answer = handler(call)
        if entry is not None:
            self.account.operation_log.append(entry)
        if not answer.checked:
            return answer
        problem = self.validators.check_answer(operation, answer.status, answer.body)
        if problem:
            return self.failed(f"answer of {operation.name}: {problem}")
        if request.method == "GET":
            answer.body = self.totals.spoiled(f"{request.path} {request.query.get('status', '')}", answer.body)
        return answer

    def body_of(self, request: Request, operation: Operation, path: dict[str, str]) -> Any:
        """Return the parsed and checked body of a request."""
        if operation.body is None:
            return None
        content_type = request.headers.get("content-type", "")
        if operation.content_type == "multipart/form-data":
            return parts_of(content_type, request.body)
        if not request.body:
            if operation.body_required:
                raise invalid_field(str(operation.body["required"][0]))
            return {}
        if "json" not in content_type:
            raise refused("Unsupported Content Type")
        try:
            body = orjson.loads(request.body)
        except orjson.JSONDecodeError:
            raise refused("Request Body should be a valid JSON object.") from None
        if not isinstance(body, dict):
            raise refused("Request Body should be a valid JSON object.")
        if "settings" not in operation.template:
            # The settings engine judges settings leaf by leaf.
            self.validators.check_body(operation, body, path)
        return body

    def serve_token(self, request: Request) -> Response:
        """Answer the token endpoint."""
        if request.method != "POST":
            return json_response(405, {"reason": "Method Not Allowed", "error": "invalid_request"})
        try:
            authorization = request.headers.get("authorization", "")
            return json_response(200, self.tokens.issue(authorization, request.query, request.body))
        except TokenRefusal as refusal:
            return json_response(400, refusal.body)

    def refused(self, refusal: Refusal) -> Answer:
        """Return the answer of a refusal. Switches put it under HTTP 200, as the service does at times."""
        switches = self.account.switches
        body = refusal.body()
        if switches.tracking_id:
            body["trackingId"] = f"WEB_{self.log.total:032x}"
        under_200 = switches.error_status == 200 and refusal.status not in (401, 429)
        return Answer(200 if under_200 else refusal.status, body)

    def failed(self, problem: str) -> Answer:
        """Record a mistake of the simulator itself and answer 500."""
        self.problems.append(problem)
        del self.problems[:-KEPT_PROBLEMS]
        return Answer(500, {"code": 500, "message": f"zoom-simulator made a mistake: {problem}"})
