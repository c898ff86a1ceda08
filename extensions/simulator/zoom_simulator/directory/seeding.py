# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The people, groups, divisions and roles of a new account: same seed, same account."""

from __future__ import annotations

import random

from ..core.clock import DAY
from ..core.options import Options
from .account import Account
from .names import DEPARTMENTS, DIVISIONS, FIRST_NAMES, GROUPS, LAST_NAMES, TIMEZONES, TITLES
from .records import (
    ACTIVE,
    ADMIN,
    BASIC,
    INACTIVE,
    LICENSED,
    MEMBER,
    OWNER,
    PENDING,
    SSO,
    WORK_EMAIL,
    Division,
    Group,
    Role,
    User,
)  # fmt: skip
from .sub_accounts import SubAccount

EPOCH = 1_600_000_000
GROUPS_WITH_CHANNELS = 2
PEOPLE_WITH_DEVICES = (4, 5)
SUMMARY_TEMPLATES = (
    ("General template", "Recap and next steps"),
    ("One-on-one", "Topics, decisions and tasks of two people"),
    ("Project kick-off", "Aims, roles and dates"),
)
DOMAIN, GUEST_DOMAIN = "example.com", "partner.example"


def seed_account(account: Account, options: Options) -> None:
    """Fill an empty account."""
    chance = random.Random(options.seed)
    seed_roles(account)
    seed_divisions(account)
    seed_summary_templates(account)
    seed_sub_accounts(account, options)
    for number in range(options.groups):
        name = GROUPS[number] if number < len(GROUPS) else f"Group {number + 1:04d}"
        group = Group(account.new_id(), name)
        if number < GROUPS_WITH_CHANNELS:
            group.channels = [{"channel_id": f"{number + 1:032x}", "channel_name": f"{name} news", "member_count": 1}]
        account.groups[group.id] = group
    if options.users > 0:
        account.add_user(owner(account))
    for number in range(1, options.users):
        account.add_user(person(account, options, number, chance))


def seed_roles(account: Account) -> None:
    """Add the built-in roles and two custom ones."""
    for role in (
        Role(OWNER, "Owner", "Account owner"),
        Role(ADMIN, "Admin", "Account administrators"),
        Role(MEMBER, "Member", "Account members"),
        Role("R" + account.new_id(), "Help desk", "May edit users", ["User:Read", "User:Edit"]),
        Role("R" + account.new_id(), "Rooms manager", "May edit rooms", ["RoomsManagement:Read"]),
    ):
        account.roles[role.id] = role


def seed_summary_templates(account: Account) -> None:
    """Add the templates of meeting summaries that every account has."""
    account.summary_templates = [
        {"meeting_summary_template_id": f"{number:08x}", "name": name, "description": description}
        for number, (name, description) in enumerate(SUMMARY_TEMPLATES, 1)
    ]


def seed_sub_accounts(account: Account, options: Options) -> None:
    """Add the sub-accounts of a master account."""
    for number in range(1, options.master + 1):
        owner_email = f"owner@sub{number}.example"
        entry = SubAccount(f"sub-account-{number}", f"Sub-account {number}", owner_email, 10 * number, EPOCH)
        entry.managed_domains = [f"sub{number}.example"]
        account.sub_accounts[entry.id] = entry


def seed_divisions(account: Account) -> None:
    """Add the main division and a few others."""
    for number, name in enumerate(DIVISIONS):
        division = Division(account.new_id(), name, "", main=number == 0)
        account.divisions[division.id] = division


def today(account: Account) -> int:
    """Return the beginning of the simulated day, from which seeded times count."""
    return account.clock.day() * DAY


def owner(account: Account) -> User:
    """Return the owner of the account."""
    user = User(account.new_id(), f"owner@{DOMAIN}", LICENSED)
    user.first_name, user.last_name, user.display_name = "Olivia", "Owner", "Olivia Owner"
    user.role_id = OWNER
    user.created = EPOCH
    user.last_login = today(account) - DAY
    user.timezone = "Europe/Berlin"
    user.dept = "IT"
    user.pmi = 2_000_000_000
    return user


def person(account: Account, options: Options, number: int, chance: random.Random) -> User:
    """Return the person with a number: sim.user0001 and so on."""
    guest = chance.random() < 0.03
    user = User(account.new_id(), f"sim.user{number:04d}@{GUEST_DOMAIN if guest else DOMAIN}")
    user.first_name, user.last_name = chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES)
    user.display_name = f"{user.first_name} {user.last_name}"
    seats_left = options.seats is None or account.licensed_users < options.seats
    user.type = LICENSED if chance.random() < 0.6 and seats_left and options.plan != "free" else BASIC
    user.dept = chance.choice(DEPARTMENTS)
    user.timezone = chance.choice(TIMEZONES)
    user.pmi = 2_000_000_000 + number
    user.created = EPOCH + chance.randrange(0, 1400) * DAY
    user.last_login = today(account) - chance.randrange(0, 200) * DAY
    user.login_type = SSO if chance.random() < 0.4 else WORK_EMAIL
    divisions = list(account.divisions)
    groups = list(account.groups)
    user.division_id = chance.choice(["", *divisions[1:]]) if divisions else ""
    user.group_ids = tuple(chance.sample(groups, min(len(groups), chance.choice((0, 1, 1, 1, 2)))))
    set_status(account, user, chance, options.active_only)
    if user.status == ACTIVE:
        set_extras(account, user, number, chance)
    return user


def set_status(account: Account, user: User, chance: random.Random, active_only: bool) -> None:
    """Make about 2 % inactive and 1 % pending."""
    draw = chance.random()
    if active_only or draw >= 0.03:
        return
    if draw < 0.01:
        user.status, user.last_login, user.group_ids, user.pmi = PENDING, 0, (), 0
        # An invitation runs out; those of the seed are still good.
        user.created = today(account) - chance.randrange(1, 15) * DAY
    else:
        user.status, user.type = INACTIVE, BASIC


def set_extras(account: Account, user: User, number: int, chance: random.Random) -> None:
    """Give some people roles, titles and unique ids."""
    draw = chance.random()
    roles = list(account.roles)
    if draw < 0.01:
        user.role_id = chance.choice(roles[3:])
    elif number in (1, 2):
        user.role_id = ADMIN
    if number in PEOPLE_WITH_DEVICES:
        user.put(
            "collaboration_devices",
            [
                {
                    "id": f"00000000-0000-4000-8000-{number:012d}",
                    "device_name": "Meeting computer",
                    "room_name": "Personal Zoom Room",
                    "room_user_id": user.id,
                    "status": "Online",
                }
            ],
        )
    if draw > 0.8:
        user.put("job_title", chance.choice(TITLES))
    if user.login_type == SSO:
        user.put("employee_unique_id", f"E{number:06d}")
