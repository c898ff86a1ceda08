# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Virtual backgrounds of account, groups and users."""

from __future__ import annotations

from typing import Any

from ..core.errors import Refusal, refused
from ..core.images import MEGABYTE, PICTURES, VIDEOS, kind_of
from ..core.messages import Answer
from ..directory.call import Call, Handler
from .schema import DEFAULT, UPLOADED
from .scopes import scope_of

LARGEST_BACKGROUND, MOST_BACKGROUNDS = 15 * MEGABYTE, 10


def files_of(call: Call) -> list[dict[str, Any]]:
    """Return a copy of the backgrounds of an object: its own, and Zoom's own, which have no id."""
    store, scope = call.simulator.settings, scope_of(call, seen=False)
    own = store.own.get(scope, {}).get(DEFAULT, {}).get(UPLOADED)
    if own is not None:
        return list(own)
    return [entry for entry in store.values(scope, DEFAULT).get(UPLOADED) or [] if not entry.get("id")]


def put_files(call: Call, files: list[dict[str, Any]]) -> None:
    """Change the backgrounds of an object."""
    store, scope = call.simulator.settings, scope_of(call, seen=False)
    store.keep(scope)
    store.put(scope, DEFAULT, {UPLOADED: files})


def upload_background(call: Call) -> Answer:
    """Take a virtual background of at most 15 MB, ten in all: an image, of users also a GIF or a film."""
    name, content = call.body.get("file", ("", b""))
    files = files_of(call)
    if not content:
        raise Refusal(400, 120, "No file uploaded, verify that a file has been uploaded.")
    if len(content) > LARGEST_BACKGROUND:
        raise Refusal(400, 120, "File size cannot exceed 15M.")
    ending, of_user = kind_of(name, content), "userId" in call.path
    if ending not in ((*PICTURES, ".gif", *VIDEOS) if of_user else PICTURES):
        kinds = "jpg/jpeg, gif or png" if of_user else "jpg/jpeg or png"
        raise Refusal(400, 120, f"Only {kinds} image file can be uploaded.")
    if sum(bool(entry.get("id")) for entry in files) >= MOST_BACKGROUNDS:
        raise Refusal(400, 120, "A maximum of 10 files are allowed for a user.")
    entry = {
        "id": call.account.new_id(), "name": name, "type": "video" if ending in VIDEOS else "image",
        "is_default": False, "size": len(content),
    }  # fmt: skip
    put_files(call, [*files, entry])
    return Answer(201, entry)


def delete_backgrounds(call: Call) -> Answer:
    """Remove virtual backgrounds by id."""
    files = files_of(call)
    wanted = {key for key in call.query.get("file_ids", "").split(",") if key}
    if not wanted or wanted - {entry.get("id") for entry in files}:
        raise refused("Invalid parameter: file_ids")
    put_files(call, [entry for entry in files if entry.get("id") not in wanted])
    return Answer(204)


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(
        ("uploadVB", "uploadGroupVirtualBackgroundFiles", "uploadUserVirtualBackgroundFiles"), upload_background
    ),
    **dict.fromkeys(
        ("delVB", "deleteGroupVirtualBackgroundFiles", "deleteUserVirtualBackgroundFiles"), delete_backgrounds
    ),
}
