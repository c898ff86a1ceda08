# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time zones: what is taken, and what was probably meant."""

from __future__ import annotations

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.texts import Wrong
from ansible_collections.openadmin.zoom.plugins.module_utils._users import time_zones


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("UTC", "UTC"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("europe/berlin", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
    ],
)
def test_names_of_the_iana_list(given: str, expected: str) -> None:
    assert time_zones.zone(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Eastern Standard Time", "'Eastern Standard Time' is a name of Windows or of the web portal, which"),
        ("Eastern Daylight Time", "Write America/New_York."),
        ("W. Europe Standard Time", "Write Europe/Berlin."),
        ("utc-11", "Write Etc/GMT+11."),
        ("Berlin", "Did you mean Europe/Berlin?"),
        ("Europe/Berlim", "Did you mean Europe/Berlin?"),
        ("New York", "Did you mean America/New_York?"),
        ("PST", "'PST' is not a time zone of the IANA list. Write region and city, such as Europe/Berlin."),
        ("(GMT-5:00) Eastern Time (US and Canada)", "Write America/New_York."),
        ("(GMT+1:00) Somewhere", "is not a time zone of the IANA list"),
        ("America", "is not a time zone"),
        ("America/Argentina", "is not a time zone"),
        ("../../etc/passwd", "is not a time zone"),
        ("posix/Europe/Berlin", "is not a time zone"),
        ("\ud800", "is not a time zone"),
    ],
)
def test_what_is_not_one(given: str, expected: str) -> None:
    with pytest.raises(Wrong) as raised:
        time_zones.zone(given)
    assert expected in f"{raised.value.problem} {raised.value.remedy}"


def test_a_newer_name_is_taken_where_python_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_zones, "ZONES", frozenset())
    assert time_zones.zone("Europe/Berlin") == "Europe/Berlin"
    monkeypatch.setattr(time_zones, "ZoneInfo", None)
    with pytest.raises(Wrong):
        time_zones.zone("Europe/Berlin")
