# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one comparison of values: what settings modules and policies mean by equal."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._settings.compare import members, same, same_lock
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.leaf import MEETING_PROFILES, leaves

RANGES = "recording.ip_address_access_control.ip_addresses_or_ranges"
REGIONS = "in_meeting.data_center_regions"
COUNTRIES = "tsp.global_dial_in_countries.selected_countries"
NUMBERS = "audio_conferencing.toll_call.numbers"
CAPACITIES = "feature.zoom_events_unlimited_capacities"
SAME_NAME = [{"id": "f", "name": "Sea"}, {"name": "Sea"}]
BACKGROUNDS = "in_meeting.virtual_background_settings.files"
LENGTH = "meeting_security.meeting_password_requirement.length"


@pytest.mark.parametrize(
    ("path", "want", "have", "expected"),
    [
        # Texts that list things: order, blanks and case do not count.
        (RANGES, "192.0.2.0/24,198.51.100.7", "198.51.100.7, 192.0.2.0/24", True),
        (RANGES, "192.0.2.0/24", "192.0.2.0/24\n", True),
        (RANGES, "192.0.2.0/24", "192.0.2.0/25", False),
        (RANGES, "", None, True),
        # Sets.
        (REGIONS, ["DE", "US"], ["US", "DE"], True),
        (REGIONS, ["DE", "US"], ["US"], False),
        (REGIONS, [], None, True),
        (REGIONS, ["DE"], None, False),
        # The few lists whose order counts.
        (CAPACITIES, [500, 1000], [1000, 500], False),
        (CAPACITIES, [500, 1000], [500, 1000], True),
        # Entries by their key, and a key alone for the entry.
        (COUNTRIES, [{"code": "DE", "name": "Deutschland"}], [{"code": "de", "name": "Germany"}], True),
        (COUNTRIES, ["DE", "FR"], [{"code": "FR"}, {"code": "DE", "name": "Germany"}], True),
        (COUNTRIES, ["DE"], [{"code": "FR"}], False),
        (NUMBERS, [{"code": "+1", "number": "555 0100"}], [{"code": "1", "number": "5550100"}], True),
        (
            MEETING_PROFILES,
            [{"name": "Ours", "type": "enforce_login"}],
            [{"id": "p1", "name": "Ours", "type": "enforce_login"}],
            True,
        ),
        (MEETING_PROFILES, [{"id": "p1", "name": "New name"}], [{"id": "p1", "name": "Old name"}], False),
        (MEETING_PROFILES, [{"name": "Ours"}], [{"id": "p1", "name": "Ours"}, {"id": "p2", "name": "More"}], False),
        # Zoom's own backgrounds have no id, and may have the name of one that has.
        (BACKGROUNDS, [{"name": "Earth"}, {"name": "Sea"}], [{"name": "Sea"}, {"name": "Earth"}], True),
        (BACKGROUNDS, [{"name": "Earth"}], [{"name": "Sea"}], False),
        (
            BACKGROUNDS,
            SAME_NAME,
            SAME_NAME,
            True,
        ),
        (BACKGROUNDS, [{"name": "Sea"}], SAME_NAME, False),
        # Kinds: true is no number, a text is no number.
        (LENGTH, 1, True, False),
        (LENGTH, 8, "8", False),
        ("in_meeting.chat", True, 1, False),
        # Values that no documentation knows are different, and never a traceback.
        (COUNTRIES, ["DE"], "DE", False),
        (COUNTRIES, ["DE"], ["DE", None], False),
        (COUNTRIES, ["DE"], [{"code": {"x": 1}}], False),
        (REGIONS, ["DE"], {"DE": True}, False),
        (REGIONS, ["DE"], [["DE"]], False),
        (RANGES, "192.0.2.1", ["192.0.2.1"], False),
    ],
)
def test_same(path: str, want: Any, have: Any, expected: bool) -> None:
    assert same(leaves()[path], want, have) is expected


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (RANGES, "192.0.2.0/24, A.example", {"192.0.2.0/24", "a.example"}),
        (REGIONS, ["US", "DE"], {"us", "de"}),
        (REGIONS, "US", {"us"}),
        (COUNTRIES, ["DE", {"code": "FR", "name": "France"}], {"de", "fr"}),
        (NUMBERS, [{"code": "1", "number": "555 0100"}], {"1 5550100"}),
        (MEETING_PROFILES, [{"id": "P1", "name": "Ours"}, {"name": "More"}], {"p1", "more"}),
        (COUNTRIES, [None, 3.5, {"name": "no code"}], set()),
    ],
)
def test_members(path: str, value: Any, expected: set[str]) -> None:
    assert members(leaves()[path], value) == expected


@pytest.mark.parametrize(
    ("want", "have", "expected"),
    [
        (True, "e2ee", True),
        (False, "", True),
        ("host,all", "ALL, host", True),
        (False, None, True),
        (True, {"enable": True}, True),
        (True, {"enable": {"enable": []}}, False),
        (True, [1], True),
    ],
)
def test_same_lock(want: Any, have: Any, expected: bool) -> None:
    assert same_lock(want, have) is expected
