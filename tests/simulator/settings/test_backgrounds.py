# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Virtual backgrounds of account, groups and users."""

from __future__ import annotations

from typing import Any

import pytest

from ..uploads import PNG, upload


@pytest.mark.parametrize("level", ["account", "group", "user"])
def test_virtual_backgrounds(api, level):
    group = api.get("/groups")["groups"][0]["id"]
    base = {"account": "/accounts/me", "group": f"/groups/{group}", "user": "/users/me"}[level]
    path = base + "/settings/virtual_backgrounds"
    made = [upload(api, path, "file", PNG)[1] for _number in range(10)]
    assert upload(api, path, "file", PNG)[0] == 400
    assert upload(api, path, "file", b"text")[0] == 400
    section = api.get(base + "/settings")["in_meeting"]["virtual_background_settings"]
    assert [entry["id"] for entry in section["files"]] == [entry["id"] for entry in made]
    body: dict[str, Any] = {"in_meeting": {"virtual_background_settings": {"files": []}}}
    api.done("PATCH", base + "/settings", body)
    assert len(api.get(base + "/settings")["in_meeting"]["virtual_background_settings"]["files"]) == 10
    assert api.refused("DELETE", path, file_ids="x") == (400, 300)
    api.done("DELETE", path, file_ids=",".join(entry["id"] for entry in made))
    assert api.get(base + "/settings")["in_meeting"]["virtual_background_settings"]["files"] == []
