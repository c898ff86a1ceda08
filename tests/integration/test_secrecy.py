# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret is left behind anywhere, in success and in every kind of failure: output, results, files, logs.

Between the modules and the simulated account stands a service that notes every secret which passes, and that repeats
what it was sent in its answers, as faulty services and proxies do.
"""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml
from ansible.module_utils.basic import AnsibleModule

from ansible_collections.openadmin.zoom.plugins.module_utils._core import patience
from ansible_collections.openadmin.zoom.plugins.module_utils._core.module import ZoomModule
from ansible_collections.openadmin.zoom.tests.chaos.play import quick, run_task
from ansible_collections.openadmin.zoom.tests.harness.playbooks import PLAY, run_playbook
from ansible_collections.openadmin.zoom.tests.harness.scripted import Answer, Asked, ScriptedService
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

pytestmark = pytest.mark.simulator("--users", "5", "--groups", "1", "--no-rate-limits")

PASSWORD, HOST_KEY, PASSCODE = "Planted-Pass-4711", "918273", "planted-passcode"
PLANTED = ("sim-secret", PASSWORD, HOST_KEY, PASSCODE)
MODES = (
    "success",
    "echo_400",  # every write is refused, and the refusal repeats the request
    "echo_200",
    "echo_fields",  # answers repeat the token in fields of people and settings
    "echo_401",
    "scope",
    "html",
    "reset",
    "no_token",
    "daily",
)


class Echo:
    """Passes requests on to the simulated account, and repeats them in its answers as ``mode`` says."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self.mode = "success"
        self.secrets: set[str] = set(PLANTED)
        self.service = ScriptedService([], decide=self.decide)
        self.connection = {
            **simulator.connection,
            "api_url": f"{self.service.url}/v2",
            "oauth_url": f"{self.service.url}/oauth/token",
        }

    def decide(self, asked: Asked, token: bool) -> Answer:
        credential = asked.authorization.partition(" ")[2]
        if credential:
            self.secrets.update((credential, base64.b64encode(credential.encode()).decode().rstrip("=")))
        echo = f"{asked.authorization} {asked.body!r}"
        if token:
            if self.mode == "no_token":
                return Answer(400, {"reason": f"Invalid {echo}", "error": "invalid_client"})
            return self.passed_on(asked)
        if self.mode == "echo_401":
            return Answer(401, {"code": 124, "message": f"Invalid access token {echo}."})
        if self.mode == "echo_fields" and asked.method == "GET":
            return self.in_fields(self.passed_on(asked), echo)
        return self.refused(asked, echo) if asked.method != "GET" else self.passed_on(asked)

    def refused(self, asked: Asked, echo: str) -> Answer:
        errors = [{"field": f"password {echo}", "message": echo}]
        return {
            "echo_400": Answer(400, {"code": 300, "message": f"Validation Failed. {echo}", "errors": errors}),
            "echo_200": Answer(200, {"code": 300, "message": echo, "trackingId": echo}),
            "scope": Answer(400, {"code": 4711, "message": f"does not contain scopes:[user:write:admin]. {echo}"}),
            "html": Answer(502, f"<html><title>{echo}</title></html>".encode(), {"Content-Type": "text/html"}),
            "reset": Answer(reset=True),
            "daily": Answer(429, {"code": 429, "message": f"maximum daily rate limit {echo}"}, {"Retry-After": echo}),
        }.get(self.mode) or self.passed_on(asked)

    def in_fields(self, answer: Answer, echo: str) -> Answer:
        if isinstance(answer.body, dict):
            answer.body.update(dept=echo, job_title=base64.b64encode(echo.encode()).decode())
            for listed in answer.body.values():
                for item in listed if isinstance(listed, list) else []:
                    if isinstance(item, dict):
                        item["dept"] = echo
            if isinstance(answer.body.get("in_meeting"), dict):
                answer.body["in_meeting"]["custom_message"] = echo
        return answer

    def passed_on(self, asked: Asked) -> Answer:
        form = asked.path.startswith("/oauth")
        body = asked.body
        data = body.encode() if isinstance(body, str) else None if body is None else json.dumps(body).encode()
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        headers = {"Authorization": asked.authorization, "Content-Type": kind}
        request = urllib.request.Request(f"{self.simulator.url}{asked.path}", data, headers, method=asked.method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                status, content = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, content = error.code, error.read()
        return Answer(status, json.loads(content) if content.strip() else None)

    def shows_nothing(self, text: str, where: str) -> None:
        shown = [secret for secret in self.secrets if secret in text]
        assert not shown, f"{where} shows {shown}: …{text[max(0, text.index(shown[0]) - 200) :][:400]}…"


@pytest.fixture
def echo(simulator: Simulator) -> Iterator[Echo]:
    echo = Echo(simulator)
    yield echo
    echo.service.close()


def tasks(folder: Path) -> dict[str, dict[str, Any]]:
    """What is run: module → options; all of them write files where they can."""

    def named(name: str) -> dict[str, str]:
        return {"steps_file": str(folder / f"{name}.steps"), "undo_file": str(folder / f"{name}.undo")}

    people = [
        {"email": "n@example.com", "dept": "IT", "host_key": HOST_KEY},
        {"email": "owner@example.com", "dept": "X"},
    ]
    secret = {"chat": {"send_data_to_third_party_archiving_service": {"enable": True, "passcode": PASSCODE}}}
    one = {"email": "one@example.com", "create_action": "custCreate", "host_key": HOST_KEY}
    return {
        "zoom_user": {**one, "password": PASSWORD, "update_password": "always", **named("user")},
        "zoom_users": {"users": people, **named("users")},
        "zoom_group": {"name": "Secret", **named("group")},
        "zoom_settings": {"scope": "account", "settings": secret, **named("settings")},
        "zoom_lock_settings": {"scope": "account", "locks": {"in_meeting": {"chat": True}}, **named("locks")},
        "zoom_policy": {
            "mode": "enforce",
            "report_dir": str(folder / "reports"),
            "report_formats": ["json", "csv", "junit", "html"],
            "evidence_dir": str(folder / "evidence"),
            **named("policy"),
        },
        "zoom_user_info": {"detail": True},
        "zoom_settings_info": {"scope": "account"},
        "zoom_account_info": {},
    }


def left_behind(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("mode", MODES)
def test_results_files_and_logs_show_no_secret(echo: Echo, tmp_path: Path, mode: str) -> None:
    echo.mode = mode
    logged: list[str] = []
    real = AnsibleModule.log

    def log(module: AnsibleModule, message: str, log_args: Any = None) -> None:
        logged.extend([str(message), json.dumps(log_args, default=str)])
        real(module, message, log_args)

    with quick(), mock.patch.object(AnsibleModule, "log", log), mock.patch.object(patience, "LONGEST_WAIT", 0.01):
        for name, options in tasks(tmp_path).items():
            result = run_task(name, {**echo.connection, "retries": 1, **options})
            if mode == "success":
                assert not result.get("failed"), result.get("msg")
            echo.shows_nothing(json.dumps(result, ensure_ascii=False, default=str), f"the result of {name}")
    assert logged
    echo.shows_nothing("\n".join(logged), "the log")
    for place, text in left_behind(tmp_path):
        echo.shows_nothing(text, place)


def test_a_fault_of_ours_shows_no_secret(echo: Echo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(module: ZoomModule, *_arguments: Any) -> Any:
        raise LookupError(f"{module.client.secrets()} {module.params}")

    monkeypatch.setattr(ZoomModule, "carry_out", broken)
    with quick():
        for name, options in tasks(tmp_path).items():
            result = run_task(name, {**echo.connection, **options})
            echo.shows_nothing(json.dumps(result, ensure_ascii=False, default=str), f"the result of {name}")


@pytest.mark.parametrize("mode", ["success", "echo_400"])
def test_a_playbook_shows_no_secret_however_much_it_tells(echo: Echo, tmp_path: Path, mode: str) -> None:
    echo.mode = mode
    kept = tmp_path / "kept"
    kept.mkdir()
    listed = [
        {f"openadmin.zoom.{name}": options, "name": name, "ignore_errors": True}
        for name, options in tasks(kept).items()
    ]
    playbook = tmp_path / "secrets.yml"
    playbook.write_text(yaml.safe_dump([{**PLAY, "tasks": listed}]), encoding="utf-8")
    environment = {
        **{f"ZOOM_{name.upper()}": value for name, value in echo.connection.items()},
        "ANSIBLE_LOCAL_TEMP": str(kept / "local"),
        "ANSIBLE_REMOTE_TEMP": str(kept / "remote"),
        "ANSIBLE_LOG_PATH": str(kept / "ansible.log"),
        "ANSIBLE_DISPLAY_TRACEBACK": "always",
    }
    run = run_playbook(playbook, echo.simulator, "-vvvv", "--diff", environment=environment, folder=tmp_path)
    assert run.stats["ok"] == len(listed), run.output[-3000:]
    assert (run.stats["ignored"] == 0) == (mode == "success"), run.output[-3000:]
    echo.shows_nothing(run.output, "the output")
    for place, text in left_behind(kept):
        echo.shows_nothing(text, place)
