# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""People who depart from what is not locked: who is looked at, what it costs, what is found."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy import report as reports
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator
from ansible_collections.openadmin.zoom.tests.unit.policy.test_zoom_policy import nested

pytestmark = pytest.mark.simulator("--users", "8", "--groups", "2", "--seed", "1", "--no-rate-limits")

SHARING = "in_meeting.who_can_share_screen"
WAITING = "meeting_security.waiting_room"
STREAMING = "in_meeting.allow_live_streaming"


def depart(simulator: Simulator, path: str, value: Any, number: int = 0) -> str:
    """An active person who has a value of their own."""
    people = [item for item in simulator.state()["users"] if item["status"] == "active"]
    person: str = people[number]["email"]
    simulator.control("PUT", "state?merge=true", {"settings": {"users": {person: nested({path: value})}}})
    return person.lower()


def test_people_are_not_looked_at_unasked_and_the_audit_says_so(simulator: Simulator, succeed: RunModule) -> None:
    audit = succeed("zoom_policy", {})
    assert audit["people"]["mode"] == "none"
    assert "screen-sharing-host" in audit["people"]["controls"]
    assert "not looked at" in audit["people"]["text"]
    assert "2 requests for each person" in audit["people"]["text"]
    assert not any("/users" in entry["path"] for entry in simulator.api_requests())


def test_who_departs_is_found_by_name(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    succeed("zoom_policy", {"mode": "enforce"})
    person = depart(simulator, SHARING, "all")
    depart(simulator, STREAMING, True, 1)  # the account's lock holds it
    simulator.clear_requests()
    progress = tmp_path / "progress"
    progress.touch()
    arguments = {"people": "all", "report_dir": str(tmp_path), "progress_file": str(progress)}
    found = succeed("zoom_policy", arguments)
    active = sum(item["status"] == "active" for item in simulator.state()["users"])
    assert found["people"]["looked_at"] == active
    assert found["people"]["requests"] == 2 * active
    asked = [entry["path"] for entry in simulator.api_requests()]
    assert sum("/users/" in path and path.endswith("/settings") for path in asked) == 2 * active
    assert (found["people"]["departing"], found["people"]["by_control"]) == (1, {"screen-sharing-host": 1})
    assert f"{2 * active} requests, about 1 min" in found["people"]["text"]
    assert "requests, about" in progress.read_text(encoding="utf-8")
    document = json.loads(Path(found["report_files"]["json"]).read_text(encoding="utf-8"))
    (finding,) = document["people"]["findings"]
    assert (finding["person"], finding["path"], finding["actual"]) == (person, SHARING, "all")
    with open(found["report_files"]["people"], encoding="utf-8-sig") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["status"], row["person"], row["control"]) == ("user_departs", person, "screen-sharing-host")


SHOWN = "recording.recording_notification_for_zoom_client.disclaimer_to_participants"


@pytest.mark.parametrize(
    ("own", "departing"),
    [
        pytest.param({SHARING: "all"}, 1, id="departs"),
        pytest.param({SHARING: "all", "in_meeting.screen_sharing": False}, 0, id="what it bounds is off"),
        pytest.param({SHOWN: "Guest only", "recording.recording_disclaimer": False}, 1, id="neither way"),
        pytest.param({SHOWN: "Guest only", "recording.recording_disclaimer": True}, 0, id="right in another way"),
    ],
)
def test_a_person_is_judged_by_all_that_makes_a_control_true(
    simulator: Simulator, succeed: RunModule, own: dict[str, Any], departing: int
) -> None:
    succeed("zoom_policy", {"mode": "enforce"})
    person = next(item["email"] for item in simulator.state()["users"] if item["status"] == "active")
    simulator.control("PUT", "state?merge=true", {"settings": {"users": {person: nested(own)}}})
    assert succeed("zoom_policy", {"people": "all"})["people"]["departing"] == departing


def test_a_lock_of_any_group_binds_a_person(simulator: Simulator, succeed: RunModule) -> None:
    succeed("zoom_policy", {"mode": "enforce"})
    first, second = (item["name"] for item in simulator.state()["groups"])
    people = [item["email"] for item in simulator.state()["users"] if item["status"] == "active"][:2]
    for name, members in ((first, people), (second, people[:1])):
        succeed("zoom_group_member", {"group": name, "members": members})
    for person in people:
        simulator.control("PUT", "state?merge=true", {"settings": {"users": {person: nested({WAITING: False})}}})
    locks = {"groups": {second: nested({WAITING: True})}}
    simulator.control("PUT", "state?merge=true", {"locks": locks})
    found = succeed("zoom_policy", {"people": "all"})["people"]
    assert found["departing"] == 1, "who is in the second group is held by its lock"


def test_the_people_of_one_group(simulator: Simulator, succeed: RunModule) -> None:
    name = simulator.state()["groups"][0]["name"]
    members = succeed("zoom_group_info", {"name": name, "members": True})["groups"][0]["members"]
    looked = succeed("zoom_policy", {"people": f"group:{name}"})["people"]
    assert looked["looked_at"] == len(members)


def test_the_report_holds_the_first_and_the_csv_all(
    simulator: Simulator, succeed: RunModule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "PEOPLE_LISTED", 1)
    succeed("zoom_policy", {"mode": "enforce"})
    for number in range(3):
        depart(simulator, SHARING, "all", number)
    found = succeed("zoom_policy", {"people": "all", "report_dir": str(tmp_path)})
    document = json.loads(Path(found["report_files"]["json"]).read_text(encoding="utf-8"))
    assert (len(document["people"]["findings"]), document["people"]["departing"]) == (1, 3)
    assert len(Path(found["report_files"]["people"]).read_text(encoding="utf-8-sig").splitlines()) == 4


@pytest.mark.parametrize(
    ("people", "problem"),
    [
        ("some", "Write none, all, or group:NAME"),
        ("group:", "Write none, all, or group:NAME"),
        ("group:No", "no group is called 'No'"),
    ],
)
def test_wrong_people(simulator: Simulator, fail: RunModule, people: str, problem: str) -> None:
    assert problem in fail("zoom_policy", {"people": people, "targets": ["account"]})["msg"]
    assert not any(entry["path"].endswith("settings") for entry in simulator.api_requests())


def test_people_are_looked_at_once_what_was_wrong_is_mended(simulator: Simulator, succeed: RunModule) -> None:
    simulator.control("PUT", "state?merge=true", {"settings": {"account": nested({SHARING: "all"})}})
    depart(simulator, SHARING, "all")
    assert succeed("zoom_policy", {"people": "all"})["people"]["departing"] == 0, "the account is no better"
    assert succeed("zoom_policy", {"people": "all", "mode": "enforce"})["people"]["departing"] == 1


def test_a_person_who_cannot_be_read_is_counted(simulator: Simulator, succeed: RunModule) -> None:
    simulator.faults([{"method": "GET", "path": "/users/[^/]+/settings", "times": 2, "status": 403}])
    found = succeed("zoom_policy", {"people": "all", "retries": 0})
    assert found["people"]["unread"] > 0
    assert "could not be read" in found["people"]["text"]
