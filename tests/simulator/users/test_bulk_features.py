# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One feature for many users."""

from __future__ import annotations


def test_bulk_features(make):
    api = make("--no-rate-limits", "--seats", "30", "--users", "20")
    for name in ("one", "two"):
        api.create(f"{name}@example.com")

    def bulk(kind, value, *emails):
        users = [{"email": email} for email in emails]
        return api.done("POST", "/users/features", {"feature_type": kind, "feature_value": value, "users": users})

    answer = bulk("webinar", "1", "one@example.com", "nobody@example.com")
    assert {entry["reason"] for entry in answer["fail_details"]} == {"Unpaid user", "Users not found"}
    assert len(bulk("user_type", "2", "one@example.com")["success_user_ids"]) == 1
    assert bulk("user_type", "2", "one@example.com")["fail_details"][0]["reason"] == "No need to update"
    bulk("webinar", "64", "one@example.com")
    feature = api.get("/users/one@example.com/settings")["feature"]
    assert (feature["webinar"], feature["webinar_capacity"]) == (True, 1000)
    bulk("zoom_one_type", "72057594037927936", "one@example.com")
    assert api.get("/users/one@example.com")["zoom_one_type"] == 72057594037927936
    api.control("PUT", "state", {"account": {"seats": 1}})
    assert bulk("user_type", "2", "two@example.com")["fail_details"][0]["reason"] == "Not enough seats"
    wrong = {"feature_type": "webinar", "feature_value": "7", "users": [{"email": "x"}]}
    assert api.refused("POST", "/users/features", wrong) == (400, 300)


def test_bulk_features_once_in_ten_seconds(make):
    api = make()
    wish = {"feature_type": "webinar", "feature_value": "0", "users": [{"email": "owner@example.com"}]}
    api.done("POST", "/users/features", wish)
    assert api.refused("POST", "/users/features", wish) == (429, 429)
    api.control("POST", "clock", {"advance": 11})
    api.done("POST", "/users/features", wish)
