# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The API facts as the simulator uses them: operations, their routes, parameters, schemas and errors."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

FACTS = Path(__file__).resolve().parents[3] / "facts" / "openapi.json"
METHODS = ("get", "post", "put", "patch", "delete")
PAID_ONLY = ("Only available for", "The account must be a paid account")


@dataclass
class Operation:
    """One operation of the API, taken from the facts."""

    name: str
    method: str
    template: str
    label: str
    scopes: frozenset[str]
    granular: tuple[str, ...]
    query: dict[str, dict[str, Any]]
    required_query: tuple[str, ...]
    body: dict[str, Any] | None
    body_required: bool
    content_type: str | None
    answers: dict[int, dict[str, Any] | None]
    errors: list[dict[str, Any]]
    all_scopes: frozenset[str] = frozenset()
    paid_only: tuple[int, str] | None = None


@dataclass
class Node:
    """One segment of the tree of paths."""

    literal: dict[str, Node] = field(default_factory=dict)
    parameter: Node | None = None
    parameter_name: str = ""
    operations: dict[str, Operation] = field(default_factory=dict)


class Facts:
    """All operations, found by method and path or by operationId."""

    def __init__(self, path: Path = FACTS) -> None:
        self.document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self.operations: dict[str, Operation] = {}
        self.root = Node()
        for template, methods in self.document["paths"].items():
            for method in METHODS:
                if method in methods:
                    self.add(operation_from(method.upper(), template, methods[method]))

    def add(self, operation: Operation) -> None:
        """Add an operation to those that requests are matched with."""
        self.operations[operation.name] = operation
        node = self.root
        for segment in operation.template.strip("/").split("/"):
            if segment.startswith("{"):
                if node.parameter is None:
                    node.parameter = Node()
                node = node.parameter
            else:
                node = node.literal.setdefault(segment, Node())
        node.operations[operation.method] = operation

    def match(self, method: str, path: str) -> tuple[Operation, dict[str, str]] | None:
        """Return the operation and its decoded path parameters; None when there is none.

        An unencoded ``+`` reads as a space: emails with a plus must be percent-encoded in a path.
        """
        segments = path.strip("/").split("/")
        found = self._walk(self.root, segments, 0, method)
        if found is None:
            return None
        values: dict[str, str] = {}
        for part, segment in zip(found.template.strip("/").split("/"), segments, strict=False):
            if part.startswith("{"):
                values[part[1:-1]] = unquote_plus(segment)
        return found, values

    def _walk(self, node: Node, segments: list[str], index: int, method: str) -> Operation | None:
        if index == len(segments):
            return node.operations.get(method)
        child = node.literal.get(segments[index])
        if child is not None:
            found = self._walk(child, segments, index + 1, method)
            if found is not None:
                return found
        if node.parameter is not None and segments[index]:
            return self._walk(node.parameter, segments, index + 1, method)
        return None

    def scopes(self, kind: str) -> list[str]:
        """Return the scopes of an app: ``all``, or ``admin`` for one without the master-level scopes."""
        names: set[str] = set()
        for operation in self.operations.values():
            granular = [name for name in operation.granular if name.endswith((":admin", ":master"))]
            names.update(granular or operation.granular or operation.scopes)
        if kind == "admin":
            names = {name for name in names if not name.endswith(":master")}
        return sorted(names)


def operation_from(method: str, template: str, facts: dict[str, Any]) -> Operation:
    """Build one operation from its part of the OpenAPI document."""
    parameters = [entry for entry in facts.get("parameters", []) if entry["in"] == "query"]
    body: dict[str, Any] | None = None
    content_type: str | None = None
    if "requestBody" in facts:
        content_type, content = next(iter(facts["requestBody"]["content"].items()))
        body = content["schema"]
    answers: dict[int, dict[str, Any] | None] = {}
    for status, answer in facts["responses"].items():
        content = answer.get("content", {}).get("application/json")
        answers[int(status)] = content["schema"] if content else None
    operation = Operation(
        name=facts["operationId"],
        method=method,
        template=template,
        label=facts["x-rate-limit-label"],
        scopes=frozenset(facts["x-scopes"]),
        granular=tuple(facts["x-granular-scopes"]),
        query={entry["name"]: entry["schema"] for entry in parameters},
        required_query=tuple(entry["name"] for entry in parameters if entry.get("required")),
        body=body,
        body_required=bool(body and body.get("required")),
        content_type=content_type,
        answers=answers,
        errors=facts["x-errors"],
    )
    if operation.name == "UpdateLockedSettings":
        # Undocumented here, documented for its GET and for groups: clients send it.
        operation.query["option"] = {"type": "string"}
    operation.all_scopes = operation.scopes | frozenset(operation.granular)
    operation.paid_only = paid_only(operation.errors)
    return operation


def paid_only(errors: list[dict[str, Any]]) -> tuple[int, str] | None:
    """Return HTTP status and message with which the operation refuses a free account.

    Where the documents show this error under HTTP 200, that is what is answered: a client has to look
    into the body even then.
    """
    found = [
        (int(error["status"]), str(error["message"]))
        for error in errors
        if error["code"] == 200 and str(error["message"]).startswith(PAID_ONLY)
    ]
    return min(found) if found else None
