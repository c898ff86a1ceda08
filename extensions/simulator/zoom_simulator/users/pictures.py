# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Profile pictures."""

from __future__ import annotations

from ..core.errors import Refusal
from ..core.images import MEGABYTE, PICTURES, kind_of
from ..core.messages import Answer
from ..directory.account import require_active
from ..directory.call import Call, Handler

LARGEST_PICTURE = 2 * MEGABYTE


def upload_picture(call: Call) -> Answer:
    """Take the picture of a user: JPG or PNG of at most 2 MB."""
    user = call.account.true_user(call.path["userId"])
    require_active(user, call.path["userId"])
    name, content = call.body.get("pic_file", ("", b""))
    if not content:
        raise Refusal(400, 120, "File is empty.")
    if len(content) > LARGEST_PICTURE:
        raise Refusal(400, 120, "File size cannot exceed 2M.")
    if kind_of(name, content) not in PICTURES:
        raise Refusal(400, 120, "Only jpg/jpeg or png image file can be uploaded.")
    with call.account.change(user):
        user.put("pic_url", f"https://us06web.zoom.us/p/v2/{user.id}/{len(content)}")
    return Answer(201, {})


def delete_picture(call: Call) -> Answer:
    """Remove the picture of a user."""
    user = call.account.true_user(call.path["userId"])
    require_active(user, call.path["userId"])
    with call.account.change(user):
        user.put("pic_url", None)
    return Answer(204)


HANDLERS: dict[str, Handler] = {
    "uploadUserPicture": upload_picture,
    "deleteUserPicture": delete_picture,
}
