# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values in paths: an email with a plus sign, ids with slashes, and what no path can hold."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError
from ansible_collections.openadmin.zoom.plugins.module_utils._core.paths import fill
from ansible_collections.openadmin.zoom.tests.harness.scripted import Answer


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        ("a+b@example.com", "/users/a%2Bb@example.com"),
        ("z/8=", "/users/z%2F8%3D"),
        ("a b?#", "/users/a%20b%3F%23"),
        ("é", "/users/%C3%A9"),
        ("{groupId}", "/users/%7BgroupId%7D"),
        ("100%", "/users/100%25"),
        ("..a", "/users/..a"),
    ],
)
def test_values_are_encoded_whole(start: Any, value: str, encoded: str) -> None:
    assert fill("/users/{userId}", {"userId": value}) == encoded
    client, service, _waits = start(Answer(body={"id": "u1"}))
    client.call("getUser", {"userId": value})
    assert service.asked[0].path == "/v2" + encoded


@pytest.mark.parametrize("value", ["", " ", ".", "..", "a\0b", "a\nb", "a\x7f", "\ud800"])
def test_a_value_that_no_path_can_hold_is_refused(start: Any, value: str) -> None:
    client, service, _waits = start(Answer(body={"id": "u1"}))
    with pytest.raises(InputError, match="userId") as raised:
        client.call("getUser", {"userId": value})
    raised.value.message.encode()
    assert service.asked == []


def test_a_query_that_no_address_can_hold_is_refused(start: Any) -> None:
    client, service, _waits = start(Answer(body={"users": []}))
    with pytest.raises(InputError, match=r"status: .* holds half a character"):
        client.call("listUsers", query={"status": "\ud800"})
    assert service.asked == []
