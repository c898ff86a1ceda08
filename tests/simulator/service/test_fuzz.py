# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever comes, the simulator answers as the facts say, and never with a mistake of its own."""

from __future__ import annotations

import random
from typing import Any
from urllib.parse import quote, urlencode

import orjson
import pytest

JUNK: list[Any] = [None, "", "x", 0, -1, 2**60, 1.5, True, [], {}, [None], {"a": {}}, "\u4e00" * 200, "a@b.example"]


def sample(schema: dict[str, Any], chance: random.Random, wrong: float) -> Any:
    """Returns a value that fits a schema, now and then one that does not."""
    if chance.random() < wrong:
        return chance.choice(JUNK)
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return sample(chance.choice(schema[key]), chance, wrong)
    if "enum" in schema:
        return chance.choice(schema["enum"])
    kind = schema.get("type")
    if kind == "object" or "properties" in schema:
        names = list(schema.get("properties", {}))
        chosen = chance.sample(names, min(len(names), chance.randrange(0, 6))) + schema.get("required", [])
        return {name: sample(schema["properties"][name], chance, wrong) for name in dict.fromkeys(chosen)}
    if kind == "array":
        return [sample(schema.get("items", {}), chance, wrong) for _number in range(chance.randrange(0, 3))]
    if kind == "boolean":
        return chance.random() < 0.5
    if kind in ("integer", "number"):
        return chance.choice([0, 1, 2, 30, 300])
    return chance.choice(["", "x", "owner@example.com", "sim.user0004@example.com", "Sales", "1"])


def path_of(api: Any, template: str, chance: random.Random) -> str:
    account = api.simulator.account
    choices = {
        "userId": ["me", "nobody", "wanted@example.com", *list(account.by_email)[:8]],
        "groupId": ["none", *account.groups, *account.contact_groups],
        "divisionId": ["none", *account.divisions],
        "roleId": ["none", *account.roles],
        "accountId": ["me", "sim-account", "other"],
    }
    parts = []
    for part in template.strip("/").split("/"):
        if part.startswith("{"):
            parts.append(quote(chance.choice(choices.get(part[1:-1], choices["userId"])), safe=""))
        else:
            parts.append(part)
    return "/v2/" + "/".join(parts)


@pytest.mark.parametrize("seed", range(4))
def test_random_requests_meet_no_mistake(make, seed):
    options = [(), ("--lenient",), ("--lag-ms", "50"), ("--seats", "5", "--plan", "free")][seed]
    api = make("--no-rate-limits", "--users", "12", *options)
    chance = random.Random(seed)
    operations = list(api.simulator.facts.operations.values())
    statuses = set()
    for _number in range(1500):
        operation = chance.choice(operations)
        query = {name: sample(schema, chance, 0.1) for name, schema in operation.query.items() if chance.random() < 0.3}
        body = orjson.dumps(sample(operation.body, chance, 0.03)) if operation.body else None
        path = path_of(api, operation.template, chance) + ("?" + urlencode(query) if query else "")
        response = api.send(operation.method, path, body, authorization=f"Bearer {api.token}")
        assert not api.simulator.problems, (operation.method, path, body, api.simulator.problems)
        statuses.add(response.status)
    print(sorted(statuses))
    assert statuses >= {200, 201, 204, 400, 404}
