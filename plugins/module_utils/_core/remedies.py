# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What to do about the refusals that Zoom gives most: a table of its codes, with the next step in plain English."""

from __future__ import annotations

import re
from typing import NamedTuple


class Remedy(NamedTuple):
    """Applies to refusals with this code whose message matches ``words``, of one of ``operations`` (all if empty)."""

    code: int
    text: str
    words: str = ""
    operations: tuple[str, ...] = ()


SEAT = (
    "Free a licence (deactivate or downgrade somebody), buy more, or set license_shortage to basic in zoom_users;"
    " then run again."
)
OF_FIELDS = "Correct the values that Zoom names, then run again."
# What the table does not know.
OTHERWISE = "Run again; if it stays so, look at the object in Zoom, or ask Zoom's support with this message."
# The first that applies counts.
REMEDIES = (
    Remedy(200, "Zoom offers this to paid accounts only.", "only available for paid"),
    Remedy(
        300,
        "The person owns Zoom Events content: name somebody who receives it with transfer_to, or move it in Zoom Events"
        " first.",
        "zoom events",
    ),
    Remedy(300, OF_FIELDS, "validation failed|invalid field"),
    Remedy(
        1000,
        "Take the person off the call queues and auto-receptionists that they manage in Zoom Phone, then run again.",
        "call-queue|auto-receptionist",
    ),
    Remedy(1000, "Only the account owner can change the email of an administrator.", "change other admins"),
    Remedy(
        1000,
        "The person is often still pending: wait until the invitation is accepted, then run again.",
        "",
        ("updateUser", "updateUserStatus", "updateUserSettings", "getUserSettings"),
    ),
    Remedy(1001, "Check the email or id: nobody in this account has it."),
    Remedy(
        1005,
        "The address belongs to a Zoom user already. Look for it among active, inactive and pending users, then run"
        " again; if it belongs to another account, its owner must give it up.",
    ),
    Remedy(
        1009,
        "The address has a Zoom account elsewhere. Its owner must accept the invitation to join yours, or the account"
        " must be consolidated; or use another address.",
    ),
    Remedy(
        1010,
        "The group is not in this account, or is not the person's primary group. Read the group's id again"
        " (zoom_group_info), then run again.",
        "group",
    ),
    Remedy(1010, "The person is not in this account. Check the email or id."),
    Remedy(
        1107,
        "People of a managed domain cannot leave the account: use absent_action deactivate or delete.",
        "managed domain",
        ("deleteUser",),
    ),
    Remedy(1107, "Zoom blocks this domain: use another address, or ask Zoom's support.", "blocked"),
    Remedy(
        1108,
        "The app's owner may not change licences: use an app whose owner has a role with that right, and check that"
        " the account has that licence.",
    ),
    Remedy(
        1116,
        "The account does not manage the domain of this address: add it under managed domains in Zoom, or use an"
        " address of a managed domain.",
    ),
    Remedy(
        1117,
        "Give the person the role member first (role: member), then run again.",
        "disassociate",
        ("deleteUser",),
    ),
    Remedy(1117, "Administrators set their passwords themselves.", "password"),
    Remedy(
        1120,
        "The invitation is gone: it has expired or was withdrawn. Invite the person again (state: present).",
    ),
    Remedy(1124, "Give a password that meets the account's rules.", "", ("updateUserPassword",)),
    Remedy(
        2033,
        "The account has as many basic users as it may have. Remove or deactivate somebody, or ask Zoom for more; then"
        " run again.",
    ),
    Remedy(2034, SEAT),
    Remedy(2038, SEAT),
    Remedy(2039, "Keep the Zoom One licence, or free a basic licence first; then run again."),
    Remedy(
        3412,
        "The account has as many basic users as it may have. Remove or deactivate somebody, or give a licence (type:"
        " licensed); then run again.",
    ),
    Remedy(1102, "No Zoom Phone licence is free: free or buy one, or leave zoom_phone out; then run again."),
    Remedy(2002, "Single sign-on is not set up in this account: use create_action create."),
    Remedy(2032, "Pre-provisioning is not enabled for this account: use create_action create."),
    Remedy(2300, "Check api_url, which ends in /v2, and that the app's account may use this operation."),
    Remedy(4100, "Another user has this personal link: choose another vanity_name."),
    Remedy(4130, "The group does not exist: create it, or correct its name or id."),
    Remedy(4131, "The person is not in this group."),
    Remedy(4132, "Another group has this name: choose another, or change that group."),
    Remedy(1034, "The role does not exist: correct its name or id."),
    Remedy(1224, "Another role has this name: choose another, or change that role."),
    Remedy(42006, "The account has as many divisions as it may have: remove one that nobody needs."),
    Remedy(42011, "The main division stays: leave it out."),
    Remedy(42012, "Move its people to another division first (move_members_to)."),
)


def remedy_for(code: int | None, message: str, operation: str) -> str:
    """The next step after a refusal; '' where the table knows none."""
    for remedy in REMEDIES:
        concerned = remedy.code == code and (not remedy.operations or operation in remedy.operations)
        if concerned and re.search(remedy.words, message, re.IGNORECASE):
            return remedy.text
    return ""
