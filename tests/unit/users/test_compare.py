# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a field holds, whether it is as wanted, and how it is shown."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._users.compare import (
    current,
    equal,
    in_words,
    is_same_manager,
    takes_seat,
)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("type", 99, 4),
        ("type", 2, 2),
        ("zoom_one_type", 576460752303423488, 576460752303423488),
        ("zoom_one_type", "576460752303423488", 576460752303423488),
        ("zoom_one_type", None, 0),
        ("zoom_one_type", "many", 0),
        ("plan_united_type", None, "none"),
        ("plan_united_type", 4, "4"),
        ("pmi", "", None),
        ("pmi", 1234567890, 1234567890),
        ("pmi", {}, None),
        ("use_pmi", None, False),
        ("dept", None, ""),
        ("phone_numbers", "none", []),
        ("phone_numbers", [None, {"number": "1"}], [{"number": "1"}]),
    ],
)
def test_current(name: str, value: Any, expected: Any) -> None:
    assert current({name: value}, name) == expected


@pytest.mark.parametrize(
    ("name", "want", "have", "expected"),
    [
        ("dept", "IT", "it", False),
        ("dept", " R&D ", "R&D", True),
        ("dept", "R&D", " R&D", True),
        ("manager", "Boss@Example.com", "boss@example.com", True),
        ("manager", " boss@example.com", "The Boss", False),
        ("license_info_list",
         [{"license_type": "MEETING", "license_option": 2, "subscription_id": "s"}],
         [{"license_type": "MEETING", "license_option": "2", "subscription_id": "s", "extra": 1}], True),
        ("custom_attributes", [{"key": "a", "name": "A", "value": ""}], [{"key": "a", "name": "A"}], True),
        ("custom_attributes", [{"key": "a", "value": ""}], [], True),
        ("custom_attributes", [{"key": "a", "value": "1"}], [], False),
        ("phone_numbers", [{"number": "1", "label": "Home"}], [{"number": "1", "label": "Office"}], False),
        ("phone_numbers", [{"number": "1"}], [{"number": "1", "label": "Office", "country": "US"}], True),
        ("phone_numbers", [{"number": "555-01 00"}], [{"number": "5550100"}], True),
        ("phone_numbers", [{"number": "5550100", "code": "+1"}], [{"number": "+1 (555) 0100", "code": "+1"}], True),
        ("phone_numbers", [{"number": "5550100", "code": "1"}], [{"number": "15550100"}], True),
        ("phone_numbers", [{"number": "+495550100"}], [{"number": "5550100", "code": "+49"}], True),
        ("phone_numbers", [{"number": "030 5550100", "code": "+49"}], [{"number": "+49305550100"}], True),
        ("phone_numbers", [{"number": "5550100", "code": "+1"}], [{"number": "5550100", "code": "+44"}], False),
        ("phone_numbers", [{"number": "5550100", "code": "+1"}], [{"number": "5550101", "code": "+1"}], False),
        ("phone_numbers", [{"number": "1"}, {"number": "1"}], [{"number": "1"}, {"number": "2"}], False),
        ("phone_numbers", [{"number": "1"}], [], False),
    ],
)  # fmt: skip
def test_equal(name: str, want: Any, have: Any, expected: bool) -> None:
    assert equal(name, want, have) is expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("type", 2, "licensed"),
        ("zoom_one_type", 0, "none"),
        ("zoom_one_type", 12345, 12345),
        ("plan_united_type", "1", "United Pro-United US/CA Unlimited"),
        ("host_key", "123456", "********"),
        ("host_key", "", ""),
        ("dept", "IT", "IT"),
        ("about_me", None, None),
        ("phone_numbers", [{"number": "1", "verified": True, "code": ""}], [{"number": "1"}]),
        ("license_info_list", [{"license_type": "MEETING", "license_option": 2}],
         [{"license_type": "MEETING", "license_option": "Licensed"}]),
    ],
)  # fmt: skip
def test_words(name: str, value: Any, expected: Any) -> None:
    assert in_words(name, value) == expected


@pytest.mark.parametrize(
    ("name", "have", "want", "expected"),
    [
        ("type", 1, 2, True),
        ("type", 2, 1, False),
        ("type", 1, 4, False),
        ("plan_united_type", "none", "4", True),
        ("plan_united_type", "4", "none", False),
        ("zoom_one_type", 16, 0, False),
        ("zoom_phone", False, True, True),
        ("zoom_phone", True, False, False),
    ],
)
def test_takes_seat(name: str, have: Any, want: Any, expected: bool) -> None:
    assert takes_seat(name, have, want) is expected


@pytest.mark.parametrize(
    ("want", "have", "names", "expected"),
    [
        ("The Boss", "the boss", [], True),
        ("boss@example.com", "Boss@Example.com ", [], True),
        ("The Boss", "boss@example.com", ["the boss"], True),
        ("The Boss", "boss@example.com", ["somebody else"], False),
        ("The Boss", "boss@example.com", [], None),
        ("The Boss", "", [], False),
        ("", "boss@example.com", [], False),
        ("a@example.com", "b@example.com", [], False),
    ],
)
def test_a_manager_by_name_that_comes_back_as_an_address(
    want: str, have: str, names: list[str], expected: bool | None
) -> None:
    assert is_same_manager(want, have, names) is expected
