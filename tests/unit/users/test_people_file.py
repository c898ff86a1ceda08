# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CSV files of people: their headers, rows and cells, and what is explained instead of taken."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError
from ansible_collections.openadmin.zoom.plugins.module_utils._users import headers, people_file, rows
from ansible_collections.openadmin.zoom.plugins.module_utils._users.people_file import PeopleFile


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., PeopleFile]:
    def read_content(content: str | bytes, name: str = "people.csv", **options: Any) -> PeopleFile:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return people_file.read_people_file(str(path), **options)

    return read_content


def told(found: PeopleFile) -> list[str]:
    return [finding.text() for finding in found.findings]


ADA = {"email": "ada@b.example", "first_name": "Ada"}
BOB = {"email": "bob@b.example", "first_name": "Bob"}


def test_a_csv_file_is_numbered_as_a_spreadsheet_does(read: Any) -> None:
    rows, findings = read(
        "\ufeffE-mail?,First Name,dept\na@b.example, Ada ,\n\nb@b.example,Bob,R\n", columns={"E-mail?": "email"}
    )
    assert findings == []
    assert rows == [
        (2, "row 2", {"email": "a@b.example", "first_name": "Ada"}),
        (4, "row 4", {"email": "b@b.example", "first_name": "Bob", "dept": "R"}),
    ]


@pytest.mark.parametrize(
    ("content", "options", "numbers", "warning"),
    [
        pytest.param("email,first_name\n{}", {}, [2, 3], "", id="plain"),
        pytest.param("\ufeffemail,first_name\n{}", {}, [2, 3], "", id="BOM"),
        pytest.param("sep=,\nemail,first_name\n{}", {}, [2, 3], "", id="sep"),
        pytest.param('"sep=,"\nemail,first_name\n{}', {"delimiter": ";"}, [2, 3], "", id="sep wins"),
        pytest.param("\n\n,,\nemail,first_name\n{}", {}, [5, 6], "", id="blank first lines"),
        pytest.param(
            "Users of Example Inc.\nas of,2026-01-31\nemail,first_name\n{}",
            {},
            [4, 5],
            "rows 1, 2 stand above the header and were left out: 'Users of Example Inc.'.",
            id="titles",
        ),
        pytest.param(
            "email,first_name\n{}\nTotal,2\n\n,2 users\n",
            {},
            [2, 3],
            "rows 4, 6 are totals and were left out: 'Total'.",
            id="totals",
        ),
        pytest.param(
            "email,first_name\nemail,first_name\n{}",
            {},
            [3, 4],
            "row 2 repeats the header and was left out: 'email'.",
            id="header again",
        ),
        pytest.param("email,first_name,dept,,job_title\n{}", {}, [2, 3], "", id="short rows"),
        pytest.param("email,first_name,,\n{},,,,\n", {}, [2, 3], "", id="nameless empty columns"),
        pytest.param("Email*,First Name (required)\n{}", {}, [2, 3], "", id="marks in headers"),
        pytest.param("Work Email,Given Name\n{}", {}, [2, 3], "", id="aliases"),
        pytest.param("MAIL,Vorname\n{}", {"columns": {"Vorname": "first_name"}}, [2, 3], "", id="mapped"),
        pytest.param("Mail,Vorname\n{}", {"columns": {"first_name": "Vorname"}}, [2, 3], "", id="mapped the other way"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_table_is_found(
    read: Any, content: str, options: Any, numbers: list[int], warning: str, line_end: str
) -> None:
    text = content.replace("{}", "ada@b.example,Ada\nbob@b.example,Bob").replace("\n", line_end)
    found = read(text, **options)
    assert told(found) == []
    assert found.rows == [(number, f"row {number}", person) for number, person in zip(numbers, (ADA, BOB), strict=True)]
    assert found.warnings == ([f"src people.csv: {warning}"] if warning else [])


PORTAL_HEADER = (
    "Email,First Name,Last Name,Department,Manager,Job Title,Location,Cost Center,User Group,User Type,Licenses,"
    "Zoom Phone,Status,Employee ID,Time Zone,Last Login,IM Group"
)


def test_an_export_of_the_users_page_is_taken(read: Any) -> None:
    found = read(
        f"{PORTAL_HEADER}\n"
        'ada@b.example,Ada,Lovelace,R&D,bob@b.example,Engineer,Berlin,42,Sales,Licensed,"Workplace, Phone",Yes,Active,'
        '="00042",Europe/Berlin,2026-01-31 10:00,Chat\n'
        "bob@b.example,Bob,,,,,,,,Basic,,No,Pending,,,,\n"
    )
    assert told(found) == []
    assert found.warnings == [
        "src people.csv: left out, since nothing here can set it: Licenses, Last Login, IM Group."
    ]
    people, findings = rows.read_rows(found.rows)
    assert findings == []
    assert people[0].values == {
        "first_name": "Ada",
        "last_name": "Lovelace",
        "dept": "R&D",
        "manager": "bob@b.example",
        "job_title": "Engineer",
        "location": "Berlin",
        "cost_center": "42",
        "timezone": "Europe/Berlin",
        "type": 2,
        "zoom_phone": True,
    }
    assert (people[0].unique_id, people[0].status, people[0].options["groups"]) == ("00042", "active", ["Sales"])
    assert people[1].values == {"first_name": "Bob", "type": 1, "zoom_phone": False}
    assert people[1].status is None


def test_the_bulk_template_is_taken(read: Any) -> None:
    found = read(
        "Email,First Name,Last Name,Department,Manager,User Group,Job Title,Location\nada@b.example,Ada,L,,,Sales,,\n"
    )
    assert (told(found), found.warnings) == ([], [])
    assert found.rows[0].values == {
        "email": "ada@b.example",
        "first_name": "Ada",
        "last_name": "L",
        "groups": ["Sales"],
    }


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("dpet", "dept"),
        ("Frist Name", "first_name"),
        ("E-Mial", "email"),
        ("Backup Email", ""),
        ("Private Email", ""),
        ("Personal E-Mail", ""),
        ("shoe size", ""),
        ("Shoe Type", ""),
        ("passwort", ""),
        ("", ""),
    ],
)
def test_a_guess_is_a_slip_and_not_another_word(header: str, expected: str) -> None:
    assert headers.guess(header) == expected


@pytest.mark.parametrize(
    ("content", "options", "expected"),
    [
        ("email,dpet\na@b.example,x\n", {}, "src people.csv, column 2: 'dpet' is not known. Did you mean dept? Map it"),
        ("email,Backup Email\na@b.example,x\n", {}, "column 2: 'Backup Email' is not known. Map it with columns"),
        ("email,password\na@b.example,x\n", {"unknown_columns": "ignore"}, "passwords do not belong in a file"),
        ("email,pw\na@b.example,x\n", {"columns": {"pw": "password"}}, "columns.pw: 'pw': passwords do not belong"),
        ("name\nAda\n", {"unknown_columns": "ignore"}, "has no column email"),
        ("Zoom users\nAda\n", {}, "has no column email"),
        ("email,Email\na@b.example,b\n", {}, "'Email' stands for email, as another column does ('email'). Keep one"),
        ("email,Work Email\na@b.example,b\n", {}, "'Work Email' stands for email, as another column does"),
        ("email,dept\na@b.example,x,y\n", {}, "row 2: has 3 cells, the header has 2. Quote cells that hold the"),
        ("email,\na@b.example,x\n", {}, "column 2: has no name, and something in it (row 2)."),
        ("email\n", {}, "has a header and no row"),
        ("email\nTotal\n", {}, "has a header and no row"),
        ("email\na@b.example\n", {"columns": {"Mail": "email"}}, "columns: 'Mail' is not in the header of people.csv"),
        ("email\na@b.example\n", {"columns": {"Mail": "emial"}}, "columns.Mail: emial is not a field. Did you mean"),
        ("email,dept\na@b.example,#N/A\n", {}, "row 2, column dept: '#N/A' is an error of the spreadsheet. Mend its"),
        ("email,dept\na@b.example,#REF!\n", {}, "'#REF!' is an error of the spreadsheet"),
        ("email,dept\na@b.example,#DIV/0!\n", {}, "is an error of the spreadsheet"),
        ("email,dept\na@b.example,#NV\n", {}, "is an error of the spreadsheet"),
        ("email,dept\na@b.example,####\n", {}, "is an error of the spreadsheet"),
        ("email,dept\na@b.example,Err:502\n", {}, "is an error of the spreadsheet"),
        (
            "email,dept\na@b.example,NULL\n",
            {},
            "'NULL' means no value in the program that wrote the file. Empty the cell.",
        ),
        ("email,last_name\na@b.example,null\n", {}, "'null' means no value"),
        ("email,dept\na@b.example,nan\n", {}, "'nan' means no value"),
        ("email,dept\na@b.example,=A1\n", {}, "row 2, column dept: '=A1' is a formula, not a value. Paste the column"),
        ('email,dept\na@b.example,"\t=A1"\n', {}, "is a formula"),
        ("email,dept\na@b.example,+cmd\n", {}, "'+cmd' is a formula"),
        ("email,dept\na@b.example,-cmd|' /C calc'!A0\n", {}, "is a formula"),
        ("email,dept\na@b.example,@SUM(1)\n", {}, "is a formula"),
        ('email,dept\na@b.example,"=""=A1"""\n', {}, "'=A1' is a formula"),
        ("email,groups\na@b.example,A|=B\n", {}, "'=B' is a formula"),
        ("email,pmi\na@b.example,1.23457E+09\n", {}, "'1.23457E+09' is a number that the spreadsheet rounded."),
        (
            'email,User Group\na@b.example,"Sales, Engineering"\n',
            {},
            "row 2, column groups: 'Sales, Engineering' looks like several entries, and list_separator is '|'. Set"
            " list_separator to ',', or write Sales|Engineering; a single name that holds ',' is written"
            ' ["Sales, Engineering"].',
        ),
        ("email,groups\na@b.example,Sales;EMEA\n", {}, "Set list_separator to ';', or write Sales|EMEA"),
        ("email,groups\na@b.example,Sales|EMEA\n", {"list_separator": ";"}, "Set list_separator to '|'"),
    ],
)
def test_what_is_wrong_with_a_file(read: Any, content: str, options: Any, expected: str) -> None:
    found = read(content, **options)
    assert any(expected in finding for finding in told(found)), told(found)


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("employee_unique_id", '="00042"', "00042"),
        ("employee_unique_id", '"=""00042"""', "00042"),
        ("dept", '="a ""b"""', 'a "b"'),
        ("dept", '=""', None),
        ("dept", "\u00a0R\u00a0&\u00a0D ", "R & D"),
        ("dept", "-5", "-5"),
        ("dept", "- none -", "- none -"),
        ("dept", "#1 Support", "#1 Support"),
        ("dept", "@home", "@home"),
        ("dept", "Nullfunk", "Nullfunk"),
        ("dept", "1E5", "1E5"),
        ("last_name", "Null", "Null"),
        ("first_name", "Nan", "Nan"),
        ("phone_numbers", "Mobile US +1 5550100", ["Mobile US +1 5550100"]),
        ("phone_numbers", "+1 (555) 0100", ["+1 (555) 0100"]),
        ("phone_numbers", '"[{""number"": ""1""}]"', '[{"number": "1"}]'),
        ("custom_attributes", '"street=Main St, 5"', ["street=Main St, 5"]),
        ("groups", "A | B |", ["A", "B"]),
        ("groups", '"A\nB"', ["A", "B"]),
        ("groups", '"Eng, EMEA|Board"', ["Eng, EMEA", "Board"]),
        ("groups", '"[""Sales, EMEA""]"', '["Sales, EMEA"]'),
        ("about_me", '"one\r\ntwo"', "one\r\ntwo"),
        ("zoom_one_type", "None", "None"),
    ],
)
def test_what_a_cell_says(read: Any, column: str, cell: str, expected: Any) -> None:
    found = read(f"email,{column}\na@b.example,{cell}\n")
    assert told(found) == []
    assert found.rows[0].values.get(column) == expected


def test_quoted_lines_are_one_row(read: Any) -> None:
    found = read('email,about_me\na@b.example,"one\ntwo"\nb@b.example,x\n')
    assert [row.number for row in found.rows] == [2, 3]


def test_lists_are_split_and_the_clear_token_clears(read: Any) -> None:
    text = 'email;groups;dept;phone_numbers\na@b.example;A # B;-;"[{""number"": ""1""}]"\nc@b.example;-;x;\n'
    rows, findings = read(text, delimiter=";", list_separator="#", clear_token="-")
    assert findings == []
    assert rows[0].values == {
        "email": "a@b.example",
        "groups": ["A", "B"],
        "dept": "",
        "phone_numbers": '[{"number": "1"}]',
    }
    assert rows[1].values == {"email": "c@b.example", "groups": [], "dept": "x"}


@pytest.mark.parametrize("token", ["", "  ", None])
def test_an_empty_clear_token_clears_nothing(read: Any, token: str | None) -> None:
    assert read("email,dept\na@b.example,\n", clear_token=token).rows[0].values == {"email": "a@b.example"}


@pytest.mark.parametrize(
    ("content", "options", "expected"),
    [
        ("", {}, "people.csv is empty. Check the export"),
        ("\ufeff\n \n", {}, "is empty"),
        ("email;dept\na@b.example;x\n", {}, "has cells parted by ';', not ','. Set delimiter to ';'."),
        ("First, Last;email\nAda, L;a@b.example\n", {}, "Set delimiter to ';'"),
        ("email\tdept\na@b.example\tx\n", {}, "Set delimiter to '\\t'"),
        ("email,dept\na@b.example,x\n", {"delimiter": ";"}, "Set delimiter to ','"),
        ('"email";"dept"\n"a@b.example";"x"\n', {}, "Set delimiter to ';'"),
        ('email\n"a@b.example\n', {}, "is the file cut off"),
        ('email,dept\na@b.example,"x"y\n', {}, "src people.csv, line 2"),
        ("email\nJos\xe9".encode("latin-1"), {}, "is not utf-8-sig (line 2, byte 0xe9). Save it as UTF-8"),
        ("email\n".encode("utf-16-le"), {}, "holds NUL characters. Name its encoding"),
        ("email\n", {"encoding": "utf-9"}, "encoding: 'utf-9' is not a known encoding of text"),
        ("email\n", {"encoding": "rot13"}, "encoding: 'rot13' is not a known encoding of text"),
        ("email\n", {"delimiter": ";;"}, "is not one character"),
        ("email\n", {"delimiter": '"'}, "is not one character"),
        ("email\n", {"delimiter": "a"}, "is not one character"),
        ("email\n", {"delimiter": "\n"}, "is not one character"),
        ("email\n", {"delimiter": "\ud800"}, "is not one character"),
        ("sep=x\nemail\n", {}, "'x' is not one character"),
        ("sep=;\n", {}, "has no row"),
        ("email\n", {"list_separator": ""}, "list_separator: is empty"),
        (
            b"PK\x03\x04..[Content_Types].xml",
            {},
            'people.csv is an Excel workbook. In Excel: File, Save As, "CSV UTF-8',
        ),
        (b"PK\x03\x04..xl/workbook.xml", {}, "is an Excel workbook"),
        (
            b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            {},
            "is an OpenDocument spreadsheet. In LibreOffice",
        ),
        (b"PK\x03\x04..Index/Document.iwa", {}, "is a Numbers spreadsheet. In Numbers: File, Export To"),
        (b"PK\x03\x04..people.csv", {}, "is a ZIP archive. Unpack it."),
        (b"PK\x03\x04..", {"name": "people.xlsx"}, "In Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", {"name": "people.xls"}, "an Excel workbook of the older kind"),
        (b"\x1f\x8b\x08", {}, "is compressed"),
        (b"%PDF-1.7", {}, "is a PDF"),
        ("$ANSIBLE_VAULT;1.1;AES256\n6162", {}, "is encrypted with ansible-vault. Decrypt it to another file"),
        ("<!DOCTYPE html><html>", {}, "is a web page"),
    ],
)
def test_a_file_that_cannot_be_read_at_all(read: Any, content: Any, options: Any, expected: str) -> None:
    with pytest.raises(InputError) as raised:
        read(content, **options)
    assert expected in raised.value.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_unicode_with_a_mark_needs_no_encoding(read: Any, encoding: str) -> None:
    found = read("email,first_name\nada@b.example,Ada\n".encode(encoding))
    assert [row.values for row in found.rows] == [ADA]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("none.csv", "there is no such file. A module's working directory is not yours"),
        (".", "is a folder"),
        ("pipe", "is a named pipe, not a file. Write what comes out of it to a file first"),
        ("/dev/zero", "/dev/zero is a device"),
        ("a\0b", "it is not a path"),
        ("\ud800", "it is not a path"),
    ],
)
def test_what_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, expected: str) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    with pytest.raises(InputError) as raised:
        people_file.read_people_file(path)
    assert expected in raised.value.message
    assert raised.value.findings[0].place == "src"
    raised.value.message.encode()


def test_unknown_columns_can_be_ignored_and_are_named(read: Any) -> None:
    found = read("email,shoe size,,Last Login\na@b.example,44,x,y\n", unknown_columns="ignore")
    assert [row.values for row in found.rows] == [{"email": "a@b.example"}]
    assert told(found) == []
    assert found.warnings == [
        "src people.csv: left out, since nothing here can set it: Last Login.",
        "src people.csv: left out, since it is not known: shoe size, column 3, which has no name.",
    ]


def test_columns_says_which_of_two_counts(read: Any) -> None:
    found = read("email,Work Email\na@b.example,w@b.example\n", columns={"Work Email": "email"})
    assert (told(found), [row.values for row in found.rows]) == ([], [{"email": "w@b.example"}])
    assert found.warnings == ["src people.csv: left out, since nothing here can set it: email."]


def test_headers_that_nobody_can_print(read: Any) -> None:
    found = read(b"email,\x1b[31mred\na@b.example,x\n", unknown_columns="ignore")
    assert "\x1b" not in "".join(found.warnings)
    assert "\x1b" not in "".join(told(read(b"email,\x1b[31mred\na@b.example,x\n", columns={"red": "dept"})))
