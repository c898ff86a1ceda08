# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files as forms send them."""

from __future__ import annotations

import orjson

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50
FILM = b"\x00\x00\x00\x18ftypmp42" + b"0" * 50


def upload(api, path, name, content, file_name="a.png"):
    body = (
        (
            f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        + content
        + b"\r\n--x--\r\n"
    )
    response = api.send(
        "POST", "/v2" + path, body, authorization=f"Bearer {api.token}", content_type="multipart/form-data; boundary=x"
    )
    assert not api.simulator.problems
    return response.status, orjson.loads(response.body)
