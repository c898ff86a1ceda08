# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Offboarding over months of the simulator's clock, and the planners as tables."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.heirs_plan import HeirRules, Heirs, Places
from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.leavers_file import Leaver
from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.offboard_plan import (
    HeldBack,
    Known,
    OffboardRules,
    stage_of,
    with_heir,
)
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT, Simulator

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = 86400
TRANSFER = ["meetings", "recordings"]


def days(number: float) -> datetime:
    return NOW + timedelta(days=number)


@pytest.mark.parametrize(
    ("person", "leaver", "known", "rules", "stage"),
    [
        ({}, {}, {}, {}, "deactivate"),
        ({}, {"leave_date": days(1)}, {}, {}, "scheduled"),
        ({}, {"leave_date": days(-1)}, {}, {}, "deactivate"),
        ({"status": "pending", "role_id": None}, {}, {}, {}, "deactivate"),
        ({"status": "inactive"}, {}, {"stage": "deactivated", "since": days(-29)}, {}, "wait"),
        ({"status": "inactive"}, {}, {"stage": "deactivated", "since": days(-30)}, {}, "remove"),
        ({"status": "inactive"}, {}, {}, {}, "wait"),
        ({"status": "inactive"}, {"leave_date": days(-90)}, {}, {}, "wait"),
        ({"status": "inactive"}, {"leave_date": days(-9)}, {"stage": "deactivated", "since": days(-40)}, {}, "wait"),
        ({"status": "inactive"}, {}, {}, {"grace_days": 0}, "remove"),
        ({}, {}, {"stage": "deactivated", "at": days(-5), "since": days(-5)}, {}, "returned"),
        ({}, {}, {"stage": "returned", "at": days(-5)}, {}, "returned"),
        ({}, {"leave_date": days(-9)}, {"stage": "returned", "at": days(-5)}, {}, "returned"),
        ({}, {"leave_date": days(-1)}, {"stage": "returned", "at": days(-5)}, {}, "deactivate"),
        ({}, {"leave_date": days(9)}, {"stage": "returned", "at": days(-5)}, {}, "scheduled"),
        (None, {}, {}, {}, "gone"),
        ({"role_id": "0"}, {}, {}, {}, "held"),
        ({"role_id": "1"}, {}, {}, {}, "held"),
        ({"role_id": None}, {}, {}, {}, "held"),
        ({}, {}, {}, {"caller": "p1"}, "held"),
        ({}, {}, {}, {"protected": frozenset({"p1"})}, "held"),
        ({}, {}, {}, {"exceptions": {"p1@b.cd": HeldBack("asked for")}}, "held"),
        ({}, {}, {}, {"exceptions": {"p1": HeldBack("asked for", days(0))}}, "held"),
        ({}, {}, {}, {"exceptions": {"p1": HeldBack("asked for", days(-1))}}, "deactivate"),
        ({}, {}, {}, {"exceptions": {"p1": HeldBack("lawsuit", days(-1), legal_hold=True)}}, "held"),
        ({"status": "inactive"}, {}, {"stage": "deactivated", "since": days(-99)},
         {"exceptions": {"p1": HeldBack("lawsuit", legal_hold=True)}}, "held"),
    ],
)  # fmt: skip
def test_the_stage_that_is_due(person: Any, leaver: Any, known: Any, rules: Any, stage: str) -> None:
    usual = {"id": "p1", "email": "p1@b.cd", "status": "active", "role_id": "2"}
    row = Leaver("row 2", "p1@b.cd", **leaver)
    found = stage_of(row, None if person is None else {**usual, **person}, Known(**known), OffboardRules(NOW, **rules))
    assert found.stage == stage


PEOPLE = {
    name: {"email": name, "status": "active", "type": 2}
    for name in ("row@b.cd", "division@b.cd", "dept@b.cd", "group@b.cd", "boss@b.cd", "all@b.cd", "leaver@b.cd")
}
PEOPLE["basic@b.cd"] = {"email": "basic@b.cd", "status": "active", "type": 1}
PEOPLE["inactive@b.cd"] = {"email": "inactive@b.cd", "status": "inactive", "type": 1}
EVERY = {"by_division": {"emea": "division@b.cd"}, "by_department": {"it": "dept@b.cd"},
         "by_group": {"sales": "group@b.cd"}, "everyone": "all@b.cd"}  # fmt: skip
PLACES = Places("emea", "it", ("support", "sales"), "boss@b.cd")


@pytest.mark.parametrize(
    ("named", "rules", "expected"),
    [
        ("row@b.cd", EVERY, "row@b.cd"),
        ("", EVERY, "division@b.cd"),
        ("", {**EVERY, "by_division": {}}, "dept@b.cd"),
        ("", {**EVERY, "by_division": {}, "by_department": {}}, "group@b.cd"),
        ("", {"everyone": "all@b.cd"}, "boss@b.cd"),
        ("", {"everyone": "all@b.cd", "manager": False}, "all@b.cd"),
        ("", {**EVERY, "by_division": {"emea": "basic@b.cd"}}, "dept@b.cd"),
        ("", {**EVERY, "by_division": {"emea": "leaver@b.cd"}}, "dept@b.cd"),
        ("", {"manager": False, "everyone": "basic@b.cd", "transfer": ("meetings",)}, "basic@b.cd"),
        ("", {"manager": False}, "no rule names an heir"),
        ("", {"manager": False, "everyone": "inactive@b.cd"}, "is inactive"),
        ("nobody@b.cd", EVERY, "is not in the account"),
        ("leaver@b.cd", EVERY, "leaves as well"),
        ("basic@b.cd", EVERY, "has no licence, which webinars and recordings need"),
        ("p1@b.cd", EVERY, "is the person who leaves"),
    ],
)
def test_the_heir(named: str, rules: Any, expected: str) -> None:
    heir = Heirs(HeirRules(**rules), PEOPLE.get, frozenset({"leaver@b.cd"})).of(named, PLACES, "p1@b.cd")
    assert heir.email == expected if "@" in expected else (heir.email == "" and expected in heir.problem)


@pytest.mark.parametrize(
    ("rules", "heir_problem", "stage"),
    [
        ({}, "", "remove"),
        ({}, "no rule names an heir.", "blocked"),
        ({"allow_data_loss": True}, "no rule names an heir.", "remove"),
        ({"managed_domains": frozenset({"b.cd"})}, "", "blocked"),
        ({"managed_domains": frozenset({"b.cd"}), "action": "delete"}, "", "remove"),
    ],
)
def test_what_zoom_would_refuse_is_told_before(rules: Any, heir_problem: str, stage: str) -> None:
    from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.heirs_plan import Heir

    asked = OffboardRules(NOW, grace_days=0, **rules)
    person = {"id": "p1", "email": "p1@b.cd", "status": "inactive", "role_id": "2"}
    found = with_heir(stage_of(Leaver("row 2", "p1@b.cd"), person, Known(), asked), Heir("", "", heir_problem), asked)
    assert found.stage == stage


# -- over months ---------------------------------------------------------------------------------------------------


class Account:
    """A simulated account with leavers and heirs of known names, and the task that is run again and again."""

    def __init__(self, simulator: Simulator, tmp_path: Path) -> None:
        self.simulator = simulator
        self.ledger = tmp_path / "offboarding.ledger"
        users = [user for user in simulator.state()["users"] if user["status"] == "active" and user["role_id"] == "2"]
        names = ("ann", "bob", "cem", "heir", "other")
        everybody = simulator.state()["users"]
        chosen = {user["id"]: name for user, name in zip(users, names, strict=False)}
        for user in everybody:
            if user["id"] in chosen:
                user.update(email=f"{chosen[user['id']]}@example.com", type=2, content={"meeting": 3, "recording": 2})
        simulator.put_state({"users": everybody})

    def arguments(self, *leavers: str, **more: Any) -> dict[str, Any]:
        rows = [{"email": f"{name}@example.com"} for name in leavers]
        return {"leavers": rows, "action": "delete", "ledger": str(self.ledger), "heir": "heir@example.com",
                "transfer": TRANSFER, "max_removals_percent": 50, "heir_manager": False, **more}  # fmt: skip

    def user(self, name: str) -> dict[str, Any]:
        users = self.simulator.state()["users"]
        return next((user for user in users if user["email"] == f"{name}@example.com"), {})

    def change(self, name: str, **values: Any) -> None:
        users = self.simulator.state()["users"]
        next(user for user in users if user["email"] == f"{name}@example.com").update(values)
        self.simulator.put_state({"users": users})

    def stages(self) -> list[tuple[str, str]]:
        lines = map(json.loads, self.ledger.read_text().splitlines())
        return [(line["email"].partition("@")[0], line["stage"]) for line in lines]


@pytest.fixture
def account(simulator: Simulator, tmp_path: Path) -> Account:
    return Account(simulator, tmp_path)


def stages_of(result: dict[str, Any]) -> dict[str, str]:
    return {one["person"].partition("@")[0]: one["stage"] for one in result["people"]}


def test_four_runs(account: Account, succeed: RunModule, tmp_path: Path) -> None:
    arguments = account.arguments("ann", "bob", undo_file=str(tmp_path / "undo.json"))
    planned = succeed("zoom_offboarding", arguments, check_mode=True)
    assert account.simulator.writes() == [] and not account.ledger.exists()
    first = succeed("zoom_offboarding", arguments)
    assert first["steps"] == planned["steps"]
    assert stages_of(first) == {"ann": "deactivate", "bob": "deactivate"}
    assert account.user("ann")["status"] == "inactive" and account.user("ann").get("signed_out_at")
    assert stat.S_IMODE(account.ledger.stat().st_mode) == 0o600
    groups = account.user("ann")["group_ids"]
    account.simulator.clock(15 * DAY)
    second = succeed("zoom_offboarding", arguments)
    assert not second["changed"] and stages_of(second) == {"ann": "wait", "bob": "wait"}
    assert account.user("ann")["group_ids"] == groups
    account.simulator.clock(15.1 * DAY)
    third = succeed("zoom_offboarding", arguments)
    assert stages_of(third) == {"ann": "remove", "bob": "remove"}
    assert account.user("ann") == {} and account.user("heir")["content"] == {"meeting": 9, "recording": 6}
    fourth = succeed("zoom_offboarding", arguments)
    assert not fourth["changed"] and stages_of(fourth) == {"ann": "gone", "bob": "gone"}
    assert sorted(account.stages()) == sorted(
        [("ann", "deactivated"), ("bob", "deactivated"), ("ann", "removed"), ("bob", "removed")]
    )
    removed = [json.loads(line) for line in account.ledger.read_text().splitlines()][-1]
    assert removed["heir"] == "heir@example.com" and "transfer_meeting=True" in removed["requested"]


def test_a_leaver_by_the_number_of_the_employee(account: Account, succeed: RunModule) -> None:
    account.change("ann", employee_unique_id="E-007")
    arguments = {**account.arguments(), "leavers": [{"employee_unique_id": "E-007"}, {"employee_unique_id": "E-008"}]}
    result = succeed("zoom_offboarding", arguments)
    assert sorted(stages_of(result).values()) == ["deactivate", "gone"]
    assert account.user("ann")["status"] == "inactive"


def test_who_comes_back_drops_out(account: Account, succeed: RunModule) -> None:
    arguments = account.arguments("ann")
    succeed("zoom_offboarding", arguments)
    account.change("ann", status="active")
    account.simulator.clock(40 * DAY)
    for _time in range(2):
        back = succeed("zoom_offboarding", arguments)
        assert not back["changed"] and stages_of(back) == {"ann": "returned"}
    assert account.stages() == [("ann", "deactivated"), ("ann", "returned")]
    later = (datetime.now(UTC) + timedelta(days=45)).strftime("%Y-%m-%d")
    again = {**arguments, "leavers": [{"email": "ann@example.com", "leave_date": later}]}
    assert stages_of(succeed("zoom_offboarding", again)) == {"ann": "scheduled"}
    account.simulator.clock(6 * DAY)
    assert stages_of(succeed("zoom_offboarding", again)) == {"ann": "deactivate"}
    account.simulator.clock(29 * DAY)
    assert stages_of(succeed("zoom_offboarding", again)) == {"ann": "wait"}


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("protect", ["ann@exmaple.com"]),
        ("exceptions", [{"address": "ann@exmaple.com", "reason": "lawsuit", "legal_hold": True}]),
        ("exceptions", [{"address": "Nobody", "reason": "lawsuit"}]),
    ],
)
def test_somebody_misspelt_is_protected_from_nothing(
    account: Account, fail: RunModule, option: str, value: Any
) -> None:
    result = fail("zoom_offboarding", account.arguments("ann", **{option: value}))
    assert [finding["place"] for finding in result["findings"]] == [option]
    assert "nobody in the account is" in result["msg"] and account.simulator.writes() == []


@pytest.mark.parametrize("scope", [None, {"domain": "example.com"}])
def test_two_people_in_one_row(account: Account, fail: RunModule, scope: Any) -> None:
    row = {"id": account.user("ann")["id"], "email": "bob@example.com"}
    own = account.arguments("other", leavers=[{"email": "other@example.com"}, row], scope=scope, min_rows=1)
    result = fail("zoom_offboarding", own)
    assert result["findings"][0]["place"] == "leavers[2]"
    assert "names two people: ann@example.com and bob@example.com" in result["msg"]
    assert account.simulator.writes() == []


def test_an_heir_who_leaves_meanwhile(account: Account, succeed: RunModule, fail: RunModule) -> None:
    own = account.arguments("ann", "bob")
    own["leavers"][0]["heir"] = "other@example.com"
    succeed("zoom_offboarding", own)
    account.change("other", status="inactive", type=1)
    account.simulator.clock(31 * DAY)
    result = fail("zoom_offboarding", own)
    assert stages_of(result) == {"ann": "blocked", "bob": "remove"}
    assert "ann@example.com: the heir other@example.com is inactive." in result["msg"]
    assert account.user("ann")["status"] == "inactive" and account.user("bob") == {}
    own["leavers"][0]["heir"] = "heir@example.com"
    assert stages_of(succeed("zoom_offboarding", own)) == {"ann": "remove", "bob": "gone"}


def test_a_lost_ledger_delays(account: Account, succeed: RunModule) -> None:
    arguments = account.arguments("ann")
    succeed("zoom_offboarding", arguments)
    account.simulator.clock(29 * DAY)
    account.ledger.unlink()
    lost = succeed("zoom_offboarding", arguments)
    assert not lost["changed"] and stages_of(lost) == {"ann": "wait"}
    account.simulator.clock(29 * DAY)
    assert stages_of(succeed("zoom_offboarding", arguments)) == {"ann": "wait"}
    account.simulator.clock(2 * DAY)
    assert stages_of(succeed("zoom_offboarding", arguments)) == {"ann": "remove"}


def test_a_ledger_that_was_cut_off_delays(account: Account, succeed: RunModule) -> None:
    arguments = account.arguments("ann")
    succeed("zoom_offboarding", arguments)
    text = account.ledger.read_text()
    account.ledger.write_text(text[: len(text) // 2])
    account.simulator.clock(31 * DAY)
    cut = succeed("zoom_offboarding", arguments)
    assert stages_of(cut) == {"ann": "wait"} and "cannot be read" in str(cut["warnings"])
    account.simulator.clock(31 * DAY)
    assert stages_of(succeed("zoom_offboarding", arguments)) == {"ann": "remove"}


@pytest.mark.parametrize("operation", ["PUT", "DELETE"])
def test_what_was_interrupted_goes_on(account: Account, run_module: RunModule, operation: str) -> None:
    """At every stage Zoom stops answering for one of the two; later runs bring both to the end."""
    arguments = account.arguments("ann", "bob", retries=0)
    refusal = {"code": 300, "message": "Not now."}
    path = "/users/[^/]+/status$" if operation == "PUT" else "/users/[^/]+$"
    account.simulator.faults([{"method": operation, "path": path, "times": 1, "status": 400, "body": refusal}])
    to_the_end(account, run_module, arguments)
    assert sorted(stage for _who, stage in account.stages()) == ["deactivated"] * 2 + ["refused"] + ["removed"] * 2


PATHS = {"DELETE": "/users/[^/]+$", "PUT": "/users/[^/]+/status$", "SIGN_OUT": "/users/[^/]+/token$"}


def to_the_end(account: Account, run_module: RunModule, arguments: dict[str, Any]) -> None:
    """Runs every five days until nobody is left to remove: the content is with the heir, once."""
    for _day in range(70):
        result = run_module("zoom_offboarding", arguments)
        if set(stages_of(result).values()) == {"gone"}:
            break
        account.simulator.clock(5 * DAY)
    assert account.user("ann") == {} and account.user("bob") == {}
    assert account.user("heir")["content"] == {"meeting": 9, "recording": 6}


@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("stage", PATHS)
def test_an_answer_that_is_lost(account: Account, run_module: RunModule, stage: str, after: bool) -> None:
    """At every stage the line breaks, before Zoom acts or after."""
    method = stage if stage in ("PUT", "DELETE") else "DELETE"
    fault = {"method": method, "path": PATHS[stage], "times": 1, "reset": True, "after": after}
    account.simulator.faults([fault])
    to_the_end(account, run_module, account.arguments("ann", "bob"))


RUN = """
import json, sys
from ansible_collections.openadmin.zoom.tests.harness.modules import run_module
print(json.dumps(run_module("zoom_offboarding", json.loads(sys.argv[1]))))
"""


@pytest.mark.nightly
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("stage", PATHS)
def test_a_run_that_is_ended(account: Account, run_module: RunModule, stage: str, number: signal.Signals) -> None:
    """At every stage the job is ended while Zoom is at work on one person."""
    arguments = account.arguments("ann", "bob")
    if stage == "DELETE":
        run_module("zoom_offboarding", arguments)
        account.simulator.clock(31 * DAY)
    method = stage if stage in ("PUT", "DELETE") else "DELETE"
    fault = {"method": method, "path": PATHS[stage], "times": 2, "delay_ms": 4000, "after": True}
    account.simulator.faults([fault])
    given = json.dumps({**account.simulator.connection, **arguments})
    job = subprocess.Popen([sys.executable, "-c", RUN, given], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        while any(not one["hits"] for one in account.simulator.control("GET", "faults")) and job.poll() is None:
            time.sleep(0.05)
        job.send_signal(number)
        output, _none = job.communicate(timeout=60)
    finally:
        job.kill()
    # Where both are in Zoom's hands already, a job that is asked to end has nothing left to do.
    assert (job.returncode, output) == (-signal.SIGKILL, "") or "SIGTERM" in json.loads(output).get("msg", "SIGTERM")
    to_the_end(account, run_module, arguments)
    assert {stage for _who, stage in account.stages()} <= {"deactivated", "removed", "refused"}


def test_deactivated_but_not_noted(account: Account, succeed: RunModule, tmp_path: Path) -> None:
    """A run that was killed between Zoom's answer and the ledger: the wait begins when it is seen."""
    account.change("ann", status="inactive", type=1)
    arguments = account.arguments("ann")
    assert stages_of(succeed("zoom_offboarding", arguments)) == {"ann": "wait"}
    assert account.stages() == [("ann", "deactivated")]
    account.simulator.clock(31 * DAY)
    assert stages_of(succeed("zoom_offboarding", arguments)) == {"ann": "remove"}


@pytest.mark.parametrize("text", ["", "email\n", "email\nheir@example.com\n"])
def test_a_file_that_is_suddenly_empty(account: Account, fail: RunModule, tmp_path: Path, text: str) -> None:
    src = tmp_path / "staff.csv"
    src.write_text(text)
    group = next(group["name"] for group in account.simulator.state()["groups"] if group["members"])
    given = {"src": str(src), "scope": {"group": group}, "min_rows": 5, "ledger": str(account.ledger)}
    result = fail("zoom_offboarding", given)
    assert "is empty" in result["msg"] or "fewer than 5" in result["msg"]
    assert account.simulator.requests() == [] and not account.ledger.exists()


def test_everybody_who_is_not_in_the_file(account: Account, succeed: RunModule, tmp_path: Path) -> None:
    state = account.simulator.state()
    group = next(group for group in state["groups"] if group["members"])
    emails = {user["id"]: user["email"] for user in state["users"]}
    members = sorted(emails[member] for member in group["members"])
    src = tmp_path / "staff.csv"
    src.write_text("Name;email\n" + "".join(f"Somebody;{email}\n" for email in members[1:]))
    given = {"src": str(src), "scope": {"group": group["name"]}, "min_rows": 2, "ledger": str(account.ledger),
             "action": "delete", "heir": "heir@example.com", "heir_manager": False}  # fmt: skip
    result = succeed("zoom_offboarding", given)
    assert [one["person"] for one in result["people"]] == members[:1]


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"leavers": [{"email": "a@b.cd", "leave_date": "soon"}]}, "leavers[1], column leave_date"),
        ({"leavers": [{"heir": "a@b.cd"}]}, "leavers[1]"),
        ({"leavers": [{"email": "a@b.cd"}, {"email": "A@b.cd"}]}, "leavers[2]"),
        ({"leavers": [{"email": "a@b.cd", "heir": "A@B.CD"}]}, "leavers[1], column heir"),
        ({"leavers": None}, "leavers"),
        ({"grace_days": -1}, "grace_days"),
        ({"scope": {"group": "Sales", "domain": "b.cd"}, "min_rows": 1}, "scope"),
        ({"scope": {"group": "Sales"}}, "min_rows"),
        ({"exceptions": [{"address": "a@b.cd", "until": "soon"}]}, "exceptions[1].until"),
        ({"ledger": "/dev/null"}, "ledger"),
    ],
)
def test_wrong_input_is_told_at_once(account: Account, fail: RunModule, changed: Any, place: str) -> None:
    account.simulator.clear_requests()
    result = fail("zoom_offboarding", {**account.arguments("ann"), **changed})
    assert [finding["place"] for finding in result["findings"]] == [place]
    assert account.simulator.requests() == []


def test_more_than_the_fuse_stops_before_the_first_write(account: Account, fail: RunModule) -> None:
    result = fail("zoom_offboarding", account.arguments("ann", "bob", max_removals=1))
    assert "2 people (2 deactivations); 1 are allowed" in result["msg"]
    assert account.simulator.writes() == [] and not account.ledger.exists()


def test_the_undo_file_brings_people_back(account: Account, succeed: RunModule, tmp_path: Path) -> None:
    undo = tmp_path / "undo.json"
    succeed("zoom_offboarding", account.arguments("ann", undo_file=str(undo)))
    succeed("zoom_users", {"users": json.loads(undo.read_text())})
    assert (account.user("ann")["status"], account.user("ann")["type"]) == ("active", 2)
