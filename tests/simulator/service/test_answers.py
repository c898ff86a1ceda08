# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every answer of a broad walk fits the API facts, judged by an OpenAPI validator from PyPI."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Api

validator = pytest.importorskip("openapi_schema_validator")


class Judge(Api):
    """Checks each answer against the schema that the facts give for its status."""

    def __init__(self, *options: str) -> None:
        self.seen: set[tuple[str, int]] = set()
        self.validators: dict[tuple[str, int], Any] = {}
        super().__init__(*options)

    def call(self, method: str, path: str, body: Any = None, **query: Any) -> tuple[int, Any]:
        status, answer = super().call(method, path, body, **query)
        match = self.simulator.facts.match(method, path.partition("?")[0])
        if match is None:
            return status, answer
        operation = match[0]
        key = (operation.name, status)
        self.seen.add(key)
        if key not in self.validators:
            schema = operation.answers.get(status)
            components = self.simulator.facts.document["components"]
            if status >= 400:
                schema = components["schemas"]["Error"]
            self.validators[key] = schema and validator.OAS31Validator({**schema, "components": components})
        if self.validators[key] and answer is not None:
            problems = [problem.message for problem in self.validators[key].iter_errors(answer)]
            assert not problems, (method, path, problems[:3])
        return status, answer


@pytest.fixture
def judge():
    return Judge("--no-rate-limits", "--users", "120")


def walk_users(api):
    for status in ("active", "inactive", "pending"):
        api.get("/users", status=status, page_size=50)
    api.create("Walk.One@example.com", "create", 2)
    api.create("walk.two@example.com", kind=2, plan_united_type="1", feature={"zoom_phone": True})
    path = "/users/walk.two@example.com"
    api.done("PATCH", path, {"phone_numbers": [{"country": "DE", "code": "+49", "number": "30555", "label": "Office"}]})
    api.done("PATCH", path, {"zoom_one_type": 576460752303423488, "manager": "A. Boss", "vanity_name": "walk.two"})
    for rest in ("", "/settings"):
        api.get(path + rest)
    for option in ("meeting_authentication", "recording_authentication", "meeting_security"):
        api.get(path + "/settings", option=option)
    api.get("/users/summary")
    api.get("/users/email", email="walk.two@example.com")
    api.get("/users/vanity_name", vanity_name="walk.two")
    api.done("PUT", path + "/email", {"email": "walk.three@example.com"})
    api.done("PUT", "/users/walk.three@example.com/status", {"action": "deactivate"})
    api.get("/users/walk.three@example.com")
    api.done("DELETE", "/users/walk.three@example.com", action="delete")
    api.refused("GET", "/users/walk.three@example.com")


def walk_groups(api):
    group = api.done("POST", "/groups", {"name": "Walk"})["id"]
    api.done("POST", f"/groups/{group}/members", {"members": [{"email": api.email(4)}]})
    for rest in ("", "/members", "/settings", "/lock_settings", "/settings/registration?type=webinar"):
        api.get(f"/groups/{group}{rest}")
    for option in ("meeting_authentication", "recording_authentication", "meeting_security"):
        api.get(f"/groups/{group}/settings", option=option)
    api.get(f"/groups/{group}/lock_settings", option="meeting_security")
    api.get("/groups", page_size=2)
    api.done("DELETE", f"/groups/{group}/members/{api.email(4)}")
    api.refused("DELETE", f"/groups/{group}/members/{api.email(4)}")
    api.done("DELETE", f"/groups/{group}")


def walk_divisions_and_roles(api):
    division = api.done("POST", "/divisions", {"division_name": "Walk"})["division_id"]
    api.done("POST", f"/divisions/{division}/users", {"users": [{"user_email": api.email(4)}]})
    for path in ("/divisions", f"/divisions/{division}", f"/divisions/{division}/users"):
        api.get(path)
    api.refused("DELETE", f"/divisions/{division}")
    role = api.done("POST", "/roles", {"name": "Walk"})["id"]
    api.done("POST", f"/roles/{role}/members", {"members": [{"email": api.email(4)}]})
    for path in ("/roles", f"/roles/{role}", f"/roles/{role}/members", "/roles/2/members"):
        api.get(path)
    api.done("DELETE", f"/roles/{role}/members/{api.email(4)}")
    api.done("DELETE", f"/roles/{role}")


def walk_account(api):
    for option in ("", "security", "meeting_security", "meeting_authentication", "recording_authentication"):
        api.get("/accounts/me/settings", option=option)
    for rest in (
        "lock_settings",
        "lock_settings?option=meeting_security",
        "settings/registration",
        "managed_domains",
        "trusted_domains",
    ):
        api.get(f"/accounts/me/{rest}")
    api.done("PATCH", "/accounts/me/settings", {"in_meeting": {"chat": False}})
    api.done("PATCH", "/accounts/me/lock_settings", {"in_meeting": {"chat": True}})
    api.done("PATCH", "/accounts/me/settings/registration", {"approve_type": 1})
    api.refused("GET", "/accounts/other/settings")


def test_all_answers_of_a_broad_walk_fit_the_facts(judge):
    for walk in (walk_users, walk_groups, walk_divisions_and_roles, walk_account):
        walk(judge)
    operations = {name for name, _status in judge.seen}
    print(f"{len(judge.seen)} kinds of answers of {len(operations)} operations judged")
    assert len(operations) >= 42
