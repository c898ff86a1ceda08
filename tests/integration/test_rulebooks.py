# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rulebooks as ansible-rulebook runs them: what Zoom tells starts the playbook, what others send starts nothing."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml

from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT, Simulator

COMMAND = Path(sys.executable).parent / "ansible-rulebook"
RULEBOOKS = ROOT / "extensions" / "eda" / "rulebooks"
SECRET = "token-of-the-webhooks"
pytestmark = [
    pytest.mark.skipif(not COMMAND.exists(), reason="ansible-rulebook is not installed"),
    pytest.mark.skipif(shutil.which("java") is None, reason="ansible-rulebook needs Java, which is not here"),
]
# Java starts and a playbook runs, on a machine that may be busy.
SECONDS = 90


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Rulebook:
    """ansible-rulebook at work on one of our rulebooks; `send` is Zoom."""

    def __init__(
        self, name: str, simulator: Simulator, folder: Path, variables: dict[str, Any], playbooks: dict[str, Any]
    ) -> None:
        self.port = free_port()
        self.folder = folder
        # A minute of waiting for further changes is long for a test.
        text = (RULEBOOKS / name).read_text(encoding="utf-8").replace("once_after: 1 minute", "once_after: 1 second")
        (folder / name).write_text(text, encoding="utf-8")
        (folder / "vars.yml").write_text(yaml.safe_dump({"zoom_webhook_port": self.port, **variables}))
        inventory = yaml.safe_load((RULEBOOKS / "inventory.yml").read_text(encoding="utf-8"))
        inventory["all"]["vars"].update(playbooks)
        (folder / "inventory.yml").write_text(yaml.safe_dump(inventory))
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("ZOOM_", "ANSIBLE_"))}
        path = os.pathsep.join([str(COMMAND.parent), os.environ["PATH"]])
        environment = {**kept, **simulator.environment, "ZOOM_WEBHOOK_SECRET_TOKENS": SECRET, "PATH": path}
        environment["ANSIBLE_HOME"] = str(ROOT / ".cache" / "home" / ".ansible")
        self.log = folder / "log"
        command = [COMMAND, "--rulebook", name, "--inventory", "inventory.yml", "--vars", "vars.yml", "--verbose"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*map(str, command)], cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self.wait(self._listens, "it does not listen")

    def _listens(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self.port)) == 0

    def wait(self, until: Callable[[], Any], problem: str) -> Any:
        ends = time.monotonic() + SECONDS
        while time.monotonic() < ends:
            found = until()
            if found:
                return found
            time.sleep(0.2)
        pytest.fail(f"{problem}:\n{self.log.read_text()[-6000:]}")

    def send(self, event: str, secret: str = SECRET, at: float | None = None, **payload: Any) -> int:
        body = json.dumps({"event": event, "payload": {"account_id": "sim-account", **payload}}).encode()
        timestamp = str(int(time.time() if at is None else at))
        digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        headers = {"x-zm-request-timestamp": timestamp, "x-zm-signature": f"v0={digest}"}
        answer = requests.post(f"http://127.0.0.1:{self.port}/zoom", data=body, headers=headers, timeout=30)
        return answer.status_code

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


@pytest.fixture
def start(simulator: Simulator, tmp_path: Path) -> Iterator[Callable[..., Rulebook]]:
    started: list[Rulebook] = []

    def run(name: str, playbooks: dict[str, Any] | None = None, **variables: Any) -> Rulebook:
        started.append(Rulebook(name, simulator, tmp_path, variables, playbooks or {}))
        return started[-1]

    yield run
    for rulebook in started:
        rulebook.stop()


def test_a_new_person_gets_the_defaults(simulator: Simulator, start: Callable[..., Rulebook]) -> None:
    group = simulator.state()["groups"][0]["name"]
    person = next(user for user in simulator.state()["users"] if user["status"] == "active" and not user["group_ids"])
    rulebook = start("people.yml", zoom_new_person={"dept": "Newcomers", "groups": [group]})
    assert rulebook.send("user.created", secret="guess", object={"email": person["email"]}) == 401
    assert rulebook.send("user.created", at=time.time() - 900, object={"email": person["email"]}) == 401
    assert rulebook.send("user.updated", object={"email": person["email"]}) == 204
    assert simulator.requests() == []
    assert rulebook.send("user.created", object={"email": person["email"]}) == 204

    def placed() -> bool:
        found = next(user for user in simulator.state()["users"] if user["id"] == person["id"])
        return found.get("dept") == "Newcomers" and bool(found["group_ids"])

    rulebook.wait(placed, "the person has no defaults")
    assert SECRET not in rulebook.log.read_text()


class Tickets(HTTPServer):
    """Takes tickets."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Ticket)
        self.found: list[dict[str, Any]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Ticket(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.found.append(body)  # type: ignore[attr-defined]
        self.send_response(201)
        self.end_headers()

    def log_message(self, *arguments: Any) -> None:
        """Nothing."""


def test_changes_by_hand_make_one_audit_and_a_ticket(simulator: Simulator, start: Callable[..., Rulebook]) -> None:
    tickets = Tickets()
    address = f"http://127.0.0.1:{tickets.server_address[1]}/"
    rulebook = start("settings.yml", {"ticket_url": address}, zoom_reaction="ticket")
    assert rulebook.send("account.settings_updated", object={"settings": {"in_meeting": {"chat": True}}}) == 204
    assert rulebook.send("account.lock_settings_updated", object={}) == 204
    ticket = rulebook.wait(lambda: tickets.found, "there is no ticket")[0]
    tickets.shutdown()
    assert ticket["account_id"] == "sim-account" and ticket["failing"] > 0
    assert 0 < len(ticket["findings"]) <= 20
    audits = [entry for entry in simulator.requests() if entry["operation"] == "listGroups"]
    assert simulator.writes() == [] and len(audits) == 1
