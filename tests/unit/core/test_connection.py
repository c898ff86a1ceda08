# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connection options: one source of credentials, no clear text, every finding at once."""

from __future__ import annotations

from typing import Any

import pytest
from ansible.module_utils.basic import AnsibleFallbackNotFound
from requests.utils import DEFAULT_CA_BUNDLE_PATH

from ansible_collections.openadmin.zoom.plugins.module_utils._core.connection import (
    API_URL,
    CONNECTION_SPEC,
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
        ({}, ALL | {"ZOOM_ACCESS_TOKEN": ""}, ("ea", "ei", "es", "")),
        ({}, ALL | {"ZOOM_ACCESS_TOKEN": "  \n"}, ("ea", "ei", "es", "")),
        ({"access_token": ""}, APP, ("ea", "ei", "es", "")),
        ({"access_token": " t\n"}, ALL, ("", "", "", "t")),
        ({"account_id": " a ", "client_id": "i\n", "client_secret": "s\r\n"}, {}, ("a", "i", "s", "")),
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
        ({"ca_path": "/dev/null/ca.pem", "access_token": "t"}, {}, ["ca_path", "does not exist"]),
        ({"ca_path": "/dev/null/\0", "access_token": "t"}, {}, ["ca_path", "does not exist"]),
        ({"ca_path": "/dev/null", "access_token": "t"}, {}, ["ca_path: /dev/null is neither a file nor a folder"]),
        ({"ca_path": __file__, "access_token": "t"}, {}, ["holds no certificate in PEM form"]),
        ({"ca_path": "/proc", "access_token": "t"}, {}, ["the folder /proc holds no certificates"]),
        (
            {"access_token": "t"},
            {"REQUESTS_CA_BUNDLE": "/dev/null/ca.pem"},
            ["REQUESTS_CA_BUNDLE: '/dev/null/ca.pem' does not"],
        ),
        (
            {"access_token": "t"},
            {"CURL_CA_BUNDLE": "/dev/null/ca.pem"},
            ["CURL_CA_BUNDLE: '/dev/null/ca.pem' does not"],
        ),
        ({"account_id": "  ", "client_id": "", "client_secret": "\t"}, ALL, ["missing: account_id"]),
        ({}, dict.fromkeys(ALL, " "), ["missing: account_id", "client_secret (or ZOOM_CLIENT_SECRET)"]),
        ({"access_token": "a b"}, {}, ["access_token: holds blanks, line breaks"]),
        ({"access_token": "a\nb"}, {}, ["access_token: holds blanks, line breaks"]),
        ({"access_token": "tök"}, {}, ["access_token: holds blanks, line breaks"]),
        (
            {"account_id": "a\0b", "client_id": "i", "client_secret": "s\ud800"},
            {},
            ["account_id: holds", "client_secret"],
        ),
        ({"timeout": float("nan"), "access_token": "t"}, {}, ["timeout: nan"]),
        ({"timeout": float("inf"), "access_token": "t"}, {}, ["timeout: inf"]),
        ({"timeout": -1.0, "retries": 10**9, "access_token": "t"}, {}, ["timeout: -1.0", "retries: 1000000000"]),
        ({"rate_share": float("nan"), "access_token": "t"}, {}, ["rate_share: nan"]),
        ({"rate_share": float("inf"), "access_token": "t"}, {}, ["rate_share: inf"]),
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


@pytest.mark.parametrize("option", ["api_url", "oauth_url"])
@pytest.mark.parametrize(
    "url",
    [
        "https://api .zoom.us",
        "https://api.zoom.us\n.example.com",
        "https://api.zoom.us:port",
        "https://api.zoom.us:99999",
        "https://api.zoom.us:0",
        "https://api.zoom.us:-1",
        "https://api.zoom.us/v2?x=1",
        "https://api.zoom.us/v2#x",
        "https://[::1",
        "https://[fe80::1%eth0]/v2",
        "http://[::1%lo]/v2",
        "http://127.0.0.1\\@evil.example/v2",
        "http://127.0.0.1@evil.example/v2",
        "http://0x7f.1.example/v2",
        "http://localhost.example/v2",
        "https://",
        "https:///v2",
        "https://zöom.us",
        "api.zoom.us/v2",
        "file:///etc/passwd",
        "https://api.zoom.us/\0",
        "https://\ud800/",
    ],
)
def test_an_address_that_is_none_is_a_finding(option: str, url: str) -> None:
    with pytest.raises(InputError) as raised:
        resolve(options(access_token="t", **{option: url}), {})
    assert [finding.place for finding in raised.value.findings] == [option]


def test_a_password_in_an_address_is_not_shown() -> None:
    for url in ("https://user:hush-hush@api.zoom.us", "ftp://user:hush-hush@api.zoom.us"):
        with pytest.raises(InputError) as raised:
            resolve(options(access_token="t", api_url=url), {})
        assert "hush-hush" not in raised.value.message


@pytest.mark.parametrize("url", ["", "  ", None])
def test_an_empty_address_is_the_default(url: Any) -> None:
    found = resolve(options(access_token="t", api_url=url, oauth_url=url), {})
    assert (found.api_url, found.oauth_url) == (API_URL, OAUTH_URL)


def test_certificates_of_the_environment_are_used_where_they_are_needed() -> None:
    variables = {"REQUESTS_CA_BUNDLE": "/dev/null/ca.pem"}
    local = {"api_url": "http://127.0.0.1:1/v2", "oauth_url": "http://127.0.0.1:1/oauth/token"}
    assert resolve(options(access_token="t", **local), variables).ca_path == ""
    assert resolve(options(access_token="t", validate_certs=False), variables).ca_path == ""
    bundle = {"REQUESTS_CA_BUNDLE": DEFAULT_CA_BUNDLE_PATH}
    assert resolve(options(access_token="t"), bundle).ca_path == DEFAULT_CA_BUNDLE_PATH


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, False),
        ({"validate_certs": False}, True),
        ({"validate_certs": False, "api_url": "http://[::1]/v2", "oauth_url": "http://[::1]/oauth"}, False),
    ],
)
def test_certificates_that_are_not_checked_are_warned_of(given: Any, expected: bool) -> None:
    found = resolve(options(access_token="t", **given), {})
    assert bool(found.warnings) is expected


@pytest.mark.parametrize("value", ["", "  ", "\n"])
@pytest.mark.parametrize("name", [name for name, option in CONNECTION_SPEC.items() if "fallback" in option])
def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    function, (variable,) = CONNECTION_SPEC[name]["fallback"]
    monkeypatch.setenv(variable, value)
    with pytest.raises(AnsibleFallbackNotFound):
        function(variable)
    monkeypatch.setenv(variable, " 5 ")
    assert function(variable) == "5"


def test_http_to_the_loopback_interface_is_allowed() -> None:
    found = resolve(
        options(access_token="t", api_url="http://127.0.0.1:8089/v2/", oauth_url="http://[::1]:8089/oauth/token"), {}
    )
    assert found.api_url == "http://127.0.0.1:8089/v2"


def test_a_connection_shows_no_secret() -> None:
    found = resolve(options(account_id="a", client_id="i", client_secret="hush"), {})
    assert "hush" not in repr(found)
    assert found.secrets() == ["hush"]
