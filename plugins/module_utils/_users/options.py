# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of a user beside the fields: what identifies one, what is to become of one, groups, removal.

``ROW_OPTIONS`` are the options of zoom_user, and of each entry of zoom_users (there without ``password``). Each option
carries its description, from which the doc fragment is generated.
"""

from __future__ import annotations

from typing import Any

from . import fields as user_fields

TRANSFERS = ("meetings", "webinars", "recordings", "whiteboards", "clips", "notes", "docs", "visitors")
MATCHES = ("email", "id", "employee_unique_id")
CREATE_ACTIONS = ("create", "autoCreate", "custCreate", "ssoCreate")
ABSENT_ACTIONS = ("deactivate", "disassociate", "delete")

IDENTITY: dict[str, dict[str, Any]] = {
    "email": {"type": "str", "description": "Email address of the user; compares without case."},
    "id": {"type": "str", "description": "Id of the user. Wins over O(email) where both are given."},
    "employee_unique_id": {
        "type": "str",
        "description": "Unique id that single sign-on gave the user; used with O(match_by=employee_unique_id) only.",
    },
}
ACTIONS: dict[str, dict[str, Any]] = {
    "state": {
        "type": "str",
        "choices": ["present", "absent"],
        "default": "present",
        "description": "Whether the user is to be there. V(absent) needs O(absent_action).",
    },
    "status": {
        "type": "str",
        "choices": ["active", "inactive", "pending"],
        "description": "Activate or deactivate. Deactivating strips the user's licences. Untouched where not named."
        " V(pending) asks for nothing; it is what M(openadmin.zoom.zoom_user_info) returns of people who are invited.",
    },
    "new_email": {
        "type": "str",
        "description": "New email address. If only the new one exists, this is done already; if both exist, it is an"
        " error; if neither does, the user is created with the new one.",
    },
    "create_action": {
        "type": "str",
        "choices": list(CREATE_ACTIONS),
        "description": "How a new user comes in. V(create) sends an invitation, and the user is pending until it is"
        " accepted; the others make active users and need an account that is enabled for them. V(create) where it is"
        " not given. V(autoCreate) without a password sets one that nobody knows: the user signs in by single sign-on"
        " or asks for a new one.",
    },
    "division": {"type": "str", "description": "Division, by name or id. A user is in one division only."},
    "role": {
        "type": "str",
        "description": "Role, by name or id. A user has one role. V(member) takes an administrative role away.",
    },
    "groups": {
        "type": "list",
        "elements": "str",
        "description": "Groups, by name or id, that the user is to be in. Other groups stay unless O(groups_managed)"
        " names them.",
    },
    "groups_managed": {
        "type": "list",
        "elements": "str",
        "description": "Names or patterns (C(Sales *)) of groups that this user may be in only if O(groups) has them.",
    },
    "primary_group": {
        "type": "str",
        "description": "The group, by name or id, whose settings count. The user is added to it where needed.",
    },
    "create_only": {
        "type": "list",
        "elements": "str",
        "description": "Names of fields that are written when the user is created and never later.",
    },
    "update_password": {
        "type": "str",
        "choices": ["on_create", "always"],
        "default": "on_create",
        "description": "When O(password) is sent. With V(always) every run sends it and counts as a change.",
    },
    "update_write_only": {
        "type": "bool",
        "default": False,
        "description": "Send the fields that cannot be read (about_me, host_key, linkedin_url, vanity_name) to existing"
        " users too. Every run then counts as a change.",
    },
    "absent_action": {
        "type": "str",
        "choices": list(ABSENT_ACTIONS),
        "description": "What V(state=absent) means. V(deactivate) keeps the user and frees the licences;"
        " V(disassociate) makes a free account of its own of the user; V(delete) deletes the user with all content.",
    },
    "transfer_to": {
        "type": "str",
        "description": "Email of the user who receives the content of a user who is disassociated or deleted.",
    },
    "transfer": {
        "type": "list",
        "elements": "str",
        "choices": list(TRANSFERS),
        "description": "Kinds of content to move to O(transfer_to); all of them where not given.",
    },
    "allow_data_loss": {
        "type": "bool",
        "default": False,
        "description": "Delete a user without O(transfer_to), that is, with all content.",
    },
    "allow_number_loss": {
        "type": "bool",
        "default": False,
        "description": "Turn off Zoom Phone although this removes the user's phone numbers.",
    },
}
PASSWORD: dict[str, dict[str, Any]] = {
    "password": {
        "type": "str",
        "no_log": True,
        "description": "Password of a new user of O(create_action=autoCreate), or with O(update_password=always) of an"
        " existing one: 8 to 32 characters with a letter, a digit, upper and lower case.",
    },
}
DEFAULTS: dict[str, Any] = {
    name: option["default"] for name, option in ACTIONS.items() if option.get("default") is not None
}


def _plain(options: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        name: {key: value for key, value in option.items() if key != "description"} for name, option in options.items()
    }


def user_options() -> dict[str, Any]:
    """Argument spec of zoom_user."""
    spec = _plain({**IDENTITY, **ACTIONS, **PASSWORD})
    spec["update_password"]["no_log"] = False
    return {**spec, **user_fields.argument_spec()}


def row_options() -> dict[str, Any]:
    """Argument spec of one entry of zoom_users; the same names as columns of a file."""
    without = ("update_password",)
    spec = _plain({**IDENTITY, **{name: option for name, option in ACTIONS.items() if name not in without}})
    return {**spec, **user_fields.argument_spec()}
