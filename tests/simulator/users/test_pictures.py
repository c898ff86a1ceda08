# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Profile pictures."""

from __future__ import annotations

from ..uploads import PNG, upload


def test_pictures(api):
    path = api.user(4, "/picture")
    assert upload(api, path, "pic_file", PNG)[0] == 201
    assert api.get(api.user(4))["pic_url"]
    for content in (b"", b"text", PNG + b"0" * 2 * 1024 * 1024):
        status, body = upload(api, path, "pic_file", content)
        assert (status, body["code"]) == (400, 120)
    api.done("DELETE", path)
    assert "pic_url" not in api.get(api.user(4))
