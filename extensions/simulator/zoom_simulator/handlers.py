# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All operations that the simulator has."""

from __future__ import annotations

from . import (
    assistants,
    bulk_features,
    contact_groups,
    divisions,
    group_admins,
    groups,
    members,
    personal,
    roles,
    settings_api,
    uploads,
    users_read,
    users_write,
)
from .application import Handler

PARTS = (
    assistants, bulk_features, contact_groups, divisions, group_admins, groups, members, personal, roles, settings_api,
    uploads, users_read, users_write,
)  # fmt: skip
HANDLERS: dict[str, Handler] = {name: handler for part in PARTS for name, handler in part.HANDLERS.items()}
