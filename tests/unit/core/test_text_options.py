# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Surveys and extra variables give text: what it says counts, and an empty one was not given."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.text_options import read_text_options

NAMES = {"type": "list", "elements": "str"}
ROWS = {"type": "list", "elements": "dict"}


@pytest.mark.parametrize(
    ("option", "given", "read"),
    [
        (NAMES, "a@x.org\nb@x.org\n", ["a@x.org", "b@x.org"]),
        (NAMES, "a@x.org, b@x.org", ["a@x.org", "b@x.org"]),
        (NAMES, '["a@x.org", "b@x.org"]', ["a@x.org", "b@x.org"]),
        (NAMES, "- a@x.org\n- b@x.org", ["a@x.org", "b@x.org"]),
        (NAMES, ["a@x.org\nb@x.org"], ["a@x.org", "b@x.org"]),
        (NAMES, ["[VIP] Board"], ["[VIP] Board"]),
        (NAMES, ["Sales, North"], ["Sales, North"]),
        (NAMES, "", None),
        (NAMES, " \n", None),
        (NAMES, [], []),
        (ROWS, '[{"email": "a@x.org"}]', [{"email": "a@x.org"}]),
        (ROWS, "- email: a@x.org", [{"email": "a@x.org"}]),
        (ROWS, "", None),
        ({"type": "dict"}, "{a: 1}", {"a": 1}),
        ({"type": "dict"}, "a: 1", {"a": 1}),
        ({"type": "dict"}, "[1", "[1"),
        ({"type": "int"}, "", None),
        ({"type": "bool"}, "", None),
        ({"type": "path"}, "", None),
        ({"type": "str", "choices": ["a", "b"]}, "", None),
        ({"type": "str", "default": "none"}, " ", None),
        ({"type": "str"}, "", ""),
        ({}, "", ""),
    ],
)
def test_text_is_read_as_the_option_means_it(option: dict[str, Any], given: Any, read: Any) -> None:
    assert read_text_options({"option": option}, {"option": given}).get("option") == read


def test_a_hold_of_two_people_as_text_holds_both(succeed: Any, simulator: Any) -> None:
    inactive = [user["email"] for user in simulator.state()["users"] if user["status"] == "inactive"][:3]
    rows = [{"email": email} for email in inactive]
    result = succeed("zoom_users", {"users": rows, "reactivate": True, "hold": "\n".join(inactive[:2])})
    assert [person["email"] for person in result["users"] if person["changed"]] == inactive[2:]
