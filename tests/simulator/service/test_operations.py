# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All operations of the facts are there, and each of them has a state: what is written is read again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from ..uploads import PNG, upload


class Ask(NamedTuple):
    """One request. The names in braces are those of the fixture `names`."""

    method: str
    path: str
    body: Any = None
    query: dict[str, Any] = {}  # noqa: RUF012 - never changed


class Row(NamedTuple):
    """Requests, then a read, what of its answer is looked at, and what that must be."""

    name: str
    asks: list[Ask]
    read: Ask
    pick: Callable[[Any], Any]
    expected: Any


def get(path: str, **query: Any) -> Ask:
    return Ask("GET", path, None, query)


def form(path: str, name: str) -> Ask:
    return Ask("POST", path, {"form": name})


def state(name: str) -> Callable[[Any], Any]:
    """Picks a field of the person {person} in the state: no read of the API shows it."""
    return lambda found: next(user for user in found["users"] if user["email"] == PERSON).get(name)


PERSON, BOSS, HELPER = "person@example.com", "boss@example.com", "helper@example.com"
STATE = Ask("GET", "/_simulator/state", None, {"parts": "users"})
WEBINAR = {"type": "webinar"}
CHAT = {"in_meeting": {"chat": False}}
BACKGROUNDS = "/settings/virtual_backgrounds"


def settings(level: str, base: str) -> list[Row]:
    def chat(found: Any) -> Any:
        return found["in_meeting"]["chat"]

    def files(found: Any) -> Any:
        entries = found["in_meeting"]["virtual_background_settings"]["files"]
        return [entry["name"] for entry in entries if "id" in entry]

    rows = [
        Row(f"{level}: settings", [Ask("PATCH", f"{base}/settings", CHAT)], get(f"{base}/settings"), chat, False),
        Row(f"{level}: upload", [form(base + BACKGROUNDS, "file")], get(f"{base}/settings"), files, ["a.png"]),
        Row(
            f"{level}: delete upload",
            [form(base + BACKGROUNDS, "file"), Ask("DELETE", base + BACKGROUNDS, None, {"file_ids": "{id}"})],
            get(f"{base}/settings"),
            files,
            [],
        ),
    ]
    if level != "user":
        closed = Ask("PATCH", f"{base}/settings/registration", {"options": {"close_registration": True}}, WEBINAR)
        rows += [
            Row(f"{level}: locks", [Ask("PATCH", f"{base}/lock_settings", CHAT | {"in_meeting": {"chat": True}})],
                get(f"{base}/lock_settings"), chat, True),
            Row(f"{level}: registration", [closed], get(f"{base}/settings/registration", **WEBINAR),
                lambda found: found["options"]["close_registration"], True),
        ]  # fmt: skip
    return rows


def member(**more: Any) -> dict[str, Any]:
    return {"members": [{"email": PERSON}]} | more


CONTACT = "/contacts/groups/{contact}"
ASSIST = Ask("POST", f"/users/{BOSS}/assistants", {"assistants": [{"email": HELPER}]})
ROWS = [
    *settings("account", "/accounts/me"),
    *settings("group", "/groups/{group}"),
    *settings("user", f"/users/{PERSON}"),
    Row("owner", [Ask("PUT", "/accounts/me/owner", {"email": "{admin}"})], get("/users/{admin}"),
        lambda found: found["role_id"], "0"),
    Row("managed domains", [], get("/accounts/me/managed_domains"), lambda found: found["domains"][0]["domain"],
        "example.com"),
    Row("trusted domains", [], get("/accounts/me/trusted_domains"), lambda found: found["trusted_domains"],
        ["partner.example"]),
    Row("contact group", [], get("/contacts/groups"), lambda found: found["groups"][0]["group_name"], "Contacts"),
    Row("contact group made", [Ask("POST", "/contacts/groups", {"group_name": "New"})], get("/contacts/groups"),
        lambda found: [entry["group_name"] for entry in found["groups"]], ["Contacts", "New"]),
    Row("contact group changed", [Ask("PATCH", CONTACT, {"privacy": 2})], get(CONTACT),
        lambda found: found["group_privacy"], 2),
    Row("contact group deleted", [Ask("DELETE", CONTACT)], get("/contacts/groups"), lambda found: found["groups"], []),
    Row("contact group: members",
        [Ask("POST", CONTACT + "/members", {"group_members": [{"type": 2, "id": "{group}"}]}),
         Ask("DELETE", CONTACT + "/members", None, {"member_ids": "{person}"})],
        get(CONTACT + "/members"), lambda found: [entry["type"] for entry in found["group_members"]], [2]),
    Row("division", [Ask("POST", "/divisions", {"division_name": "Moon"})], get("/divisions"),
        lambda found: [entry["division_name"] for entry in found["divisions"]][-1], "Moon"),
    Row("division changed", [Ask("PATCH", "/divisions/{division}", {"division_description": "Far"})],
        get("/divisions/{division}"), lambda found: found["division_description"], "Far"),
    Row("division deleted", [Ask("DELETE", "/divisions/{empty}")], get("/divisions"),
        lambda found: [entry for entry in found["divisions"] if entry["division_name"] == "Empty"], []),
    Row("division: users", [Ask("POST", "/divisions/{division}/users", {"users": [{"user_email": PERSON}]})],
        get("/divisions/{division}/users"),
        lambda found: PERSON in [entry["user_email"] for entry in found["users"]], True),
    Row("group", [Ask("POST", "/groups", {"name": "New"})], get("/groups"),
        lambda found: [entry["name"] for entry in found["groups"]][-1], "New"),
    Row("group changed", [Ask("PATCH", "/groups/{group}", {"name": "Other"})], get("/groups/{group}"),
        lambda found: found["name"], "Other"),
    Row("group deleted", [Ask("DELETE", "/groups/{group}")], get("/groups"),
        lambda found: [entry for entry in found["groups"] if entry["name"] == "Made"], []),
    Row("group: member", [Ask("POST", "/groups/{group}/members", member())], get("/groups/{group}/members"),
        lambda found: [entry["email"] for entry in found["members"]], [PERSON]),
    Row("group: member removed",
        [Ask("POST", "/groups/{group}/members", member()), Ask("DELETE", f"/groups/{{group}}/members/{PERSON}")],
        get("/groups/{group}/members"), lambda found: found["members"], []),
    Row("group: primary",
        [Ask("POST", "/groups/{first}/members", member()), Ask("POST", "/groups/{group}/members", member()),
         Ask("PATCH", f"/groups/{{first}}/members/{PERSON}", {"action": "set_primary", "target_group_id": "{group}"})],
        get(f"/users/{PERSON}"), lambda found: len(found["group_ids"]), 2),
    Row("group: admin", [Ask("POST", "/groups/{group}/admins", {"admins": [{"email": PERSON}]})],
        get("/groups/{group}/admins"), lambda found: [entry["email"] for entry in found["admins"]], [PERSON]),
    Row("group: admin removed",
        [Ask("POST", "/groups/{group}/admins", {"admins": [{"email": PERSON}]}),
         Ask("DELETE", f"/groups/{{group}}/admins/{PERSON}")],
        get("/groups/{group}/admins"), lambda found: found["admins"], []),
    Row("group: channels", [], get("/groups/{first}/channels"),
        lambda found: found["channels"][0]["channel_name"], "Sales news"),
    Row("role", [Ask("POST", "/roles", {"name": "New", "privileges": ["User:Read"]})], get("/roles"),
        lambda found: [entry["name"] for entry in found["roles"]][-1], "New"),
    Row("role changed",
        [Ask("PATCH", "/roles/{role}", {"privileges": ["User:Read", "Role:Read"]})],
        get("/roles/{role}"), lambda found: found["privileges"], ["User:Read", "Role:Read"]),
    Row("role deleted", [Ask("DELETE", "/roles/{role}")], get("/roles"),
        lambda found: [entry for entry in found["roles"] if entry["name"] == "Auditor"], []),
    Row("role: member", [Ask("POST", "/roles/{role}/members", member())], get("/roles/{role}/members"),
        lambda found: [entry["email"] for entry in found["members"]], [PERSON]),
    Row("role: member removed",
        [Ask("POST", "/roles/{role}/members", member()), Ask("DELETE", f"/roles/{{role}}/members/{PERSON}")],
        get(f"/users/{PERSON}"), lambda found: found["role_name"], "Member"),
    Row("role: permissions", [Ask("POST", "/roles/{role}/members", member())], get(f"/users/{PERSON}/permissions"),
        lambda found: found["permissions"], ["User:Read"]),
    Row("user", [Ask("POST", "/users", {"action": "ssoCreate", "user_info": {"email": "n@example.com", "type": 1}})],
        get("/users", page_size=300), lambda found: "n@example.com" in [user["email"] for user in found["users"]],
        True),
    Row("user changed", [Ask("PATCH", f"/users/{PERSON}", {"dept": "Moon"})], get(f"/users/{PERSON}"),
        lambda found: found["dept"], "Moon"),
    Row("user: content",
        [Ask("DELETE", "/users/guest@partner.example", None,
             {"transfer_email": PERSON, "transfer_meeting": "true", "transfer_docs": "true"})],
        STATE, state("content"), {"meeting": 3}),
    Row("user: email", [Ask("PUT", f"/users/{PERSON}/email", {"email": "p@example.com"})],
        get("/users/p@example.com"), lambda found: found["email"], "p@example.com"),
    Row("user: status", [Ask("PUT", f"/users/{PERSON}/status", {"action": "deactivate"})], get(f"/users/{PERSON}"),
        lambda found: found["status"], "inactive"),
    Row("user: clock", [Ask("PUT", f"/users/{PERSON}/status", {"action": "clock_in"})], STATE, state("clocked_in"),
        True),
    Row("user: password", [Ask("PUT", f"/users/{PERSON}/password", {"password": "Xyzuvw987"})], STATE,
        lambda found: len(state("password")(found)), 64),
    Row("user: picture", [form(f"/users/{PERSON}/picture", "pic_file")], get(f"/users/{PERSON}"),
        lambda found: "pic_url" in found, True),
    Row("user: no picture",
        [form(f"/users/{PERSON}/picture", "pic_file"), Ask("DELETE", f"/users/{PERSON}/picture")],
        get(f"/users/{PERSON}"), lambda found: "pic_url" in found, False),
    Row("user: presence", [Ask("PUT", f"/users/{PERSON}/presence_status", {"status": "Busy"})],
        get(f"/users/{PERSON}/presence_status"), lambda found: found["status"], "Busy"),
    Row("user: token", [get(f"/users/{PERSON}/token", type="zak")], STATE,
        lambda found: [entry["type"] for entry in state("tokens")(found)], ["zak"]),
    Row("user: signed out", [get(f"/users/{PERSON}/token"), Ask("DELETE", f"/users/{PERSON}/token")], STATE,
        lambda found: (state("tokens")(found), bool(state("signed_out_at")(found))), (None, True)),
    Row("user: own ZAK", [], get("/users/me/zak"), lambda found: len(found["token"]) > 20, True),
    Row("user: assistants", [ASSIST], get(f"/users/{BOSS}/assistants"),
        lambda found: [entry["email"] for entry in found["assistants"]], [HELPER]),
    Row("user: schedulers", [ASSIST], get(f"/users/{HELPER}/schedulers"),
        lambda found: [entry["email"] for entry in found["schedulers"]], [BOSS]),
    Row("user: no assistants", [ASSIST, Ask("DELETE", f"/users/{BOSS}/assistants")], get(f"/users/{BOSS}/assistants"),
        lambda found: found["assistants"], []),
    Row("user: one assistant less", [ASSIST, Ask("DELETE", f"/users/{BOSS}/assistants/{HELPER}")],
        get(f"/users/{BOSS}/assistants"), lambda found: found["assistants"], []),
    Row("user: no schedulers", [ASSIST, Ask("DELETE", f"/users/{HELPER}/schedulers")],
        get(f"/users/{BOSS}/assistants"), lambda found: found["assistants"], []),
    Row("user: one scheduler less", [ASSIST, Ask("DELETE", f"/users/{HELPER}/schedulers/{BOSS}")],
        get(f"/users/{HELPER}/schedulers"), lambda found: found["schedulers"], []),
    Row("user: devices", [], get("/users/{fourth}/collaboration_devices"), lambda found: found["total_records"], 1),
    Row("user: device", [], get("/users/{fourth}/collaboration_devices/00000000-0000-4000-8000-000000000004"),
        lambda found: found["device_name"], "Meeting computer"),
    Row("user: summary templates", [], get(f"/users/{PERSON}/meeting_summary_templates"),
        lambda found: found[0]["name"], "General template"),
    Row("user: meeting template",
        [Ask("PATCH", "/accounts/me/settings",
             {"schedule_meeting": {"meeting_template": {"templates": [{"id": "t", "enable": True}]}}}),
         Ask("PATCH", f"/users/{PERSON}/settings", {"in_meeting": {"annotation": False}})],
        get(f"/users/{PERSON}/meeting_templates/t"),
        lambda found: (found["name"], found["settings"]["in_meeting"]["annotation"]), ("Template t", False)),
    Row("user: features",
        [Ask("POST", "/users/features",
             {"feature_type": "webinar", "feature_value": "1", "users": [{"email": BOSS}]})],
        get(f"/users/{BOSS}/settings"), lambda found: found["feature"]["webinar"], True),
    Row("vanity name", [Ask("PATCH", f"/users/{PERSON}", {"vanity_name": "some.body"})],
        get("/users/vanity_name", vanity_name="some.body"), lambda found: found, {"existed": True}),
    Row("email", [], get("/users/email", email=PERSON), lambda found: found, {"existed_email": True}),
    Row("summary",
        [Ask("POST", "/users", {"action": "create", "user_info": {"email": "n@example.com", "type": 1}})],
        get("/users/summary"), lambda found: found["pending_users_count"], 1),
]  # fmt: skip


@pytest.fixture
def names(api):
    """Ids and addresses of an account in which every kind of object is there."""
    for email in (BOSS, HELPER):
        api.create(email, kind=2)
    api.create("guest@partner.example")
    api.create(PERSON, "autoCreate", password="Abcdef123")
    person = api.get(f"/users/{PERSON}")["id"]
    users = api.control("GET", "state?parts=users")["users"]
    next(user for user in users if user["email"] == "guest@partner.example")["content"] = {"meeting": 3, "notes": 1}
    api.control("PUT", "state", {"users": users})
    members = [{"type": 1, "id": person}]
    return {
        "group": api.done("POST", "/groups", {"name": "Made"})["id"],
        "first": api.get("/groups")["groups"][0]["id"],
        "division": api.get("/divisions")["divisions"][1]["division_id"],
        "empty": api.done("POST", "/divisions", {"division_name": "Empty"})["division_id"],
        "role": api.done("POST", "/roles", {"name": "Auditor", "privileges": ["User:Read"]})["id"],
        "contact": api.done("POST", "/contacts/groups", {"group_name": "Contacts", "group_members": members})[
            "group_id"
        ],
        "person": person,
        "admin": api.email(1),
        "fourth": api.email(4),
    }


def filled(value: Any, names: dict[str, Any]) -> Any:
    if isinstance(value, str) and "{" in value:
        return value.format(**names)
    if isinstance(value, dict):
        return {key: filled(part, names) for key, part in value.items()}
    return [filled(part, names) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_is_written_is_read_again(api, names, row):
    for ask in row.asks:
        path = filled(ask.path, names)
        if ask.body and "form" in ask.body:
            status, answer = upload(api, path, ask.body["form"], PNG)
            assert status == 201
        else:
            answer = api.done(ask.method, path, filled(ask.body, names), **filled(ask.query, names))
        if isinstance(answer, dict):
            names |= {name: value for name, value in answer.items() if name == "id"}
    path = filled(row.read.path, names)
    if path.startswith("/_simulator/"):
        found = api.control("GET", "state?parts=users")
    else:
        found = api.get(path, **filled(row.read.query, names))
    assert row.pick(found) == row.expected


def test_every_operation_of_the_facts_has_a_row(api):
    asks = [ask for row in ROWS for ask in (*row.asks, row.read) if not ask.path.startswith("/_simulator/")]
    known = {name: name for name in ("group", "first", "division", "empty", "role", "contact", "person")}
    known |= {"admin": api.email(1), "fourth": api.email(4)}
    found = {api.simulator.facts.match(ask.method, filled(ask.path, known))[0].name for ask in asks}
    documented = {name for methods in api.simulator.facts.document["paths"].values() for name in operation_ids(methods)}
    assert len(documented) == 90
    assert documented - found == set()
    assert documented <= set(api.simulator.handlers)


def operation_ids(methods: dict[str, Any]) -> list[str]:
    return [facts["operationId"] for facts in methods.values() if isinstance(facts, dict)]
