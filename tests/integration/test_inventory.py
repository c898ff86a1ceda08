# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory of sub-accounts, as ansible-inventory shows it, and lookups over several tasks and hosts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.openadmin.zoom.tests.harness.playbooks import PLAY, run_playbook
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT

PLUGIN = "openadmin.zoom.accounts"
pytestmark = pytest.mark.simulator("--users", "5", "--groups", "5", "--seed", "1", "--no-rate-limits", "--master", "3")


def ansible_inventory(
    simulator: Any, folder: Path, config: Any, name: str = "all.zoom_accounts.yml", **environment: str
) -> subprocess.CompletedProcess[str]:
    path = folder / name
    path.write_text(config if isinstance(config, str) else yaml.safe_dump(config), encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZOOM_", "ANSIBLE_"))}
    home = os.environ.get("ANSIBLE_HOME", str(ROOT / ".cache" / "home" / ".ansible"))
    return subprocess.run(
        [str(Path(sys.executable).parent / "ansible-inventory"), "-i", str(path), "--list"],
        env={**kept, "ANSIBLE_HOME": home, "LC_ALL": "C.UTF-8", **simulator.environment, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def listed(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    # What comes from a service is never a template; some versions of ansible-core mark it so in their output.
    found: dict[str, Any] = json.loads(done.stdout, object_hook=lambda item: item.get("__ansible_unsafe", item))
    assert "_meta" in found, done.stderr
    return found


def lists_of_accounts(simulator: Any) -> int:
    return sum(entry["path"].endswith("/accounts") for entry in simulator.api_requests())


def test_sub_accounts_are_hosts(simulator: Any, tmp_path: Path) -> None:
    config = {
        "plugin": PLUGIN,
        "compose": {"owner_domain": "zoom_sub_account.owner_email.split('@')[1]"},
        "groups": {"small": "zoom_sub_account.seats < 1000"},
        "keyed_groups": [{"key": "zoom_sub_account.id", "prefix": "account"}],
    }
    accounts = simulator.state()["sub_accounts"]
    for account, year in zip(accounts, (2099, 2099, 1999), strict=True):
        account["created_at"] = f"{year}-01-01T00:00:00Z"
    simulator.put_state({"sub_accounts": accounts})
    done = ansible_inventory(simulator, tmp_path, config)
    found = listed(done)
    hosts = ["Sub-account-1", "Sub-account-2", "Sub-account-3"]
    for group in ("zoom_accounts", "zoom_type_business", "small"):
        assert found[group]["hosts"] == hosts
    assert [found[f"zoom_state_{state}"]["hosts"] for state in ("active", "expired")] == [hosts[:2], hosts[2:]]
    assert found["account_sub_account_2"]["hosts"] == hosts[1:2]
    variables = found["_meta"]["hostvars"]["Sub-account-1"]
    assert variables["zoom_account_id"] == "sub-account-1"
    assert variables["zoom_sub_account"]["state"] == "active"
    assert variables["owner_domain"] == variables["zoom_sub_account"]["owner_email"].partition("@")[2]
    assert set(variables) == {"zoom_account_id", "zoom_sub_account", "owner_domain"}
    assert "sim-secret" not in done.stdout + done.stderr
    assert simulator.writes() == []


def test_a_cache_saves_the_read(simulator: Any, tmp_path: Path) -> None:
    cache = {"cache": True, "cache_plugin": "ansible.builtin.jsonfile", "cache_connection": str(tmp_path / "kept")}
    first = listed(ansible_inventory(simulator, tmp_path, {"plugin": PLUGIN, "host_name": "id", **cache}))
    assert first["zoom_accounts"]["hosts"] == ["sub-account-1", "sub-account-2", "sub-account-3"]
    again = listed(ansible_inventory(simulator, tmp_path, {"plugin": PLUGIN, "host_name": "id", **cache}))
    assert (again, lists_of_accounts(simulator)) == (first, 1)
    assert "sim-secret" not in "".join(path.read_text("utf-8") for path in (tmp_path / "kept").iterdir())
    listed(ansible_inventory(simulator, tmp_path, {"plugin": PLUGIN, "host_name": "id"}))
    assert lists_of_accounts(simulator) == 2


def test_credentials_may_stand_in_the_file(simulator: Any, tmp_path: Path) -> None:
    config = {"plugin": PLUGIN, **simulator.connection, "client_secret": "{{ lookup('env', 'SECRET_OF_ZOOM') }}"}
    wrong = dict.fromkeys(simulator.environment, "")
    done = ansible_inventory(simulator, tmp_path, config, **wrong, SECRET_OF_ZOOM="sim-secret")
    assert listed(done)["zoom_accounts"]["hosts"]
    assert "sim-secret" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("config", "environment", "told"),
    [
        ({"plugin": PLUGIN, "host_nmae": "id"}, {}, "host_nmae: is not known here. Did you mean host_name?"),
        ({"plugin": PLUGIN, "host_name": "email"}, {}, "host_name"),
        ({"plugin": PLUGIN, "timeout": "long"}, {"ZOOM_CLIENT_ID": ""}, "timeout: 'long' is not a number"),
        (
            {"plugin": PLUGIN},
            {"ZOOM_CLIENT_ID": "", "ZOOM_CLIENT_SECRET": ""},
            "missing: client_id (or ZOOM_CLIENT_ID)",
        ),
        ({"plugin": PLUGIN}, {"ZOOM_CLIENT_SECRET": "quite-a-secret"}, "Check client_id and client_secret"),
        ({"plugin": "ansible.builtin.yaml"}, {}, "Incorrect plugin name"),
        ("", {}, "is empty"),
    ],
)
def test_what_is_wrong_is_told(
    simulator: Any, tmp_path: Path, config: Any, environment: dict[str, str], told: str
) -> None:
    done = ansible_inventory(
        simulator, tmp_path, config, ANSIBLE_INVENTORY_ENABLED=PLUGIN, COLUMNS="1000", **environment
    )
    assert told in " ".join(done.stderr.split())
    assert "quite-a-secret" not in done.stdout + done.stderr
    assert json.loads(done.stdout).get("zoom_accounts") is None


@pytest.mark.simulator("--users", "5", "--groups", "1", "--seed", "1", "--no-rate-limits")
def test_an_account_without_sub_accounts_says_so(simulator: Any, tmp_path: Path) -> None:
    done = ansible_inventory(simulator, tmp_path, {"plugin": PLUGIN}, ANSIBLE_INVENTORY_ENABLED=PLUGIN)
    assert "Only available for master accounts." in " ".join(done.stderr.split())


def test_a_file_of_another_name_is_left_to_other_plugins(simulator: Any, tmp_path: Path) -> None:
    done = ansible_inventory(
        simulator, tmp_path, {"plugin": PLUGIN}, name="accounts.yml", ANSIBLE_INVENTORY_ENABLED=PLUGIN
    )
    assert lists_of_accounts(simulator) == 0
    assert "zoom_accounts" not in json.loads(done.stdout)


def test_one_read_serves_all_tasks_and_hosts_of_a_run(simulator: Any, tmp_path: Path) -> None:
    ids = {group["name"]: group["id"] for group in simulator.state()["groups"]}
    tasks = [
        {
            "name": f"Look {number}",
            "ansible.builtin.assert": {"that": [f"lookup('openadmin.zoom.group', '{name}') == '{identifier}'"]},
        }
        for number, (name, identifier) in enumerate(list(ids.items())[:3])
    ]
    first, second = list(ids)[:2]
    several = f"query('openadmin.zoom.group', '{first}', '{second}') == ['{ids[first]}', '{ids[second]}']"
    tasks.append({"name": "Several", "ansible.builtin.assert": {"that": [several]}})
    play = tmp_path / "play.yml"
    play.write_text(yaml.safe_dump([{**PLAY, "hosts": "all", "tasks": tasks}]), encoding="utf-8")
    run = run_playbook(play, simulator, "-i", "one,two,three,").expect_success()
    assert run.stats["ok"] == 12
    assert [entry["path"] for entry in simulator.api_requests()] == ["/v2/groups"]
    assert "sim-secret" not in run.output
