# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may schedule for whom."""

from __future__ import annotations


def test_assistants_and_schedulers(api):
    for name in ("boss", "helper"):
        api.create(f"{name}@example.com", kind=2)
    api.create("basic@example.com")
    boss, helper = "/users/boss@example.com", "/users/helper@example.com"
    api.done("POST", boss + "/assistants", {"assistants": [{"email": "helper@example.com"}]})
    assert [entry["email"] for entry in api.get(boss + "/assistants")["assistants"]] == ["helper@example.com"]
    assert [entry["email"] for entry in api.get(helper + "/schedulers")["schedulers"]] == ["boss@example.com"]
    for email in ("helper@example.com", "boss@example.com", "basic@example.com", "nobody@example.com"):
        assert api.refused("POST", boss + "/assistants", {"assistants": [{"email": email}]}) == (400, 200)
    wish = {"assistants": [{"email": "boss@example.com"}]}
    assert api.refused("POST", "/users/basic@example.com/assistants", wish) == (400, 200)
    api.done("DELETE", helper + "/schedulers/boss@example.com")
    assert api.get(boss + "/assistants")["assistants"] == []
    assert api.refused("DELETE", boss + "/assistants/helper@example.com") == (404, 1001)
    assert api.refused("DELETE", helper + "/schedulers/boss@example.com") == (404, 1001)
    api.done("DELETE", boss + "/assistants")
    api.done("DELETE", helper + "/schedulers")
