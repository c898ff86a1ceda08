# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the inventory makes of the accounts that Zoom lists."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.plugin_utils._directory.sub_accounts import host_names, state_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("names", "by", "expected"),
    [
        (["Emea", "Apac"], "name", ["Emea", "Apac"]),
        (["Emea", "Apac"], "id", ["a0", "a1"]),
        (["Acme Corp. (EMEA)", "Bücher & Söhne"], "name", ["Acme-Corp.-EMEA", "Bücher-Söhne"]),
        (["Emea", "EMEA", "Apac"], "name", ["Emea-a0", "EMEA-a1", "Apac"]),
        (["", None, "***"], "name", ["a0", "a1", "a2"]),
    ],
)
def test_names_of_hosts(names: list[Any], by: str, expected: list[str]) -> None:
    accounts = [{"id": f"a{number}", "account_name": name} for number, name in enumerate(names)]
    assert host_names(accounts, by) == expected


@pytest.mark.parametrize(
    ("end", "state"),
    [
        ("2026-03-02T00:00:00Z", "active"),
        ("2026-02-28T00:00:00Z", "expired"),
        ("2026-02-28", "expired"),
        ("", "active"),
        (None, "active"),
        ("soon", "active"),
    ],
)
def test_the_state_is_told_by_the_end_of_the_subscription(end: Any, state: str) -> None:
    assert state_of({"subscription_end_time": end}, NOW) == state
