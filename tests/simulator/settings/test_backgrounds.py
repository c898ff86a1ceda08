# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Virtual backgrounds of account, groups and users."""

from __future__ import annotations

from typing import Any

import pytest

from ..uploads import FILM, PNG, upload


@pytest.fixture
def base(api, request):
    group = api.get("/groups")["groups"][0]["id"]
    return {"account": "/accounts/me", "group": f"/groups/{group}", "user": "/users/me"}[request.param]


def files(api, base):
    found: list[dict[str, Any]] = api.get(base + "/settings")["in_meeting"]["virtual_background_settings"]["files"]
    return found


def own(api, base):
    return [entry["id"] for entry in files(api, base) if "id" in entry]


LEVELS = pytest.mark.parametrize("base", ["account", "group", "user"], indirect=True)


@LEVELS
def test_virtual_backgrounds(api, base):
    path = base + "/settings/virtual_backgrounds"
    made = [upload(api, path, "file", PNG)[1]["id"] for _number in range(10)]
    assert upload(api, path, "file", PNG)[0] == 400
    assert own(api, base) == made
    body: dict[str, Any] = {"in_meeting": {"virtual_background_settings": {"files": []}}}
    api.done("PATCH", base + "/settings", body)
    assert own(api, base) == made
    assert api.refused("DELETE", path, file_ids="x") == (400, 300)
    api.done("DELETE", path, file_ids=",".join(made))
    assert own(api, base) == []


@LEVELS
def test_zooms_own_backgrounds_have_no_id_and_stay(api, base):
    api.switch(zoom_backgrounds=False)
    assert files(api, base) == []
    api.switch(zoom_backgrounds=True)
    assert [set(entry) for entry in files(api, base)] == [{"name", "type", "size", "is_default"}] * 4
    upload(api, base + "/settings/virtual_backgrounds", "file", PNG)
    assert len(files(api, base)) == 5


@pytest.mark.parametrize(
    ("base", "content", "name", "status"),
    [
        ("account", b"text", "a.png", 400),
        ("account", b"", "a.png", 400),
        ("account", b"GIF89a", "a.gif", 400),
        ("group", FILM, "a.mp4", 400),
        ("user", FILM, "a.mp4", 201),
        ("user", b"film", "a.mp4", 400),
        ("user", b"GIF89a", "a.gif", 201),
        ("user", PNG + b"0" * 15 * 1024 * 1024, "a.png", 400),
        ("group", b"\xff\xd8\xff\xe0" + b"0" * 50, "a.jpg", 201),
    ],
    indirect=["base"],
)
def test_kinds_and_sizes_of_backgrounds(api, base, content, name, status):
    answer = upload(api, base + "/settings/virtual_backgrounds", "file", content, name)
    assert answer[0] == status
    assert status == 201 or answer[1]["code"] == 120
