# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Was a write carried out whose answer was lost? Each writing operation has a read that tells.

A confirmation returns the answer that the write would have had (``{}`` if it has none), or None: no proof that it was
carried out. An operation without a confirmation cannot be settled: AnswerLostError goes on to the user.
"""

from __future__ import annotations

from typing import Any, Callable, Mapping

from . import errors
from .client import Client

Confirmation = Callable[[Client, Mapping[str, str], Any], Any]


def confirm(
    client: Client, operation: str, path: Mapping[str, str], body: Any, query: Mapping[str, Any] | None = None
) -> Any:
    """The answer of a write that reading proves, or None. Raises AnswerLostError where nothing can be read."""
    if operation in SETTINGS_READS:
        return _settings_written(client, SETTINGS_READS[operation], path, body, query or {})
    confirmation = CONFIRMATIONS.get(operation)
    if confirmation is None:
        raise errors.AnswerLostError(
            f"The answer to {operation} was lost and no read can tell whether it was carried out. Check in Zoom, then"
            " run again."
        )
    return confirmation(client, path, body)


def _read(client: Client, operation: str, path: Mapping[str, str]) -> Any:
    try:
        return client.call(operation, path)
    except errors.NotFoundError:
        return None


def _same(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(_same(value, found.get(key)) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(_same(a, b) for a, b in zip(wanted, found))
    return bool(wanted == found) or (wanted in ("", [], None) and found in ("", [], None))


def _user_created(client: Client, _path: Mapping[str, str], body: Any) -> Any:
    return _read(client, "getUser", {"userId": body["user_info"]["email"]})


def _object_has_body(read: str) -> Confirmation:
    def confirmation(client: Client, path: Mapping[str, str], body: Any) -> Any:
        found = _read(client, read, path)
        return {} if found is not None and _same(body, found) else None

    return confirmation


def _object_gone(read: str) -> Confirmation:
    def confirmation(client: Client, path: Mapping[str, str], _body: Any) -> Any:
        return {} if _read(client, read, path) is None else None

    return confirmation


def _user_status(client: Client, path: Mapping[str, str], body: Any) -> Any:
    wanted = {"activate": "active", "deactivate": "inactive"}.get(body["action"], "")
    found = _read(client, "getUser", path)
    return {} if found is not None and found.get("status") == wanted else None


def _user_email(client: Client, _path: Mapping[str, str], body: Any) -> Any:
    found = _read(client, "getUser", {"userId": body["email"]})
    return {} if found is not None else None


def _named(operation: str, items: str, name: str, wanted: str) -> Confirmation:
    def confirmation(client: Client, _path: Mapping[str, str], body: Any) -> Any:
        for item in client.collect(operation, items):
            if str(item.get(name, "")).casefold() == str(body[wanted]).casefold():
                return item
        return None

    return confirmation


def _members(client: Client, user_field: str, key: str, body: Any, items: str, prefix: str = "") -> Any:
    """Whether every person of a batch is in the container, by reading each person (light) and not the container."""

    def inside(item: Mapping[str, str]) -> bool:
        who = item.get(prefix + "id") or item.get(prefix + "email") or ""
        found = _read(client, "getUser", {"userId": who})
        values = (found or {}).get(user_field)
        return key in values if isinstance(values, list) else str(values) == key

    return {} if all(client.map(inside, body[items])) else None


def _group_members(client: Client, path: Mapping[str, str], body: Any) -> Any:
    return _members(client, "group_ids", path["groupId"], body, "members")


def _division_members(client: Client, path: Mapping[str, str], body: Any) -> Any:
    return _members(client, "division_ids", path["divisionId"], body, "users", prefix="user_")


def _role_members(client: Client, path: Mapping[str, str], body: Any) -> Any:
    return _members(client, "role_id", path["roleId"], body, "members")


def _member_gone(user_field: str, container: str) -> Confirmation:
    def confirmation(client: Client, path: Mapping[str, str], _body: Any) -> Any:
        found = _read(client, "getUser", {"userId": path["memberId"]})
        values = (found or {}).get(user_field)
        values = values if isinstance(values, list) else [values]
        return {} if path[container] not in values else None

    return confirmation


def _member_moved(client: Client, path: Mapping[str, str], body: Any) -> Any:
    groups = (_read(client, "getUser", {"userId": path["memberId"]}) or {}).get("group_ids") or []
    target = body.get("target_group_id")
    moved = target in groups and (body["action"] != "move" or path["groupId"] not in groups)
    # Which group is primary no read shows; setting it once more does no harm.
    return {} if moved and body["action"] == "move" else None


def _settings_written(client: Client, read: str, path: Mapping[str, str], body: Any, query: Mapping[str, Any]) -> Any:
    """Whether a PATCH of settings or locks shows. Where it does not, sending it once more does no harm.

    Only what a PATCH creates must not be sent twice: a profile and a policy are looked for by their names.
    """
    view = dict(query) or ({"option": "meeting_security"} if "meeting_security" in body else {})
    try:
        found = client.call(read, path, view)
    except errors.ScopeError:
        return None
    option = body.get("authentication_option") or {}
    profiles = found.get("authentication_options") or []
    if option.get("action") == "add":
        return {} if any(item.get("name") == option.get("name") for item in profiles) else None
    if option.get("action") == "delete":
        return {} if all(item.get("id") != option.get("id") for item in profiles) else None
    for section in ("chat", "meeting_security"):
        tool = (body.get(section) or {}).get("chat_etiquette_tool") or {}
        if tool.get("operate") == "create":
            shown = ((found.get(section) or {}).get("chat_etiquette_tool") or {}).get("policies") or []
            names = {item.get("name") for item in shown}
            return {} if all(item.get("name") in names for item in tool.get("policies") or []) else None
    return {} if _same(body, found) else None


SETTINGS_READS = {
    "accountSettingsUpdate": "accountSettings",
    "updateGroupSettings": "getGroupSettings",
    "updateUserSettings": "getUserSettings",
    "UpdateLockedSettings": "getAccountLockSettings",
    "updateGroupLockSettings": "getGroupLockSettings",
}
CONFIRMATIONS: dict[str, Confirmation] = {
    "createUser": _user_created,
    "updateUser": _object_has_body("getUser"),
    "deleteUser": _object_gone("getUser"),
    "updateUserStatus": _user_status,
    "updateUserEmail": _user_email,
    "createGroup": _named("listGroups", "groups", "name", "name"),
    "updateGroup": _object_has_body("getGroup"),
    "deleteGroup": _object_gone("getGroup"),
    "addGroupMembers": _group_members,
    "deleteGroupMember": _member_gone("group_ids", "groupId"),
    "updateGroupMember": _member_moved,
    "createDivision": _named("listDivisions", "divisions", "division_name", "division_name"),
    "updateDivision": _object_has_body("getDivision"),
    "deleteDivision": _object_gone("getDivision"),
    "assignDivision": _division_members,
    "AddRoleMembers": _role_members,
    "roleMemberDelete": _member_gone("role_id", "roleId"),
}
