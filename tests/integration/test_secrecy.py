# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret is in what a module gives back, logs or writes, in success and in every kind of failure.

Secrets come in as credentials, in rows and files, in settings and bodies, and from the account itself.
"""

from __future__ import annotations

import base64
import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from ansible.module_utils.basic import AnsibleModule

from ansible_collections.openadmin.zoom.plugins.module_utils._core import apply, patience
from ansible_collections.openadmin.zoom.plugins.module_utils._core.module import ZoomModule
from ansible_collections.openadmin.zoom.tests.chaos.play import full_disk, quick, run_task
from ansible_collections.openadmin.zoom.tests.harness.echo import MODES, Echo
from ansible_collections.openadmin.zoom.tests.harness.scripted import Asked
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

pytestmark = pytest.mark.simulator("--users", "5", "--groups", "1", "--no-rate-limits")

MEMBER = "member@example.com"
PASSWORD, HOST_KEY, PASSCODE = "Planted/Pass+4711&", "918273", "planted passcode"
HOST_KEY_IN_FILE, HOOK, RECORDING = "5647382910", "planted-hook-token", "Planted%Recording"
ARCHIVE, RECORDED = "planted-in-the-account", "planted-recorded-before"
PLANTED = ("sim-secret", PASSWORD, HOST_KEY, PASSCODE, HOST_KEY_IN_FILE, HOOK, RECORDING, ARCHIVE, RECORDED)
# What the account holds already, under names that are known and under names that are not.
IN_THE_ACCOUNT = {
    "chat": {"send_data_to_third_party_archiving_service": {"enable": True, "passcode": ARCHIVE}},
    "recording": {"webhook": {"secret_token": RECORDED}, "recording_passcode": RECORDED},
}


@pytest.fixture
def echo(simulator: Simulator) -> Iterator[Echo]:
    users = simulator.state()["users"]
    active = [user for user in users if user["role_id"] == "2" and user["status"] == "active"]
    active[0]["email"] = MEMBER
    simulator.put_state({"users": users, "settings": {"account": IN_THE_ACCOUNT}})
    echo = Echo(simulator, *PLANTED)
    yield echo
    echo.service.close()


def tasks(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is run: modules and their options; all of them write files where they can."""
    number = 0

    def named() -> dict[str, str]:
        nonlocal number
        number += 1
        return {"steps_file": str(folder / f"{number}.steps"), "undo_file": str(folder / f"{number}.undo")}

    people = [
        {"email": "n@example.com", "dept": "IT", "host_key": HOST_KEY},
        {"email": MEMBER, "dept": "X"},
    ]
    src = folder.parent / "people.csv"
    src.write_text(f"email,create_action,host_key\nf@example.com,custCreate,{HOST_KEY_IN_FILE}\n", encoding="utf-8")
    settings = {
        "chat": {"send_data_to_third_party_archiving_service": {"enable": True, "passcode": PASSCODE}},
        "recording": {"webhook": {"secret_token": HOOK}, "recording_passcode": RECORDING},
    }
    extra = {"extra_settings": {"recording": settings.pop("recording")}}
    one = {"email": "one@example.com", "create_action": "custCreate", "host_key": HOST_KEY}
    yield "zoom_user", {**one, "password": PASSWORD, "update_password": "always", **named()}
    yield "zoom_users", {"users": people, **named()}
    yield "zoom_users", {"src": str(src), **named()}
    yield "zoom_group", {"name": "Secret", **named()}
    yield "zoom_settings", {"scope": "account", "settings": settings, **extra, **named()}
    yield "zoom_settings", {"scope": "user", "user": MEMBER, "settings": OF_A_USER, **named()}
    yield "zoom_lock_settings", {"scope": "account", "locks": {"in_meeting": {"chat": True}}, **named()}
    few = ["waiting-room", "meeting-passcode", "passcode-length"]
    yield "zoom_policy", {"mode": "enforce", "only": few, **policy_files(folder), **named()}
    yield "zoom_api", {"method": "PATCH", "path": "/accounts/me/settings", "body": extra["extra_settings"]}
    yield "zoom_api", {"method": "PUT", "path": "/users/member@example.com/password", "body": {"password": PASSWORD}}
    yield "zoom_api", {"method": "GET", "path": "/users/me/zak"}
    yield "zoom_api", {"method": "GET", "path": "/accounts/me/settings"}
    yield "zoom_offboarding", {"leavers": [{"email": "n@example.com"}], "ledger": str(folder / "ledger"), **named()}
    yield "zoom_license_reclaim", {"by": "sign_in", **named()}
    yield "zoom_user_info", {"detail": True}
    yield "zoom_user_info", {"emails": [MEMBER], "detail": True, "include": ["settings"]}
    yield "zoom_settings_info", {"scope": "account"}
    yield "zoom_account_info", {}
    yield "zoom_account_export", {"dest": str(folder / "export")}
    yield "zoom_account_drift", {"against": str(folder / "export"), "report_dir": str(folder / "drift")}


OF_A_USER = {"schedule_meeting": {"pmi_password": PASSCODE, "default_password_for_scheduled_meetings": PASSCODE}}


def policy_files(folder: Path) -> dict[str, Any]:
    """Where reports and evidence go, in every form."""
    return {
        "report_dir": str(folder / "reports"),
        "report_formats": ["json", "csv", "junit", "html", "sarif", "oscal"],
        "evidence_dir": str(folder / "evidence"),
    }


@contextlib.contextmanager
def logs_kept() -> Iterator[list[str]]:
    """What modules write to the log of the system."""
    logged: list[str] = []
    real = AnsibleModule.log

    def log(module: AnsibleModule, message: str, log_args: Any = None) -> None:
        logged.extend([str(message), json.dumps(log_args, default=str)])
        real(module, message, log_args)

    with mock.patch.object(AnsibleModule, "log", log):
        yield logged


def run_all(echo: Echo, folder: Path, check_mode: bool = False, **options: Any) -> list[dict[str, Any]]:
    """Run everything, and look for secrets in all that is left behind."""
    folder.mkdir()
    results = []
    # Few tries are enough: what is told does not depend on their number.
    few = mock.patch.multiple(apply, RESENDS=1, waits=mock.Mock(FRESH=(0.5,)))
    with quick(), few, mock.patch.object(patience, "LONGEST_WAIT", 0.01), logs_kept() as logged:
        for name, given in tasks(folder):
            result = run_task(name, {**echo.connection, "retries": 1, **given, **options}, check_mode=check_mode)
            echo.shows_nothing(json.dumps(result, ensure_ascii=False, default=str), f"the result of {name}")
            results.append(dict(result, task=name))
    assert logged
    echo.shows_nothing("\n".join(logged), "the log")
    echo.left_nothing(folder)
    return results


@pytest.mark.parametrize(
    ("mode", "check_mode"),
    [*((mode, False) for mode in MODES), *((mode, True) for mode in ("success", "echo_fields", "html_reads"))],
)
def test_results_files_and_logs_show_no_secret(echo: Echo, tmp_path: Path, mode: str, check_mode: bool) -> None:
    echo.mode = mode
    results = run_all(echo, tmp_path / "kept", check_mode)
    if mode == "success":
        refused = [(result["task"], result["msg"]) for result in results if result.get("failed")]
        # Passwords of people who sign in by a mail account of their own are not Zoom's to change; and an export that
        # was only planned is no folder to compare with.
        expected = ("updateUserPassword", "is not a folder") if check_mode else ("updateUserPassword",)
        assert [one for one in refused if not any(words in one[1] for words in expected)] == []
    else:
        assert mode == "echo_fields" or any(result.get("failed") for result in results)


def fetched_token(echo: Echo) -> str:
    """A token as an administrator fetches one by hand."""
    app = base64.b64encode(b"sim-client:sim-secret").decode()
    body = "grant_type=account_credentials&account_id=sim-account"
    token: str = echo.passed_on(Asked("POST", "/oauth/token", body, f"Basic {app}")).body["access_token"]
    echo.plant(token)
    return token


@pytest.mark.parametrize("mode", ["success", "echo_400", "echo_fields"])
def test_a_token_that_was_given_is_as_secret_as_a_fetched_one(echo: Echo, tmp_path: Path, mode: str) -> None:
    echo.mode = mode
    token = fetched_token(echo)
    echo.connection = {"access_token": token, "api_url": echo.connection["api_url"]}
    run_all(echo, tmp_path / "kept")


@pytest.mark.parametrize("at", [1, 2])
def test_a_full_disk_leaves_no_secret(echo: Echo, tmp_path: Path, at: int) -> None:
    echo.mode = "echo_400"
    with full_disk(at):
        results = run_all(echo, tmp_path / "kept")
    assert any("No space left" in result.get("msg", "") for result in results)


def test_a_fault_of_ours_shows_no_secret(echo: Echo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(module: ZoomModule, *_arguments: Any) -> Any:
        raise LookupError(f"{module.client.secrets()} {module.params}")

    monkeypatch.setattr(ZoomModule, "carry_out", broken)
    results = run_all(echo, tmp_path / "kept")
    assert any("This was not foreseen" in result.get("msg", "") for result in results)
