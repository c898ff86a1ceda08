# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""People from lists: typed values, and every finding with its place and remedy."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._users import rows as people


def entries(*rows: dict[str, Any], match_by: str = "email") -> tuple[list[people.Row], list[str]]:
    found, findings = people.read_rows(
        ((number, f"row {number}", row) for number, row in enumerate(rows, start=2)), match_by
    )
    return found, [finding.text() for finding in findings]


def value_of(name: str, value: Any) -> Any:
    found, findings = entries({"email": "a@b.example", name: value})
    assert findings == []
    (entry,) = found
    return entry.values.get(name, entry.options.get(name))


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("type", "licensed", 2),
        ("type", "Basic", 1),
        ("type", "4", 4),
        ("zoom_one_type", "workplace for education enterprise student", 576460752303423488),
        ("zoom_one_type", "One for Education Enterprise Student", 576460752303423488),
        ("zoom_one_type", "576460752303423488", 576460752303423488),
        ("zoom_one_type", "none", 0),
        ("plan_united_type", "United Biz-United US/CA Unlimited", "32"),
        ("plan_united_type", 32, "32"),
        ("plan_united_type", "None", "none"),
        ("pmi", "123 456-7890", 1234567890),
        ("use_pmi", "yes", True),
        ("pronouns_option", "2", 2),
        ("dept", "", ""),
        ("dept", " R&D ", "R&D"),
        ("type", 99, 4),
        ("pmi", "1234567890.0", 1234567890),
        ("pmi", 1234567890.0, 1234567890),
        ("pmi", 0, None),
        ("pronouns_option", 0, None),
        ("use_pmi", "Enabled", True),
        ("zoom_phone", "No", False),
        ("zoom_phone", "Not assigned", False),
        ("groups", "Sales, Board\nEMEA", ["Sales", "Board", "EMEA"]),
        ("groups", '["Sales, EMEA"]', ["Sales, EMEA"]),
        ("groups", ["Sales", None, ""], ["Sales"]),
        ("groups", "", None),
        ("status", "pending", None),
        ("status", "Pending", None),
        ("status", "", None),
        ("new_email", "", None),
        ("transfer_to", " ", None),
        ("primary_group", "", None),
        ("allow_data_loss", "", False),
        ("allow_data_loss", "yes", True),
        ("timezone", "europe/berlin", "Europe/Berlin"),
        ("timezone", "", ""),
        ("host_key", 123456, "123456"),
        ("vanity_name", "ada.lovelace", "ada.lovelace"),
        ("language", "de_DE", "de_DE"),
        ("about_me", "one\ntwo", "one\ntwo"),
        (
            "phone_numbers",
            [{"number": "(030) 12-34/5", "country": "de", "code": "+49", "verified": True}],
            [{"number": "(030) 12-34/5", "country": "DE", "code": "+49"}],
        ),
        ("phone_numbers", [{"number": 5550100, "code": None}], [{"number": "5550100"}]),
        ("phone_numbers", "", []),
        ("custom_attributes", [{"key": "k", "value": True}], [{"key": "k", "value": "true"}]),
        ("groups", "Sales", ["Sales"]),
        ("groups", [], []),
        ("status", "ACTIVE", "active"),
        ("create_action", "ssocreate", "ssoCreate"),
        ("transfer_to", None, None),
        (
            "phone_numbers",
            ["Mobile US +1 5550100"],
            [{"label": "Mobile", "country": "US", "code": "+1", "number": "5550100"}],
        ),
        ("phone_numbers", '[{"number": "1", "label": "office"}]', [{"number": "1", "label": "Office"}]),
        ("custom_attributes", ["a=b=c"], [{"key": "a", "value": "b=c"}]),
        (
            "license_info_list",
            [{"license_type": "MEETING", "license_option": "Licensed", "subscription_id": "s"}],
            [{"license_type": "MEETING", "license_option": 2, "subscription_id": "s"}],
        ),
    ],
)
def test_values_become_what_the_api_takes(name: str, given: Any, expected: Any) -> None:
    assert value_of(name, given) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, "row 2, column email: is missing."),
        ({"email": "ada"}, "row 2, column email: 'ada' is not an email address. Write name@domain."),
        ({"email": "аda@example.com"}, "outside ASCII"),
        ({"email": "a@b.example\n"}, None),
        ({"email": "x" * 65 + "@b.example"}, "is not an email address"),
        ({"email": "a@" + "b" * 130 + ".example"}, "Zoom takes 127 at most"),
        ({"tpye": "basic"}, "row 2, column tpye: is not known here. Did you mean type?"),
        ({"type": "licenced"}, "Did you mean licensed?"),
        ({"status": "gone"}, "'gone' is not one of: active, inactive, pending."),
        ({"use_pmi": "perhaps"}, "neither true nor false"),
        ({"pmi": "12a"}, "not a whole number"),
        ({"pmi": True}, "not a whole number"),
        ({"pronouns_option": 4}, "not one of: 1, 2, 3"),
        ({"first_name": "一二三四五六"}, "more than 5 Chinese characters"),
        ({"first_name": "Ada\x07"}, "control characters"),
        ({"dept": ["a"]}, "must be text"),
        ({"linkedin_url": "https://example.com"}, "must contain linkedin.com"),
        ({"about_me": "<b>me</b>"}, "link or HTML"),
        ({"phone_numbers": [{"number": str(n)} for n in range(4)]}, "takes 3 at most"),
        ({"phone_numbers": [{"nummer": "1"}]}, "nummer: not known here. Did you mean number?"),
        ({"phone_numbers": [{"label": "Home"}]}, "lacks number"),
        ({"phone_numbers": "[{"}, "is not JSON"),
        ({"phone_numbers": [3]}, "3 is not a mapping"),
        ({"custom_attributes": [f"k{n}=v" for n in range(6)]}, "takes 5 at most"),
        ({"custom_attributes": ["a=1", "a=2"]}, "names a key twice"),
        ({"custom_attributes": ["novalue"]}, "is not a mapping"),
        ({"create_only": ["dept", "tipe"]}, "tipe: no such field. Did you mean type?"),
        ({"state": "absent"}, "row 2, column absent_action: is needed with state absent."),
        ({"state": "absent", "absent_action": "delete"}, "would destroy the user's content"),
        ({"state": "absent", "absent_action": "deactivate", "transfer_to": "x@y.example"}, "moves nothing"),
        ({"state": "absent", "absent_action": "delete", "transfer_to": "A@b.example"}, "is the user who goes"),
        ({"state": "absent", "absent_action": "disassociate", "transfer": ["meetings"]}, "needs transfer_to"),
        ({"state": "absent", "absent_action": "disassociate", "status": "active"}, "contradicts state absent"),
        ({"state": "present", "absent_action": "delete"}, "for state absent only"),
        ({"new_email": "A@B.example"}, "is the same as email"),
        ({"role": ""}, "Write member"),
        ({"division": ""}, "always in a division"),
        ({"status": "inactive", "type": "licensed"}, "deactivating strips licences"),
        ({"id": ""}, None),
        ({"role": " "}, "Write member"),
        ({"pmi": "²"}, "'²' is not a whole number"),
        ({"pmi": "12345"}, "'12345' is not a personal meeting id. Write its 10 digits."),
        ({"pmi": "0123456789"}, "is not a personal meeting id"),
        ({"pmi": "9" * 5000}, "is not a whole number"),
        ({"pmi": 10**400}, "is a number that is too long"),
        ({"pmi": float("nan")}, "nan is not a number"),
        ({"pmi": ""}, "cannot be cleared"),
        ({"use_pmi": ""}, "cannot be cleared"),
        ({"use_pmi": []}, "neither true nor false"),
        ({"type": "²"}, "no licence"),
        ({"type": [1]}, "a list is no licence"),
        ({"zoom_one_type": "²"}, "no licence"),
        ({"zoom_one_type": "9" * 5000}, "no licence"),
        ({"plan_united_type": {"a": 1}}, "a mapping is no licence"),
        ({"job_title": "x" * 200}, "has 200 characters; Zoom takes 128 at most. Shorten it."),
        ({"first_name": "x" * 65}, "Zoom takes 64 at most"),
        ({"dept": "x" * 129}, "Zoom takes 128 at most"),
        ({"company": "x" * 256}, "Zoom takes 255 at most"),
        ({"location": "x" * 257}, "Zoom takes 256 at most"),
        ({"cost_center": "x" * 129}, "Zoom takes 128 at most"),
        ({"pronouns": "x" * 65}, "Zoom takes 64 at most"),
        ({"groups": ["x" * 128]}, "Zoom takes 127 at most"),
        ({"groups": ["a\tb"]}, "holds control characters"),
        ({"groups": [{"name": "a"}]}, "a mapping is not text"),
        ({"groups": [True]}, "True is not text"),
        ({"division": "a\nb"}, "holds control characters"),
        ({"transfer": "meetings, tea", "state": "absent", "absent_action": "deactivate"}, "'tea' is not one of"),
        ({"first_name": "A\ud800"}, "control characters"),
        ({"first_name": "A\nB"}, "control characters"),
        ({"dept": True}, "must be text"),
        ({"dept": float("inf")}, "inf is not a number"),
        ({"timezone": "Eastern Standard Time"}, "Write America/New_York."),
        ({"timezone": "Berlin"}, "Did you mean Europe/Berlin?"),
        ({"host_key": "12345"}, "the value (hidden) is not a host key. Write 6 to 10 digits."),
        ({"host_key": "12345678901"}, "Write 6 to 10 digits"),
        ({"host_key": "secret"}, "the value (hidden) is not a host key"),
        ({"vanity_name": "1ada"}, "is not a personal link name"),
        ({"vanity_name": "ada"}, "Write 5 to 40"),
        ({"language": "German"}, "is not the code of a language"),
        ({"phone_numbers": [{"number": "n/a"}]}, "'n/a' is not a phone number"),
        ({"phone_numbers": [{"number": "1", "code": "plus one"}]}, "is not a country code"),
        ({"phone_numbers": [{"number": "1", "country": "Germany"}]}, "is not the id of a country"),
        ({"phone_numbers": [{"number": ["1"]}]}, "a list is not text"),
        ({"phone_numbers": "[" * 100_000}, "nested too deeply"),
        ({"phone_numbers": [None]}, "None is not a mapping"),
        ({"custom_attributes": [{"key": "a\x00", "value": "1"}]}, "control characters"),
        ({"email": ["a@b.example"]}, "a list is not text"),
        ({"new_email": "ada\x00@b.example"}, "control characters"),
        ({"transfer_to": "a@b.example\ud800", "state": "absent", "absent_action": "delete"}, "control characters"),
        ({"password": "short"}, "8 to 32 characters"),
    ],
)
def test_what_is_wrong_with_one_person(row: dict[str, Any], expected: str | None) -> None:
    _found, findings = entries({"email": "a@b.example", **row} if row else {"dept": "x"})
    if expected is None:
        assert findings == []
        return
    assert len(findings) == 1
    assert expected in findings[0]


def test_a_secret_is_never_shown() -> None:
    _found, findings = entries({"email": "a@b.example", "password": "hushhush", "host_key": ["12"]})
    assert len(findings) == 2
    assert "hushhush" not in "".join(findings)


def test_all_findings_of_all_rows_come_at_once() -> None:
    found, findings = entries(
        {"email": "a@b.example", "type": "x", "pmi": "y"}, {"email": "b@b.example"}, {"email": "c", "status": "z"}
    )
    assert len(findings) == 4
    assert [entry.key for entry in found] == ["b@b.example"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (({"email": "a@b.example"}, {"email": "A@B.example"}), "row 3, email: a@b.example is already at row 2"),
        (
            ({"email": "a@b.example", "id": "1"}, {"email": "c@b.example", "id": "1"}),
            "row 3, id: 1 is already at row 2",
        ),
        (
            ({"email": "a@b.example", "new_email": "c@b.example"}, {"email": "c@b.example"}),
            "row 2, new_email: c@b.example is already the email of a person at row 3",
        ),
        (
            (
                {"email": "a@b.example", "state": "absent", "absent_action": "delete", "transfer_to": "c@b.example"},
                {"email": "c@b.example", "state": "absent", "absent_action": "deactivate"},
            ),
            "row 2, transfer_to: c@b.example is to be removed at row 3",
        ),
    ],
)
def test_people_who_get_in_each_others_way(rows: Any, expected: str) -> None:
    _found, findings = entries(*rows)
    assert len(findings) == 1
    assert expected in findings[0]


def test_a_row_in_error_is_compared_with_the_others_too() -> None:
    found, findings = entries({"email": "a@b.example", "type": "x"}, {"email": "A@b.example"})
    assert [finding.partition(":")[0] for finding in findings] == ["row 2, column type", "row 3, email"]
    assert [entry.place for entry in found] == ["row 3"]


def test_match_by_needs_its_column() -> None:
    _found, findings = entries({"email": "a@b.example"}, match_by="employee_unique_id")
    assert findings == [
        "row 2, column employee_unique_id: is needed with match_by employee_unique_id. Fill it in, or match by email."
    ]


def test_defaults_of_a_division_win_over_a_groups_and_those_over_everyones() -> None:
    found, _findings = entries({"email": "a@b.example", "groups": ["Sales"], "division": "EMEA", "dept": "own"})
    defaults = people.Defaults(
        everyone={"type": "licensed", "dept": "all", "language": "en-US", "create_action": "autoCreate"},
        by_group={"sales": {"language": "de-DE", "company": "G"}, "Other": {"company": "O"}},
        by_division={"emea": {"language": "fr-FR", "groups": ["EMEA all"]}},
    )
    (filled,), findings = people.with_defaults(found, defaults)
    assert findings == []
    assert filled.values == {"dept": "own"}
    new = filled.as_new()
    assert new.values == {"type": 2, "dept": "own", "language": "fr-FR", "company": "G"}
    assert new.options["create_action"] == "autoCreate"
    assert new.options["groups"] == ["Sales"]


def test_wrong_defaults_are_findings_too() -> None:
    defaults = people.Defaults({"type": "x"}, {"G": {"email": "a@b.example"}}, {"D": {"dpet": "x"}})
    _filled, findings = people.with_defaults([], defaults)
    assert [finding.place for finding in findings] == [
        "defaults.type",
        "group_defaults.G.email",
        "division_defaults.D.dpet",
    ]


@pytest.mark.parametrize(
    ("row", "reactivate", "expected"),
    [({}, True, True), ({}, False, False), ({"status": "inactive"}, True, False)],
)
def test_who_comes_back(row: dict[str, Any], reactivate: bool, expected: bool) -> None:
    found, _texts = entries({"email": "a@b.example", **row})
    (filled,), _findings = people.with_defaults(found, people.Defaults(), reactivate)
    assert filled.reactivate is expected
