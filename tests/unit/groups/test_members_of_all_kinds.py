# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Contact groups, roles, group admins and assistants: joined, left, made exact, undone, read and declared back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.interrupt import Interrupt


@dataclass(frozen=True)
class Case:
    """A membership module: its option for the object and for the members, and an object that has none."""

    module: str
    target: dict[str, Any]
    option: str = "members"

    def args(self, members: Any, **more: Any) -> dict[str, Any]:
        return {**self.target, self.option: members, **more}


CASES = {
    "contact group": Case("zoom_contact_group_member", {"contact_group": "Board"}),
    "role": Case("zoom_role_member", {"role": "rooms manager"}),
    "group admins": Case("zoom_group_admin", {"group": "Sales"}, "admins"),
    "assistants": Case("zoom_user_assistant", {"user": "owner@example.com"}, "assistants"),
    "schedulers": Case("zoom_user_assistant", {"user": "owner@example.com"}, "schedulers"),
}
every = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


@pytest.fixture
def emails(simulator, succeed, monkeypatch):
    """Active people with a licence and the role of a plain member; the contact group of the cases is there."""
    users = simulator.state()["users"]
    plain = [user for user in users if user["status"] == "active" and user["role_id"] not in ("0", "1")]
    for user in plain:
        user.update(type=2, role_id="2")
    simulator.put_state({"users": users})
    succeed("zoom_contact_group", {"name": "Board"})
    simulator.clear_requests()
    # Reads do not lag here: what is not shown at once never is.
    monkeypatch.setattr(Interrupt, "sleep", lambda _self, _seconds: None)
    return [user["email"] for user in plain]


@every
def test_members_join_and_leave(converge, emails, case):
    ids = case.module == "zoom_contact_group_member"
    added = converge(case.module, case.args(emails[:3]))
    assert added["added"] == emails[:3]
    assert added["unapplied"] == added["unverified"] == []
    removed = converge(case.module, case.args([emails[1].upper(), emails[8]], state="absent"))
    assert (removed["removed"], removed["unchanged"]) == ([emails[1]], [emails[8]])
    exact = converge(case.module, case.args(emails[2:4], state="exact"))
    assert exact["added"] == [emails[3]] and len(exact["removed"]) == 1
    assert ids or exact["removed"] == [emails[0]]


@every
@pytest.mark.parametrize("state", ["present", "absent", "exact"])
def test_undo_gives_back(succeed, emails, tmp_path, case, state):
    undo = tmp_path / "undo.json"
    succeed(case.module, case.args(emails[:3]))
    succeed(case.module, case.args(emails[2:5], state=state, undo_file=str(undo)))
    succeed(case.module, json.loads(undo.read_text()))
    assert succeed(case.module, case.args(emails[:3], state="exact"))["changed"] is False


@every
def test_lists_come_as_text(succeed, emails, case):
    for members in (
        ",".join(emails[:2]),
        "\n".join(emails[:2]),
        json.dumps(emails[:2]),
        f"- {emails[0]}\n- {emails[1]}",
    ):
        assert sorted(succeed(case.module, case.args(members))["unchanged"]) in ([], emails[:2])
    assert sorted(succeed(case.module, case.args(emails[:2]))["unchanged"]) == emails[:2]


WRONG = {
    "an empty name": ({"state": "present"}, ["a@example.com", " "], "[2]", "is empty"),
    "exact and empty": ({"state": "exact"}, [], "", "would leave the"),
    "a negative fuse": ({"max_removals": -1}, ["a@example.com"], "max_removals", "0 or more"),
}


@every
@pytest.mark.parametrize(("more", "members", "place", "words"), WRONG.values(), ids=WRONG)
def test_wrong_input_is_told_at_once(simulator, fail, emails, case, more, members, place, words):
    result = fail(case.module, case.args(members, **more))
    finding = result["findings"][0]
    assert words in finding["problem"]
    assert finding["place"] == (place if place == "max_removals" else case.option + place)
    assert simulator.requests() == []


@every
def test_the_fuse(simulator, fail, succeed, emails, case):
    succeed(case.module, case.args(emails[:3]))
    simulator.clear_requests()
    args = case.args(emails[3:4], state="exact", max_removals=2)
    assert "max_removals allows 2" in fail(case.module, args)["msg"]
    assert simulator.writes() == []


@every
def test_somebody_unknown_fails_at_the_end(fail, emails, case):
    result = fail(case.module, case.args([emails[0], "nobody@example.com"], state="exact"))
    assert (result["added"], result["unknown"]) == ([emails[0]], ["nobody@example.com"])


LOST = {
    "contact group": "/contacts/groups/.*/members",
    "role": "/roles/.*/members",
    "group admins": "/groups/.*/admins",
    "assistants": "/users/.*/assistants",
    "schedulers": "/users/.*/assistants",
}


@pytest.mark.parametrize(("name", "path"), LOST.items(), ids=LOST)
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_a_lost_answer_is_settled_by_reading(simulator, succeed, emails, name, path, method):
    case = CASES[name]
    if name == "schedulers" and method == "DELETE":
        path = "/users/.*/schedulers"
    succeed(case.module, case.args(emails[:2]))
    simulator.clear_requests()
    simulator.faults([{"method": method, "path": path, "times": 1, "status": 502, "after": True}])
    changed = case.args(emails[2:3]) if method == "POST" else case.args(emails[:1], state="absent")
    result = succeed(case.module, changed)
    assert result["added"] + result["removed"] == (emails[2:3] if method == "POST" else emails[:1])


@every
def test_what_zoom_accepts_and_does_not_do_is_unapplied(simulator, fail, emails, case):
    writes = [{"method": "POST", "path": "/(contacts/groups|roles|groups|users)/[^/]+/(members|admins|assistants)"}]
    simulator.faults([dict(one, times=1, status=201, body={"ids": "", "member_ids": []}) for one in writes])
    result = fail(case.module, case.args(emails[:1]))
    assert result["unapplied"] == [{"member": emails[0], "wanted": "added", "actual": "not shown"}]
    assert result["added"] == []


@every
def test_without_verify_nothing_is_read_back(simulator, succeed, emails, case):
    succeed(case.module, case.args(emails[:1], verify=False))
    after_write = [entry["method"] for entry in simulator.requests()]
    assert after_write[-1] == "POST"
