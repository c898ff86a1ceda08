# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Collaboration devices: computers in personal Zoom rooms, which sign in by themselves."""

from __future__ import annotations

from typing import Any

from ..core.errors import Refusal
from ..core.messages import Answer
from ..directory.call import Call, Handler


def devices_of(call: Call) -> list[dict[str, Any]]:
    """Return the devices of the user of the path."""
    devices: list[dict[str, Any]] = call.account.seen_user(call.path["userId"]).get("collaboration_devices", [])
    return devices


def list_devices(call: Call) -> Answer:
    """Answer the collaboration devices of a user."""
    devices = devices_of(call)
    return Answer(200, {"collaboration_devices": devices, "total_records": len(devices)})


def get_device(call: Call) -> Answer:
    """Answer one collaboration device."""
    key = call.path["collaborationDeviceId"]
    for device in devices_of(call):
        if device["id"] == key:
            return Answer(200, device)
    raise Refusal(404, 1238, f"Collaboration Device does not exist: {key}.")


HANDLERS: dict[str, Handler] = {
    "listUserCollaborationDevices": list_devices,
    "getUserCollaborationDevice": get_device,
}
