# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users: how they come, change and go."""

from __future__ import annotations

import pytest


def listed(api, **query):
    return [user["email"] for user in api.get("/users", page_size=300, **query)["users"]]


@pytest.mark.parametrize(
    ("action", "status"),
    [("create", "pending"), ("autoCreate", "active"), ("custCreate", "active"), ("ssoCreate", "active")],
)
def test_ways_of_creation(api, action, status):
    more = {"password": "Abcdef123"} if action == "autoCreate" else {}
    made = api.create("New.One@example.com", action, **more)
    assert made["email"] == "New.One@example.com"
    assert bool(made["id"]) == (status == "active")
    assert "New.One@example.com" in listed(api, status=status)
    assert api.get("/users/NEW.ONE@example.com")["status"] == status
    assert api.refused(
        "POST", "/users", {"action": action, "user_info": {"email": "new.one@EXAMPLE.com", "type": 1}}
    ) == (
        409,
        1005,
    )


def test_an_auto_created_user_needs_a_managed_domain_and_a_password(api):
    wrong = {"action": "autoCreate", "user_info": {"email": "x@elsewhere.example", "type": 1, "password": "Abcdef123"}}
    assert api.refused("POST", "/users", wrong) == (400, 1116)
    weak = {"action": "autoCreate", "user_info": {"email": "x@example.com", "type": 1, "password": "short"}}
    assert api.refused("POST", "/users", weak) == (400, 300)


def test_a_pending_user_loses_everything_but_the_group(api):
    group = api.get("/groups")["groups"][0]["id"]
    api.create("invited@example.com", "create")
    row = next(user for user in api.get("/users", status="pending")["users"] if user["email"] == "invited@example.com")
    assert "id" not in row
    path = "/users/invited@example.com"
    assert api.call("PATCH", path, {"dept": "Sales", "type": 2}) == (204, None)
    assert api.get(path)["dept"] == ""
    assert api.call("POST", f"/groups/{group}/members", {"members": [{"email": "invited@example.com"}]})[1]["ids"] == ""
    assert "group_ids" not in api.get(path)
    api.done("PATCH", path, {"group_id": group})
    assert api.get(path)["group_ids"] == [group]
    assert api.refused("PATCH", path, {"group_id": "nowhere"}) == (404, 4130)
    assert api.refused("GET", path + "/settings") == (400, 1000)
    assert api.refused("DELETE", path, action="delete") == (404, 1001)
    assert api.refused("PUT", path + "/status", {"action": "activate"}) == (404, 1001)
    members = api.get(f"/groups/{group}")["total_members"]
    api.control("POST", "accept", {"emails": ["invited@example.com"]})
    assert api.get(f"/groups/{group}")["total_members"] == members + 1
    assert api.get(path)["status"] == "active"


def test_an_invitation_is_withdrawn_by_address_and_expires(api):
    api.create("first@partner.example", "create")
    api.create("second@partner.example", "create")
    api.done("DELETE", "/users/first@partner.example")
    assert api.refused("GET", "/users/first@partner.example") == (404, 1001)
    api.control("POST", "clock", {"advance": 31 * 86400})
    api.token = api.new_token()
    assert api.refused("GET", "/users/second@partner.example") == (400, 1120)


def test_deactivation_takes_licences_and_stops_writes(api):
    api.create("paid@example.com", kind=2, feature={"zoom_phone": True})
    path = "/users/paid@example.com"
    api.done("PATCH", path, {"zoom_one_type": 72057594037927936})
    assert api.get(path)["zoom_one_type"] == 72057594037927936
    assert b"72057594037927936" in api.last.body
    assert api.get(path + "/settings")["feature"]["zoom_phone"] is True
    api.done("PUT", path + "/status", {"action": "deactivate"})
    user = api.get(path)
    assert (user["status"], user["type"], "zoom_one_type" in user) == ("inactive", 1, False)
    assert "paid@example.com" in listed(api, status="inactive")
    assert "paid@example.com" not in listed(api)
    assert api.refused("PATCH", path, {"dept": "X"}) == (404, 1001)
    api.done("PUT", path + "/status", {"action": "activate"})
    assert api.get(path)["type"] == 1


def test_addresses_with_plus_and_slash_need_encoding(api):
    api.create("a+b/c@example.com")
    assert api.get("/users/a%2Bb%2Fc@example.com")["email"] == "a+b/c@example.com"
    assert api.refused("GET", "/users/a+b%2Fc@example.com") == (404, 1001)


PROFILE = {
    "dept": "Sales", "job_title": "Seller", "company": "Example", "location": "Here", "manager": "Boss Name",
    "cost_center": "42", "timezone": "Europe/Paris", "language": "fr-FR", "pronouns": "they", "pronouns_option": 2,
    "cms_user_id": "c1", "use_pmi": True, "first_name": "Ada", "last_name": "L", "display_name": "Ada L",
    "custom_attributes": [{"key": "k", "name": "n", "value": "v"}],
}  # fmt: skip


@pytest.mark.parametrize("field", PROFILE)
def test_profile_fields_are_kept_and_cleared(api, field):
    api.done("PATCH", api.user(1), {field: PROFILE[field]})
    assert api.get(api.user(1))[field] == PROFILE[field]
    if field in ("job_title", "company", "manager", "custom_attributes"):
        empty = [] if field == "custom_attributes" else ""
        api.done("PATCH", api.user(1), {field: empty})
        assert api.get(api.user(1))[field] == empty


def test_phone_numbers_come_back_unverified_and_are_three_at_most(api):
    number = {"country": "US", "code": "+1", "number": "5550100", "label": "Office"}
    api.done("PATCH", api.user(1), {"phone_numbers": [number]})
    assert api.get(api.user(1))["phone_numbers"] == [number | {"verified": False}]
    assert api.refused("PATCH", api.user(1), {"phone_numbers": [number | {"verified": True}]}) == (400, 300)
    assert api.refused("PATCH", api.user(1), {"phone_numbers": [number] * 4}) == (400, 300)


@pytest.mark.parametrize(
    "sent",
    [
        {"about_me": "see <b>me</b>"},
        {"about_me": "https://x.example"},
        {"linkedin_url": "https://x.example"},
        {"type": 2, "zoom_one_type": 16},
        {"custom_attributes": [{"key": str(number)} for number in range(6)]},
        {"display_name": "\u4e00" * 11},
        {"first_name": "\u4e00" * 6},
        {"pmi": 123},
        {"host_key": "abc"},
        {"division_ids": ["nowhere"]},
        {"license_info_list": [{"license_type": "MEETING", "license_option": 2, "subscription_id": "none"}]},
    ],
)
def test_profile_changes_that_are_refused(api, sent):
    assert api.refused("PATCH", api.user(1), sent) == (400, 300)


def test_an_empty_display_name_is_derived(api):
    api.done("PATCH", api.user(1), {"first_name": "Ada", "last_name": "Lovelace", "display_name": ""})
    assert api.get(api.user(1))["display_name"] == "Ada Lovelace"


def test_a_vanity_name_belongs_to_one(api):
    api.done("PATCH", api.user(1), {"vanity_name": "ada.lovelace"})
    assert api.get("/users/vanity_name", vanity_name="ada.lovelace") == {"existed": True}
    assert api.get(api.user(1))["vanity_url"].endswith("/my/ada.lovelace")
    assert api.refused("PATCH", api.user(4), {"vanity_name": "ada.lovelace"}) == (400, 4100)


def test_email_changes(api):
    member = api.user(4)
    api.done("PUT", member + "/email", {"email": "Renamed@example.com"})
    assert api.refused("GET", member) == (404, 1001)
    assert api.get("/users/renamed@example.com")["email"] == "Renamed@example.com"
    assert api.refused("PUT", "/users/renamed@example.com/email", {"email": "x@else.example"}) == (400, 1116)
    assert api.refused("PUT", "/users/renamed@example.com/email", {"email": api.email(5)}) == (409, 1005)
    assert api.refused("PUT", "/users/me/email", {"email": "boss@example.com"}) == (400, 1000)


def test_the_fourth_email_change_of_a_day_is_refused(make):
    api = make()
    for number in range(3):
        source = api.email(4) if number == 0 else f"n{number - 1}@example.com"
        api.done("PUT", f"/users/{source}/email", {"email": f"n{number}@example.com"})
    assert api.refused("PUT", "/users/n2@example.com/email", {"email": "n3@example.com"}) == (429, 429)
    assert api.last.headers["X-RateLimit-Type"] == "Daily-limit"


def test_email_check_does_not_know_sso_users(api):
    api.create("sso@example.com", "ssoCreate")
    api.create("auto@example.com", "autoCreate", password="Abcdef123")
    known = {
        email: api.get("/users/email", email=email)["existed_email"]
        for email in ("sso@example.com", "auto@example.com", "no@example.com")
    }
    assert known == {"sso@example.com": False, "auto@example.com": True, "no@example.com": False}


@pytest.mark.parametrize(
    ("target", "query", "refusal"),
    [
        ("owner", {"action": "delete"}, (400, 200)),
        ("admin", {}, (400, 1117)),
        ("managed", {}, (400, 1107)),
        ("managed", {"action": "delete", "transfer_email": "nobody@example.com"}, (404, 1001)),
        ("managed", {"action": "delete", "transfer_email": "SIM.user0004@example.com"}, (400, 300)),
        ("managed", {"action": "delete", "transfer_meeting": "true"}, (400, 300)),
        ("api", {}, (400, 300)),
        ("nobody", {}, (404, 1001)),
    ],
)
def test_removals_that_are_refused(api, target, query, refusal):
    api.create("api@partner.example", "custCreate")
    emails = {
        "owner": "owner@example.com",
        "admin": api.email(1),
        "managed": api.email(4),
        "api": "api@partner.example",
        "nobody": "n@x.example",
    }
    assert api.refused("DELETE", f"/users/{emails[target]}", **query) == refusal


def test_removal_with_transfer(api):
    api.create("guest@partner.example")
    api.done("DELETE", "/users/guest@partner.example", transfer_email="owner@example.com", transfer_meeting="true")
    assert api.refused("GET", "/users/guest@partner.example") == (404, 1001)
    assert api.get("/users/email", email="guest@partner.example") == {"existed_email": True}
    api.done("DELETE", api.user(4), action="delete")
    state = api.control("GET", "state?parts=users")
    owner = next(user for user in state["users"] if user["email"] == "owner@example.com")
    assert owner["received"] == [["guest@partner.example", "meeting"]]


def test_admins_keep_status_and_password(api):
    assert api.refused("PUT", api.user(1, "/status"), {"action": "deactivate"}) == (400, 200)
    assert api.refused("PUT", api.user(1, "/password"), {"password": "Abcdef123!"}) == (400, 1117)


@pytest.mark.parametrize(
    ("password", "code"),
    [("Ab1", 1124), ("12345678", 1125), ("Abcdefgh", 1126), ("abcdef12", 1128), ("A" * 32, 300)],
)
def test_passwords(api, password, code):
    api.create("work@example.com", "autoCreate", password="Abcdef123")
    assert api.refused("PUT", "/users/work@example.com/password", {"password": password}) == (400, code)
    api.done("PUT", "/users/work@example.com/password", {"password": "Xyzuvw987"})
    assert api.refused("PUT", "/users/work@example.com/password", {"password": "Xyzuvw987"}) == (400, 300)


@pytest.mark.parametrize("code", [2034, 3412, 2038, 200])
def test_seats(make, code):
    api = make("--no-rate-limits", "--seats", "20", "--users", "15")
    api.switch(seat_error=code)
    taken = api.control("GET", "state?parts=account")["account"]["licensed_users"]
    for number in range(20 - taken):
        api.create(f"seat{number}@example.com", kind=2)
    wanted = {"action": "create", "user_info": {"email": "more@example.com", "type": 2}}
    assert api.refused("POST", "/users", wanted) == (400, code)
    api.create("basic@example.com", kind=1)
    assert api.refused("PATCH", "/users/basic@example.com", {"type": 2}) == (400, code)
    assert api.refused("PATCH", "/users/basic@example.com", {"plan_united_type": "1"}) == (400, code)
    api.done("PUT", "/users/seat0@example.com/status", {"action": "deactivate"})
    api.done("PATCH", "/users/basic@example.com", {"type": 2})


def test_invitations_take_seats_too(make):
    api = make("--no-rate-limits", "--seats", "1", "--users", "1")
    assert api.refused("POST", "/users", {"action": "create", "user_info": {"email": "a@example.com", "type": 2}}) == (
        400,
        2034,
    )
    api.done("PATCH", "/users/me", {"type": 1})
    api.create("a@example.com", "create", 2)
    assert api.refused("PATCH", "/users/me", {"type": 2}) == (400, 2034)


def test_pages_expire_and_belong_to_their_parameters(api):
    first = api.get("/users", page_size=10)
    assert (len(first["users"]), first["page_count"], first["total_records"]) == (10, 3, 30)
    token = first["next_page_token"]
    second = api.get("/users", page_size=10, next_page_token=token)
    assert not {user["id"] for user in first["users"]} & {user["id"] for user in second["users"]}
    assert api.refused("GET", "/users", page_size=20, next_page_token=token) == (400, 300)
    assert api.refused("GET", "/users", page_size=10, next_page_token="garbage") == (400, 300)
    assert api.refused("GET", "/groups", page_size=10, next_page_token=token) == (400, 300)
    last = api.get("/users", page_size=10, next_page_token=second["next_page_token"])
    assert last["next_page_token"] == ""
    api.control("POST", "clock", {"advance": 901})
    assert api.call("GET", "/users", page_size=10, next_page_token=token)[1]["message"] == (
        "The next page token is invalid or expired."
    )


def test_the_service_grants_smaller_pages(make):
    api = make("--no-rate-limits", "--users", "700", "--max-page-size", "300")
    assert [api.get("/users")["page_size"], api.get("/users", page_size=2000)["page_size"]] == [30, 300]


def test_list_filters_and_fields(api):
    admins = api.get("/users", role_id="1")["users"]
    assert admins and all(user["role_id"] == "1" for user in admins)
    api.done(
        "PATCH", api.user(1), {"custom_attributes": [{"key": "k", "name": "n", "value": "v"}], "host_key": "123456"}
    )

    def row(**query):
        return next(user for user in api.get("/users", **query)["users"] if user["email"] == api.email(1))

    assert "custom_attributes" not in row() and "host_key" not in row()
    assert row(include_fields="custom_attributes")["custom_attributes"][0]["value"] == "v"
    assert row(include_fields="host_key")["host_key"] == "123456"


def test_summary_counts(api):
    before = api.get("/users/summary")
    api.create("p@example.com", "create")
    api.create("l@example.com", kind=2)
    after = api.get("/users/summary")
    changed = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert changed == {"licensed_users_count": 1, "pending_users_count": 1, "total_users_count": 2}


def test_zoom_phone_licences_run_out(api):
    api.control("PUT", "state", {"account": {"phone_seats": 0}})
    assert api.refused("PATCH", api.user(1), {"feature": {"zoom_phone": True}}) == (404, 1102)


def test_a_user_is_found_by_unique_id(api):
    user = api.control("GET", "state?parts=users")["users"]
    wanted = next(entry for entry in user if entry.get("employee_unique_id"))
    assert api.get(f"/users/{wanted['employee_unique_id']}", search_by_unique_id="true")["id"] == wanted["id"]


def test_a_second_removal_on_its_way_is_refused(make):
    api = make("--no-rate-limits", "--lag-ms", "60000")
    api.done("DELETE", api.user(4), action="delete")
    assert api.refused("DELETE", api.user(4), action="delete") == (429, 429)
    api.control("POST", "clock", {"advance": 61})
    assert api.refused("DELETE", api.user(4), action="delete") == (404, 1001)


def test_an_older_code_for_nobody_and_ids_that_never_come(api):
    api.switch(user_not_found=1010, create_id="never")
    assert api.refused("GET", "/users/nobody@example.com") == (404, 1010)
    assert api.create("somebody@example.com")["id"] == ""


def test_government_clusters_have_no_divisions(api):
    api.switch(government=True)
    assert api.refused("GET", "/divisions") == (404, 2300)
    assert "division_ids" not in api.get("/users/me")


@pytest.mark.parametrize(
    ("fields", "query", "refusal"),
    [
        ({"call_queue_manager": True}, {"action": "delete"}, (400, 1000)),
        ({"upcoming_events": True}, {"action": "delete"}, (400, 300)),
        ({"upcoming_events": True}, {"action": "delete", "transfer_email": "owner@example.com"}, None),
    ],
)
def test_people_whom_others_depend_on(api, fields, query, refusal):
    users = api.control("GET", "state?parts=users")["users"]
    next(user for user in users if user["email"] == api.email(4)).update(fields)
    api.control("PUT", "state", {"users": users})
    if "upcoming_events" in fields:
        assert api.refused("PUT", api.user(4, "/status"), {"action": "deactivate"}) == (400, 300)
    status, answer = api.call("DELETE", api.user(4), **query)
    assert ((status, answer["code"]) if refusal else status) == (refusal or 204)


def test_a_refused_removal_transfers_nothing(api):
    query = {"transfer_email": "owner@example.com", "transfer_meeting": "true"}
    assert api.refused("DELETE", api.user(4), **query) == (400, 1107)
    users = api.control("GET", "state?parts=users")["users"]
    assert not any("received" in user for user in users)


def test_passwords_of_the_past_and_too_many_of_them(api):
    api.create("work@example.com", "autoCreate", password="Abcdef123")
    path = "/users/work@example.com/password"
    for number in (1, 2):
        api.done("PUT", path, {"password": f"Xyzuvw98{number}"})
    assert api.refused("PUT", path, {"password": "Abcdef123"}) == (400, 1129)
    api.done("PUT", path, {"password": "Xyzuvw983"})
    assert api.refused("PUT", path, {"password": "Xyzuvw984"}) == (400, 300)
    api.control("POST", "clock", {"advance": 86401})
    api.token = api.new_token()
    api.done("PUT", path, {"password": "Xyzuvw984"})


@pytest.mark.parametrize(
    ("rule", "value", "password", "code"),
    [
        ("minimum_password_length", 12, "Abcuvw987", 1124),
        ("have_special_character", True, "Abcuvw987", 1127),
        ("consecutive_characters_length", 4, "Abcd1x9zz", 1131),
        ("weak_enhance_detection", True, "Password17", 1136),
    ],
)
def test_the_accounts_rules_for_passwords(api, rule, value, password, code):
    api.create("work@example.com", "autoCreate", password="Abcdef123")
    body = {"security": {"password_requirement": {rule: value}}}
    api.done("PATCH", "/accounts/me/settings", body, option="security")
    assert api.refused("PUT", "/users/work@example.com/password", {"password": password}) == (400, code)
