# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook reclaim as an administrator runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ansible_collections.openadmin.zoom.tests.harness.playbooks import run_playbook


def asleep(simulator: Any) -> list[str]:
    """Three licensed members who have not signed in for years; everybody else has."""
    users = simulator.state()["users"]
    for user in users:
        user["created_at"] = "2020-01-01T00:00:00Z"
        user["last_login_time"] = "2036-01-01T00:00:00Z" if user["status"] != "pending" else ""
    found = [user for user in users if user["type"] == 2 and user["status"] == "active" and user["role_id"] == "2"][:3]
    for user in found:
        user["last_login_time"] = "2022-01-01T00:00:00Z"
    simulator.put_state({"users": users})
    simulator.clear_requests()
    return [user["email"] for user in found]


def test_licences_go_and_come_back(simulator: Any, tmp_path: Path) -> None:
    emails = asleep(simulator)
    given = {"reclaim_max_percent": 50, "reclaim_dir": str(tmp_path / "files")}
    checked = run_playbook("openadmin.zoom.reclaim", simulator, "--check", variables=given).expect_success()
    assert simulator.writes() == []
    assert f"reclaim {emails[0]}: has not signed in for" in checked.output
    done = run_playbook("openadmin.zoom.reclaim", simulator, variables=given).expect_success()
    assert done.stats["changed"] == 1
    assert "3 lost the licence" in done.output
    simulator.clear_requests()
    again = run_playbook("openadmin.zoom.reclaim", simulator, variables=given).expect_success()
    assert (again.stats["changed"], simulator.writes()) == (0, [])
    (undo,) = (tmp_path / "files").glob("*.undo")
    run_playbook("openadmin.zoom.undo", simulator, variables={"undo_file": str(undo)}).expect_success()
    assert {user["type"] for user in simulator.state()["users"] if user["email"] in emails} == {2}


def test_accounts_side_by_side_keep_their_files_apart(simulator: Any, tmp_path: Path) -> None:
    asleep(simulator)
    host = {f"zoom_{name}": value for name, value in simulator.connection.items()}
    inventory = tmp_path / "inventory.yml"
    inventory.write_text(json.dumps({"zoom_accounts": {"hosts": {"one": host, "two": host}}}), encoding="utf-8")
    given = {"reclaim_max_percent": 50, "reclaim_dir": str(tmp_path / "files")}
    run = run_playbook("openadmin.zoom.reclaim", simulator, "--check", "-i", str(inventory), variables=given)
    run.expect_success()
    assert sorted(path.name for path in (tmp_path / "files").iterdir()) == ["reclaim-one.csv", "reclaim-two.csv"]
