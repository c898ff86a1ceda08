# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens and the end of sessions."""

from __future__ import annotations


def test_tokens_run_out_and_are_revoked(api):
    def kept():
        users = api.control("GET", "state?parts=users")["users"]
        return next(user for user in users if user["email"] == api.email(4))

    api.get(api.user(4, "/token"), type="zak", ttl=60)
    api.get(api.user(4, "/token"))
    assert [token["type"] for token in kept()["tokens"]] == ["zak", "token"]
    assert api.refused("GET", api.user(4, "/token"), ttl=0) == (400, 300)
    api.done("DELETE", api.user(4, "/token"))
    assert "tokens" not in kept() and kept()["signed_out_at"]
    assert api.refused("DELETE", "/users/nobody@example.com/token") == (404, 1001)
