# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets are told by the names that they stand under; a rule about secrets, or the name of a group, is none."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.secret_keys import (
    MASK,
    is_secret_name,
    masked,
    secret_options,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._core.steps import Step
from ansible_collections.openadmin.zoom.plugins.module_utils._users.arguments import USERS_SPEC


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("client_secret", True),
        ("default_password_for_scheduled_meetings", True),
        ("authorized_channel_token", True),
        ("recording_passcode", True),
        ("private_key", True),
        ("host_key", True),
        ("zak", True),
        ("start_url", True),
        ("next_page_token", False),
        ("meeting_password_requirement", False),
        ("require_password_for_pmi_meetings", False),
        ("required_password_for_shared_cloud_recordings", False),
        ("minimum_password_length", False),
        ("key", False),
        (4711, False),
    ],
)
def test_names_of_secrets(name: Any, secret: bool) -> None:
    assert is_secret_name(name) is secret


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"password": "x", "dept": "IT"}, {"password": MASK, "dept": "IT"}),
        ({"password": 4711}, {"password": MASK}),
        ({"meeting_password": True, "zak": None}, {"meeting_password": True, "zak": None}),
        ({"tokens": ["x", "y"]}, {"tokens": [MASK, MASK]}),
        ({"credentials": {"user": "x", "days": 3}}, {"credentials": {"user": MASK, "days": MASK}}),
        ([{"a": {"api_key": "x"}}], [{"a": {"api_key": MASK}}]),
        ({"next_page_token": "x"}, {"next_page_token": "x"}),
    ],
)
def test_what_stands_under_such_a_name_is_not_shown(value: Any, shown: Any) -> None:
    assert masked(value) == shown


def test_a_query_is_masked_as_a_body_is() -> None:
    step = Step("send", "x", "updateUser", {"userId": "u"}, {"access_token": "x", "a": "b"})
    assert step.report()["query"] == {"access_token": MASK, "a": "b"}


@pytest.mark.parametrize(
    ("options", "secrets"),
    [
        ({"defaults": {"host_key": "918273"}}, {"918273"}),
        ({"group_defaults": {"Token team": {"dept": "Field", "host_key": 918273}}}, {"918273"}),
        ({"columns": {"Password hint": "about_me"}}, set()),
        ({"clear_token": "CLEAR"}, set()),
        ({"users": [{"email": "a@example.com", "host_key": "918273"}]}, {"918273"}),
        ({"users": "not a list", "unknown": {"passcodes": ["planted"]}}, {"planted"}),
    ],
)
def test_secrets_among_options(options: dict[str, Any], secrets: set[str]) -> None:
    assert secret_options(USERS_SPEC, options) == secrets
