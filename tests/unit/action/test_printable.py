# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an action plugin adds to the result of its module is within the same bound."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ansible import constants
from ansible.plugins.callback import CallbackBase

from ansible_collections.openadmin.zoom.tests.harness.actions import plugin_for, warnings_of_the_controller

COUNT = 5_000
DIFFERENCES = [
    {"section": "settings", "object": f"group G{number}", "path": "settings.in_meeting.chat", "kind": "changed"}
    | {"before": False, "now": True, "who": "owner@example.com", "when": "2026-01-01T00:00:00Z"}
    for number in range(COUNT)
]
DRIFT = {
    "changed": False,
    "account": "a",
    "against": {"account": "a"},
    "compared": ["settings"],
    "differences": DIFFERENCES,
    "counts": {"settings": COUNT},
    "unreadable": {f"settings of group G{number}": "Zoom refused it." for number in range(COUNT)},
    "unreadable_sections": ["settings"],
}


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "DEFAULT_LOCAL_TMP", str(tmp_path / "tmp" / "run"))


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_a_drift_of_many_differences_is_short_and_whole_in_its_file(form: str, tmp_path: Path) -> None:
    plugin = plugin_for("zoom_account_drift", {"against": "export", "fail_on": ["any"]})
    plugin._execute_module = lambda **_arguments: json.loads(json.dumps(DRIFT))
    with warnings_of_the_controller():
        shown: dict[str, Any] = plugin.run(task_vars={"inventory_hostname": "localhost"})
    callback = CallbackBase()
    callback._plugin_options = {"result_format": form, "pretty_results": None}
    text = f"{shown['msg']}\n" + callback._dump_results(shown)
    assert text.count("\n") < 185
    assert len(text.encode()) < 64 * 1024
    assert shown["not_shown"]["unreadable"] > 4_000
    whole = json.loads(Path(shown["findings_file"]).read_text("utf-8"))
    assert len(whole["unreadable"]) == len(whole["differences"]) == COUNT
    assert Path(shown["findings_file"]).parent == tmp_path / "tmp" / "zoom-findings"
