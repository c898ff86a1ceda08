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
CAPACITY = "All that the account bought of this are in use: free one, buy more, or leave it out; then run again."
OTHER_PASSWORD = "Give another password: Zoom's message names the rule of the account that this one breaks."
ADMINISTRATOR = (
    "Only an administrator may do this: use an app that was made by somebody whose role in Zoom has that right."
)
OTHER_ACCOUNT = "Check the account id: it is not this account, or not one of its sub-accounts."
LICENSED_ONLY = "Give the person a licence first (type: licensed), or leave this out; then run again."
FILE = "Give a file as Zoom asks for: JPG or PNG, not empty, within the size and number that it names."
CHECK_APP = "Check that the app is activated and its credentials are those of this account, then run again."
OF_FIELDS = "Correct the values that Zoom names, then run again."
# What the table does not know.
OTHERWISE = "Run again; if it stays so, look at the object in Zoom, or ask Zoom's support with this message."
# The first that applies counts.
REMEDIES = (
    Remedy(120, FILE),
    Remedy(124, CHECK_APP),
    Remedy(200, "Zoom offers this to paid accounts only.", "only available for paid|paid account"),
    Remedy(200, CAPACITY, "you can(.t)? add .*users"),
    Remedy(200, LICENSED_ONLY, "licensed user or an on-prem|no meetings license"),
    Remedy(200, ADMINISTRATOR, "only an account administrator|permission to retrieve"),
    Remedy(200, "Nobody is an own assistant: leave the person out of the list.", "yourself"),
    Remedy(200, "It was done meanwhile: run again, which reads the state anew.", "already granted"),
    Remedy(200, "Check the email or id: nobody in this account has it.", "find user|out(side)? of your account"),
    Remedy(200, "Take the group out of its Information Barriers policies in Zoom first.", "information barriers"),
    Remedy(200, "Ask Zoom to enable this feature for the account, or leave it out.", "not enable this feature"),
    Remedy(
        200,
        "Manage Zoom Rooms as rooms, not as people: leave this one out. For an administrator, give the role member"
        " first (role: member).",
        "zoom room",
    ),
    Remedy(200, "Activate the person first (status: active), or ask Zoom's support.", "deactivated user"),
    Remedy(200, "The role is gone or is built in: read the roles (zoom_role_info), then run again.", "role not found"),
    Remedy(
        300,
        "The person owns Zoom Events content: name somebody who receives it with transfer_to, or move it in Zoom Events"
        " first.",
        "zoom events",
    ),
    Remedy(300, CAPACITY, "you can add max"),
    Remedy(300, OTHER_PASSWORD, "password"),
    Remedy(300, "Give them to somebody with at least that licence (transfer_to), then run again.", "destination user"),
    Remedy(300, "Name somebody else as the receiver (transfer_to).", "cannot be the same as"),
    Remedy(300, "The list changed while it was read: run again.", "page token"),
    Remedy(300, "Remove groups that nobody needs, then run again.", "maximum number of groups"),
    Remedy(300, "Leave somebody in it, or delete it (state: absent).", "at least one member"),
    Remedy(300, "It is gone, or its id is wrong: read the objects again, then run again.", "not found|does not exist"),
    Remedy(300, "Nobody joins or leaves a built-in role: change the role of the person instead (zoom_user).", "roleid"),
    Remedy(300, "Users of the API stay in the account: leave this one out.", "unlink api user"),
    Remedy(300, "Choose one kind of licence to change in a run, then change the others.", "at the same time"),
    Remedy(300, "Give another Zoom One licence first, or leave zoom_one_type out.", "turn off your zoom one"),
    Remedy(300, "The account has no such kind of licence: choose one that it has.", "on-prem|customer managed key"),
    Remedy(300, "Choose another picture.", "profile picture"),
    Remedy(300, OF_FIELDS, "validation failed|invalid|illegal|required|missing parameter|can not be empty|maximum n"),
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
    Remedy(1109, LICENSED_ONLY),
    *(Remedy(code, OTHER_PASSWORD, "", ("updateUserPassword",)) for code in (*range(1124, 1132), 1136)),
    Remedy(1123, "The person signs in another way (single sign-on, Google, …): leave the password out."),
    *(Remedy(code, LICENSED_ONLY) for code in (1122, 1206, 1207)),
    *(Remedy(code, "Turn one of the two off first; a person has one of them.") for code in (1204, 1205, 1242)),
    *(Remedy(code, CAPACITY) for code in (1208, 1209, 1210, 1211, 1228)),
    *(Remedy(code, "This kind of user cannot have that feature: leave it out.") for code in (1233, 1234)),
    Remedy(1238, "Read the devices again (zoom_user_info with include: collaboration_devices)."),
    *(Remedy(code, OTHER_ACCOUNT) for code in (2001, 3201, 3211)),
    *(Remedy(code, "Zoom does not let this account do it: ask Zoom's support.") for code in (2016, 2035, 2036, 2037)),
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
    Remedy(4138, "The person is no administrator of the group any more: run again."),
    Remedy(4700, CHECK_APP),
    *(Remedy(code, "Only the person, or an app with the right scope, may do this.") for code in (5301, 5411)),
    Remedy(11321, "Zoom blocks this domain: use another address, or ask Zoom's support."),
    Remedy(40005, OF_FIELDS),
    Remedy(40406, "The division does not exist: correct its name or id."),
    *(Remedy(code, CHECK_APP) for code in (30031002, 30031004)),
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
