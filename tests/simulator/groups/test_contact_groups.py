# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Contact groups and their members."""

from __future__ import annotations


def test_contact_groups(api):
    users = [user["id"] for user in api.get("/users", page_size=300)["users"]]
    group = api.get("/groups")["groups"][0]
    members = [{"type": 1, "id": users[0]}, {"type": 2, "id": group["id"]}]
    made = api.done("POST", "/contacts/groups", {"group_name": "A", "group_members": members})
    path = f"/contacts/groups/{made['group_id']}"
    assert made["total_members"] == 2
    api.done("PATCH", path, {"name": "B", "privacy": 3, "description": "D"})
    shown = api.get(path)
    assert (shown["group_name"], shown["group_privacy"], shown["description"]) == ("B", 3, "D")
    assert [entry["group_name"] for entry in api.get("/contacts/groups")["groups"]] == ["B"]
    assert {entry["name"] for entry in api.get(path + "/members")["group_members"]} == {"Olivia Owner", group["name"]}
    added = {"group_members": [{"type": 1, "id": users[1]}]}
    assert api.done("POST", path + "/members", added) == {"member_ids": [users[1]]}
    many_users = [{"type": 1, "id": key} for key in users * 2][:51]
    for wrong in ([{"type": 1, "id": "x"}], many_users, [{"type": 2, "id": "g"}] * 4):
        assert api.refused("POST", path + "/members", {"group_members": wrong}) == (400, 300)
    assert api.refused("DELETE", path + "/members", member_ids="x") == (400, 300)
    assert api.refused("DELETE", path + "/members", member_ids=",".join(["x"] * 21)) == (400, 300)
    api.done("DELETE", path + "/members", member_ids=f"{users[0]},{users[1]}")
    assert api.refused("DELETE", path + "/members", member_ids=group["id"]) == (400, 300)
    state = api.control("GET", "state?parts=contact_groups")
    api.done("DELETE", path)
    assert api.refused("GET", path) == (400, 300)
    api.control("PUT", "state", state)
    assert api.get(path)["total_members"] == 1


def test_who_is_gone_is_no_member(api):
    group = api.done("POST", "/groups", {"name": "Made"})["id"]
    person = api.get(api.user(4))["id"]
    members = [{"type": 1, "id": person}, {"type": 2, "id": group}]
    made = api.done("POST", "/contacts/groups", {"group_name": "A", "group_members": members})["group_id"]
    api.done("DELETE", api.user(4), action="delete")
    api.done("DELETE", f"/groups/{group}")
    assert api.get(f"/contacts/groups/{made}")["total_members"] == 0
    assert api.refused("POST", "/contacts/groups", {"group_name": " "}) == (400, 300)


def test_reads_of_contact_groups_lag(make):
    api = make("--no-rate-limits", "--lag-ms", "60000")
    made = api.done("POST", "/contacts/groups", {"group_name": "A"})["group_id"]
    assert api.get("/contacts/groups")["groups"] == []
    api.control("POST", "clock", {"advance": 61})
    api.done("PATCH", f"/contacts/groups/{made}", {"name": "B"})
    assert api.get(f"/contacts/groups/{made}")["group_name"] == "A"
