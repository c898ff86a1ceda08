# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The domains that the account manages and trusts, and its owner."""

from __future__ import annotations

from ..core.errors import Refusal
from ..core.messages import Answer
from ..core.options import ACCOUNT_ID
from ..directory.account import Account
from ..directory.call import Call, Handler, require_account
from ..directory.records import ACTIVE, ADMIN, OWNER
from ..directory.sub_accounts import SubAccount


def holder_of(call: Call) -> Account | SubAccount:
    """Return the account or the sub-account that a path names; refuses when there is none."""
    require_account(call)
    return call.account.sub_accounts.get(call.path["accountId"], call.account)


def managed_domains(call: Call) -> Answer:
    """Answer the domains that the account manages."""
    rows = [{"domain": domain, "status": "approved"} for domain in holder_of(call).managed_domains]
    return Answer(200, {"domains": rows, "total_records": len(rows)})


def trusted_domains(call: Call) -> Answer:
    """Answer the domains that the account trusts."""
    return Answer(200, {"trusted_domains": list(holder_of(call).trusted_domains)})


def update_owner(call: Call) -> Answer:
    """Make an admin the owner; the former owner becomes an admin."""
    account = call.account
    holder = holder_of(call)
    if isinstance(holder, SubAccount):
        holder.owner_email = call.body["email"]
        return Answer(204)
    user = account.find_user(call.body["email"])
    if user is None or user.status != ACTIVE or user.role_id != ADMIN:
        raise Refusal(
            400, 200, f"User is not an admin or is an API user or doesn't belong to this account: {ACCOUNT_ID}."
        )
    former = account.owner()
    with account.change(former):
        former.role_id = ADMIN
    with account.change(user):
        user.role_id = OWNER
    return Answer(204)


HANDLERS: dict[str, Handler] = {
    "accountManagedDomain": managed_domains,
    "accountTrustedDomain": trusted_domains,
    "UpdateTheAccountOwner": update_owner,
}
