# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a user may do, by the role that the user has."""

from __future__ import annotations

from ..core.messages import Answer
from ..directory.call import Call, Handler
from ..directory.records import ADMIN, OWNER, PRIVILEGES


def get_permissions(call: Call) -> Answer:
    """Answer the permissions that the role of a user gives; owner and admins have all."""
    user = call.account.seen_user(call.path["userId"])
    if user.role_id in (OWNER, ADMIN):
        return Answer(200, {"permissions": list(PRIVILEGES)})
    role = call.account.roles.get(user.role_id)
    return Answer(200, {"permissions": list(role.privileges) if role else []})


HANDLERS: dict[str, Handler] = {"getUserPermissions": get_permissions}
