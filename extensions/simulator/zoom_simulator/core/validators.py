# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Compiled checks of requests and answers against the API facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import fastjsonschema

from .errors import Refusal, invalid_field
from .facts import Facts, Operation

KEPT = {"type", "required", "enum", "minimum", "maximum", "maxItems", "minItems", "minLength", "maxLength"}
COMPOSED = ("allOf", "anyOf", "oneOf")
Check = Callable[[Any], Any]

# Lists that the service grants in smaller pages than asked, instead of refusing the request.
GRANTED = {"page_size"}
# Some operations are seen to answer either of these, whichever is documented.
DONE = {200, 204}


def prepared(schema: dict[str, Any], components: dict[str, Any], closed: bool) -> dict[str, Any]:
    """Return the schema in the words of the compiler.

    ``closed`` forbids keys that the facts do not know. Formats other than date-time are left to the
    handlers: Zoom takes, for example, a display name where the documents say an email address (manager).
    """
    if "$ref" in schema:
        return prepared(components[schema["$ref"].rsplit("/", 1)[1]], components, closed)
    result: dict[str, Any] = {key: value for key, value in schema.items() if key in KEPT}
    if schema.get("format") == "date-time":
        result["format"] = "date-time"
    for key in COMPOSED:
        if key in schema:
            # A closed object under allOf would refuse the keys of its siblings.
            result[key] = [prepared(part, components, closed and key != "allOf") for part in schema[key]]
    if "properties" in schema:
        result["properties"] = {name: prepared(part, components, closed) for name, part in schema["properties"].items()}
        if closed:
            result["additionalProperties"] = False
    if isinstance(schema.get("items"), dict):
        result["items"] = prepared(schema["items"], components, closed)
    if "oneOf" in result:
        # Several of the documented bodies fit at once; the documents mean any of them.
        result["anyOf"] = result.pop("oneOf")
    return result


def compile_check(schema: dict[str, Any]) -> Check:
    """Return a function that raises JsonSchemaValueException when a value does not fit."""
    check: Check = fastjsonschema.compile(schema, use_default=False, detailed_exceptions=True)
    return check


class Validators:
    """The checks of all operations, each compiled at its first use."""

    def __init__(self, facts: Facts, strict: bool) -> None:
        self.components: dict[str, Any] = facts.document["components"]["schemas"]
        self.strict = strict
        self._bodies: dict[str, Check] = {}
        self._answers: dict[tuple[str, int], Check | None] = {}
        self._error = compile_check(prepared(self.components["Error"], self.components, False))

    def check_query(self, operation: Operation, query: dict[str, str], path: dict[str, str]) -> None:
        """Refuse missing, wrong and (when strict) unknown query parameters.

        A parameter that only repeats one of the path is passed over, as public clients send such.
        """
        for name in operation.required_query:
            if not query.get(name):
                raise invalid_field(name)
        for name, value in query.items():
            schema = operation.query.get(name)
            if schema is None:
                if self.strict and value not in path.values():
                    raise invalid_field(name)
            elif not parameter_fits(name, value, schema):
                raise invalid_field(name)

    def check_body(self, operation: Operation, body: dict[str, Any], path: dict[str, str]) -> None:
        """Refuse a body that the facts do not allow; keys that only repeat the path are taken out of it."""
        if operation.body is None:
            return
        known = operation.body.get("properties", {})
        for name in [name for name, value in body.items() if name not in known and value in path.values()]:
            del body[name]
        check = self._bodies.get(operation.name)
        if check is None:
            check = compile_check(prepared(operation.body, self.components, self.strict))
            self._bodies[operation.name] = check
        try:
            check(body)
        except fastjsonschema.JsonSchemaValueException as problem:
            raise refusal_from(problem) from None

    def check_answer(self, operation: Operation, status: int, body: Any) -> str | None:
        """Return what is wrong with an answer of the simulator; None when it fits the facts."""
        if status >= 400:
            return problem_of(self._error, body)
        key = (operation.name, status)
        if key not in self._answers:
            if status not in operation.answers and not (status in DONE and DONE & operation.answers.keys()):
                return f"{operation.name} has no answer with status {status}"
            schema = operation.answers.get(status)
            self._answers[key] = compile_check(prepared(schema, self.components, False)) if schema is not None else None
        check = self._answers[key]
        return None if check is None or body is None else problem_of(check, body)


def problem_of(check: Check, body: Any) -> str | None:
    """Return the first thing that does not fit, as text."""
    try:
        check(body)
    except fastjsonschema.JsonSchemaValueException as problem:
        return str(problem.message)
    return None


def parameter_fits(name: str, value: str, schema: dict[str, Any]) -> bool:
    """Tell whether the text of a query parameter has the type and one of the values of its schema."""
    # The documents call page_number text in places; it is a number everywhere.
    kind = "integer" if name == "page_number" else schema.get("type")
    typed: Any = value
    if kind == "integer":
        try:
            typed = int(value)
        except ValueError:
            return False
        if typed < 0 or (name in GRANTED and typed < 1):
            return False
        if name not in GRANTED and typed > schema.get("maximum", typed):
            return False
    elif kind == "boolean":
        if value.lower() not in ("true", "false"):
            return False
        typed = value.lower() == "true"
    return "enum" not in schema or value == "" or typed in schema["enum"]


def refusal_from(problem: fastjsonschema.JsonSchemaValueException) -> Refusal:
    """Translate the first problem into Zoom's 400/300 answer with the field's path."""
    path = [str(part) for part in problem.path[1:]]
    if problem.rule == "required" and isinstance(problem.value, dict):
        missing = [name for name in problem.rule_definition if name not in problem.value]
        path += missing[:1]
    elif problem.rule == "additionalProperties" and isinstance(problem.value, dict):
        known = (problem.definition or {}).get("properties", {})
        path += [name for name in problem.value if name not in known][:1]
    if not path:
        return Refusal(400, 300, "Request Body should be a valid JSON object.")
    field = path[0]
    for part in path[1:]:
        field += f"[{part}]" if part.isdigit() else f".{part}"
    return invalid_field(field)
