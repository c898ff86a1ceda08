# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Ansible's own callback prints of a result that failed, and of a diff, is short; and it says what is missing."""

from __future__ import annotations

import copy
import json
import os
import stat
import time
from pathlib import Path
from typing import Any

import pytest
from ansible.plugins.callback import CallbackBase

from ansible_collections.openadmin.zoom.plugins.module_utils._core import readable, whole_result

LINES, BYTES = 200, 64 * 1024
FORMS = ["json", "yaml"]


def callback(form: str) -> CallbackBase:
    made = CallbackBase()
    made._plugin_options = {"result_format": form, "pretty_results": None}
    return made


def person(number: int, error: str = "") -> dict[str, Any]:
    return {"email": f"p{number}@example.com", "row": number, "changed": False, "error": error}


def step(number: int) -> dict[str, Any]:
    return {"verb": "create", "object": f"user p{number}", "path": "/users", "body": {"a": {"b": number}}}


LONG = "Zoom refused this because of something that takes a while to say. " * 5
RESULTS: dict[str, dict[str, Any]] = {
    "many of everything": {
        "msg": "\n".join(f"- row {number}: {LONG}" for number in range(500)),
        "findings": [{"place": f"row {number}", "problem": LONG, "remedy": LONG} for number in range(500)],
        "failures": [
            {**step(number), "error": LONG, "entries": [f"p{n}@x.org" for n in range(100)]} for number in range(500)
        ],
        "steps": [step(number) for number in range(1_000)],
        "users": [person(number) for number in range(10_000)],
        "summary": {f"count_{number}": number for number in range(20)},
    },
    "one long line": {"msg": LONG * 200, "unverified": [f"leaf {number}" for number in range(900)]},
    "one deep entry": {"msg": "No.", "steps": [{"body": {f"leaf {number}": True for number in range(900)}}]},
    "a large mapping": {"msg": "No.", "settings": {f"leaf {number}": {"value": LONG} for number in range(900)}},
    "a long text": {"msg": "No.", "body": LONG * 2_000},
    "characters of several bytes": {"msg": "é" * 50_000, "users": [{"email": "é" * 900}] * 500},
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", RESULTS)
def test_a_result_that_failed_is_short(name: str, form: str, tmp_path: Path) -> None:
    result = {"changed": True, "requests": {"GET": 3}, **copy.deepcopy(RESULTS[name])}
    shown = whole_result.printable_result(result, True, "", str(tmp_path), "zoom_users")
    # Ansible prints the message once more, before the result, with some lines about the task.
    text = f"{shown['msg']}\n" * 2 + callback(form)._dump_results(shown)
    assert text.count("\n") < LINES - 25
    assert len(text.encode()) < BYTES
    assert shown["findings_file"] in shown["msg"]
    assert json.loads(Path(shown["findings_file"]).read_text("utf-8")) == result
    assert whole_result.printable_result(shown, True, "", str(tmp_path), "zoom_users") == shown
    assert result["msg"] == RESULTS[name]["msg"], "the result itself was changed"


def test_what_is_short_stays_as_it_is(tmp_path: Path) -> None:
    result = {"msg": "No.\n- row 2: is empty.", "users": [person(2)], "diff": {"before": {}, "after": {"a": 1}}}
    assert whole_result.printable_result(result, True, "", str(tmp_path), "zoom_users") == result
    assert list(tmp_path.iterdir()) == []


def test_what_succeeded_stays_whole(tmp_path: Path) -> None:
    result = {"users": [person(number) for number in range(10_000)]}
    assert whole_result.printable_result(result, False, "", str(tmp_path), "zoom_users") == result


def test_entries_that_failed_are_kept_before_others(tmp_path: Path) -> None:
    users = [person(number, "refused" if number in (700, 800) else "") for number in range(1_000)]
    shown = whole_result.printable_result({"msg": "", "users": users}, True, "", str(tmp_path), "zoom_users")
    assert [user["row"] for user in shown["users"][:3]] == [700, 800, 0]
    assert shown["not_shown"] == {"users": 1_000 - len(shown["users"])}


def test_the_file_that_is_named_takes_the_whole(tmp_path: Path) -> None:
    result = RESULTS["many of everything"]
    named = tmp_path / "findings.json"
    shown = whole_result.printable_result(result, True, str(named), str(tmp_path), "zoom_users")
    assert shown["findings_file"] == str(named)
    assert json.loads(named.read_text("utf-8")) == result
    assert stat.S_IMODE(named.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    result = RESULTS["many of everything"]
    shown = whole_result.printable_result(result, True, str(tmp_path), str(tmp_path), "zoom_users")
    assert f"findings_file: {tmp_path} is a folder, not a file." in shown["msg"]
    assert Path(shown["findings_file"]).parent == tmp_path / "zoom-findings"
    (tmp_path / "file").touch()
    nowhere = whole_result.printable_result(result, True, "", str(tmp_path / "file"), "zoom_users")
    assert "Name a file in findings_file to have the whole result." in nowhere["msg"]
    assert "findings_file" not in nowhere


def test_results_that_nobody_looks_at_any_longer_are_removed(tmp_path: Path) -> None:
    result = RESULTS["many of everything"]
    first = whole_result.printable_result(result, True, "", str(tmp_path), "zoom_users")["findings_file"]
    os.utime(first, (0, time.time() - 31 * 86400))
    second = whole_result.printable_result(result, True, "", str(tmp_path), "zoom_users")["findings_file"]
    assert [str(path) for path in (tmp_path / "zoom-findings").iterdir()] == [second]


FLAT = {f"p{number}@example.com": {"first_name": "Ada", "dept": "Sales"} for number in range(2_000)}
MOVED = {key: {**value, "dept": "Support"} for key, value in FLAT.items()}
LEAVES = {f"section_{part}": {f"leaf_{number}": number % 2 == 0 for number in range(60)} for part in range(10)}
TURNED = {part: {leaf: not value for leaf, value in leaves.items()} for part, leaves in LEAVES.items()}
DIFFS: dict[str, Any] = {
    "people who are created": {"before": {}, "after": FLAT},
    "people who are removed": {"before": FLAT, "after": {}},
    "people who change": {"before": FLAT, "after": MOVED},
    "a few among many": {"before": FLAT, "after": {**FLAT, "p7@example.com": {"dept": "Support"}}},
    "settings": {"before": {"settings": LEAVES}, "after": {"settings": TURNED}},
    "one leaf of all": {"before": LEAVES, "after": {**LEAVES, "section_3": {"leaf_1": LONG * 100}}},
    "texts": {"before": "a\n" * 5_000, "after": "b\n" * 5_000},
    "several": [{"before": {f"g{n}": LONG}, "after": {f"g{n}": "x"}} for n in range(500)],
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", DIFFS)
def test_a_diff_is_short_and_says_what_is_missing(name: str, form: str) -> None:
    shown = readable.readable_diff(copy.deepcopy(DIFFS[name]))
    assert readable.readable_diff(copy.deepcopy(shown)) == shown
    text = callback(form)._get_diff(copy.deepcopy(shown))
    assert 0 < text.count("\n") < LINES - 20
    assert len(text.encode()) < BYTES
    assert name == "a few among many" or " more" in text


def test_a_diff_keeps_the_first_and_counts_the_rest() -> None:
    shown = readable.readable_diff(DIFFS["people who are created"])["after"]
    assert list(shown)[:2] == ["p0@example.com", "p1@example.com"]
    assert shown["…"] == f"{2_000 - (len(shown) - 1):,} more; steps_file takes the whole list of steps"
