# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What enforcing writes: groups that follow the account are left alone, pilots come first, choices are kept."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import waits
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator
from ansible_collections.openadmin.zoom.tests.unit.policy.accounts import named
from ansible_collections.openadmin.zoom.tests.unit.policy.test_zoom_policy import nested

pytestmark = pytest.mark.simulator("--users", "5", "--groups", "3", "--seed", "1", "--no-rate-limits")

# A setting of core that no lock holds.
SHARING = "in_meeting.who_can_share_screen"
ONE = {"only": ["screen-sharing-host"]}


def group_names(simulator: Simulator) -> list[str]:
    return [item["name"] for item in simulator.state()["groups"]]


def test_a_group_that_follows_the_account_is_not_written(simulator: Simulator, succeed: RunModule) -> None:
    simulator.control("PUT", "state?merge=true", {"settings": {"account": nested({SHARING: "all"})}})
    planned = succeed("zoom_policy", {**ONE, "mode": "enforce"}, check_mode=True)
    names = group_names(simulator)
    sure = [(item["name"], item["path"]) for item in planned["plan"] if item["when"] == "always"]
    assert ("account", SHARING) in sure
    assert {name for name, path in sure if path == SHARING} == {"account"}
    maybe = {item["name"] for item in planned["plan"] if item["when"] == "still_departs" and item["path"] == SHARING}
    assert maybe == set(names)
    done = succeed("zoom_policy", {**ONE, "mode": "enforce"})
    assert {entry["path"].split("/")[2] for entry in simulator.writes()} == {"accounts"}
    assert (planned["steps"], planned["diff"], planned["plan"]) == (done["steps"], done["diff"], done["plan"])
    assert not simulator.state()["settings"]["groups"], "no group has a value of its own"


def test_a_group_that_does_not_follow_is_written_once_that_shows(
    simulator: Simulator, succeed: RunModule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waits, "SETTINGS", (0.0, 0.01))
    names = group_names(simulator)
    own = {"account": nested({SHARING: "all"}), "groups": {names[0]: nested({SHARING: "all"})}}
    simulator.control("PUT", "state?merge=true", {"settings": own})
    undo = tmp_path / "undo.json"
    before = succeed("zoom_policy", ONE)["plan"]
    done = succeed("zoom_policy", {**ONE, "mode": "enforce", "undo_file": str(undo)})
    assert done["diff"]["after"][f"group {names[0]}"] == {SHARING: "host"}
    assert f"group {names[1]}" not in done["diff"]["after"]
    assert done["summary"]["failing"] == 0 or "screen-sharing-host" not in {i["control"] for i in done["findings"]}
    documents = json.loads(undo.read_text(encoding="utf-8"))
    assert [item["scope"] for item in documents] == ["account", "group"], "the undo holds what was written, no more"
    for document in documents:
        succeed("zoom_settings", document)
    assert succeed("zoom_policy", ONE)["plan"] == before


@pytest.mark.simulator("--users", "5", "--groups", "2", "--lag-ms", "300", "--no-rate-limits")
def test_a_group_is_given_time_to_follow(simulator: Simulator, succeed: RunModule) -> None:
    simulator.control("PUT", "state?merge=true", {"settings": {"account": nested({SHARING: "all"})}})
    succeed("zoom_policy", {**ONE, "mode": "enforce"})
    assert {entry["path"].split("/")[2] for entry in simulator.writes()} == {"accounts"}


def test_what_the_account_is_going_to_lock_is_not_set_at_groups(simulator: Simulator, succeed: RunModule) -> None:
    names = group_names(simulator)
    path = "in_meeting.allow_live_streaming"
    own = {"account": nested({path: True}), "groups": {names[0]: nested({path: True})}}
    simulator.control("PUT", "state?merge=true", {"settings": own})
    done = succeed("zoom_policy", {"only": ["live-streaming"], "mode": "enforce"})
    assert {item["object"] for item in done["plan"]} == {"account"}
    assert "live-streaming" not in {item["control"] for item in done["findings"]}


@pytest.mark.parametrize(
    ("choice", "enforced"),
    [
        ({"only": ["guests-marked"]}, {"guests-marked"}),
        ({"only": ["guest*", "auto-answer"], "except": ["auto-*"]}, {"guests-marked"}),
        ({"severity_min": "critical"}, {"two-factor-sign-in", "meeting-passcode"}),
        ({"impact_max": "nobody"}, {"guests-marked", "phone-number-masking"}),
    ],
)
def test_what_is_enforced_can_be_chosen(
    simulator: Simulator, succeed: RunModule, choice: dict[str, Any], enforced: set[str]
) -> None:
    audit = succeed("zoom_policy", choice)
    assert {control for item in audit["plan"] for control in item["controls"]} <= enforced
    assert len({item["control"] for item in audit["findings"]}) > len(enforced), "all is judged"


def test_a_name_that_names_no_control_is_told(simulator: Simulator, fail: RunModule) -> None:
    failed = fail("zoom_policy", {"only": ["guest-marked"], "except": ["nothing*"]})
    assert "only: no control is called 'guest-marked'. Did you mean guests-marked?" in failed["msg"]
    assert "except: no control is called 'nothing*'" in failed["msg"]
    assert not simulator.requests()


def test_a_pilot_comes_first_and_its_plan_serves_everybody(simulator: Simulator, succeed: RunModule) -> None:
    names = group_names(simulator)
    first = {"pilot": [names[0]]}
    audit = succeed("zoom_policy", first)
    assert {item["stage"] for item in audit["plan"]} == {"pilot", "everybody"}
    approved = {"mode": "enforce", "approved_plan": {"sim-account": audit["plan"]}}
    done = succeed("zoom_policy", {**approved, **first})
    assert {entry["path"].split("/")[2] for entry in simulator.writes()} == {"groups"}
    assert done["pilot"]["score"] > done["pilot"]["others"]
    everybody = succeed("zoom_policy", approved)
    assert everybody["summary"]["score"] == 100.0
    assert not succeed("zoom_policy", {"mode": "enforce"})["changed"]


def test_a_pilot_must_be_among_the_targets(simulator: Simulator, fail: RunModule) -> None:
    assert "no group is called 'Nowhere'" in fail("zoom_policy", {"pilot": ["Nowhere"]})["msg"]
    names = group_names(simulator)
    assert "names no target" in fail("zoom_policy", {"pilot": [names[0]], "targets": [names[1]]})["msg"]


def test_the_gravest_comes_first_everywhere(simulator: Simulator, fail: RunModule) -> None:
    failed = fail("zoom_policy", {"fail_on": "fail"})
    order = ["critical", "high", "medium", "low"]
    severities = {control.id: control.severity for control in named("core").controls}
    found = [severities[item["control"]] for item in failed["findings"] if item["status"] != "unknown"]
    assert found == sorted(found, key=order.index)
    assert failed["msg"].splitlines()[1].startswith(f"- {found[0]}:")


# -- what became of the changes ----------------------------------------------------------------------------------------

LENGTH = "meeting_security.meeting_password_requirement.length"
ALL_FORMATS = ["json", "html", "csv", "junit", "sarif", "oscal"]


def outcomes_of(document: dict[str, Any]) -> dict[str, list[str]]:
    """``name kind path`` by outcome."""
    found: dict[str, list[str]] = {}
    for entry, outcome in zip(document["plan"], document["outcomes"], strict=True):
        found.setdefault(outcome["outcome"], []).append(f"{entry['name']} {entry['kind']} {entry['path']}")
    return found


def failing_in(name: str, path: Path) -> set[str]:
    """The controls that fail by a report."""
    text = path.read_text(encoding="utf-8-sig")
    if name == "csv":
        return {row["control"] for row in csv.DictReader(text.splitlines()) if row["status"].startswith("fail")}
    if name == "junit":
        cases = ElementTree.fromstring(text).iter("testcase")
        return {case.get("name", "").split(" ")[0] for case in cases if case.find("failure") is not None}
    document = json.loads(text)
    if name == "sarif":
        return {item["ruleId"] for item in document["runs"][0]["results"] if item["kind"] == "fail"}
    findings = document["assessment-results"]["results"][0]["findings"]
    targets = [item["target"] for item in findings if item["target"]["status"]["state"] == "not-satisfied"]
    return {target["target-id"].removesuffix("_smt") for target in targets}


@pytest.mark.parametrize("status", [0, 400, 403, 500])
def test_a_change_that_did_not_take_is_not_counted_as_made(
    simulator: Simulator, fail: RunModule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    """``status`` of the group's PATCH; 0 is silence, after which the value is as before."""
    monkeypatch.setattr(waits, "SETTINGS", (0.0, 0.01))
    group = simulator.state()["groups"][0]
    own = {"groups": {group["name"]: nested({LENGTH: 5})}}
    simulator.control("PUT", "state?merge=true", {"settings": own})
    fault = {"method": "PATCH", "path": f"/groups/{group['id']}/settings", "times": None, "status": status or 204}
    body = {"code": 300, "message": "No."} if status else None
    simulator.faults([{**fault, "body": body}])
    arguments = {"only": ["passcode-length"], "mode": "enforce", "report_dir": str(tmp_path), "retries": 0}
    failed = fail("zoom_policy", {**arguments, "report_formats": ALL_FORMATS})
    document = json.loads(Path(failed["report_files"]["json"]).read_text(encoding="utf-8"))
    wanted = f"{group['name']} set {LENGTH}"
    found = outcomes_of(document)
    assert found["not_made"] == [wanted]
    assert wanted not in found.get("made", [])
    assert sum(failed["changes"]["not_made"].values()) == 1
    assert f"group {group['name']}" not in failed["diff"]["after"]
    page = Path(failed["report_files"]["html"]).read_text(encoding="utf-8")
    assert "Changes that were not made: 1" in page
    assert f"Changes that were made: {len(found.get('made', []))}<" in page or "made" not in found
    for name in ("csv", "junit", "sarif", "oscal"):
        assert "passcode-length" in failing_in(name, Path(failed["report_files"][name])), name


def test_what_follows_the_account_is_told_apart_from_what_was_made(
    simulator: Simulator, succeed: RunModule, tmp_path: Path
) -> None:
    simulator.control("PUT", "state?merge=true", {"settings": {"account": nested({SHARING: "all"})}})
    done = succeed("zoom_policy", {**ONE, "mode": "enforce", "report_dir": str(tmp_path)})
    document = json.loads(Path(done["report_files"]["json"]).read_text(encoding="utf-8"))
    found = outcomes_of(document)
    assert {name.split(" ")[0] for name in found["made"]} == {"account"}
    assert len([name for name in found["followed"] if SHARING in name]) == len(group_names(simulator))
    assert "not_made" not in found
    audit = succeed("zoom_policy", {"report_dir": str(tmp_path / "audit")})
    assert json.loads(Path(audit["report_files"]["json"]).read_text(encoding="utf-8"))["outcomes"] == []
    assert set(audit["changes"]) <= {"planned", "may_follow"}


def test_what_is_left_for_everybody_is_told_apart_from_what_the_pilot_made(
    simulator: Simulator, succeed: RunModule, tmp_path: Path
) -> None:
    names = group_names(simulator)
    done = succeed("zoom_policy", {"mode": "enforce", "pilot": [names[0]], "report_dir": str(tmp_path)})
    document = json.loads(Path(done["report_files"]["json"]).read_text(encoding="utf-8"))
    stages = {
        (entry["stage"], outcome["outcome"])
        for entry, outcome in zip(document["plan"], document["outcomes"], strict=True)
    }
    assert stages == {("pilot", "made"), ("everybody", "later")}
