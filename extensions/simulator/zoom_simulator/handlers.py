# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All operations that the simulator has."""

from __future__ import annotations

from . import divisions, groups, members, roles, settings_api, users_read, users_write
from .application import Handler

HANDLERS: dict[str, Handler] = {
    **users_read.HANDLERS,
    **users_write.HANDLERS,
    **groups.HANDLERS,
    **members.HANDLERS,
    **divisions.HANDLERS,
    **roles.HANDLERS,
    **settings_api.HANDLERS,
}
