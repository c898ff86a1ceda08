# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Owner and domains of the account."""

from __future__ import annotations


def test_a_new_owner(api):
    assert api.refused("PUT", "/accounts/me/owner", {"email": api.email(4)}) == (400, 200)
    api.done("PUT", "/accounts/me/owner", {"email": api.email(1)})
    assert [api.get(path)["role_id"] for path in ("/users/me", "/users/owner@example.com")] == ["0", "1"]
    assert api.get("/users/me")["email"] == api.email(1)
