# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_profile_picture: when a picture is uploaded or removed, and what is refused before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import waits
from ansible_collections.openadmin.zoom.tests.harness.media import media_file

NAME = "zoom_profile_picture"
OWNER = "owner@example.com"
SAME = ("changed", "deferred", "steps", "step_counts", "diff", "user")


@pytest.fixture(autouse=True)
def in_no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waits, "SETTINGS", (0.0, 0.01))
    monkeypatch.setattr(waits, "FRESH", (0.01, 0.01, 0.01))


@pytest.fixture
def put(simulator: Any, succeed: Any) -> Any:
    """Runs the module in check mode and for good; both must tell the same."""

    def run(**args: Any) -> dict[str, Any]:
        simulator.clear_requests()
        predicted = succeed(NAME, args, check_mode=True, diff=True)
        assert simulator.writes() == []
        done: dict[str, Any] = succeed(NAME, args, diff=True)
        assert {key: predicted[key] for key in SAME} == {key: done[key] for key in SAME}
        return done

    return run


def by_status(simulator: Any, status: str) -> str:
    return str(next(user["email"] for user in simulator.state()["users"] if user["status"] == status))


@pytest.mark.parametrize(
    ("there", "args", "steps"),
    [
        (False, {}, {"upload picture": 1, "total": 1}),
        (True, {}, {"total": 0}),
        (False, {"update": "always"}, {"upload picture": 1, "total": 1}),
        (True, {"update": "always"}, {"upload picture": 1, "total": 1}),
        (False, {"state": "absent"}, {"total": 0}),
        (True, {"state": "absent"}, {"delete picture": 1, "total": 1}),
    ],
)
def test_when_a_picture_is_written(put: Any, tmp_path: Path, there: bool, args: Any, steps: dict[str, int]) -> None:
    put(user=OWNER, state="absent")
    if there:
        put(user=OWNER, src=media_file(tmp_path, "old.jpg", 50))
    source = {} if args.get("state") == "absent" else {"src": media_file(tmp_path, "new.png", 60)}
    result = put(user=OWNER, **source, **args)
    assert (result["step_counts"], result["changed"]) == (steps, steps["total"] > 0)
    assert (result["unapplied"], result["unverified"]) == ([], [])
    if args.get("update") != "always":
        assert put(user=OWNER, **source, **args)["changed"] is False


def test_a_new_picture_can_be_taken_back_and_a_former_one_not(put: Any, succeed: Any, tmp_path: Path) -> None:
    put(user=OWNER, state="absent")
    undo, source = tmp_path / "undo.json", media_file(tmp_path, "new.png")
    succeed(NAME, {"user": OWNER, "src": source, "undo_file": str(undo)})
    result = succeed(NAME, {"user": OWNER, "src": source, "update": "always", "undo_file": str(tmp_path / "more.json")})
    assert "undo_file cannot give this back: the former picture" in str(result["warnings"])
    assert not (tmp_path / "more.json").exists()
    assert succeed(NAME, json.loads(undo.read_text(encoding="utf-8")))["step_counts"]["delete picture"] == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "src: is required with state present"),
        ({"user": " ", "state": "absent"}, "user: is empty"),
        ({"src": "a.png", "state": "absent"}, "src: means nothing with state absent"),
        ({"src": "none.png"}, "there is no such file"),
        ({"src": "large.png"}, "has 2,097,153 bytes; Zoom takes 2 MB at most"),
        ({"src": "waves.gif"}, "is a GIF file; Zoom takes JPG or PNG here"),
    ],
)
def test_wrong_input_is_told_before_any_request(fail: Any, tmp_path: Path, given: dict[str, Any], words: str) -> None:
    media_file(tmp_path, "a.png")
    media_file(tmp_path, "waves.gif")
    media_file(tmp_path, "large.png", 2 * 1024 * 1024 + 1)
    if "src" in given:
        given = {**given, "src": str(tmp_path / given["src"])}
    result = fail(NAME, {"user": OWNER, **given})
    assert words in result["msg"]
    assert result["requests"] == {}


@pytest.mark.simulator("--users", "150", "--groups", "1", "--seed", "2", "--no-rate-limits")
@pytest.mark.parametrize("status", ["pending", "inactive"])
def test_people_who_cannot_be_changed_yet_are_deferred(simulator: Any, put: Any, tmp_path: Path, status: str) -> None:
    result = put(user=by_status(simulator, status), src=media_file(tmp_path, "a.png"), update="always")
    assert (result["deferred"], result["changed"]) == (status, False)


def test_nobody_is_told(fail: Any) -> None:
    result = fail(NAME, {"user": "nobody@example.com", "state": "absent"})
    assert "there is no user 'nobody@example.com' in the account" in result["msg"]


@pytest.mark.parametrize("after", [False, True], ids=["not carried out", "carried out"])
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_a_lost_answer_is_settled_by_reading(
    simulator: Any, succeed: Any, tmp_path: Path, method: str, after: bool
) -> None:
    upload = {"user": OWNER, "src": media_file(tmp_path, "a.png", 50), "update": "always"}
    succeed(NAME, upload)
    simulator.faults([{"method": method, "path": "/picture", "times": 1, "reset": True, "after": after}])
    wanted = (
        {"user": OWNER, "state": "absent"} if method == "DELETE" else {**upload, "src": media_file(tmp_path, "b.png")}
    )
    result = succeed(NAME, wanted)
    assert (result["changed"], result["unapplied"], result["unverified"]) == (True, [], [])


@pytest.mark.parametrize(("there", "told"), [(False, "unapplied"), (True, "unverified")])
def test_what_does_not_show_is_told(simulator: Any, run_module: Any, tmp_path: Path, there: bool, told: str) -> None:
    source = media_file(tmp_path, "a.png")
    run_module(NAME, {"user": OWNER, "src": source} if there else {"user": OWNER, "state": "absent"})
    simulator.faults([{"method": "POST", "path": "/picture", "times": 1, "status": 201, "body": {}}])
    result = run_module(NAME, {"user": OWNER, "src": source, "update": "always"})
    assert (bool(result.get("failed")), bool(result[told])) == (not there, True)
    if not there:
        assert f"Zoom accepted the request, but the picture of {OWNER} is absent. Run again; " in result["msg"]
