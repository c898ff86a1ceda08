# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connection options: one source of credentials, no clear text, every finding at once."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.connection import (
    API_URL,
    OAUTH_URL,
    is_loopback,
    resolve,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError

ALL = {"ZOOM_ACCOUNT_ID": "ea", "ZOOM_CLIENT_ID": "ei", "ZOOM_CLIENT_SECRET": "es", "ZOOM_ACCESS_TOKEN": "et"}
APP = {key: value for key, value in ALL.items() if key != "ZOOM_ACCESS_TOKEN"}


def options(**given: Any) -> dict[str, Any]:
    return {
        "api_url": API_URL,
        "oauth_url": OAUTH_URL,
        "validate_certs": True,
        "timeout": 30.0,
        "retries": 8,
        "rate_share": 0.8,
        "read_only": False,
        **given,
    }


@pytest.mark.parametrize(
    ("given", "environment", "expected"),
    [
        ({}, ALL, ("", "", "", "et")),
        ({}, APP, ("ea", "ei", "es", "")),
        ({"account_id": "a"}, ALL, ("a", "ei", "es", "")),
        ({"client_secret": "s"}, ALL, ("ea", "ei", "s", "")),
        ({"access_token": "t"}, ALL, ("", "", "", "t")),
        ({"account_id": "a", "client_id": "i", "client_secret": "s"}, {}, ("a", "i", "s", "")),
    ],
)
def test_credentials_come_from_one_source(given: Any, environment: Any, expected: Any) -> None:
    found = resolve(options(**given), environment)
    assert (found.account_id, found.client_id, found.client_secret, found.access_token) == expected


@pytest.mark.parametrize(
    ("given", "environment", "words"),
    [
        ({"account_id": "a", "access_token": "t"}, {}, ["access_token: is given together with account_id"]),
        ({}, {}, ["missing: account_id", "client_id (or ZOOM_CLIENT_ID)", "Server-to-Server"]),
        ({"account_id": "", "client_id": "", "client_secret": ""}, ALL, ["missing: account_id"]),
        ({"access_token": ""}, ALL | {"ZOOM_CLIENT_SECRET": ""}, ["missing: client_secret"]),
        ({"api_url": "http://api.zoom.us/v2", "access_token": "t"}, {}, ["api_url: plain http"]),
        ({"oauth_url": "ftp://zoom.us", "access_token": "t"}, {}, ["oauth_url", "not an http or https address"]),
        ({"api_url": "https://u:p@api.zoom.us", "access_token": "t"}, {}, ["user name or password"]),
        (
            {"rate_share": 1.5, "timeout": 0.0, "retries": -1, "access_token": "t"},
            {},
            ["rate_share", "timeout", "retries"],
        ),
        ({"ca_path": "/nowhere/ca.pem", "access_token": "t"}, {}, ["ca_path", "does not exist"]),
    ],
)
def test_wrong_options_are_told_all_at_once(given: Any, environment: Any, words: list[str]) -> None:
    with pytest.raises(InputError) as raised:
        resolve(options(**given), environment)
    for word in words:
        assert word in raised.value.message
    assert "nothing was sent" in raised.value.message.casefold()


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("10.0.0.1", False),
        ("localhost.evil", False),
    ],
)
def test_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_http_to_the_loopback_interface_is_allowed() -> None:
    found = resolve(
        options(access_token="t", api_url="http://127.0.0.1:8089/v2/", oauth_url="http://[::1]:8089/oauth/token"), {}
    )
    assert found.api_url == "http://127.0.0.1:8089/v2"


def test_a_connection_shows_no_secret() -> None:
    found = resolve(options(account_id="a", client_id="i", client_secret="hush"), {})
    assert "hush" not in repr(found)
    assert found.secrets() == ["hush"]
