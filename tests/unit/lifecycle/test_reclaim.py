# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Licences of people who are asleep: who loses theirs, who does not, and what that costs."""

from __future__ import annotations

import csv
import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError
from ansible_collections.openadmin.zoom.plugins.module_utils._lifecycle.reclaim_plan import ReclaimRules, decide
from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = 86400


def ago(days: float) -> str:
    return (NOW - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def person(**fields: Any) -> dict[str, Any]:
    asleep = {"id": "p1", "email": "p1@b.cd", "type": 2, "role_id": "2", "created_at": ago(900)}
    return {**asleep, "last_login_time": ago(200), **fields}


@pytest.mark.parametrize(
    ("fields", "rules", "decision"),
    [
        ({}, {}, "reclaim"),
        ({"last_login_time": ago(91)}, {}, "reclaim"),
        ({"last_login_time": ago(89)}, {}, None),
        ({"last_login_time": ""}, {}, "reclaim"),
        ({"last_login_time": "", "created_at": ago(10)}, {}, "exempt"),
        ({"last_login_time": "", "created_at": ""}, {}, "exempt"),
        ({"user_created_at": ago(10)}, {}, "exempt"),
        ({"type": 1}, {}, None),
        ({"role_id": "0"}, {}, "exempt"),
        ({}, {"exempt": frozenset({"p1@b.cd"})}, "exempt"),
        ({}, {"exempt": frozenset({"p1"})}, "exempt"),
        ({"group_ids": ("g1",)}, {"exempt_groups": frozenset({"g1"})}, "exempt"),
        ({"division_ids": ("d1",)}, {"exempt_divisions": frozenset({"d1"})}, "exempt"),
        ({}, {"exempt_divisions": frozenset({"main"}), "main_division": "main"}, "exempt"),
        ({"role_id": "r1"}, {"exempt_roles": frozenset({"r1"})}, "exempt"),
        ({}, {"hosts": frozenset({"p1"})}, None),
        ({"last_login_time": ago(1)}, {"hosts": frozenset()}, "reclaim"),
        ({}, {"grace_group": "g"}, "notify"),
        ({"group_ids": ("g",)}, {"grace_group": "g"}, "notify"),
        ({"group_ids": ("g",)}, {"grace_group": "g", "notified": {"p1": NOW - timedelta(days=13)}}, "wait"),
        ({"group_ids": ("g",)}, {"grace_group": "g", "notified": {"p1": NOW - timedelta(days=14)}}, "reclaim"),
        ({}, {"grace_group": "g", "notified": {"p1": NOW - timedelta(days=14)}}, "notify"),
        ({"group_ids": ("g",), "last_login_time": ago(1)}, {"grace_group": "g"}, "awake"),
        ({}, {"most": 0}, "keep"),
        ({}, {"most": 1}, "reclaim"),
    ],
)  # fmt: skip
def test_one_person(fields: dict[str, Any], rules: dict[str, Any], decision: str | None) -> None:
    found = decide([person(**fields)], ReclaimRules(now=NOW, **rules), 2).decisions
    assert [one.decision for one in found] == ([decision] if decision else [])


def test_the_longest_asleep_come_first() -> None:
    people = [person(id=str(days), email=f"{days}@b.cd", last_login_time=ago(days)) for days in (100, 300, 200)]
    people.append(person(id="never", email="never@b.cd", last_login_time=""))
    found = decide(people, ReclaimRules(now=NOW, most=2, most_percent=100), 2).decisions
    shown = [(one.person["id"], one.decision) for one in found]
    assert shown == [("never", "reclaim"), ("300", "reclaim"), ("200", "keep"), ("100", "keep")]


@pytest.mark.parametrize(("asleep", "percent", "refused"), [(1, 0, False), (2, 10, False), (3, 10, True)])
def test_the_share_has_a_bound(asleep: int, percent: float, refused: bool) -> None:
    people = [person(id=str(number), last_login_time=ago(200 if number < asleep else 1)) for number in range(20)]
    rules = ReclaimRules(now=NOW, most_percent=percent)
    if refused:
        with pytest.raises(InputError, match=r"3 of 20 licensed people .* 15.0 %"):
            decide(people, rules, 2)
    else:
        assert len(decide(people, rules, 2).decisions) == asleep


def sleepers(simulator: Simulator, count: int) -> list[str]:
    """Makes this many licensed members sleep for a year, and everybody else awake."""
    state = simulator.state()
    found: list[str] = []
    for user in state["users"]:
        user["created_at"] = "2020-01-01T00:00:00Z"
        asleep = user["type"] == 2 and user["status"] == "active" and user["role_id"] == "2" and len(found) < count
        user["last_login_time"] = "2025-01-01T00:00:00Z" if asleep else user["last_login_time"]
        if asleep:
            found.append(user["email"])
        elif user["status"] == "active":
            user["last_login_time"] = "2036-01-01T00:00:00Z"
    simulator.put_state({"users": state["users"]})
    simulator.clear_requests()
    return found


def types(simulator: Simulator, emails: list[str]) -> set[int]:
    return {user["type"] for user in simulator.state()["users"] if user["email"] in emails}


def test_licences_go_once_and_come_back(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    emails = sleepers(simulator, 3)
    undo, table = tmp_path / "undo.json", tmp_path / "table.csv"
    arguments = {"max_percent": 50, "table_file": str(table), "undo_file": str(undo)}
    planned = succeed("zoom_license_reclaim", arguments, check_mode=True)
    assert simulator.writes() == []
    done = succeed("zoom_license_reclaim", arguments)
    assert done["steps"] == planned["steps"] and done["summary"]["reclaim"] == 3
    assert types(simulator, emails) == {1}
    with table.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["person"] for row in rows} == set(emails)
    assert {row["decision"] for row in rows} == {"reclaim"}
    assert not succeed("zoom_license_reclaim", arguments)["changed"]
    succeed("zoom_users", {"users": json.loads(undo.read_text()), "max_removals_percent": 100})
    assert types(simulator, emails) == {2}


def test_first_into_a_group_then_the_licence(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    emails = sleepers(simulator, 3)
    ledger, mailing = tmp_path / "ledger.jsonl", tmp_path / "mailing.csv"
    arguments = {"grace_group": "Sleepers", "notice_days": 14, "ledger": str(ledger), "max_percent": 50,
                 "mailing_file": str(mailing)}  # fmt: skip
    assert succeed("zoom_license_reclaim", arguments, check_mode=True)["summary"]["notify"] == 3
    assert not ledger.exists()
    assert succeed("zoom_license_reclaim", arguments)["summary"]["notify"] == 3
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o600
    assert types(simulator, emails) == {2} and len(mailing.read_text().splitlines()) == 4
    assert not succeed("zoom_license_reclaim", arguments)["changed"]
    state = simulator.state()
    for user in state["users"]:
        if user["email"] == emails[0]:
            user["last_login_time"] = "2036-01-01T00:00:00Z"
    simulator.put_state({"users": state["users"]})
    simulator.clock(10 * DAY)
    assert succeed("zoom_license_reclaim", arguments)["summary"] | {"licensed": 0, "exempt": 0} == {
        "reclaim": 0, "notify": 0, "wait": 2, "awake": 1, "exempt": 0, "keep": 0, "licensed": 0, "failed": 0,
    }  # fmt: skip
    simulator.clock(5 * DAY)
    assert succeed("zoom_license_reclaim", arguments)["summary"]["reclaim"] == 2
    assert types(simulator, emails[1:]) == {1} and types(simulator, emails[:1]) == {2}
    group = next(group for group in simulator.state()["groups"] if group["name"] == "Sleepers")
    assert group["members"] == []
    assert not succeed("zoom_license_reclaim", arguments)["changed"]
    stages = [json.loads(line)["stage"] for line in ledger.read_text().splitlines()]
    assert stages == ["notified"] * 3 + ["awake"] + ["reclaimed"] * 2


def test_a_lost_ledger_begins_the_notice_anew(simulator: Simulator, succeed: RunModule, tmp_path: Path) -> None:
    emails = sleepers(simulator, 2)
    ledger = tmp_path / "ledger.jsonl"
    arguments = {"grace_group": "Sleepers", "notice_days": 14, "ledger": str(ledger), "max_percent": 50}
    succeed("zoom_license_reclaim", arguments)
    ledger.unlink()
    simulator.clock(20 * DAY)
    assert succeed("zoom_license_reclaim", arguments)["summary"]["notify"] == 2
    assert types(simulator, emails) == {2} and len(ledger.read_text().splitlines()) == 2
    simulator.clock(13 * DAY)
    assert not succeed("zoom_license_reclaim", arguments)["changed"]
    simulator.clock(2 * DAY)
    assert succeed("zoom_license_reclaim", arguments)["summary"]["reclaim"] == 2


def test_hosts_keep_theirs(simulator: Simulator, succeed: RunModule) -> None:
    emails = sleepers(simulator, 2)
    state = simulator.state()
    for user in state["users"]:
        user["hosted"] = {"last": "2020-01-01T00:00:00Z" if user["email"] in emails else "", "meetings": 0}
        if user["email"] not in emails:
            user["hosted"] = {"last": user["created_at"], "meetings": 0}
    simulator.put_state({"users": state["users"]})
    result = succeed("zoom_license_reclaim", {"by": "hosted", "max_percent": 100, "days": 60}, check_mode=True)
    assert result["summary"]["reclaim"] > 2 and set(emails) <= {one["person"] for one in result["people"]}


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        ({"days": 0}, "days"),
        ({"by": "hosted", "days": 400}, "days"),
        ({"grace_group": "Sleepers"}, "ledger"),
        ({"max_percent": 101}, "max_percent"),
        ({"table_file": "/dev/null/at/all"}, "table_file"),
    ],
)
def test_wrong_input_is_told_at_once(
    simulator: Simulator, fail: RunModule, arguments: dict[str, Any], place: str
) -> None:
    result = fail("zoom_license_reclaim", arguments)
    assert [finding["place"] for finding in result["findings"]] == [place]
    assert simulator.requests() == []


def test_an_exemption_that_means_nothing_stops(simulator: Simulator, fail: RunModule) -> None:
    sleepers(simulator, 2)
    result = fail("zoom_license_reclaim", {"exempt_groups": ["Salse"], "max_percent": 100})
    assert "matches no group" in result["msg"] and simulator.writes() == []
    result = fail("zoom_license_reclaim", {"exempt": ["nobody@exmaple.com"], "max_percent": 100})
    assert "nobody in the account is 'nobody@exmaple.com'" in result["msg"] and simulator.writes() == []


@pytest.mark.slow
@pytest.mark.simulator("--users", "20000", "--groups", "20", "--seed", "1", "--no-rate-limits", "--active-only")
def test_500_among_20000_reads_lists_alone(simulator: Simulator, succeed: RunModule) -> None:
    emails = sleepers(simulator, 500)
    fast = {"account_plan": "business", "rate_share": 1.0}
    result = succeed("zoom_license_reclaim", {"max_percent": 10, **fast})
    assert result["summary"]["reclaim"] == 500
    assert types(simulator, emails) == {1}
    requests = simulator.api_requests()
    assert sum(request["method"] == "PATCH" for request in requests) == 500
    pages = sum(request["path"] == "/v2/users" for request in requests)
    # The people once, to decide, and once more, to see that it took.
    assert pages <= 2 * 10 + 2
    assert len(requests) <= 500 + pages + 3
