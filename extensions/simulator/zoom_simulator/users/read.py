# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reading users: listUsers, getUser, checkUserEmail, getUserSummary, checkUserPmRoom."""

from __future__ import annotations

from typing import Any

from ..core.clock import DAY, iso
from ..core.errors import Refusal, invalid_field, no_user
from ..core.messages import Answer
from ..core.options import ACCOUNT_ID
from ..directory.account import Account, expired_invitation
from ..directory.call import Call, Handler
from ..directory.records import ACTIVE, BASIC, INACTIVE, LICENSED, PENDING, SSO, UNASSIGNED, User

# Fields of the detail that are kept under their API names, and left out when not set.
DETAIL = (
    "cms_user_id", "company", "cost_center", "custom_attributes", "employee_unique_id", "job_title", "language",
    "license_info_list", "location", "manager", "phone_numbers", "pic_url", "plan_united_type", "pronouns",
    "pronouns_option", "vanity_url", "zoom_one_type",
)  # fmt: skip
ACCOUNT_NUMBER = 5310019872


def expired(account: Account, user: User) -> bool:
    """Tell whether the invitation of a pending user has run out."""
    return user.status == PENDING and account.clock.now() - user.created > account.switches.invitation_days * DAY


def shared_fields(account: Account, user: User) -> dict[str, Any]:
    """Return what the list and the detail both show."""
    row: dict[str, Any] = {
        "first_name": user.first_name,
        "last_name": user.last_name,
        "display_name": user.display_name,
        "email": user.email,
        "type": user.type,
        "timezone": user.timezone,
        "dept": user.dept,
        "verified": int(user.status == ACTIVE),
        "status": user.status,
        "role_id": user.role_id,
        # The creation time of a pending user is the time of the call.
        "created_at": iso(account.clock.now() if user.status == PENDING else user.created),
        "user_created_at": iso(user.created),
    }
    if user.pmi:
        row["pmi"] = user.pmi
    if user.last_login:
        row["last_login_time"] = iso(user.last_login)
        row["last_client_version"] = "6.2.11.50939(win)"
    if user.group_ids:
        row["group_ids"] = user.group_ids
    division = user.division_id or account.main_division()
    if division:
        row["division_ids"] = [division]
    extra = user.extra
    if extra:
        for name in ("plan_united_type", "license_info_list"):
            if name in extra:
                row[name] = extra[name]
        if user.login_type == SSO and "employee_unique_id" in extra:
            row["employee_unique_id"] = extra["employee_unique_id"]
    return row


def list_users(call: Call) -> Answer:
    """Answer one page of users of one status; pending ones are listed without id."""
    account, query = call.account, call.query
    status = query.get("status") or ACTIVE
    users = chosen(account, status, query.get("role_id") or "", query.get("license") or "")
    page, facts = call.simulator.pages.cut("users", query, users)
    include = query.get("include_fields")
    rows = []
    for user in page:
        row = shared_fields(account, user)
        if status != PENDING:
            row["id"] = user.id
        if include == "custom_attributes" and user.get("custom_attributes"):
            row["custom_attributes"] = user.get("custom_attributes")
        elif include == "host_key":
            row["host_key"] = host_key(user)
        rows.append(row)
    size, total = int(facts["page_size"]), int(facts["total_records"])
    start = call.simulator.pages.start("users", query)
    body = facts | {"page_count": -(-total // size), "page_number": start // size + 1, "users": rows}
    return Answer(200, body)


def chosen(account: Account, status: str, role_id: str, license_name: str) -> list[User]:
    """Return the users that a list shows, kept until any user changes: a list has many pages."""
    key = (status, role_id, license_name)
    kept = account.listing
    if account.lag.idle and kept is not None and kept[:2] == (key, account.revision):
        return kept[2]
    users = [
        user
        for user in account.seen_users()
        if user.status == status
        and (not role_id or user.role_id == role_id)
        and (not license_name or license_name in user.get("features", {}))
    ]
    if account.lag.idle:
        account.listing = (key, account.revision, users)
    return users


def host_key(user: User) -> str:
    """Return the host key; everybody has one from the beginning."""
    return str(user.get("host_key") or f"{user.pmi % 1000000:06d}")


def get_user(call: Call) -> Answer:
    """Answer everything about one user, found by id, email or ``me``."""
    account, key = call.account, call.path["userId"]
    if call.query.get("search_by_unique_id", "").lower() == "true":
        user = by_unique_id(account, key)
    else:
        user = account.seen_user(key)
    if (user.status == PENDING and account.switches.pending_get == "refused") or expired(account, user):
        raise expired_invitation()
    return Answer(200, detail(account, user))


def by_unique_id(account: Account, key: str) -> User:
    """Return the user with an employee's unique id, which only users who sign in by SSO have."""
    for user in account.seen_users():
        if user.login_type == SSO and user.get("employee_unique_id") == key:
            return user
    raise no_user(key)


def detail(account: Account, user: User) -> dict[str, Any]:
    """Return the body of getUser."""
    body = shared_fields(account, user)
    body.update(
        id=user.id,
        role_name=account.roles[user.role_id].name if user.role_id in account.roles else "Member",
        use_pmi=bool(user.get("use_pmi", False)),
        language=user.get("language", "en-US"),
        account_id=ACCOUNT_ID,
        account_number=ACCOUNT_NUMBER,
        cluster="us06",
        jid=f"{user.id.lower()}@xmpp.zoom.us",
        personal_meeting_url=f"https://us06web.zoom.us/j/{user.pmi}",
        login_types=[user.login_type],
        phone_number="",
        phone_country="",
        job_title="",
        location="",
        cost_center="",
        company="",
        manager="",
        pronouns="",
        pronouns_option=1,
        custom_attributes=[],
        phone_numbers=[],
        im_group_ids=[],
    )
    extra = user.extra or {}
    for name in DETAIL:
        if name in extra:
            body[name] = extra[name]
    if user.login_type != SSO:
        body.pop("employee_unique_id", None)
    if extra.get("vanity_name"):
        body["vanity_url"] = f"https://us06web.zoom.us/my/{extra['vanity_name']}"
    return body


def check_user_email(call: Call) -> Answer:
    """Answer whether an address has a Zoom user, in this account or another.

    Users who sign in by SSO are not found: false is no proof.
    """
    email = call.query["email"].lower()
    user_id = call.account.lag.seen("email", email, call.account.by_email.get(email))
    if user_id is None:
        return Answer(200, {"existed_email": email in call.account.outside})
    user = call.account.users.get(user_id)
    return Answer(200, {"existed_email": user is not None and user.status != PENDING and user.login_type != SSO})


def get_user_summary(call: Call) -> Answer:
    """Answer how many users of each kind the account has."""
    if call.account.plan == "free":
        raise Refusal(
            403, 403, "Access to the Zoom REST API has been denied for this account. Contact Zoom Support for details."
        )
    kinds = {BASIC: 0, LICENSED: 0, UNASSIGNED: 0}
    pending = total = 0
    for user in call.account.seen_users():
        if user.status == PENDING:
            pending += 1
        elif user.status != INACTIVE:
            kinds[user.type] = kinds.get(user.type, 0) + 1
        total += 1
    return Answer(
        200,
        {
            "licensed_users_count": kinds[LICENSED],
            "basic_users_count": kinds[BASIC],
            "join_only_users_count": kinds[UNASSIGNED],
            "on_prem_users_count": 0,
            "room_users_count": 0,
            "pending_users_count": pending,
            "total_users_count": total,
        },
    )


def check_vanity_name(call: Call) -> Answer:
    """Answer whether a personal link name is taken."""
    name = call.query.get("vanity_name", "")
    if not name:
        raise invalid_field("vanity_name", "Vanity name is required.")
    return Answer(200, {"existed": any(user.get("vanity_name") == name for user in call.account.seen_users())})


HANDLERS: dict[str, Handler] = {
    "listUsers": list_users,
    "getUser": get_user,
    "checkUserEmail": check_user_email,
    "getUserSummary": get_user_summary,
    "checkUserPmRoom": check_vanity_name,
}
