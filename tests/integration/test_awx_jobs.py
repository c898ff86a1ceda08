# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs as AWX runs them: with ansible-runner, what credentials inject, answers of surveys, artifacts, slices."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.tests.harness.awx import Launch, account_inputs, answers_as_text, slice_of
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator
from ansible_collections.openadmin.zoom.tests.harness.store import SIGNATURE, TOKEN, Store

pytestmark = pytest.mark.simulator("--users", "5", "--groups", "2", "--no-rate-limits")

PEOPLE = b"email,create_action\nada@example.com,autoCreate\n"


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store()
    yield store
    store.stop()


def store_inputs(store: Store) -> dict[str, str]:
    return {"url": f"{store.url}/zoom?{SIGNATURE}", "header": "", "value": ""}


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("doctor", "Verdict: "),
        ("onboard", "Planned, nothing was sent: 1 created"),
        ("offboard", "Planned, nothing was sent: "),
        ("reclaim", "reclaim"),
        ("audit", "score "),
    ],
)
def test_empty_fields_and_answers_as_text(
    simulator: Simulator, store: Store, tmp_path: Path, key: str, shown: str
) -> None:
    leaver = next(user for user in simulator.state()["users"] if user["status"] == "active" and user["role_id"] == "2")
    files = {"people_src": PEOPLE, "leavers_src": b"email\n" + leaver["email"].encode()}
    answers: dict[str, Any] = answers_as_text(key)
    for variable, content in files.items():
        if variable in answers:
            answers[variable] = f"{store.url}/open/{variable}.csv"
            listed = f"{store.add(f'/open/{variable}.csv', content)}  {variable}.csv\n"
            store.add(f"/open/{variable}.csv.sha256", listed.encode())
            answers[f"{variable}_checksum"] = f"{store.url}/open/{variable}.csv.sha256"
    launch = Launch(key, account_inputs(simulator), store_inputs(store), answers)
    job = launch.run(tmp_path, 12)
    assert job.status == "successful", job.output
    assert shown in job.output
    assert simulator.writes() == []
    assert "sim-secret" not in job.output
    assert SIGNATURE not in job.output
    if key != "doctor":
        assert len(json.dumps(job.artifacts)) < 100_000
        assert set(job.artifacts["zoom_result_localhost"]) == {"summary", "files"}


def test_the_approved_plan_reaches_enforcement_as_an_artifact(simulator: Simulator, tmp_path: Path) -> None:
    """Without a store the plan itself is handed on; without a plan nothing is enforced."""
    account = account_inputs(simulator)
    refused = Launch("enforce", account, job_type="run").run(tmp_path, 1)
    assert refused.status == "failed"
    assert "No plan was approved" in refused.output
    assert simulator.requests() == []
    audit = Launch("audit", account, answers=answers_as_text("audit")).run(tmp_path, 2)
    enforced = Launch("enforce", account, answers=answers_as_text("audit"), artifacts=audit.artifacts, job_type="run")
    job = enforced.run(tmp_path, 3)
    assert job.status == "successful", job.output
    assert "score 100.0 %" in job.output


def test_an_export_is_what_drift_compares_with(simulator: Simulator, store: Store, tmp_path: Path) -> None:
    account, held = account_inputs(simulator), store_inputs(store)
    export = Launch("export", account, held).run(tmp_path, 1)
    assert export.status == "successful", export.output
    handed_on = export.artifacts["zoom_result_localhost"]["files"]["export"]
    assert handed_on["url"] == f"{store.url}/zoom/job-1/localhost/zoom-account.tar.gz"
    answers = {
        **answers_as_text("drift"),
        "drift_against": handed_on["url"],
        "drift_against_checksum": handed_on["sha256"],
        "drift_fail_on": "any",
    }
    same = Launch("drift", account, held, answers).run(tmp_path, 2)
    assert same.status == "successful", same.output
    assert ": 0 differences" in same.output
    assert {"/zoom/job-2/localhost/"} == {path.rpartition("/")[0] + "/" for path in store.files if "job-2" in path}
    assert simulator.writes() == []


def test_slices_hand_their_reports_to_one_enforcement(simulator: Simulator, store: Store, tmp_path: Path) -> None:
    """Each slice audits a part of the accounts; artifacts of the same name replace each other."""
    other = Simulator("--users", "5", "--groups", "1", "--no-rate-limits")
    accounts = {"north-1": simulator, "south-1": other}
    hosts = {
        name: {f"zoom_{part}": each.connection[part] for part in ("account_id", "api_url", "oauth_url")}
        for name, each in accounts.items()
    }
    # One account has an app of its own, the other uses the one of the credential.
    apps = json.dumps({"south-1": {"client_id": "sim-client", "client_secret": "sim-secret"}})
    inputs = account_inputs(simulator, account_id="", api_url="", oauth_url="", apps=apps)
    held = {"url": f"{store.url}/zoom", "header": "Authorization", "value": TOKEN}
    artifacts: dict[str, Any] = {}
    try:
        for number in (1, 2):
            part = {name: hosts[name] for name in slice_of(list(hosts), number, 2)}
            audit = Launch("audit", inputs, held, hosts=part).run(tmp_path, number)
            assert audit.status == "successful", audit.output
            artifacts.update(audit.artifacts)
        assert {name for name in artifacts if name.startswith("zoom_")} == {
            "zoom_result_north_1",
            "zoom_result_south_1",
        }
        job = Launch("enforce", inputs, held, artifacts=artifacts, hosts=hosts, job_type="run").run(tmp_path, 3)
        assert job.status == "successful", job.output
        assert simulator.writes()
        assert other.writes()
    finally:
        other.stop()
    assert job.output.count("score 100.0 %") == 2
    kinds = {path.rpartition(".")[2] for path in store.files if path.startswith("/zoom/job-3/north-1/")}
    assert kinds == {"html", "json", "undo"}
