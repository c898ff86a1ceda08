# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret is in what a playbook prints at -vvvv, in its files, or in the command lines and environments of processes.

The secrets of the app and of people come out of a vault; so they must be nowhere in clear but in the requests.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.openadmin.zoom.tests.harness.echo import Echo
from ansible_collections.openadmin.zoom.tests.harness.playbooks import PLAY
from ansible_collections.openadmin.zoom.tests.harness.scripted import Asked
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

pytestmark = pytest.mark.simulator("--users", "5", "--groups", "1", "--no-rate-limits")

APP_SECRET, HOST_KEY, PASSCODE, VAULT_PASSWORD = "sim-secret", "918273", "planted/pass code", "planted-vault-password"
HOST_KEY_IN_FILE, WRITTEN_BY_HAND = "5647382910", "planted&by hand"
SIGNATURE, STORE_TOKEN = "planted-signature", "planted-token-of-the-store"
PLANTED = (
    *(APP_SECRET, HOST_KEY, PASSCODE, VAULT_PASSWORD, HOST_KEY_IN_FILE, WRITTEN_BY_HAND),
    *(SIGNATURE, STORE_TOKEN),
)


@pytest.fixture
def echo(simulator: Simulator) -> Iterator[Echo]:
    chat = {"send_data_to_third_party_archiving_service": {"enable": True, "passcode": WRITTEN_BY_HAND}}
    simulator.put_state({"settings": {"account": {"chat": chat}}})
    echo = Echo(simulator, *PLANTED)
    yield echo
    echo.service.close()


@pytest.fixture
def store() -> Iterator[str]:
    """A store of reports that takes every file, and the address to write to it."""

    class Store(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(201 if self.headers.get("Authorization") == f"Bearer {STORE_TOKEN}" else 403)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/reports/?sig={SIGNATURE}"
    server.shutdown()
    server.server_close()


class Job:
    """Plays in a folder of their own, whose secrets lie in a vault; the folder ``kept`` holds all that they leave."""

    def __init__(self, echo: Echo, folder: Path, store: str) -> None:
        self.echo = echo
        self.folder = folder
        self.kept = folder / "kept"
        self.kept.mkdir()
        self.seen: set[str] = set()
        (folder / "password").write_text(VAULT_PASSWORD, encoding="utf-8")
        people = [{"email": f"p{number}@example.com", "dept": "IT", "host_key": HOST_KEY} for number in range(9)]
        secrets: dict[str, Any] = {"people": people, "passcode": PASSCODE, "zoom_retries": 1, "report_upload": store}
        secrets["report_headers"] = {"Authorization": f"Bearer {STORE_TOKEN}"}
        secrets.update({f"zoom_{name}": value for name, value in echo.connection.items()})
        self.vault = folder / "vault.yml"
        self.vault.write_text(yaml.safe_dump(secrets), encoding="utf-8")
        (folder / "people.csv").write_text(f"email,host_key\nf@example.com,{HOST_KEY_IN_FILE}\n", encoding="utf-8")
        self.run("ansible-vault", "encrypt", str(self.vault))
        self.process: subprocess.Popen[str] | None = None
        echo.on_request = self._look

    def _look(self, _asked: Asked) -> None:
        """Command lines and environments of the processes of the job, while a request is under way."""
        if self.process is None:
            return
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                # The session is the fourth field after the name, which may hold blanks itself.
                session = status.read_text(encoding="utf-8").rpartition(")")[2].split()[3]
                if int(session) == self.process.pid:
                    for name in ("cmdline", "environ"):
                        self.seen.add((status.parent / name).read_text(encoding="utf-8", errors="replace"))
            except (OSError, ValueError):
                continue

    def start(self, *command: str) -> subprocess.Popen[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZOOM_", "ANSIBLE_"))}
        return subprocess.Popen(
            [str(Path(sys.executable).parent / command[0]), *command[1:]],
            cwd=self.folder,
            env={
                **kept,
                "LC_ALL": "C.UTF-8",
                "TMPDIR": str(self.kept),
                "ANSIBLE_HOME": str(self.kept / "ansible"),
                "ANSIBLE_LOG_PATH": str(self.kept / "ansible.log"),
                "ANSIBLE_DISPLAY_TRACEBACK": "always",
                "ANSIBLE_DISPLAY_ARGS_TO_STDOUT": "true",
                "ANSIBLE_VAULT_PASSWORD_FILE": str(self.folder / "password"),
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, *command: str) -> str:
        self.process = self.start(*command)
        return self.process.communicate(timeout=300)[0]

    def play(self, *arguments: str) -> str:
        """Run the plays; returns the output."""
        playbook = self.folder / "play.yml"
        playbook.write_text(yaml.safe_dump(plays(self.kept), sort_keys=False), encoding="utf-8")
        self.process = self.start("ansible-playbook", str(playbook), "-e", f"@{self.vault}", "-vvvv", *arguments)
        output = self.process.communicate(timeout=300)[0]
        self.left_nothing(output)
        return output

    def left_nothing(self, output: str) -> None:
        self.echo.shows_nothing(output, "the output")
        assert any("play.yml" in text for text in self.seen), "no process of the job was seen"
        for text in self.seen:
            self.echo.shows_nothing(text, "the command line or the environment of a process")
        self.echo.left_nothing(self.kept)


def plays(kept: Path) -> list[dict[str, Any]]:
    """The playbooks of the collection with what they take and write, then a task with settings out of the vault."""

    def named(name: str) -> dict[str, str]:
        return {f"{name}_steps_file": str(kept / f"{name}.steps"), f"{name}_undo_file": str(kept / f"{name}.undo")}

    policy = {
        "policy_mode": "enforce",
        "policy_only": ["waiting-room", "meeting-passcode"],
        "policy_report_dir": str(kept / "reports"),
        "policy_report_formats": ["json", "csv", "junit", "html"],
        "policy_evidence_dir": str(kept / "evidence"),
        "policy_undo_file": str(kept / "policy.undo"),
    }
    offboarding = {
        "leavers": [{"email": "p1@example.com"}],
        "offboarding_ledger": str(kept / "ledger"),
        "offboarding_allow_data_loss": True,
    }
    src = str(kept.parent / "people.csv")
    settings = {
        "scope": "account",
        "settings": {"chat": {"send_data_to_third_party_archiving_service": {"passcode": "{{ passcode }}"}}},
        "extra_settings": {"webhook": {"secret_token": "{{ passcode }}"}},
        "undo_file": str(kept / "settings.undo"),
        "steps_file": str(kept / "settings.steps"),
    }
    connected = {
        **PLAY,
        "vars_files": [str(Path(__file__).parents[2] / "playbooks" / "vars" / "connection.yml")],
        "module_defaults": {"group/openadmin.zoom.zoom": "{{ zoom_connection }}"},
    }
    return [
        {"ansible.builtin.import_playbook": "openadmin.zoom.onboard", "vars": named("onboarding")},
        {"ansible.builtin.import_playbook": "openadmin.zoom.offboard", "vars": offboarding},
        {"ansible.builtin.import_playbook": "openadmin.zoom.policy", "vars": policy},
        {
            **connected,
            "tasks": [
                {"openadmin.zoom.zoom_settings": settings, "name": "Set", "ignore_errors": True},
                {
                    "openadmin.zoom.zoom_users": {"src": src},
                    "name": "File",
                    "ignore_errors": True,
                },
                {"openadmin.zoom.zoom_settings_info": {"scope": "account"}, "name": "Read", "register": "shown"},
                {"ansible.builtin.debug": {"var": "shown"}, "name": "Show"},
            ],
        },
        {"ansible.builtin.import_playbook": "openadmin.zoom.export", "vars": {"export_dir": str(kept / "export")}},
        {"ansible.builtin.import_playbook": "openadmin.zoom.doctor"},
    ]


@pytest.mark.parametrize(
    ("mode", "arguments"),
    [
        ("success", ("--diff",)),
        ("success", ("--check", "--diff")),
        ("echo_400", ("--diff",)),
        ("echo_401", ()),
        ("html_reads", ()),
        ("no_token", ()),
    ],
)
def test_a_job_shows_no_secret_however_much_it_tells(
    echo: Echo, tmp_path: Path, store: str, mode: str, arguments: tuple[str, ...]
) -> None:
    echo.mode = mode
    output = Job(echo, tmp_path, store).play(*arguments)
    assert ("failed=0" in output) == (mode == "success"), output[-3000:]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_job_that_is_ended_leaves_no_secret(echo: Echo, tmp_path: Path, store: str, number: signal.Signals) -> None:
    """The signal comes while a write is under way: to all processes, as from a terminal or a container that ends."""
    job, writing, go_on = Job(echo, tmp_path, store), threading.Event(), threading.Event()
    look = echo.on_request

    def pause(asked: Asked) -> None:
        look(asked)
        if asked.method == "POST" and asked.path == "/v2/users":
            writing.set()
            go_on.wait(1)

    echo.on_request = pause
    ended = threading.Thread(target=end_at, args=(job, writing, number))
    ended.start()
    output = job.play("--diff")
    go_on.set()
    ended.join()
    assert writing.is_set() and "doctor" not in output.partition("PLAY RECAP")[0], output[-3000:]


def end_at(job: Job, writing: threading.Event, number: signal.Signals) -> None:
    """Send the signal to the session of the job when a write is under way."""
    if writing.wait(200) and job.process is not None:
        os.killpg(job.process.pid, number)
