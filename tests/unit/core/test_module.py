# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all modules have in common, seen on one of them: findings, secrets, read_only, files, requests."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ansible.module_utils.basic import AnsibleModule

from ansible_collections.openadmin.zoom.plugins.module_utils._core.module import ZoomModule
from ansible_collections.openadmin.zoom.tests.harness import modules


def test_every_finding_is_reported_in_one_message(fail: Any, simulator: Any) -> None:
    result = fail("zoom_group", {"nmae": "x", "state": "gone", "retries": "many", "timeout": 0})
    assert [finding["place"] for finding in result["findings"]] == ["nmae", "retries", "state", ""]
    assert "nmae: is not known here. Did you mean name?" in result["msg"]
    assert "one of the following is required: name, id." in result["msg"]
    assert simulator.requests() == []


def test_missing_credentials_say_what_to_do() -> None:
    result = modules.run_module("zoom_group", {"name": "x"})
    assert result["failed"]
    assert "ZOOM_CLIENT_SECRET" in result["msg"]
    assert "Server-to-Server OAuth" in result["msg"]


def test_credentials_from_the_environment_serve_and_are_not_shown(simulator: Any) -> None:
    result = modules.run_module("zoom_group_info", {}, environment=simulator.environment)
    assert len(result["groups"]) == 5
    assert "sim-secret" not in json.dumps(result)


def test_a_wrong_secret_is_not_shown(simulator: Any) -> None:
    environment = {**simulator.environment, "ZOOM_CLIENT_SECRET": "quite-a-secret"}
    result = modules.run_module("zoom_group_info", {}, environment=environment)
    assert result["failed"]
    assert "Check client_id and client_secret" in result["msg"]
    assert "quite-a-secret" not in json.dumps(result)


@pytest.mark.parametrize("how", ["check_mode", "read_only"])
def test_nothing_is_written_when_only_looking(run_module: Any, simulator: Any, tmp_path: Path, how: str) -> None:
    steps, undo = tmp_path / "steps.json", tmp_path / "undo.json"
    args = {"name": "New", "steps_file": str(steps), "undo_file": str(undo), "read_only": how == "read_only"}
    result = run_module("zoom_group", args, check_mode=how == "check_mode")
    assert result["changed"]
    assert simulator.writes() == []
    assert json.loads(steps.read_text()) == result["steps"]
    assert not undo.exists()
    warned = "read_only is set: nothing was sent; planned steps: 1." in str(result.get("warnings"))
    assert warned is (how == "read_only")


def test_files_are_for_their_owner_only(succeed: Any, tmp_path: Path) -> None:
    steps, undo = tmp_path / "steps.json", tmp_path / "undo.json"
    succeed("zoom_group", {"name": "New", "steps_file": str(steps), "undo_file": str(undo)})
    for path in (steps, undo):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_is_found_before_anything_is_done(fail: Any, simulator: Any) -> None:
    result = fail("zoom_group", {"name": "New", "steps_file": "/dev/null/steps.json"})
    assert "/dev/null/steps.json" in result["msg"]
    assert simulator.writes() == []


def test_requests_are_counted(succeed: Any, simulator: Any) -> None:
    result = succeed("zoom_group", {"name": "New"})
    sent = [entry["method"] for entry in simulator.api_requests()]
    assert result["requests"] == {method: sent.count(method) for method in set(sent)}


def test_zooms_own_words_reach_the_user(fail: Any, simulator: Any) -> None:
    simulator.faults(
        [
            {
                "method": "POST",
                "path": "/groups$",
                "times": 1,
                "status": 400,
                "body": {"code": 300, "message": "Enough groups."},
            }
        ]
    )
    result = fail("zoom_group", {"name": "New"})
    assert "Enough groups." in result["msg"]
    assert result["failures"][0]["zoom_error"]["code"] == 300


def test_a_missing_scope_is_named(fail: Any, simulator: Any) -> None:
    body = {"code": 4711, "message": "Invalid access token, does not contain scopes:[group:write:group:admin]."}
    simulator.faults([{"method": "POST", "path": "/groups$", "times": 1, "status": 400, "body": body}])
    result = fail("zoom_group", {"name": "New"})
    assert "add group:write:group:admin to the app" in result["msg"]
    assert result["failures"][0]["missing_scopes"] == ["group:write:group:admin"]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("zoom_group", {"nmae": "x"}),
        ("zoom_user", {"license_info_list": [None]}),
        ("zoom_users", {"users": [{"license_info_list": [None]}]}),
        ("zoom_settings", {"scope": "account", "settings": {"meeting_security": {"waiting_room_options": [{"a": 1}]}}}),
        ("zoom_settings", {"scope": "account", "settings": {"in_meeting": 7}}),
        ("zoom_settings", {"scope": "account", "locks": {"schedule_meeting": True}}),
        ("zoom_users", {"users": [7]}),
        ("zoom_users", {"users": [], "group_defaults": {"Sales": None}, "min_rows": float("inf")}),
        ("zoom_group", {"name": "x", "retries": float("inf")}),
        ("zoom_group", {"name": "x", "retries": "inf"}),
        ("zoom_group", {"name": "x", "timeout": float("nan")}),
        ("zoom_group", {"name": "x", "steps_file": "a\0b"}),
        ("zoom_users", {"users": [{"email": "a@example.com"}], "group_defaults": "a=b"}),
        ("zoom_users", {"users": [{"email": "a@example.com"}], "division_defaults": {"North": ["x"]}}),
        ("zoom_settings", {"scope": "account", "settings": {"authentication_option": {"type": []}}}),
    ],
)
def test_wrong_arguments_of_any_shape_are_told_without_secrets(fail: Any, name: str, wrong: dict[str, Any]) -> None:
    result = fail(name, {**wrong, "account_id": "sim-account"})
    assert "sim-secret" not in json.dumps(result)
    assert result["findings"] and "exception" not in result
    assert "nothing was sent to Zoom" in result["msg"] or "Nothing was sent to Zoom" in result["msg"]


@pytest.mark.parametrize(
    ("name", "wrong", "place"),
    [
        ("zoom_group", {"name": "x\ud800"}, "name"),
        ("zoom_group", {"name": "x", "steps_file": "\udcff"}, "steps_file"),
        ("zoom_user", {"email": "a@example.com", "dept": "\udfff"}, "dept"),
        ("zoom_users", {"src": "\ud800.csv"}, "src"),
        ("zoom_users", {"users": [{"email": "a@example.com", "dept": "x\ud800"}]}, "users[1].dept"),
        ("zoom_settings", {"scope": "account", "extra_settings": {"a": {"b": ["\ud800"]}}}, "extra_settings.a.b[1]"),
        ("zoom_group", {"name": "x", "client_secret": "\ud800"}, "client_secret"),
    ],
)
def test_half_a_character_is_told_with_its_place(fail: Any, name: str, wrong: dict[str, Any], place: str) -> None:
    """Ansible logs the options before a module sees them, and no log takes half a character."""
    result = fail(name, wrong)
    assert place in [finding["place"] for finding in result["findings"]]
    assert "half a character" in result["msg"]
    json.dumps(result, ensure_ascii=False).encode()  # as the controller wants it


def test_what_nobody_foresaw_is_told_with_its_place(fail: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: Any) -> Any:
        raise LookupError("lost")

    monkeypatch.setattr(ZoomModule, "keep_files", broken)
    result = fail("zoom_group", {"name": "New"})
    assert re.search(r"TypeError: .* \(task\.py, line \d+\)", result["msg"]) and "report it" in result["msg"]


@pytest.mark.parametrize(
    ("name", "args", "places"),
    [
        ("zoom_group", {"nmae": "x"}, ["nmae", "", "credentials"]),
        ("zoom_users", {"src": "/no/such/people.csv"}, ["credentials", "src"]),
        (
            "zoom_group",
            {"name": "x", "steps_file": "/no/such/folder/x", "timeout": 0},
            ["credentials", "timeout", "steps_file"],
        ),
        (
            "zoom_settings",
            {"scope": "account", "settings": {"in_meeting": {"chatt": True}}},
            ["settings.in_meeting.chatt", "credentials"],
        ),
        (
            "zoom_policy",
            {
                "prepared": {
                    "findings": [{"place": "baselines[1]", "problem": "is no file.", "remedy": ""}],
                    "previous_account": "",
                    "undo_folder": "",
                }
            },
            ["credentials", "baselines[1]"],
        ),
    ],
)
def test_missing_credentials_hide_nothing_else(name: str, args: dict[str, Any], places: list[str]) -> None:
    result = modules.run_module(name, args)
    assert [finding["place"] for finding in result["findings"]] == places


def test_of_many_warnings_the_first_are_told(succeed: Any, simulator: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(module: ZoomModule) -> list[Any]:
        for number in range(30):
            module.warn(f"Warning {number}.")
            module.warn(f"Warning {number}.")
        return []

    monkeypatch.setattr(ZoomModule, "connection_findings", told)
    given = succeed("zoom_group_info", {})["warnings"]
    # Before ansible-core 2.19 they are plain texts.
    warnings = [warning if isinstance(warning, str) else warning["event"]["msg"] for warning in given]
    assert len(warnings) == 9 and warnings[7] == "Warning 7."
    found = re.fullmatch(r"Warnings that are not shown here: 22. The whole result is in (\S+).", warnings[8])
    assert found and json.loads(Path(found[1]).read_text("utf-8"))["warnings"][29] == "Warning 29."


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("zoom_api", {"method": "PUT", "path": "/users/a/password", "body": {"password": "planted"}}),
        ("zoom_settings", {"scope": "account", "extra_settings": {"hook": {"tokens": ["planted"]}}}),
        ("zoom_users", {"users": [], "group_defaults": {"Sales": {"host_key": "planted"}}}),
        ("zoom_users", {"users": "- email: a@example.com\n  host_key: planted\n"}),
        ("zoom_group", {"name": "a\0b"}),
    ],
)
def test_the_log_of_the_system_gets_texts_that_it_takes_and_no_secret(
    fail: Any, name: str, options: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python 3.12 and later refuse NUL in a text for the log of the system."""
    logged: list[str] = []
    monkeypatch.setattr(AnsibleModule, "_log_to_syslog", lambda _self, text: logged.append(text))
    fail(name, {**options, "steps_file": "/nowhere/at/all"})
    assert logged and "Invoked with" in logged[0]
    assert not [text for text in logged if "planted" in text or "\0" in text]


@pytest.mark.parametrize(("folder", "expected"), [(None, ".ansible/tmp"), ("/var/tmp/$USERS/x", "/x"), ("~/t", "/t")])
def test_without_a_temporary_folder_results_are_kept_in_the_usual_one(folder: str | None, expected: str) -> None:
    module = SimpleNamespace(_remote_tmp=folder, params={"findings_file": None}, _name="openadmin.zoom.zoom_group")
    kept = ZoomModule._whole_file(module)  # type: ignore[arg-type]
    assert kept["folder"].endswith(expected) and "~" not in kept["folder"]
    assert (kept["named"], kept["called"]) == ("", "zoom_group")
