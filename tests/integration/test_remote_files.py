# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files come to a job by URL and checksum, and its reports leave it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.openadmin.zoom.tests.harness.playbooks import PLAY, PlaybookRun, run_playbook
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator
from ansible_collections.openadmin.zoom.tests.harness.store import SIGNATURE, TOKEN, Store

pytestmark = pytest.mark.simulator("--users", "5", "--groups", "2", "--no-rate-limits")

PEOPLE = b"email,create_action\nada@example.com,autoCreate\n"
SUM = hashlib.sha256(PEOPLE).hexdigest()
STATS = {"ANSIBLE_SHOW_CUSTOM_STATS": "true"}


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store()
    yield store
    store.stop()


def artifacts(run: PlaybookRun) -> dict[str, Any]:
    text = run.output.partition("CUSTOM STATS")[2].partition("RUN: ")[2]
    found: dict[str, Any] = json.loads(text)
    return found


def test_people_come_by_url_and_the_undo_file_leaves(simulator: Simulator, store: Store, tmp_path: Path) -> None:
    store.add("/open/people.csv", PEOPLE)
    given = {
        "people_src": f"{store.url}/open/people.csv?part={SIGNATURE}",
        "people_src_checksum": f"sha256:{SUM.upper()}",
        "onboarding_undo_file": str(tmp_path / "people.undo"),
        "report_upload": f"{store.url}/reports/?{SIGNATURE}",
        "awx_job_id": 7,
    }
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = {**STATS, "TMPDIR": str(temporary)}
    run = run_playbook("openadmin.zoom.onboard", simulator, "-vv", variables=given, environment=environment)
    run.expect_success()
    assert "ada@example.com" in {user["email"] for user in simulator.state()["users"]}
    assert list(temporary.iterdir()) == []
    undo = store.files["/reports/job-7/localhost/people.undo"]
    handed_on = artifacts(run)["zoom_result_localhost"]
    assert handed_on["summary"]["created"] == 1
    assert handed_on["files"] == {
        "undo": {
            "url": f"{store.url}/reports/job-7/localhost/people.undo",
            "sha256": hashlib.sha256(undo).hexdigest(),
            "bytes": len(undo),
        }
    }
    assert SIGNATURE not in run.output


WRONG = {
    "no_checksum": ("/open/people.csv", "", "as people_src_checksum"),
    "another_digest": ("/open/people.csv", "md5:1234", "as people_src_checksum"),
    "another_file": ("/open/people.csv", "0" * 64, "did not match"),
    "nothing": ("/open/nothing.csv", SUM, "HTTP Error 404"),
    "sum_of_another_file": ("/open/people.csv", "{store}/open/another.sha256", "checksum"),
    "sum_elsewhere": ("/open/people.csv", "{store}/elsewhere/people.sha256", "as people_src_checksum"),
    "closed": ("/closed/people.csv", SUM, "HTTP Error 403"),
    "plain_http": ("http://files.example.com/people.csv", SUM, "is fetched only over https"),
}


def test_what_is_not_the_file_meant_changes_nothing(simulator: Simulator, store: Store, tmp_path: Path) -> None:
    """Each case is a host of one play."""
    store.add("/open/people.csv", PEOPLE)
    store.add("/open/another.sha256", f"{'0' * 64}  people.csv\n".encode())
    account = {f"zoom_{name}": value for name, value in simulator.connection.items()}
    hosts = {}
    for name, (source, checksum, _problem) in WRONG.items():
        url = source if source.startswith("http") else f"{store.url}{source}?{SIGNATURE[:-1]}"
        hosts[name] = {**account, "people_src": url, "people_src_checksum": checksum.replace("{store}", store.url)}
    inventory = tmp_path / "inventory.json"
    inventory.write_text(json.dumps({"zoom_accounts": {"hosts": hosts}}), encoding="utf-8")
    # The token of the store is for files in its folder alone, whatever begins like its name.
    given = {"report_upload": f"{store.url}/ope", "report_headers": json.dumps({"Authorization": TOKEN})}
    environment = {"TMPDIR": str(tmp_path), "ANSIBLE_FORKS": "3"}
    run = run_playbook(
        "openadmin.zoom.onboard", simulator, "-i", str(inventory), variables=given, environment=environment
    )
    assert run.stats["failed"] == len(WRONG)
    failures = {text.partition("]")[0]: text for text in " ".join(run.output.split()).split("fatal: [")[1:]}
    for name, (_source, _checksum, problem) in WRONG.items():
        assert problem in failures[name]
    assert simulator.requests() == []
    assert [path.name for path in tmp_path.glob("zoom-*")] == []
    assert not any(asked.endswith(" known") for asked in store.asked)
    assert SIGNATURE[:-1] not in run.output


def test_a_refused_file_fails_the_play_after_the_others(simulator: Simulator, store: Store, tmp_path: Path) -> None:
    (tmp_path / "taken.csv").write_text("a")
    (tmp_path / "refused.csv").write_text("b")
    variables = {
        "remote_files_made": {"one": "refused.csv", "two": "taken.csv", "three": "never-made.csv", "four": None},
        "remote_files_summary": {"rows": "x" * 70000},
        "remote_files_store": f"{store.url}/reports/{{file}}?X-Amz-Signature={SIGNATURE}",
    }
    role = {"ansible.builtin.include_role": {"name": "openadmin.zoom.remote_files", "tasks_from": "hand_on"}}
    play = tmp_path / "play.yml"
    play.write_text(yaml.safe_dump([{**PLAY, "tasks": [{"name": "Hand on", **role, "vars": variables}]}]))
    run = run_playbook(play, simulator, environment=STATS, folder=tmp_path)
    assert run.code == 2
    assert f"refused.csv to {store.url}/reports/localhost/refused.csv (Status code was 507" in run.output
    assert list(store.files) == ["/reports/localhost/taken.csv"]
    found = artifacts(run)["zoom_result_localhost"]
    assert (found["summary"], list(found["files"])) == ({"left_out": "larger than 64 KB"}, ["two"])
    assert SIGNATURE not in run.output


def test_a_ledger_lives_in_the_store(simulator: Simulator, store: Store, tmp_path: Path) -> None:
    users = simulator.state()["users"]
    leaver = next(user for user in users if user["status"] == "active" and user["role_id"] == "2")
    given = {
        "leavers": [{"email": leaver["email"]}],
        "offboarding_action": "delete",
        "offboarding_allow_data_loss": True,
        "ledger_in_store": "true",
        "report_upload": f"{store.url}/kept",
        "report_headers": {"Authorization": TOKEN},
    }
    place = "/kept/localhost/zoom-offboarding.ledger"
    run_playbook("openadmin.zoom.offboard", simulator, "--check", variables=given, folder=tmp_path).expect_success()
    assert place not in store.files
    run_playbook("openadmin.zoom.offboard", simulator, variables=given, folder=tmp_path).expect_success()
    first = store.files[place]
    assert first.count(b"\n") == 1
    assert any(path.endswith(".undo") for path in store.files)
    simulator.clock(31 * 86400)
    run_playbook("openadmin.zoom.offboard", simulator, variables=given, folder=tmp_path).expect_success()
    assert leaver["email"] not in {user["email"] for user in simulator.state()["users"]}
    assert store.files[place].startswith(first)
    assert store.files[place] != first
    assert not list(tmp_path.glob("*.ledger"))
