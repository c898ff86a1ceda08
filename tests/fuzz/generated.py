# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers made from the facts of the API: valid ones by the schema of each operation, and what becomes of them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ansible_collections.openadmin.zoom.plugins.module_utils._core.operations import OPERATIONS
from ansible_collections.openadmin.zoom.tests.chaos.faults import retyped

FACTS = Path(__file__).resolve().parents[2] / "extensions" / "facts" / "openapi.json"
DEEPEST = 12
TEXTS = ("", "x", "Ada", "a@example.com", "2026-01-01T00:00:00Z", "²", "1", "true", "Grün & <b>", "a,b")
# How an answer is spoilt; a valid one is among them.
SHAPES = ("valid", "valid", "retyped", "retyped", "retyped", "truncated", "deep", "bytes", "error")


class Answers(NamedTuple):
    """One operation of the facts: its id, method, the addresses that are its own, and the schema of its answer."""

    operation: str
    method: str
    address: re.Pattern[str]
    schema: Mapping[str, Any]


@cache
def operations() -> tuple[Answers, ...]:
    """Every operation; the more exact paths come first."""
    found = []
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    for path, methods in sorted(facts["paths"].items(), key=lambda item: item[0].count("{")):
        address = re.compile(re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(path)) + "$")
        for method, operation in methods.items():
            if method in ("get", "post", "patch", "put", "delete"):
                found.append(Answers(operation["operationId"], method.upper(), address, schema_of(operation)))
    return tuple(found)


def schema_of(operation: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of the good answer; {} where it has no body."""
    for status, response in sorted(operation["responses"].items()):
        content = response.get("content", {}).get("application/json")
        if status.startswith("2") and content:
            schema: Mapping[str, Any] = content["schema"]
            return schema
    return {}


def of_request(method: str, path: str) -> Answers | None:
    """The operation of a request, by its method and the path behind the base address."""
    return next((one for one in operations() if one.method == method and one.address.match(path)), None)


def valid(answers: Answers, chance: random.Random) -> Any:
    """A valid answer of an operation; None where it has no body."""
    if not answers.schema:
        return None
    known = OPERATIONS[answers.operation]
    needed = {known.answer_list or "", *known.answer_keys}
    value = example(answers.schema, chance, needed)
    if isinstance(value, dict) and value.get("next_page_token"):
        value["next_page_token"] = "" if chance.random() < 0.9 else "more"
    return value


def example(schema: Mapping[str, Any], chance: random.Random, needed: set[str] | None = None, depth: int = 0) -> Any:
    """A value that fits a schema; properties that are not required or ``needed`` are sometimes left out."""
    for joined in ("oneOf", "anyOf", "allOf"):
        if joined in schema:
            return example(chance.choice(schema[joined]), chance, needed, depth)
    if "enum" in schema:
        return chance.choice(schema["enum"])
    kind = schema.get("type", "object" if "properties" in schema else "string")
    if kind == "object":
        return dict(_properties(schema, chance, needed or set(), depth))
    if kind == "array":
        most = 3 if depth < DEEPEST else 0
        return [example(schema.get("items", {}), chance, None, depth + 1) for _number in range(chance.randint(0, most))]
    if kind == "boolean":
        return chance.random() < 0.5
    if kind in ("integer", "number"):
        return chance.choice([0, 1, 2, 30, 65535, schema.get("maximum", 99)])
    return chance.choice(TEXTS)


def _properties(
    schema: Mapping[str, Any], chance: random.Random, needed: set[str], depth: int
) -> Iterator[tuple[str, Any]]:
    for name, inner in schema.get("properties", {}).items():
        if name in needed or name in schema.get("required", ()) or chance.random() < 0.8:
            value = example(inner, chance, None, depth + 1)
            if name in needed and value == "":
                value = "x"
            yield name, value


def spoilt(value: Any, shape: str, chance: random.Random) -> bytes:
    """The body that is sent for a valid answer."""
    body = b"" if value is None else json.dumps(value).encode()
    if shape == "truncated":
        return body[: chance.randrange(len(body) + 1)]
    if shape == "deep":
        return b"[" * 5000 + b"]" * 5000
    if shape == "bytes":
        place = chance.randrange(len(body) + 1)
        return body[:place] + bytes(chance.randrange(256) for _number in range(4)) + body[place:]
    if shape == "error":
        message = chance.choice(["Something is not right.", "", "²", "x" * 3000])
        return json.dumps({"code": chance.choice([300, 0, 124, 429, 4711]), "message": message}).encode()
    if shape == "retyped" and value is not None:
        for _round in range(chance.choice([1, 1, 2, 4])):
            value = retyped(value, chance)
        return json.dumps(value).encode()
    return body
