# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All operations that the simulator has."""

from __future__ import annotations

from ..account import account, divisions, roles
from ..beyond import phone, plans, recordings, reports, sub_accounts
from ..directory.call import Handler
from ..groups import admins, contact_groups, groups, members
from ..settings import api, backgrounds, registration, templates
from ..users import assistants, bulk_features, devices, permissions, pictures, presence, sessions
from ..users import read as users_read
from ..users import write as users_write

PARTS = (
    account, divisions, roles, phone, plans, recordings, reports, sub_accounts, admins, contact_groups, groups, members,
    api, backgrounds, registration, templates, assistants, bulk_features, devices, permissions, pictures, presence,
    sessions,
    users_read, users_write,
)  # fmt: skip
HANDLERS: dict[str, Handler] = {name: handler for part in PARTS for name, handler in part.HANDLERS.items()}
