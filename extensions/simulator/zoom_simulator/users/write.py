# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writing users: createUser, updateUser, deleteUser, updateUserStatus, updateUserEmail, updateUserPassword."""

from __future__ import annotations

import hashlib
from typing import Any

from ..core.clock import DAY
from ..core.errors import Refusal, invalid_field, no_group, no_user, refused
from ..core.limits import CREATED_USERS, EMAIL_CHANGES
from ..core.messages import Answer
from ..directory.account import Account, expired_invitation, require_active
from ..directory.call import Call, Handler
from ..directory.licences import (
    apply_licences,
    check_licences,
    check_phone,
    check_seat,
    check_subscriptions,
    check_type,
    may_activate,
    strip_licences,
)
from ..directory.records import (
    ACTIVE,
    ADMIN,
    API_USER,
    INACTIVE,
    LICENSED,
    MEMBER,
    OWNER,
    PENDING,
    SSO,
    WORK_EMAIL,
    User,
)
from .passwords import FORMER_PASSWORDS, check_creation_password, check_new_password, password_requirement
from .profile import apply_profile, check_division, check_email, check_names, check_profile
from .read import expired

LICENCES = ("type", "plan_united_type", "zoom_one_type", "license_info_list", "feature")
CLOCK = {"clock_in": True, "clock_out": False}
LOGIN_TYPES = {"create": WORK_EMAIL, "autoCreate": WORK_EMAIL, "custCreate": API_USER, "ssoCreate": SSO}


def domain_of(email: str) -> str:
    """Return the domain of an address, in small letters."""
    return email.rpartition("@")[2].lower()


def managed(account: Account, email: str) -> bool:
    """Tell whether an address is in a domain that the account manages."""
    return domain_of(email) in account.managed_domains


def create_user(call: Call) -> Answer:
    """Create a user: ``create`` invites, the other actions make an active user at once."""
    account, action = call.account, call.body["action"]
    info = call.body.get("user_info")
    if info is None:
        raise invalid_field("user_info")
    email = check_email(info["email"].strip(), "user_info.email")
    check_names(info, "user_info.")
    check_creatable(account, action, info, email)
    kind = LICENSED if info.get("plan_united_type") or info.get("feature", {}).get("zoom_one_type") else info["type"]
    check_type(account, kind, action)
    check_subscriptions(account, info.get("license_info_list") or [])
    check_division(account, info.get("division_ids"), "user_info.division_ids")
    check_seat(account, kind, converting=False)
    if info.get("feature", {}).get("zoom_phone"):
        check_phone(account)
    if action == "create":
        call.simulator.limits.spend("created users", CREATED_USERS[account.plan])
    user = User(account.new_id(), email, kind, PENDING if action == "create" else ACTIVE)
    user.created = int(account.clock.now())
    user.login_type = LOGIN_TYPES[action]
    user.pmi = account.random.randrange(10**9, 10**10)
    user.timezone = "UTC"
    licences = {name: info[name] for name in ("plan_united_type", "license_info_list") if name in info}
    feature = info.get("feature", {})
    if feature.get("zoom_one_type"):
        licences["zoom_one_type"] = feature["zoom_one_type"]
    apply_profile(account, user, {"display_name": "", **{name: info[name] for name in NAMED if name in info}})
    apply_licences(user, licences | {"feature": {"zoom_phone": bool(feature.get("zoom_phone"))}}, kind)
    if info.get("password"):
        user.put("password", digest(info["password"]))
    account.add_user(user)
    shown = {"empty": user.status == ACTIVE, "given": True, "never": False}[account.switches.create_id]
    return Answer(
        201,
        {
            "id": user.id if shown else "",
            "email": user.email,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "type": user.type,
        },
    )


NAMED = ("first_name", "last_name", "display_name", "division_ids")


def check_creatable(account: Account, action: str, info: dict[str, Any], email: str) -> None:
    """Refuse addresses that are taken and ways of creation that the account does not allow."""
    if account.find_user(email) is not None:
        raise Refusal(409, 1005, f'Email "{email}" has already been used.')
    if email.lower() in account.outside and action != "create":
        raise Refusal(400, 1009, f"The user {email} already holds an active account.")
    if action == "ssoCreate" and not account.sso:
        raise Refusal(
            400, 2002, "SSO has not been enabled for this account. Contact the Zoom support team to enable this option."
        )
    if action == "autoCreate":
        if not managed(account, email):
            domains = ",".join(account.managed_domains)
            raise Refusal(400, 1116, f"Email address {email} doesn't match limited domains: {domains}")
        check_creation_password(info.get("password"))


def digest(password: str) -> str:
    """Return what is kept of a password."""
    return hashlib.sha256(password.encode()).hexdigest()


def update_user(call: Call) -> Answer:
    """Change a profile. A pending user takes ``group_id`` only: all else is answered with 204 and lost."""
    account, key, body = call.account, call.path["userId"], call.body
    user = account.true_user(key)
    if user.status == PENDING:
        return update_pending(account, user, body)
    if user.status == INACTIVE:
        raise no_user(key)
    check_profile(account, user, body)
    kind = check_licences(account, user, body)
    if account.switches.licences == "dropped":
        body = {name: value for name, value in body.items() if name not in LICENCES}
        kind = user.type
    with account.change(user):
        apply_profile(account, user, body)
        apply_licences(user, body, kind)
    return Answer(204)


def update_pending(account: Account, user: User, body: dict[str, Any]) -> Answer:
    """Place a pending user into a group; ignore everything else."""
    if expired(account, user):
        raise expired_invitation()
    group_id = body.get("group_id")
    if group_id:
        if group_id not in account.groups:
            raise no_group(group_id)
        with account.change(user):
            user.group_ids = account.shared([group_id])
    return Answer(204)


def delete_user(call: Call) -> Answer:
    """Take a user out of the account (disassociate, the default) or delete the user."""
    account, key = call.account, call.path["userId"]
    action = call.query.get("action") or "disassociate"
    refuse_second_removal(call, key)
    user = account.true_user(key)
    if user.role_id == OWNER:
        raise Refusal(400, 200, "Cannot delete a user out of your account.")
    if user.status == PENDING:
        # Only disassociation by address works for an invitation; nobody is there to be deleted.
        if action == "delete" or user.email.lower() != key.lower():
            raise no_user(key)
        account.remove_user(user)
        return Answer(204)
    check_transfer(call, user)
    check_duties(call, user)
    if action == "disassociate":
        if user.login_type == API_USER:
            raise refused("Unable to unlink API user(s).")
        if user.role_id == ADMIN:
            raise Refusal(400, 1117, "You can not disassociate an Admin user.")
        if managed(account, user.email):
            raise Refusal(400, 1107, "You can not disassociate a user with managed domain.")
        account.outside.add(user.email.lower())
    transfer_content(call, user)
    account.remove_user(user)
    call.simulator.settings.forget(("user", user.id))
    remember_removal(call, user)
    return Answer(204)


def refuse_second_removal(call: Call, key: str) -> None:
    """Refuse to remove a user again while the first removal is on its way (latency and lag)."""
    ends = call.simulator.removals.get(key.lower(), 0.0)
    if ends > call.account.clock.monotonic():
        raise Refusal(
            429, 429, "Too many concurrent requests. A request to disassociate this user has already been made."
        )


def remember_removal(call: Call, user: User) -> None:
    """Remember a removal for the time that its answer and its effect take."""
    options = call.simulator.options
    seconds = (options.latency_ms + options.lag_ms) / 1000
    if seconds > 0:
        ends = call.account.clock.monotonic() + seconds
        call.simulator.removals.update({user.id.lower(): ends, user.email.lower(): ends})


def check_transfer(call: Call, user: User) -> None:
    """Refuse a transfer of content to the user that goes, or to nobody."""
    email = call.query.get("transfer_email")
    wanted = [name for name, value in call.query.items() if name.startswith("transfer_") and value.lower() == "true"]
    if not email:
        if wanted:
            raise invalid_field("transfer_email")
        return
    if email.lower() == user.email.lower():
        raise refused(
            "The transfer-to email address cannot be the same as the unlinked or deleted user's email address."
        )
    target = call.account.find_user(email)
    if target is None or target.status != ACTIVE:
        raise no_user(email)


def check_duties(call: Call, user: User) -> None:
    """Refuse to remove a user whom others depend on: queues of calls, and events that nobody takes over."""
    if user.get("call_queue_manager"):
        raise Refusal(
            400, 1000, "The user cannot be changed because they are a Call-queue manager or Auto-receptionist operator."
        )
    if user.get("upcoming_events") and not call.query.get("transfer_email"):
        raise refused(
            "You cannot unlink or delete this user because the user has an upcoming Zoom Events scheduled. "
            "Specify transfer_email to transfer the events."
        )


def transfer_content(call: Call, user: User) -> None:
    """Give the wanted kinds of content to the user who takes them; what is not transferred is gone."""
    account, email = call.account, call.query.get("transfer_email")
    target = account.find_user(email) if email else None
    if target is None:
        return
    kinds = [
        name.removeprefix("transfer_")
        for name, value in call.query.items()
        if name.startswith("transfer_") and value.lower() == "true"
    ]
    left = user.get("content", {})
    content = dict(target.get("content", {}))
    for kind in kinds:
        if left.get(kind):
            content[kind] = content.get(kind, 0) + left[kind]
    with account.change(target):
        target.put("content", content or None)
        target.put("received", [*target.get("received", []), *([user.email, kind] for kind in kinds)] or None)
        if user.get("upcoming_events"):
            target.put("upcoming_events", True)


def update_user_status(call: Call) -> Answer:
    """Activate or deactivate a user; deactivation takes the licences."""
    account, key = call.account, call.path["userId"]
    user = account.true_user(key)
    action = call.body["action"]
    if user.status == PENDING:
        raise no_user(key)
    if action in CLOCK:
        require_active(user, key)
        with account.change(user):
            user.put("clocked_in", CLOCK[action])
        return Answer(int(account.switches.status_answer))
    if user.role_id in (OWNER, ADMIN):
        raise Refusal(400, 200, "Zoom Room and Admin users' status cannot be activated or deactivated.")
    if action == "activate" and user.status == INACTIVE:
        may_activate(account, user)
        with account.change(user):
            user.status = ACTIVE
    elif action == "deactivate" and user.status == ACTIVE:
        if user.get("upcoming_events"):
            raise refused("You cannot deactivate this user because the user has an upcoming Zoom Events scheduled.")
        with account.change(user):
            strip_licences(user)
            user.status = INACTIVE
    return Answer(int(account.switches.status_answer))


def update_user_email(call: Call) -> Answer:
    """Change the address of a user within the managed domains, at most three times in 24 hours."""
    account, key = call.account, call.path["userId"]
    user = account.true_user(key)
    if user.status != ACTIVE:
        raise no_user(key)
    email = check_email(call.body["email"].strip(), "email")
    if user.role_id in (OWNER, ADMIN):
        raise Refusal(400, 1000, "Admin can not change other admins email.")
    if not managed(account, email) or not managed(account, user.email):
        domains = ",".join(account.managed_domains)
        raise Refusal(400, 1116, f"Email address {email} doesn't match limited domains: {domains}")
    other = account.find_user(email)
    if other is user and email == user.email:
        return Answer(204)
    if other is not None and other is not user:
        raise Refusal(409, 1005, f'Email "{email}" has already been used.')
    times = call.simulator.limits.spend_recent(user.get("email_changes", []), EMAIL_CHANGES)
    account.lag.keep("email", user.email.lower(), user.id)
    account.lag.keep("email", email.lower(), None)
    with account.change(user):
        del account.by_email[user.email.lower()]
        user.email = email
        account.by_email[email.lower()] = user.id
        user.put("email_changes", times)
    return Answer(204)


def update_user_password(call: Call) -> Answer:
    """Change the password of a user who signs in with one."""
    account, key = call.account, call.path["userId"]
    user = account.true_user(key)
    if user.status != ACTIVE:
        raise no_user(key)
    if user.role_id != MEMBER and user.role_id in (OWNER, ADMIN):
        raise Refusal(400, 1117, "Can not update Admin's password")
    if user.login_type != WORK_EMAIL:
        raise Refusal(400, 1123, "Can only update password of Zoom work email account")
    password = call.body["password"]
    requirement = password_requirement(call.simulator.settings)
    check_new_password(password, requirement)
    former = [user.get("password"), *user.get("former_passwords", [])]
    if digest(password) == former[0]:
        raise refused("Your new password can not match the old password.")
    if digest(password) in former[1:]:
        raise Refusal(400, 1129, f"Users cannot reuse any of the last {FORMER_PASSWORDS} passwords created.")
    changes = [moment for moment in user.get("password_changes", []) if moment > account.clock.now() - DAY]
    if len(changes) >= account.switches.password_changes:
        raise refused(
            "This password cannot be changed because it has already been changed the maximum number of times over "
            "the past 24 hours."
        )
    with account.change(user):
        user.put("password", digest(password))
        user.put("former_passwords", [entry for entry in former if entry][:FORMER_PASSWORDS] or None)
        user.put("password_changes", [*changes, account.clock.now()])
    return Answer(204)


HANDLERS: dict[str, Handler] = {
    "createUser": create_user,
    "updateUser": update_user,
    "deleteUser": delete_user,
    "updateUserStatus": update_user_status,
    "updateUserEmail": update_user_email,
    "updateUserPassword": update_user_password,
}
