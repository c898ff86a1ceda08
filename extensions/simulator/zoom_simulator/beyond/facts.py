# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is known of the operations beyond the facts, in the form of the facts."""

from __future__ import annotations

from typing import Any

from ..core.facts import Operation, operation_from

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
CATEGORIES = (
    "all", "user", "user_settings", "account", "billing", "im", "recording", "phone_contacts", "webinar",
    "sub_account", "role", "zoom_rooms",
)  # fmt: skip


def query(**schemas: dict[str, Any]) -> list[dict[str, Any]]:
    """Return parameters; those named ``from`` and ``to`` are required."""
    found = {name.rstrip("_"): schema for name, schema in schemas.items()}
    return [
        {"name": name, "in": "query", "required": name in ("from", "to"), "schema": schema}
        for name, schema in found.items()
    ]


def operation(
    name: str,
    scopes: list[str],
    parameters: list[dict[str, Any]],
    items: str,
    row: dict[str, Any],
    label: str = "heavy",
) -> Any:
    """Return one operation that lists rows under a key."""
    properties = {items: {"type": "array", "items": {"type": "object", "properties": row}}, "next_page_token": TEXT}
    schema = {"type": "object", "properties": properties, "required": [items]}
    return {
        "operationId": name, "x-rate-limit-label": label, "x-scopes": scopes[:1], "x-granular-scopes": scopes[1:],
        "parameters": parameters, "responses": {"200": {"content": {"application/json": {"schema": schema}}}},
        "x-errors": [{"status": 400, "code": 200, "message": "Only available for paid accounts."}],
    }  # fmt: skip


PLAN = {"type": "object", "properties": {"type": TEXT, "hosts": NUMBER, "usage": NUMBER}}
PLAN_USAGE = {
    "operationId": "getPlanUsage", "x-rate-limit-label": "medium", "x-scopes": ["billing:master"],
    "x-granular-scopes": [], "parameters": [],
    "responses": {"200": {"content": {"application/json": {"schema": {
        "type": "object", "properties": {"plan_base": PLAN, "plan_webinar": {"type": "array", "items": PLAN}},
    }}}}},
    "x-errors": [{"status": 400, "code": 200, "message": "Only available for master accounts."}],
}  # fmt: skip
PAGES = {"page_size": NUMBER, "next_page_token": TEXT}
PATHS: dict[str, dict[str, Any]] = {
    "/report/operationlogs": operation(
        "reportOperationLogs",
        ["report:read:admin", "report:read:operation_logs:admin"],
        query(from_=TEXT, to=TEXT, category_type={"type": "string", "enum": list(CATEGORIES)}, **PAGES),
        "operation_logs",
        dict.fromkeys(("time", "operator", "category_type", "action", "operation_detail"), TEXT),
    ),
    "/report/users": operation(
        "reportUsers",
        ["report:read:admin", "report:read:list_users:admin"],
        query(
            type={"type": "string", "enum": ["active", "inactive"]}, from_=TEXT, to=TEXT, page_number=NUMBER, **PAGES
        ),
        "users",
        dict.fromkeys(("id", "email", "user_name", "dept", "last_client_version", "last_login_time"), TEXT)
        | dict.fromkeys(("type", "meetings", "participants", "meeting_minutes"), NUMBER),
    ),
    "/accounts/{accountId}/plans/usage": PLAN_USAGE,
    "/accounts": operation(
        "accounts",
        ["account:master", "account:read:list_sub_accounts:master"],
        query(page_number=NUMBER, **PAGES),
        "accounts",
        dict.fromkeys(("id", "account_name", "owner_email", "account_type", "created_at"), TEXT) | {"seats": NUMBER},
    ),
    "/users/{userId}/recordings": operation(
        "recordingsList",
        ["recording:read:admin", "cloud_recording:read:list_user_recordings:admin"],
        query(from_=TEXT, to=TEXT, **PAGES),
        "meetings",
        dict.fromkeys(("uuid", "host_id", "host_email", "topic", "start_time"), TEXT)
        | dict.fromkeys(("id", "duration", "total_size", "recording_count"), NUMBER),
        label="medium",
    ),
    "/phone/users": operation(
        "listPhoneUsers",
        ["phone:read:admin", "phone:read:list_users:admin"],
        query(**PAGES),
        "users",
        dict.fromkeys(("id", "email", "name", "status"), TEXT) | {"extension_number": NUMBER},
        label="medium",
    ),
}


def operations() -> list[Operation]:
    """Return the operations, each of which is a GET."""
    return [operation_from("GET", path, facts) for path, facts in PATHS.items()]
