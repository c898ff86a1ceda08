# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What contact groups alone do: privacy, user groups among the members, the last member, many members."""

from __future__ import annotations

import pytest


@pytest.fixture
def inside(simulator):
    """Id → type (1 a person, 2 a group) of the members of the contact group Board."""

    def read():
        entry = next(entry for entry in simulator.state()["contact_groups"] if entry["name"] == "Board")
        return dict(entry["members"])

    return read


def test_a_contact_group_is_made_changed_and_deleted(converge, succeed):
    made = converge("zoom_contact_group", {"name": "Board", "description": "Who decides", "privacy": "searchable"})
    assert made["contact_group"]["privacy"] == "searchable"
    changed = converge(
        "zoom_contact_group", {"name": " board", "new_name": "Bored", "privacy": "members", "description": ""}
    )
    assert changed["diff"]["before"] == {"name": "Board", "privacy": "searchable", "description": "Who decides"}
    (listed,) = succeed("zoom_contact_group_info", {"name": "bored", "members": True})["contact_groups"]
    assert {**listed, "id": ""} == {
        "id": "",
        "name": "Bored",
        "privacy": "members",
        "description": "",
        "total_members": 0,
        "members": [],
        "member_groups": [],
    }
    converge("zoom_contact_group", {"id": listed["id"], "state": "absent"})


def test_a_contact_group_with_members_goes_only_by_force(succeed, fail, people):
    succeed("zoom_contact_group", {"name": "Board"})
    succeed("zoom_contact_group_member", {"contact_group": "Board", "members": people.active[0]})
    refused = fail("zoom_contact_group", {"name": "Board", "state": "absent"})
    assert "has 1 members, who would no longer see each other in it" in refused["msg"]
    assert succeed("zoom_contact_group", {"name": "Board", "state": "absent", "force": True})["changed"] is True


def test_people_and_groups_are_named_apart(simulator, succeed, converge, people, inside):
    succeed("zoom_contact_group", {"name": "Board"})
    groups = {group["name"]: group["id"] for group in simulator.state()["groups"]}
    ids = [people.id(email) for email in people.active[:3]]

    def run(**given):
        return converge("zoom_contact_group_member", {"contact_group": "board", **given})

    added = run(members=people.active[:2], member_groups=["sales", groups["Marketing"]])["added"]
    assert added == [*people.active[:2], "Sales", "Marketing"]
    run(members=people.active[1:3], state="exact")
    assert inside() == {**inside(), groups["Sales"]: 2, groups["Marketing"]: 2, ids[1]: 1, ids[2]: 1}
    assert ids[0] not in inside()
    removed = run(member_groups="Marketing", state="exact")["removed"]
    assert "Sales" in removed and people.active[1] not in removed
    assert inside() == {groups["Marketing"]: 2, ids[1]: 1, ids[2]: 1}
    assert run(members=[people.active[1]], member_groups=["Marketing"], state="absent")["step_counts"]["total"] == 1
    assert inside() == {ids[2]: 1}


def test_the_last_member_cannot_go(simulator, succeed, fail, people):
    succeed("zoom_contact_group", {"name": "Board"})
    succeed("zoom_contact_group_member", {"contact_group": "Board", "member_groups": ["Sales"]})
    simulator.clear_requests()
    result = fail(
        "zoom_contact_group_member", {"contact_group": "Board", "member_groups": ["Sales"], "state": "absent"}
    )
    assert "does not remove the last member" in result["msg"] and simulator.writes() == []


def test_an_unknown_group_is_told_with_the_nearest_name(simulator, succeed, fail):
    succeed("zoom_contact_group", {"name": "Board"})
    simulator.clear_requests()
    result = fail("zoom_contact_group_member", {"contact_group": "Bord", "member_groups": ["Slaes"]})
    assert [(one["place"], one["remedy"]) for one in result["findings"]] == [
        ("contact_group", "Did you mean Board?"),
        ("member_groups", "Did you mean Sales?"),
    ]
    assert simulator.writes() == []


def test_an_empty_list_of_groups_needs_a_word(simulator, fail):
    result = fail("zoom_contact_group_member", {"contact_group": "Board", "member_groups": [], "state": "exact"})
    assert result["findings"][0]["place"] == "member_groups" and simulator.requests() == []


@pytest.mark.simulator("--users", "2100", "--groups", "12", "--no-rate-limits", "--seed", "2", "--active-only")
def test_two_thousand_members_take_the_fewest_requests(simulator, succeed, inside):
    state = simulator.state()
    emails = [user["email"] for user in state["users"]][1:2001]
    groups = [group["name"] for group in state["groups"]]
    succeed("zoom_contact_group", {"name": "Board"})
    simulator.clear_requests()
    args = {"contact_group": "Board", "members": emails, "member_groups": groups}
    done = succeed("zoom_contact_group_member", args)
    assert len(simulator.writes()) == 2000 // 50
    assert (len(done["added"]), len(inside())) == (2012, 2012)
    assert done["requests"]["GET"] <= 2 + 1 + 8 + 2 * 8
    simulator.clear_requests()
    assert succeed("zoom_contact_group_member", {**args, "state": "exact"})["changed"] is False
    gone = succeed("zoom_contact_group_member", {**args, "members": emails[:1000], "state": "absent"})
    assert len(simulator.writes()) == -(-1012 // 20) and len(gone["removed"]) == 1012
