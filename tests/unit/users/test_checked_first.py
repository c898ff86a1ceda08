# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Zoom would refuse after it created the person is refused before the first request."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

TOO_MUCH: list[tuple[dict[str, Any], str]] = [
    ({"timezone": "Eastern Standard Time"}, "Write America/New_York"),
    ({"job_title": "x" * 200}, "Zoom takes 128 at most"),
    ({"host_key": "12"}, "Write 6 to 10 digits"),
    ({"pmi": 12}, "Write its 10 digits"),
    ({"vanity_name": "1"}, "is not a personal link name"),
    ({"phone_numbers": [{"number": "none"}]}, "is not a phone number"),
]


@pytest.mark.parametrize(("values", "expected"), TOO_MUCH)
def test_of_one_and_of_many(simulator: Simulator, fail: RunModule, values: dict[str, Any], expected: str) -> None:
    person = {"email": "new@example.com", "create_action": "autoCreate", **values}
    for name, arguments in (("zoom_user", person), ("zoom_users", {"users": [person]})):
        assert expected in fail(name, arguments)["msg"]
    assert simulator.requests() == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/dev/zero", "is a device"), ("pipe", "is a named pipe"), ("a\0b", "it is not a path"), (".", "is a folder")],
)
def test_what_is_no_file(
    simulator: Simulator, fail: RunModule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    assert expected in fail("zoom_users", {"src": path})["msg"]
    assert simulator.requests() == []
