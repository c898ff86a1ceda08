# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_policy against a simulated account: audit, enforce, and what goes wrong on the way."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ansible_collections.openadmin.zoom.plugins.module_utils._core import waits
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.conditions import MISSING
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.modules import whole
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator
from ansible_collections.openadmin.zoom.tests.unit.policy.accounts import (
    FACTS,
    NAMES,
    VALUES,
    locks_read,
    named,
    paths_read,
    random_value,
)
from ansible_collections.openadmin.zoom.tests.unit.policy.test_states import is_protection

pytestmark = pytest.mark.simulator("--users", "5", "--groups", "3", "--seed", "1", "--no-rate-limits")

# Of a new account: how many findings fail, and how many of the rest can pass once the baseline is enforced.
UNMENDED = {name: {control.id for control in named(name).controls if control.automation == "audit"} for name in NAMES}


def nested(leaves: dict[str, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path, value in leaves.items():
        place = tree
        *above, last = path.split(".")
        for part in above:
            place = place.setdefault(part, {})
        place[last] = value
    return tree


@pytest.mark.parametrize("name", NAMES)
def test_each_baseline_on_a_new_account(simulator: Simulator, succeed: RunModule, name: str) -> None:
    arguments = {"baselines": [name], "values": VALUES}
    audit = succeed("zoom_policy", arguments)
    assert not audit["changed"]
    assert not simulator.writes()
    counts = audit["summary"]["counts"]
    assert counts["unknown"] == 0
    automatic = {item.id for item in named(name).controls if item.automation != "manual"}
    assert {item["control"] for item in audit["findings"]} & automatic, "a new account has something to mend"
    manual = [control for control in named(name).controls if control.automation == "manual"]
    assert counts["manual"] == len(manual)
    assert counts["pass"] + audit["summary"]["failing"] + counts["manual"] == audit["summary"]["findings"]

    planned = succeed("zoom_policy", {**arguments, "mode": "enforce"}, check_mode=True)
    assert not simulator.writes()
    assert planned["plan"] == audit["plan"]
    done = succeed("zoom_policy", {**arguments, "mode": "enforce"})
    assert (planned["steps"], planned["diff"], planned["changed"]) == (done["steps"], done["diff"], done["changed"])
    assert done["summary_before"]["score"] == audit["summary"]["score"]
    left = {item["control"] for item in done["findings"]}
    assert left <= UNMENDED[name], done["findings"]

    simulator.clear_requests()
    again = succeed("zoom_policy", {**arguments, "mode": "enforce"})
    assert not again["changed"]
    assert again["plan"] == []
    assert not simulator.writes()


def test_requests_are_at_the_floor(simulator: Simulator, succeed: RunModule) -> None:
    succeed("zoom_policy", {"baselines": ["core"]})
    asked = [(entry["path"], json.dumps(entry["query"])) for entry in simulator.api_requests()]
    assert len(asked) == len(set(asked)), "nothing is read twice"
    # The list of groups; three views of the account and two of its locks; two views and two of locks per group.
    assert len(asked) == 1 + 5 + 3 * 4
    simulator.clear_requests()
    succeed("zoom_policy", {"baselines": ["core"], "targets": ["account"]})
    assert len(simulator.api_requests()) == 5, "groups are not listed where they do not matter"


def test_only_what_fails_is_written(simulator: Simulator, succeed: RunModule) -> None:
    length = "meeting_security.meeting_password_requirement.length"
    simulator.control("PUT", "state?merge=true", {"settings": {"account": nested({length: 12})}})
    done = succeed("zoom_policy", {"mode": "enforce", "targets": ["account"]})
    assert length not in done["diff"]["after"]["account"]
    after = succeed("zoom_settings_info", {"scope": "account"})["settings"]
    assert after["meeting_security"]["meeting_password_requirement"]["length"] == 12


def test_enforcing_without_reports_keeps_the_previous_values(succeed: RunModule, ansible_home: Path) -> None:
    planned = succeed("zoom_policy", {"mode": "enforce"}, check_mode=True)
    assert planned["changed"] and planned["undo_file"] is None
    done = succeed("zoom_policy", {"mode": "enforce"})
    kept = Path(done["undo_file"])
    assert kept.parent == ansible_home / "zoom-undo"
    assert (kept.stat().st_mode & 0o077, kept.parent.stat().st_mode & 0o077) == (0, 0)
    assert json.loads(kept.read_text(encoding="utf-8"))[0]["scope"] == "account"


def test_undo_gives_the_previous_values_back(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    disclaimer = "recording.recording_notification_for_zoom_client.disclaimer_to_participants"
    simulator.control("PUT", "state?merge=true", {"settings": {"account": nested({disclaimer: "Guest only"})}})
    before = succeed("zoom_settings_info", {"scope": "account"}), succeed("zoom_policy", {})["plan"]
    undo = tmp_path / "undo.json"
    arguments = {"mode": "enforce", "undo_file": str(undo), "steps_file": str(tmp_path / "steps.json")}
    done = succeed("zoom_policy", arguments)
    assert len(json.loads((tmp_path / "steps.json").read_text())) == done["step_counts"]["total"]
    documents = json.loads(undo.read_text(encoding="utf-8"))
    assert documents[0]["scope"] == "account"
    for document in documents:
        succeed("zoom_settings", document)
    after = succeed("zoom_settings_info", {"scope": "account"}), succeed("zoom_policy", {})["plan"]
    assert (after[0]["settings"], after[0]["locks"]) == (before[0]["settings"], before[0]["locks"])
    assert after[1] == before[1] == done["plan"]


def test_the_same_addresses_in_another_order_pass(simulator: Simulator, succeed: RunModule) -> None:
    ranges = "recording.ip_address_access_control.ip_addresses_or_ranges"
    arguments = {"baselines": ["cis_v100_l2"], "targets": ["account"]}
    ours = {**VALUES, "recording_ip_ranges": "198.51.100.0/24,203.0.113.0/24"}
    done = succeed("zoom_policy", {**arguments, "mode": "enforce", "values": ours})
    assert ranges in {item["path"] for item in done["plan"]}
    turned = {**VALUES, "recording_ip_ranges": "203.0.113.0/24, 198.51.100.0/24"}
    audit = succeed("zoom_policy", {**arguments, "values": turned})
    assert "CIS-1.2.9" not in {item["control"] for item in audit["findings"]}
    assert audit["plan"] == []


def test_groups_that_deviate_by_agreement(simulator: Simulator, succeed: RunModule) -> None:
    names = [item["name"] for item in simulator.state()["groups"]]
    arguments = {
        "baselines": ["core_strict"],
        "overrides": [
            {
                "control": "file-transfer",
                "targets": [names[0]],
                "value": True,
                "lock": "none",
                "reason": "agreed",
            }
        ],
    }
    done = succeed("zoom_policy", {**arguments, "mode": "enforce"})
    found = {(item["control"], item["name"]): item for item in done["findings"]}
    assert set(found) == {("file-transfer", "account")}
    assert "outside any group" in found["file-transfer", "account"]["reason"]
    locks = [(item["name"], item["kind"]) for item in done["plan"] if item["path"] == "in_meeting.file_transfer"]
    assert sorted(name for name, kind in locks if kind == "lock") == sorted(names[1:])
    again = succeed("zoom_policy", {**arguments, "mode": "enforce"})
    assert not again["changed"]


def test_what_was_not_approved_is_refused_before_anything_is_written(
    simulator: Simulator, succeed: RunModule, fail: RunModule
) -> None:
    plan = succeed("zoom_policy", {})["plan"]
    simulator.control("PUT", "state?merge=true", {"settings": {"account": nested({"in_meeting.auto_answer": True})}})
    refused = fail("zoom_policy", {"mode": "enforce", "approved_plan": {"sim-account": plan}})
    assert "set in_meeting.auto_answer to false was not approved" in refused["msg"]
    assert "othing was changed" in refused["msg"]
    assert {item["problem"] for item in refused["findings"]} == {
        "set in_meeting.auto_answer to false was not approved."
    }
    assert not simulator.writes()
    fail("zoom_policy", {"mode": "enforce", "approved_plan": {"other-account": plan}})
    now = succeed("zoom_policy", {})["plan"]
    assert succeed("zoom_policy", {"mode": "enforce", "approved_plan": {"sim-account": now}})["changed"]


@pytest.mark.simulator("--users", "5", "--groups", "2", "--scopes", "admin", "--no-rate-limits")
def test_account_locks_that_cannot_be_read(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    done = succeed("zoom_policy", {"mode": "enforce", "targets": ["account"]})
    summary = done["summary"]
    assert summary["account_locks_unread"] == summary["unknown"] > 0
    assert any("lock_settings" in scope for scope in summary["missing_scopes"])
    assert all(item["kind"] == "set" for item in done["plan"])
    assert summary["score"] == 100.0
    undo = tmp_path / "undo.json"
    arguments = {"mode": "enforce", "targets": ["account"], "allow_unverified": True, "undo_file": str(undo)}
    blind = succeed("zoom_policy", arguments)
    assert {item["kind"] for item in blind["plan"]} == {"lock"}
    # Whether they were locked before is not known, and is not guessed.
    assert json.loads(undo.read_text(encoding="utf-8")) == []
    assert "lock meeting_security.meeting_password (it could not be read)" in json.dumps(blind["warnings"])
    assert simulator.state()["locks"]["account"]["meeting_security"]["meeting_password"] is True


def test_settings_without_scope_are_unknown(simulator: Simulator, succeed: RunModule) -> None:
    scopes = ["group:read:list_groups:admin", "account:read:settings:admin", "group:read:list_groups:master"]
    simulator.control("PUT", "state?merge=true", {"account": {"scopes": scopes}})
    audit = succeed("zoom_policy", {"targets": ["groups"]})
    assert audit["summary"]["counts"]["pass"] == 0
    assert any("group:read:settings" in scope for scope in audit["summary"]["missing_scopes"])
    assert audit["plan"] == []


def test_a_refusal_of_one_group_stops_only_that_group(simulator: Simulator, fail: RunModule) -> None:
    group = simulator.state()["groups"][0]
    own = {"groups": {group["name"]: nested({"meeting_security.meeting_password_requirement.length": 5})}}
    simulator.control("PUT", "state?merge=true", {"settings": own})
    fault = {"method": "PATCH", "path": f"/groups/{group['id']}/settings", "times": None, "status": 400}
    simulator.faults([{**fault, "body": {"code": 300, "message": "No."}}])
    failed = fail("zoom_policy", {"mode": "enforce"})
    assert group["name"] in failed["msg"]
    wrong = {item["name"] for item in whole(failed)["findings"] if item["status"] != "unknown"}
    assert group["name"] in wrong
    simulator.control("DELETE", "faults")
    assert simulator.state()["locks"]["account"], "the rest was done"


def test_a_value_that_silently_did_not_take_is_told_and_not_locked(
    simulator: Simulator, fail: RunModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waits, "SETTINGS", (0.0, 0.01))
    simulator.control("PUT", "state?merge=true", {"account": {"unlicensed": ["in_meeting.file_transfer"]}})
    failed = fail("zoom_policy", {"baselines": ["core_strict"], "mode": "enforce", "targets": ["account"]})
    kinds = {(item["kind"], item["path"]) for item in failed["unapplied"]}
    assert kinds == {("set", "in_meeting.file_transfer"), ("lock", "in_meeting.file_transfer")}
    assert "did not take" in failed["msg"]
    assert not simulator.state()["locks"]["account"].get("in_meeting", {}).get("file_transfer")


@pytest.mark.simulator("--users", "5", "--groups", "2", "--lag-ms", "400", "--no-rate-limits")
def test_propagation_is_waited_for(succeed: RunModule) -> None:
    done = succeed("zoom_policy", {"mode": "enforce"})
    assert done["unapplied"] == []
    assert done["summary"]["score"] == 100.0


def test_an_expired_waiver_fails_loudly(
    simulator: Simulator, fail: RunModule, succeed: RunModule, tmp_path: Path
) -> None:
    waiver = {"control": "file-transfer", "reason": "R", "owner": "the board", "expires": "2026-01-31"}
    strict = {"baselines": ["core_strict"], "waivers": [waiver]}
    refused = fail("zoom_policy", {**strict, "mode": "enforce"})
    assert "the waiver of control file-transfer by the board expired on 2026-01-31" in refused["msg"]
    assert not simulator.api_requests()
    failed = fail("zoom_policy", {**strict, "report_dir": str(tmp_path)})
    assert "Waivers have expired" in failed["msg"]
    assert set(failed["report_files"]) == {"json", "html"}, "reports are written first"
    waiver["expires"] = "2999-01-31"
    done = succeed("zoom_policy", {**strict, "mode": "enforce"})
    assert done["summary"]["counts"]["waived"] == 4
    assert not any("file_transfer" in item["path"] for item in done["plan"])


def test_reports_and_evidence(simulator: Simulator, succeed: RunModule, fail: RunModule, tmp_path: Path) -> None:
    reports, evidence = tmp_path / "reports", tmp_path / "evidence"
    arguments = {
        "baselines": ["core", "gov_high"],
        "values": VALUES,
        "report_dir": str(reports),
        "evidence_dir": str(evidence),
        "report_formats": ["json", "csv", "junit", "html"],
        "run_id": "first",
        "launched_by": "an auditor",
        "attestations": [
            {"control": "operation-log", "result": "pass", "by": "M", "date": "2026-01-01", "evidence": "ticket 7"}
        ],
    }
    audit = succeed("zoom_policy", arguments, check_mode=True)
    assert not audit["changed"]
    document = json.loads((reports / "zoom-policy-sim-account-first.json").read_text(encoding="utf-8"))
    assert document["run"]["launched_by"] == "an auditor"
    assert document["summary"] == audit["summary"]
    assert document["summary"]["counts"]["attested"] == 1
    assert len(document["evidence"]) == len(simulator.api_requests()) - 1
    for record in document["evidence"]:
        content = (evidence / record["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == record["sha256"]
        assert record["file"].startswith("sim-account-first-")
        assert (record["status"], record["endpoint"][:5]) == (200, "GET /")
        assert (evidence / record["file"]).stat().st_mode & 0o077 == 0
    for finding in document["findings"]:
        for check in finding["checks"]:
            assert check["evidence"], check
    previous = audit["report_files"]["json"]
    done = succeed("zoom_policy", {**arguments, "mode": "enforce", "run_id": "second", "previous": previous})
    assert done["trend"]["better"] > 0
    assert done["undo_file"] == str(reports / "zoom-policy-sim-account-second.undo")
    assert json.loads(Path(done["undo_file"]).read_text(encoding="utf-8"))[0]["scope"] == "account"
    assert done["trend"]["worse"] == 0
    failed = fail("zoom_policy", {**arguments, "run_id": "third", "fail_on": "fail"})
    assert "1 findings fail" in failed["msg"]
    assert (reports / "zoom-policy-sim-account-third.html").exists()
    wrong = fail("zoom_policy", {**arguments, "previous": str(reports / "zoom-policy-sim-account-first.csv")})
    assert "no JSON" in wrong["msg"]


def test_secrets_in_answers_are_masked(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    secret: dict[str, Any] = {
        "chat": {"send_data_to_third_party_archiving_service": {"enable": True, "passcode": "hunter2"}}
    }
    secret["in_meeting"] = {"unheard_of_api_key": "hunter2"}
    simulator.control("PUT", "state?merge=true", {"settings": {"account": secret}})
    succeed("zoom_policy", {"evidence_dir": str(tmp_path), "targets": ["account"], "report_dir": str(tmp_path)})
    assert all("hunter2" not in path.read_text(encoding="utf-8") for path in tmp_path.iterdir())


def test_all_wrong_input_at_once_and_before_any_request(simulator: Simulator, fail: RunModule, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    failed = fail(
        "zoom_policy",
        {
            "baselines": ["core_strict"],
            "overrides": [{"control": "file-transfe", "value": True, "reason": "R"}],
            "waivers": [{"control": "nothing", "reason": "R", "owner": "O", "expires": "soon"}],
            "report_dir": str(tmp_path / "file" / "reports"),
            "previous": str(tmp_path / "none.json"),
        },
    )
    assert len(failed["findings"]) == 5
    assert "Did you mean file-transfer?" in failed["msg"]
    assert not simulator.api_requests()
    unknown = fail("zoom_policy", {"targets": ["Nowhere"]})
    assert "no group is called 'Nowhere'" in unknown["msg"]


def test_a_lock_is_removed_where_an_agreement_asks_for_it(simulator: Simulator, succeed: RunModule) -> None:
    strict = {"baselines": ["core_strict"], "mode": "enforce", "targets": ["account"]}
    succeed("zoom_policy", strict)
    override = {"control": "file-transfer", "targets": ["account"], "lock": "unlocked", "reason": "R"}
    done = succeed("zoom_policy", {**strict, "overrides": [override]})
    assert [(item["kind"], item["path"]) for item in done["plan"]] == [("unlock", "in_meeting.file_transfer")]
    assert done["summary"]["score"] == 100.0
    again = succeed("zoom_policy", {**strict, "overrides": [override]})
    assert not again["changed"]


def test_an_answer_that_never_comes_is_unknown_at_that_group_alone(simulator: Simulator, succeed: RunModule) -> None:
    group = simulator.state()["groups"][0]
    simulator.faults([{"method": "GET", "path": f"/groups/{group['id']}/settings", "times": None, "status": 500}])
    audit = succeed("zoom_policy", {"retries": 0})
    unknown = {item["name"] for item in audit["findings"] if item["status"] == "unknown"}
    assert unknown == {group["name"]}
    assert not any(item["name"] == group["name"] and item["kind"] == "set" for item in audit["plan"])


def test_groups_as_the_only_targets(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    group = simulator.state()["groups"][0]["name"]
    arguments = {"baselines": ["hipaa_phi"], "targets": [group], "report_dir": str(tmp_path), "values": {"x": 1}}
    done = succeed("zoom_policy", {**arguments, "mode": "enforce"})
    assert {item["name"] for item in done["plan"]} == {group}
    assert "No control of these baselines asks for the policy value x." in json.dumps(done["warnings"])
    left = {item["control"] for item in done["findings"]}
    # Only the account has these locks.
    assert left == {"chat-screenshots", "chat-files", "personal-meeting-instant"}
    report = json.loads(Path(done["report_files"]["json"]).read_text(encoding="utf-8"))
    assert [item["name"] for item in report["objects"]] == ["account", group]
    assert not succeed("zoom_policy", {**arguments, "mode": "enforce"})["changed"]


def test_read_only_plans_and_sends_nothing(simulator: Simulator, succeed: RunModule) -> None:
    planned = succeed("zoom_policy", {"mode": "enforce", "read_only": True})
    assert planned["plan"]
    assert not simulator.writes()


def _documented(path: str, value: Any) -> bool:
    """Whether the simulator takes a value: not every text is one."""
    return FACTS.leaves[path].kind != "str" or value in FACTS.choices(path)


def random_state(simulator: Simulator, name: str, seed: int) -> None:
    """Values and locks at random, at the account and every group."""
    rng = random.Random(seed)
    paths, locks = paths_read(named(name)), locks_read(named(name))
    settings_of: dict[str, Any] = {"groups": {}}
    locks_of: dict[str, Any] = {"groups": {}}
    for place in ["account", *(item["name"] for item in simulator.state()["groups"])]:
        level = "account" if place == "account" else "group"
        drawn = {path: random_value(rng, path) for path in paths if FACTS.writable(path, level)}
        values = {path: value for path, value in drawn.items() if value is not MISSING and _documented(path, value)}
        locked = {path: rng.random() < 0.5 for path in locks if FACTS.lockable(path, level)}
        (settings_of if level == "account" else settings_of["groups"])[place] = nested(values)
        (locks_of if level == "account" else locks_of["groups"])[place] = nested(locked)
    simulator.control("PUT", "state?merge=true", {"settings": settings_of, "locks": locks_of})


@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.sampled_from(NAMES), st.integers(0, 2**32))
def test_any_account_is_brought_to_a_baseline_in_one_run(
    simulator: Simulator, run_module: RunModule, name: str, seed: int
) -> None:
    simulator.reset()
    random_state(simulator, name, seed)
    arguments = {"baselines": [name], "values": VALUES, "mode": "enforce"}
    audit = run_module("zoom_policy", {**arguments, "mode": "audit"})
    done = run_module("zoom_policy", arguments)
    assert not done.get("failed"), done["msg"]
    assert done["plan"] == audit["plan"]
    assert done["beyond"] == audit["beyond"]
    assert not any(
        item["after"] is True and item["kind"] == "set" and not is_protection(item["path"]) for item in done["plan"]
    )
    assert "not_made" not in done["changes"]
    excused = UNMENDED[name] | {item["control"] for item in done["beyond"]}
    assert {item["control"] for item in done["findings"]} <= excused, done["findings"]
    again = run_module("zoom_policy", arguments)
    assert not again["changed"], again["plan"]
