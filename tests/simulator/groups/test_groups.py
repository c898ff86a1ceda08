# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups, divisions, roles and their members."""

from __future__ import annotations

import pytest


def group(api, name):
    return api.done("POST", "/groups", {"name": name})["id"]


def members(api, group_id):
    return [member["email"] for member in api.get(f"/groups/{group_id}/members")["members"]]


def groups_of(api, email):
    return api.get(f"/users/{email}").get("group_ids", [])


def add(api, group_id, *emails):
    return api.done("POST", f"/groups/{group_id}/members", {"members": [{"email": email} for email in emails]})["ids"]


@pytest.fixture
def person(api):
    api.create("person@example.com")
    return "person@example.com"


def test_life_of_a_group(api):
    made = api.done("POST", "/groups", {"name": " Blue "})
    assert (made["name"], made["total_members"]) == ("Blue", 0)
    path = f"/groups/{made['id']}"
    assert api.refused("POST", "/groups", {"name": "BLUE"}) == (409, 4132)
    assert api.refused("POST", "/groups", {"name": ""}) == (400, 300)
    assert api.refused("POST", "/groups", {"name": "x" * 128}) == (400, 300)
    api.done("PATCH", path, {"name": "blue"})
    assert api.get(path)["name"] == "blue"
    assert "blue" in [entry["name"] for entry in api.get("/groups")["groups"]]
    api.done("DELETE", path)
    assert api.refused("GET", path) == (404, 4130)
    assert api.refused("DELETE", path) == (404, 4130)


def test_members_come_and_go(api, person):
    blue = group(api, "Blue")
    assert add(api, blue, person.upper(), "nobody@example.com") == api.get(f"/users/{person}")["id"]
    assert add(api, blue, person) == ""
    assert members(api, blue) == [person]
    assert api.get(f"/groups/{blue}")["total_members"] == 1
    assert api.refused("DELETE", f"/groups/{blue}/members/{api.email(1)}") == (404, 4131)
    assert api.refused("DELETE", f"/groups/nowhere/members/{person}") == (404, 4130)
    api.done("DELETE", f"/groups/{blue}/members/{person}")
    assert (members(api, blue), groups_of(api, person)) == ([], [])


def test_an_id_wins_over_an_address_and_batches_are_bounded(api, person):
    blue = group(api, "Blue")
    entry = {"id": api.get(f"/users/{person}")["id"], "email": api.email(4)}
    api.done("POST", f"/groups/{blue}/members", {"members": [entry]})
    assert members(api, blue) == [person]
    many = [{"email": f"x{number}@example.com"} for number in range(31)]
    assert api.refused("POST", f"/groups/{blue}/members", {"members": many}) == (400, 300)
    assert api.refused("POST", f"/groups/{blue}/members", {"members": []}) == (400, 300)


def test_the_answer_to_an_addition_may_be_empty(api, person):
    api.switch(member_ids="empty")
    blue = group(api, "Blue")
    assert add(api, blue, person) == ""
    assert members(api, blue) == [person]


def test_the_first_group_is_the_primary_one(api, person):
    blue, green, red = (group(api, name) for name in ("Blue", "Green", "Red"))
    add(api, blue, person)
    add(api, green, person)
    assert groups_of(api, person) == [blue, green]
    member = f"/groups/{blue}/members/{person}"
    assert api.refused("PATCH", member, {"action": "set_primary"}) == (400, 300)
    assert api.refused("PATCH", member, {"action": "set_primary", "target_group_id": red}) == (404, 4131)
    assert api.refused(
        "PATCH", f"/groups/{red}/members/{person}", {"action": "set_primary", "target_group_id": green}
    ) == (
        400,
        1010,
    )
    api.done("PATCH", member, {"action": "set_primary", "target_group_id": green})
    assert groups_of(api, person) == [green, blue]
    api.done("PATCH", f"/groups/{green}/members/{person}", {"action": "move", "target_group_id": red})
    assert groups_of(api, person) == [red, blue]
    assert api.refused("PATCH", member, {"action": "move", "target_group_id": "nowhere"}) == (404, 4130)


@pytest.mark.parametrize(
    ("switch", "path", "fits"),
    [
        ("primary", "blue", True),
        ("primary", "green", False),
        ("target", "blue", False),
        ("target", "green", True),
    ],
)
def test_which_group_the_path_of_set_primary_names_is_a_switch(api, person, switch, path, fits):
    ids = {"blue": group(api, "Blue"), "green": group(api, "Green")}
    for name in ids.values():
        add(api, name, person)
    api.switch(set_primary_path=switch)
    wish = {"action": "set_primary", "target_group_id": ids["green"]}
    status, answer = api.call("PATCH", f"/groups/{ids[path]}/members/{person}", wish)
    assert (status, answer and answer["code"]) == ((204, None) if fits else (400, 1010))


def test_inactive_people_do_not_join(api, person):
    blue = group(api, "Blue")
    api.done("PUT", f"/users/{person}/status", {"action": "deactivate"})
    assert add(api, blue, person) == ""
    assert members(api, blue) == []


def test_who_goes_leaves_all_groups(api, person):
    blue = group(api, "Blue")
    add(api, blue, person)
    api.done("DELETE", f"/users/{person}", action="delete")
    assert members(api, blue) == []


def test_a_deleted_group_leaves_its_members(api, person):
    blue, green = group(api, "Blue"), group(api, "Green")
    add(api, blue, person)
    add(api, green, person)
    api.done("DELETE", f"/groups/{blue}")
    assert groups_of(api, person) == [green]


def test_there_are_at_most_5000_groups(api):
    api.control("PUT", "state", {"groups": [{"name": f"G{number}"} for number in range(5000)]})
    assert api.refused("POST", "/groups", {"name": "One more"}) == (400, 300)


def test_divisions(api, person):
    made = api.done("POST", "/divisions", {"division_name": "Moon", "division_description": "Far"})
    path = f"/divisions/{made['division_id']}"
    assert api.refused("POST", "/divisions", {"division_name": "moon"}) == (409, 40901)
    assert api.refused("POST", "/divisions", {"division_name": " "}) == (400, 40005)
    entries = {"users": [{"user_email": person}, {"user_id": "nobody"}]}
    assert api.done("POST", path + "/users", entries)["ids"] == api.get(f"/users/{person}")["id"]
    assert [user["user_email"] for user in api.get(path + "/users")["users"]] == [person]
    assert api.get(f"/users/{person}")["division_ids"] == [made["division_id"]]
    counts = {entry["division_name"]: entry["total_members"] for entry in api.get("/divisions")["divisions"]}
    assert counts["Moon"] == 1 and sum(counts.values()) == len(api.simulator.account.users)
    assert api.refused("DELETE", path) == (400, 42012)
    main = next(entry for entry in api.get("/divisions")["divisions"] if entry["is_main_division"])["division_id"]
    assert api.refused("DELETE", f"/divisions/{main}") == (400, 42011)
    api.done("POST", f"/divisions/{main}/users", {"users": [{"user_email": person}]})
    assert api.get(f"/users/{person}")["division_ids"] == [main]
    api.done("PATCH", path, {"division_name": "Mars", "division_description": ""})
    assert api.get(path)["division_name"] == "Mars"
    api.done("DELETE", path)
    assert api.refused("GET", path) == (404, 40406)
    assert api.refused("POST", path + "/users", entries) == (404, 40406)
    assert api.refused("POST", f"/divisions/{main}/users", {"users": [{"user_id": "x"}] * 31}) == (400, 40005)


def test_roles(api, person):
    made = api.done("POST", "/roles", {"name": "Auditor", "privileges": ["User:Read"]})
    assert isinstance(made["id"], str)
    path = f"/roles/{made['id']}"
    assert api.refused("POST", "/roles", {"name": "auditor"}) == (400, 1224)
    api.done("POST", path + "/members", {"members": [{"email": person}]})
    user = api.get(f"/users/{person}")
    assert (user["role_id"], user["role_name"]) == (made["id"], "Auditor")
    assert [member["email"] for member in api.get(path + "/members")["members"]] == [person]
    assert api.get(path)["total_members"] == 1
    api.done("DELETE", f"{path}/members/{person}")
    assert api.get(f"/users/{person}")["role_id"] == "2"
    assert api.refused("DELETE", f"{path}/members/{person}") == (404, 1001)
    for role in ("0", "2"):
        assert api.refused("POST", f"/roles/{role}/members", {"members": [{"email": person}]}) == (400, 300)
    assert api.refused("GET", "/roles/nothing") == (400, 1034)
    api.done("PATCH", path, {"description": "Looks"})
    assert api.get(path)["description"] == "Looks"
    api.done("DELETE", path)
    assert api.refused("GET", path) == (400, 1034)
    assert api.refused("DELETE", "/roles/1") == (400, 300)


def test_role_members_come_in_pages_of_at_most_300(make):
    api = make("--no-rate-limits", "--users", "400")
    assert len(api.get("/roles/2/members", page_size=300)["members"]) == 300


def test_built_in_roles_do_not_change(api):
    for role in ("0", "1", "2"):
        assert api.refused("PATCH", f"/roles/{role}", {"name": "Other"}) == (400, 300)
        assert api.refused("DELETE", f"/roles/{role}") == (400, 300)


@pytest.mark.parametrize(
    "body", [{"name": "A", "type": "x"}, {"name": "A", "privileges": ["User:Raed"]}, {"name": " "}]
)
def test_roles_that_are_refused(api, body):
    assert api.refused("POST", "/roles", body) == (400, 300)


def test_roles_are_listed_by_kind(api):
    api.done("POST", "/roles", {"name": "Sales", "type": "iq"})
    assert [role["name"] for role in api.get("/roles", type="iq")["roles"]] == ["Sales"]
    assert "Sales" not in [role["name"] for role in api.get("/roles")["roles"]]


def test_lists_lag_longer_than_single_reads(api):
    api.switch(list_lag_ms=60000)
    made = group(api, "Blue")
    assert api.get(f"/groups/{made}")["name"] == "Blue"
    assert "Blue" not in [entry["name"] for entry in api.get("/groups")["groups"]]
    api.control("POST", "clock", {"advance": 61})
    assert "Blue" in [entry["name"] for entry in api.get("/groups")["groups"]]


@pytest.mark.parametrize(("options", "kept"), [((), None), (("--master", "1"), {"second_level": 1})])
def test_privileges_in_sub_accounts_are_kept_by_master_accounts_alone(make, options, kept):
    api = make("--no-rate-limits", *options)
    role = api.done("POST", "/roles", {"name": "Auditor"})["id"]
    api.done("PATCH", f"/roles/{role}", {"sub_account_privileges": {"second_level": 1}})
    assert api.get(f"/roles/{role}").get("sub_account_privileges") == kept


def test_the_owner_has_every_privilege(api):
    assert {"User:Edit", "Role:Edit", "SubAccount:Read"} <= set(api.get("/roles/0")["privileges"])
