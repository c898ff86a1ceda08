# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_virtual_background: what is uploaded and removed, in which order, and what is refused before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.uploads import Upload
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.background_plan import (
    Background,
    own_backgrounds,
    plan_backgrounds,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.target import ACCOUNT
from ansible_collections.openadmin.zoom.tests.harness.media import media_file
from ansible_collections.openadmin.zoom.tests.harness.modules import run_module as run_in_process

NAME = "zoom_virtual_background"
A, B, OLD_A = Background("1", "a.png", 10), Background("2", "b.png", 20), Background("3", "a.png", 9)
TEN = [Background(str(number), f"{number}.png", 5) for number in range(9)] + [OLD_A]


def upload(name: str, size: int) -> Upload:
    return Upload(f"/pictures/{name}", name, size)


@pytest.mark.parametrize(
    ("have", "uploads", "names", "state", "steps"),
    [
        ([], [("a.png", 10)], [], "present", ["upload a.png"]),
        ([A], [("a.png", 10)], [], "present", []),
        ([A, B], [("a.png", 10)], [], "present", []),
        ([A, B], [("a.png", 10)], [], "exact", ["delete 2"]),
        ([OLD_A], [("a.png", 10)], [], "present", ["upload a.png", "delete 3"]),
        ([OLD_A, A], [("a.png", 10)], [], "present", []),
        ([OLD_A, A], [("a.png", 10)], [], "exact", ["delete 3"]),
        (TEN, [("a.png", 10)], [], "present", ["delete 3", "upload a.png"]),
        ([A, B], [("c.png", 1)], [], "exact", ["upload c.png", "delete 1,2"]),
        ([Background("1", "a.png", None)], [("a.png", 10)], [], "exact", []),
        ([A, OLD_A, B], [], ["a.png", "z.png"], "absent", ["delete 1,3"]),
        ([B], [], ["a.png"], "absent", []),
    ],
)
def test_plan(have: Any, uploads: Any, names: Any, state: str, steps: list[str]) -> None:
    planned = plan_backgrounds(ACCOUNT, have, [upload(*one) for one in uploads], names, state)
    found = [
        f"upload {step.body['file'].name}" if step.verb == "upload" else f"delete {step.query['file_ids']}"
        for step in planned.plan.steps()
    ]
    assert found == steps
    assert (planned.before == planned.after) is (not steps)


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (None, []),
        ({}, []),
        ([{"name": "Zoom's own", "is_default": True}, {"id": "1", "name": "a.png", "size": 10}], [A]),
        ([{"id": "1", "name": "a.png"}], [Background("1", "a.png", None)]),
        (["odd", {"id": "1", "name": "a.png", "size": True}], [Background("1", "a.png", None)]),
    ],
)
def test_what_an_answer_shows(files: Any, found: list[Background]) -> None:
    settings = {"in_meeting": {"virtual_background_settings": {"files": files}}}
    assert own_backgrounds(settings) == found


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"scope": "account"}, "files: are required with state present"),
        ({"scope": "account", "state": "exact", "files": []}, "files: are required with state exact"),
        ({"scope": "account", "state": "absent"}, "names: are required with state absent"),
        ({"scope": "account", "state": "absent", "names": "a", "files": "a.png"}, "files: mean nothing"),
        ({"scope": "account", "names": "a", "files": "a.png"}, "names: mean nothing with state present"),
        ({"scope": "group", "files": "a.png"}, "group: is required with scope group. Name it."),
        ({"scope": "account", "user": "a@example.com", "files": "a.png"}, "user: does not belong to scope account"),
        ({"scope": "account", "files": "none.png"}, "there is no such file"),
        ({"scope": "account", "files": "empty.png"}, "is empty"),
        ({"scope": "account", "files": "large.png"}, "has 15,728,641 bytes; Zoom takes 15 MB at most"),
        ({"scope": "account", "files": "text.png"}, "is no picture by its first bytes; Zoom takes JPG or PNG here"),
        ({"scope": "account", "files": "waves.gif"}, "is a GIF file; Zoom takes JPG or PNG here"),
        ({"scope": "group", "group": "x", "files": "film.mp4"}, "is a MP4 file"),
        ({"scope": "account", "files": "photo.png"}, "is a JPG file by its content. Let its name end in .jpg"),
        ({"scope": "account", "files": ["a.png", "other/a.png"]}, "hold several that are called a.png"),
        ({"scope": "account", "files": [f"{n}.png" for n in range(11)]}, "are 11; Zoom takes 10 at most"),
    ],
)
def test_wrong_input_is_told_before_any_request(fail: Any, tmp_path: Path, given: dict[str, Any], words: str) -> None:
    for name in ("a.png", "other/a.png", "waves.gif", "film.mp4", *(f"{number}.png" for number in range(11))):
        media_file(tmp_path, name)
    media_file(tmp_path, "empty.png", 0)
    media_file(tmp_path, "large.png", 15 * 1024 * 1024 + 1)
    media_file(tmp_path, "photo.png", content=".jpg")
    media_file(tmp_path, "text.png", content=".txt")
    files = given.get("files")
    if files:
        given = {**given, "files": [str(tmp_path / name) for name in ([files] if isinstance(files, str) else files)]}
    result = fail(NAME, given)
    assert words in result["msg"]
    assert result["requests"] == {}


@pytest.mark.parametrize("level", ["account", "group", "user"])
@pytest.mark.parametrize("own", [False, True], ids=["", "with Zoom's own"])
def test_files_are_uploaded_once_and_can_be_taken_back(
    simulator: Any, succeed: Any, targets: Any, tmp_path: Path, level: str, own: bool
) -> None:
    simulator.put_state({"switches": {"zoom_backgrounds": own}})
    target = targets[level]
    scope = {"scope": level, **({} if level == "account" else {level: target.name})}
    names = ["a.png", "b.jpg", *(["c.gif", "d.mp4", "e.mov"] if level == "user" else [])]
    args = {**scope, "files": [media_file(tmp_path, name, 50 + len(name)) for name in names]}
    predicted = succeed(NAME, args, check_mode=True, diff=True)
    assert simulator.writes() == []
    undo = tmp_path / "undo.json"
    done = succeed(NAME, {**args, "undo_file": str(undo)}, diff=True)
    same = ("changed", "added", "removed", "unchanged", "steps", "step_counts", "diff")
    assert {key: predicted[key] for key in same} == {key: done[key] for key in same}
    assert (done["added"], done["diff"]["before"]) == (names, {})
    again = succeed(NAME, args)
    assert (again["changed"], again["unchanged"]) == (False, names)
    media_file(tmp_path, "a.png", 77)
    replaced = succeed(NAME, {**args, "files": args["files"][:1], "state": "exact"}, diff=True)
    assert replaced["diff"]["after"] == {"a.png": 77}
    assert (replaced["added"], sorted(replaced["removed"])) == (["a.png"], sorted(names[1:]))
    undone = succeed(NAME, json.loads(undo.read_text(encoding="utf-8")))
    assert undone["removed"] == ["a.png"]
    assert succeed(NAME, {**scope, "names": names, "state": "absent"})["changed"] is False


@pytest.mark.parametrize("above", ["account", "group"])
@pytest.mark.parametrize("level", ["group", "user"])
@pytest.mark.parametrize("state", ["present", "exact", "absent"])
def test_inherited_files_do_not_count(
    simulator: Any, succeed: Any, targets: Any, tmp_path: Path, above: str, level: str, state: str
) -> None:
    if (above, level) == ("group", "group"):
        return
    users = simulator.state()["users"]
    next(one for one in users if one["id"] == targets["user"].id)["group_ids"] = [targets["group"].id]
    simulator.put_state({"users": users})

    def scope(of: str) -> dict[str, str]:
        return {"scope": of, **({} if of == "account" else {of: targets[of].name})}

    file = media_file(tmp_path, "a.png")
    succeed(NAME, {**scope(above), "files": file})
    wanted = {"names": "a.png"} if state == "absent" else {"files": file}
    result = succeed(NAME, {**scope(level), **wanted, "state": state})
    assert (result["added"], result["removed"]) == ([] if state == "absent" else ["a.png"], [])
    assert succeed(NAME, {**scope(level), **wanted, "state": state})["changed"] is False
    assert succeed(NAME, {**scope(above), "files": file})["changed"] is False


def test_more_than_ten_are_refused_when_it_shows(succeed: Any, fail: Any, simulator: Any, tmp_path: Path) -> None:
    succeed(NAME, {"scope": "account", "files": [media_file(tmp_path, f"{number}.png") for number in range(8)]})
    simulator.clear_requests()
    result = fail(NAME, {"scope": "account", "files": [media_file(tmp_path, f"x{number}.png") for number in range(3)]})
    assert "the account has 8 others, and Zoom takes 10 in all. Remove some, or use state exact." in result["msg"]
    assert simulator.writes() == []


@pytest.mark.parametrize("after", [False, True], ids=["not carried out", "carried out"])
def test_a_lost_answer_is_settled_by_reading(simulator: Any, succeed: Any, tmp_path: Path, after: bool) -> None:
    args = {"scope": "account", "files": media_file(tmp_path, "a.png")}
    path = "/virtual_backgrounds"
    simulator.faults([{"method": "POST", "path": path, "times": 1, "reset": True, "after": after}])
    assert succeed(NAME, args)["added"] == ["a.png"]
    simulator.faults([{"method": "DELETE", "path": path, "times": 1, "reset": True, "after": after}])
    assert succeed(NAME, {"scope": "account", "names": "a.png", "state": "absent"})["removed"] == ["a.png"]


def test_what_zoom_accepts_and_does_not_keep_is_told(simulator: Any, fail: Any, tmp_path: Path) -> None:
    body = {"id": "x", "name": "a.png", "size": 100, "type": "image", "is_default": False}
    simulator.faults([{"method": "POST", "path": "/virtual_backgrounds", "times": 1, "status": 201, "body": body}])
    result = fail(NAME, {"scope": "account", "files": media_file(tmp_path, "a.png")})
    assert result["unapplied"] == [{"name": "a.png", "wanted": "present", "actual": "absent"}]
    assert "Zoom accepted the request, but a.png of the account is absent." in result["msg"]


def test_a_refused_file_stops_itself_alone(simulator: Any, fail: Any, tmp_path: Path) -> None:
    body = {"code": 120, "message": "Only jpg/jpeg or png image file can be uploaded."}
    simulator.faults([{"method": "POST", "path": "/virtual_backgrounds", "times": 1, "status": 400, "body": body}])
    files = [media_file(tmp_path, name) for name in ("a.png", "b.png")]
    result = fail(NAME, {"scope": "account", "files": files})
    assert (result["added"], len(result["failures"])) == (["b.png"], 1)


def test_without_verify_nothing_is_read_back(simulator: Any, tmp_path: Path) -> None:
    args = {"scope": "account", "files": media_file(tmp_path, "a.png"), "verify": False}
    result = run_in_process(NAME, {**simulator.connection, **args})
    assert result["requests"] == {"GET": 1, "POST": 1}
