# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON, JSON lines and YAML files of people, and answers of the API that somebody saved."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError
from ansible_collections.openadmin.zoom.plugins.module_utils._users import people_file, rows
from ansible_collections.openadmin.zoom.plugins.module_utils._users.people_file import PeopleFile


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., PeopleFile]:
    def read_content(content: str, name: str = "people.json", **options: Any) -> PeopleFile:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return people_file.read_people_file(str(path), **options)

    return read_content


PEOPLE = [{"email": "a@b.example", "use_pmi": False}, {"email": "b@b.example", "groups": ["A, B"]}]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people.json", json.dumps(PEOPLE)),
        ("people.json", json.dumps({"users": PEOPLE}, indent=1)),
        ("people.txt", json.dumps(PEOPLE)),
        ("people.jsonl", "\n".join(json.dumps(person) for person in PEOPLE)),
        ("people", "".join(json.dumps(person) + "\n\n" for person in PEOPLE)),
        ("people.yml", "- email: a@b.example\n  use_pmi: no\n- {email: b@b.example, groups: ['A, B']}\n"),
        (
            "people.yaml",
            "# everybody\nusers:\n- email: a@b.example\n  use_pmi: no\n- email: b@b.example\n  groups: ['A, B']\n",
        ),
        ("people.txt", "---\n- email: a@b.example\n  use_pmi: no\n- email: b@b.example\n  groups: ['A, B']\n"),
        ("people.txt", "- email: a@b.example\n  use_pmi: no\n- email: b@b.example\n  groups: ['A, B']\n"),
        ("people.yaml", json.dumps(PEOPLE)),
    ],
)
def test_documents_keep_their_types(read: Any, name: str, content: str) -> None:
    found = read(content, name=name)
    assert (found.findings, found.warnings) == ([], [])
    assert found.rows == [(1, "row 1", PEOPLE[0]), (2, "row 2", PEOPLE[1])]


def test_entries_that_are_none_and_keys_that_are_not_known(read: Any) -> None:
    person = {"Email": "a@b.example", "dept": "", "groups": ["A|B"], "division": None}
    rows, findings = read(json.dumps([person, 3, {"email": "b@b.example", "x": 1}, {"email": "c@b.example", "x": 1}]))
    assert rows[0] == (1, "row 1", {"email": "a@b.example", "dept": "", "groups": ["A|B"], "division": None})
    assert [finding.text() for finding in findings] == [
        'row 2: is not an object. Write {"email": …, …}.',
        "row 3, column x: 'x' is not known. Map it with columns, or set unknown_columns to ignore.",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("=A1", "is a formula"), ("#REF!", "is an error of the spreadsheet"), ("NULL", "means no value")],
)
def test_what_a_spreadsheet_left_is_no_value_here_either(read: Any, value: str, expected: str) -> None:
    _rows, findings = read(json.dumps([{"email": "a@b.example", "dept": value}]))
    assert len(findings) == 1
    assert expected in findings[0].text()


RECORD = {
    "id": "u1",
    "email": "a@b.example",
    "first_name": "Ada",
    "last_name": "Lovelace",
    "display_name": "Ada Lovelace",
    "type": 99,
    "status": "pending",
    "role_id": "0",
    "pmi": 0,
    "timezone": "",
    "dept": "",
    "verified": 1,
    "created_at": "2026-01-31T10:00:00Z",
    "last_login_time": "2026-01-31T10:00:00Z",
    "group_ids": ["g1"],
    "phone_numbers": [{"number": "1", "code": "+1", "country": "US", "label": "Mobile", "verified": False}],
    "brand_new": True,
}


def test_a_saved_answer_of_the_api_is_taken(read: Any) -> None:
    answer = {"page_count": 1, "page_size": 30, "total_records": 1, "next_page_token": "", "users": [RECORD]}
    found = read(json.dumps(answer))
    people, findings = rows.read_rows(found.rows)
    assert (found.findings, findings, found.whole) == ([], [], True)
    assert people[0].values == {
        "first_name": "Ada",
        "last_name": "Lovelace",
        "display_name": "Ada Lovelace",
        "type": 4,
        "timezone": "",
        "dept": "",
        "phone_numbers": [{"number": "1", "code": "+1", "country": "US", "label": "Mobile"}],
    }
    assert (people[0].user_id, people[0].status) == ("u1", None)
    assert found.warnings == [
        "src people.json: left out, since nothing here can set it: page_count, page_size, total_records,"
        " next_page_token, role_id, verified, created_at, last_login_time, group_ids.",
        "src people.json: left out, since it is not known: brand_new.",
    ]


def test_one_page_of_several_says_so(read: Any) -> None:
    found = read(json.dumps({"users": PEOPLE, "next_page_token": "t"}))
    assert not found.whole
    assert found.warnings[0].startswith("src people.json: it is one page of several")


def test_the_clear_token_clears_here_too(read: Any) -> None:
    found = read(json.dumps([{"email": "a@b.example", "dept": "-", "groups": ["-"]}]), clear_token="-")
    assert found.rows[0].values == {"email": "a@b.example", "dept": "", "groups": []}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("people.json", '[{"email": "a"', "src people.json: is not JSON"),
        ("people.json", "email\n", "is not JSON"),
        ("people.json", '{"people": []}', "holds no list of users"),
        ("people.json", "3", "holds no list of users"),
        ("people.json", '{"email": "a"}\n{"email": ', "line 2 is not JSON"),
        ("people.json", '{"email": a}\n{"email": "b"}', "is not JSON"),
        ("people.json", "[" * 100_000, "is nested too deeply"),
        ("people.json", '[{"email": ' + "[" * 50 + "]" * 50 + "}]", "is nested too deeply"),
        ("people.json", '[{"pmi": ' + "9" * 5000 + "}]", "is not JSON"),
        ("people.json", '[{"pmi": NaN}]', "holds NaN"),
        ("people.yml", "- email: a\n b: c", "is not YAML"),
        ("people.yml", "- email: !vault |\n    x", "is not YAML"),
        ("people.yml", "a@b.example", "holds no list of users"),
        ("people.yml", "- date: 2024-13-45", "is not YAML"),
    ],
)
def test_documents_that_cannot_be_read(read: Any, name: str, content: str, expected: str) -> None:
    with pytest.raises(InputError) as raised:
        read(content, name=name)
    assert expected in raised.value.message


@pytest.mark.parametrize(
    "person",
    [
        {"email": "a\ud800@b.example"},
        {"email": {"a": 1}},
        {"email": "a@b.example", "dept": "\ud800"},
        {"email": "a@b.example", "groups": ["\ud800"]},
        {"email": "a@b.example", "\ud800": 1},
        {"email": "a@b.example", "groups": {"a": [[[[1]]]]}},
        {"email": "a@b.example", "phone_numbers": [[[1]]]},
        {"email": "a@b.example", "status": []},
        {"email": "a@b.example", "type": {}},
        {"email": "a@b.example", "pmi": []},
        {"email": "a@b.example", "state": {"absent": True}},
        {"email": "a@b.example", "custom_attributes": {"key": {}}},
        {"email": "a@b.example", "license_info_list": [{"license_option": {}}]},
        {"email": 1e400},
    ],
)
def test_wrong_types_are_findings_that_can_be_printed(read: Any, person: Any) -> None:
    found = read(json.dumps([person]).replace("Infinity", "1e400"))
    _people, findings = rows.read_rows(found.rows)
    texts = [finding.text() for finding in [*found.findings, *findings]]
    assert texts
    for text in texts:
        text.encode()
